"""What others may listen to."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent once after each transaction in which what the public sees of an event has changed, in
#: whatever way. Arguments: ``sender`` (``EventChange``); ``key`` (of the event, a UUID); ``what``:
#: ``published`` (the public sees it now and did not before), ``changed``, ``unpublished`` (nobody
#: sees it any more: unpublished, expired or private) or ``deleted`` (none of its pages is left);
#: ``pages`` (primary keys of the pages that the public sees now, a list); ``languages`` (theirs,
#: BCP 47 tags, a list); ``languages_gone`` (those in which it was seen before and is not now).
event_changed = Signal()
