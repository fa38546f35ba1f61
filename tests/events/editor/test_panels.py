"""Which fields the editor of an event shows, where, and under which name."""

from __future__ import annotations

from collections import Counter

import pytest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.editing import Editor
from tests.factories import make_event
from wagtail_migration_events.events.editor.panels import FACTS_SECTIONS
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

NEVER_SHOWN = {"external_id", "external_source"}


@pytest.fixture
def show_everything(settings, rebuild_edit_handlers):
    settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = ()
    rebuild_edit_handlers()


def headings(page_class):
    tabs = page_class.get_edit_handler().children
    return {
        str(tab.heading): [str(panel.heading) for panel in tab.children if panel.heading]
        for tab in tabs
    }


def fields_of(page_class):
    form_class = page_class.get_edit_handler().get_form_class()
    return {*form_class.base_fields, *form_class.formsets}


def test_text_and_facts_stand_apart_in_the_order_an_editor_thinks():
    tabs = headings(EventPage)
    assert list(tabs) == ["Text", "Facts", "Promote", "Settings"]
    assert tabs["Facts"] == ["What", "When", "Where", "Who", "About", "Registration", "Material"]


def test_every_fact_and_text_has_a_place(show_everything):
    wanted = {
        *EventPage.event_facts,
        *EventPage.event_facts_unless_set,
        *EventPage.event_text,
    }
    assert wanted - fields_of(EventPage) == NEVER_SHOWN
    named = [name for _heading, names in FACTS_SECTIONS for name in names]
    assert len(named) == len(set(named))


def test_some_fields_are_hidden_at_first(rebuild_edit_handlers):
    assert not {"sdgs", "guiding_principles", "latitude", "longitude"} & fields_of(EventPage)


def test_a_site_hides_fields_without_code(settings, rebuild_edit_handlers):
    settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = (
        "summary", "registration_note", "organizer_links", "venue", "image", "resources",
    )  # fmt: skip
    rebuild_edit_handlers()
    hidden = set(settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS)
    assert not hidden & fields_of(EventPage)
    assert "sdgs" in fields_of(EventPage)
    assert "Material" not in headings(EventPage)["Facts"]
    assert not {"teaser", "location"} & fields_of(LegacyMeetingPage)


def test_a_dropped_field_has_no_panel_and_a_renamed_one_has_the_sites_own(show_everything):
    assert not {"sdgs", "guiding_principles", "registration_note"} & fields_of(TownHallPage)
    assert {"agenda", "summary"} <= fields_of(TownHallPage)
    assert {"location", "teaser"} <= fields_of(LegacyMeetingPage)
    assert not {"venue", "summary"} & fields_of(LegacyMeetingPage)


def test_a_column_that_the_sites_old_panels_name_too_has_one_input(
    monkeypatch, rebuild_edit_handlers
):
    old = [MultiFieldPanel([FieldPanel("location")], heading="Place"), "teaser", "organizer_links"]
    monkeypatch.setattr(
        LegacyMeetingPage, "content_panels", [*LegacyMeetingPage.content_panels, *old]
    )
    rebuild_edit_handlers()
    names = list(names_below(LegacyMeetingPage.get_edit_handler()))
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert {"location", "teaser", "organizer_links"} <= set(names)
    assert "Place" not in headings(LegacyMeetingPage)["Text"]


def names_below(panel):
    for child in getattr(panel, "children", ()):
        name = getattr(child, "field_name", None) or getattr(child, "relation_name", None)
        yield from [name] if name else names_below(child)


def test_a_site_adds_a_section_of_its_own():
    assert headings(GcmTalkPage)["Facts"][-1] == "Talk"
    assert {"interpretation_booth", "moderator_note"} <= fields_of(GcmTalkPage)


def test_every_input_has_a_label(site, editor_client, show_everything):
    event = make_event(site.events["en"])
    form = Editor.of(editor_client, event).soup.find(id="page-edit-form")
    labelled = {label["for"] for label in form.find_all("label") if label.get("for")}
    for field in form.find_all(["input", "select", "textarea"]):
        if field.get("type") in ("hidden", "submit", "button") or "__prefix__" in str(field):
            continue
        inside = field.find_parent("label") is not None
        named = field.get("aria-label") or field.get("aria-labelledby") or inside
        assert named or field.get("id") in labelled, field


def test_every_label_leads_to_something(site, editor_client, show_everything):
    form = Editor.adding(editor_client, site.events["en"]).soup.find(id="page-edit-form")
    ids = {element["id"] for element in form.find_all(id=True)}
    assert not [
        label["for"]
        for label in form.find_all("label")
        if label.get("for") and label["for"] not in ids and "__prefix__" not in label["for"]
    ]


def test_long_lists_and_tables_are_sent_once(site, editor_client):
    html = Editor.adding(editor_client, site.events["en"]).html
    assert html.count("ESCWA –") == 1
    assert html.count("13 – Alternatives to detention") == 1
    assert html.count("America/Argentina/Buenos_Aires") == 1
    assert "__NAME__-TOTAL_FORMS" not in html
