"""The ways of going live through Wagtail's own APIs: v3 for programs, and the admin's."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from rest_framework.exceptions import PermissionDenied as RestPermissionDenied
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.gate.missing import what_is_missing
from wagtail_migration_events.translation.gate.obstacle import in_sentences
from wagtail_migration_events.translation.writing import write_words


class GatedPublishAPIAction(PublishPageAPIAction):
    """Publishing in the API that the admin's own JavaScript uses."""

    def execute(self, instance: Any, data: Any) -> Any:
        user = self.request.user
        if instance.permissions_for_user(user).can_publish():
            if missing := what_is_missing(instance, user, writes_words=True):
                raise RestPermissionDenied(in_sentences(missing))
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
    class GatedPublishAction(base):  # type: ignore[misc]
        def check(self, skip_permission_checks: bool = False) -> None:
            super().check(skip_permission_checks=skip_permission_checks)
            if skip_permission_checks:
                return
            if missing := what_is_missing(self.object):
                raise self.permission_error_class(in_sentences(missing))

    return GatedPublishAction


def _gated_edit(base: Any) -> Any:
    class GatedEditAction(base):  # type: ignore[misc]
        """Saves first, asks, and then publishes: all of it or nothing."""

        def execute(self, skip_permission_checks: bool = False) -> Any:
            if not self.publish or skip_permission_checks or not self._is_valid():
                return super().execute(skip_permission_checks=skip_permission_checks)
            self.check()
            self.publish = False
            with transaction.atomic():
                page = super().execute()
                if missing := what_is_missing(page):
                    raise self.permission_error_class(in_sentences(missing))
                self.revision.publish(
                    user=self.user,
                    changed=self.content_changed,
                    previous_revision=self.previous_revision,
                )
            return page

        def _is_valid(self) -> bool:
            return self.form is None or self.form.is_valid()

    return GatedEditAction
