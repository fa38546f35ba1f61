"""Publishing: a page alone, a source whose translations follow, and wagtail-localize's re-sync."""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
from collections.abc import Callable
from typing import Any

from bench.cases import Case, Plan, Subject, at_most_queries, at_most_times
from bench.seeding import really_published
from wagtail_migration_events.pages.models import EventPage

ALONE = "publish a page alone"
FIVE = "publish a source with 5 siblings"
ALONE_UNCHANGED = "publish a page alone, unchanged"
FIVE_UNCHANGED = "publish a source with 5 siblings, unchanged"
TRANSLATION = "publish a translation"
RE_SYNC = "re-sync 5 languages with wagtail-localize"

MAY_3 = dt.datetime(2027, 5, 3, 13, 0, tzinfo=dt.UTC)


def subject(plan: Plan) -> Subject:
    """Publish as an editor does: a revision is saved, and then published."""
    plan.note("Publishing an event alone and one in six languages")
    alone = really_published(plan.languages[:1])[0]
    group = really_published(plan.languages[:6])
    changes = itertools.count()
    cases = [
        Case(ALONE, _publish, lambda: _with_other_facts(alone.pk, next(changes))),
        Case(FIVE, _publish, lambda: _with_other_facts(group[0].pk, next(changes))),
        Case(ALONE_UNCHANGED, _publish, lambda: _stored(alone.pk)),
        Case(FIVE_UNCHANGED, _publish, lambda: _stored(group[0].pk)),
        Case(TRANSLATION, _publish, lambda: _with_other_text(group[1].pk, next(changes))),
    ]
    if importlib.util.find_spec("wagtail_localize"):
        cases.append(_re_sync_case(plan, changes))
    return Subject(
        cases,
        [at_most_queries(FIVE, 150, more_than=ALONE), at_most_times(FIVE, 3, unit=ALONE)],
    )


def _publish(page: Any) -> None:
    page.save_revision().publish()


def _stored(pk: int) -> Any:
    return EventPage.objects.get(pk=pk)


def _with_other_facts(pk: int, number: int) -> Any:
    page = _stored(pk)
    page.starts_at = MAY_3 + dt.timedelta(days=number + 1)
    page.ends_at = page.starts_at + dt.timedelta(hours=2)
    page.event_status = ("scheduled", "rescheduled")[number % 2]
    page.venue = f"Room {number}"
    links = list(page.organizer_links.all())
    for link in links:
        link.role = "host" if link.role == "lead" else "lead"
    page.organizer_links = links
    return page


def _with_other_text(pk: int, number: int) -> Any:
    page = _stored(pk)
    page.summary = f"Other words, {number}"
    return page


def _re_sync_case(plan: Plan, changes: Any) -> Case:
    from wagtail.models import Locale
    from wagtail_localize.models import TranslationSource
    from wagtail_localize.operations import translate_object

    page = really_published(plan.languages[:1])[0]
    translate_object(page, Locale.objects.filter(language_code__in=plan.languages[1:6]))

    def changed_source() -> Any:
        _publish(_with_other_facts(page.pk, next(changes)))
        return TranslationSource.objects.get_for_instance(_stored(page.pk))

    def re_sync(source: Any) -> None:
        source.update_from_db()
        for translation in source.translations.filter(enabled=True):
            translation.save_target(publish=True)

    prepare: Callable[[], Any] = changed_source
    return Case(RE_SYNC, re_sync, prepare)
