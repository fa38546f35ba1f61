"""Objectives of the Global Compact as people write them."""

from __future__ import annotations

import re
from typing import Any

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.vocabularies.registry import get_vocabulary

MOST = 23
_WORD = (
    r"(?:objectives?|objectifs?|objetivos?|objs?(?![^\W\d_])\.?|цел[ьи]|целей|الأهداف|الهدف|目标)"
)
_SIGN = r"(?:[#№]|nos?\b\.?|n[°º]|núm\.?|number)"
_JOINT = r"(?:,|;|/|&|\+|-|–|to|and|et|y|e|и|و|和|、|，|،|à|a|through|until)"
# Of texts with single spaces. No two ways lead through one text, or a long one would never end.
_LIST = rf"\d{{1,2}}(?:(?: (?=\d)| ?{_JOINT} ?(?:and ?)?)\d{{1,2}}\b)*"
#: "Objective 2, Objective 5 and GCM 7": the word stands before each.
_NAMED_LIST = (
    rf"\d{{1,2}}(?:(?: (?=\d)|(?: ?(?:{_JOINT}|gcm|{_WORD}|{_SIGN})){{1,5}} ?)\d{{1,2}}(?!\d))*"
)
#: "2, 5 and 16", "Objectives 2 and 5", "1-3": numbers and nothing else.
_NUMBERS = re.compile(
    rf"(?:gcm\s*)?{_WORD}?\s*:?\s*{_SIGN}?\s*(?P<numbers>{_NAMED_LIST})(?:\.0?)?"
    r"(?:\s+(?:of|du|del|de)\s[^\d]{1,80})?",
    re.IGNORECASE,
)
#: "16 - Inclusion, 17 - Discrimination": each number before its title. Where the word stands
#: before the number, or a bracket behind it, no sign is needed between them.
_TITLED = re.compile(
    rf"(?:(?:^|[,;\n/|]|\band\b|\bet\b|\by\b|\bи\b)\s*(?:gcm\s*)?(?:{_WORD}\s*)?|\s(?:gcm\s*)?"
    rf"{_WORD}\s*|\s(?=\d{{1,2}}\)))"
    rf"{_SIGN}?\s*(?:\((?P<inside>\d{{1,2}})\)|(?P<number>\d{{1,2}})\s*[-–—:.)])\s*(?=[^\W\d]|…)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(?<=[\d ]) ?\([^()\d]{1,80}\)")
_ALL = frozenset({"all", "tous", "toutes", "todos", "todas", "все", "всем", "جميع", "كل", "كافة",
                  "所有", "全部"})  # fmt: skip
#: What stands beside "all" and says no more: "Cross-cutting: all 23 objectives of the GCM (1-23)".
_BESIDE_ALL = re.compile(
    rf"cross[- ]cutting|transversal(?:es?)?\b|сквозные|شاملة|{_WORD}|"
    r"(?<!\d)(?:1 ?(?:-|–|to|à|a) ?)?23(?!\d)|[个项]|[\W_]+|"
    r"\b(?:the|of|les|du|los|las|del|gcm|global|compact|pmm|гдм)\b",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    rf"(?:{_WORD}\s*)?{_SIGN}?\s*(?P<number>\d{{1,2}})\s+(?P<title>[^\W\d_][^,;…]{{3,59}})",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(
    rf"(?P<before>[\w.'’-]*)\W*(?:\b|(?<=[\u4e00-\u9fff])){_WORD}\s*{_SIGN}?\s*"
    rf"(?P<numbers>{_LIST})\b(?!\.\d)",
    re.IGNORECASE,
)
#: "O2, O5": in a column of objectives a letter is enough; in a title "o 5" may be Spanish.
_LETTER = re.compile(r"\bo(?=[.-]?\d{1,2}\b)[.-]?", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|to|à|through|a|until)\s*(\d{1,2})")
_OTHERS = frozenset({"sdg", "sdgs", "development", "strategic", "specific", "policy", "learning",
                     "millennium", "project", "odd", "ods", "policies", "global"})  # fmt: skip


def objectives_with_titles(draft: Draft) -> None:
    """Replace each value by the number it means; what means none stays for others to refuse."""
    values = draft.items("objectives")
    if not values:
        values = _raw_values(draft)
    found: list[Any] = []
    for value in values:
        found += _codes(value) or [value]
    if values and found != draft.items("objectives"):
        draft.change("objectives", found)


def objectives_in_title(draft: Draft) -> None:
    """Take the objectives from the title, if nothing else names any."""
    if not draft.is_empty("objectives"):
        return
    codes: list[str] = []
    for match in _IN_TITLE.finditer(" ".join(draft.text("title")[:500].split())):
        if match["before"].casefold() not in _OTHERS:
            codes += _numbers(match["numbers"]) or []
    if codes:
        draft.change("objectives", list(dict.fromkeys(codes)))


def _raw_values(draft: Draft) -> list[Any]:
    """Return what the source's own column says, where it has one that nobody has mapped."""
    value = draft.raw.get("GCM Objectives")
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str) and _codes(each)]


def _codes(value: Any) -> list[str] | None:
    if isinstance(value, float) and value.is_integer():
        value = f"{value:.0f}."
    if not isinstance(value, str) or len(value) > 500:
        return None
    bare = _LETTER.sub("", value)
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", bare)).strip(" ,;\n")
    if _BESIDE_ALL.sub("", text.casefold()) in _ALL:
        return [str(number) for number in range(1, MOST + 1)]
    match = _NUMBERS.fullmatch(_IN_BRACKETS.sub("", text))
    numbers = _numbers(match["numbers"]) if match else _numbers_before_titles(text)
    numbers = numbers or _number_before_its_title(text)
    if numbers and len(numbers) > 1:
        return numbers
    if not text.isdecimal() and (code := get_vocabulary("gcm_objectives").resolve(text)):
        return [code] if code != text else None
    return numbers if numbers != [text] or bare != value else None


def _numbers_before_titles(text: str) -> list[str] | None:
    found = list(_TITLED.finditer(text))
    if not found or found[0].start():
        return None
    return _numbers(" ".join(match["inside"] or match["number"] for match in found))


def _number_before_its_title(text: str) -> list[str] | None:
    """Return the number of "2 Minimize the adverse drivers…", where the title begins so."""
    match = _BARE_NUMBER.match(text)
    if match is None or int(match["number"]) not in range(1, MOST + 1):
        return None
    vocabulary, begins = get_vocabulary("gcm_objectives"), match["title"].casefold()
    term = vocabulary.term(str(int(match["number"])))
    is_long = len(begins) > 7
    is_title = is_long and any(t.text.casefold().startswith(begins) for t in term.titles.values())
    return [match["number"]] if is_title or vocabulary.resolve(begins) == term.code else None


def _numbers(text: str) -> list[str] | None:
    """Return the numbers of a list, ranges filled; None if one of them is no objective."""
    found: list[int] = []
    for first, last in _RANGE.findall(text):
        if not 1 <= int(first) < int(last) <= MOST:
            return None
        found += range(int(first), int(last) + 1)
    found += [int(number) for number in re.findall(r"\d+", _RANGE.sub(" ", text))]
    if not all(1 <= number <= MOST for number in found):
        return None
    return [str(number) for number in dict.fromkeys(found)]
