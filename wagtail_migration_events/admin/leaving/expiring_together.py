"""The other languages of an event may get the date of expiry of the source of facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Revision
from wagtail.utils.timestamps import render_timestamp

from wagtail_migration_events.admin.page_question import PageQuestionMixin
from wagtail_migration_events.admin.page_titles import language_of
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.group import EventGroup, own_pages
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model

URL_NAME = "wagtail_migration_events_expire_together"
EXPIRY_FOLLOWED = "wagtail_migration_events.expiry_followed"


def expire_together_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    return [
        path(
            "migration-events/<int:page_id>/expire-languages/",
            ExpireTogetherView.as_view(),
            name=URL_NAME,
        )
    ]


def offer_expiring_together(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_publish_page``: other languages expire at another date."""
    if not isinstance(page, EventPageMixin) or not _is_source(page):
        return
    others = _with_another_date(page, request.user)
    if not others:
        return
    words = _("The date of expiry of this page is not that of: %(languages)s.")
    button = messages.button(reverse(URL_NAME, args=[page.pk]), _("Let them expire with it"))
    languages = listed(language_of(each) for each in others)
    messages.info(request, words % {"languages": languages}, buttons=[button])


class ExpireTogetherView(PageQuestionMixin, TemplateView):
    """Says which languages get the date, and gives it to them when that is confirmed."""

    template_name = "wagtail_migration_events/admin/expire_together.html"
    page_title = gettext_lazy("Let the other languages expire with the source")
    header_icon = "calendar-alt"
    others: list[Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(base_page_model(), pk=kwargs["page_id"]).specific
        if not hasattr(self.page, "event_facts") or not _is_source(self.page):
            raise Http404
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        self.others = _with_another_date(self.page, request.user)
        if not self.others:
            messages.info(request, _("There is no other language with another date of expiry."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            for other in self.others:
                _set_expiry(other, self.page.expire_at, request.user)
        words = _("The date of expiry is now the same in: %(languages)s.")
        languages = listed(language_of(each) for each in self.others)
        messages.success(request, words % {"languages": languages})
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = [(language_of(other), other.expire_at) for other in self.others]
        return {**context, "page": self.page, "rows": rows}


def _is_source(page: Any) -> bool:
    return EventGroup.objects.filter(pk=page.translation_key, origin=page.pk).exists()


def _with_another_date(source: Any, user: Any) -> list[Any]:
    """Return the pages in other languages that the user may publish, but for those that are over.

    A draft too: it may go live after the question was answered, and would stay when all others go.
    """
    others = own_pages(source.translation_key).exclude(pk=source.pk)
    others = others.exclude(live=False, expired=True)
    rows = others.exclude(expire_at=source.expire_at) if source.expire_at else others
    found = [row for row in rows.select_related("locale") if row.expire_at != source.expire_at]
    return [row for row in found if row.permissions_for_user(user).can_publish()]


def _set_expiry(row: Any, moment: dt.datetime | None, user: Any) -> None:
    """Give a page a date of expiry, and its newest draft too, which would bring back the old."""
    page = row.specific
    page.expire_at = moment
    page.save(update_fields=["expire_at"], clean=False)
    revision = page.get_latest_revision()
    if revision is not None:
        value = moment.astimezone(dt.UTC).isoformat() if moment is not None else None
        content = {**revision.content, "expire_at": value}
        Revision.objects.filter(pk=revision.pk).update(content=content)
    data = {"expire_at": str(moment or "")}
    with entries_of_one_page():
        log(instance=page, action=EXPIRY_FOLLOWED, user=user, data=data)


def register_expiry_action(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(EXPIRY_FOLLOWED)
    class ExpiryFormatter(LogFormatter):
        label = gettext_lazy("Date of expiry taken over")

        def format_message(self, log_entry: Any) -> str:
            stored = (log_entry.data or {}).get("expire_at")
            if not stored:
                return _("Does not expire any more, as the source of facts.")
            date = render_timestamp(dt.datetime.fromisoformat(stored))
            return _("Expires with the source of facts on %(date)s.") % {"date": date}
