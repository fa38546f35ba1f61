"""What has changed between two versions of a text, plain, rich or blocks, for people to read."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import TextDiff, diff_text
from wagtail.utils.text import text_from_html

#: After these a new line begins.
BREAKS = re.compile(r"(</(?:p|h[1-6]|li|div|blockquote|tr)>|<br ?/?>|<hr ?/?>)", re.IGNORECASE)
#: The tags of Wagtail's rich text. Somebody may have typed "<" in a plain text.
RICH = re.compile(
    r"</?(?:p|h[1-6]|[uo]l|li|a|b|i|strong|em|br|hr|sup|sub|del|code|blockquote|embed|div|span)\b[^>]*>"
)
NOT_TEXT = {"id", "type"}


def readable_lines(text: str) -> list[str]:
    """Return a stored text in lines to read: plain, rich, or the JSON of a stream of blocks."""
    lines = []
    for part in _parts(text):
        if RICH.search(part):
            part = text_from_html(BREAKS.sub(r"\1\n", part))
        lines += [" ".join(line.split()) for line in part.splitlines()]
    return [line for line in lines if line]


def readable(text: str) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((line,) for line in readable_lines(text)))


def readable_diff(old: str, new: str) -> SafeString:
    """Return both versions as paragraphs, in which Wagtail's marks show what came and went."""
    before, after = readable_lines(old), readable_lines(new)
    shown: list[Any] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = before[start:end], after[new_start:new_end]
        if kind == "equal":
            shown += [TextDiff([("equal", line)]) for line in gone]
        elif kind == "replace" and len(gone) == len(come):
            shown += [diff_text(*pair) for pair in zip(gone, come, strict=True)]
        else:
            shown += [TextDiff([("deletion", line)]) for line in gone]
            shown += [TextDiff([("addition", line)]) for line in come]
    return format_html_join("", "<p>{}</p>", ((each.to_html(),) for each in shown))


def _parts(text: str) -> list[str]:
    if text.lstrip().startswith("["):
        try:
            return _strings(json.loads(text))
        except ValueError:
            pass
    return [text]


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        kept = [each for key, each in value.items() if key not in NOT_TEXT]
        return [found for each in kept for found in _strings(each)]
    if isinstance(value, list):
        return [found for each in value for found in _strings(each)]
    return [value] if isinstance(value, str) else []
