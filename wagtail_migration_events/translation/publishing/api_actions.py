"""The ways of going live through Wagtail's own APIs: v3 for programs, and the admin's."""

from __future__ import annotations

import html
from typing import Any

from django.db import transaction
from django.utils.html import strip_tags
from rest_framework.exceptions import PermissionDenied as RestPermissionDenied
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.translation.gate.missing import what_is_missing
from wagtail_migration_events.translation.gate.newest_words import write_words
from wagtail_migration_events.translation.gate.obstacle import in_sentences
from wagtail_migration_events.translation.review.running import reviews_that_would_end


def _reasons_against(page: Any, *, writes_words: bool = False) -> str:
    """Return in one line why a page may not be published; "" if it may."""
    if isinstance(page, PublicPageMixin) and (reviews := reviews_that_would_end([page])):
        return html.unescape(strip_tags(" ".join(reviews)))
    return in_sentences(what_is_missing(page, writes_words=writes_words))


class GatedPublishAPIAction(PublishPageAPIAction):
    """Publishing in the API that the admin's own JavaScript uses."""

    def execute(self, instance: Any, data: Any) -> Any:
        user, instance = self.request.user, instance.specific
        if instance.permissions_for_user(user).can_publish():
            if reasons := _reasons_against(instance, writes_words=True):
                raise RestPermissionDenied(reasons)
            write_words(instance, user)
        return super().execute(instance, data)


class GatedPagesAdminAPIViewSet(PagesAdminAPIViewSet):
    actions = {**PagesAdminAPIViewSet.actions, "publish": GatedPublishAPIAction}


def gate_admin_api(router: Any) -> None:
    """For Wagtail's hook ``construct_admin_api``."""
    router.register_endpoint("pages", GatedPagesAdminAPIViewSet)


def gate_api_v3(registry: Any) -> None:
    """For the hook ``register_actions``, which Wagtail has since 8.0."""
    page_model = base_page_model()
    publish = registry.actions[page_model]["publish"]
    edit = registry.actions[page_model]["edit"]
    # The API looks for "publish" at the base page, and for "edit" at the class of the page.
    registry.register(page_model, _gated_publish(publish))
    registry.register(EventPageMixin, _gated_edit(edit))


def _gated_publish(base: Any) -> Any:
    class GatedPublishAction(base):
        def check(self, skip_permission_checks: bool = False) -> None:
            super().check(skip_permission_checks=skip_permission_checks)
            if skip_permission_checks:
                return
            if reasons := _reasons_against(self.object):
                raise self.permission_error_class(reasons)

    return GatedPublishAction


def _gated_edit(base: Any) -> Any:
    class GatedEditAction(base):
        """Saves first, asks, and then publishes: all of it or nothing."""

        publish: bool

        def execute(self, skip_permission_checks: bool = False) -> Any:
            if not self.publish or skip_permission_checks or not self._is_valid():
                return super().execute(skip_permission_checks=skip_permission_checks)
            self.check()
            self.publish = False
            with transaction.atomic():
                page = super().execute()
                if reasons := _reasons_against(page):
                    raise self.permission_error_class(reasons)
                self.revision.publish(
                    user=self.user,
                    changed=self.content_changed,
                    previous_revision=self.previous_revision,
                )
            return page

        def _is_valid(self) -> bool:
            return self.form is None or self.form.is_valid()

    return GatedEditAction
