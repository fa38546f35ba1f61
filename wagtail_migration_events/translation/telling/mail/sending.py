"""Sending what was noted: one message for each person, and each notice in one message only.

The rows of a message are marked as sent in a transaction that lasts until the mail server has it.
Whoever comes second waits for the first and then finds nothing; a server that fails, or a process
that is killed, leaves the rows as they were, for the next run.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from smtplib import SMTPServerDisconnected
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.admin.mail import OpenedConnection, send_mail

from wagtail_migration_events.translation.telling.mail.message import Told, message_for
from wagtail_migration_events.translation.telling.mail.true_still import sorted_out
from wagtail_migration_events.translation.telling.notice import (
    Delivery,
    NoticePreference,
    TranslationNotice,
)
from wagtail_migration_events.translation.telling.receivers import delivery_of

logger = logging.getLogger(__name__)
#: So often is read anew what is left when another process was first.
TRIES = 3


@task()
def send_notices(users: list[str]) -> None:
    """Send what is noted for people who want it at once; what fails is left to the command.

    :param users: their primary keys, as text.
    """
    send_to(users)


def unsent() -> Any:
    """Return the notices that somebody has still to be told."""
    return TranslationNotice.objects.filter(sent_at=None)


def send_due() -> Counter[str]:
    """Send all that is due: what failed before, and to others once a day what has gathered.

    :return: as of ``send_to``.
    """
    return send_to(list(unsent().order_by().values_list("user", flat=True).distinct()), daily=True)


def send_to(users: Iterable[Any], *, daily: bool = False) -> Counter[str]:
    """Send what was noted for some people.

    :param users: primary keys.
    :param daily: also to those who want it once a day, unless they had it on the current day, in
        the site's time zone.
    :return: how many notices were ``sent``, how many ``failed`` and will be tried again, how many
        were ``dropped``, because they are no longer true or not for their receiver.
    """
    counts: Counter[str] = Counter()
    found = get_user_model()._default_manager.filter(pk__in=users)
    people = found.select_related("wagtail_userprofile", "wagtail_migration_events_notices")
    due = [user for user in people if _is_due(user, daily)]
    if not due:
        return counts
    try:
        with OpenedConnection(get_connection()) as connection:
            for user in due:
                counts.update(_send(user, daily, connection))
    except Exception:  # each kind of mail server has its own errors
        logger.exception("The mail server cannot be reached; notices of translations are kept.")
        counts["failed"] += unsent().filter(user__in=[user.pk for user in due]).count()
    return counts


def _is_due(user: Any, daily: bool) -> bool:
    return delivery_of(user) != Delivery.DAILY or (daily and not _had_today(user).exists())


def _had_today(user: Any) -> Any:
    midnight = timezone.localtime(timezone=timezone.get_default_timezone()).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return TranslationNotice.objects.filter(user=user, sent_at__gte=midnight)


def _send(user: Any, daily: bool, connection: Any) -> Counter[str]:
    """Send one person all that is noted for them, unless another process does.

    :raises OSError: if the mail server is gone.
    """
    counts: Counter[str] = Counter()
    notices: list[Any] = []
    try:
        for _try in range(TRIES):
            notices = _unsent_of(user) if _is_due(user, daily) else []
            told, moot = sorted_out(user, notices)
            counts["dropped"] += _drop(moot)
            if not told:
                break
            if _hand_over(user, told, connection):
                counts["sent"] = len(told)
                break
    except (ConnectionError, TimeoutError, SMTPServerDisconnected):
        raise
    except Exception:
        logger.exception("Notices of translations could not be sent to the user %s.", user.pk)
        return Counter({"failed": len(notices)})
    return counts


def _unsent_of(user: Any) -> list[Any]:
    notices = unsent().filter(user=user).order_by("made_at", "pk")
    return list(notices.select_related("request__group", "request__locale", "page__locale"))


@transaction.atomic
def _hand_over(user: Any, told: list[Told], connection: Any) -> bool:
    """Give a message to the mail server, unless another process sends some of the same notices,
    or has sent what this person gets once a day."""
    pks = [each.notice.pk for each in told]
    are_ours = unsent().filter(pk__in=pks).update(sent_at=timezone.now()) == len(pks)
    if not are_ours or _had_others_today(user, pks):
        transaction.set_rollback(True)
        return False
    message = message_for(user, told)
    send_mail(
        message.subject,
        message.text,
        [user.email],
        html_message=message.html,
        connection=connection,
    )
    return True


def _had_others_today(user: Any, pks: list[int]) -> bool:
    """Whether somebody who wants one message a day has had one with other notices.

    Two processes that each have notices of their own wait for each other at the person's wish.
    """
    if delivery_of(user) != Delivery.DAILY:
        return False
    NoticePreference.objects.select_for_update().get(user=user)
    return bool(_had_today(user).exclude(pk__in=pks).exists())


def _drop(notices: list[Any]) -> int:
    pks = [notice.pk for notice in notices]
    return unsent().filter(pk__in=pks).delete()[0] if pks else 0
