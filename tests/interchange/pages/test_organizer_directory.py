from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_organizer
from wagtail_migration_events.interchange.pages.organizer_directory import OrganizerDirectory
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent
from wagtail_migration_events.pages.models import OrganizerPage


def event_of(*organizers: str, language: str = "en", text_language: str = "") -> SourceEvent:
    return SourceEvent(
        "https://example.org/1",
        "example.org",
        language,
        text_language or language,
        organizers=list(organizers),
    )


@pytest.fixture
def commission(site: Any) -> str:
    page = make_organizer(
        site.organizers["en"], "United Nations Economic Commission for Africa", acronym="ECA"
    )
    return str(page.translation_key)


@pytest.mark.parametrize(
    "name",
    [
        "United Nations Economic Commission for Africa",
        "UN Economic Commission for Africa",
        "the UN economic  commission for Africa",
        "ECA",
        "eca",
        "Economic Commission for Africa (ECA)",
        "UN Economic Commission for Africa (UNECA)",
    ],
)
def test_an_organizer_is_found_by_name_acronym_and_both(commission: str, name: str) -> None:
    assert OrganizerDirectory().find(name) == commission


@pytest.mark.parametrize(
    "name",
    [
        "Exhibition Centre Amman (ECA)",
        "ECA Georgia",
        "Economic Commission for Africa",
        "ECA, the commission",
        "Economic Commission for Africa and IOM (ECA)",
    ],
)
def test_what_is_only_like_a_name_is_another_organizer(commission: str, name: str) -> None:
    assert OrganizerDirectory().find(name) is None


def test_an_acronym_of_two_organizers_means_neither(site: Any) -> None:
    make_organizer(site.organizers["en"], "International Detention Coalition", acronym="IDC")
    make_organizer(site.organizers["en"], "International Data Centre", acronym="IDC")
    directory = OrganizerDirectory()
    assert directory.find("IDC") is None
    assert directory.find("International Detention Coalition (IDC)")


def test_an_organizer_called_by_its_acronym_is_the_one_with_the_full_name(site: Any) -> None:
    page = make_organizer(site.organizers["en"], "IOM")
    found = OrganizerDirectory().find("International Organization for Migration (IOM)")
    assert found == str(page.translation_key)


def test_a_draft_organizer_is_found_too(site: Any) -> None:
    page = make_organizer(site.organizers["en"], "Harbour Forum", live=False)
    assert OrganizerDirectory().find("Harbour Forum") == str(page.translation_key)


def test_a_new_organizer_keeps_the_whole_name_of_its_source(site: Any) -> None:
    directory = OrganizerDirectory()
    event = event_of("Platform on Disaster Displacement (PDD)", "PDD", "Enabel, the agency")
    keys = directory.keys_for(event)
    assert len(keys) == 2
    page = OrganizerPage.objects.get(translation_key=keys[0])
    assert page.title == "Platform on Disaster Displacement (PDD)"
    assert (page.acronym, page.code, page.live) == ("PDD", "pdd", True)
    assert OrganizerPage.objects.get(translation_key=keys[1]).title == "Enabel, the agency"
    assert len(event.notes) == 3


def test_a_new_organizer_stands_in_the_language_of_its_name(site: Any) -> None:
    directory = OrganizerDirectory()
    directory.keys_for(event_of("Harbour Forum", language="fr", text_language="en"))
    directory.keys_for(event_of("Forum des ports", language="fr", text_language="sw"))
    parents = {page.title: page.get_parent().pk for page in OrganizerPage.objects.all()}
    assert parents == {
        "Harbour Forum": site.organizers["en"].pk,
        "Forum des ports": site.organizers["fr"].pk,
    }


def test_without_an_organizer_index_the_row_says_what_to_do(site: Any) -> None:
    site.organizers["fr"].delete()
    with pytest.raises(RowRefused, match="organizer index"):
        OrganizerDirectory().keys_for(event_of("Forum des ports", language="fr"))
    assert OrganizerDirectory().keys_for(event_of(language="fr")) == []


def test_a_dry_run_remembers_new_organizers_and_makes_none(site: Any) -> None:
    directory = OrganizerDirectory(dry_run=True)
    first = directory.keys_for(event_of("Harbour Forum"))
    assert directory.keys_for(event_of("The Harbour Forum")) == first
    assert not OrganizerPage.objects.exists()
