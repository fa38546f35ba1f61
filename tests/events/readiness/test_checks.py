"""What an editor is shown before publishing, and what stops them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests.editing import Editor
from tests.factories import make_event, translated
from wagtail_migration_events.events.readiness.check import CHECKS, Finding, publish_check, results

pytestmark = pytest.mark.django_db
SOON = timezone.now() + dt.timedelta(days=30)


def found(event: Any) -> set[str]:
    return {each.check.name for each in results(event)}


def panel_of(editor: Editor) -> Any:
    """The section in which the results stand."""
    return editor.soup.select_one("[data-event-readiness]").find_parent("section")


def complete(parent: Any, **values: Any) -> Any:
    return make_event(
        parent,
        **{
            "title": "Forum of cities", "summary": "How", "gcm_objectives": ["13"],
            "starts_at": SOON, "ends_at": SOON + dt.timedelta(hours=2), **values,
        },
    )  # fmt: skip


def test_a_complete_event_has_nothing_to_look_at(site: Any):
    assert found(complete(site.events["en"])) == set()


@pytest.mark.parametrize(
    ("check", "values"),
    [
        ("no_summary", {"summary": " "}),
        ("no_objective", {"gcm_objectives": []}),
        ("date_in_title", {"title": "Forum, 3 May 2020"}),
        ("registration_after_event", {"registration_closes_at": SOON + dt.timedelta(days=9)}),
        ("join_link", {"registration_url": "https://un.zoom.us/j/123456?pwd=x"}),
        ("join_link", {"registration_url": "https://teams.microsoft.com/l/meetup-join/19"}),
        ("no_place", {"attendance_mode": "in_person"}),
    ],
)
def test_each_check_finds_what_it_is_there_for(check: str, values: dict[str, Any], site: Any):
    assert found(complete(site.events["en"], **values)) == {check}


def test_a_date_of_the_title_keeps_its_own_order_in_a_sentence_of_the_other_direction(site: Any):
    event = complete(site.events["en"], title="Forum, 3 May 2020")
    with override("ar"):
        assert "\u20683 May 2020\u2069" in next(iter(results(event))).finding.words


@pytest.mark.parametrize(
    "url", ["https://un.zoom.us/webinar/register/WN_1", "https://indico.un.org/event/1/"]
)
def test_a_link_to_register_is_right(url: str, site: Any):
    assert found(complete(site.events["en"], registration_url=url)) == set()


def test_a_recording_is_missed_two_weeks_after(site: Any):
    past = {"starts_at": timezone.now() - dt.timedelta(days=20), "attendance_mode": "online"}
    past["ends_at"] = past["starts_at"] + dt.timedelta(hours=1)
    assert found(complete(site.events["en"], **past)) == {"no_recording"}
    recorded = {**past, "livestream_url": "https://webtv.un.org/x"}
    assert found(complete(site.events["en"], **recorded)) == set()
    assert found(complete(site.events["en"], **past, event_status="cancelled")) == set()


def test_a_translation_is_not_blamed_for_facts_that_its_source_has(site: Any):
    event = complete(site.events["en"], gcm_objectives=[], summary="")
    french = translated(event, "fr", summary="")
    assert found(event) == {"no_objective", "no_summary"}
    assert found(french) == {"no_summary"}


def test_the_editor_shows_what_was_found_and_leads_to_the_field(site: Any, editor_client: Any):
    event = complete(site.events["en"], gcm_objectives=[], summary="")
    editor = Editor.of(editor_client, event)
    links = [a for a in editor.soup.select("a[href^='#panel']") if "Go to" in a.text]
    assert [" ".join(a.text.split()) for a in links] == ["Go to “Summary”", "Go to “Objectives”"]
    for link in links:
        section = editor.soup.find(id=str(link["href"]).removeprefix("#"))
        assert section
        name = "summary" if "Summary" in link.text else "gcm_objectives"
        assert section.find(attrs={"name": name}), link
        assert link["data-action"] == "w-focus#focus:prevent"  # opens the tab it stands in
    assert panel_of(editor).get("hidden") is None
    right = Editor.of(editor_client, complete(site.events["en"]))
    assert panel_of(right).get("hidden") is not None


def test_a_site_decides_what_stops_publishing(site: Any, editor_client: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_PUBLISH_CHECKS = {
        "no_summary": "block", "no_objective": "off",
    }  # fmt: skip
    event = complete(site.events["en"], gcm_objectives=[], summary="")
    editor = Editor.of(editor_client, event).fill(title="Forum of the cities")
    editor.publish()
    assert list(editor.errors) == ["summary"]
    assert editor.shown["title"] == "Forum of the cities"
    editor.fill(title="Forum of towns").save_draft()
    assert editor.saved().title == "Forum of towns"
    again = Editor.of(editor_client, event).fill(summary="Now there is one")
    assert again.publish().status_code == 302


def test_publishing_many_leaves_out_what_must_be_mended(
    site: Any, editor_client: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_PUBLISH_CHECKS = {"no_summary": "block"}
    parent = site.events["en"]
    ready, unready = complete(parent, live=False), complete(parent, live=False, summary="")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in (ready, unready))
    url += f"?next={reverse('wagtail_migration_events:index')}"
    answer = editor_client.post(f"{url}&{ids}", follow=True).content.decode()
    assert type(ready).objects.get(pk=ready.pk).live
    assert not type(ready).objects.get(pk=unready.pk).live
    assert "There is no summary" in answer
    data = {"include_descendants": "on"}
    answer = editor_client.post(f"{url}&id={parent.pk}", data, follow=True).content.decode()
    assert "Nothing was published" in answer
    assert not type(ready).objects.get(pk=unready.pk).live


def test_a_developer_adds_a_check_in_five_lines(site: Any):
    @publish_check("no_room", label="Room")
    def no_room(event: Any) -> Iterator[Finding]:
        if "Room" not in event.venue:
            yield Finding("Say in which room it is.", field="venue")

    try:
        assert "no_room" in found(complete(site.events["en"]))
    finally:
        del CHECKS["no_room"]
