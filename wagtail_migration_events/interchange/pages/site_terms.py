"""The site's own terms for words of a source; a new term for a word that is none yet."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.source_event import SourceEvent, quoted
from wagtail_migration_events.vocabularies.languages import data_key
from wagtail_migration_events.vocabularies.matching import comparable
from wagtail_migration_events.vocabularies.registry import get_vocabulary

_JOINTS = re.compile(r"[,，、،]|\b(?:and|et|y|и)\b", re.IGNORECASE)


class SiteTerms:
    """Resolves types of event and audiences, so that no word of a source is lost.

    :param dry_run: remember new terms instead of saving them.
    """

    def __init__(self, *, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self.planned: dict[tuple[str, str], str] = {}

    def code_for(self, name: str, word: str, event: SourceEvent) -> str:
        """Return the code of a word in the vocabulary ``name``, ``""`` where it is refused."""
        vocabulary: Any = get_vocabulary(name)
        if code := self._known(name, word):
            return code
        model = getattr(vocabulary, "model", None)
        if model is None:
            message = _(
                "“%(word)s” is not in the list “%(list)s”; it is kept in the record. "
                "Add the term, and import again."
            )
            event.notes.append(message % {"word": quoted(word), "list": vocabulary.label})
            return ""
        return self._add(model, word, event)

    def codes_for(self, name: str, words: list[str], event: SourceEvent) -> list[str]:
        """Return the codes of several words, each once.

        A word that is no term, and of which each part at a comma is one, is those.
        """
        codes = [
            self.code_for(name, part, event)
            for word in words
            for part in self._parts_of(name, word)
        ]
        return list(dict.fromkeys(code for code in codes if code))

    def is_planned(self, name: str, codes: Any) -> bool:
        """Whether one of the codes is of a term that a dry run did not save."""
        wanted = {codes} if isinstance(codes, str) else set(codes)
        return any(kept == name and code in wanted for (kept, _w), code in self.planned.items())

    def _known(self, name: str, word: str) -> str:
        code = get_vocabulary(name).resolve(word) or self.planned.get((name, comparable(word)))
        return str(code or "")

    def _parts_of(self, name: str, word: str) -> list[str]:
        parts = [part.strip() for part in _JOINTS.split(word)]
        is_list = len(parts) > 1 and not self._known(name, word)
        return parts if is_list and all(self._known(name, part) for part in parts) else [word]

    def _add(self, model: Any, word: str, event: SourceEvent) -> str:
        term = model(labels={data_key(event.text_language): word})
        # Words without Latin letters give no code of their own.
        term.code = term.suggested_code() or _code_of(word)
        try:
            term.full_clean()
        except ValidationError as error:
            message = _("“%(word)s” was refused. %(reason)s")
            params = {"word": quoted(word), "reason": " ".join(error.messages)}
            event.refused.append(message % params)
            return ""
        event.notes.append(
            _("new term in “%(list)s”: %(word)s")
            % {"list": model._meta.verbose_name_plural, "word": quoted(word)}
        )
        if self.dry_run:
            self.planned[model.vocabulary_name, comparable(word)] = term.code
        else:
            term.save()
        return str(term.code)


def _code_of(word: str) -> str:
    return f"term-{hashlib.sha256(word.encode()).hexdigest()[:8]}"
