"""Which names may mean one body."""

from __future__ import annotations

import pytest

from wagtail_migration_events.organizers.resemblance import called, resembles

IOM = called(["International Organization for Migration", "Organisation internationale"], ["IOM"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("International Organisation for Migration", "International Organization for Migration"),
        ("INTERNATIONAL  ORGANIZATION of Migration", "International Organization for Migration"),
        ("Organizacion Internacional", "Organización internacional"),
        ("Ministere des Affaires etrangeres", "Ministère des Affaires étrangères"),
        ("UN Economic Commission for Africa", "Economic Commission for Africa (ECA)"),
        ("World Bank Group", "The World Bank"),
        ("Red Cros Society", "Red Cross Society"),
        ("المنظمة الدولية للهجرة", "المنظمه الدوليه للهجره"),
        ("国际移民组织", "国际移民组织"),
    ],
)
def test_one_name_in_two_spellings_resembles(one: str, other: str):
    assert resembles(called([one]), called([other]))
    assert resembles(called([other]), called([one]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Health of Kenya", "Ministry of Health of Chad"),
        ("Permanent Mission of Iran", "Permanent Mission of Iraq"),
        ("Union", "African Union"),
        ("International Labour Organization", "International Maritime Organization"),
        ("", "Any"),
    ],
)
def test_another_body_does_not(one: str, other: str):
    assert not resembles(called([one]), called([other]))


def test_acronyms_and_codes_count_in_any_writing():
    assert resembles(called(["Something"], ["iom"]), IOM)
    assert resembles(called(["Migration body (IOM)"]), IOM)
    assert resembles(called(["Organisation Internationale"]), IOM)
    assert not resembles(called(["Something"], ["IMO"]), IOM)
    assert not resembles(called(["Something"], [""]), called(["Else"], [""]))
