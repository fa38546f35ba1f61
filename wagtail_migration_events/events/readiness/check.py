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

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.group import group_of


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

    ``weight`` may be a function, where it depends on another setting. ``rows`` is given a class of
    event pages and returns which of its rows have a finding, or None if it cannot tell of them.
    """

    name: str
    label: Any
    find: Callable[[Any], Iterable[Finding]]
    weight: str | Callable[[], str] = Weight.WARN
    rows: Callable[[Any], Q | None] | None = None


@dataclass(frozen=True)
class Result:
    """A finding, and what it means."""

    check: PublishCheck
    finding: Finding
    blocks: bool


CHECKS: dict[str, PublishCheck] = {}


def publish_check(
    name: str,
    *,
    label: Any,
    weight: str | Callable[[], str] = Weight.WARN,
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


def weight_of(check: PublishCheck) -> str:
    """Return what the findings of a check mean on this site."""
    default = check.weight() if callable(check.weight) else check.weight
    return str(setting("PUBLISH_CHECKS").get(check.name, default))


def results(event: Any, *, only_blocking: bool = False) -> Iterator[Result]:
    """Look at an event as it stands, saved or not.

    :param event: a page, also one that a form has just filled in.
    :param only_blocking: what must be mended before publishing, and nothing else.
    """
    for check in CHECKS.values():
        weight = weight_of(check)
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
