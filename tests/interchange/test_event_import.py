from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    Workflow,
    WorkflowTask,
)

from tests.factories import make_event, make_organizer, make_page
from tests.interchange.building import ADDRESS, import_rows, make_row
from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.mapping.applying import row_of
from wagtail_migration_events.interchange.mapping.suggesting import suggested_plan
from wagtail_migration_events.interchange.outcomes import Became, Outcome, count_line
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.pages.models import EventPage, OrganizerPage
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType

FULL = {
    "start": "2027-05-18T08:30",
    "end": "2027-05-18T09:30",
    "timezone": "America/New_York",
    "location": "Room 12",
    "format": "Hybrid",
    "category": "Fishbowl",
    "organizers": ["Harbour Forum", "Enabel, the Belgian development agency"],
    "audience": ["Open to all", "Harbour masters"],
    "objectives": [13],
}


def became(outcomes: list[Outcome]) -> list[Became]:
    return [outcome.became for outcome in outcomes]


def the_page() -> Any:
    return EventPage.objects.get(external_id=ADDRESS)


def edit(page: Any, user: Any, *, publish: bool = True, **values: Any) -> None:
    """Change a page as an editor does: through a revision of their own."""
    page = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    revision = page.save_revision(user=user)
    if publish:
        revision.publish(user=user)


@pytest.fixture
def index(site: Any) -> Any:
    return site.events["en"]


@pytest.fixture
def editor(django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("editor", "editor@example.org", "editor")


def test_a_row_becomes_a_live_page_with_a_revision(index: Any) -> None:
    assert became(import_rows(index, make_row(**FULL))) == [Became.CREATED]
    page = the_page()
    assert page.live
    assert page.latest_revision_id
    assert page.first_published_at
    assert page.starts_at == dt.datetime(2027, 5, 18, 12, 30, tzinfo=dt.UTC)
    assert page.get_parent().pk == index.pk
    assert page.slug == "a-talk-on-data"
    assert [link.role for link in page.organizer_links.all()] == ["lead", "lead"]


def test_whether_and_when_a_page_was_published_may_stand_in_two_columns(index: Any) -> None:
    plan = suggested_plan(["post_title", "permalink", "post_date", "post_status"])
    cells = {"post_title": "Forum", "permalink": ADDRESS, "post_date": "2021-03-04 09:00:00"}
    rows = [
        row_of(plan, {**cells, "post_status": "publish"}, "en"),
        row_of(plan, {**cells, "permalink": f"{ADDRESS}-2", "post_status": "draft"}, "en"),
        row_of(plan, {**cells, "permalink": f"{ADDRESS}-3", "post_date": "44259.375"}, "en"),
    ]
    import_rows(index, *rows)
    live, held_back, by_number = EventPage.objects.order_by("pk")
    first = dt.datetime(2021, 3, 4, 9, tzinfo=dt.UTC)
    assert (live.live, live.first_published_at) == (True, first)
    assert (held_back.live, held_back.first_published_at) == (False, None)
    assert (by_number.live, by_number.first_published_at) == (True, first)


def test_a_page_keeps_its_owner_and_its_first_publication(index: Any, editor: Any) -> None:
    told = {"owner": "editor", "published": "2021-03-04T10:00:00+01:00"}
    later = {"owner": "nobody here", "published": "2999-01-01"}
    outcomes = import_rows(
        index,
        make_row(**told),
        make_row(url=f"{ADDRESS}-2", **told, private="yes"),
        make_row(url=f"{ADDRESS}-3", **later),
    )
    page, draft, other = EventPage.objects.order_by("pk")
    first = dt.datetime(2021, 3, 4, 9, tzinfo=dt.UTC)
    assert (page.owner, page.first_published_at) == (editor, first)
    assert page.last_published_at > first
    assert page.get_latest_revision_as_object().first_published_at == first
    assert (draft.owner, draft.live, draft.first_published_at) == (editor, False, None)
    assert other.owner is None
    assert other.first_published_at.year < 2999
    assert "published: “2999-01-01”" in outcomes[2].notes[0]


def test_each_row_stands_in_the_language_it_came_in(site: Any, index: Any) -> None:
    rows = [
        make_row(url=f"https://example.org/{lang}", lang=lang)
        for lang in ("ar", "zh-Hans", "en", "fr", "ru", "es", "zh-CN", "fr-CA")
    ]
    import_rows(index, *rows)
    for row, code in zip(
        rows, ["ar", "zh-hans", "en", "fr", "ru", "es", "zh-hans", "fr"], strict=True
    ):
        page = EventPage.objects.get(external_id=row["url"])
        assert page.locale.language_code == code
        assert page.get_parent().pk == site.events[code].pk


def test_a_language_that_the_site_has_not_refuses_the_row_and_says_what_to_do(index: Any) -> None:
    (outcome,) = import_rows(index, make_row(lang="de"))
    assert outcome.became == Became.REFUSED
    assert "Locales" in outcome.reasons[0]
    assert not ImportRecord.objects.exists()


def test_a_missing_translation_of_the_index_refuses_the_row(site: Any, index: Any) -> None:
    site.events["fr"].delete()
    (outcome,) = import_rows(index, make_row(lang="fr"))
    assert outcome.became == Became.REFUSED
    assert "Translate" in outcome.reasons[0]


def test_a_second_run_changes_nothing_and_writes_nothing(index: Any) -> None:
    rows = [make_row(**FULL), make_row(url="https://example.org/2", objectives=[24])]
    import_rows(index, *rows)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert became(import_rows(index, *rows)) == [Became.UNCHANGED] * 2
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)


def test_the_order_of_columns_is_no_change(index: Any) -> None:
    row = make_row(**FULL)
    import_rows(index, row)
    assert became(import_rows(index, dict(reversed(row.items())))) == [Became.UNCHANGED]


def test_a_changed_row_changes_only_what_it_says(index: Any) -> None:
    import_rows(index, make_row(**FULL))
    before = the_page()
    changed = make_row(**{**FULL, "location": "Room 14", "objectives": [2], "title": "New title"})
    assert became(import_rows(index, changed)) == [Became.UPDATED]
    page = the_page()
    assert (page.pk, page.slug) == (before.pk, before.slug)
    assert (page.venue, page.gcm_objectives, page.title) == ("Room 14", ["2"], "New title")
    assert (page.starts_at, page.event_type) == (before.starts_at, before.event_type)
    assert page.live
    assert not page.has_unpublished_changes


def test_a_value_that_the_source_takes_back_is_emptied(index: Any) -> None:
    import_rows(index, make_row(**FULL))
    import_rows(index, make_row())
    page = the_page()
    assert (page.venue, page.event_type, page.starts_at) == ("", "", None)
    assert page.date_precision == "none"
    assert list(page.organizer_links.all()) == []


def test_edits_are_kept_and_told_and_other_changes_come_through(index: Any, editor: Any) -> None:
    import_rows(index, make_row(**FULL))
    edit(the_page(), editor, venue="Room 99", accessibility_note="Step-free.")
    changed = make_row(**{**FULL, "location": "Room 14", "objectives": [2]})
    (outcome,) = import_rows(index, changed)
    assert outcome.became == Became.UPDATED
    assert outcome.notes == ["kept your edit of venue"]
    page = the_page()
    assert (page.venue, page.gcm_objectives) == ("Room 99", ["2"])
    assert page.accessibility_note == "Step-free."


def test_an_edit_stays_kept_when_the_row_changes_again(index: Any, editor: Any) -> None:
    import_rows(index, make_row(location="A"))
    edit(the_page(), editor, venue="Mine")
    import_rows(index, make_row(location="B"))
    (outcome,) = import_rows(index, make_row(location="C"))
    assert len(outcome.notes) == 1
    assert the_page().venue == "Mine"


def test_roles_that_an_editor_gave_stay_when_organizers_change(index: Any, editor: Any) -> None:
    import_rows(index, make_row(**FULL))
    page = the_page()
    links = list(page.organizer_links.all())
    links[1].role = "partner"
    edit(page, editor, organizer_links=links)
    import_rows(index, make_row(**{**FULL, "organizers": ["IOM", FULL["organizers"][1]]}))
    assert [link.role for link in the_page().organizer_links.all()] == ["lead", "partner"]


def test_a_draft_that_somebody_works_on_is_not_published(index: Any, editor: Any) -> None:
    import_rows(index, make_row(**FULL))
    edit(the_page(), editor, publish=False, summary="Half a sen")
    (outcome,) = import_rows(index, make_row(**{**FULL, "location": "Room 14"}))
    assert outcome.became == Became.UPDATED
    assert outcome.notes
    page = the_page()
    assert (page.venue, page.summary) == ("Room 12", "")
    draft = page.get_latest_revision_as_object()
    assert (draft.venue, draft.summary) == ("Room 14", "Half a sen")


def _in_review(page: Any, user: Any) -> None:
    task = GroupApprovalTask.objects.create(name="Approve")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(page, user)


def _locked(page: Any, user: Any) -> None:
    page.locked, page.locked_by = True, user
    page.save(update_fields=["locked", "locked_by"], clean=False)


@pytest.mark.parametrize("is_live", [True, False])
@pytest.mark.parametrize(("keep", "reason"), [(_in_review, "in review"), (_locked, "is locked")])
def test_a_page_in_review_or_locked_is_left_alone_until_that_is_over(
    index: Any, editor: Any, keep: Any, reason: str, is_live: bool
) -> None:
    import_rows(index, make_row(**{**FULL, **({} if is_live else {"objectives": [24]})}))
    keep(the_page(), editor)
    changed = make_row(**{**FULL, "location": "Room 14"})
    for dry_run in (True, False):
        (outcome,) = import_rows(index, changed, dry_run=dry_run)
        assert outcome.became == Became.REFUSED
        assert reason in outcome.reasons[0]
    page = the_page()
    assert (page.live, page.get_latest_revision_as_object().venue) == (is_live, "Room 12")
    if state := page.current_workflow_state:
        state.cancel(user=editor)
    page.locked = False
    page.save(update_fields=["locked"], clean=False)
    assert became(import_rows(index, changed)) == [Became.UPDATED]
    assert (the_page().live, the_page().venue) == (True, "Room 14")


def test_what_an_editor_took_offline_stays_offline(index: Any, editor: Any) -> None:
    import_rows(index, make_row(**FULL))
    the_page().unpublish(user=editor)
    import_rows(index, make_row(**{**FULL, "location": "Room 14"}))
    page = the_page()
    assert not page.live
    assert page.get_latest_revision_as_object().venue == "Room 14"


def test_a_page_that_was_deleted_is_made_again(index: Any) -> None:
    import_rows(index, make_row())
    the_page().delete()
    assert became(import_rows(index, make_row())) == [Became.CREATED]
    assert ImportRecord.objects.get().page_id == the_page().pk


@pytest.mark.parametrize(
    "bad",
    [
        {"objectives": [13, 24]},
        {"objectives": [0]},
        {"registration_url": "javascript:alert(1)"},
        {"timezone": "Mars/Olympus"},
        {"start": "2027-05-18", "end": "2027-05-17"},
        {"title": "A\u202etalk"},
        {"title": "x" * 300},
        {"title": ""},
        {"scope": ["999"]},
        {"summary": "a\x07b"},
    ],
)
def test_a_refused_value_makes_a_draft_without_it_and_the_reason_is_kept(
    index: Any, bad: dict[str, Any]
) -> None:
    (outcome,) = import_rows(index, make_row(**bad))
    assert outcome.became == Became.DRAFT
    page = the_page()
    assert not page.live
    assert page.has_unpublished_changes
    record = ImportRecord.objects.get()
    assert record.reasons == outcome.reasons != []
    assert record.raw["title"] == bad.get("title", "A talk on data")


def test_a_draft_is_published_once_its_row_is_put_right(index: Any) -> None:
    import_rows(index, make_row(objectives=[24]))
    assert became(import_rows(index, make_row(objectives=[23]))) == [Became.UPDATED]
    assert the_page().live
    assert the_page().gcm_objectives == ["23"]
    assert ImportRecord.objects.get().reasons == []


def test_a_live_page_stays_as_it_is_while_its_row_holds_a_refused_value(index: Any) -> None:
    link = "https://example.org/register"
    import_rows(index, make_row(registration_url=link))
    (outcome,) = import_rows(index, make_row(registration_url="javascript:alert(1)"))
    assert outcome.became == Became.DRAFT
    assert the_page().live
    assert the_page().registration_url == link
    assert became(import_rows(index, make_row(registration_url=link + "/2"))) == [Became.UPDATED]
    assert the_page().registration_url == link + "/2"
    assert not the_page().has_unpublished_changes


def test_the_same_address_twice_in_a_file_is_refused_the_second_time(index: Any) -> None:
    outcomes = import_rows(index, make_row(), make_row(title="Another"))
    assert became(outcomes) == [Became.CREATED, Became.REFUSED]
    assert "line 1" in outcomes[1].reasons[0]
    assert the_page().title == "A talk on data"


def test_two_events_may_share_a_title(index: Any) -> None:
    import_rows(index, make_row(url="https://example.org/1"), make_row(url="https://example.org/2"))
    assert set(EventPage.objects.values_list("slug", flat=True)) == {
        "a-talk-on-data",
        "a-talk-on-data-2",
    }


def test_one_organizer_is_made_for_one_name_in_rows_of_two_languages(index: Any) -> None:
    rows = [
        make_row(url="https://example.org/1", organizers=["Harbour Forum", "the harbour  forum"]),
        make_row(url="https://example.org/2", lang="fr", organizers=["HARBOUR FORUM"]),
    ]
    import_rows(index, *rows)
    organizer = OrganizerPage.objects.get()
    assert (organizer.title, organizer.live, organizer.code) == (
        "Harbour Forum",
        True,
        "harbour-forum",
    )
    for page in EventPage.objects.all():
        keys = [link.organizer for link in page.organizer_links.all()]
        assert keys == [organizer.translation_key]


def test_an_organizer_of_the_site_is_found_by_its_acronym_in_any_language(
    site: Any, index: Any
) -> None:
    make_organizer(
        site.organizers["fr"], "Organisation internationale pour les migrations", acronym="OIM"
    )
    import_rows(index, make_row(organizers=["OIM"]))
    assert OrganizerPage.objects.count() == 1
    assert the_page().organizer_links.count() == 1


def test_words_unknown_to_the_site_become_its_terms(index: Any) -> None:
    (outcome,) = import_rows(index, make_row(**FULL))
    page = the_page()
    assert page.event_type == "fishbowl"
    assert page.audiences == ["open-to-all", "harbour-masters"]
    assert EventType.objects.get(code="fishbowl").labels == {"en": "Fishbowl"}
    assert sum("new term" in note for note in outcome.notes) == 2


def test_a_part_is_linked_to_its_umbrella_wherever_that_stands_in_the_file(index: Any) -> None:
    part = make_row(raw_fields={"part_of": "migration week  2027"})
    umbrella = make_row(url="https://example.org/week", title="Migration Week 2027")
    for rows in ([part, umbrella], [umbrella, part]):
        outcomes = import_rows(index, *rows)
        assert became(outcomes) == [Became.CREATED] * 2
        week = EventPage.objects.get(title="Migration Week 2027")
        assert the_page().part_of == [str(week.translation_key)]
        assert the_page().live
        assert became(import_rows(index, *rows)) == [Became.UNCHANGED] * 2
        for page in EventPage.objects.all():
            page.delete()


def test_a_part_is_linked_when_its_umbrella_turns_up_later(index: Any) -> None:
    part = make_row(raw_fields={"part_of": "Migration Week 2027"})
    outcomes = import_rows(index, part)
    assert "Migration Week 2027" in outcomes[-1].notes[0]
    week = make_event(index, title="Migration Week 2027")
    assert became(import_rows(index, part)) == [Became.UPDATED]
    assert the_page().part_of == [str(week.translation_key)]
    assert became(import_rows(index, part)) == [Became.UNCHANGED]


def test_an_umbrella_is_not_guessed_between_two_of_one_title(index: Any) -> None:
    make_event(index, title="Migration Week")
    make_event(index, title="Migration Week")
    import_rows(index, make_row(raw_fields={"part_of": "Migration Week"}))
    assert the_page().part_of == []
    assert the_page().live


def test_no_event_becomes_part_of_itself_or_of_its_own_part(index: Any) -> None:
    rows = [
        make_row(title="A", raw_fields={"part_of": "B"}),
        make_row(url="https://example.org/b", title="B", raw_fields={"part_of": "A"}),
        make_row(url="https://example.org/c", title="C", raw_fields={"part_of": "C"}),
    ]
    import_rows(index, *rows)
    linked = {page.title: len(page.part_of) for page in EventPage.objects.all()}
    assert linked["A"] + linked["B"] == 1
    assert linked["C"] == 0
    assert became(import_rows(index, *rows))[:3] == [Became.UNCHANGED] * 3


def count_everything() -> list[int]:
    models = (Page, Revision, ImportRecord, EventType, Audience, PageLogEntry, ModelLogEntry)
    return [model.objects.count() for model in models]


def test_a_dry_run_says_the_same_and_writes_nothing(index: Any) -> None:
    make_page(EventPage, index, title="Migration Week 2027")
    first = [
        make_row(**FULL),
        make_row(url="https://example.org/2", objectives=[24], organizers=["Harbour Forum"]),
        make_row(url="https://example.org/3", raw_fields={"part_of": "Migration Week 2027"}),
        make_row(url="https://example.org/4", raw_fields={"part_of": "Later"}, category="Fishbowl"),
        make_row(url="https://example.org/5", title="Later"),
        make_row(lang="de"),
        make_row(),
    ]
    second = [make_row(**{**FULL, "location": "Room 14"}), *first[1:4], make_row(lang="en")]
    for rows in (first, second):
        before = count_everything()
        with CaptureQueriesContext(connection) as queries:
            planned = import_rows(index, *rows, dry_run=True)
        writes = ("INSERT", "UPDATE", "DELETE")
        assert not [q for q in queries.captured_queries if q["sql"].startswith(writes)]
        assert count_everything() == before
        done = import_rows(index, *rows)
        assert became(planned) == became(done)
        assert [o.reasons for o in planned] == [o.reasons for o in done]
        assert [o.notes for o in planned] == [o.notes for o in done]


def test_what_fails_in_the_middle_of_a_row_leaves_nothing_of_it(index: Any) -> None:
    def fail(sender: Any, instance: Any, **kwargs: Any) -> None:
        if instance.raw["title"] == "Broken":
            raise ValidationError("The disk is full.")

    rows = [
        make_row(url="https://example.org/1"),
        make_row(url="https://example.org/2", title="Broken", organizers=["Lost"], category="Lost"),
        make_row(url="https://example.org/3", organizers=["Lost"], category="Lost"),
    ]
    post_save.connect(fail, sender=ImportRecord)
    try:
        outcomes = import_rows(index, *rows)
    finally:
        post_save.disconnect(fail, sender=ImportRecord)
    assert became(outcomes) == [Became.CREATED, Became.REFUSED, Became.CREATED]
    assert outcomes[1].reasons == ["The disk is full."]
    assert not EventPage.objects.filter(title="Broken").exists()
    last = EventPage.objects.get(external_id="https://example.org/3")
    assert [link.organizer for link in last.organizer_links.all()] == [
        OrganizerPage.objects.get(title="Lost").translation_key
    ]
    assert last.event_type == EventType.objects.get(labels={"en": "Lost"}).code
    assert became(import_rows(index, *rows)) == [
        Became.UNCHANGED,
        Became.CREATED,
        Became.UNCHANGED,
    ]


def test_an_import_that_is_killed_leaves_whole_rows_and_can_be_run_again(index: Any) -> None:
    def kill(sender: Any, instance: Any, **kwargs: Any) -> None:
        if instance.external_id.endswith("/2"):
            raise KeyboardInterrupt

    rows = [make_row(url=f"https://example.org/{number}", **FULL) for number in (1, 2, 3)]
    post_save.connect(kill, sender=ImportRecord)
    try:
        with pytest.raises(KeyboardInterrupt):
            import_rows(index, *rows)
    finally:
        post_save.disconnect(kill, sender=ImportRecord)
    assert ImportRecord.objects.count() == EventPage.objects.count() == 1
    assert EventPage.objects.get().organizer_links.count() == 2
    assert became(import_rows(index, *rows)) == [
        Became.UNCHANGED,
        Became.CREATED,
        Became.CREATED,
    ]


def test_an_unchanged_part_is_updated_when_its_umbrella_comes_after_it(index: Any) -> None:
    part = make_row(raw_fields={"part_of": "Migration Week 2027"})
    umbrella = make_row(url="https://example.org/week", title="Migration Week 2027")
    import_rows(index, part)
    for dry_run in (True, False):
        run = EventImport(index, dry_run=dry_run)
        for number, row in enumerate((part, umbrella), start=1):
            run.take(SourceRecord(number, 0, row))
        assert list(run.finish()) == []
        assert count_line(run.counts) == ("1 created, 1 updated, 0 unchanged, 0 drafts, 0 refused")
    week = EventPage.objects.get(title="Migration Week 2027")
    assert the_page().part_of == [str(week.translation_key)]


def test_a_row_that_the_database_refuses_is_reported_and_the_next_is_imported(index: Any) -> None:
    def refuse(sender: Any, instance: Any, **kwargs: Any) -> None:
        if instance.external_id == ADDRESS:
            raise IntegrityError("one_import_record_per_row")

    post_save.connect(refuse, sender=ImportRecord)
    try:
        outcomes = import_rows(index, make_row(), make_row(url="https://example.org/2"))
    finally:
        post_save.disconnect(refuse, sender=ImportRecord)
    assert became(outcomes) == [Became.REFUSED, Became.CREATED]
    assert "one_import_record_per_row" in outcomes[0].reasons[0]
    assert EventPage.objects.count() == 1


def test_an_organizer_name_too_long_for_a_page_is_refused(index: Any) -> None:
    (outcome,) = import_rows(index, make_row(organizers=["x" * 256, "Harbour Forum"]))
    assert outcome.became == Became.DRAFT
    assert the_page().get_latest_revision_as_object().organizer_links.count() == 1


def test_a_name_that_means_an_organizer_twice_is_linked_once_and_noted(index: Any) -> None:
    names = ["Harbour Forum (HF)", "HF", "Harbour Forum"]
    (outcome,) = import_rows(index, make_row(organizers=names))
    assert outcome.became == Became.CREATED
    assert the_page().organizer_links.count() == 1
    assert len(outcome.notes) == 3
