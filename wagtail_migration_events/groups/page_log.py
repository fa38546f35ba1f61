"""Entries in the histories of several pages that are written in one request.

Of the entries of one request Wagtail shows in a history only the newest one of each action, also
where that is in the history of another page: it takes them for one page saved again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.log_actions import LogContext, get_active_log_context


@contextmanager
def entries_of_one_page() -> Iterator[None]:
    """Keep what is logged in the block apart from the entries of other pages."""
    with LogContext(user=get_active_log_context().user):
        yield
