"""Images and documents of a whole copy, each named by the digest of its file."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from wagtail_migration_events.interchange.whole_copy.form import MEDIA, Line


def model_of(kind: str) -> Any:
    return get_image_model() if kind == "image" else get_document_model()


class FilesOut:
    """Copies the files that pages name into the folder, each once.

    What a page names and the site has lost is left out of the page's copy, and counted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / MEDIA
        self.lines: dict[str, Line] = {}
        self.lost = 0
        self._digests: dict[tuple[str, str], str | None] = {}

    def swap(self, kind: str, pk: Any) -> str | None:
        """Return the digest of a file, by the primary key of its row."""
        known = (kind, str(pk))
        if known not in self._digests:
            self._digests[known] = self._copy(kind, pk)
        return self._digests[known]

    def _copy(self, kind: str, pk: Any) -> str | None:
        row = model_of(kind).objects.filter(pk=pk if str(pk).isdecimal() else 0).first()
        try:
            with row.file.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()[:32]
                file.seek(0)
                name = f"{digest}{Path(row.file.name).suffix.lower()[:10]}"
                self.folder.mkdir(parents=True, exist_ok=True)
                with (self.folder / name).open("wb") as copy:
                    shutil.copyfileobj(file, copy)
        except (AttributeError, OSError, ValueError):
            self.lost += 1
            return None
        line = {kind: digest, "title": row.title, "file": f"{MEDIA}/{name}"}
        line["filename"] = Path(row.file.name).name
        if description := getattr(row, "description", ""):
            line["description"] = description
        self.lines[digest] = line
        return digest


class FilesIn:
    """Finds the rows of files that the site has already, and makes those it has not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pks: dict[tuple[str, str], int | None] = {}

    def swap(self, kind: str, digest: Any) -> int | None:
        """Return the primary key of the row that holds a file, by its digest."""
        return self._pks.get((kind, str(digest)))

    def take(self, line: Line) -> bool:
        """Have the file of a line on the site; return whether it is new.

        :raises OSError: if the copy has not the file, or another than the line says.
        """
        kind = "image" if "image" in line else "document"
        path = (self.folder / str(line["file"])).resolve()
        if not path.is_relative_to((self.folder / MEDIA).resolve()):
            raise OSError(line["file"])
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest()[:32] != line[kind]:
                raise OSError(line["file"])
            file.seek(0)
            sha1 = hashlib.file_digest(file, "sha1").hexdigest()
            alike = model_of(kind).objects.filter(title=line["title"])
            known = next((row for row in alike if _hash_of(row) == sha1), None)
            row = known or self._made(kind, line, file)
        self._pks[kind, line[kind]] = row.pk
        return known is None

    def _made(self, kind: str, line: Line, file: Any) -> Any:
        file.seek(0)
        row = model_of(kind)(title=line["title"])
        if line.get("description") and hasattr(row, "description"):
            row.description = line["description"]
        row.file.save(Path(str(line["filename"])).name, File(file), save=False)
        row.full_clean(exclude=["file_hash", "file_size", "width", "height"])
        row.save()
        return row


def _hash_of(row: Any) -> str:
    """Return the SHA-1 of a row's file, which Wagtail keeps in the row once it is known."""
    try:
        return str(row.get_file_hash())
    except OSError:
        return ""
