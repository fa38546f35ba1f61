"""Many files in one zip: a folder for each language going out, and careful reading coming back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.translation.files.formats.known import LARGEST_FILE, Format
from wagtail_migration_events.translation.files.formats.spreadsheet import NO_DATE
from wagtail_migration_events.translation.files.pieces import BadFile, Work

MOST_FILES = 1_000
#: Bytes of all files of an archive together, unpacked.
LARGEST_UNPACKED = 100_000_000
#: Characters of the title in a file name.
LONGEST_NAME = 60
#: What systems put beside files, and our own list of what was left out.
CONTENTS = "contents.txt"
_NOT_FOR_US = ("__MACOSX/", ".DS_Store", "Thumbs.db", "~$", CONTENTS)


def file_name(work: Work, format: Format) -> str:
    """Return a name that people can read and every system can store; it differs for each event."""
    title = slugify(work.title, allow_unicode=True)[:LONGEST_NAME].strip("-_")
    return f"{title or 'event'}-{work.translation.hex[:8]}.{work.target_tag}.{format.name}"


def write_archive(works: Iterable[Work], format: Format, left_out: Iterable[str]) -> bytes:
    """Return a zip file with a folder for each language, in UTF-8 names, always the same bytes.

    :param left_out: lines that say what is not in it, for a text file beside the folders.
    """
    files = {f"{work.target_tag}/{file_name(work, format)}": format.write(work) for work in works}
    lines = list(left_out)
    if lines:
        files[CONTENTS] = "\r\n".join(lines).encode("utf-8-sig")
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for name in sorted(files):
            zipped.writestr(ZipInfo(name, NO_DATE), files[name], ZIP_DEFLATED)
    return archive.getvalue()


def read_archive(file: BinaryIO) -> Iterator[tuple[str, bytes | BadFile]]:
    """Yield the name and the content of each file, or why it cannot be read. Nothing is unpacked
    to the disk, so a name can lead nowhere.

    :raises BadFile: if it is no archive, or too large.
    """
    try:
        archive = ZipFile(file)
        parts = [part for part in archive.infolist() if not part.is_dir() and _is_ours(part)]
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BadFile(_("The file is damaged: it cannot be unpacked.")) from error
    if len(parts) > MOST_FILES:
        raise BadFile(_("There are more than %(most)d files in it.") % {"most": MOST_FILES})
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BadFile(_("The zip file is too large when it is unpacked."))
    if not parts:
        raise BadFile(_("The zip file holds no translations."))
    for part in parts:
        yield one_line(part.filename, 200), _content_of(archive, part)


def _is_ours(part: ZipInfo) -> bool:
    name = part.filename.rpartition("/")[2]
    return not part.filename.startswith(_NOT_FOR_US) and not name.startswith(_NOT_FOR_US)


def _content_of(archive: ZipFile, part: ZipInfo) -> bytes | BadFile:
    if part.flag_bits & 1:
        return BadFile(_("The file is encrypted."))
    if part.file_size > LARGEST_FILE:
        return BadFile(_("The file is too large."))
    try:
        with archive.open(part) as file:
            return file.read(LARGEST_FILE + 1)
    except Exception:  # of many kinds, for what is damaged
        return BadFile(_("The file in the archive is damaged."))
