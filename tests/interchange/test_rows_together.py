"""Rows that are imported in one transaction: each whole or not at all, as if they came alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from wagtail.models import PageLogEntry, ReferenceIndex, Revision
from wagtail.signals import page_published

from tests.interchange.building import ADDRESS, make_row
from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.occurrences.rows import IndexedCodes
from wagtail_migration_events.pages.models import EventPage

MORE = {"start": "2027-05-18T08:30", "timezone": "America/New_York", "objectives": [13]}


def import_together(index: Any, *rows: dict[str, Any]) -> list[Outcome]:
    run = EventImport(index, publish_organizers=True)
    lines = [SourceRecord(number, 0, row) for number, row in enumerate(rows, start=1)]
    return [outcome for _line, outcome in run.take_all(lines)]


def talks(number: int, **more: Any) -> list[dict[str, Any]]:
    return [make_row(url=f"{ADDRESS}-{each}", **MORE, **more) for each in range(number)]


def test_new_pages_are_as_if_somebody_had_published_each(site: Any) -> None:
    told = []

    def listen(instance: Any, revision: Any, **kwargs: Any) -> None:
        told.append((instance.pk, revision.pk, instance.live))

    page_published.connect(listen)
    try:
        rows = talks(2, organizers=["Harbour Forum"])
        rows.append({**rows[0], "lang": "fr", "title": "Un exposé", "group": rows[0]["url"]})
        rows[0]["group"] = rows[0]["url"]
        rows.append(make_row(url=f"{ADDRESS}-draft", objectives=[24]))
        outcomes = import_together(site.events["en"], *rows)
    finally:
        page_published.disconnect(listen)
    assert [each.became for each in outcomes] == [Became.CREATED] * 3 + [Became.DRAFT]
    pages = list(EventPage.objects.filter(external_id__startswith=ADDRESS).order_by("pk"))
    for page in pages[:3]:
        revision = Revision.objects.get(object_id=str(page.pk))
        assert (page.latest_revision, page.live_revision) == (revision, revision)
        assert page.latest_revision_created_at == revision.created_at
        assert page.first_published_at
        assert page.last_published_at
        assert not page.has_unpublished_changes
        assert revision.as_object().starts_at == page.starts_at
        assert not revision.as_object().text_basis.keys() ^ page.text_basis.keys()
        assert (page.pk, revision.pk, True) in told
        actions = PageLogEntry.objects.filter(page=page).values_list("action", flat=True)
        assert sorted(actions) == ["wagtail.create", "wagtail.publish"]
        assert ReferenceIndex.objects.filter(object_id=str(page.pk)).exists()
        assert IndexedCodes.objects.filter(page=page.pk).exists()
        # What an editor does next works as on any other page.
        page.summary = "More"
        page.save_revision().publish()
    assert len(told) == 3 + 1  # the organizer
    assert pages[2].translation_key == pages[0].translation_key
    draft = pages[3]
    assert (draft.live, draft.has_unpublished_changes) == (False, True)
    assert draft.live_revision is None
    assert draft.first_published_at is None
    assert draft.latest_revision.as_object().title == draft.title


@pytest.mark.parametrize("signal", ["post_save", "page_published"])
def test_a_row_that_fails_costs_no_other(site: Any, signal: str) -> None:
    """In the row itself, and in what is done for all of them afterwards."""

    def refuse(instance: Any, **kwargs: Any) -> None:
        if getattr(instance, "external_id", "") == f"{ADDRESS}-1":
            raise ValidationError("no")

    sent = {"post_save": post_save, "page_published": page_published}[signal]
    sent.connect(refuse, sender=EventPage)
    try:
        outcomes = import_together(site.events["en"], *talks(3))
    finally:
        sent.disconnect(refuse, sender=EventPage)
    assert [each.became for each in outcomes] == [Became.CREATED, Became.REFUSED, Became.CREATED]
    assert ImportRecord.objects.count() == EventPage.objects.filter(live=True).count() == 2
    assert [each.became for each in import_together(site.events["en"], *talks(3))] == [
        Became.UNCHANGED, Became.CREATED, Became.UNCHANGED,
    ]  # fmt: skip
    assert all(page.live_revision_id for page in EventPage.objects.all())
