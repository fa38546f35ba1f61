"""A dry run of leaving says what the database would refuse."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.adopter.models import (
    AssemblyPage,
    Invitation,
    LegacyMeetingOrganizerLink,
    LegacyMeetingPage,
    TownHallPage,
    TownHallSpeaker,
)
from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.pages.models import OrganizerPage

pytestmark = pytest.mark.django_db


def without_place(page: Any) -> Any:
    return LegacyMeetingPage(location=None) if hasattr(page, "venue") else None


@pytest.mark.parametrize("option", ["dry_run", "apply"])
def test_a_page_whose_new_columns_would_be_empty_is_refused_with_their_names(
    option: str, site: Any
):
    event = make_event(site.events["en"], title="A meeting")
    answer = StringIO()
    with pytest.raises(SystemExit):
        call_command(
            "events_leave",
            "pages",
            convert=f"{__name__}.without_place",
            stdout=answer,
            **{option: True},
        )
    [line] = [line for line in answer.getvalue().splitlines() if line.startswith("A meeting")]
    assert "refused" in line
    assert "location" in line
    assert type(event).objects.filter(pk=event.pk).exists()


def ends_before_it_starts(page: Any) -> Any:
    if not hasattr(page, "venue"):
        return None
    return LegacyMeetingPage(starts_at=page.starts_at, ends_at=page.starts_at - timedelta(hours=1))


def one_speaker_twice(page: Any) -> Any:
    if not hasattr(page, "venue"):
        return None
    return TownHallPage(speakers=[TownHallSpeaker(name="Ada"), TownHallSpeaker(name="Ada")])


def without_organizers(page: Any) -> Any:
    return LegacyMeetingPage() if hasattr(page, "venue") else AssemblyPage()


def with_organizers(page: Any) -> Any:
    if not hasattr(page, "venue"):
        return AssemblyPage()
    keys = [link.organizer for link in page.organizer_links.all()]
    return LegacyMeetingPage(
        organizer_links=[LegacyMeetingOrganizerLink(organizer=key) for key in keys]
    )


def said(**options: Any) -> dict[str, str]:
    """Return what the command says of each page, by title and language."""
    answer = StringIO()
    with suppress(SystemExit):
        call_command("events_leave", "pages", stdout=answer, **options)
    lines = (line.partition("): ") for line in answer.getvalue().splitlines()[:-1])
    return {name.rpartition(",")[0]: became for name, _, became in lines}


def refused(how: dict[str, Any]) -> set[str]:
    """Return the pages that are refused, of which a dry run says the same as the run after it."""
    before = said(dry_run=True, **how)
    assert said(apply=True, **how) == before
    return {name for name, became in before.items() if became.startswith("refused")}


@pytest.mark.parametrize(
    "how",
    [
        {"delete": True},
        {"convert": f"{__name__}.without_organizers"},
        {"convert": f"{__name__}.with_organizers"},
    ],
    ids=["delete", "convert", "convert and go on naming"],
)
def test_an_organizer_stays_in_every_language_while_an_event_that_stays_names_it(
    how: dict[str, Any], site: Any
):
    kept, lost = (make_organizer(site.organizers["en"], title) for title in ("Kept", "Lost"))
    translated(kept, "fr", title="Gardé")
    make_event(site.events["en"], LegacyMeetingPage, [kept], title="Of the site")
    make_event(site.events["en"], organizers=[lost], title="Ready-made")
    found = refused(how)
    assert {"Kept (en", "Gardé (fr"} <= found
    assert ("Lost (en" in found) == ("with_organizers" in str(how))
    assert OrganizerPage.objects.filter(title__in=("Kept", "Gardé")).count() == 2


@pytest.mark.parametrize("make", [ends_before_it_starts, one_speaker_twice])
def test_what_the_database_would_refuse_in_a_row_or_in_the_rows_beside_it_is_foretold(
    make: Any, site: Any
):
    event = make_event(
        site.events["en"], title="Ball", starts_at=datetime(2027, 3, 9, 9, tzinfo=UTC)
    )
    assert "Ball (en" in refused({"convert": f"{__name__}.{make.__name__}"})
    assert type(event).objects.filter(pk=event.pk).exists()


def test_what_rows_of_the_site_or_pages_of_the_site_below_a_page_forbid_is_foretold(site: Any):
    invited, umbrella = (make_event(site.events["en"], title=title) for title in ("Ball", "Days"))
    Invitation.objects.create(event=invited)
    make_event(umbrella, LegacyMeetingPage, title="A part")
    listed = f"{site.events['en'].title} (en"
    assert refused({"delete": True}) == {"Ball (en", "Days (en", listed}
    assert refused({"convert": f"{__name__}.without_organizers"}) == {"Ball (en"}
