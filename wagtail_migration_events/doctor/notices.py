"""Changes that harvesters and webhooks do not learn of."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.doctor.naming import page_data, page_words
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.delivery import WebhookDelivery
from wagtail_migration_events.notices.shown import keys_of_pages, shown_of
from wagtail_migration_events.notices.targets import targets
from wagtail_migration_events.occurrences.rebuilding import batches


def events_not_recorded() -> Iterator[Finding]:
    """Yield one finding for each event that the public sees and harvesters are not told of."""
    for pages in batches():
        shown = shown_of(keys_of_pages(pages))  # first: what is published now has a row at once
        recorded = EventChange.objects.filter(key__in=shown).values_list("key", flat=True)
        missing = sorted(shown.keys() - set(recorded))
        pks = [min(int(page) for page in shown[key]) for key in missing]
        found = base_page_model().objects.select_related("locale").in_bulk(pks) if pks else {}
        for key, pk in zip(missing, pks, strict=True):
            if pk in found and pk in pages:
                words = {"page": page_words(found[pk]), "key": key}
                data = {"key": str(key), "page": page_data(found[pk])}
                yield Finding(_("%(page)s. Key %(key)s") % words, data)


def notices_that_failed() -> Iterator[Finding]:
    """Yield one finding for each target of webhooks that has not taken what it was sent."""
    failed = WebhookDelivery.objects.exclude(last_error="")
    for target in targets():
        waiting = failed.filter(target=target.mark)
        counted = waiting.aggregate(number=Count("pk"), since=Min("since"))
        latest = waiting.order_by("-tries", "-pk").first()
        if latest is None:
            continue
        number, since = counted["number"], counted["since"]
        words = {"host": target.host, "number": number, "error": latest.last_error}
        message = ngettext(
            "%(host)s: %(number)s notice has failed. %(error)s",
            "%(host)s: %(number)s notices have failed. %(error)s",
            number,
        )
        yield Finding(message % words, {**words, "since": since.isoformat()})


EVENTS_NOT_RECORDED = Check(
    "events_not_recorded",
    Severity.WARNING,
    gettext_lazy("Events whose changes are not told to harvesters yet"),
    gettext_lazy("Run “events_rebuild_occurrences”; the site may be in use meanwhile."),
    events_not_recorded,
)
NOTICES_FAILED = Check(
    "notices_failed",
    Severity.WARNING,
    gettext_lazy("Change notices that a target has not taken"),
    gettext_lazy("See to the target; “events_send_notices” tries them again for a week."),
    notices_that_failed,
)
