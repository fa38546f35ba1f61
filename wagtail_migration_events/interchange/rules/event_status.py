"""The event status, where a word in a column, beside a title or beside a date says it."""

from __future__ import annotations

import re

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.past import is_held_back
from wagtail_migration_events.interchange.written_dates.days import NotUnderstood
from wagtail_migration_events.interchange.written_dates.names import RANGE_WORDS
from wagtail_migration_events.interchange.written_dates.when import LONGEST, When, read_when

_STATUS = {
    "cancelled": r"cancel+ed|annulée?s?|suprimid[oa]|cancelad[oa]|отмен[её]н[оа]?|"
    r"ملغى|ملغاة|已取消|取消",
    "postponed": r"postponed|reportée?s?|aplazad[oa]|pospuest[oa]|перенесен[оа]?|отложен[оа]?|"
    r"مؤجل|مؤجلة|已推迟|推迟|延期",
    "rescheduled": r"rescheduled|reprogrammée?s?|reprogramad[oa]",
    "moved_online": r"moved ?online|now online|trasladad[oa] en línea",
    "tentative": r"tentative|provisional|provisoire",
    "scheduled": r"scheduled|confirmed|confirmée?s?|confirmad[oa]|prévue?s?",
}
_BEFORE_TITLE = re.compile(
    r"\W*(?P<word>[^\W\d_]+(?: online)?)\W*(?:[:–—\])]|-\s)\s*\S", re.IGNORECASE
)
_AFTER_TITLE = re.compile(
    r"(?:\s[-–—:]\s*|[(\[]\s*)(?P<word>[^\W\d_]+(?: online)?)\s*[)\]]?\s*$", re.IGNORECASE
)
_WORDS = "|".join(_STATUS.values())
#: "CANCELLED Annual meeting", "*CANCELLED* Annual meeting": in capitals, where the title is not.
_SHOUTED = re.compile(r"\W*(?P<word>[^\W\d_]{6,})\W*\s")
#: "(postponed to 12 May) Annual meeting"
_WITH_MORE = re.compile(
    rf"[(\[](?P<word>{_WORDS})\s+(?:to|until|from|due|au|en raison|hasta|por|debido|до|с|из-за|إلى|"
    r"بسبب|\d)[^()\[\]]*[)\]]",
    re.IGNORECASE,
)
#: What a status begins with: "Cancelled due to COVID-19", "EventCancelled" of schema.org.
_BEGINNING = re.compile(
    rf"(?:(?:https?://schema\.org/)?Event)?(?P<word>{_WORDS})(?![^\W\d_])", re.IGNORECASE
)
_BEFORE_DATE = re.compile(
    rf"[\s(\[*]*(?P<word>{_WORDS})(?![^\W\d_])[\s)\]*:;,.–—-]*(?P<rest>.*)", re.IGNORECASE
)
_AFTER_DATE = re.compile(
    rf"(?P<rest>.*?)[\s(\[*:;,.–—-]+(?P<word>{_WORDS})[\s)\]*.!]*", re.IGNORECASE
)


def status_in_words(draft: Draft) -> None:
    """Take the event status from its column, or from the word beside a title or a date."""
    dates = [_beside_date(draft, column) for column in ("start", "end")]
    found = _in_column(draft.text("status"))
    if found:
        draft.change("status", found)
    # Calendars say "CONFIRMED" of all, and lists "Upcoming".
    if found not in ("", "scheduled") or is_held_back(draft.row.get("status")):
        return
    if status := _in_title(draft.text("title")) or next(filter(None, dates), ""):
        draft.change("status", status)


def _in_column(text: str) -> str:
    match = _BEGINNING.match(text[:LONGEST])
    return _status(text) or (_status(match["word"]) if match else "")


def _in_title(title: str) -> str:
    matches = [_BEFORE_TITLE.match(title[:100]), _AFTER_TITLE.search(title[-100:])]
    matches.append(_WITH_MORE.search(title[:300]))
    shouted = _SHOUTED.match(title[:100])
    if shouted and shouted["word"].isupper() and not title.isupper():
        matches.append(shouted)
    found = (_status(match["word"]) for match in matches if match)
    return next((status for status in found if status not in ("", "scheduled")), "")


def _beside_date(draft: Draft, column: str) -> str:
    """Take a word off a date, which can be read then; return the status that it says, or ""."""
    text = draft.text(column)[: LONGEST + 1]
    for pattern in (_BEFORE_DATE, _AFTER_DATE):
        match = pattern.fullmatch(text)
        if match is None or match["rest"].split(" ")[0].casefold() in RANGE_WORDS:
            continue  # "postponed to 4 March" is another date than the one that was
        if not match["rest"] or _when(match["rest"]):
            draft.change(column, match["rest"].strip() or None)
            return _status(match["word"])
    when = _when(text)
    is_day = bool(when and when.days.stretches) and not (when and when.days.is_month)
    return "tentative" if when and when.is_unsure and is_day else ""


def _when(text: str) -> When | None:
    try:
        return read_when(text) if text else None
    except NotUnderstood:
        return None


def _status(word: str) -> str:
    text = word.strip(" .!()[]*").casefold().replace("_", " ")
    return next((code for code, pattern in _STATUS.items() if re.fullmatch(pattern, text)), "")
