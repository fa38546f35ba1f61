from __future__ import annotations

import pytest

from wagtail_migration_events.vocabularies.official.areas import AreasVocabulary
from wagtail_migration_events.vocabularies.registry import get_vocabulary


@pytest.fixture
def areas() -> AreasVocabulary:
    vocabulary = get_vocabulary("areas")
    assert isinstance(vocabulary, AreasVocabulary)
    return vocabulary


@pytest.mark.parametrize(
    ("commission", "members", "associates"),
    [("ECA", 54, 0), ("ECE", 56, 0), ("ESCAP", 53, 9), ("ECLAC", 46, 14), ("ESCWA", 21, 0)],
)
def test_a_commission_has_its_members_and_associates(
    areas: AreasVocabulary, commission: str, members: int, associates: int
) -> None:
    assert len(areas.members(commission)) == members
    assert len(areas.associates(commission)) == associates
    assert areas.members_verified(commission) is (commission == "ECLAC")


def test_there_are_five_commissions_and_their_order_is_by_name(areas: AreasVocabulary) -> None:
    codes = [term.code for term in areas.of_kind("commission")]
    assert codes == ["ECA", "ECE", "ECLAC", "ESCAP", "ESCWA"]
    assert not areas.members_verified("002")


def memberships(areas: AreasVocabulary) -> dict[str, list[str]]:
    return {
        term.code: [
            commission.code
            for commission in areas.commissions_of(term.code)
            if commission.code not in term.associate_of
        ]
        for term in areas.of_kind("country")
    }


def test_31_states_sit_in_several_commissions_and_five_in_three(areas: AreasVocabulary) -> None:
    counts = [len(commissions) for commissions in memberships(areas).values()]
    assert sum(count > 1 for count in counts) == 31
    assert sum(count == 3 for count in counts) == 5
    assert max(counts) == 3


@pytest.mark.parametrize("name", ["Cook Islands", "Holy See", "Niue"])
def test_three_states_are_members_of_no_commission(areas: AreasVocabulary, name: str) -> None:
    code = areas.resolve(name)
    assert code is not None
    assert memberships(areas)[code] == []


def test_every_other_state_of_the_list_is_a_member_of_a_commission(areas: AreasVocabulary) -> None:
    members = {code for code, commissions in memberships(areas).items() if commissions}
    assert len(members) == 195 - 1


def test_kenya_is_in_eastern_africa_and_in_the_commission_for_africa(
    areas: AreasVocabulary,
) -> None:
    assert areas.term("404").broader == ("014", "ECA")
    assert areas.broader_codes("404") == ("014", "ECA", "202", "001", "002")


def test_africa_holds_kenya(areas: AreasVocabulary) -> None:
    assert "404" in areas.narrower_codes("002")
    assert "404" in areas.narrower_codes("ECA")
    assert "404" not in areas.narrower_codes("142")


def test_the_world_holds_everything_else(areas: AreasVocabulary) -> None:
    assert {*areas.narrower_codes("001"), "001"} == set(areas.codes())


def test_an_associate_is_in_the_commission_but_marked(areas: AreasVocabulary) -> None:
    aruba = areas.term("533")
    assert aruba.associate_of == ("ECLAC",)
    assert "ECLAC" in areas.broader_codes("533")
    assert aruba not in areas.members("ECLAC")
    assert aruba in areas.associates("ECLAC")


def test_kinds_follow_m49(areas: AreasVocabulary) -> None:
    assert [term.code for term in areas.of_kind("world")] == ["001"]
    assert [t.code for t in areas.of_kind("region")] == ["002", "019", "142", "150", "009"]
    assert len(areas.of_kind("subregion")) == 17
    assert len(areas.of_kind("intermediate_region")) == 8
    assert len(areas.of_kind("country")) == 250


def test_areas_unknown_to_m49_are_left_out(areas: AreasVocabulary) -> None:
    iso3 = {term.iso3 for term in areas}
    assert not iso3 & {"AZO", "CAI", "GLI", "CHI"}
    assert [term.code for term in areas.narrower("830")] == ["831", "832"]


def test_antarctica_is_in_no_region(areas: AreasVocabulary) -> None:
    assert areas.broader_codes("010") == ("001",)


def test_kosovo_has_its_own_code_and_a_footnote(areas: AreasVocabulary) -> None:
    kosovo = areas.term("XKX")
    assert kosovo.footnote == "kosovo"
    assert areas.commissions_of("XKX") == ()
    assert [term.code for term in areas if term.footnote] == ["XKX"]
    assert areas.resolve("Kosovo*") == "XKX"
    assert areas.resolve("Косово") == "XKX"


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("408", "en", "Democratic People's Republic of Korea"),
        ("410", "en", "Republic of Korea"),
        ("792", "en", "Türkiye"),
        ("238", "en", "Falkland Islands (Malvinas)"),
        ("404", "ar", "كينيا"),
        ("002", "zh-hans", "非洲"),
        ("419", "fr", "Amérique latine et Caraïbes"),
        ("ESCWA", "en", "Economic and Social Commission for Western Asia"),
    ],
)
def test_names_are_those_of_the_united_nations(
    areas: AreasVocabulary, code: str, language: str, name: str
) -> None:
    assert areas.term(code).label(language).text == name


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (404, "404"),
        ("404", "404"),
        ("2", "002"),
        (2, "002"),
        ("002", "002"),
        ("4", "004"),
        ("ke", "404"),
        ("Ken", "404"),
        ("xk", "XKX"),
        ("KENYA", "404"),
        ("Кения", "404"),
        ("كينيا", "404"),
        ("肯尼亚", "404"),
        ("Côte d’Ivoire", "384"),
        ("Bolivia", "068"),
        ("Africa", "002"),
        ("Afrique", "002"),
        ("Micronesia", "057"),
        ("Latin America and the Caribbean", "419"),
        ("Arab region", "ESCWA"),
        ("Arab States", "ESCWA"),
        ("Asia and the Pacific", "ESCAP"),
        ("UNECE Region", "ECE"),
        ("UNECE", "ECE"),
        ("UN ECE", "ECE"),
        ("un-escwa", "ESCWA"),
        ("eca", "ECA"),
        ("CEPAL", "ECLAC"),
        ("Economic Commission for Europe", "ECE"),
    ],
)
def test_an_area_is_understood(areas: AreasVocabulary, value: object, code: str) -> None:
    assert areas.resolve(value) == code


@pytest.mark.parametrize("value", ["", None, 0, 999, "9999", "Atlantis", "XX", -2, "AZO", "²"])
def test_what_is_no_area_is_refused(areas: AreasVocabulary, value: object) -> None:
    assert areas.resolve(value) is None


def test_every_code_and_every_name_finds_an_area_of_that_name(areas: AreasVocabulary) -> None:
    for term in areas:
        for code in filter(None, (term.code, term.iso2, term.iso3)):
            assert areas.resolve(code) == term.code
        for language, title in term.titles.items():
            found = areas.resolve(title.text)
            assert found is not None
            assert found == term.code or title.text in {
                other.text for other in areas.term(found).titles.values()
            }, (term.code, language)
