"""The steps of translators in wagtail-localize, and what each may do to a page.

Which words localize writes is its own affair; so after each step the machine looks, checks what it
finds against what the step may have done, and believes it from then on. Facts, links and all other
pages are compared with the model as ever.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from tests.events.sharing.machine import forms
from tests.events.sharing.machine.checks import same
from tests.events.sharing.machine.model import TEXTS, GroupModel, PageModel, Version
from tests.events.sharing.machine.steps import Desk


def backwards(text: str) -> str:
    """What the dummy translator makes of a text."""
    return " ".join(reversed(text.split(" ")))


def translation_into(page: PageModel) -> Any:
    """Return localize's record of the translation whose target is this page, if it is in use."""
    key = forms.stored(page.pk).translation_key
    found = Translation.objects.filter(source__object_id=key, enabled=True)
    return found.filter(target_locale__language_code=page.language).order_by("pk").first()


class Translators:
    """The desk of those who translate with wagtail-localize."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def group(self) -> GroupModel:
        return self.desk.group

    def managed(self) -> list[PageModel]:
        """Return the pages whose editor is localize's."""
        return [page for page in self.group.pages.values() if translation_into(page)]

    def original_of(self, page: PageModel) -> PageModel:
        """Return the page that localize translates this one from."""
        language = translation_into(page).source.locale.language_code
        return self.group.pages[language]

    def submit(self, page: PageModel, language: str) -> None:
        locale = Locale.objects.get(language_code=language)
        self.desk.post(
            "wagtail_localize:submit_page_translation", page.pk, {"locales": [locale.pk]}
        )
        stored = forms.stored(page.pk).get_translation(locale)
        self.group.translated(page, stored.pk, stored.latest_revision_id, language)
        new = self.group.pages[language]
        # Localize copies the row of a page, never its draft. It need not copy a link that the
        # new page shows anyway as soon as the source is published.
        assert stored.registration_url in ("", new.row.link)
        new.row = new.draft = replace(
            new.row,
            text=forms.text_of(stored),
            basis=dict(page.row.basis),
            link=stored.registration_url,
        )

    def translate_by_machine(self, page: PageModel) -> None:
        record = translation_into(page)
        self.desk.post("wagtail_localize:machine_translate", record.pk, {})

    def publish(self, page: PageModel) -> None:
        self._post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
        self._believe(page, publishes=True)

    def sync(self, page: PageModel, publishes: bool) -> None:
        """Press "Sync translated pages" on the page that the others are translated from."""
        source = TranslationSource.objects.get_for_instance(forms.stored(page.pk))
        data = {"publish_translations": "on"} if publishes else {}
        self._post(reverse("wagtail_localize:update_translations", args=[source.pk]), data)
        for target in self.targets(page):
            self._believe(target, publishes=publishes)

    def targets(self, page: PageModel) -> list[PageModel]:
        return [each for each in self.managed() if self.original_of(each) is page]

    def convert(self, page: PageModel) -> None:
        """Press "Convert to regular page"."""
        record = translation_into(page)
        self._post(reverse("wagtail_localize:stop_translation", args=[record.pk]), {})
        self._believe(page, publishes=False)

    def _post(self, url: str, data: dict[str, Any]) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = self.desk.client.post(url, data)
        assert response.status_code == 302, response.content.decode()[:2000]

    def _believe(self, page: PageModel, *, publishes: bool) -> None:
        row = forms.stored(page.pk)
        went_live = publishes and row.live
        self._check_words(page, row, went_live)
        draft = self._version(page, forms.text_of(row.get_latest_revision_as_object()))
        if row.latest_revision_id != page.revisions[-1][0]:
            page.revisions.append((row.latest_revision_id, draft))
        page.draft = draft
        if went_live:
            page.live, page.scheduled = True, None
        if went_live or not page.live:
            page.row = replace(self._version(page, forms.text_of(row)), facts=page.row.facts)
            page.row = replace(page.row, facts=self.group.shared_facts(page))

    def _check_words(self, page: PageModel, row: Any, went_live: bool) -> None:
        """No live text becomes anything but a translation of what its original says."""
        original, found = self.original_text(page), forms.text_of(row)
        if page.live and not went_live:
            same(f"live text of {page.language}", found, page.row.text)
        for name in TEXTS if page.live else ():
            allowed = {page.row.text[name], page.draft.text[name], backwards(original[name])}
            assert found[name] in allowed, f"{page.language} {name}: {found[name]}, not {allowed}"

    def original_text(self, page: PageModel) -> dict[str, str]:
        return self.original_of(page).row.text if translation_into(page) else page.row.text

    def _version(self, page: PageModel, text: dict[str, str]) -> Version:
        link = self.group.own_link(page.draft.link, page)
        return self.group.written(page, text, link, page.row.facts)
