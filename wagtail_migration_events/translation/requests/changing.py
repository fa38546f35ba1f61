"""Giving requests to somebody else, to another day, or taking them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from wagtail_migration_events.translation.requests.asking import tell
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.signals import What

#: localize's permission to submit pages for translation.
MAY_ASK = "wagtail_localize.submit_translation"


def may_ask_for(user: Any, event: Any) -> bool:
    """Whether somebody may ask for translations of an event, and change what was asked for.

    It takes localize's right to submit, and the right to edit the source.
    """
    if not user.has_perm(MAY_ASK):
        return False
    return bool(event.permissions_for_user(user).can_edit())


@transaction.atomic
def assign(
    rows: Iterable[Any], *, person: Any = None, team: Any = None, actor: Any = None
) -> list[Any]:
    """Give requests to a person or a group, or to nobody.

    :return: those that were somebody else's before.
    """
    changed = [row for row in rows if (row.person, row.team) != (person, team)]
    for row in changed:
        row.person, row.team = person, team
    TranslationRequest.objects.bulk_update(changed, ["person", "team"])
    tell(changed, What.ASSIGNED, actor)
    return changed


@transaction.atomic
def set_due(rows: Iterable[Any], due_on: dt.date | None) -> None:
    """Set the day on which requests are due; ``None`` is as soon as possible."""
    rows = list(rows)
    for row in rows:
        row.due_on, row.due_by_hand = due_on, True
    TranslationRequest.objects.bulk_update(rows, ["due_on", "due_by_hand"])


@transaction.atomic
def withdraw(rows: Iterable[Any], *, actor: Any = None) -> None:
    """Take requests back: the languages are not wanted any more. No page and no word is lost."""
    rows = list(rows)
    tell(rows, What.WITHDRAWN, actor)
    TranslationRequest.objects.filter(pk__in=[row.pk for row in rows]).delete()
