from __future__ import annotations

import json

import pytest

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.freshness.digests import digest, text_of
from wagtail_migration_events.events.freshness.staleness import stale_texts


def blocks(*values):
    return json.dumps([{"type": "paragraph", "value": each, "id": str(i)} for i, each in values])


def test_texts_that_read_the_same_have_the_same_digest():
    assert digest("One\r\ntwo ") == digest("One\ntwo")
    assert digest('<p data-block-key="x1y2z">One</p>') == digest("<p>One</p>")
    assert digest(blocks((1, "<p>It's</p>"))) == digest(
        blocks((2, '<p data-block-key="a">It\'s</p>'))
    )
    assert digest(blocks((1, "<p>One</p>"))) != digest(blocks((1, "<p>Two</p>")))


@pytest.mark.django_db
def test_a_body_is_kept_as_json_and_is_not_stale_for_having_been_saved_in_an_editor(
    site, editor_client
):
    body = [("paragraph", "<p>A newcomer's question</p>")]
    event = make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC", body=body)
    french = translated(event, "fr")
    assert json.loads(text_of(event, "body"))[0]["value"] == "<p>A newcomer's question</p>"
    editor = Editor.of(editor_client, event)
    draftail = {"blocks": [{"key": "abcde", "type": "unstyled", "text": "A newcomer's question"}]}
    block = {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    draftail = {"blocks": [{**draftail["blocks"][0], **block}], "entityMap": {}}
    editor.data.update(
        {
            "body-count": "1",
            "body-0-type": "paragraph",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-id": "",
            "body-0-value": json.dumps(draftail),
        }
    )
    editor.fill(summary="New").publish()
    saved = type(event).objects.get(pk=event.pk)
    assert "data-block-key" in text_of(saved, "body")
    french = type(french).objects.get(pk=french.pk)
    assert [each.name for each in stale_texts(french)] == ["summary"]
