"""The steps that change in which page the facts are edited, and aliases of pages."""

from __future__ import annotations

from dataclasses import replace

from django.test import TestCase

from tests.events.sharing.machine import forms
from tests.events.sharing.machine.checks import Shown, same, shown
from tests.events.sharing.machine.handing_over import hand_over, next_source
from tests.events.sharing.machine.model import PageModel
from tests.events.sharing.machine.steps import Desk
from wagtail_migration_events.admin.editing.source_choice import URL_NAME
from wagtail_migration_events.pages.models import EventPage


class Sources:
    """The desk of those who say where the facts of an event are edited."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def make_source(self, page: PageModel) -> None:
        group = self.desk.group
        if page.pk == group.source:
            return
        old = group.source_page
        self.desk.post(URL_NAME, page.pk, {})
        hand_over(group, page, old)

    def delete_source(self, heir: PageModel | None) -> None:
        """Delete it in the admin, which asks for the next source, or in code, which asks nobody.

        :param heir: what is answered; None for code.
        """
        group, old = self.desk.group, self.desk.group.source_page
        if heir is not None:
            data = {f"other-languages-of-{old.pk}": str(heir.pk)}
            self.desk.post("wagtailadmin_pages:delete", old.pk, data)
            hand_over(group, heir, old)
            del group.pages[old.language]
            return
        with TestCase.captureOnCommitCallbacks(execute=True):
            forms.stored(old.pk).delete()
        new = next_source(group, old)
        del group.pages[old.language]
        hand_over(group, new, None)


class Aliases:
    """Pages elsewhere that mirror those of the group, by their primary keys."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.mirrored: dict[int, PageModel] = {}
        self.number = 0

    def make(self, page: PageModel) -> None:
        """Press "Copy" and choose that it is an alias."""
        self.number += 1
        slug = f"alias-{self.number}"
        data = {
            "new_title": "Alias",
            "new_slug": slug,
            "new_parent_page": forms.stored(page.pk).get_parent().pk,
            "alias": "on",
        }
        self.desk.post("wagtailadmin_pages:copy", page.pk, data)
        alias = EventPage.objects.get(slug=slug)
        assert alias.alias_of_id == page.pk
        self.mirrored[alias.pk] = page

    def convert(self, pk: int) -> Shown:
        """Make an alias a page, and so an event, of its own; return what it shows from then on."""
        before = self.shown(pk)
        self.desk.post("wagtailadmin_pages:convert_alias", pk, {})
        same("converted alias", self.shown(pk), before)
        del self.mirrored[pk]
        return before

    def shown(self, pk: int) -> Shown:
        return shown(forms.stored(pk), self.desk.organizers)

    def leave_with(self, page: PageModel) -> dict[int, Shown]:
        """Return the aliases of a page that is about to be deleted, which become events.

        Wagtail unpublishes a page, and so its aliases, before it deletes it.
        """
        leaving = [pk for pk, mirrored in self.mirrored.items() if mirrored is page]
        for pk in leaving:
            del self.mirrored[pk]
        return {pk: replace(self.shown(pk), live=False) for pk in leaving}

    def check(self) -> None:
        group = self.desk.group
        for pk, page in self.mirrored.items():
            found = self.shown(pk)
            who = f"alias of {page.language}"
            same(who, found.live, page.live)
            if page.live:
                facts = page.row.facts if page.pk == group.source else group.shared_facts(page)
                expected = Shown(True, page.row.text, facts, group.shown_link(page))
                same(who, found, expected)
