"""Taking in what somebody gives to import from: files, or an address; nothing half-read is kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from wagtail_migration_events.conf import setting
from wagtail_migration_events.interchange.mapping.plan import (
    LARGEST_MAPPING,
    ColumnPlan,
    plan_in,
    plan_of,
)
from wagtail_migration_events.interchange.readers.addresses import fetched
from wagtail_migration_events.interchange.readers.formats import format_of
from wagtail_migration_events.interchange.source.records import SourceRecord, UnreadableFile
from wagtail_migration_events.interchange.uploaded.reading import (
    MAPPED,
    columns_in,
    on_disk,
    readable,
    records,
)
from wagtail_migration_events.interchange.uploaded.upload import (
    ImportUpload,
    name_of_one,
    store,
)

MOST_FILES = 200


class Given(Protocol):
    """A file as Django hands it over."""

    name: str
    size: int

    def chunks(self) -> Iterable[bytes]: ...


def take_files(files: Sequence[Given], user: Any) -> ImportUpload:
    """Keep uploaded files; several may only be the documents of a Drupal site.

    :raises UnreadableFile: if they are too large, or nothing of them can be read.
    """
    if len(files) > MOST_FILES:
        message = _("At most %(most)d files can be imported at once. Import the others afterwards.")
        raise UnreadableFile(message % {"most": MOST_FILES})
    _check_size(sum(file.size for file in files))
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            suffix = Path(file.name).suffix.lower()[:10]
            path = Path(folder) / f"{number:04}-{name_of_one(file.name)}{suffix}"
            with path.open("wb") as to:
                for chunk in file.chunks():
                    to.write(chunk)
            paths.append(path)
        name = files[0].name if len(files) == 1 else f"{files[0].name} + {len(files) - 1}"
        return _stored(paths, name, user)


def take_address(address: str, user: Any) -> ImportUpload:
    """Fetch what stands at an address, and keep it.

    :raises UnreadableFile: see :func:`fetched`, and as for files.
    """
    with fetched(address) as path:
        _check_size(path.stat().st_size)
        # Only the host: what stands behind it may be a secret.
        return _stored([path], f"{urlsplit(address).hostname}{path.suffix}", user)


def taken_mapping(file: Given) -> ColumnPlan:
    """Read an uploaded mapping file; what it holds can be kept in the database.

    :raises UnreadableFile: naming what is wrong with it.
    """
    if file.size > LARGEST_MAPPING:
        raise UnreadableFile(_("The mapping is larger than a megabyte. Shorten it."))
    plan = plan_in(b"".join(file.chunks()))
    try:
        text = json.dumps(asdict(plan), cls=DjangoJSONEncoder, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        message = _("The mapping cannot be read: %(error)s.")
        raise UnreadableFile(message % {"error": error}) from None
    if "\\u0000" in text:  # which PostgreSQL does not keep
        message = _("The mapping cannot be read: %(error)s.")
        raise UnreadableFile(message % {"error": "U+0000"})
    return plan_of(json.loads(text))


def _stored(paths: list[Path], name: str, user: Any) -> ImportUpload:
    if not any(path.stat().st_size for path in paths):
        raise UnreadableFile(_("The file is empty. Choose one that has events in it."))
    with readable():
        found = {format_of(path) for path in paths}
    if len(paths) > 1 and found != {"drupal"}:
        raise UnreadableFile(
            _("Upload one file. Only documents of Drupal, as JSON, may be several.")
        )
    upload = store(paths, name, found.pop(), user)
    try:
        _check_content(upload)
    except UnreadableFile:
        upload.delete()
        raise
    return upload


def _check_content(upload: ImportUpload) -> None:
    if upload.format in MAPPED:
        columns_in(upload)
        return
    with on_disk(upload) as path:
        if not any(isinstance(record, SourceRecord) for record in records(upload, path)):
            raise UnreadableFile(_("The file is empty. Choose one that has events in it."))


def _check_size(size: int) -> None:
    most = setting("IMPORT_MOST_BYTES")
    if size > most:
        message = _("The file is larger than %(most)s MB. Split it, or use the command.")
        raise UnreadableFile(message % {"most": f"{most / (1024 * 1024):g}"})
