from __future__ import annotations

import pytest

from wagtail_migration_events.organizers.same_name import (
    comparable_name,
    is_same_body,
    split_acronym,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UN Network on Migration", "  UN  network on MIGRATION "),
        ("UN Network on Migration", "United Nations Network on Migration"),
        ("UN Network on Migration", "The UN Network on Migration"),
        ("UN-Habitat", "UN Habitat"),
        ("Asia Pacific Refugee Rights Network", "Asia–Pacific Refugee Rights Network"),
        ("Enabel, l’Agence belge", "Enabel, l'agence belge"),
        ("Regional UN Network", "Regional United Nations Network"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert comparable_name(one) == comparable_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UN Network on Migration", "UN Network on Migration Secretariat"),
        ("Mayors Mechanism", "Mayors Migration Council"),
        ("Government of Kenya", "Kenya"),
        ("IOM", "IOM Georgia"),
        ("Réseau des Nations Unies sur la migration", "UN Network on Migration"),
    ],
)
def test_names_of_different_bodies_stay_apart(one: str, other: str) -> None:
    assert comparable_name(one) != comparable_name(other)


@pytest.mark.parametrize(
    ("name", "full", "acronym"),
    [
        ("Economic Commission for Africa (ECA)", "Economic Commission for Africa", "ECA"),
        ("Platform on Disaster Displacement(PDD)", "Platform on Disaster Displacement", "PDD"),
        ("Международная организация (МОМ)", "Международная организация", "МОМ"),
    ],
)  # fmt: skip
def test_capitals_in_brackets_at_the_end_are_an_acronym(name: str, full: str, acronym: str) -> None:
    assert split_acronym(name) == (full, acronym)


@pytest.mark.parametrize(
    "name",
    [
        "IOM",
        "Enabel, the Belgian development agency",
        "Governments of Thailand and Portugal",
        "RCO (country Network co-chairs)",
        "Migration Multi-Partner Trust Fund (MMPTF) Unit",
        "Working Group 3 (OHCHR, ACT Alliance, Asia Pacific Refugee Rights Network)",
        "Friends of Migrants (Geneva)",
        "(ECA)",
        "",
    ],
)
def test_everything_else_is_one_name(name: str) -> None:
    assert split_acronym(name) == (name, "")


def test_a_name_within_the_other_may_be_the_same_body() -> None:
    assert is_same_body("commission for africa", "united nations commission for africa")
    assert not is_same_body("international detention coalition", "international development centre")
    assert not is_same_body("nation", "united nations")
