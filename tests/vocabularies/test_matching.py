from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.vocabularies.matching import LONGEST_VALUE, comparable, spoken_value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13, "13"),
        (13.0, "13"),
        ("  Kenya \n", "Kenya"),
        (10.7, ""),
        (True, ""),
        (None, ""),
        pytest.param(10**5000, "", id="huge"),
        (float("nan"), ""),
        (float("inf"), ""),
        ([], ""),
    ],
)
def test_only_texts_and_whole_numbers_can_be_codes(value: object, text: str) -> None:
    assert spoken_value(value) == text


def test_a_very_long_value_is_cut_before_anything_looks_at_it() -> None:
    assert len(spoken_value("x" * 10_000_000)) == LONGEST_VALUE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "CÔTE  D’IVOIRE"),
        ("Kosovo", "Kosovo*"),
        ("Réunion", "Re\N{COMBINING ACUTE ACCENT}union"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@given(st.text())
def test_no_text_breaks_the_comparison(text: str) -> None:
    assert isinstance(comparable(text), str)
    assert len(spoken_value(text)) <= LONGEST_VALUE
