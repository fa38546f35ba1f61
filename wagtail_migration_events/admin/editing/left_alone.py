"""Until an event is adopted, publishing it leaves its other languages alone, and says so.

The history says it whoever publishes, also a schedule; whoever has a screen is told there too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log

from wagtail_migration_events.admin.subtrees import pages_below
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model

LEFT_ALONE_ACTION = "wagtail_migration_events.left_alone"


def note_left_alone(sender: Any, instance: Any, revision: Any, **kwargs: Any) -> None:
    """Handler of ``page_published``."""
    if isinstance(instance, EventPageMixin) and events_left_alone([instance.pk]):
        with entries_of_one_page():
            log(instance=instance, action=LEFT_ALONE_ACTION, revision=revision)


def say_left_alone(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_publish_page``."""
    if page.live and isinstance(page, EventPageMixin):
        _say(request, [page.pk])


def say_left_alone_by_approval(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_edit_page``: the last approval of a review publishes."""
    if "action-workflow-action" in request.POST and isinstance(page, EventPageMixin):
        row = base_page_model().objects.filter(pk=page.pk).first()
        if row is not None and row.live and not row.has_unpublished_changes:
            _say(request, [page.pk])


def say_left_alone_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """For Wagtail's hook ``after_bulk_action``."""
    if action_type != "publish" or not all(isinstance(each, base_page_model()) for each in objects):
        return
    takes_below = action.cleaned_form.cleaned_data.get("include_descendants")
    below = pages_below(objects) if takes_below else []
    _say(request, [page.pk for page in (*objects, *below)])


def _say(request: HttpRequest, pks: list[int]) -> None:
    if not (number := events_left_alone(pks)):
        return
    message = ngettext(
        "The pages of this event in other languages were not changed: they existed before "
        "facts were shared, and may say something else. Somebody who runs the site "
        "can compare and join them with the command “events_adopt”.",
        "The pages of %(number)s events in other languages were not changed: they existed before "
        "facts were shared, and may say something else. Somebody who runs the site "
        "can compare and join them with the command “events_adopt”.",
        number,
    )
    messages.warning(request, message % {"number": number})


def events_left_alone(pks: Iterable[int]) -> int:
    """Return how many events that are not adopted have one of these pages, and others beside."""
    published = base_page_model().objects.filter(pk__in=list(pks), live=True)
    groups = EventGroup.objects.filter(adopted=False, pk__in=published.values("translation_key"))
    pages = base_page_model().objects.filter(alias_of=None, translation_key__in=groups.values("pk"))
    several = pages.order_by().values("translation_key").annotate(languages=Count("pk"))
    return int(several.filter(languages__gt=1).count())


def register_left_alone_action(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(LEFT_ALONE_ACTION)
    class LeftAloneFormatter(LogFormatter):
        label = gettext_lazy("Other languages left alone")

        def format_message(self, log_entry: Any) -> str:
            return _(
                "The pages in other languages were not changed: they have not been compared and "
                "joined with “events_adopt” yet."
            )
