"""The bar that commands draw on a terminal."""

from __future__ import annotations

WIDTH = 30


def bar(part: float) -> str:
    """Return how much is done, to be written over the line that said so before.

    :param part: from 0 to 1; what is beyond that counts as 1.
    """
    done = min(part, 1)
    return f"\r[{'#' * round(done * WIDTH):<{WIDTH}}] {done:4.0%}"
