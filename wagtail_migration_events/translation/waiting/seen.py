"""What one person may see of the events whose translations were asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.requests.beginning import beginnable
from wagtail_migration_events.vocabularies.languages import direction, normalise_tag


@dataclass(frozen=True)
class Seen:
    """An event in a language, as far as somebody may see it.

    Attributes:
        event: the source of facts as it is stored; None if it is gone, or nothing may be seen.
        page: the page in that language, of the base class; None where it was not begun.
        title: of the source, or only of that page; "" where somebody may see neither.
        title_language: a BCP 47 tag.
        edit_url: the path of that page's editor; "" for somebody who may not edit it.
        may_begin: whether there is no such page, and the person may begin it.
    """

    event: Any = None
    page: Any = None
    title: str = ""
    title_language: str = ""
    edit_url: str = ""
    may_begin: bool = False

    @property
    def is_hidden(self) -> bool:
        return not self.title

    @property
    def title_direction(self) -> str:
        return direction(self.title_language)


def seen_by(user: Any, requests: Iterable[Any]) -> dict[int, Seen]:
    """Return what somebody may see, by the primary keys of requests.

    A source shows itself to whoever may go to it in the admin, and to those who may translate it.
    The number of queries does not depend on the number of requests.

    :param requests: with their groups.
    """
    requests = list(requests)
    if not requests:
        return {}
    origins = {row.group.origin_id for row in requests}
    sources = base_page_model().objects.filter(pk__in=origins).specific()
    events = {page.translation_key: page for page in sources if is_event(page)}
    return _Looking(user, events, targets_of(requests)).at(requests)


def targets_of(requests: Iterable[Any]) -> dict[Any, Any]:
    """Return the pages of their own that events have in the languages that were asked for.

    :return: rows of the base class, by the key of the group and the primary key of the locale.
    """
    requests = list(requests)
    pages = base_page_model().objects.filter(
        translation_key__in={row.group_id for row in requests},
        locale__in={row.locale_id for row in requests},
        alias_of=None,
    )
    return {(page.translation_key, page.locale_id): page for page in pages}


class _Looking:
    def __init__(self, user: Any, events: dict[Any, Any], targets: dict[Any, Any]) -> None:
        self.events, self.targets = events, targets
        self.user, self.finder = user, AdminURLFinder(user)
        pks = {page.pk for page in [*events.values(), *targets.values()]}
        explorable = page_permission_policy.explorable_instances(user).filter(pk__in=pks)
        self.explorable = set(explorable.values_list("pk", flat=True)) if pks else set()
        self.codes = dict(Locale.objects.values_list("pk", "language_code"))

    def at(self, requests: list[Any]) -> dict[int, Seen]:
        wishes = {
            row.pk: (self.events[row.group_id], row.locale_id)
            for row in requests
            if row.group_id in self.events and (row.group_id, row.locale_id) not in self.targets
        }
        may = beginnable(self.user, wishes.values())
        return {
            row.pk: self._seen(
                row, row.pk in wishes and (wishes[row.pk][0].pk, row.locale_id) in may
            )
            for row in requests
        }

    def _seen(self, row: Any, may_begin: bool) -> Seen:
        event = self.events.get(row.group_id)
        page = self.targets.get((row.group_id, row.locale_id))
        edit_url = (self.finder.get_edit_url(page) or "") if page is not None else ""
        if event is not None and (event.pk in self.explorable or may_begin or edit_url):
            shown = event
        elif page is not None and (page.pk in self.explorable or edit_url):
            shown = page
        else:
            return Seen()
        return Seen(
            event=event,
            page=page,
            title=shown.title if shown.live else shown.get_admin_display_title(),
            title_language=normalise_tag(self.codes[shown.locale_id]),
            edit_url=edit_url,
            may_begin=may_begin,
        )
