"""A check of an event before it is published, and the list of all of them.

A site adds one in five lines, in a module that is imported when Django starts::

    @publish_check("no_room", label=_("No room"))
    def no_room(event):
        if event.attendance_mode == "in_person" and "Room" not in event.venue:
            yield Finding(_("Say in which room it is."), field="venue")

With ``rows``, a function that returns the same as a condition on the rows of a class, the check is
also asked of thousands of events at once: in the list of events that need attention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.groups.event_settings import site_setting


class Weight(TextChoices):
    """What a finding means for publishing."""

    OFF = "off", _("Not checked")
    WARN = "warn", _("Warning")
    BLOCK = "block", _("Must be mended before publishing")


@dataclass(frozen=True)
class Finding:
    """What a check has found.

    Attributes:
        words: the reason, for the editor.
        field: under which name the mixin knows the field to be looked at; "" for none.
    """

    words: str
    field: str = ""


@dataclass(frozen=True)
class PublishCheck:
    """A check; ``name`` stands in the setting ``PUBLISH_CHECKS``.

    ``weight`` may be a function of the page, where it depends on another setting. ``rows`` is given
    a class of event pages and returns which of its rows have a finding, or None if it cannot tell
    of them.
    """

    name: str
    label: Any
    find: Callable[[Any], Iterable[Finding]]
    weight: str | Callable[[Any], str] = Weight.WARN
    rows: Callable[[Any], Q | None] | None = None


@dataclass(frozen=True)
class Result:
    """A finding, and what it means."""

    check: PublishCheck
    finding: Finding
    blocks: bool


#: Set on a page that is not saved yet: the page below which it is made.
MADE_BELOW = "_wagtail_migration_events_made_below"

CHECKS: dict[str, PublishCheck] = {}


def publish_check(
    name: str,
    *,
    label: Any,
    weight: str | Callable[[Any], str] = Weight.WARN,
    rows: Callable[[Any], Q | None] | None = None,
) -> Callable[[Any], Any]:
    """Register a function as a check.

    :param name: of the check, in code and settings.
    :param label: what it is called, lazily translated.
    :param weight: what a finding means where the site's setting says nothing of it.
    :param rows: the same question, as a condition on the rows of a class of event pages.
    """

    def register(find: Callable[[Any], Iterable[Finding]]) -> Callable[[Any], Iterable[Finding]]:
        CHECKS[name] = PublishCheck(name, label, find, weight, rows)
        return find

    return register


def weight_of(check: PublishCheck, where: Any = None) -> str:
    """Return what the findings of a check mean.

    :param where: the page that is looked at, which says on which Site; None: the default one.
    """
    return str(site_setting("PUBLISH_CHECKS", where).get(check.name, default_of(check, where)))


def default_of(check: PublishCheck, where: Any = None) -> str:
    """Return the same where no setting names the check."""
    return str(check.weight(where) if callable(check.weight) else check.weight)


def where_of(event: Any) -> Any:
    """Return what says on which Site a page stands: for a new one that below which it is made."""
    return event if event.url_path else getattr(event, MADE_BELOW, None)


def results(event: Any, *, only_blocking: bool = False) -> Iterator[Result]:
    """Look at an event as it stands, saved or not.

    :param event: a page, also one that a form has just filled in.
    :param only_blocking: what must be mended before publishing, and nothing else.
    """
    where = where_of(event)
    for check in CHECKS.values():
        weight = weight_of(check, where)
        if weight == Weight.OFF or (only_blocking and weight != Weight.BLOCK):
            continue
        for finding in check.find(event):
            if _is_edited_here(event, finding.field):
                yield Result(check, finding, weight == Weight.BLOCK)


def _is_edited_here(event: Any, field: str) -> bool:
    """Whether the field is one that the editor of this page can mend: facts only in the source."""
    if field not in event.event_facts:
        return True
    group = group_of(event) if event.pk else None
    return group is None or not group.is_followed_by(event)
