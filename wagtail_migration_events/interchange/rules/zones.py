"""Time zones by the labels that people write."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.source_event import quoted
from wagtail_migration_events.interchange.written_dates.zone_names import zone_of_label


def zone_labels(draft: Draft) -> None:
    """Put the IANA zone in place of a label, or where only a label in another cell names one."""
    label = draft.text("timezone")
    written = label or draft.zone
    if not written or len(written) > 200:
        return
    place = draft.text("location")
    if zone := zone_of_label(written, place):
        if zone != label:
            draft.change("timezone", zone)
    elif not label:
        message = _("the zone “%(label)s” is not beyond doubt; it is kept in the record.")
        draft.note(message % {"label": quoted(written)})
