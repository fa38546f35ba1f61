"""What may stand in a line of text and in a link."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.text_checks import (
    WebAddressField,
    check_http_url,
    check_text,
    forbidden_characters,
    one_line,
)

SCHEME = "Enter a link that begins with https:// or http://."
USER = "Enter a link without a user name and password in it."
WRONG = "Enter a valid URL."


def refusal(url: str) -> str:
    with pytest.raises(ValidationError) as caught:
        check_http_url(url)
    [message] = caught.value.messages
    return message


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("javascript:alert(1)", SCHEME),
        ("JaVaScRiPt:alert(1)", SCHEME),
        ("\tjavascript:alert(1)", SCHEME),
        (" https://example.org/", SCHEME),
        ("javascript://https://example.org/%0aalert(1)", SCHEME),
        ("data:text/html;base64,PHNjcmlwdD4=", SCHEME),
        ("file:///etc/passwd", SCHEME),
        ("vbscript:msgbox", SCHEME),
        ("ftp://example.org/agenda.pdf", SCHEME),
        ("mailto:a@example.org", SCHEME),
        ("//example.org/", SCHEME),
        ("/events/", SCHEME),
        ("example.org", SCHEME),
        ("", SCHEME),
        ("https://", WRONG),
        ("https:///events/", WRONG),
        ("https://exa mple.org/", WRONG),
        ("https://example.org/a b", WRONG),
        ("http://[::1", WRONG),
        ("https://-example.org/", WRONG),
        ("https://" + "a" * 3000 + ".org/", WRONG),
        ("https://user:pass@example.org/", USER),
        ("https://user@example.org/", USER),
        ("https://@example.org/", WRONG),
        ("https://un.org%20@evil.example/", USER),
    ],
)
def test_what_is_not_an_address_on_the_web_is_refused(url: str, message: str):
    assert refusal(url) == message


@pytest.mark.parametrize("character", ["\n", "\x00", "\u202e", "\u2066", "\x1b"])
def test_an_address_with_hidden_characters_is_refused_by_their_name(character: str):
    assert f"U+{ord(character):04X}" in refusal(f"https://example.org/{character}gpj.exe")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTPS://EXAMPLE.ORG/Path",
        "http://example.org:8080/a?b=c&d=e#f",
        "https://зал.example.org/встреча",
        "https://例え.テスト/イベント",
        "https://مثال.إختبار/حدث?س=ص",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://192.0.2.7/register",
        "https://[2001:db8::1]/register",
        "https://example.org/~user:pass@home",
        "https://example.org/a@b",
        "http://localhost/",
    ],
)
def test_addresses_on_the_web_are_fine_in_any_script(url: str):
    check_http_url(url)


@given(st.text())
def test_whatever_passes_begins_with_http_and_names_no_user(text: str):
    for url in (text, f"https://{text}"):
        try:
            check_http_url(url)
        except ValidationError:
            continue
        assert url.lower().startswith(("http://", "https://"))
        assert "@" not in url.split("/")[2].split("?")[0].split("#")[0]


def test_the_field_says_what_is_wrong_once_in_forms_and_in_code():
    field = WebAddressField()
    with pytest.raises(ValidationError) as caught:
        field.clean("javascript:alert(1)", None)
    assert caught.value.messages == [SCHEME]
    form_field = field.formfield()
    assert isinstance(form_field, forms.URLField)
    with pytest.raises(ValidationError) as caught:
        form_field.clean("https://user:pass@example.org/")
    assert caught.value.messages == [USER]
    assert form_field.clean("example.org/register") == "https://example.org/register"


def test_an_address_may_have_a_thousand_characters_and_no_more():
    field = WebAddressField()
    longest = "https://example.org/".ljust(1000, "a")
    assert field.clean(longest, None) == longest
    with pytest.raises(ValidationError, match="at most 1000 characters"):
        field.clean(longest + "a", None)


def test_in_schema_migrations_it_is_a_plain_url_field():
    _name, path, _args, kwargs = WebAddressField(blank=True).deconstruct()
    assert path == "django.db.models.URLField"
    assert kwargs == {"blank": True, "max_length": 1000}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Réunion des maires",
        "منتدى الهجرة\u200f (نيويورك)",
        "نیم\u200cفاصله",
        "👩\u200d👩\u200d👧",
        "移民问题",
        "a" * 10_000,
    ],
)
def test_ordinary_text_of_any_script_is_fine(text: str):
    check_text(text)
    check_text(text, paragraphs=True)


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\r\nb", "a\u2028b", "a\u2029b"])
def test_a_line_holds_no_breaks_and_a_paragraph_may(text: str):
    check_text(text, paragraphs=True)
    with pytest.raises(ValidationError):
        check_text(text)


@pytest.mark.parametrize(
    "character", ["\x00", "\x7f", "\x85", "\ud800", *"\u202a\u202e\u2066\u2069"]
)
@pytest.mark.parametrize("paragraphs", [True, False])
def test_control_characters_are_refused_and_named(character: str, paragraphs: bool):
    assert forbidden_characters(f"a{character}", paragraphs=paragraphs) == [
        f"U+{ord(character):04X}"
    ]
    with pytest.raises(ValidationError, match=f"U\\+{ord(character):04X}"):
        check_text(f"a{character}", paragraphs=paragraphs)


def test_of_many_only_five_characters_are_named():
    with pytest.raises(ValidationError) as caught:
        check_text("".join(map(chr, range(32))))
    assert caught.value.messages[0].count("U+") == 5


def test_none_is_no_text():
    check_text(None)


def test_one_line_is_cut_and_holds_no_controls() -> None:
    assert one_line("a\n\x1bb\u202ec  d", 80) == "a b c d"
    assert one_line("abcdef", 4) == "abc…"
    assert one_line(None, 4) == "None"
