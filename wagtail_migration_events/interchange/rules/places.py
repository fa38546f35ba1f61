"""Places, platforms and ways of attending that stand in one cell, and labels of time zones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.source_event import quoted
from wagtail_migration_events.interchange.written_dates.zone_names import (
    is_label,
    zone_of_label,
    zone_of_place,
)

LONGEST = 500
_WAYS: dict[str, str] = {
    "hybrid": r"hybrid(?: event| format| meeting| mode)?|hybride|híbrid[oa]|"
    r"гибридн(?:ый|ая|ое)(?: формат)?|هجين|مختلط|混合|线上线下|"
    r"in[- ]person and (?:online|virtual(?:ly)?)|(?:online|virtual) and in[- ]person",
    "online": r"online(?: event| meeting| only)?|on-line|"
    r"virtual(?: event| meeting| format|ly)?|webinar|remote(?:ly)?|"
    r"web[- ]?based|(?:video|tele)[- ]?conference|"
    r"en ligne|à distance|virtuel(?:le)?|visioconférence|"
    r"en línea|virtualmente|a distancia|онлайн|виртуально|дистанционно|"
    r"عبر الإنترنت|عن بعد|افتراضي|线上|在线|网上|虚拟",
    "in_person": r"in[- ]person(?: only)?|on[- ]?site|face[- ]to[- ]face|physical(?: meeting)?|"
    r"en personne|(?:en )?présentiel(?:le)?|presencial|очно|حضوري|线下|现场",
}
_PLATFORM = re.compile(
    r"(?:(?:on|via|sur|por|by|using|par)\s+)?(?:the\s+)?(?:ms |microsoft )?"
    r"(?:zoom|kudo|cisco webex|webex|teams|google meet|interprefy|interactio|gotowebinar|"
    r"gotomeeting|bluejeans|skype|jitsi(?: meet)?|bigbluebutton|hopin|whova|youtube(?: live)?|"
    r"facebook live|streamyard|airmeet|clubhouse|livestream)"
    r"(?:\s+(?:webinar|meeting|platform|link))?",
    re.IGNORECASE,
)
_SEPARATOR = r"\s*(?:/|\s[-–—]\s|,|;|\||\+|:|\s&\s|\band\b|\bet\b|\by\b|\bи\b|،|、|\n)\s*"
_LAST = re.compile(rf"(?s)(?P<rest>.*\S){_SEPARATOR}(?P<part>[^/|;,\n()]+)$")
_FIRST = re.compile(rf"(?s)^(?P<part>[^/|;,\n()]+?){_SEPARATOR}(?P<rest>\S.*)$")
_BRACKETS = re.compile(r"(?s)(?P<rest>.*?)\s*[(\[](?P<part>[^()\[\]]+)[)\]]\s*$")
_TOGETHER = re.compile(
    r"(?P<rest>\S+)\s+(?P<part>(?:on|via|sur|por|by|using|par)\s+\S.*)", re.IGNORECASE
)
_IN_TITLE = re.compile(r"[(\[](?P<way>[^()\[\]]{3,40})[)\]]\s*$")


@dataclass
class Parts:
    """What a cell says: the place that is left, how to attend, on which platform, in which zone."""

    place: str
    way: str = ""
    platform: str = ""
    zone: str = ""

    def take(self, part: str) -> bool:
        """Take a part of the cell if it is no place."""
        text = part.strip(" .,-–—:()[]")
        if way := way_of(text):
            both = {self.way, way} == {"online", "in_person"}
            self.way = "hybrid" if both or "hybrid" in (self.way, way) else way
        elif _PLATFORM.fullmatch(text):
            self.platform = text
        elif is_label(text) or (_names_time(text) and zone_of_label(text)):
            self.zone = text
        else:
            return False
        return True


def parts_of(cell: str) -> Parts:
    """Tell apart what a cell holds, peeling known parts off its ends; the rest is the place."""
    found = Parts(" ".join(cell.split(" ")).strip())
    while found.place:
        if found.take(found.place):
            found.place = ""
            break
        for pattern in (_BRACKETS, _LAST, _TOGETHER, _FIRST):
            match = pattern.match(found.place)
            if match and found.take(match["part"]):
                found.place = match["rest"].strip(" ,;/|-–—:")
                break
        else:
            break
    return found


def place_and_platform(draft: Draft) -> None:
    """Leave the place in its cell, and put the rest where it belongs."""
    cell = draft.text("location")
    if not cell or len(cell) > LONGEST:
        return
    found = parts_of(cell)
    if not (found.way or found.platform or found.zone):
        return
    is_only_way = not found.place and not found.zone and not found.platform
    if not is_only_way:  # "Online" alone is what the source says of the place
        draft.change("location", found.place)
    way = found.way
    if not way and found.platform:
        way = "hybrid" if found.place else "online"
    if found.place and way == "online":
        way = "hybrid"
    if way and draft.is_empty("format"):
        draft.change("format", way)
    draft.zone = draft.zone or found.zone


def way_in_title(draft: Draft) -> None:
    """Read the way of attending off the end of a title, which stays as it is."""
    match = _IN_TITLE.search(draft.text("title"))
    if match and draft.is_empty("format") and (way := way_of(match["way"].strip())):
        draft.change("format", way)


def way_of(text: str) -> str:
    """Return the way of attending that a word means in one of six languages, or ""."""
    return next(
        (way for way, words in _WAYS.items() if re.fullmatch(words, text, re.IGNORECASE)), ""
    )


def _names_time(text: str) -> bool:
    """Whether a text speaks of a time, and is not only the name of a place that has one."""
    return not zone_of_place(text) and len(text) <= 60


def zone_labels(draft: Draft) -> None:
    """Put the IANA zone in place of a label, or where only a label in another cell names one."""
    label = draft.text("timezone")
    written = label or draft.zone
    if not written or len(written) > 200:
        return
    place = draft.text("location")
    if zone := zone_of_label(written, place):
        if zone != label:
            draft.change("timezone", zone)
    elif not label:
        message = _("the zone “%(label)s” is not beyond doubt; it is kept in the record.")
        draft.note(message % {"label": quoted(written)})
