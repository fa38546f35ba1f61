"""The texts that sources have published, kept because revisions are purged."""

from __future__ import annotations

import functools
import operator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.freshness.digests import digest, text_names, text_of
from wagtail_migration_events.events.group import EventGroup


class SourceText(models.Model):
    """One version of one text of a source, as it was published.

    Versions with the same ``meaning`` need no new translation: a mended comma, or the text of a
    page that has become the source and was itself up to date.
    """

    group = models.ForeignKey(EventGroup, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("field"), max_length=255)
    digest = models.CharField(max_length=32)
    meaning = models.CharField(max_length=32)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=100)
    revision_id = models.BigIntegerField(_("revision"), null=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    # Who said, and why, that this version needs no new translation.
    minor_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    minor_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("published text of a source")
        verbose_name_plural = _("published texts of sources")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("group", "name", "digest"), name="one_source_text_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


def remember_published_text(group: EventGroup, source: Any) -> bool:
    """Keep the text that a source has just published; return whether the group's row changed.

    A text that comes back, as when an old revision is restored, is the version it was before.
    """
    texts = {name: text_of(source, name) for name in text_names(type(source))}
    digests = {name: digest(text) for name, text in texts.items()}
    new = {name for name, each in digests.items() if group.published_text.get(name) != each}
    if not new and digests.keys() == group.published_text.keys():
        return False
    now, revision = timezone.now(), source.live_revision_id
    # Of each its own row: all texts that are empty have the same digest.
    versions = [models.Q(name=name, digest=digests[name]) for name in new]
    if versions:
        known = SourceText.objects.filter(functools.reduce(operator.or_, versions), group=group)
        known.update(published_at=now, revision_id=revision)
    SourceText.objects.bulk_create(
        [
            SourceText(
                group=group,
                name=name,
                digest=digests[name],
                meaning=digests[name],
                text=texts[name],
                language=source.locale.language_code,
                revision_id=revision,
                published_at=now,
            )
            for name in sorted(new)
        ],
        ignore_conflicts=True,
    )
    group.published_text = digests
    return True


def same_meaning(group: EventGroup, name: str, one: str, other: str) -> None:
    """Let translations of one version of a text, by its digest, be right for another too."""
    texts = SourceText.objects.filter(group=group, name=name)
    meanings = dict(texts.filter(digest__in=[one, other]).values_list("digest", "meaning"))
    if len(meanings) == 2 and meanings[one] != meanings[other]:
        texts.filter(meaning=meanings[other]).update(meaning=meanings[one])
