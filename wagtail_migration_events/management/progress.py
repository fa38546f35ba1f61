"""The bar that commands draw on a terminal."""

from __future__ import annotations

import time

WIDTH = 30


def bar(part: float) -> str:
    """Return how much is done, to be written over the line that said so before.

    :param part: from 0 to 1; what is beyond that counts as 1.
    """
    done = min(part, 1)
    return f"\r[{'#' * round(done * WIDTH):<{WIDTH}}] {done:4.0%}"


def time_left(started: float, part: float) -> str:
    """Return how long it will take, if it goes on as before, in minutes and seconds.

    :param started: when it began, by ``time.monotonic()``.
    :param part: how much is done, from 0 to 1.
    """
    spent = time.monotonic() - started
    seconds = spent / part - spent if 0 < part < 1 else 0
    return f"{int(seconds // 60)}:{int(seconds % 60):02}"
