"""A site's own wordings of official titles, further languages, and confirmed footnotes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from wagtail_migration_events.conf import setting
from wagtail_migration_events.vocabularies.languages import data_key
from wagtail_migration_events.vocabularies.loading import read_data
from wagtail_migration_events.vocabularies.terms import Title

CORRECTABLE = (
    "gcm_objectives",
    "guiding_principles",
    "sdgs",
    "areas",
    "scope_levels",
    "footnotes",
)
FIELDS = ("titles", "short_names")
_Key = tuple[str, str, str]


class CorrectionError(ImproperlyConfigured):
    """A file of corrections, or an entry in it, cannot be used."""


@dataclass
class Corrections:
    """What the site corrects: titles by vocabulary, code and field; and what could not be used."""

    titles: dict[_Key, dict[str, Title]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def apply(
        self, vocabulary: str, code: str, name: str, titles: Mapping[str, Title]
    ) -> dict[str, Title]:
        return {**titles, **self.titles.get((vocabulary, code, name), {})}


def read_corrections(paths: Iterable[str | Path] | str | Path | None = None) -> Corrections:
    """Read the files in order; a later one wins. ``None``: the setting VOCABULARY_CORRECTIONS.

    Never raises for what the files hold: an unreadable file or a wrong entry is left out, so that
    the official wording stands, and is named in ``errors``.
    """
    if paths is None:
        paths = setting("VOCABULARY_CORRECTIONS")
    if isinstance(paths, (str, Path)):
        paths = (paths,)
    corrections = Corrections()
    if not isinstance(paths, Iterable):
        corrections.errors.append(f"VOCABULARY_CORRECTIONS must be a list of paths, not {paths!r}.")
        return corrections
    for path in paths:
        try:
            content = _read_file(path)
        except CorrectionError as error:
            corrections.errors.append(str(error))
        else:
            _add(corrections, content, str(path))
    return corrections


def _add(corrections: Corrections, content: dict[str, Any], path: str) -> None:
    for key, language, entry in _entries(content, corrections.errors, path):
        try:
            title = _title(entry)
        except CorrectionError as error:
            where = " / ".join((*key, language))
            corrections.errors.append(f"{path}: {where}: {error}")
        else:
            corrections.titles.setdefault(key, {})[data_key(language)] = title


def _read_file(path: str | Path) -> dict[str, Any]:
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except TypeError:
        raise CorrectionError(f"{path!r} is not the path of a file of corrections.") from None
    except OSError as error:
        reason = error.strerror or error
        raise CorrectionError(f"{path}: the file cannot be read: {reason}.") from error
    except (ValueError, RecursionError) as error:
        raise CorrectionError(f"{path}: the file is not JSON in UTF-8: {error}.") from error
    if not isinstance(content, dict):
        raise CorrectionError(f"{path}: the file must hold an object of vocabularies.")
    return content


def _entries(
    content: dict[str, Any], errors: list[str], path: str
) -> Iterator[tuple[_Key, str, object]]:
    for vocabulary, terms in content.items():
        if vocabulary not in CORRECTABLE:
            choices = ", ".join(CORRECTABLE)
            errors.append(f"{path}: unknown vocabulary {vocabulary!r}; there are: {choices}.")
            continue
        known = {term["code"] for term in read_data(vocabulary)["terms"]}
        for code, fields in _items(terms, errors, f"{path}: {vocabulary}"):
            if code not in known:
                errors.append(f"{path}: {vocabulary} has no code {code!r}.")
                continue
            for name, titles in _items(fields, errors, f"{path}: {vocabulary} / {code}"):
                where = f"{path}: {vocabulary} / {code} / {name}"
                if name not in FIELDS:
                    errors.append(f"{where}: only titles and short_names can be corrected.")
                    continue
                for language, entry in _items(titles, errors, where):
                    yield (vocabulary, code, name), language, entry


def _items(value: object, errors: list[str], where: str) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        return value.items()
    errors.append(f"{where}: must be an object.")
    return ()


def _title(entry: object) -> Title:
    if not isinstance(entry, dict):
        raise CorrectionError('must be an object such as {"text": "…", "verified": true}.')
    text, verified = entry.get("text"), entry.get("verified", False)
    source = entry.get("source", "")
    if not isinstance(text, str) or not text.strip():
        raise CorrectionError('"text" must be a text that is not empty.')
    if not isinstance(verified, bool):
        raise CorrectionError('"verified" must be true or false.')
    if not isinstance(source, str):
        raise CorrectionError('"source" must be a text.')
    return Title(text.strip(), verified, source)
