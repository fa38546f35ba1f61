"""What cannot be saved stays in its field, with the reason, and nothing of it is stored."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Comment

from tests.translation.desk.desk_form import Desk, stored_texts
from tests.translation.translating import publish_source

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

BAD = {
    "NUL": ("title", "Forum\0", "U+0000"),
    "direction override": ("summary", "abc\u202edef", "U+202E"),
    "two lines in a title": ("title", "Forum\ndes villes", "U+000A"),
    "too long for the column": ("title", "x" * 256, "256"),
    "one megabyte": ("summary", "x" * 1_000_000, "1000000"),
    "tag not closed": ("body.b", '<b>Voir <a id="a1">ici</a>', "<b>"),
    "tag not opened": ("body.b", 'Voir</i> <a id="a1">ici</a>', "<i>"),
    "script": ("body.b", '<script>x</script><a id="a1">ici</a>', "script"),
    "attribute": ("body.b", '<b onclick="x">Voir</b> <a id="a1">ici</a>', "attributes"),
    "address in a link": ("body.b", '<a id="a1" href="javascript:x">ici</a>', "attributes"),
    "link that the source does not have": ("body.b", '<a id="a1">i</a><a id="a2">j</a>', "a2"),
    "link of the source is missing": ("body.b", "Voir ici", "“here”"),
    "link without id": ("body.b", '<a id="a1">ici</a><a>là</a>', "Only the links"),
}


@pytest.mark.parametrize(("path", "text", "reason"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_named_at_its_field(
    event: Any, editor_client: Any, path: str, text: str, reason: str
):
    desk = Desk(editor_client, event, "fr").type("body.a", "Pourquoi")
    desk.type(path, text)
    assert desk.press().status_code == 200
    assert reason in desk.words_at(path)
    assert desk.data[f"text-{desk.pk(path)}"].strip() == text.strip()
    assert list(stored_texts(event, "fr")) == ["body.a"]
    desk.type(path, text)
    assert not desk.autosave().json()["fields"][str(desk.pk(path))]["is_saved"]


def test_less_than_and_quotes_are_text(event: Any, editor_client: Any):
    text = 'a < b & "c" <b>'
    Desk(editor_client, event, "fr").type("title", text).press()
    desk = Desk(editor_client, event, "fr")
    assert desk.data[f"text-{desk.pk('title')}"] == text
    assert desk.press().status_code == 302
    assert desk.state("title") == "done"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"blocks": 1}', '{"blocks": [1]}'])
def test_what_no_editor_sends_is_refused(event: Any, editor_client: Any, content: str):
    desk = Desk(editor_client, event, "fr")
    desk.data[f"rich-{desk.pk('body.b')}"] = content
    desk.press()
    assert stored_texts(event, "fr") == {}


def test_script_from_the_editor_of_rich_text_is_text(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    link = '{"offset": 0, "length": 3, "key": 0}'
    desk.data[f"rich-{desk.pk('body.b')}"] = (
        '{"blocks": [{"key": "a", "type": "unstyled", "depth": 0, "text": "ici <script>", '
        f'"inlineStyleRanges": [], "entityRanges": [{link}]}}], "entityMap": '
        '{"0": {"type": "SOURCE_LINK", "mutability": "MUTABLE", "data": {"id": "a1"}}}}'
    )
    assert desk.press().status_code == 302
    assert stored_texts(event, "fr")["body.b"][0][0] == '<a id="a1">ici</a> &lt;script&gt;'


def test_a_field_of_another_translation_is_not_saved_and_its_text_is_not_lost(
    event: Any, editor_client: Any
):
    desk = Desk(editor_client, event, "fr").type("title", "Forum des villes")
    publish_source(event, title="Forum of towns")
    assert desk.press().status_code == 200
    assert stored_texts(event, "fr") == {}
    assert "Forum des villes" in desk.soup.select_one("form.translator-desk").get_text()
    assert "The source has changed these texts" in desk.soup.get_text()
    desk.data = {"text-999999": "x"}
    assert desk.autosave().json()["gone"]


def test_a_locked_page_keeps_what_was_typed_on_the_screen(
    event: Any, editor_client: Any, site: Any
):
    from tests.translation.translating import in_language

    desk = Desk(editor_client, event, "fr").type("title", "Forum des villes")
    asked = Comment.objects.create(
        page=in_language(event, "fr"), user=editor_client.user, text="Why?", contentpath="summary"
    )
    question, answer = f"question-{desk.spot_key()}", f"answer-{asked.pk}"
    own = f"own-{desk.own_pk('registration_url')}"
    block = '{"key": "a", "type": "unstyled", "depth": 0, "text": "Voir ici", '
    ranges = '"inlineStyleRanges": [], "entityRanges": []}'
    desk.data |= {
        f"rich-{desk.pk('body.b')}": f'{{"blocks": [{block}{ranges}], "entityMap": {{}}}}',
        question: "Which forum?",
        answer: "Because",
        own: "https://fr.example.org/",
    }
    french = in_language(event, "fr")
    type(french).objects.filter(pk=french.pk).update(locked=True)
    with_global_lock = pytest.MonkeyPatch()
    with_global_lock.setattr(
        "django.conf.settings.WAGTAILADMIN_GLOBAL_EDIT_LOCK", True, raising=False
    )
    try:
        assert desk.press().status_code == 200
        shown = desk.data
        only = {question: "Which forum?", "ask": desk.spot_key()}
        desk.read(desk.client.post(desk.url, only))
    finally:
        with_global_lock.undo()
    assert shown[f"text-{desk.pk('title')}"] == "Forum des villes"
    assert shown[f"text-{desk.pk('body.b')}"] == "Voir ici"
    assert (shown[question], shown[answer]) == ("Which forum?", "Because")
    assert shown[own] == "https://fr.example.org/"
    assert desk.data[question] == "Which forum?"
    assert desk.soup.select_one(f"details:has([name={question}])").has_attr("open")
    assert desk.soup.select_one("fieldset.translator-desk__fields").has_attr("disabled")
    assert stored_texts(event, "fr") == {}
