"""A translator takes the text out in a file and brings it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.translation import translating
from tests.translation.files.sending import (
    download,
    filled,
    filled_po,
    sheet_of,
    told,
    upload,
    words,
)

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

FRENCH = {
    "Forum of cities": "Forum des villes",
    "Two lines:\nthe second & last, \u00a0with 🌍.": "Deux lignes :\nla seconde & dernière 🌍.",
    "Programme": "Programme",
    'Read <b>the <i>whole</i> programme</b> at <a id="a1">our site</a>\nor write &lt;here&gt;.': (
        'Lisez <b>tout <i>le</i> programme</b> sur <a id="a1">notre site</a>\nou ici.'
    ),
    "=SUM(A1) of {number} cities": "=SUM(A1) de {number} villes",
}


def test_a_spreadsheet_shows_text_as_people_write_it_and_comes_back(
    event: Any, person: Any, on_commit: Any, editor_client: Any
):
    client = person("translator-fr")
    content = download(client, event, "fr", "xlsx")
    assert [row[1].value for row in sheet_of(content).iter_rows(min_row=2)] == list(FRENCH)
    response = upload(client, filled(content, FRENCH), "fr.xlsx", event)
    assert "Saved: 5. Unchanged: 0. Without a translation: 0. Refused: 0." in told(response)
    assert translating.in_language(event, "fr").draft_title == "Forum des villes"
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    page = translating.in_language(event, "fr")
    assert page.title == "Forum des villes"
    assert page.summary == "Deux lignes :\nla seconde & dernière 🌍."
    html = str(page.body[1].value)
    assert '<a href="https://example.org/programme?a=1&amp;b=2">notre site</a><br/>ou ici.' in html
    assert "<b>tout <i>le</i> programme</b>" in html
    assert "=SUM(A1) de {number} villes" in html


@pytest.mark.parametrize("name", ["xlsx", "po", "xlf"])
def test_what_comes_back_unchanged_changes_nothing(name: str, event: Any, person: Any):
    client = person("translator-fr")
    first = filled(download(client, event, "fr", "xlsx"), FRENCH)
    upload(client, first, "fr.xlsx", event)
    content, before = download(client, event, "fr", name), words(event, "fr")
    assert "Saved: 0. Unchanged: 5." in told(upload(client, content, f"x.{name}", event))
    assert words(event, "fr") == before
    assert download(client, event, "fr", name) == content


def test_half_a_file_is_welcome(event: Any, person: Any):
    client = person("translator-fr")
    content = filled_po(download(client, event, "fr", "po"), {"Programme": "Déroulement"})
    response = upload(client, content, page=translating.in_language(event, "fr"))
    assert "Saved: 1. Unchanged: 0. Without a translation: 4. Refused: 0." in told(response)
    assert words(event, "fr") == {"Programme": ("Déroulement", "manual", True)}


WRONG = {
    "no link": (
        'Read <b>the <i>whole</i> programme</b> at <a id="a1">our site</a>\nor write &lt;here&gt;.',
        "Lisez <b>tout <i>le</i> programme</b>\nici",
        'The link <a id="a1"> is missing.',
    ),
    "other link": ("Programme", '<a id="a2">Programme</a>', 'no link <a id="a2"> in the source'),
    "script": ("Programme", "<script>alert(1)</script>", "<script> tag is not allowed"),
    "attribute": ("Programme", '<b onclick="x">P</b>', "cannot have any HTML tags with attributes"),
    "comment": ("Programme", "P <!-- x -->", "There is a broken tag."),
    "open": ("Programme", "<b>Programme", "The tag <b> is not closed."),
    "nested": ("Programme", "<b><i>P</b></i>", "The tag </b> closes nothing."),
    "placeholder": ("=SUM(A1) of {number} cities", "villes", "placeholder {number} is missing"),
    "own placeholder": ("Programme", "P {name}", "There is no placeholder {name} in the source."),
    "long": ("Forum of cities", "x" * 256, "It has 256 characters, and there is room for 255."),
    "lines": ("Forum of cities", "Forum\ndes villes", "It must stand on one line."),
    "turned": ("Programme", "P\u202ergoram", "invisible control characters (U+202E)"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_would_break_the_page_is_refused_by_name(kind: str, event: Any, person: Any):
    client = person("translator-fr")
    source, target, reason = WRONG[kind]
    content = filled(download(client, event, "fr", "xlsx"), {**FRENCH, source: target})
    said = told(upload(client, content, "fr.xlsx", event))
    assert "Saved: 4." in said
    assert "Refused: 1." in said
    assert reason in said
    assert not any(target in row for row in words(event, "fr").values())


def test_marks_that_are_gone_are_said_and_the_text_is_kept(event: Any, person: Any):
    client = person("translator-fr")
    source = list(FRENCH)[3]
    content = filled(download(client, event, "fr", "xlsx"), {source: 'Lisez <a id="a1">ici</a>.'})
    said = told(upload(client, content, "fr.xlsx", event))
    assert "Saved: 1." in said
    assert "not the same as in the source: b × 1, br × 1, i × 1 / –" in said


def test_a_text_that_has_changed_meanwhile_is_refused_and_kept_as_a_suggestion(
    event: Any, person: Any
):
    client = person("translator-fr")
    content = filled(download(client, event, "fr", "xlsx"), FRENCH)
    translating.publish_source(event, title="Meeting of cities")
    said = told(upload(client, content, "fr.xlsx", event))
    assert "Saved: 4." in said
    assert "The source text has changed since the file was made. The translation is kept" in said
    assert words(event, "fr")["Meeting of cities"] == ("Forum des villes", "manual", False)
    assert translating.in_language(event, "fr").draft_title != "Forum des villes"


def test_a_suggestion_goes_out_as_none_and_is_accepted_by_being_written(event: Any, person: Any):
    client = person("translator-fr")
    upload(client, filled(download(client, event, "fr", "xlsx"), FRENCH), "fr.xlsx", event)
    event = translating.publish_source(event, title="Meeting of cities")
    content = download(client, event, "fr", "xlsx")
    [row] = [row for row in sheet_of(content).iter_rows() if row[1].value == "Meeting of cities"]
    assert row[2].value is None
    assert "Forum des villes" in row[3].value
    for name in ("xlsx", "po", "xlf"):
        unchanged = download(client, event, "fr", name)
        assert "Saved: 0." in told(upload(client, unchanged, f"x.{name}", event))
    assert not words(event, "fr")["Meeting of cities"][2]
    accepted = filled(content, {"Meeting of cities": "Forum des villes"})
    assert "Saved: 1." in told(upload(client, accepted, "fr.xlsx", event))
    assert words(event, "fr")["Meeting of cities"] == ("Forum des villes", "manual", True)


def test_a_machine_is_read_when_a_file_says_so(event: Any, editor_client: Any):
    translating.translate_by_machine(editor_client, event, "fr")
    before = words(event, "fr")
    assert {row[1] for row in before.values()} == {"machine"}
    for name in ("xlsx", "po", "xlf"):
        unchanged = download(editor_client, event, "fr", name)
        assert "Saved: 0. Unchanged: 5." in told(upload(editor_client, unchanged, "x", event))
    assert words(event, "fr") == before
    po = download(editor_client, event, "fr", "po").replace(b"#, fuzzy\n", b"")
    assert "Saved: 5." in told(upload(editor_client, po, "fr.po", event))
    assert {row[1] for row in words(event, "fr").values()} == {"manual"}


def test_a_key_that_stands_twice_or_nowhere_is_named(event: Any, person: Any):
    client = person("translator-fr")
    content = download(client, event, "fr", "po").decode()
    content = content.replace('msgid "Programme"\nmsgstr ""', 'msgid "Programme"\nmsgstr "Un"')
    content += '\nmsgctxt "title"\nmsgid "Nothing of the kind"\nmsgstr "Rien"\n'
    content += '\nmsgctxt "nowhere"\nmsgid "Programme"\nmsgstr "Rien"\n'
    twice = content.split("\n\n")
    [same] = [each for each in twice if 'msgid "Programme"\nmsgstr "Un"' in each]
    content += "\n" + same.replace('"Un"', '"Deux"') + "\n"
    said = told(upload(client, content.encode(), "fr.po", event))
    assert "Saved: 1." in said
    assert "Refused: 3." in said
    assert "The event has no such text." in said
    assert "It is in the file twice, with different words." in said
    assert words(event, "fr")["Programme"][0] == "Un"


def test_localizes_own_file_is_checked_where_its_button_brings_it_back(event: Any, person: Any):
    client = person("translator-fr")
    done = {source: FRENCH[source] for source in ("Forum of cities", "Programme")}
    upload(client, filled(download(client, event, "fr", "xlsx"), done), "fr.xlsx", event)
    event = translating.publish_source(event, title="Meeting of cities")
    record, target = translating.translation_of(event, "fr"), translating.in_language(event, "fr")
    given = client.get(reverse("wagtail_localize:download_pofile", args=[record.pk])).content
    assert b'\nmsgid "Meeting of cities"\nmsgstr "Forum des villes"' in given  # only suggested
    lacking = {"=SUM(A1) of {number} cities": "Des villes"}
    content = filled_po(given, {"Programme": "Déroulement", **lacking})
    content += b'\nmsgctxt "nowhere"\nmsgid "Programme"\nmsgstr "Rien"\n'
    form = translating.editor_of(client, event, "fr").select_one("form:has(#po-file)")
    assert form["action"] == reverse("wagtail_migration_events_files:page", args=[target.pk])
    said = told(upload(client, content, "fr.po", target))
    assert "Saved: 1. Unchanged: 1." in said
    assert "Refused: 2." in said
    assert "The event has no such text." in said
    assert words(event, "fr")["Programme"] == ("Déroulement", "manual", True)
    assert words(event, "fr")["Meeting of cities"] == ("Forum des villes", "manual", False)
    for bad in (b'msgid ""\nmsgstr ""\n\nmsgid "Programme"\nmsgstr "x"\n', b""):
        assert "Saved" not in told(upload(client, bad, "fr.po", target))
