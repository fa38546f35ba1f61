"""What of the newest versions of translations still is in the words of their sources."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.dateparse import parse_datetime
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states.own_pages import OwnPage
from wagtail_migration_events.translation.kept.own_words import text_columns
from wagtail_migration_events.translation.source.segments import strings_of

#: Shorter pieces, such as names and places, may be the same in two languages.
SENTENCE = 40

#: The path of a piece of text, and its words.
Piece = tuple[str, str]


class Draft:
    """The newest version of a page, read from its revision when somebody asks for its words."""

    def __init__(self, page: OwnPage, revision: Any) -> None:
        self.own, self.revision = page, revision

    @cached_property
    def page(self) -> Any:
        # Its words are all that is asked for, so the facts of the source need not be read for it.
        return self.own.model.from_serializable_data(self.revision.content, check_fks=False)

    @property
    def go_live_at(self) -> dt.datetime | None:
        stored = self.revision.content.get("go_live_at") if self.revision is not None else None
        return parse_datetime(stored) if stored else None

    @cached_property
    def pieces(self) -> set[Piece]:
        return set(strings_of(self.page)) if self.revision is not None else set()

    def columns_with(self, pieces: Collection[Piece]) -> list[str]:
        """Return the columns in which some of these pieces stand."""
        there = {path.split(".")[0] for path, _words in self.pieces.intersection(pieces)}
        return [name for name in text_columns(self.own.model) if name in there]

    def lacks_words_since(self, written: dt.datetime | None) -> bool:
        """Whether translators have written words, last at that moment, that it does not hold."""
        if written is None:
            return False
        if self.revision is None:
            return True
        return written > self.revision.created_at and holds_other_words(self.page)


class SourceWords:
    """The words of the sources of many events; what nobody asks for is not read.

    :param drafts: the newest versions of all of their pages.
    """

    def __init__(self, keys: Collection[UUID], drafts: Iterable[Draft]) -> None:
        self._keys = keys
        self._drafts = {draft.own.pk: draft for draft in drafts}

    @cached_property
    def translated(self) -> Mapping[tuple[UUID, int], set[Piece]]:
        """Pieces for which translators have other words, by key and language."""
        rows = StringTranslation.objects.filter(context__object__in=self._keys, has_error=False)
        rows = rows.exclude(data="").exclude(data=F("translation_of__data"))
        found: dict[tuple[UUID, int], set[Piece]] = defaultdict(set)
        for key, locale, *piece in rows.values_list(
            "context__object", "locale", "context__path", "translation_of__data"
        ):
            found[key, locale].add((piece[0], piece[1]))
        return found

    def copied_into(self, draft: Draft, locale: int) -> list[str]:
        """Return the columns of which some piece is that of the source, and nobody's translation,
        where localize does not run the translation.

        :param locale: primary key of the page's language.
        """
        key = draft.own.translation_key
        origin = self._origins.get(key)
        if origin in (None, draft.own.pk) or draft.revision is None:
            return []
        if (key, locale) in self._stopped:
            return draft.columns_with(_not_translated(key, locale))
        pieces = self._drafts[origin].pieces if origin in self._drafts else set()
        return draft.columns_with({piece for piece in pieces if len(piece[1]) >= SENTENCE})

    @cached_property
    def _origins(self) -> dict[UUID, int | None]:
        rows = EventGroup.objects.filter(pk__in=self._keys)
        return dict(rows.values_list("pk", "origin"))

    @cached_property
    def _stopped(self) -> set[tuple[UUID, int]]:
        """The translations that localize runs no more, by key and language."""
        rows = Translation.objects.filter(source__object_id__in=self._keys, enabled=False)
        return set(rows.values_list("source__object_id", "target_locale"))


def _not_translated(key: UUID, locale: int) -> set[Piece]:
    """Return the pieces of localize's snapshot of a source for which nobody has other words."""
    rows = (
        StringSegment.objects.filter(
            source__object_id=key, source__translations__target_locale=locale
        )
        .annotate_translation(locale)
        .values_list("context__path", "string__data", "translation")
    )
    return {(path, words) for path, words, translation in rows if translation != words}


def holds_other_words(page: Any) -> bool:
    """Whether translators have written words for a page that this version of it does not hold.

    :param page: a version of a translation; of one that localize does not run the answer is no.
    """
    there = set(strings_of(page))
    source = TranslationSource.objects.filter(
        object_id=page.translation_key,
        translations__target_locale=page.locale_id,
        translations__enabled=True,
    )
    segments = StringSegment.objects.filter(source__in=source).annotate_translation(page.locale_id)
    rows = segments.exclude(translation=None).exclude(translation="")
    columns = set(text_columns(type(page)))
    return any(
        piece not in there
        for piece in rows.values_list("context__path", "translation")
        if piece[0].split(".")[0] in columns
    )
