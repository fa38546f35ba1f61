"""The steps that editors take, through the front door, and what the model makes of each."""

from __future__ import annotations

import datetime as dt
from typing import Any

import time_machine
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale

from tests.events.sharing.machine import forms
from tests.events.sharing.machine.model import Facts, GroupModel, Opened, PageModel, Version
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

NOW = dt.datetime(2027, 1, 4, 12, 0, tzinfo=dt.UTC)


class Desk:
    """A client at the admin, the clock on the wall, and the model that is kept beside."""

    def __init__(self, user: Any, site: Any, organizers: list[Any]) -> None:
        self.site, self.organizers = site, organizers
        self.traveller = time_machine.travel(NOW, tick=True)
        self.clock = self.traveller.start()
        self.client = Client()
        self.client.force_login(user)
        self.user = user
        self.empty = forms.empty_form(self.client, site.events["en"])
        self.group = GroupModel(0, {})

    def leave(self) -> None:
        self.traveller.stop()

    def post(self, name: str, pk: Any, data: dict[str, Any], *, refused: bool = False) -> Any:
        """Send a form that must be accepted, or be refused because of what changed meanwhile."""
        args = pk if isinstance(pk, tuple) else (pk,)
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = self.client.post(reverse(name, args=args), data)
        context = response.context_data or {} if response.status_code == 200 else {}
        form = context.get("form")
        formsets = getattr(form, "formsets", {}).values()
        errors = [form.errors, *(each.errors for each in formsets)] if form else []
        if refused:
            assert "Somebody has changed facts" in str(errors), (response.status_code, errors)
        elif response.status_code != 302:
            raise AssertionError((response.status_code, name, errors))
        return response

    def write_event(self, language: str, text: dict[str, str], link: str, facts: Facts) -> None:
        """Add an event in one language, as a draft."""
        data = forms.filled(self.empty, None, text, link, facts, self.organizers)
        args = ("wagtail_migration_events_pages", "eventpage", self.site.events[language].pk)
        self.post("wagtailadmin_pages:add", args, data)
        page = EventPage.objects.order_by("-pk").first()
        version = Version(text, dict(text), facts, link)
        model = PageModel(page.pk, language, version, version)
        model.revisions.append((page.latest_revision_id, version))
        self.group = GroupModel(page.pk, {language: model})

    def open_form(
        self, page: PageModel, text: Any, link: str, facts: Facts, restored: Any = None
    ) -> Opened:
        shown = self.version_to_edit(page, restored)
        data = forms.filled(self.empty, shown, text, link, facts, self.organizers)
        if restored is None:
            data = forms.as_shown(data, shown, self.user)
        as_source = page.pk == self.group.source
        seen = None if as_source else self.group.published_text
        return Opened(page, text, link, facts, data, page.draft, as_source, seen)

    def version_to_edit(self, page: PageModel, restored: Any = None) -> Any:
        stored = forms.stored(page.pk)
        if restored is not None:
            return stored.revisions.get(pk=restored[0]).as_object()
        return stored.get_latest_revision_as_object()

    def possible(self, page: PageModel, how: str, restored: Any = None) -> str:
        """Wagtail takes a live page offline when a version from before it was first live is
        scheduled, for the version does not know of it."""
        unknown = page.live and self.version_to_edit(page, restored).live_revision_id is None
        return "draft" if how == "schedule" and unknown else how

    def send(self, opened: Opened, how: str, restored: Any = None) -> None:
        """Press a button of the editor: ``draft``, ``publish`` or ``schedule``."""
        page, data = opened.page, dict(opened.data)
        how = self.possible(page, how, restored)
        if how != "draft":
            data["action-publish"] = "action-publish"
        if how == "schedule":
            data["go_live_at"] = f"{dt.datetime.now(dt.UTC) + dt.timedelta(hours=1):%Y-%m-%d %H:%M}"
        if restored is not None:
            self.post("wagtailadmin_pages:revisions_revert", (page.pk, restored[0]), data)
            self._note(opened, opened.text, opened.link, opened.facts, how, restored[1])
            return
        refused = opened.is_refused(self.group)
        self.post("wagtailadmin_pages:edit", page.pk, data, refused=refused)
        if not refused:
            self._note(opened, *opened.meant(self.group), how)

    def _note(
        self,
        opened: Opened,
        text: dict[str, str],
        link: str,
        facts: Facts,
        how: str,
        restored: Version | None = None,
    ) -> None:
        """Tell the model what was accepted."""
        group, page = self.group, opened.page
        version = group.written(page, text, link, facts, restored, opened.seen)
        page.save(forms.stored(page.pk).latest_revision_id, version)
        if how == "schedule":
            page.scheduled, page.scheduled_revision = version, page.revisions[-1][0]
        elif how == "publish":
            page.scheduled = None
            group.go_live(page, version)

    def wait_for_schedules(self) -> None:
        """Let two hours pass and run Wagtail's command."""
        self.clock.shift(dt.timedelta(hours=2))
        with TestCase.captureOnCommitCallbacks(execute=True):
            call_command("publish_scheduled")
        for page in self.group.pages.values():
            if page.scheduled is not None:
                self.group.go_live(page, page.scheduled)
                page.scheduled = None

    def call_off(self, page: PageModel) -> None:
        """Take back a schedule. Until then, or until its time has come, the page is locked."""
        self.post("wagtailadmin_pages:revisions_unschedule", (page.pk, page.scheduled_revision), {})
        page.scheduled = None

    def unpublish(self, page: PageModel) -> None:
        # What becomes of the other languages is asked of a source only.
        data = {f"other-languages-of-{page.pk}": "keep"}
        self.post("wagtailadmin_pages:unpublish", page.pk, data)
        page.live, page.scheduled = False, None

    def translate(self, page: PageModel, language: str) -> None:
        """Translate a page as Wagtail itself does."""
        locale = Locale.objects.get(language_code=language)
        with TestCase.captureOnCommitCallbacks(execute=True):
            new = forms.stored(page.pk).copy_for_translation(locale)
        new.refresh_from_db()
        self.group.translated(page, new.pk, new.latest_revision_id, language)

    def delete(self, page: PageModel) -> None:
        self.post("wagtailadmin_pages:delete", page.pk, {})
        del self.group.pages[page.language]

    def copy(self, page: PageModel, number: int) -> Any:
        """Copy an event in the explorer; return the copy, which is an event of its own."""
        stored = forms.stored(page.pk)
        data = {
            "new_title": f"Copy {number}",
            "new_slug": f"copy-{number}",
            "new_parent_page": stored.get_parent().pk,
            "publish_copies": "on",
        }
        self.post("wagtailadmin_pages:copy", page.pk, data)
        return EventPage.objects.get(slug=f"copy-{number}")

    def look_at_live_revisions(self) -> None:
        for page in self.group.pages.values():
            page.live_revision = forms.stored(page.pk).live_revision_id or 0

    def group_row(self) -> Any:
        return EventGroup.objects.get(key=forms.stored(self.group.source).translation_key)
