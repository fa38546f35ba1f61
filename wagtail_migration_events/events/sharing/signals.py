"""What others may listen to."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent after the transaction in which the published facts of an event have changed.
#: Arguments: ``sender`` (class of the source), ``source`` (its page), ``key`` (of the group, a
#: UUID), ``names`` (of the facts that changed), ``pages`` (the siblings that were written to).
#: It takes the place of Wagtail's ``page_published`` for siblings, which nobody has published.
facts_changed = Signal()

#: Sent after a transaction in which the status of a published event, and the reason for it, were
#: changed or changed back by an action; nobody has published the page then, and it may be that
#: only the reason is another. Arguments: ``sender`` (class of the source), ``source`` (its page).
status_changed = Signal()
