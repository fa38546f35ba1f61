"""How long work will still take, if it goes on as before."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


def minutes_left(spent: float, part: float) -> str:
    """Return how long it will take, in minutes and seconds.

    :param spent: seconds since it began.
    :param part: how much is done, from 0 to 1.
    """
    seconds = spent / part - spent if 0 < part < 1 else 0
    return f"{int(seconds // 60)}:{int(seconds % 60):02}"


def beginning(done: int) -> dict[str, Any]:
    """Return what is noted when somebody begins to work, or goes on.

    :param done: how many things were worked on before.
    """
    return {"since": timezone.now().isoformat(), "done": done}


def time_left_words(begun: dict[str, Any], done: int, total: int) -> str:
    """Return how much time is left, in words; "" as long as nothing can be said.

    :param begun: what :func:`beginning` noted; empty if nobody has begun.
    :param done: how many things of ``total`` have been worked on by now.
    """
    before = begun.get("done", 0)
    if not begun or not before < done < total:
        return ""
    spent = timezone.now() - dt.datetime.fromisoformat(begun["since"])
    part = (done - before) / (total - before)
    return _("%(left)s left") % {"left": minutes_left(spent.total_seconds(), part)}
