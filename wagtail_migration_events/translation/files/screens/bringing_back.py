"""Files that somebody has sent: each for the event and the language that it names itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, BinaryIO
from uuid import UUID

from django.db import IntegrityError
from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.translation.files.archive import LARGEST_UNPACKED, read_archive
from wagtail_migration_events.translation.files.formats.known import (
    LARGEST_FILE,
    Format,
    is_archive,
    read_file,
    size_of,
)
from wagtail_migration_events.translation.files.pieces import BadFile, Returned
from wagtail_migration_events.translation.files.reading_back import Report, take_back
from wagtail_migration_events.translation.files.screens.access import Access, translations

#: A file's name, and what is in it or why it cannot be read.
Sent = tuple[str, bytes | BadFile]


@dataclass(frozen=True)
class FileReport:
    """What became of one file, or of the part of it that belongs to one translation.

    Attributes:
        name: of the file.
        about: event and language; what the file says that it belongs to, if this person may not
            know or nobody does.
        report: None if nothing was kept.
        refusal: why nothing was kept.
    """

    name: str
    about: str = ""
    report: Report | None = None
    refusal: str = ""


def sent_files(name: str, file: BinaryIO) -> Iterable[Sent]:
    """Return the files in an upload: itself, or what is in it if it is an archive.

    :raises BadFile: if it is packed and cannot be read.
    """
    if is_archive(file):
        return read_archive(file)
    return [(one_line(name, 200), file.read(LARGEST_FILE + 1))]


def bring_back(
    user: Any, files: Iterable[Sent], only: Collection[UUID] | None = None
) -> list[FileReport]:
    """Keep what can be kept of each file, and say the rest. One transaction for each translation.

    :param only: the translations that are expected; None for all that the person may edit.
    """
    read = list(_read_all(files))
    wanted = {uuid for each in read for uuid in map(_uuid, each.groups) if uuid is not None}
    access = Access(user, translations().filter(uuid__in=wanted))
    known = {each.uuid: each for each in access.translations}
    reports = []
    for each in read:
        if each.refusal:
            reports.append(FileReport(each.name, refusal=each.refusal))
        for translation_id, rows in each.groups.items():
            translation = known.get(_uuid(translation_id))
            refusal = _refusal(access, translation, only, rows)
            about = _about(access, translation) or one_line(translation_id, 80)
            if refusal:
                reports.append(FileReport(each.name, about, refusal=refusal))
            else:
                reports.append(_taken(each, about, translation, rows, user))
    return reports


@dataclass
class _Read:
    name: str
    format: Format | None
    groups: dict[str, list[Returned]]
    refusal: str = ""


def _read_all(files: Iterable[Sent]) -> Iterator[_Read]:
    room = LARGEST_UNPACKED
    for name, content in files:
        try:
            if isinstance(content, BadFile):
                raise content
            room -= size_of(content)  # workbooks in an archive are unpacked a second time
            if room < 0:
                raise BadFile(_("All the files together are too large when they are unpacked."))
            yield _grouped(name, *read_file(content))
        except BadFile as error:
            yield _Read(name, None, {}, str(error))


def _grouped(name: str, format: Format, rows: list[Returned]) -> _Read:
    groups: dict[str, list[Returned]] = {}
    for row in rows:
        groups.setdefault(row.translation, []).append(row)
    return _Read(name, format, groups, "" if rows else _("There are no texts in the file."))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _refusal(
    access: Access, translation: Any, only: Collection[UUID] | None, rows: list[Returned]
) -> str:
    """Return why the rows of one translation are not kept, none of them; "" if they may be."""
    if not rows[0].translation:
        places = listed(row.where for row in rows[:10])
        text = ngettext(
            "There is no key, so nobody knows where the text belongs: %(places)s.",
            "There are no keys, so nobody knows where these texts belong: %(places)s.",
            len(rows),
        )
        return text % {"places": places}
    if translation is None:
        return _("It belongs to a translation that this site does not have, or not any more.")
    if only is not None and translation.uuid not in only:
        return _("It belongs to another event or another language.")
    if not access.may_write(translation):
        return _("You may not edit the page that it belongs to.")
    return unescape(strip_tags(" ".join(access.locks(translation))))


def _about(access: Access, translation: Any) -> str:
    if translation is None or not access.may_read(translation):
        return ""
    language = language_name(translation.target_locale.language_code, get_language())
    return f"{translation.source.object_repr} ({language})"


def _taken(
    read: _Read, about: str, translation: Any, rows: list[Returned], user: Any
) -> FileReport:
    try:
        tool = read.format.tool if read.format is not None else ""
        return FileReport(read.name, about, take_back(translation, rows, user, tool=tool))
    except IntegrityError:
        refusal = _("Somebody has saved one of these texts at the same moment. Send it again.")
        return FileReport(read.name, about, refusal=refusal)
