from __future__ import annotations

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.vocabularies.languages import (
    data_key,
    direction,
    language_chain,
    normalise_tag,
    same_reading,
)


@pytest.mark.parametrize(
    ("tag", "normal"),
    [("zh_Hans", "zh-hans"), (" FR ", "fr"), ("pt-BR", "pt-br"), ("_", ""), ("", "")],
)
def test_a_tag_has_one_normal_form(tag: str, normal: str) -> None:
    assert normalise_tag(tag) == normal


@pytest.mark.parametrize(
    ("tag", "chain"),
    [
        ("en", ("en",)),
        ("en-GB", ("en-gb", "en")),
        ("fr", ("fr", "en")),
        ("pt-br", ("pt-br", "pt", "en")),
        ("zh-hans", ("zh-hans", "zh", "zh-hant", "en")),
        ("zh-hant", ("zh-hant", "zh", "zh-hans", "en")),
        ("zh", ("zh", "zh-hans", "en")),
        ("zh-cn", ("zh-cn", "zh-hans", "zh", "zh-hant", "en")),
        ("zh-SG", ("zh-sg", "zh-hans", "zh", "zh-hant", "en")),
        ("zh-tw", ("zh-tw", "zh-hant", "zh", "zh-hans", "en")),
        ("zh_HK", ("zh-hk", "zh-hant", "zh", "zh-hans", "en")),
        ("zh-mo", ("zh-mo", "zh-hant", "zh", "zh-hans", "en")),
        ("zh-hant-hk", ("zh-hant-hk", "zh-hant", "zh", "zh-hans", "en")),
        ("zh-hans-tw", ("zh-hans-tw", "zh-hans", "zh", "zh-hant", "en")),
        ("zh-yue", ("zh-yue", "zh-hans", "zh", "zh-hant", "en")),
        ("zh--tw", ("zh-tw", "zh-hant", "zh", "zh-hans", "en")),
        ("-", ("en",)),
        ("az-arab-ir", ("az-arab-ir", "az-arab", "az", "en")),
        ("", ("en",)),
    ],
)
def test_a_chain_goes_from_the_wanted_language_to_english(tag: str, chain: tuple[str, ...]) -> None:
    assert language_chain(tag) == chain


def test_the_fallbacks_of_the_site_come_before_english() -> None:
    with override_settings(WAGTAIL_MIGRATION_EVENTS_LANGUAGE_FALLBACKS=("es", "fr")):
        assert language_chain("pt-br") == ("pt-br", "pt", "es", "fr", "en")


@pytest.mark.parametrize("fallbacks", ["es", ["es"], ("es", "es", "pt")])
def test_fallbacks_may_be_one_tag_or_several_and_never_repeat(fallbacks: object) -> None:
    with override_settings(WAGTAIL_MIGRATION_EVENTS_LANGUAGE_FALLBACKS=fallbacks):
        chain = language_chain("pt")
    assert chain == ("pt", "es", "en")


def test_a_site_may_have_no_fallbacks() -> None:
    with override_settings(WAGTAIL_MIGRATION_EVENTS_LANGUAGE_FALLBACKS=None):
        assert language_chain("ru") == ("ru", "en")


@given(st.text())
def test_no_text_breaks_the_chain(tag: str) -> None:
    chain = language_chain(tag)
    assert len(set(chain)) == len(chain)
    assert "en" in chain
    assert direction(tag) in {"rtl", "ltr"}
    assert same_reading(tag, tag)
    assert normalise_tag(normalise_tag(tag)) == normalise_tag(tag)


@pytest.mark.parametrize("tag", ["ar", "ar-eg", "AR_eg", "fa", "he", "ur", "az-arab", "ps"])
def test_these_languages_run_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "zh-hans", "ur-latn", "ru", "und", ""])
def test_these_languages_run_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("fr-ca", "fr", True),
        ("zh-cn", "zh-hans", True),
        ("zh", "zh-hans", True),
        ("zh-tw", "zh-hans", False),
        ("fr", "en", False),
        ("sr-latn", "sr-cyrl", False),
    ],
)
def test_a_text_is_a_fallback_where_language_or_script_differ(
    wanted: str, found: str, same: bool
) -> None:
    assert same_reading(wanted, found) is same


def test_plain_chinese_in_a_file_is_simplified() -> None:
    assert data_key("zh") == "zh-hans"
    assert data_key("zh_Hant") == "zh-hant"
    assert data_key("pt_BR") == "pt-br"


def test_fallbacks_can_be_given_instead_of_the_sites() -> None:
    assert language_chain("pt", ["fr"]) == ("pt", "fr", "en")
    assert language_chain("pt", []) == ("pt", "en")
