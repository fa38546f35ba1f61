from __future__ import annotations

from wagtail_migration_events.interchange.pages.edits import compare


def test_only_what_the_row_changed_is_written() -> None:
    applied = {"title": "A", "venue": "Geneva", "summary": "x"}
    found = compare({**applied, "venue": "Bern"}, applied, applied)
    assert (found.to_write, found.kept) == (["venue"], [])


def test_an_edit_of_a_value_that_the_row_did_not_change_is_left_in_silence() -> None:
    applied = {"title": "A", "venue": "Geneva"}
    found = compare({"title": "B", "venue": "Geneva"}, applied, {"title": "A", "venue": "Bern"})
    assert (found.to_write, found.kept) == (["title"], [])


def test_an_edit_of_a_value_that_the_row_changed_too_is_kept_and_told() -> None:
    found = compare({"title": "B"}, {"title": "A"}, {"title": "My title"})
    assert (found.to_write, found.kept) == ([], ["title"])


def test_an_editor_who_was_first_with_the_same_change_has_no_edit_to_keep() -> None:
    found = compare({"title": "B"}, {"title": "A"}, {"title": "B"})
    assert (found.to_write, found.kept) == ([], [])


def test_the_facts_about_time_are_changed_together_or_not_at_all() -> None:
    applied = {"starts_at": "1", "ends_at": "2", "timezone": "UTC", "date_precision": "time"}
    edited = {**applied, "ends_at": "3"}
    found = compare({**applied, "starts_at": "2"}, applied, edited)
    assert (found.to_write, found.kept) == ([], ["ends_at"])
    found = compare({**applied, "starts_at": "2"}, applied, applied)
    assert (found.to_write, found.kept) == (["starts_at"], [])


def test_a_value_imported_for_the_first_time_keeps_what_an_editor_wrote_before() -> None:
    for empty in (None, "", []):
        assert compare({"venue": "Bern"}, {}, {"venue": empty}).to_write == ["venue"]
    assert compare({"venue": "Bern"}, {}, {"venue": "Geneva"}).kept == ["venue"]
