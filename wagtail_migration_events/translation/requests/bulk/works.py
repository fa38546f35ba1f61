"""What is done with each of many events, at once or in a run; they are named by their keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from wagtail_migration_events.admin.many.on_each import Answer as EventAnswer
from wagtail_migration_events.admin.many.on_each import on_each
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import Outcome
from wagtail_migration_events.translation.requests.asking import Answer, Asked, Wish, ask_for, tell
from wagtail_migration_events.translation.requests.changing import assign, may_ask_for
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.screens.assignees import (
    NOBODY,
    Assignees,
    in_vain_in_words,
)
from wagtail_migration_events.translation.requests.signals import What
from wagtail_migration_events.translation.requests.states import states_of

Arguments = Mapping[str, Any]
#: Each batch of a run is told in one message. In a few queries for all, this takes seconds.
TOLD_TOGETHER = 200
_HANDED_IN = (TranslationState.IN_REVIEW, TranslationState.APPROVED)


def request_translations(
    things: Sequence[str], arguments: Arguments, user: Any
) -> Sequence[Worked]:
    """Ask for the languages in ``arguments``, which are those of ``AskForm``."""

    def work(events: list[Any]) -> Mapping[UUID, EventAnswer]:
        answers: dict[UUID, list[Asked]] = {event.translation_key: [] for event in events}
        wish = _wish(arguments)
        for each in ask_for(events, _locales(arguments), actor=user, wish=wish):
            answers[each.event.translation_key].append(each)
        vain = in_vain_in_words(_new(answers), {each.translation_key: each for each in events})
        return {key: _asked(each, vain.get(key, ())) for key, each in answers.items()}

    return on_each(things, user, work, may_ask_for)


def _wish(arguments: Arguments) -> Wish:
    chosen, due_on = arguments["assignee"], arguments["due_on"]
    person, team = Assignees().find(chosen)
    return Wish(
        person=person,
        team=team,
        to_nobody=chosen == NOBODY,
        note=arguments["note"],
        due_on=dt.date.fromisoformat(due_on) if due_on else None,
    )


def _new(answers: Mapping[UUID, list[Asked]]) -> list[TranslationRequest]:
    """Return what was not asked for before."""
    new = {
        (key, each.locale.pk)
        for key, found in answers.items()
        for each in found
        if each.answer == Answer.ASKED
    }
    rows = open_requests({key for key, _locale in new}, ())
    return [row for row in rows if (row.group_id, row.locale_id) in new]


def _asked(answers: list[Asked], vain: Iterable[str]) -> EventAnswer:
    words = [
        _("%(answer)s: %(languages)s")
        % {"answer": answer.label, "languages": _names(each.locale for each in found)}
        for answer in Answer
        if (found := [each for each in answers if each.answer == answer])
    ]
    is_new = any(each.answer == Answer.ASKED for each in answers)
    return Outcome.DONE if is_new else Outcome.UNCHANGED, ". ".join([*words, *vain])


def assign_translations(things: Sequence[str], arguments: Arguments, user: Any) -> Sequence[Worked]:
    """Give what was asked for to whom ``arguments`` name, which are those of ``AssignForm``."""
    person, team = Assignees().find(arguments["assignee"])

    def act(rows: list[Any]) -> list[Any]:
        return assign(rows, person=person, team=team, actor=user)

    return on_each(things, user, lambda events: _on_requests(events, arguments, act), may_ask_for)


def remind_translators(things: Sequence[str], arguments: Arguments, user: Any) -> Sequence[Worked]:
    """Tell those who have open requests that they are waited for, unless they have handed in."""

    def act(rows: list[Any]) -> list[Any]:
        states = states_of(rows)
        waited_for = [row for row in rows if states[row.pk].state not in _HANDED_IN]
        given = [row for row in waited_for if row.person or row.team]
        tell(given, What.REMINDED, user)
        return given

    return on_each(things, user, lambda events: _on_requests(events, arguments, act), may_ask_for)


def _on_requests(
    events: list[Any], arguments: Arguments, act: Callable[[list[Any]], list[Any]]
) -> Mapping[UUID, EventAnswer]:
    keys = [event.translation_key for event in events]
    rows = act(list(open_requests(keys, arguments["languages"])))
    done: dict[UUID, list[Locale]] = {key: [] for key in keys}
    for row in rows:
        done[row.group_id].append(row.locale)
    vain = in_vain_in_words(rows, {each.translation_key: each for each in events})
    return {
        key: (Outcome.DONE, ". ".join([_names(found), *vain.get(key, ())]))
        if found
        else (Outcome.UNCHANGED, "")
        for key, found in done.items()
    }


def open_requests(keys: Iterable[UUID], languages: Iterable[str]) -> Any:
    """Return what is asked for of events and not done, in these languages or, without any, all."""
    rows = TranslationRequest.objects.open().filter(group__in=keys)
    if languages:
        rows = rows.filter(locale__language_code__in=languages)
    return rows.select_related("locale", "person", "team")


def _locales(arguments: Arguments) -> list[Locale]:
    return list(Locale.objects.filter(language_code__in=arguments["languages"]))


def _names(locales: Iterable[Locale]) -> str:
    return listed(sorted(language_name(locale.language_code) for locale in locales))


REQUEST = RunKind(
    "request_translations",
    gettext_lazy("Request translations"),
    request_translations,
    batch=TOLD_TOGETHER,
)
ASSIGN = RunKind(
    "assign_translations",
    gettext_lazy("Assign translations"),
    assign_translations,
    batch=TOLD_TOGETHER,
)
REMIND = RunKind(
    "remind_translators",
    gettext_lazy("Remind translators"),
    remind_translators,
    batch=TOLD_TOGETHER,
)
