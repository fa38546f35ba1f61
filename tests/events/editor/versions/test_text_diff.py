from __future__ import annotations

import json

from wagtail_migration_events.events.editor.versions.text_diff import readable_diff, readable_lines

PARAGRAPH = {
    "type": "paragraph",
    "id": "a-1",
    "value": "<p>One <b>two</b></p><p>Three &amp; four</p>",
}
LINKS = {"type": "link", "id": "a-2", "value": {"title": "Agenda", "tags": ["x"], "size": 3}}


def test_plain_text_is_read_line_by_line():
    assert readable_lines("One\r\n\r\n two  three ") == ["One", "two three"]
    assert readable_lines("5 < 6 [and so on]") == ["5 < 6 [and so on]"]
    assert readable_lines("[not JSON") == ["[not JSON"]
    assert readable_lines("") == []


def test_rich_text_and_blocks_are_read_without_tags_and_bookkeeping():
    text = json.dumps([PARAGRAPH, LINKS])
    assert readable_lines(text) == ["One two", "Three & four", "Agenda", "x"]
    assert readable_lines("<p>One<br/>two</p>") == ["One", "two"]


def test_a_change_is_marked_as_wagtail_marks_it():
    diff = readable_diff("Same\nBring a hat", "Same\nBring a <coat>\nand more")
    assert "<p>Same</p>" in diff
    assert '<span class="deletion">Bring a hat</span>' in diff
    assert '<span class="addition">Bring a &lt;coat&gt;</span>' in diff
    words = readable_diff("Bring a hat", "Bring a coat")
    assert words == (
        '<p>Bring a <span class="deletion">hat</span><span class="addition">coat</span></p>'
    )


def test_scripts_in_a_text_do_nothing():
    assert "<script" not in readable_diff("", "<script>alert(1)</script><p>x</p>")
