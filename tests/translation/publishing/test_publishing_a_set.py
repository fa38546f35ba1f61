"""All languages of an event go live in one go, or none; now, or at one date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.translation import people
from tests.translation.gates import approve, in_review, set_gate
from tests.translation.publishing.conftest import WORDS
from tests.translation.translating import in_language, submit, translate
from wagtail_migration_events.events.readiness.check import CHECKS
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]
LATER = "2099-05-03 09:00"


def address(page: Any) -> str:
    return reverse("wagtail_migration_events_publish_set", args=[page.pk])


def send(client: Any, event: Any, languages: Iterable[str], **data: str) -> Any:
    pages = [in_language(event, language).pk for language in languages]
    return client.post(address(event), {"pages": pages, **data})


def live(event: Any) -> list[str]:
    pages = EventPage.objects.filter(translation_key=event.translation_key, live=True)
    return sorted(pages.values_list("locale__language_code", flat=True))


def errors(response: Any) -> list[str]:
    return [str(each) for each in response.context_data["form"].errors.get("pages", [])]


def table(client: Any, event: Any) -> dict[str, tuple[bool | None, str]]:
    """Return of each language whether it is ticked, None if it cannot be, and what is missing."""
    soup = BeautifulSoup(client.get(address(event)).content, "html.parser")
    found = {}
    for row in soup.select("table.listing tbody tr"):
        language, _state, missing = row.find_all("td")
        box = language.find("input")
        name = language.get_text(" ", strip=True).split(" ")[0]
        ticked = None if box is None else box.has_attr("checked")
        found[name] = ticked, missing.get_text(" ", strip=True)
    return found


def test_the_screen_ticks_what_is_ready_and_says_of_the_rest_what_is_missing(
    site: Any, event: Any, editor_client: Any, on_commit: Any
):
    submit(editor_client, event, "es", on_commit=on_commit)
    rows = table(editor_client, event)
    assert next(iter(rows)) == "English"
    assert rows["English"] == (True, "Nothing")
    assert rows["French"] == (True, "Nothing")
    assert rows["Spanish"] == (False, "2 of 2 pieces of text are not translated.")
    assert rows["Russian"] == (None, "There is no page in this language.")
    assert live(event) == []  # to look changes nothing


def test_source_and_translations_go_live_with_the_translators_words(event: Any, editor_client: Any):
    response = send(editor_client, event, ["en", "fr", "ar"])
    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    *_earlier, message = get_messages(response.wsgi_request)
    assert str(message).strip() == "Published: English, Arabic, French."
    assert live(event) == ["ar", "en", "fr"]
    assert in_language(event, "fr").summary == WORDS["summary"]
    assert table(editor_client, event)["French"] == (None, "Nothing new to publish")


def test_nothing_is_published_if_one_language_is_not_ready(
    site: Any, event: Any, editor_client: Any, on_commit: Any
):
    submit(editor_client, event, "es", on_commit=on_commit)
    translate(editor_client, event, "es", title="Foro")
    response = send(editor_client, event, ["en", "fr", "es"])
    assert errors(response) == ["Spanish: 1 of 2 pieces of text is not translated."]
    assert live(event) == []
    response = send(editor_client, event, ["en", "fr", "es"], override="on")
    assert "reason" in response.context_data["form"].errors
    assert 'dir="auto"' in str(response.context_data["form"]["reason"])
    assert live(event) == []
    send(editor_client, event, ["en", "fr", "es"], override="on", reason="It begins tonight")
    assert live(event) == ["en", "es", "fr"]
    entries = PageLogEntry.objects.filter(action="wagtail_migration_events.gate_overridden")
    assert {entry.data["reason"] for entry in entries} == {"It begins tonight"}
    assert entries.count() == 3


def test_nothing_is_published_if_one_language_fails_at_the_last_moment(
    event: Any, editor_client: Any, monkeypatch: Any
):
    def fail(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.locale.language_code == "fr" and self.live:
            raise RuntimeError("the database is gone")
        save(self, *args, **kwargs)

    save = EventPage.save
    monkeypatch.setattr(EventPage, "save", fail)
    with pytest.raises(RuntimeError):
        send(editor_client, event, ["en", "ar", "fr"])
    assert live(event) == []
    assert not event.revisions.exclude(approved_go_live_at=None).exists()


def test_all_are_scheduled_for_one_date_and_go_live_then(event: Any, editor_client: Any):
    response = send(editor_client, event, ["en", "fr", "ar"], go_live_at=LATER)
    assert response.status_code == 302
    assert live(event) == []
    dates = set()
    for language in ("en", "fr", "ar"):
        revisions = in_language(event, language).revisions.exclude(approved_go_live_at=None)
        dates |= set(revisions.values_list("approved_go_live_at", flat=True))
    assert dates == {dt.datetime(2099, 5, 3, 9, 0, tzinfo=dt.UTC)}
    with time_machine.travel("2099-05-03 09:01"):
        call_command("publish_scheduled")
    assert live(event) == ["ar", "en", "fr"]
    assert in_language(event, "fr").summary == WORDS["summary"]


def test_a_new_date_or_now_takes_the_place_of_the_date_that_was_set(event: Any, editor_client: Any):
    send(editor_client, event, ["en", "fr"], go_live_at=LATER)
    send(editor_client, event, ["en", "fr"])
    assert live(event) == ["en", "fr"]
    assert in_language(event, "fr").go_live_at is None


def test_the_source_is_not_put_off_beyond_the_date_of_a_language_that_is_left_out(
    event: Any, editor_client: Any
):
    send(editor_client, event, ["en", "fr"], go_live_at=LATER)
    response = send(editor_client, event, ["en"], go_live_at="2099-06-03 09:00")
    assert errors(response) == [
        "French: the source (English) was never live, and no translation goes live before it."
    ]
    together = send(editor_client, event, ["en", "fr"], go_live_at="2099-06-03 09:00")
    assert together.status_code == 302
    assert send(editor_client, event, ["en"], go_live_at="2099-05-01 09:00").status_code == 302
    assert send(editor_client, event, ["en"]).status_code == 302


@pytest.mark.parametrize(
    ("go_live_at", "words"),
    [
        ("2001-01-01 09:00", "This date has passed."),
        ("soon", "Enter a valid date/time."),
        ("2099-12-31 09:00", "English: its date of expiry lies before that."),
    ],
)
def test_a_date_that_cannot_be_is_refused_at_its_field(
    go_live_at: str, words: str, event: Any, editor_client: Any
):
    event.expire_at = dt.datetime(2099, 6, 1, tzinfo=dt.UTC)
    event.save_revision()
    response = send(editor_client, event, ["en", "fr"], go_live_at=go_live_at)
    assert words in str(response.context_data["form"].errors["go_live_at"])
    assert not EventPage.objects.get(pk=event.pk).revisions.exclude(approved_go_live_at=None)


def test_the_scheduled_version_stays_the_one_that_was_approved(event: Any, editor_client: Any):
    set_gate(event, Gate.TOGETHER, required=("en", "fr", "ar"))
    for language in ("fr", "ar"):
        approve(in_language(event, language), editor_client.user)
    newest = in_language(event, "fr").latest_revision_id
    send(editor_client, event, ["en", "fr", "ar"], go_live_at=LATER)
    (revision,) = in_language(event, "fr").revisions.exclude(approved_go_live_at=None)
    assert revision.pk == newest


def test_together_no_required_language_can_be_left_out(event: Any, editor_client: Any):
    set_gate(event, Gate.TOGETHER, required=("en", "fr", "ar"))
    approve(in_language(event, "fr"), editor_client.user)
    assert live(event) == []
    response = send(editor_client, event, ["en", "fr"])
    assert errors(response) == [
        "Arabic: it is not live, and all required languages go live together."
    ]
    response = send(editor_client, event, ["en", "fr", "ar"])
    assert errors(response) == [
        "Arabic: its newest version has not been approved by its reviewers."
    ]
    approve(in_language(event, "ar"), editor_client.user)
    assert live(event) == []
    send(editor_client, event, ["en", "fr", "ar"])
    assert live(event) == ["ar", "en", "fr"]


def test_a_review_is_not_ended_by_the_way(event: Any, editor_client: Any):
    in_review(in_language(event, "fr"), editor_client.user)
    words = "It is with its reviewers, and publishing would end the review."
    assert table(editor_client, event)["French"] == (None, words)
    response = send(editor_client, event, ["en", "fr"], override="on", reason="Because")
    assert "cannot be published" in errors(response)[0]
    assert live(event) == []
    assert in_language(event, "fr").workflow_in_progress


def test_words_that_only_the_sources_draft_has_hold_a_new_language_back(
    event: Any, editor_client: Any
):
    send(editor_client, event, ["en", "fr"])
    source = in_language(event, "en")
    source.summary = "How towns take part"
    source.save_revision()
    # French is live and goes on with its older words; Arabic would be born old.
    send(editor_client, event, ["ar"])  # of what is published it is the translation
    assert live(event) == ["ar", "en", "fr"]
    in_language(event, "ar").unpublish()
    response = send(editor_client, event, ["en", "ar"])
    assert errors(response) == [
        "Arabic: these texts are older than in the draft of the source: Summary."
    ]


def test_what_a_site_wants_mended_first_holds_for_the_set_too(
    event: Any, editor_client: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_PUBLISH_CHECKS = dict.fromkeys(CHECKS, "block")
    rows = table(editor_client, event)
    assert rows["English"][0] is None
    assert rows["English"][1] not in ("", "Nothing")
    response = send(editor_client, event, ["en"], override="on", reason="Because")
    assert "cannot be published" in errors(response)[0]
    assert live(event) == []


def test_languages_that_somebody_may_not_publish_are_named_and_stay(site: Any, event: Any):
    group = people.team("French", [site.home["fr"]], ["change_page", "publish_page"])
    client = people.logged_in(people.member("publisher-fr", group))
    assert client.get(address(event)).url == reverse("wagtailadmin_home")
    french = in_language(event, "fr")
    rows = table(client, french)
    before = "The source (English) was never live, and no translation goes live before it."
    assert rows["French"] == (False, before)
    assert rows["English"] == (None, "You may not publish it.")
    pages = [event.pk, french.pk]
    response = client.post(address(french), {"pages": pages, "override": "on", "reason": "x"})
    assert "cannot be published" in errors(response)[0]
    assert live(event) == []
    assert errors(client.post(address(french), {"pages": [french.pk]})) == [
        f"French: {before[0].lower()}{before[1:]}"
    ]
    assert live(event) == []
    client.post(address(french), {"pages": [french.pk], "override": "on", "reason": "In France"})
    assert live(event) == ["fr"]


def test_the_button_is_at_the_pages_of_an_event(site: Any, event: Any, editor_client: Any):
    editor = editor_client.get(reverse("wagtailadmin_pages:edit", args=[event.pk]))
    listing = editor_client.get(reverse("wagtailadmin_explore", args=[site.events["en"].pk]))
    for response in (editor, listing):
        assert address(event) in response.content.decode()
    home = editor_client.get(reverse("wagtailadmin_explore", args=[site.home["en"].pk]))
    assert "publish-languages" not in home.content.decode()


def test_a_language_more_costs_no_more_than_it_did(
    site: Any, event: Any, editor_client: Any, on_commit: Any
):
    def looking() -> int:
        editor_client.get(address(event))
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(address(event))
        return len(captured)

    def publishing(*languages: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            send(editor_client, event, languages)
        return len(captured)

    others = ("es", "ru", "zh-hans")
    three = looking()
    submit(editor_client, event, *others, on_commit=on_commit)
    for language in others:
        translate(editor_client, event, language, **WORDS)
    six = looking()
    assert six - three <= 3 * 4, (three, six)
    assert three <= 45
    one, five = publishing("en"), publishing("fr", "ar", *others)
    assert live(event) == ["ar", "en", "es", "fr", "ru", "zh-hans"]
    assert five <= 5 * 210, (one, five)
