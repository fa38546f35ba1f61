"""A file that somebody has given to import events from, kept until that is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Of one row in the database: MariaDB takes 16 MB at once.
PART = 512 * 1024
#: What nobody has imported after so long is deleted.
KEPT_FOR = dt.timedelta(days=7)


class ImportUpload(models.Model):
    """A file, or several of one source, and how it is to be read.

    It is kept in the database, where every process of the site finds it and no reader does: places
    for uploaded files are often public.

    Attributes:
        name: what it was called, for people.
        format: as ``readers.formats`` calls it.
        options: what was chosen: ``index`` (primary key), ``source``, ``fetch_files``,
            ``publish_organizers``, ``mapping`` (the tables of a mapping file) and ``files`` (their
            names on the disk).
        decisions: the files of decisions about names, by file name.
    """

    name = models.CharField(_("file"), max_length=255)
    format = models.CharField(max_length=16)
    options = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    decisions = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file to import")
        verbose_name_plural = _("files to import")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def written_to(self, folder: Path) -> Path:
        """Write the file into a folder; return its path, or the folder's if there are several."""
        names = self.options["files"]
        for number, name in enumerate(names):
            with (folder / name).open("wb") as file:
                parts = self.parts.filter(file=number).order_by("number")
                for content in parts.values_list("content", flat=True).iterator(chunk_size=4):
                    file.write(bytes(content))
        return folder / names[0] if len(names) == 1 else folder


class ImportUploadPart(models.Model):
    """A piece of a file; ``file`` counts the files of an upload from 0."""

    upload = models.ForeignKey(ImportUpload, on_delete=models.CASCADE, related_name="parts")
    file = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of a file to import")
        verbose_name_plural = _("parts of files to import")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("upload", "file", "number"), name="a_part_of_an_upload_is_there_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.file}/{self.number}"


def store(paths: Sequence[Path], name: str, format_name: str, user: Any) -> ImportUpload:
    """Keep files that are on the disk; those that were left lying for long are deleted.

    :param name: what people call them.
    """
    delete_left()
    names = [path.name for path in paths]
    if len(names) == 1:
        names = [f"{name_of_one(name)}{paths[0].suffix[:10]}"]
    with transaction.atomic():
        upload = ImportUpload.objects.create(
            name=name[:255], format=format_name, options={"files": names}, made_by=user
        )
        for place, path in enumerate(paths):
            _store_parts(upload, place, path)
    return upload


def name_of_one(name: str) -> str:
    """Return a name by which a file may stand in a folder; a table without addresses has it as
    the name of its source."""
    stem = Path(name).stem.strip(". ")
    bare = "".join(each if each.isprintable() and each not in "/\\:" else "-" for each in stem)
    return bare[:60] or "file"


def delete_left() -> int:
    """Delete the files that nobody has imported for long; return how many."""
    old = ImportUpload.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    number = old.count()
    if number:
        old.delete()
    return number


def _store_parts(upload: ImportUpload, place: int, path: Path) -> None:
    with path.open("rb") as file:
        number = 0
        while content := file.read(PART):
            ImportUploadPart.objects.create(
                upload=upload, file=place, number=number, content=content
            )
            number += 1
