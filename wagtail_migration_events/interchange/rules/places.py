"""Places, platforms, ways of attending and zones that stand in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.rules.languages import names_only_languages
from wagtail_migration_events.interchange.source.cells import not_known_here
from wagtail_migration_events.interchange.written_dates.days import NotUnderstood
from wagtail_migration_events.interchange.written_dates.when import read_when
from wagtail_migration_events.interchange.written_dates.zone_names import (
    is_label,
    zone_of_label,
)

LONGEST = 500
_WAYS: dict[str, str] = {
    "hybrid": r"hybrid(?: event| format| meeting| mode)?|mixed(?:[- ]mode)?|mixte|mixt[oa]|"
    r"(?:(?:événement|réunion|format|modalité|evento|formato|reunión|modalidad) )?"
    r"(?:hybride|híbrid[oa])|"
    r"(?:гибридн|смешанн)(?:ый|ая|ое)(?: формат)?|هجين|مختلط|混合|线上线下|"
    r"in[- ]person (?:and|or|&|/) (?:online|virtual(?:ly)?)|"
    r"(?:online|virtual) (?:and|or|&|/) in[- ]person|(?:https?://schema\.org/)?mixedeventattendancemode",
    "online": r"(?:https?://schema\.org/)?onlineeventattendancemode|"
    r"with (?:online|virtual|remote) (?:participation|attendance|connection|option)|"
    r"(?:online|virtual|remote)(?: event| meeting| only| format| platform| participation)?|on-line|"
    r"virtually|webinar|webinaire|seminario web|webinario|вебинар|remotely|"
    r"(?:événement|réunion|format|modalité|evento|formato|reunión|modalidad) virtu(?:al|elle|el)|"
    r"онлайн-(?:мероприятие|формат)|в (?:режиме|формате) онлайн|в онлайн-(?:режиме|формате)|"
    r"web[- ]?based|(?:video|tele)[- ]?conference|"
    r"en ligne|à distance|virtuel(?:le)?|(?:en )?visio(?:conférence)?|"
    r"en línea|virtualmente|a distancia|онлайн|виртуально|дистанционно|"
    r"عبر الإنترنت|عن بعد|افتراضي|线上|在线|网上|虚拟",
    "in_person": r"in[- ]person(?: only| event| meeting)?|in presence|f2f|on[- ]?site|offline|"
    r"(?:https?://schema\.org/)?offlineeventattendancemode|"
    r"face[- ]to[- ]face|physical(?:ly| meeting)?|"
    r"en personne|(?:en )?présentiel(?:le)?|"
    r"(?:(?:evento|formato|reunión|modalidad) )?presencial|"
    r"очно|очн(?:ый|ая|ое)(?: формат)?|в очном формате|حضوري|线下|现场",
}
_THROUGH = r"(?:on|via|sur|por|by|using|par|through|a través de|à travers|через|на|عبر|في)"
_PLATFORM = re.compile(
    rf"(?:{_THROUGH}\s+)?(?:the\s+)?"
    r"(?:(?:la )?(?:plataforma|plateforme)\s+|платформ[аеуы]\s+|(?:منصة|تطبيق)\s+)?"
    r"(?:(?:réunion|reunión de|reunião do|riunione di|собрание|встреча|اجتماع) "
    r"(?=ms |microsoft |teams))?"
    r"(?:ms |microsoft )?"
    r"(?:zoom|زووم|زوم|腾讯会议|kudo|cisco webex|webex|"
    r"teams(?:-besprechung|-vergadering|-möte)?|google meet|interprefy|interactio|"
    r"gotowebinar|gotomeeting|bluejeans|skype|jitsi(?: meet)?|bigbluebutton|hopin|whova|"
    r"youtube(?: live)?|facebook live|streamyard|airmeet|clubhouse|livestream)"
    r"(?:\s+(?:webinar|meeting|platform|link|会议))?(?:\s*\((?:link|details|registration)\b[^()]*\)?)?",
    re.IGNORECASE,
)
#: An address at which a meeting is joined; it stays in the record.
_MEETING = re.compile(
    r"https?://(?:[\w-]+\.)*(?:zoom\.(?:us|com)|teams\.(?:microsoft|live)\.com|webex\.com|"
    r"meet\.google\.com|kudoway\.(?:com|eu)|interprefy\.com|interactio\.io|youtube\.com|youtu\.be|"
    r"gotomeeting\.com|gotowebinar\.com|jit\.si)(?:[/?#]\S*)?",
    re.IGNORECASE,
)
#: An address at which one reads more is no place, and says nothing of the way of attending.
_PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
#: What leads from "Online" to an address: "Online at https://…".
_TOWARDS = re.compile(rf"\s+(?:{_THROUGH}|at|link|lien|enlace|ссылка)$", re.IGNORECASE)
#: Signs for vowels, with which Arabic is rarely written.
_VOWELS = re.compile("[\u064b-\u0652]")
_ZONE_WORDS = re.compile(
    r"time ?zone|(?:all )?times?|fuseau horaire|huso horario|часовой пояс|المنطقة الزمنية|时区",
    re.IGNORECASE,
)
_SAYS_TIME = re.compile(
    r"\b(?:times?|zone|heure|hora|время|времени|utc|gmt)\b|توقيت|时间|(?:utc|gmt)[+-]",
    re.IGNORECASE,
)
#: "Geneva (with virtual participation)" is held in two places, "Bogotá (virtual)" is not.
_ADDS_A_WAY = re.compile(
    r"^(?:with|and|also|plus|avec|et|con|y|и)\s|(?:participation|attendance|connection|option)$",
    re.IGNORECASE,
)
_AND_BEFORE = re.compile(r"^(?:(?:and|also|plus|et|y|и)\s+)+", re.IGNORECASE)
_BEFORE_PLACE = re.compile(
    r"^(?:(?:in[- ]person|(?:en )?présentiel|presencial(?:mente)?)\s+(?:in|at|à|en)|in|at|à|en)\s+"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
#: "Online and in Geneva" is in two places; what "Online: …" or "Online; …" goes on with may be any.
_JOINS = re.compile(r"(?s).*?(?:/|\||\+|\s&\s|\b(?:and|et|y|и)\b)\s*")
_SEPARATOR = (
    r"\s*(?:/|\s[-–—]\s|,|;|\||\+|:|\s&\s|\band\b|\bet\b|\by\b|\bи\b|"
    r"\sو(?=عبر\s|عن\s|افتراضي)|،|、|\n)\s*"
)
_LAST = re.compile(rf"(?s)(?P<rest>.*\S){_SEPARATOR}(?P<part>[^/|;,\n()]+)$")
_FIRST = re.compile(rf"(?s)^(?P<part>[^/|;,\n()]+?){_SEPARATOR}(?P<rest>\S.*)$")
_BRACKETS = re.compile(r"(?s)(?P<rest>.*?)\s*[(\[（](?P<part>[^()\[\]（）]+)[)\]）]\s*$")
_IN_BRACKETS = re.compile(r"(?s)(?P<part>[^()\[\]]+?)\s*[(\[](?P<rest>[^()\[\]]+)[)\]]\s*$")
_TOGETHER = re.compile(
    r"(?P<rest>\S+)\s+(?P<part>(?:on|via|sur|por|by|using|par)\s+\S.*)", re.IGNORECASE
)
_WAY_THROUGH = re.compile(rf"(?P<way>\S.*?)\s+(?P<platform>{_THROUGH}\s+\S.*)", re.IGNORECASE)
_IN_TITLE = re.compile(r"[(\[](?P<way>[^()\[\]]{3,40})[)\]]\s*$")


@dataclass
class Parts:
    """What a cell says: the place that is left, how to attend, on which platform, in which zone,
    and at which hours.

    ``is_online_only``: it says so of the place itself, which is where it is organized.
    """

    place: str
    way: str = ""
    platform: str = ""
    zone: str = ""
    hours: str = ""
    is_online_only: bool = False

    def take(self, part: str) -> bool:
        """Take a part of the cell if it is no place."""
        text = _AND_BEFORE.sub("", part.strip(" .,-–—:()[]"))
        if way := way_of(text):
            both = {self.way, way} == {"online", "in_person"}
            self.way = "hybrid" if both or "hybrid" in (self.way, way) else way
        elif _PLATFORM.fullmatch(text):
            self.platform = text
        elif (match := _WAY_THROUGH.fullmatch(text)) and _PLATFORM.fullmatch(match["platform"]):
            return self.take(match["way"]) and self.take(match["platform"])
        elif _is_zone(text):
            self.zone = text
        elif _is_hours(text):
            self.hours = text
        elif (self.way or self.platform) and names_only_languages(text):
            return True  # "Online | English, French"
        else:
            return bool(self.zone and _ZONE_WORDS.fullmatch(text))
        return True

    def take_all(self, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
        """Take what stands in brackets at the end, if all parts of it say how to attend."""
        inner = parts_of(match["part"]) if pattern is _BRACKETS else None
        if inner is None or inner.place or not (inner.way or inner.platform):
            return False
        self.way = _way_with(inner) if not self.way else "hybrid"
        return True

    def take_meeting(self) -> None:
        """Take an address at which a meeting is joined."""
        if match := _MEETING.search(self.place):
            self.platform = match[0]
            self.place = _without(match)

    def take_way_beside_page(self) -> None:
        """Take the words beside an address if they are a way of attending: "Online: https://…"."""
        match = _PAGE.search(self.place)
        if match and (way := way_of(_TOWARDS.sub("", _without(match)))):
            self.way, self.place = way, match[0].rstrip(">)],;.")


def _without(match: re.Match[str]) -> str:
    rest = f"{match.string[: match.start()]} {match.string[match.end() :]}"
    return " ".join(rest.split()).strip(" ,;|-–—:<>()")


def parts_of(cell: str) -> Parts:
    """Tell apart what a cell holds, peeling known parts off its ends; the rest is the place."""
    found, is_doubtful = Parts(" ".join(cell.split(" ")).strip()), False
    found.take_meeting()
    found.take_way_beside_page()
    while found.place:
        if found.take(found.place):
            found.place = ""
            break
        for pattern in (_BRACKETS, _IN_BRACKETS, _LAST, _TOGETHER, _FIRST):
            match = pattern.match(found.place)
            if pattern is _IN_BRACKETS and match and way_of(match["part"]) in ("", "online"):
                continue  # "Online (hosted by Geneva)" is held nowhere else
            if match and (found.take(match["part"]) or found.take_all(match, pattern)):
                is_doubtful |= pattern is _FIRST and not _is_joined(match)
                found.is_online_only |= pattern is _BRACKETS and _is_online_only(match["part"])
                found.place = match["rest"].strip(" ,;/|-–—:")
                break
        else:
            break
    if is_doubtful and found.place and found.way in ("", "online"):
        return Parts(cell.strip())
    if found.way or found.platform:
        found.place = _BEFORE_PLACE.sub("", found.place)
    return found


def _is_online_only(text: str) -> bool:
    return way_of(text.strip()) == "online" and not _ADDS_A_WAY.search(text.strip())


def _is_joined(first: re.Match[str]) -> bool:
    """Whether what a cell goes on with is beside its first part, and no more of the same."""
    return bool(_JOINS.fullmatch(first.string, first.end("part"), first.start("rest")))


def place_and_platform(draft: Draft) -> None:
    """Leave the place in its cell, and put the rest where it belongs."""
    _way_in_its_cell(draft)
    cell = draft.text("location")
    if not cell or len(cell) > LONGEST:
        return
    found = parts_of(cell)
    if _PAGE.fullmatch(found.place):
        draft.note(not_known_here("location", found.place))
        draft.change("location", None)
        found.place = ""
    if not (found.way or found.platform or found.zone):
        return
    if draft.text("location") and not way_of(
        cell.strip(" .,()[]")
    ):  # "Online" alone is what the source says of the place
        draft.change("location", found.place)
    if (way := _way_with(found)) and draft.is_empty("format"):
        draft.change("format", way)
    if found.hours and draft.is_empty("time"):
        draft.change("time", found.hours)
    draft.zone = draft.zone or found.zone


def _way_with(found: Parts) -> str:
    way = found.way or ("online" if found.platform else "")
    is_elsewhere = found.place and way == "online" and not found.is_online_only
    is_hybrid = is_elsewhere or (way == "in_person" and found.platform)
    return "hybrid" if is_hybrid else way


def _way_in_its_cell(draft: Draft) -> None:
    """Say in the same word what the source's column says of the way of attending."""
    cell = draft.text("format")
    if cell and len(cell) <= LONGEST:
        found = parts_of(cell)
        way = "" if found.place else _way_with(found)
        if way and way != cell.casefold().replace("-", "_").replace(" ", "_"):
            draft.change("format", way)


def way_in_title(draft: Draft) -> None:
    """Read the way of attending off the end of a title, which stays as it is."""
    match = _IN_TITLE.search(draft.text("title"))
    if match and draft.is_empty("format"):
        found = parts_of(match["way"])
        if not found.place and (way := _way_with(found)):
            draft.change("format", way)


def way_of(text: str) -> str:
    """Return the way of attending that a word means in one of six languages, or ""."""
    text = _VOWELS.sub("", text)
    return next(
        (way for way, words in _WAYS.items() if re.fullmatch(words, text, re.IGNORECASE)), ""
    )


def _is_hours(text: str) -> bool:
    """Whether a text names hours and no day, such as "14:00 CET"."""
    if len(text) > 60 or not any(each.isdecimal() for each in text):
        return False
    try:
        when = read_when(text)
    except NotUnderstood:
        return False
    return bool(when.hours) and not when.days.stretches and not when.days.lacks_year


def _is_zone(text: str) -> bool:
    is_name = is_label(text) or ("/" in text and get_zone(text) is not None)
    return is_name or (_names_time(text) and bool(zone_of_label(text)))


def _names_time(text: str) -> bool:
    """Whether a text speaks of a time, and not of a place after which a zone is called: "Egypt"."""
    return len(text) <= 60 and "," not in text and bool(_SAYS_TIME.search(text))
