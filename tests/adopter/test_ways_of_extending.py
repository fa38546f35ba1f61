"""Three ways to have events on a site: each is made, published, shown, listed and edited."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.adopter.models import AssemblyPage, GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

WAYS = {
    "a subclass of the ready-made page": (
        GcmTalkPage,
        {"interpretation_booth": "Booth on the left", "moderator_note": "Speak slowly."},
    ),
    "the mixin on a class of one's own": (
        TownHallPage,
        {"agenda": "<p>Questions from the floor</p>", "venue": "Town hall"},
    ),
    "the mixin on a class that was there": (
        LegacyMeetingPage,
        {"location": "The old library", "teaser": "Come and see."},
    ),
    "next to nothing of the mixin": (AssemblyPage, {"opens": MAY_3, "venue": "The square"}),
}

#: As the rich text editor sends it.
RICH_TEXT = json.dumps(
    {
        "blocks": [{"key": "a", "type": "unstyled", "text": "Questions from the floor"}],
        "entityMap": {},
    }
)


@pytest.fixture(params=WAYS)
def way(request: Any) -> Any:
    return WAYS[request.param]


@pytest.fixture
def event(way: Any, site: Any) -> Any:
    model, values = way
    facts = {} if model is AssemblyPage else {"starts_at": MAY_3, "timezone": "Europe/Zurich"}
    forum = make_organizer(site.organizers["en"], "Cities Forum")
    return make_event(
        site.events["en"],
        model,
        organizers=[forum],
        title="A meeting of cities",
        gcm_objectives=["13"],
        areas=["404"],
        contact_email="a@example.org",
        **facts,
        **values,
    )


def plain(value: Any) -> str:
    text = value.strftime("%-d %B %Y") if isinstance(value, dt.datetime) else str(value)
    return BeautifulSoup(text, "html5lib").get_text()


def test_it_is_published_and_shown_with_what_is_its_own(event: Any, way: Any, client: Any):
    response = client.get(event.url)
    assert response.status_code == 200
    html = response.content.decode()
    for text in ("A meeting of cities", "Cities Forum", "Kenya", "3 May 2027"):
        assert text in html
    for value in way[1].values():
        assert plain(value) in html


def test_it_stands_in_the_lists_of_events_and_of_its_organizer(event: Any, site: Any, client: Any):
    organizer = site.organizers["en"].get_children().get().specific
    for page in (site.events["en"], site.events["fr"], organizer):
        html = client.get(page.url).content.decode()
        assert "A meeting of cities" in html
        assert event.url in html


def test_a_revision_brings_back_everything(event: Any, way: Any):
    values = {**way[1], "gcm_objectives": ["13"], "areas": ["404"]}
    before = {name: getattr(event, name) for name in values}
    revision = event.save_revision()
    event.gcm_objectives, event.areas, event.title = [], [], "Other"
    for name in way[1]:
        setattr(event, name, None if name == "opens" else "")
    event.organizer_links = []
    event.save_revision().publish()
    assert not type(event).objects.get(pk=event.pk).organizer_links.exists()
    revision.publish()
    event = type(event).objects.get(pk=event.pk)
    assert {name: getattr(event, name) for name in values} == before
    assert event.title == "A meeting of cities"
    assert event.organizer_links.count() == 1


def test_it_has_a_group_and_can_be_translated_and_copied(event: Any, client: Any):
    french = translated(event, "fr", title="Une réunion de villes")
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == event.pk
    assert french.gcm_objectives == ["13"]
    assert "Une réunion de villes" in client.get(french.url).content.decode()
    copy = event.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert client.get(copy.url).status_code == 200
    assert EventGroup.objects.get(pk=copy.translation_key).origin_id == copy.pk


def test_an_editor_changes_and_publishes_it(event: Any, way: Any, editor_client: Any):
    editor = Editor.of(editor_client, event).fill(title="A new title")
    for name in ("agenda", "body"):
        editor.data.pop(name, None)  # drawn by JavaScript
    if hasattr(event, "agenda"):
        editor.fill(agenda=RICH_TEXT)
    editor.publish()
    editor.saved()
    stored = type(event).objects.get(pk=event.pk)
    assert (stored.title, stored.live) == ("A new title", True)
    assert stored.starts_at == event.starts_at
    assert stored.organizer_links.count() == 1
    for name, value in way[1].items():
        assert plain(getattr(stored, name)) == plain(value)


def test_an_editor_makes_one(way: Any, site: Any, editor_client: Any):
    model, _values = way
    editor = Editor.adding(editor_client, site.events["en"], model)
    editor.fill(title="Quite new", date_precision="none")
    if hasattr(model, "agenda"):
        editor.fill(agenda=RICH_TEXT)
    editor.publish()
    editor.saved()
    made = model.objects.get(slug="quite-new")
    assert made.live
    assert made.get_occurrences()[0].first_day() is None


def test_the_admins_listing_of_events_names_it_once(event: Any, editor_client: Any):
    translated(event, "fr")
    html = editor_client.get(reverse("wagtail_migration_events:index")).content.decode()
    titles = BeautifulSoup(html, "html5lib").select("td.title .title-wrapper a")
    assert [title.get_text(strip=True) for title in titles] == ["A meeting of cities"]
    assert "Cities Forum" in html


def test_dropped_fields_have_no_column_and_no_place_in_the_form(site: Any, editor_client: Any):
    columns = {field.name for field in TownHallPage._meta.get_fields()}
    dropped = {"guiding_principles", "sdgs", "registration_note"}
    assert not columns & dropped
    event = make_event(site.events["en"], TownHallPage)
    names = set(Editor.of(editor_client, event).shown)
    assert not dropped & names
    assert "agenda" in names


@pytest.mark.usefixtures("noted_templates")
def test_a_sites_own_template_fills_blocks_of_the_packages(site: Any, client: Any):
    for model, name in ((TownHallPage, "town_hall_page"), (GcmTalkPage, "gcm_talk_page")):
        response = client.get(make_event(site.events["en"], model).url)
        used = [template.name for template in response.templates if template.name]
        assert used[0] == f"adopter/{name}.html"
        assert "wagtail_migration_events/event_page.html" in used


@pytest.mark.usefixtures("noted_templates")
def test_without_a_template_of_its_own_a_class_uses_the_packages(site: Any, client: Any):
    response = client.get(make_event(site.events["en"], LegacyMeetingPage).url)
    assert response.templates[0].name == "wagtail_migration_events/event_page.html"


def test_a_subclass_is_counted_as_what_it_is(site: Any):
    talk = make_event(site.events["en"], GcmTalkPage)
    assert EventPage.objects.get(pk=talk.pk).specific == talk
    assert type(EventPage.objects.get(pk=talk.pk).specific) is GcmTalkPage


def test_a_column_of_ones_own_for_the_start_orders_the_list(site: Any, client: Any):
    later = dt.datetime(2999, 5, 3, 13, tzinfo=dt.UTC)
    make_event(site.events["en"], AssemblyPage, title="Second", starts_at=later)
    make_event(site.events["en"], title="First", starts_at=later - dt.timedelta(days=1))
    make_event(site.events["en"], title="Third", starts_at=later + dt.timedelta(days=1))
    html = client.get(site.events["en"].url).content.decode()
    assert html.index("First") < html.index("Second") < html.index("Third")
