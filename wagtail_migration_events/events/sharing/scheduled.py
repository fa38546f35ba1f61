"""What was given one date goes live together, or not at all.

Wagtail's command publishes page by page what has a date. If one language of an event cannot be
saved then, the others would be live without it, and the command would stop: no page of the site
would go live any more.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.log_actions import log, registry
from wagtail.models import Revision

from wagtail_migration_events.events.group import EventGroup, group_of, own_pages
from wagtail_migration_events.events.saved import written_together
from wagtail_migration_events.groups.page_model import base_page_model

#: How Wagtail's command "publish_scheduled" names what it does.
BY_DATE = "wagtail.publish.scheduled"
MISSED = "wagtail_migration_events.date_missed"
logger = logging.getLogger(__name__)


class _NotTakenError(Exception):
    """A language whose page cannot be saved; it carries the page, its version and the faults."""


class GoesLiveTogether(models.Model):
    """For events: the languages that were given one date to go live are published as one."""

    class Meta:
        abstract = True

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a version, as Wagtail does; of one whose date has come, all that have that date.

        What cannot be saved keeps all of them back. It is logged, stands in the history of the
        page, and is tried again whenever the command runs.
        """
        if kwargs.get("log_action") != BY_DATE or self.alias_of_id:  # type: ignore[attr-defined]
            return super().publish(revision, *args, **kwargs)  # type: ignore[misc]
        try:
            with transaction.atomic(), written_together():
                group = group_of(self, lock=True)
                for each in _of_one_date(self, revision, group):
                    _publish(each, args, kwargs)
        except _NotTakenError as error:
            _say(*error.args)
        return None


def _publish(revision: Any, args: Any, kwargs: Any) -> None:
    page = revision.content_object
    try:
        super(GoesLiveTogether, page).publish(revision, *args, **kwargs)
    except ValidationError as error:
        raise _NotTakenError(page, revision, " ".join(error.messages)) from error


def _of_one_date(page: Any, revision: Any, group: EventGroup | None) -> list[Any]:
    """Return the versions of an event with the same date, the source first; none if this one has
    gone live with the others, or lost its date, since the command has read it."""
    revisions = Revision.objects.exclude(approved_go_live_at=None)
    moment = revisions.filter(pk=revision.pk).values_list("approved_go_live_at", flat=True).first()
    if moment is None:
        return []
    pages = own_pages(page.translation_key).values_list("pk", flat=True)
    kind = ContentType.objects.get_for_model(base_page_model(), for_concrete_model=False)
    found = revisions.filter(
        base_content_type=kind,
        object_id__in=[str(pk) for pk in pages],
        approved_go_live_at=moment,
    )
    origin = str(group.origin_id) if group is not None else ""
    return sorted(found.order_by("pk"), key=lambda each: each.object_id != origin)


def _say(page: Any, revision: Any, faults: str) -> None:
    logger.error("Page %s did not go live at its date: %s", page.pk, faults)
    entries = registry.get_log_model_for_instance(page).objects.for_instance(page)
    if not entries.filter(action=MISSED, revision=revision).exists():
        log(instance=page, action=MISSED, revision=revision, data={"faults": faults})
