"""A real translation from English to French and on to Arabic, through localize's own views."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.factories import MAY_3, make_event, make_organizer
from tests.translation import translating
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.organizers.resolution import organizers_of
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

FACTS = {
    "starts_at": MAY_3,
    "ends_at": MAY_3 + dt.timedelta(days=7, hours=2),
    "timezone": "Europe/Zurich",
    "date_precision": "time",
    "dates": [
        {
            "key": "a",
            "starts_at": "2027-05-03T13:00:00+00:00",
            "ends_at": "2027-05-03T15:00:00+00:00",
            "status": "scheduled",
        },
        {
            "key": "b",
            "starts_at": "2027-05-10T13:00:00+00:00",
            "ends_at": "2027-05-10T15:00:00+00:00",
            "status": "cancelled",
        },
    ],
    "event_status": "rescheduled",
    "previous_starts_at": MAY_3 - dt.timedelta(days=30),
    "attendance_mode": "hybrid",
    "venue": "Palais des Nations\nRoom XXV",
    "country": "756",
    "event_type": "gcm-talk",
    "audiences": ["open-to-all"],
    "languages": [{"language": "ar", "kind": "interpretation"}],
    "gcm_objectives": ["13", "16"],
    "guiding_principles": ["people-centred"],
    "sdgs": ["10"],
    "scope_levels": ["regional"],
    "areas": ["002", "404", "XKX"],
    "is_workstream_output": True,
    "is_regional_review": False,
    "registration_opens_at": MAY_3 - dt.timedelta(days=20),
    "registration_closes_at": MAY_3 - dt.timedelta(days=1),
    "contact_email": "forum@example.org",
    "registration_url": "https://register.example.org/",
    "external_id": "https://source.example.org/1",
    "external_source": "Source",
}
TEXT = {
    "title": "Forum of cities",
    "summary": "How cities take part.",
    "location_note": "Enter by the gate.",
    "registration_note": "Bring your badge.",
    "status_reason": "The hall was not free.",
    "accessibility_note": "Lift at the gate.",
    "image_alt": "People in a hall",
}
AGENDA = {
    "kind": "agenda",
    "language": "ar",
    "title": "جدول الأعمال",
    "url": "https://example.org/agenda.pdf",
}
BODY = [("heading", "Why come along"), ("quote", {"text": "Come to us!", "author": "A mayor"})]


def backwards(text: str) -> str:
    """What the dummy translator makes of a text."""
    return " ".join(reversed(text.split(" ")))


def facts_of(page: Any) -> dict[str, Any]:
    links = [(link.organizer, link.role) for link in page.organizer_links.all()]
    resources = [(block.block_type, block.id, dict(block.value)) for block in page.resources or []]
    plain = {name: getattr(page, name) for name in (*FACTS, "part_of")}
    shared = {name: shared_value(page, name) for name in page.event_facts_unless_set}
    return {**plain, **shared, "organizer_links": links, "resources": resources}


def text_of(page: Any) -> dict[str, str]:
    body = [block.value for block in page.body]
    plain = {name: getattr(page, name) for name in TEXT}
    return {**plain, "heading": body[0], "quote": body[1]["text"], "author": body[1]["author"]}


@pytest.fixture
def event(site: Any) -> Any:
    umbrella = make_event(site.events["en"], title="Migration Week")
    lead = make_organizer(site.organizers["en"], "Mayors, Cities, and People")
    host = make_organizer(site.organizers["en"], "Host")
    document = Document.objects.create(title="Note", file=ContentFile(b"x", name="note.pdf"))
    note = {"kind": "concept_note", "language": "ru", "title": "Записка", "document": document}
    return make_event(
        site.events["en"],
        organizers=[(host, "host"), lead],
        part_of=[umbrella.translation_key],
        image=Image.objects.create(title="Hall", file=get_test_image_file()),
        resources=[("link", AGENDA), ("document", note)],
        body=BODY,
        slug="forum-of-cities",
        **FACTS,
        **TEXT,
    )


def test_text_goes_from_english_to_french_to_arabic_and_every_fact_stays(
    event: Any, editor_client: Any, on_commit: Any
):
    facts, source_text = facts_of(event), text_of(event)
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    assert facts_of(translating.in_language(event, "fr")) == facts
    translating.translate_by_machine(editor_client, event, "fr")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert french.live
    assert french.translation_key == event.translation_key
    assert facts_of(french) == facts_of(french.get_latest_revision_as_object()) == facts
    french_text = {name: backwards(text) for name, text in source_text.items()}
    assert text_of(french) == french_text

    translating.submit(editor_client, french, "ar", on_commit=on_commit)
    translating.translate_by_machine(editor_client, french, "ar")
    translating.publish(editor_client, french, "ar", on_commit=on_commit)
    arabic = translating.in_language(event, "ar")
    assert facts_of(arabic) == facts
    assert text_of(arabic) == {name: backwards(text) for name, text in french_text.items()}
    assert text_of(EventPage.objects.get(pk=event.pk)) == source_text
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == event.pk


def test_only_text_is_offered_to_translators(event: Any, editor_client: Any, on_commit: Any):
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    offered = translating.strings_of(event)
    assert set(TEXT.values()) <= set(offered.values())
    assert {path.split(".")[0] for path in offered} == {*TEXT, "body"}


def test_the_translated_page_shows_the_organizers_of_its_language(
    event: Any, editor_client: Any, on_commit: Any
):
    lead = OrganizerPage.objects.get(title__startswith="Mayors")
    for page in (event, lead):
        translating.submit(editor_client, page, "fr", on_commit=on_commit)
        translating.translate_by_machine(editor_client, page, "fr")
        translating.publish(editor_client, page, "fr", on_commit=on_commit)
    french = translating.in_language(lead, "fr")
    assert (french.code, french.title) == (lead.code, backwards(lead.title))
    shown = organizers_of([translating.in_language(event, "fr")], "fr")
    assert [each.name for found in shown.values() for each in found] == ["Host", french.title]


def test_nothing_goes_live_before_somebody_publishes_it(
    event: Any, editor_client: Any, on_commit: Any, client: Any
):
    translating.submit(editor_client, event, "fr", "ar", on_commit=on_commit)
    for language in ("fr", "ar"):
        page = translating.in_language(event, language)
        assert not page.live
        assert not page.first_published_at
        assert client.get(page.url).status_code == 404
    translating.translate_by_machine(editor_client, event, "fr")
    assert not translating.in_language(event, "fr").live


def test_localize_publishes_missing_text_in_the_language_of_the_source(
    event: Any, editor_client: Any, on_commit: Any
):
    """What its "Publish" does with an unfinished translation; a guard of ours comes later."""
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert french.live
    assert french.title == event.title


def test_changed_facts_need_no_button_and_changed_text_is_offered_at_once(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    translating.translate_by_machine(editor_client, event, "fr")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    event.gcm_objectives, event.venue, event.summary = [], "Room XX", "New words here."
    event.organizer_links = list(event.organizer_links.all()[:1])
    event.resources = []
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    french = translating.in_language(event, "fr")
    assert facts_of(french) == facts_of(event)
    assert french.summary == "part. take cities How"
    translating.translate_by_machine(editor_client, event, "fr")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert facts_of(french) == facts_of(event)
    assert french.organizer_links.count() == 1
    assert (french.summary, french.title) == ("here. words New", backwards(event.title))


def test_a_link_of_ones_own_in_one_language_survives_the_next_sync(
    event: Any, editor_client: Any, on_commit: Any
):
    from wagtail_localize.models import OverridableSegment, SegmentOverride

    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    record = translating.translation_of(event, "fr")
    offered = OverridableSegment.objects.filter(source=record.source)
    paths = {segment.context.path: segment for segment in offered}
    # Localize offers nothing where the source is empty, here the live stream.
    assert set(paths) == {"registration_url", "image"}
    own = "https://inscription.example.org/"
    SegmentOverride.objects.create(
        locale=record.target_locale, context=paths["registration_url"].context, data_json=f'"{own}"'
    )
    event.registration_url = "https://new.example.org/"
    event.save_revision().publish()
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    assert translating.in_language(event, "fr").registration_url == own


@pytest.mark.parametrize(
    ("model", "name", "english", "french", "facts"),
    [
        (
            GcmTalkPage,
            "moderator_note",
            "Speak slowly please",
            "please slowly Speak",
            {"interpretation_booth": "Left one"},
        ),
        (TownHallPage, "agenda", "<p>One by one</p>", "<p>one by One</p>", {"venue": "Town hall"}),
        (LegacyMeetingPage, "teaser", "Come and see", "see and Come", {"location": "The library"}),
    ],
)
def test_a_sites_own_text_is_translated_and_its_own_facts_are_not(
    model: Any,
    name: str,
    english: str,
    french: str,
    facts: dict[str, str],
    site: Any,
    editor_client: Any,
    on_commit: Any,
):
    page = make_event(site.events["en"], model, gcm_objectives=["7"], **{name: english}, **facts)
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    translating.translate_by_machine(editor_client, page, "fr")
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    translated = translating.in_language(page, "fr")
    assert getattr(translated, name) == french
    assert translated.gcm_objectives == ["7"]
    assert {fact: getattr(translated, fact) for fact in facts} == facts


@pytest.mark.parametrize("index", ["events", "organizers"])
def test_index_pages_are_translated_too(index: str, site: Any, editor_client: Any, on_commit: Any):
    page = getattr(site, index)["en"]
    for translation in page.get_translations():
        translation.delete()
    page.introduction = "<p>All of them are listed.</p>"
    page.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    translating.translate_by_machine(editor_client, page, "fr")
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    french = translating.in_language(page, "fr")
    assert "listed. are them of All" in french.introduction
    assert french.slug == page.slug
    assert french.live
