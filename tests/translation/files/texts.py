"""Texts as wagtail-localize keeps them, for Hypothesis: words in many scripts between tags."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from wagtail_migration_events.text_checks import fit_for_xml
from wagtail_migration_events.translation.files.formats.markup import canonical
from wagtail_migration_events.translation.files.pieces import Piece, State, Work, key_of

UUID_OF_FR = UUID("6f3c0b0e-8a51-4a55-9a5e-0e6b7c3d1f00")
ODD = [
    *(
        "Forum",
        "Café ",
        "  ",
        "\u00a0",
        "\n",
        "لقاء المدن",
        "移民论坛",
        "🌍",
        "👩🏽‍🚀",
        "é",
        "e\u0301",
    ),
    *("=1+1", "@SUM(A1)", "-2", "+3", "#N/A", "2026", "1e5", "TRUE", "'", '"', "\\n", "\\", "%"),
    *("&", "<", ">", "&amp;", "&lt;b&gt;", "a < b", "_x0041_", "_x005F_x0041_", "]]>", "\u200f"),
    *("x005F_", "msgid", "{name}", "%(number)s", "\t", "\u2028", "http://a.org/?a=1&b=2"),
]
letters = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z"]), max_size=6)
words = st.lists(st.sampled_from(ODD) | letters, min_size=1, max_size=4).map(
    lambda parts: escape(fit_for_xml("".join(parts)), quote=False)
)
LINKS = [f"a{number}" for number in range(1, 5)]


def _with_tags(inner: Any) -> Any:
    wrapped = st.tuples(st.sampled_from(["b", "i", "em", "strong", "code"]), inner)
    linked = st.tuples(st.sampled_from(LINKS), inner)
    return (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | wrapped.map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
        | linked.map(lambda pair: f'<a id="{pair[0]}">{pair[1]}</a>')
        | st.tuples(inner, inner).map("<br/>".join)
    )


#: Any text that wagtail-localize may keep of a rich text.
rich_texts = st.recursive(words, _with_tags, max_leaves=6).map(canonical)
#: What is only space or empty tags is no text to wagtail-localize, and no translation to us.
rich_texts = rich_texts.filter(lambda text: StringValue(text).render_text().strip())


def work(*texts: tuple[str, str], state: State = State.DONE, to: str = "fr") -> Work:
    """Return the text of an event: pairs of source and translation."""
    pieces = tuple(
        Piece(
            key=key_of(f"body.{number}", uuid5(UUID_OF_FR, source)),
            path=f"body.{number}",
            source=source,
            target=target,
            state=state if target else State.TO_DO,
            error="",
            place="Body › Text",
            longest=None,
            on_one_line=False,
        )
        for number, (source, target) in enumerate(texts)
    )
    as_of = dt.datetime(2026, 5, 4, 12, 30, tzinfo=dt.UTC)
    return Work(UUID_OF_FR, "Forum of cities", "en", to, as_of, pieces)
