"""Beginning a translation that was asked for: the page is made when somebody sets to work.

Until then a request is one row. A hundred events in five languages would otherwise be five hundred
drafts that nobody has opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy
from wagtail_localize.operations import translate_object

from wagtail_migration_events.events.group import EventGroup, own_pages, source_page
from wagtail_migration_events.translation.requests.above import nearest_above, pages_above

#: An event and a language: the primary keys of a page and of a locale.
Place = tuple[int, int]


def may_begin(user: Any, event: Any, locale: Locale) -> bool:
    """Whether somebody may begin the translation of an event into a language.

    It takes the right to edit or add pages where the translation will stand: below the page that
    stands for the event's parent in that language, or its nearest ancestor that is there already.
    """
    return event is not None and bool(beginnable(user, [(event, locale.pk)]))


def beginnable(user: Any, wanted: Iterable[tuple[Any, int]]) -> set[Place]:
    """Return which of many translations somebody may begin, in a bounded number of queries.

    :param wanted: pairs of an event and the primary key of a locale.
    """
    places = _places([(event, locale) for event, locale in wanted if not event.alias_of_id])
    allowed: dict[int, bool] = {}
    for place in places.values():
        if place.pk not in allowed:
            allowed[place.pk] = may_translate_below(user, place)
    return {wish for wish, place in places.items() if allowed[place.pk]}


def may_translate_below(user: Any, place: Any) -> bool:
    """Whether somebody may begin translations below a page; without a query for most."""
    policy = page_permission_policy
    return bool(policy.user_has_any_permission_for_instance(user, {"add", "change"}, place))


def given_in_vain(requests: Iterable[Any], events: Mapping[UUID, Any]) -> list[Any]:
    """Return the requests whose person may not begin them, or of whose group nobody may.

    The number of queries depends on the number of places where translations will stand. Of those
    without a place nothing is said: nobody may begin them.

    :param requests: with their person and team.
    :param events: the sources of their facts, by the keys of their groups.
    """
    given = [each for each in requests if each.person or each.team]
    places = _places([(events[each.group_id], each.locale_id) for each in given])
    able: dict[int, set[Any]] = {}
    for place in places.values():
        if place.pk not in able:
            able[place.pk] = _able(place, given)
    found = []
    for each in given:
        place = places.get((events[each.group_id].pk, each.locale_id))
        if place is not None and (each.person or each.team) not in able[place.pk]:
            found.append(each)
    return found


def without_place(wanted: Iterable[tuple[Any, int]]) -> set[Place]:
    """Return which of many translations nobody can begin: no page above the event is there in the
    language. The number of queries does not depend on how many they are.

    :param wanted: as for ``beginnable``.
    """
    pairs = list(wanted)
    there = _places(pairs)
    return {(event.pk, locale) for event, locale in pairs} - set(there)


def _able(place: Any, given: list[Any]) -> set[Any]:
    """Return the people and the groups to whom something was given and who may begin it there."""
    users = page_permission_policy.users_with_any_permission_for_instance({"add", "change"}, place)
    people = {each.person.pk for each in given if each.person}
    teams = {each.team.pk for each in given if each.team and not each.person}
    able = set(users.filter(pk__in=people)) if people else set()
    if teams:
        able |= set(Group.objects.filter(pk__in=teams, user__in=users.values("pk")))
    return able


@transaction.atomic
def begin(request: Any, *, actor: Any) -> Any:
    """Make the draft of a translation, in localize's records and as a page.

    :param request: a ``TranslationRequest``; its group's row is locked first.
    :return: the page, which may have been there before.
    :raises PermissionDenied: if the actor may not, or the event has no source any more.
    """
    group = EventGroup.objects.select_for_update().get(pk=request.group_id)
    event = source_page(group)
    if not may_begin(actor, event, request.locale):
        raise PermissionDenied
    if (page := _page(event, request.locale)) is None:
        translate_object(event, [request.locale], user=actor)
        page = _page(event, request.locale)
    if page is None:
        raise PermissionDenied
    return page.specific


def _page(event: Any, locale: Locale) -> Any:
    return own_pages(event.translation_key).filter(locale=locale).first()


def _places(wanted: list[tuple[Any, int]]) -> dict[Place, Any]:
    """Return the nearest page above each event that stands in the tree of the language."""
    if not wanted:
        return {}
    rows = pages_above((event.path for event, _locale in wanted), {each[1] for each in wanted})
    there = nearest_above(((event.path, locale) for event, locale in wanted), rows)
    return {
        (event.pk, locale): there[event.path, locale]
        for event, locale in wanted
        if (event.path, locale) in there
    }
