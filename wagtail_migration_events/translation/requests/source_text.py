"""Which version of an event's text its translators were told of."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from uuid import UUID

from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.group import EventGroup


def source_texts(keys: Collection[UUID]) -> dict[UUID, str]:
    """Return a digest of what the published text of each event means, in two queries.

    A minor edit has other words with the same meaning, so it is the same version.

    :param keys: of the groups; one whose source was never published has no version.
    """
    published = dict(EventGroup.objects.filter(pk__in=keys).values_list("pk", "published_text"))
    digests = {each for texts in published.values() for each in texts.values()}
    rows = SourceText.objects.filter(group__in=published, digest__in=digests)
    meanings = {
        (key, name, digest): meaning
        for key, name, digest, meaning in rows.values_list("group", "name", "digest", "meaning")
    }
    return {
        key: _digest(
            [(name, meanings.get((key, name, each), each)) for name, each in texts.items()]
        )
        for key, texts in published.items()
        if texts
    }


def _digest(texts: list[tuple[str, str]]) -> str:
    return hashlib.sha256(repr(sorted(texts)).encode()).hexdigest()[:32]
