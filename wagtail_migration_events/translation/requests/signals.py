"""What others may listen to."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent after the transaction in which requests for translations have changed. Arguments:
#: ``sender`` (``TranslationRequest``), ``requests`` (the rows, a list), ``what`` (a ``What``),
#: ``actor`` (who did it, ``None`` for the site itself).
requests_changed = Signal()


class What:
    """What has become of requests."""

    ASKED = "asked"
    ASSIGNED = "assigned"
    SOURCE_CHANGED = "source_changed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REMINDED = "reminded"
