"""How much of each translation is done, counted as wagtail-localize's own report counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery
from wagtail_localize.models import StringTranslation, Translation

from wagtail_migration_events.events.language_states.rules import (
    PROGRESS_RULES,
    Progress,
    Target,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag


def translated_strings(keys: Collection[UUID]) -> dict[Target, Progress]:
    """Return how much is done of the translations that go on, in one query.

    A suggestion is an error to localize, and so counts as still to do; what a machine has written
    counts as its work until somebody saves it.

    :param keys: of the groups.
    """
    done_by = StringTranslation.objects.filter(
        translation_of=OuterRef("source__stringsegment__string"),
        context=OuterRef("source__stringsegment__context"),
        locale=OuterRef("target_locale"),
        has_error=False,
    ).exclude(data="")
    rows = (
        Translation.objects.filter(
            enabled=True, source__object_id__in=keys, source__stringsegment__isnull=False
        )
        .annotate(
            key=F("source__object_id"),
            tag=F("target_locale__language_code"),
            done_by=Subquery(done_by.values("translation_type")[:1]),
        )
        .values("pk", "key", "tag", "done_by")
        .annotate(pieces=Count("source__stringsegment"))
        .order_by("pk")
        .values_list("pk", "key", "tag", "done_by", "pieces")
    )
    counts: dict[Target, dict[int, dict[str | None, int]]] = defaultdict(dict)
    for pk, key, tag, kind, pieces in rows:
        counts[key, normalise_tag(tag)].setdefault(pk, {})[kind] = pieces
    # localize lets one page be translated from one other; were it from two, the last one counts.
    return {target: _progress(each[max(each)]) for target, each in counts.items()}


def _progress(pieces: dict[str | None, int]) -> Progress:
    total = sum(pieces.values())
    return Progress(
        done=total - pieces.get(None, 0),
        total=total,
        by_machine=pieces.get(StringTranslation.TRANSLATION_TYPE_MACHINE, 0),
    )


def register_progress() -> None:
    if translated_strings not in PROGRESS_RULES:
        PROGRESS_RULES.append(translated_strings)
