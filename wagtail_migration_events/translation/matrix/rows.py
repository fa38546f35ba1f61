"""What the matrix shows of each event, read for all rows at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.listing.rows import when_in_words
from wagtail_migration_events.events.language_states.assignment import Assignment
from wagtail_migration_events.events.language_states.editing import ShownState, states_to_show
from wagtail_migration_events.translation.publishing.set_view import SET_URL
from wagtail_migration_events.translation.requests.changing import MAY_ASK
from wagtail_migration_events.translation.requests.screens.doors import ask_url, begin_url


@dataclass(frozen=True)
class Cell:
    """An event in a language.

    Attributes:
        url: where the user goes on with it: the editor of its page, or where it is begun or asked
            for; "" for nowhere.
        does: what they do there, for whom the link is read aloud.
        ask_url: where what was agreed on is changed; "" if they may not.
    """

    shown: ShownState
    url: str = ""
    does: str = ""
    ask_url: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """What is shown of an event.

    Attributes:
        title: that of the draft only for who may edit it or where nothing else is published.
        url: the editor of its page, or "".
        publish_url: where all its languages are published; "" where nothing waits for it.
        cells: by BCP 47 tag.
    """

    title: str
    when: str
    url: str
    publish_url: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Line:
    """A cell in a table that is downloaded.

    Attributes:
        due_on: a day, or in words that there is none for what was asked for.
    """

    event: str
    when: str
    language: str
    state: str
    due_on: dt.date | str
    assignee: str
    overdue: str


def attach_matrix(events: Sequence[Any], user: Any, back: str) -> None:
    """Give each specific page in ``events`` a ``matrix_row``, in a bounded number of queries.

    :param back: where the user goes when they have done what a cell leads to.
    """
    language = get_language() or "en"
    states = states_to_show((event.translation_key for event in events), user)
    may_ask = user.has_perm(MAY_ASK)
    for event in events:
        shown = states[event.translation_key]
        url = next((each.url for each in shown if each.state.page == event.pk), "")
        is_source = any(each.state.is_source and each.state.page == event.pk for each in shown)
        to_ask = _with_next(ask_url(event), back) if is_source and url and may_ask else ""
        draft = event.get_admin_display_title()
        event.matrix_row = MatrixRow(
            title=event.title if event.live and not url else draft,
            when=when_in_words(event, language),
            url=url,
            publish_url=_publish_url(event, shown, user, back),
            cells={each.state.language: _cell(each, to_ask, user) for each in shown},
        )


def _publish_url(event: Any, shown: Iterable[ShownState], user: Any, back: str) -> str:
    waits = any(each.state.page and not each.is_live for each in shown)
    if not waits or event.alias_of_id or not event.permissions_for_user(user).can_publish():
        return ""
    return _with_next(reverse(SET_URL, args=[event.pk]), back)


def _with_next(url: str, back: str) -> str:
    return str(set_query_params(url, {"next": back}))


def _cell(shown: ShownState, to_ask: str, user: Any) -> Cell:
    if shown.state.is_source:
        return Cell(shown, shown.url, _("edit"))
    if shown.url:
        return Cell(shown, shown.url, _("edit"), to_ask)
    if shown.state.page is None and (agreed := shown.state.assignment) and _waits_for(agreed, user):
        return Cell(shown, begin_url(agreed.request), _("begin"), to_ask)
    return Cell(shown, to_ask, _("request"), to_ask)


def _waits_for(agreed: Assignment, user: Any) -> bool:
    """Tell whether somebody is to begin a translation, or may begin every one. Who has rights to
    pages by no group can begin none, so the groups that Wagtail has read for their rights are
    enough; all others who may begin it are led there by the screen of requests."""
    if user.is_superuser:
        return True
    if agreed.person is not None:
        return bool(agreed.person == user.pk)
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    return any(each.group_id == agreed.team for each in rights)


def lines(events: Iterable[Any], languages: Sequence[str]) -> Iterator[Line]:
    """Return one line for each event that has its row, and language."""
    for event in events:
        row = event.matrix_row
        for tag in languages:
            shown = row.cells[tag].shown
            agreed = shown.state.assignment
            yield Line(
                event=row.title,
                when=row.when,
                language=shown.name,
                state=shown.state.words,
                due_on=(agreed.due_on or agreed.due_words) if agreed else "",
                assignee=agreed.assignee if agreed else "",
                overdue=_("overdue") if agreed and agreed.is_overdue else "",
            )
