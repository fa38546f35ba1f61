"""Query strings, also those that nobody means well with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import MAY_3, make_event, make_organizer
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.parsing import (
    LONGEST_TEXT,
    MOST_VALUES,
    InvalidFilters,
    parse_filters,
    understand_filters,
)
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch

pytestmark = pytest.mark.django_db

FACETS = tuple(facet.parameter for facet in all_facets())
PARAMETERS = ("q", "from", "to", "when", *FACETS)
SQL = "x' OR 1=1; DROP TABLE wagtailcore_page; --"
NASTY = (
    "\0", "a\0b", "\u202eevil", "\ud800", "٢٠٢٧-٠٥-٠٣", "٤", "%", "_", "\\", "'", '"', SQL,
    "1" * 10_000, "é" * 10_000, " ", "\r\n", "*", "(", "a:b", "a@1..2", "a b", "null", "None",
    "true", "-1", "1e9", "0000-01-01", "9999-12-31", "10000-01-01", "2027-02-30", "20270503",
)  # fmt: skip


def query(*pairs: tuple[str, str]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in pairs:
        found.appendlist(name, value)
    return found


def refused(text: str | QueryDict, **options: Any) -> dict[str, str]:
    """The problems of a query string, by parameter; the lenient reading names the same."""
    asked = QueryDict(text) if isinstance(text, str) else text
    with pytest.raises(InvalidFilters) as caught:
        parse_filters(asked, **options)
    problems = {each.parameter: each.message for each in caught.value.problems}
    lenient = {each.parameter: each.message for each in understand_filters(asked)[1]}
    assert lenient == {name: problems[name] for name in lenient}
    return problems


def found(filters: EventFilters) -> list[Any]:
    return [event.page for event in EventSearch(filters, Scope("en")).events]


# --- What is understood ---


def test_what_every_parameter_means(site: Any):
    organizer = make_organizer(site.organizers["en"], code="iom")
    key = make_event(site.events["en"], title="Week").translation_key
    filters = parse_filters(
        QueryDict(
            "q=+labour++mobility+&from=2027-05-03&to=2027-05-03&when=past"
            "&objective=13&objective=general&area=Kenya&area=002&sdg=10.7&attendance=online"
            f"&spoken=FR&status=cancelled&review=yes&registration=open&part_of={str(key).upper()}"
            "&organizer=iom&page=7&view=month"
        ),
        others={"page", "view"},
    )
    day = dt.date(2027, 5, 3)
    assert (filters.when, filters.first_day, filters.last_day) == (When.PAST, day, day)
    assert filters.text.split() == ["labour", "mobility"]
    assert filters.chosen == {
        "objective": {"13", "general"},
        "area": {"404", "002"},
        "sdg": {"10.7"},
        "attendance": {"online"},
        "spoken": {"fr"},
        "status": {"cancelled"},
        "review": {"yes"},
        "registration": {"open"},
        "part_of": {str(key)},
        "organizer": {str(organizer.translation_key)},
    }


@pytest.mark.parametrize("text", ["", "q=", "from=&to=&when=&area=", "q=+&area=++", "area=&area="])
def test_what_is_left_empty_asks_for_nothing(text: str):
    assert parse_filters(QueryDict(text)) == EventFilters()


def test_parameters_of_others_are_named_strictly_and_ignored_leniently():
    text = "utm_source=mail&fbclid=1&page=2&area=002"
    problems = refused(text, others={"page"})
    assert set(problems) == {"utm_source", "fbclid"}
    assert "area" in problems["utm_source"]
    filters, unclear = understand_filters(QueryDict(text))
    assert (filters.chosen, unclear) == ({"area": {"002"}}, [])


# --- What is not ---


@pytest.mark.parametrize(
    "day",
    [
        *("2027-2-3", "2027-02-30", "0000-01-01", "99999-01-01", "20270503", "2027-W18-1"),
        *("tomorrow", "٢٠٢٧-٠٥-٠٣", "2027-05-03T00:00", "2027-05-03\0", "2027–05–03", "9" * 10_000),
    ],
)
@pytest.mark.parametrize("parameter", ["from", "to"])
def test_what_is_no_day_is_named_and_finds_nothing(day: str, parameter: str, site: Any):
    make_event(site.events["en"], starts_at=MAY_3)
    asked = query((parameter, day), ("when", "all"))
    assert set(refused(asked)) == {parameter}
    assert found(understand_filters(asked)[0]) == []


@pytest.mark.parametrize(
    "text",
    [
        *("from=2027-06-01&to=2027-05-01", "from=2027-05-03&from=2027-05-04", "when=never"),
        *("when=UPCOMING", "area=nowhere", "objective=24", "registration=closed", "review=maybe"),
        *("part_of=1", "spoken=%3Cb%3E", "status=open", "organizer=nobody"),
    ],
)
def test_what_means_nothing_finds_nothing_and_never_everything(text: str, site: Any):
    make_event(site.events["en"], starts_at=MAY_3)
    [(parameter, message)] = refused(text).items()
    assert parameter == text.partition("=")[0]
    assert message
    filters = understand_filters(QueryDict(text))[0]
    assert found(filters) == [] or text.startswith("from=2027-05-03&from")


@pytest.mark.parametrize("year", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days(year: str, site: Any):
    event = make_event(site.events["en"], starts_at=MAY_3)
    [*after] = found(parse_filters(QueryDict(f"from={year}")))
    [*before] = found(parse_filters(QueryDict(f"to={year}")))
    assert sorted([*after, *before]) == [event.pk]


def test_one_wrong_value_beside_a_right_one_finds_what_the_right_one_means():
    assert "nowhere" in refused("area=404&area=nowhere")["area"]
    assert understand_filters(QueryDict("area=404&area=nowhere"))[0].chosen == {"area": {"404"}}


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_parameter_that_is_repeated_without_end_is_named(parameter: str):
    asked = query(*((parameter, str(number)) for number in range(200)))
    assert parameter in refused(asked)
    assert len(understand_filters(asked)[0].chosen.get(parameter, ())) <= MOST_VALUES


def test_the_same_value_again_and_again_is_that_value():
    asked = query(*[("area", "404"), ("from", "2027-05-03")] * 200)
    assert parse_filters(asked).chosen == {"area": {"404"}}


@pytest.mark.parametrize("text", ["a\0b", "\u202eevil", "a\u2066b", "x" * 10_000, "\x1b[31m"])
def test_words_that_nobody_types_are_named_and_cut(text: str):
    asked = query(("q", text))
    assert set(refused(asked)) == {"q"}
    kept = understand_filters(asked)[0].text
    assert len(kept) <= LONGEST_TEXT
    assert kept.isprintable()


def test_messages_show_what_was_typed_in_one_short_line():
    message = refused(query(("area", "<b>\u202e\r\n" + "x" * 500)))["area"]
    assert message.isprintable()
    assert len(message) < 120


# --- Anything at all ---

values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(NASTY),
    st.sampled_from(["404", "002", "13", "open", "yes", "all", "2027-05-03", "fr", "online"]),
    st.dates().map(str),
)
pairs = st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=12), values), max_size=8)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(pairs=pairs)
def test_any_query_string_is_understood_or_its_parameters_are_named(pairs: Any, db: None):
    asked = query(*pairs)
    filters, problems = understand_filters(asked)
    assert understand_filters(asked) == (filters, problems)
    assert all(each.parameter in PARAMETERS and each.message for each in problems)
    unknown = set(asked) - set(PARAMETERS)
    if not problems:
        assert parse_filters(asked, others=unknown) == filters
    if problems or unknown:
        with pytest.raises(InvalidFilters) as caught:
            parse_filters(asked)
        assert caught.value.problems[: len(problems)] == problems
        assert len(caught.value.problems) == len(problems) + len(unknown)


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_nothing_that_is_typed_harms_a_search(parameter: str, site: Any):
    event = make_event(site.events["en"], title="Forum", starts_at=MAY_3)
    for text in NASTY:
        filters = understand_filters(query((parameter, text), ("when", "all")))[0]
        search = EventSearch(filters, Scope("en"))
        # Of all these only days that lie before the event, and blanks, can find it.
        is_asked_for = filters.first_day or filters.last_day or not text.strip()
        assert is_asked_for or [each.page for each in search.events] == [], (parameter, text)
        search.facet_counts(FACETS)
    assert found(EventFilters(When.ALL)) == [event.pk]
