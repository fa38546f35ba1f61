from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.adopter.models import AssemblyPage, LegacyMeetingPage, TownHallPage
from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.propagation import FACTS_ACTION
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: str, **options: Any) -> tuple[list[str], int]:
    """Run the command; its lines and its exit code."""
    out = io.StringIO()
    options.setdefault("stderr", io.StringIO())
    code = 0
    try:
        call_command("events_adopt", *arguments, stdout=out, **options)
    except SystemExit as error:
        code = int(error.code or 0)
    return out.getvalue().splitlines(), code


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def before_the_package(*pages: Any, **columns: Any) -> None:
    """Leave pages as they were on a site without the package: no bookkeeping, other facts."""
    for page in pages:
        if columns:
            type(page).objects.filter(pk=page.pk).update(**columns)
        type(page).objects.filter(pk=page.pk).update(text_basis={})
        for revision in page.revisions.all():
            content = {**revision.content, "text_basis": {}}
            page.revisions.filter(pk=revision.pk).update(content=content)
    EventGroup.objects.all().delete()


@pytest.fixture
def trio(site: Any) -> Any:
    """An event in three languages that disagree on the start, the venue and the organizers."""
    host = make_organizer(site.organizers["en"], "Host")
    english = make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="UTC",
        venue="Palais",
        organizers=[host],
    )
    french = translated(english, "fr", title="Le forum")
    arabic = translated(english, "ar", title="المنتدى", live=False)
    french.organizer_links.all()
    type(french).organizer_links.rel.related_model.objects.filter(page=french).delete()
    before_the_package(french, starts_at=JUNE_4)
    before_the_package(english, arabic)
    EventPage.objects.filter(pk=arabic.pk).update(venue="Elsewhere")
    return english, french, arabic


def test_one_of_dry_run_and_apply_is_needed(site: Any) -> None:
    with pytest.raises(CommandError, match="--dry-run"):
        run()
    with pytest.raises(CommandError, match="--apply"):
        run("--dry-run", "--apply")


def test_a_dry_run_names_what_would_win_and_what_would_be_lost_and_writes_nothing(
    trio: Any,
) -> None:
    english, french, arabic = trio
    lines, code = run("--dry-run")
    text = "\n".join(lines)
    assert lines[0] == f"“Forum”, {english.translation_key}"
    assert lines[1] == f"  source of facts: English (page {english.pk})"
    assert "  start: 3 May 2027, 13:00" in text
    assert "    instead of 4 June 2027, 09:00" in text
    assert f"in French (page {french.pk})" in text
    assert "  venue: Palais" in text
    assert f"    instead of Elsewhere in Arabic (page {arabic.pk}, not published)" in text
    assert "Host (Lead organizer)" in text
    assert f"    instead of nothing in French (page {french.pk})" in text
    assert lines[-1] == "1 adopted, 0 unchanged, 0 refused"
    assert code == 0
    assert not EventGroup.objects.exists()
    assert again(french).starts_at == JUNE_4


def test_apply_writes_the_facts_of_the_source_and_keeps_the_old_ones_readable(trio: Any) -> None:
    english, french, arabic = trio
    lines, code = run("--apply")
    assert (lines[-1], code) == ("1 adopted, 0 unchanged, 0 refused", 0)
    assert "Host (Lead organizer)" in "\n".join(lines)
    assert "    instead of nothing in French" in "\n".join(lines)
    assert again(french).starts_at == again(arabic).starts_at == MAY_3
    assert again(arabic).venue == "Palais"
    assert again(french).organizer_links.count() == 1
    assert again(french).title == "Le forum"
    assert again(french).live
    assert not again(arabic).live
    entry = PageLogEntry.objects.get(page=french.pk, action=FACTS_ACTION)
    assert entry.data["overwritten"]["organizer_links"] == []
    assert entry.data["overwritten"]["starts_at"].startswith("2027-06-04")
    group = EventGroup.objects.get(pk=english.translation_key)
    assert (group.origin_id, group.adopted) == (english.pk, True)
    assert group.facts_changed_at is not None


def test_a_second_run_changes_nothing(trio: Any) -> None:
    run("--apply")
    entries = PageLogEntry.objects.count()
    assert run("--apply") == (["0 adopted, 1 unchanged, 0 refused"], 0)
    assert run("--dry-run") == (["0 adopted, 1 unchanged, 0 refused"], 0)
    assert PageLogEntry.objects.count() == entries


def test_from_then_on_changes_of_the_text_are_noticed_and_no_earlier(
    trio: Any, editor_client: Any
) -> None:
    english, french, arabic = trio
    run("--apply")
    assert stale_texts(again(french)) == []
    Editor.of(editor_client, english).fill(title="The Forum").publish()
    assert [each.old for each in stale_texts(again(french))] == ["Forum"]
    assert [each.name for each in stale_texts(again(arabic))] == ["title"]


def test_a_draft_that_is_published_later_is_judged_by_the_text_it_was_made_from(
    trio: Any, editor_client: Any
) -> None:
    english, french, _arabic = trio
    draft = again(french)
    draft.title = "Un autre titre"
    draft.save_revision()
    before_the_package(french)
    run("--apply")
    Editor.of(editor_client, english).fill(title="The Forum").publish()
    again(french).get_latest_revision().publish()
    assert again(french).title == "Un autre titre"
    assert [each.name for each in stale_texts(again(french))] == ["title"]


def test_what_a_draft_said_is_named_and_stays_readable(trio: Any) -> None:
    _english, french, _arabic = trio
    draft = again(french)
    draft.venue = "Draft hall"
    draft.save_revision()
    before_the_package(french)
    EventPage.objects.filter(pk=french.pk).update(venue="Palais")
    revision = french.revisions.order_by("-pk").first()
    type(revision).objects.filter(pk=revision.pk).update(
        content={**revision.content, "venue": "Draft hall"}
    )
    lines, _code = run("--apply")
    words = f"instead of Draft hall in the draft of French (page {french.pk})"
    assert words in "\n".join(lines)
    entries = PageLogEntry.objects.filter(page=french.pk, action=FACTS_ACTION)
    assert {"venue": "Draft hall"} in [
        each.data["overwritten"] for each in entries if each.data.get("draft")
    ]
    assert again(french).get_latest_revision_as_object().venue == "Palais"


def test_a_language_keeps_a_registration_link_of_its_own_and_follows_where_it_has_the_same(
    trio: Any,
) -> None:
    english, french, arabic = trio
    EventPage.objects.filter(pk__in=[english.pk, arabic.pk]).update(
        registration_url="https://example.org/en"
    )
    EventPage.objects.filter(pk=french.pk).update(registration_url="https://example.org/fr")
    lines, _code = run("--apply")
    text = "\n".join(lines)
    assert "keeps its own: https://example.org/fr" in text
    assert f"Arabic (page {arabic.pk}, not published) has the same" in text
    assert again(french).registration_url == "https://example.org/fr"
    assert again(arabic).registration_url == ""


def test_a_published_page_is_the_source_before_one_that_may_hold_a_draft(site: Any) -> None:
    english = make_event(site.events["en"], title="Draft", starts_at=MAY_3, live=False)
    french = translated(english, "fr", title="Publié")
    before_the_package(french, starts_at=JUNE_4)
    EventGroup.objects.create(key=english.translation_key, origin=english, adopted=False)
    lines, _code = run("--dry-run")
    assert "source of facts: French" in lines[1]
    assert "English" in lines[2]
    run("--apply")
    assert EventGroup.objects.get().origin_id == french.pk
    assert again(english).starts_at == JUNE_4


def test_where_no_page_is_published_nothing_is_overwritten(site: Any) -> None:
    english = make_event(site.events["en"], starts_at=MAY_3, live=False)
    french = translated(english, "fr", live=False)
    before_the_package(english, french, starts_at=JUNE_4)
    EventPage.objects.filter(pk=english.pk).update(starts_at=MAY_3)
    lines, _code = run("--apply")
    assert "no page is published" in "\n".join(lines)
    assert again(french).starts_at == JUNE_4
    assert EventGroup.objects.get().adopted


def test_one_group_that_fails_does_not_stop_the_others(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wagtail_migration_events.events.adoption import adopting

    bad, good = (make_event(site.events["en"], title=each) for each in ("Bad", "Good"))
    before_the_package(bad, good)
    plan_for = adopting.plan_for

    def fail(group: Any) -> Any:
        if group.key == bad.translation_key:
            raise RuntimeError("the disk\x1b[2J is full")
        return plan_for(group)

    monkeypatch.setattr(adopting, "plan_for", fail)
    lines, code = run("--apply")
    assert f"{bad.translation_key}: refused: RuntimeError: the disk [2J is full" in lines
    assert lines[-1] == "1 adopted, 0 unchanged, 1 refused"
    assert code == 1
    assert EventGroup.objects.get(pk=good.translation_key).adopted


def test_only_the_event_that_is_named(trio: Any, site: Any) -> None:
    english, _french, _arabic = trio
    make_event(site.events["en"])
    EventGroup.objects.all().delete()
    assert run("--apply", "--key", str(english.translation_key))[0][-1] == (
        "1 adopted, 0 unchanged, 0 refused"
    )
    assert EventGroup.objects.count() == 1
    for wrong in ("nonsense", str(uuid4())):
        with pytest.raises(CommandError, match="key"):
            run("--apply", "--key", wrong)


def test_a_named_event_that_is_adopted_is_brought_into_line_and_stays_stale(
    site: Any, editor_client: Any
) -> None:
    english = make_event(site.events["en"], title="Forum", starts_at=MAY_3)
    french = translated(english, "fr", title="Le forum")
    Editor.of(editor_client, english).fill(title="The Forum").publish()
    EventPage.objects.filter(pk=french.pk).update(venue="Elsewhere")
    key = str(english.translation_key)
    assert run("--apply", "--key", key)[0][-1] == "1 adopted, 0 unchanged, 0 refused"
    assert run("--apply", "--key", key)[0][-1] == "0 adopted, 1 unchanged, 0 refused"
    assert again(french).venue == ""
    assert [each.name for each in stale_texts(again(french))] == ["title"]


def test_a_group_that_has_lost_its_source_gets_one(site: Any) -> None:
    english = make_event(site.events["en"], title="Forum")
    french = translated(english, "fr", title="Le forum")
    EventGroup.objects.update(origin=None)
    assert run("--apply")[0][-1] == "1 adopted, 0 unchanged, 0 refused"
    assert EventGroup.objects.get().origin_id == english.pk
    assert stale_texts(again(french)) == []


def test_aliases_get_the_facts_too(trio: Any, site: Any) -> None:
    _english, french, _arabic = trio
    alias = french.create_alias(parent=site.home["fr"], update_slug="encore")
    before_the_package(alias, starts_at=JUNE_4)
    run("--apply")
    assert again(alias).starts_at == MAY_3


def test_the_answer_as_data(trio: Any) -> None:
    english, french, _arabic = trio
    lines, code = run("--dry-run", "--json")
    answer = json.loads("\n".join(lines))
    assert code == 0
    assert answer["counts"] == {"adopted": 1, "unchanged": 0, "refused": 0}
    [group] = answer["groups"]
    assert group["key"] == str(english.translation_key)
    assert group["source"] == {"id": english.pk, "language": "en", "live": True}
    start = next(each for each in group["facts"] if each["name"] == "starts_at")
    assert start["value"].startswith("2027-05-03")
    [lost] = start["overwritten"]
    assert (lost["id"], lost["language"], lost["draft"]) == (french.pk, "fr", False)
    assert lost["value"].startswith("2027-06-04")


def test_without_groups_the_answer_is_still_json(site: Any) -> None:
    assert json.loads("\n".join(run("--dry-run", "--json")[0])) == {
        "groups": [],
        "counts": {"adopted": 0, "unchanged": 0, "refused": 0},
    }


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(trio: Any) -> None:
    terminal, log = Terminal(), io.StringIO()
    run("--dry-run", stderr=terminal)
    run("--dry-run", stderr=log)
    assert "100%" in terminal.getvalue()
    assert log.getvalue() == ""


def test_groups_are_read_in_batches(site: Any) -> None:
    from wagtail_migration_events.events.adoption.candidates import group_keys

    pages = [make_event(site.events["en"]) for _number in range(5)]
    EventGroup.objects.all().delete()
    keys = list(group_keys(settled=False, batch=2))
    assert sorted(keys) == sorted(page.translation_key for page in pages)


@pytest.mark.parametrize("model", [TownHallPage, LegacyMeetingPage, AssemblyPage])
def test_events_of_any_class_are_adopted(site: Any, model: Any) -> None:
    english = make_event(site.events["en"], model, venue="Palais", starts_at=MAY_3)
    french = translated(english, "fr")
    start = "opens" if model is AssemblyPage else "starts_at"
    place = "location" if model is LegacyMeetingPage else "venue"
    before_the_package(french, **{start: JUNE_4, place: "Ailleurs"})
    lines, _code = run("--apply")
    assert "instead of Ailleurs" in "\n".join(lines)
    assert lines[-1] == "1 adopted, 0 unchanged, 0 refused"
    assert (again(french).starts_at, again(french).venue) == (MAY_3, "Palais")
    assert call_command("events_check", stdout=io.StringIO()) is None


def test_a_scheduled_revision_is_judged_by_the_text_it_was_made_from(
    trio: Any, editor_client: Any
) -> None:
    english, french, _arabic = trio
    scheduled = again(french)
    scheduled.title = "Demain"
    scheduled.go_live_at = timezone.now() + dt.timedelta(days=1)
    scheduled.save_revision().publish()
    later = again(french)
    later.title = "Après-demain"
    later.save_revision()
    before_the_package(french)
    run("--apply")
    Editor.of(editor_client, english).fill(title="The Forum").publish()
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        call_command("publish_scheduled")
    assert again(french).title == "Demain"
    assert [each.name for each in stale_texts(again(french))] == ["title"]


def test_publishing_brings_nothing_to_the_others_before_and_all_after(
    trio: Any, editor_client: Any
) -> None:
    english, french, _arabic = trio
    Editor.of(editor_client, english).fill(venue="New hall").publish()
    assert again(french).venue == "Palais"
    run("--apply")
    assert again(french).venue == "New hall"
    sequence = EventGroup.objects.get().sequence
    Editor.of(editor_client, english).fill(venue="Newest hall").publish()
    assert again(french).venue == "Newest hall"
    assert EventGroup.objects.get().sequence == sequence + 1
