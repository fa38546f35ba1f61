"""Dates that titles name."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.readiness.dates_in_text import contradicting_date
from wagtail_migration_events.events.times.occurrence import Occurrence

MAY_3 = dt.datetime(2027, 5, 3, 9, 0, tzinfo=dt.UTC)
MAY_5 = dt.datetime(2027, 5, 5, 17, 0, tzinfo=dt.UTC)
EVENT = [Occurrence("", MAY_3, MAY_5, "Europe/Zurich", "time", "scheduled")]


@pytest.mark.parametrize(
    "title",
    [
        "Migration Week, 3 May 2027", "Briefing (May 4, 2027)", "Forum 2027-05-05", "3–5 May 2027",
        "Forum du 3 mai 2027", "Foro, 4 de mayo de 2027", "Форум, 5 мая 2027 года",
        "2027年5月3日论坛",
        "منتدى ٣ مايو ٢٠٢٧", "Follow-up of 1 April 2026: Forum on 3 May", "May we help?",
        "Forum 2027", "Objective 23", "100 people in march", "",
    ],
)  # fmt: skip
def test_a_title_that_names_the_date_or_none_is_right(title: str):
    assert contradicting_date(title, EVENT) == ""


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Migration Week, 3 May 2026", "3 May 2026"), ("Briefing, 6 May", "6 May"),
        ("Forum 2027-06-05", "2027-06-05"), ("Forum du 1er mai 2027", "1er mai 2027"),
        ("Foro, abril de 2027", "abril de 2027"), ("Форум, 5 июня", "5 июня"),
        ("2027年6月3日论坛", "2027年6月3日"), ("منتدى ٣ يونيو ٢٠٢٧", "3 يونيو 2027"),
    ],
)  # fmt: skip
def test_a_title_that_names_another_date_contradicts(title: str, date: str):
    assert contradicting_date(title, EVENT) == date


def test_an_event_without_a_date_contradicts_nothing():
    assert contradicting_date("3 May 2026", [Occurrence("", None, None, "", "none", "")]) == ""


@given(st.text(max_size=600))
def test_no_title_is_too_strange(title: str):
    contradicting_date(title, EVENT)
