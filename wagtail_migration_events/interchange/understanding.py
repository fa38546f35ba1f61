"""From a row of the JSON Lines format to an event in the package's words; the site is not asked.

Every fact is exactly what the source gives. What it does not give stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.spoken_languages import LANGUAGE_TAG, LanguageKind
from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.interchange.rules.all_rules import repair, rule_names
from wagtail_migration_events.interchange.source.cells import (
    LONGEST_ADDRESS,
    link_cell,
    list_cell,
    names_cell,
    note,
    plain_cell,
    refuse,
    text_cell,
    yes_or_no_cell,
)
from wagtail_migration_events.interchange.source.further import understand_further
from wagtail_migration_events.interchange.source.past import understand_past
from wagtail_migration_events.interchange.source.source_dates import understand_dates
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent, quoted
from wagtail_migration_events.text_checks import forbidden_characters, replace_forbidden
from wagtail_migration_events.vocabularies.languages import normalise_tag
from wagtail_migration_events.vocabularies.registry import get_vocabulary

LONGEST_TITLE = 255
# "Online discussion" and the like say more than how to attend, so they are not guessed at.
_WAYS_OF_ATTENDING = {
    "online": AttendanceMode.ONLINE,
    "virtual": AttendanceMode.ONLINE,
    "hybrid": AttendanceMode.HYBRID,
    "in person": AttendanceMode.IN_PERSON,
}


def understand(
    row: dict[str, Any], source: str = "", *, without: Iterable[str] = (), fallback: str = ""
) -> SourceEvent:
    """Return the event that a row describes, after the rules have repaired it.

    :param source: the name of the source; by default the host of the row's address.
    :param without: names of rules that are switched off.
    :param fallback: what the reader calls the source, where that is not the host.
    :raises RowRefused: without an address or a language, for then it is no event of any page.
    """
    key = _key(row.get("key"))
    # What the package has written itself needs no repair.
    draft = repair(row, rule_names() if key else without)
    row = draft.row
    event = _identified(row, source, fallback)
    event.key, event.repairs, event.notes = key, draft.repairs, draft.notes
    if key:
        event.part_of = [each for value in row.get("part_of_keys") or [] if (each := _key(value))]
        event.roles = dict(row.get("organizer_roles") or {})
    if not isinstance(row.get("raw_fields", {}), dict | None):
        refuse(event, "raw_fields", row["raw_fields"])
    event.values["title"] = _title(event, row.get("title"))
    _understand_when_and_where(event, row)
    _understand_subject(event, row)
    _understand_answers(event, row, draft.raw)
    understand_further(event, row)
    understand_past(event, row)
    if not event.key:
        event.values["external_id"] = event.address
    if not event.key or row.get("is_from_elsewhere"):
        event.values["external_source"] = event.source
    return event


def _key(value: Any) -> str:
    try:
        return str(UUID(value)) if isinstance(value, str) else ""
    except ValueError:
        return ""


def language_of_words(row: dict[str, Any]) -> str:
    """Return the language in which a row says its words are; "" where it does not say so."""
    if tag := _tag(row.get("content_language")):
        return tag
    raw = row.get("raw_fields")
    return _tag(raw.get("content_language")) if isinstance(raw, dict) else ""


def _identified(row: dict[str, Any], source: str, fallback: str) -> SourceEvent:
    identifier, address = _identity(row, source)
    language = _language(row.get("lang"))
    return SourceEvent(
        address=identifier,
        source=(source or fallback or _host(address))[:255],
        language=language,
        text_language=language_of_words(row) or language,
        group=plain_cell(row.get("group")) or identifier,
        old_address=address,
    )


def _identity(row: dict[str, Any], source: str) -> tuple[str, str]:
    """Return what the source calls the event by, and its address, which may be all there is."""
    identifier = plain_cell(row.get("id"))
    if not identifier:
        address = _address(row.get("url"), source)
        return address, _place_before(address)
    if len(identifier) > LONGEST_ADDRESS or forbidden_characters(identifier):
        raise RowRefused(
            _(
                "The identifier (id) is too long or holds control characters. Give one "
                "of at most 255 characters."
            )
        )
    address = plain_cell(row.get("url"))
    return identifier, _place_before(address)


def _place_before(address: str) -> str:
    """Return an address, or a path of the site, under which the event stood; else ""."""
    is_path = address.startswith("/") and not address.startswith("//")
    if len(address) > LONGEST_ADDRESS or forbidden_characters(address):
        return ""
    return address if is_path or _host(address) else ""


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _address(value: Any, source: str) -> str:
    address = value.strip() if isinstance(value, str) else ""
    if not address:
        raise RowRefused(
            _(
                "The row has no address (url), so it could not be found again. Give it "
                "one, or an identifier (id)."
            )
        )
    if len(address) > LONGEST_ADDRESS or forbidden_characters(address):
        raise RowRefused(
            _(
                "The address (url) is too long or holds control characters. Correct it, "
                "or give an identifier (id)."
            )
        )
    try:
        parts = urlsplit(address)
    except ValueError:
        raise RowRefused(
            _("The address (url) is malformed. Correct it, or give an identifier (id).")
        ) from None
    is_name = bool(source) and not parts.scheme
    if not is_name and not (parts.scheme in ("http", "https") and parts.hostname):
        raise RowRefused(
            _(
                "The address (url) “%(url)s” does not begin with https:// or http://. "
                "Write it whole."
            )
            % {"url": quoted(address)}
        )
    return address


def _language(value: Any) -> str:
    tag = _tag(value)
    if not tag:
        message = _("“%(lang)s” is not a language (lang); give a tag such as “en”.")
        raise RowRefused(message % {"lang": quoted("" if value is None else value)})
    return tag


def _tag(value: Any) -> str:
    tag = normalise_tag(value) if isinstance(value, str) else ""
    return tag if len(tag) <= 35 and LANGUAGE_TAG.fullmatch(tag) else ""


def _title(event: SourceEvent, value: Any) -> str:
    """Return the title, or one that an editor recognizes where the title is missing or refused."""
    title = value.strip() if isinstance(value, str) else ""
    if forbidden_characters(title):
        refuse(event, "title", title, _("It holds control characters; they were left out."))
        title = replace_forbidden(title).strip()
    if len(title) > LONGEST_TITLE:
        reason = _("It has more than %(longest)d characters and was cut.")
        refuse(event, "title", title, reason % {"longest": LONGEST_TITLE})
        title = Truncator(title).chars(LONGEST_TITLE)
    if title:
        return title
    if value not in (None, "") and not isinstance(value, str):
        refuse(event, "title", value, _("It is not a text. Put it in quotation marks."))
    event.refused.append(_("The title is missing; the end of the address stands in for it."))
    last = _last_part(event.old_address or event.address)
    return Truncator(last.replace("-", " ").strip() or event.source).chars(LONGEST_TITLE)


def _last_part(address: str) -> str:
    parts = urlsplit(address)
    last = parts.fragment or parts.path.rstrip("/").rpartition("/")[2]
    return replace_forbidden(unquote(last, errors="replace"))


def _understand_when_and_where(event: SourceEvent, row: dict[str, Any]) -> None:
    dates = understand_dates(row.get("start"), row.get("end"), row.get("timezone"))
    event.values |= dates.values
    event.refused += dates.refused
    event.notes += dates.notes
    event.values["venue"] = text_cell(event, "location", row.get("location"), paragraphs=True)
    attendance = text_cell(event, "format", row.get("format"))
    word = attendance.strip("()").casefold().replace("-", " ").replace("_", " ")
    mode = _WAYS_OF_ATTENDING.get(word)
    event.values["attendance_mode"] = mode.value if mode else ""
    if word and not mode:
        note(event, "format", attendance)


def _understand_subject(event: SourceEvent, row: dict[str, Any]) -> None:
    values = event.values
    values["summary"] = text_cell(event, "summary", row.get("summary"), paragraphs=True)
    values["registration_url"] = link_cell(event, "registration_url", row.get("registration_url"))
    values["gcm_objectives"] = _objectives(event, row.get("objectives"))
    values["languages"] = _languages(event, row.get("languages"))
    values["scope_levels"], values["areas"] = _scope(event, row.get("scope"))
    event.event_type = text_cell(event, "category", row.get("category"), longest=255)
    event.audiences = names_cell(event, "audience", row.get("audience"))
    event.organizers = names_cell(event, "organizers", row.get("organizers"))


def _objectives(event: SourceEvent, value: Any) -> list[str]:
    vocabulary = get_vocabulary("gcm_objectives")
    codes = []
    for item in list_cell(event, "objectives", value):
        if code := vocabulary.resolve(item):
            codes.append(code)
        else:
            refuse(
                event,
                "objectives",
                item,
                _("The GCM objectives are 1 to 23 and “general”. Give one of these."),
            )
    return list(dict.fromkeys(codes))


def _languages(event: SourceEvent, value: Any) -> list[dict[str, str]]:
    spoken = []
    for item in list_cell(event, "languages", value):
        name, _sign, kind = item.partition(":") if isinstance(item, str) else (item, "", "")
        if (tag := _tag(name)) and (not kind or kind in LanguageKind.values):
            spoken.append((tag, kind or LanguageKind.WORKING.value))
        else:
            refuse(event, "languages", item, _("It is not a language tag. Write one such as “en”."))
    return [{"language": tag, "kind": kind} for tag, kind in dict.fromkeys(spoken)]


def _scope(event: SourceEvent, value: Any) -> tuple[list[str], list[str]]:
    levels: list[str] = []
    areas: list[str] = []
    for item in list_cell(event, "scope", value):
        if level := get_vocabulary("scope_levels").resolve(item):
            levels.append(level)
        elif area := get_vocabulary("areas").resolve(item):
            areas.append(area)
        elif isinstance(item, str) and item.strip() and not item.strip().isdecimal():
            note(event, "scope", item)
        else:
            refuse(
                event,
                "scope",
                item,
                _("It is not the code of an area. Give one such as 002 or ECE."),
            )
    return list(dict.fromkeys(levels)), list(dict.fromkeys(areas))


def _understand_answers(event: SourceEvent, row: dict[str, Any], raw: dict[str, Any]) -> None:
    for column, own, name in (
        ("Workstream Output", "workstream_output", "is_workstream_output"),
        ("Regional Review Process", "regional_review", "is_regional_review"),
    ):
        event.values[name] = yes_or_no_cell(event, column, row.get(own, raw.get(column)))
    webcast = row.get("webcast", raw.get("webcast"))
    event.values["livestream_url"] = link_cell(event, "webcast", webcast)
    umbrella = row.get("part_of") or raw.get("part_of") or raw.get("parent")
    if not event.key:  # else keys say it
        event.umbrella = text_cell(event, "part_of", umbrella, longest=LONGEST_TITLE)
