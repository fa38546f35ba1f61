"""Plain codes from what callers give, and their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.vocabularies.codes import code_of, codes_of, in_order
from wagtail_migration_events.vocabularies.registry import get_vocabulary

OBJECTIVES = get_vocabulary("gcm_objectives")


@pytest.mark.parametrize(
    ("given_value", "codes"),
    [
        (None, []),
        ("", []),
        ([], []),
        ("13", ["13"]),
        (13, ["13"]),
        ([13, "2", 13], ["13", "2"]),
        (("13", " 13 ", ""), ["13"]),
        ('["13", "2"]', ["13", "2"]),
        ([OBJECTIVES.term("13"), None], ["13"]),
        (OBJECTIVES.term("13"), ["13"]),
        ({"13"}, ["13"]),
    ],
)
def test_whatever_names_terms_becomes_a_plain_list_of_codes(
    given_value: object, codes: list[str]
) -> None:
    assert codes_of(given_value) == codes


@pytest.mark.parametrize("value", [{"a": 1}, 1.5, [1.5], [True], [["13"]], b"13", "[13", True])
def test_what_names_no_terms_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        codes_of(value)


def test_nothing_has_the_empty_code() -> None:
    assert code_of(None) == ""


def test_codes_come_in_the_order_of_the_vocabulary_and_unknown_ones_last() -> None:
    assert in_order(OBJECTIVES, ["x", "general", "13", "2", "a"]) == [
        "2",
        "13",
        "general",
        "x",
        "a",
    ]


def test_codes_are_written_as_the_vocabulary_writes_them() -> None:
    assert in_order(get_vocabulary("areas"), ["4", "kenya", "404", "eca"]) == ["ECA", "004", "404"]


@given(st.lists(st.one_of(st.integers(), st.text())))
def test_the_list_of_codes_of_a_list_of_codes_is_itself(values: list[int | str]) -> None:
    codes = codes_of(values)
    assert codes_of(codes) == codes
    assert len(set(codes)) == len(codes)
