"""What becomes of the form on the translations of an event when it is sent."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_migration_events.translation.requests.asking import Answer, Wish, ask_for
from wagtail_migration_events.translation.requests.changing import assign, set_due, withdraw
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.screens.request_form import (
    LanguageRow,
    RequestForm,
)


@transaction.atomic
def save(form: RequestForm) -> list[tuple[str, str]]:
    """Do what a valid form says.

    :return: languages, each with what has become of it, in words.
    """
    done = [
        (row.shown.name, words)
        for row in form.rows
        if row.request is not None and (words := _change(form, row, row.request.pk))
    ]
    return done + _ask(form)


def _change(form: RequestForm, row: LanguageRow, pk: int) -> str:
    data, changed = form.cleaned_data, form.changed_data
    if row.assignee.html_initial_name not in form.data:  # somebody else has asked meanwhile
        return str(Answer.ALREADY_ASKED.label) if row.field("ask") in form.data else ""
    # It may have been taken back meanwhile.
    request = TranslationRequest.objects.select_for_update().filter(pk=pk).first()
    if request is None:
        return ""
    if data[row.field("withdraw")]:
        withdraw([request], actor=form.user)
        return _("Taken back")
    names = [name for name in ("assignee", "due_on", "note") if row.field(name) in changed]
    if "assignee" in names:
        person, team = form.assignees.find(data[row.field("assignee")])
        assign([request], person=person, team=team, actor=form.user)
    if "due_on" in names:
        set_due([request], data[row.field("due_on")])
    if "note" in names:
        request.note = data[row.field("note")]
        request.save(update_fields=["note"])
    return _("Changed") if names else ""


def _ask(form: RequestForm) -> list[tuple[str, str]]:
    """Ask for languages that are wanted in the same way at once, so that it is told at once."""
    data = form.cleaned_data
    rows = [row for row in form.left if not row.is_live and data[row.field("ask")]]
    by_wish: dict[Wish, list[LanguageRow]] = defaultdict(list)
    for row in rows:
        by_wish[_wish(form, row)].append(row)
    names = {row.locale.pk: row.shown.name for row in rows}
    answers: list[Any] = []
    for wish, same in by_wish.items():
        locales = [row.locale for row in same]
        answers += ask_for([form.event], locales, actor=form.user, wish=wish)
    return [(names[each.locale.pk], str(each.answer.label)) for each in answers]


def _wish(form: RequestForm, row: LanguageRow) -> Wish:
    """What was left as it was offered stays with the settings and with the date of the event."""
    data, changed = form.cleaned_data, form.changed_data
    is_chosen = row.field("assignee") in changed
    person, team = form.assignees.find(data[row.field("assignee")]) if is_chosen else (None, None)
    due_on = data["due_on"] if "due_on" in changed else None
    return Wish(
        person=person,
        team=team,
        to_nobody=is_chosen and person is None and team is None,
        note=data["note"],
        due_on=due_on,
        soon="due_on" in changed and due_on is None,
    )
