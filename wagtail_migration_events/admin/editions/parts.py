"""The parts of an umbrella event, duplicated with it: in a run, and told of one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.admin.listing.rows import when_in_words
from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.admin.rights.fact_permissions import paths_held
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.editions.duplicating import (
    Edition,
    as_written,
    duplicate,
    proposed_text,
)
from wagtail_migration_events.events.editions.moving import Move
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.group import own_pages
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.status_change.parts import sources_of_parts
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import Outcome
from wagtail_migration_events.runs.working import begin

Arguments = Mapping[str, Any]


def may_duplicate(user: Any, page: Any) -> bool:
    """Whether a user may make a copy of a page beside it, by Wagtail's own rules."""
    return bool(page.permissions_for_user(user).can_copy_to(page.get_parent()))


def may_add_beside(user: Any, page: Any) -> bool:
    """Whether a user may add pages where a page stands; asks nothing of the database."""
    base = base_page_model()
    beside = page.path[: -page.steplen]
    add = paths_held(user, get_permission_codename("add", base._meta), base)
    return user.is_superuser or any(beside.startswith(above) for above in add)


def parts_to_offer(umbrella: Any, user: Any, language: str) -> list[tuple[str, str]]:
    """Return the parts of an event that a user may duplicate, by primary key with title and date.

    What the user may not see or copy in the end is refused part by part.
    """
    parts = [part for part in sources_of_parts(umbrella) if may_add_beside(user, part)]
    return [
        (str(part.pk), f"{title_for(user, part)} ({when_in_words(part, language)})")
        for part in parts
    ]


def begin_with_parts(
    umbrella: Any, copy: Any, parts: Iterable[str], new_first: dt.date | None, **more: Any
) -> Any:
    """Have the ticked parts of an event duplicated as parts of its copy; return the run."""
    first = umbrella.get_stretch().first_day()
    arguments = {
        "umbrella": str(umbrella.translation_key),
        "copy": str(copy.translation_key),
        "first": first.isoformat() if first else "",
        "new_first": new_first.isoformat() if new_first else "",
        "precision": umbrella.date_precision,
        "with_material": more["with_material"],
    }
    return begin(PARTS, parts, arguments, more["user"])


def duplicate_parts(things: Sequence[str], arguments: Arguments, user: Any) -> Sequence[Worked]:
    """Duplicate parts; of each the languages in which the user may add pages."""
    return [_duplicated(thing, arguments, user) for thing in things]


def _duplicated(thing: str, arguments: Arguments, user: Any) -> Worked:
    page = base_page_model().objects.filter(pk=thing).first()
    part = page.specific if page else None
    if user is None or not isinstance(part, EventPageMixin):
        return Worked(thing, Outcome.REFUSED, thing, _("It is no event any more."))
    label = title_for(user, part)
    if arguments["umbrella"] not in [str(key) for key in part.part_of or []]:
        return Worked(thing, Outcome.REFUSED, label, _("It is no part of the event any more."))
    if not may_duplicate(user, part):
        words = _("You have no right to do this with this event.")
        return Worked(thing, Outcome.REFUSED, label, words)
    try:
        copies = _copies(part, arguments, user)
    except (ValidationError, PermissionDenied, OverflowError) as error:
        words = " ".join(getattr(error, "messages", [])) or _("A date would be too far away.")
        return Worked(thing, Outcome.REFUSED, label, words)
    languages = listed(language_name(copy.locale.language_code) for _page, copy in copies)
    return Worked(thing, Outcome.DONE, label, languages)


def _copies(part: Any, arguments: Arguments, user: Any) -> list[tuple[Any, Any]]:
    source = as_written(part)
    siblings = own_pages(part.translation_key).exclude(pk=part.pk).specific()
    pages = [source, *(as_written(page) for page in siblings if may_duplicate(user, page))]
    new_first = _first_day(source, arguments)
    titles = {page.pk: proposed_text(page, page.title, new_first) for page in pages}
    above = own_pages(arguments["copy"])
    edition = Edition(
        with_material=bool(arguments["with_material"]),
        umbrella=arguments["umbrella"],
        copy=arguments["copy"],
        parents={page.locale_id: page for page in above},
    )
    return duplicate(source, new_first, titles, edition, user=user)


def _first_day(part: Any, arguments: Arguments) -> dt.date | None:
    """Return the new first day of a part: as far from the old as that of the umbrella."""
    first = part.get_stretch().first_day()
    if first is None or not arguments["first"] or not arguments["new_first"]:
        return None
    old, new = (dt.date.fromisoformat(arguments[name]) for name in ("first", "new_first"))
    try:
        return Move.between(old, new, arguments["precision"]).of_day(first)
    except ValueError as error:
        raise OverflowError from error


PARTS = RunKind(
    "next_edition_parts", gettext_lazy("Duplicate the parts of an event"), duplicate_parts, batch=1
)
