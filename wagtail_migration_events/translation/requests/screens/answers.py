"""What people may answer when they are asked for a day or a note."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.requests.deadlines import today_on_site

#: Characters of a note to a translator.
LONGEST_NOTE = 5000


def checked_day(day: dt.date | None) -> dt.date | None:
    """Return a day by which something is due.

    :raises ValidationError: where it has passed.
    """
    if day is not None and day < today_on_site():
        raise ValidationError(_("This day has passed."))
    return day


def checked_note(note: str) -> str:
    """Return a note without white space around it.

    :raises ValidationError: where it holds control characters.
    """
    note = note.strip()
    check_text(note, paragraphs=True)
    return note
