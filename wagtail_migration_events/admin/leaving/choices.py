"""What may become of the other languages when the source of facts is unpublished or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.page_titles import language_of
from wagtail_migration_events.admin.rights.fact_permissions import may_change_facts
from wagtail_migration_events.admin.subtrees import pages_below
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.group import EventGroup, first_origin
from wagtail_migration_events.groups.page_model import base_page_model

ALL, KEEP = "all", "keep"
# More titles would hide the question.
MOST_TITLES = 6
UNPUBLISH, DELETE = "unpublish", "delete"


@dataclass(frozen=True)
class LeavingSource:
    """A source of facts that is about to go.

    Attributes:
        page: its base row.
        others: base rows of the pages in other languages that stay; if the source is only
            unpublished, the published ones.
        mirrors: aliases in other languages, which would be left behind as pages of their own if
            the source is deleted. Wagtail unpublishes an alias together with its page.
    """

    page: Any
    others: list[Any]
    mirrors: list[Any]

    @property
    def all(self) -> list[Any]:
        return [*self.others, *self.mirrors]

    @property
    def languages(self) -> str:
        return listed(language_of(page) for page in self.all)

    def other(self, answer: str) -> Any:
        """Return the page that an answer names; None if it names none."""
        return next((page for page in self.others if str(page.pk) == answer), None)


@dataclass(frozen=True)
class SourcesBelow:
    """Sources of facts that go along with a page, as those below it; asked about all at once."""

    sources: list[LeavingSource]

    @property
    def all(self) -> list[Any]:
        return [page for source in self.sources for page in source.all]

    @property
    def languages(self) -> str:
        return listed(dict.fromkeys(language_of(page) for page in self.all))

    @property
    def titles(self) -> list[str]:
        return [each.page.get_admin_display_title() for each in self.sources[:MOST_TITLES]]

    @property
    def untitled(self) -> int:
        return len(self.sources) - len(self.titles)


def leaving_sources(
    pages: Iterable[Any], action: str, also_leaving: Iterable[int] = ()
) -> list[LeavingSource]:
    """Return those of ``pages`` that are the source of facts of pages that stay.

    The number of queries does not depend on the number of pages.

    :param pages: that are to be unpublished or deleted, base rows or specific.
    :param also_leaving: primary keys of pages that go with them.
    """
    by_pk = {page.pk: page for page in pages}
    leaving = {*by_pk, *also_leaving}
    groups = EventGroup.objects.filter(origin__in=by_pk.keys()).order_by("origin")
    origins = dict(groups.values_list("pk", "origin"))
    rows = base_page_model().objects.filter(translation_key__in=origins.keys())
    if action == UNPUBLISH:
        rows = rows.filter(live=True, alias_of=None)
    staying: dict[Any, list[Any]] = {key: [] for key in origins}
    for page in rows.select_related("locale").order_by("pk"):
        if page.pk not in leaving:
            staying[page.translation_key].append(page)
    return [
        LeavingSource(
            by_pk[origins[key]],
            [page for page in found if not page.alias_of_id],
            [page for page in found if page.alias_of_id],
        )
        for key, found in staying.items()
        if found
    ]


def unpublish_choices(source: LeavingSource, user: Any) -> list[tuple[str, str]]:
    """Return what may become of the other languages; to leave them as they are comes first."""
    keep = _(
        "Leave them published with the facts as they are now; nothing changes them until the "
        "source is published again"
    )
    choices = [(KEEP, keep)]
    choices += [
        (
            str(page.pk),
            _("Leave them published and make %(language)s the source of facts")
            % {"language": language_of(page)},
        )
        for page in source.others
        if may_change_facts(user, page)
    ]
    if all(page.permissions_for_user(user).can_unpublish() for page in source.others):
        choices.append((ALL, _("Unpublish the other languages too")))
    return choices


def delete_choices(source: LeavingSource, user: Any) -> list[tuple[str, str]]:
    """The page that would be the next source by itself comes first; it needs no permission."""
    next_pk = first_origin(source.page.translation_key, but_not=[source.page.pk])
    pages = sorted(source.others, key=lambda page: page.pk != next_pk)
    choices = [
        (
            str(page.pk),
            _("Keep the others; the source of facts is then %(language)s")
            % {"language": language_of(page)},
        )
        for place, page in enumerate(pages)
        if place == 0 or may_change_facts(user, page)
    ]
    if not source.others:
        choices.append((KEEP, _("Keep them, as pages of their own")))
    if all(_may_delete(page, user) for page in source.all):
        choices.append((ALL, _delete_all(source)))
    return choices


def choices_below(below: SourcesBelow, action: str, user: Any) -> list[tuple[str, str]]:
    """Locks and references are left for the time when it is done: each costs a query."""
    if action == UNPUBLISH:
        keep = _("Leave them published with the facts as they are now")
        take_all, needed = _("Unpublish the other languages too"), ["publish"]
    else:
        keep = _("Keep the others; the next language of each event is then its source of facts")
        take_all, needed = _delete_all(below), ["publish", "change", "bulk_delete"]
    may = page_permission_policy.user_has_permission_for_instance
    if all(may(user, right, page) for right in needed for page in below.all):
        return [(KEEP, keep), (ALL, take_all)]
    return [(KEEP, keep)]


def _may_delete(page: Any, user: Any) -> bool:
    if not page.permissions_for_user(user).can_delete():
        return False
    usage = ReferenceIndex.get_references_to(page.specific).group_by_source_object()
    return not usage.is_protected


def _delete_all(source: LeavingSource | SourcesBelow) -> str:
    below = len(pages_below(source.all))
    if not below:
        return _("Delete all languages")
    return ngettext(
        "Delete all languages, and the %(count)d page below the other languages",
        "Delete all languages, and the %(count)d pages below the other languages",
        below,
    ) % {"count": below}
