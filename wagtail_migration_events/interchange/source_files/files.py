"""Fetching the files that rows name, within limits, into the site's own images and documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

from wagtail_migration_events.conf import setting
from wagtail_migration_events.interchange.readers.addresses import TooLarge, asked
from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.interchange.source_files.fetched_file import FetchedFile, digest_of
from wagtail_migration_events.outgoing.fetching import Answer

#: Kind and address.
File = tuple[str, str]
IMAGE, DOCUMENT = "image", "document"
SECONDS = 30.0


class SourceFiles:
    """Knows of each address which image or document it is, or why it is none.

    Files are fetched before the rows are written, never while the database waits.

    :param fetch: False leaves all addresses as links.
    """

    def __init__(self, *, fetch: bool = False) -> None:
        self.fetch = fetch
        self._looked_for: set[File] = set()
        self._made: dict[File, int] = {}
        self._reasons: dict[File, str] = {}

    def bring(self, wanted: Iterable[File]) -> None:
        """Have the files at these addresses on the site, by kind and address."""
        new = [each for each in dict.fromkeys(wanted) if each not in self._looked_for]
        self._looked_for.update(new)
        rows = _rows(new)
        self._made |= _known(rows)
        if self.fetch:
            refused = [file for file, row in rows.items() if row.file_digest == _limits()]
            before = _("The limits refused it in an earlier run, and are the same.")
            self._reasons |= dict.fromkeys(refused, before)
            for kind, address in new:
                if (kind, address) not in self._made | self._reasons:
                    self._try(kind, address)

    def _try(self, kind: str, address: str) -> None:
        try:
            self._made[kind, address] = self._fetched(kind, address)
        except (UnreadableFile, ValidationError) as error:
            reason = " ".join(getattr(error, "messages", [str(error)]))
            self._reasons[kind, address] = reason
            if isinstance(error, ValidationError | TooLarge):
                _remember(kind, address, _limits())

    def made(self, kind: str, address: str) -> int | None:
        """Return the primary key of what a file has become; None if it is left as a link."""
        return self._made.get((kind, address))

    def reason(self, kind: str, address: str) -> str:
        """Return why a file was not fetched; "" where nobody tried to."""
        return self._reasons.get((kind, address), "")

    def _fetched(self, kind: str, address: str) -> int:
        answer, last = asked(address, seconds=SECONDS, most_bytes=int(setting("IMPORT_FILE_SIZE")))
        digest = hashlib.sha256(answer.body).hexdigest()
        alike = FetchedFile.objects.filter(kind=kind, file_digest=digest)
        found = next(iter(_living(kind, [each.made for each in alike]).values()), None)
        with transaction.atomic():
            made = found or _make(kind, _file(kind, answer, last, address))
            _remember(kind, address, digest, str(made))
        return made


def file_name(address: str) -> str:
    """Return what a file is called at the end of its address."""
    name = PurePosixPath(unquote(urlsplit(address).path, errors="replace")).name
    return "".join(each for each in name if each.isprintable())[-100:] or "file"


def title_of(address: str) -> str:
    stem = PurePosixPath(file_name(address)).stem.replace("_", " ").replace("-", " ").strip()
    return Truncator(stem or file_name(address)).chars(255)


def _rows(files: list[File]) -> dict[File, FetchedFile]:
    """Return what is known of files that were asked for before."""
    by_digest = {(kind, digest_of(address)): address for kind, address in files}
    if not by_digest:
        return {}
    rows = FetchedFile.objects.filter(address_digest__in={digest for _kind, digest in by_digest})
    named = {(row.kind, row.address_digest): row for row in rows}
    return {(key[0], by_digest[key]): row for key, row in named.items() if key in by_digest}


def _known(rows: dict[File, FetchedFile]) -> dict[File, int]:
    """Return what files have become that were fetched before, in at most two queries."""
    known: dict[File, int] = {}
    for kind in {kind for kind, _address in rows}:
        found = {file: row.made for file, row in rows.items() if file[0] == kind and row.made}
        living = _living(kind, list(found.values()))
        known |= {file: living[made] for file, made in found.items() if made in living}
    return known


def _remember(kind: str, address: str, digest: str, made: str = "") -> None:
    values = {"address": address, "file_digest": digest, "made": made}
    FetchedFile.objects.update_or_create(values, kind=kind, address_digest=digest_of(address))


def _limits() -> str:
    """Return a digest of what decides whether a file is taken."""
    of_images = [name for name in dir(settings) if name.startswith("WAGTAILIMAGES_")]
    limits = [
        setting("IMPORT_FILE_SIZE"),
        sorted(setting("IMPORT_FILE_TYPES")),
        *((name, getattr(settings, name)) for name in sorted(of_images)),
    ]
    return hashlib.sha256(repr(limits).encode()).hexdigest()


def _living(kind: str, made: list[str]) -> dict[str, int]:
    """Return those that nobody has deleted, by primary key as text."""
    rows = _model(kind)._default_manager.filter(pk__in=made) if made else []
    return {str(row.pk): row.pk for row in rows}


def _model(kind: str) -> Any:
    return get_image_model() if kind == IMAGE else get_document_model()


def _file(kind: str, answer: Answer, last: str, address: str) -> Any:
    """Return the file of an answer, checked.

    :raises ValidationError: if it is none of the types that the site takes.
    :raises UnreadableFile: if it is a page, such as one to log in, and not the file.
    """
    names = (file_name(last), file_name(address))
    name = next((each for each in names if PurePosixPath(each).suffix), names[0])
    file = SimpleUploadedFile(name, answer.body)
    if kind == IMAGE:
        return WagtailImageField().clean(file)
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    told = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    message = _("Files of the type “%(type)s” are not fetched.")
    if told == "text/html":
        raise UnreadableFile(message % {"type": told})
    if ending not in setting("IMPORT_FILE_TYPES"):
        raise ValidationError(message % {"type": ending})
    return file


def _make(kind: str, file: Any) -> int:
    row = _model(kind)(title=title_of(file.name), file=file, collection=_collection())
    row.full_clean(exclude=["file_hash", "file_size", "width", "height"])
    row.save()
    return int(row.pk)


def _collection() -> Any:
    """Return the collection that the setting names; it is made if it is not there."""
    name = str(setting("IMPORT_COLLECTION"))[:255]
    known = known_collection()
    return known if known.name == name or not name else known.add_child(name=name)


def known_collection() -> Any:
    """Return the collection to which files go; if it is not there, that in which it is made."""
    name = str(setting("IMPORT_COLLECTION"))[:255]
    named = Collection.objects.filter(name=name).order_by("path").first() if name else None
    return named or Collection.get_first_root_node()
