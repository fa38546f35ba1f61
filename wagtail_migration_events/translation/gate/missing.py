"""The one question of every way of going live: what is missing?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_migration_events.events.display.wording import heading_of, listed
from wagtail_migration_events.events.going_live import GATES
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.gate.after_source import waits_for_source
from wagtail_migration_events.translation.gate.obstacle import (
    Obstacle,
    ObstacleCode,
    in_sentences,
)
from wagtail_migration_events.translation.gate.together import required_languages, waits_for
from wagtail_migration_events.translation.gate.versions import Version, versions_of
from wagtail_migration_events.translation.site_settings import (
    Gate,
    TranslationSettings,
    settings_of_pages,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

_APPROVING = frozenset({Gate.APPROVED, Gate.TOGETHER})


def may_go_live(page: Any, user: Any = None) -> bool:
    """Whether the newest version of a page may go live now, as it is stored.

    :param user: who would publish it; their right to is asked too.
    """
    return not what_is_missing(page, user)


def what_is_missing(page: Any, user: Any = None, *, writes_words: bool = False) -> list[Obstacle]:
    """Return what keeps the newest version of a page from going live under the gate of its Site.

    Only events are asked about. The source of facts waits for nothing, but under "together" for
    the required languages, and only until it is live: a new date must never wait for translators.
    No translation goes live before it.

    :param page: an event in one language, base row or specific.
    :param user: who would publish it. That they may not is an obstacle.
    :param writes_words: whoever asks writes the translators' newest words into the page first.
    """
    return what_is_missing_of([page], user, writes_words=writes_words)


def register_gate() -> None:
    """Let the rooms of the core ask; harmless when it is done twice."""
    if _in_words not in GATES:
        GATES.append(_in_words)


def _in_words(page: Any) -> str:
    return in_sentences(what_is_missing(page))


def what_keeps_back(page: Any, user: Any = None) -> list[Obstacle]:
    """Return why a page that was just approved is not live: what is missing of it, or why Wagtail
    does not save it, such as an address that another page has taken since.

    :param page: specific, as it is stored.
    :param user: as for ``what_is_missing``.
    """
    if page.live and not page.has_unpublished_changes:
        return []
    if missing := what_is_missing(page, user):
        return missing
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        words = _("the page cannot be saved: %(faults)s") % {"faults": " ".join(error.messages)}
        language = normalise_tag(page.locale.language_code)
        return [Obstacle(ObstacleCode.REFUSED, words, language, page.pk)]
    return []


def what_is_missing_of(
    pages: Iterable[Any], user: Any = None, *, writes_words: bool = False
) -> list[Obstacle]:
    """Return the same for many pages, in few queries.

    Each goes live by itself, but a translation may go with its source.
    """
    events = [page for page in pages if not page.alias_of_id and is_event(page.specific_class)]
    known = settings_of_pages(events)
    gated = [page for page in events if known[page.pk].gate != Gate.READY]
    keys = {page.translation_key for page in gated}
    origins = dict(
        EventGroup.objects.filter(pk__in=keys, origin__isnull=False).values_list("pk", "origin")
    )
    versions = versions_of(origins.keys()) if origins else {}
    going = {page.pk for page in events}
    found = []
    for page in gated:
        others = versions.get(page.translation_key, [])
        version = next((each for each in others if each.page.pk == page.pk), None)
        if version is not None:
            source = origins[page.translation_key]
            is_source = source == page.pk
            found += _missing(version, page, others, known[page.pk], writes_words, is_source)
            found += waits_for_source(version, others, source, going)
    return [*found, *(no_right(page) for page in events if not _may_publish(user, page))]


def _may_publish(user: Any, page: Any) -> bool:
    return user is None or page.permissions_for_user(user).can_publish()


def _missing(
    version: Version,
    page: Any,
    versions: list[Version],
    settings: TranslationSettings,
    writes_words: bool,
    is_source: bool,
) -> list[Obstacle]:
    found = [] if is_source else lacks(version, settings, writes_words)
    if settings.gate == Gate.TOGETHER and not version.page.live:
        required = required_languages(settings, page)
        if is_source or version.language in required:
            found += waits_for(versions, required, [version.language])
    return found


def lacks(version: Version, settings: TranslationSettings, writes_words: bool) -> list[Obstacle]:
    """Return what a translation lacks by itself, whatever the other languages are.

    A page that is live goes on with the words that it has: those that the source has changed
    since are older, not missing. So it may be published again.
    """
    if settings.gate == Gate.READY:
        return []
    found = _of_text(version, writes_words)
    if version.is_read:
        return found
    if version.is_approved:
        return [*found, *_of_machine(version)]
    if settings.gate in _APPROVING and _needs_review(version, settings):
        return [*found, *_of_review(version)]
    return [*found, *_of_machine(version)]


def _needs_review(version: Version, settings: TranslationSettings) -> bool:
    return all(
        row.needs_review for row in settings.languages.all() if row.locale_id == version.locale
    )


def _of_text(version: Version, writes_words: bool) -> list[Obstacle]:
    if version.was_live:
        news = version.repeats_source and not writes_words
        return [_unwritten(version)] if news else []
    done = version.progress
    if done is None:
        return [] if version.is_read else _of_copied(version)
    if left := done.total - done.done:
        words = ngettext(
            "%(left)s of %(total)s pieces of text is not translated.",
            "%(left)s of %(total)s pieces of text are not translated.",
            left,
        ) % {"left": left, "total": done.total}
        return [_obstacle(ObstacleCode.UNTRANSLATED, words, version)]
    if version.is_unwritten and not writes_words:
        return [_unwritten(version)]
    return []


def _unwritten(version: Version) -> Obstacle:
    words = _(
        "the translators' newest words are not in its newest version. Publish it where it is "
        "translated, or with “Publish all languages”: these take them along."
    )
    return _obstacle(ObstacleCode.UNWRITTEN, words, version)


def _of_copied(version: Version) -> list[Obstacle]:
    if not version.copied:
        return []
    texts = listed(heading_of(version.page.model, name) for name in version.copied)
    words = _("these texts are still those of the source: %(texts)s.") % {"texts": texts}
    return [_obstacle(ObstacleCode.COPIED, words, version)]


def _of_review(version: Version) -> list[Obstacle]:
    if not version.is_news:
        return []
    words = _("its newest version has not been approved by its reviewers.")
    return [_obstacle(ObstacleCode.NOT_APPROVED, words, version)]


def _of_machine(version: Version) -> list[Obstacle]:
    done = version.progress
    if done is None or not done.by_machine or not version.is_news:
        return []
    words = ngettext(
        "%(number)s piece of text was translated by a machine, and nobody has read it.",
        "%(number)s pieces of text were translated by a machine, and nobody has read them.",
        done.by_machine,
    ) % {"number": done.by_machine}
    return [_obstacle(ObstacleCode.MACHINE, words, version)]


def no_right(page: Any) -> Obstacle:
    """Return the obstacle that somebody may not publish a page."""
    language = normalise_tag(page.locale.language_code)
    return Obstacle(ObstacleCode.NO_RIGHT, _("you may not publish it."), language, page.pk)


def _obstacle(code: ObstacleCode, words: str, version: Version) -> Obstacle:
    return Obstacle(code, words, version.language, version.page.pk)
