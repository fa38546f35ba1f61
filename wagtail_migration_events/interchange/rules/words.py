"""Cells whose words say nothing, several things, or something in HTML."""

from __future__ import annotations

import html
import re
from typing import Any

from bs4 import BeautifulSoup

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.records import COLUMNS, LISTS
from wagtail_migration_events.text_checks import forbidden_characters

_NOTHING = re.compile(
    r"[\s,;:./\\|_*–—-]*|n\.?\s?/?\s?a\.?|not applicable|none|null|nil|tb[acd]|t\.b\.[acd]\.?|"
    r"(?:(?:dates?|times?|details?|venue|place|location) )?(?:(?:is|are) )?(?:tb[acd]|"
    r"(?:to|will) be (?:announced|confirmed|determined|decided|defined|communicated)(?: soon)?)|"
    r"coming soon|unknown|"
    r"(?:dates?|heures?|lieu )?\s?à (?:confirmer|déterminer|préciser|définir|venir)|"
    r"(?:fechas?|hora|lugar)?\s?por (?:confirmar|determinar|definir)|"
    r"(?:даты?|время|место)?\s?(?:уточняется|уточняются|будет объявлен[оа]|будут объявлены)|"
    r"يحدد لاحقا|سيحدد لاحقا|待定|待确认|undefined|\?+",
    re.IGNORECASE,
)
#: A title is never nothing, and what a person writes as a summary is read by people.
_MAY_BE_NOTHING = frozenset(COLUMNS) - {"title", "summary", "id", "url", "raw_fields"}
_PARTED = re.compile(r"\s*(?:;|\||\r?\n|؛|；)\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
_SIGN = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_ESCAPED_TWICE = re.compile(r"</(?:p|div|a|strong|em|ul|li|span|h\d)>|<br ?/?>", re.IGNORECASE)
_BLOCKS = ("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


def words_for_nothing(draft: Draft) -> None:
    """Empty the cells that only say that something is not known."""
    for column in _MAY_BE_NOTHING & draft.row.keys():
        value = draft.row[column]
        if isinstance(value, str) and value.strip() and _is_nothing(value):
            draft.change(column, None)
        elif isinstance(value, list) and column in LISTS:
            kept = [
                each for each in value if not (isinstance(each, str) and each and _is_nothing(each))
            ]
            draft.change(column, kept)


def lists_in_one_cell(draft: Draft) -> None:
    """Part the values of a list where a sign stands that no name holds."""
    for column in sorted(LISTS & draft.row.keys()):
        values = draft.row[column]
        if not isinstance(values, str | list) or not values:
            continue
        parted: list[Any] = []
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and _may_be_parted(value):
                parted += [part for part in _PARTED.split(value) if part.strip()]
            else:
                parted.append(value)
        if parted != (values if isinstance(values, list) else [values]):
            draft.change(column, parted)


def _may_be_parted(value: str) -> bool:
    is_clean = len(value) < 10_000 and not forbidden_characters(value, paragraphs=True)
    return is_clean and bool(_PARTED.search(value.strip()))


def markup(draft: Draft) -> None:
    """Leave the text of HTML, with a line for each of its paragraphs; of a link its address.

    A title is text; but WordPress and Drupal write signs of HTML into the titles of calendars.
    """
    for column in ("summary", "location", "start", "end"):
        text = draft.text(column)
        if _TAG.search(text):
            read = text_of_html(text, one_line=column != "summary")
            if _ESCAPED_TWICE.search(read):  # "&lt;p&gt;", as views of Drupal write calendars
                read = text_of_html(read, one_line=column != "summary")
            draft.change(column, read)
    title = draft.text("title")
    # Only of HTML is each "&" the beginning of a sign, and each "<" written as one.
    if _SIGN.search(title) and not re.search("[&<]", _SIGN.sub("", title)):
        draft.change("title", html.unescape(title).replace("\xa0", " "))
    for column in ("registration_url", "webcast"):
        text = draft.text(column)
        links = BeautifulSoup(text, "html.parser").select("a[href]") if _TAG.search(text) else []
        if len(links) == 1:
            draft.change(column, str(links[0]["href"]).strip())


def text_of_html(written: str, *, one_line: bool) -> str:
    """Return what a reader reads of a piece of HTML."""
    soup = BeautifulSoup(written, "html.parser")
    for hidden in soup(["script", "style"]):
        hidden.decompose()
    for block in soup(_BLOCKS):
        block.append("\n")
    lines = [" ".join(line.split()) for line in soup.get_text().splitlines()]
    full = [line for line in lines if line]
    return " ".join(full) if one_line else "\n\n".join(full)


def _is_nothing(text: str) -> bool:
    return len(text) < 60 and bool(_NOTHING.fullmatch(text.strip(" ()[]")))
