"""Noting what somebody is to be told, and a first try to tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.admin.utils import get_user_display_name

from wagtail_migration_events.translation.telling.about import Unrequested
from wagtail_migration_events.translation.telling.mail.sending import send_notices
from wagtail_migration_events.translation.telling.notice import (
    Delivery,
    NoticeKind,
    TranslationNotice,
)
from wagtail_migration_events.translation.telling.receivers import deliveries


@dataclass(frozen=True)
class News:
    """A fact about a request, or a page that nobody has requested.

    Attributes:
        about: as :mod:`~wagtail_migration_events.translation.telling.about` has it.
        users: primary keys of those who are to be told.
        fact: tells apart facts of the same kind about the same.
        actor: who did it, and is not told; None for the site itself.
        words: what they said.
    """

    about: Any
    kind: NoticeKind
    users: Collection[Any]
    fact: str
    actor: Any = None
    words: str = ""


@transaction.atomic
def note(news: Iterable[News], *, send: bool = True) -> None:
    """Note facts for those who get e-mail; a fact that was noted before is not noted again.

    :param send: after the transaction, tell those who want it at once.
    """
    news = list(news)
    ways = deliveries({user for each in news for user in each.users})
    rows = [
        TranslationNotice(
            user_id=user,
            **_subject(each.about),
            kind=each.kind,
            fact=each.fact,
            actor=get_user_display_name(each.actor)[:255] if each.actor else "",
            words=each.words,
        )
        for each in news
        for user in each.users
        if user in ways and (each.actor is None or user != each.actor.pk)
    ]
    TranslationNotice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    if not send:
        return
    if at_once := {row.user_id for row in rows if ways[row.user_id] == Delivery.AT_ONCE}:
        # As text: not every site numbers its users.
        pks = sorted(str(pk) for pk in at_once)
        transaction.on_commit(partial(send_notices.enqueue, pks))


def _subject(about: Any) -> dict[str, Any]:
    return {"page_id": about.page.pk} if isinstance(about, Unrequested) else {"request": about}
