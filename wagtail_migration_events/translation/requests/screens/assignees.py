"""To whom a translation can be given: people and groups of them, in one choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Min, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name

from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.translation.requests.beginning import given_in_vain, without_place
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.wanted import assignee_name

#: What stands for nobody where an empty choice means something else.
NOBODY = "nobody"


class Assignees:
    """Those who may open the admin, and the groups that may, read once in two queries.

    :param also: people and groups that are offered in any case, as whoever has it now.
    :param among: other people and groups than all of those.
    """

    def __init__(self, also: Iterable[Any] = (), among: Iterable[Any] | None = None) -> None:
        offered = (*_people(), *_teams()) if among is None else among
        self._named = {_value(each): each for each in offered}
        for each in also:
            self._named.setdefault(_value(each), each)

    def choices(self, *first: tuple[str, Any]) -> list[tuple[Any, Any]]:
        """Return the choices of a field, after some others."""
        people: list[tuple[str, Any]] = []
        teams: list[tuple[str, Any]] = []
        for value, each in self._named.items():
            (teams if isinstance(each, Group) else people).append((value, _name(each)))
        groups = [(_("Groups"), teams), (_("People"), people)]
        return [*first, *(group for group in groups if group[1])]

    def find(self, value: str) -> tuple[Any, Any]:
        """Return the person and the group that a choice stands for; one of them is None."""
        each = self._named.get(value)
        return (None, each) if isinstance(each, Group) else (each, None)


def assignees_of_open_requests(chosen: str = "") -> Assignees:
    """Return the people and groups who have something to do, in one query, and who was chosen."""
    rows = TranslationRequest.objects
    once = rows.open().order_by().values("person", "team").annotate(first=Min("pk"))
    found = rows.filter(pk__in=once.values("first")).select_related("person", "team")
    busy = {each.person or each.team for each in found} - {None}
    in_order = sorted(busy, key=lambda each: str(_name(each)).casefold())
    there = Assignees(among=in_order)
    if not chosen or any(there.find(chosen)):
        return there
    return Assignees(filter(None, Assignees().find(chosen)), among=in_order)


def value_of(person: Any, team: Any) -> str:
    """Return the choice that stands for a person or, where none is named, a group; "" for none."""
    each = person or team
    return "" if each is None else _value(each)


def in_vain_in_words(requests: Iterable[Any], events: Mapping[UUID, Any]) -> dict[UUID, list[str]]:
    """Say of events to whom they were given who can do nothing about them, and in which languages
    nobody can.

    :param requests: with their locale, person and team.
    :param events: the sources of their facts, by the keys of their groups.
    :return: sentences without a full stop, by those keys.
    """
    requests = list(requests)
    languages: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    empty: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    in_vain = given_in_vain(requests, events)
    staffed = _staffed(each.team for each in in_vain if not each.person)
    for each in in_vain:
        is_empty = not each.person and each.team.pk not in staffed
        kind = empty if is_empty else languages
        kind[each.group_id, assignee_name(each)].append(language_name(each.locale.language_code))
    found: dict[UUID, list[str]] = defaultdict(list)
    of_empty = gettext("Nobody is in the group %(name)s, which is to translate: %(languages)s")
    text = gettext("%(name)s has no right to pages in these languages: %(languages)s")
    for words, named in ((of_empty, empty), (text, languages)):
        for (key, name), names in named.items():
            found[key].append(words % {"name": name, "languages": listed(sorted(names))})
    for key, names in _placeless(requests, events).items():
        text = gettext("No page above the event is there in these languages yet: %(languages)s")
        found[key].append(text % {"languages": listed(sorted(names))})
    return found


def _staffed(teams: Iterable[Group]) -> set[int]:
    """Return which groups have somebody in them who may log in."""
    pks = {team.pk for team in teams}
    return set(Group.objects.filter(pk__in=pks, user__is_active=True).values_list("pk", flat=True))


def _placeless(requests: list[Any], events: Mapping[UUID, Any]) -> dict[UUID, list[str]]:
    lost = without_place((events[each.group_id], each.locale_id) for each in requests)
    found: dict[UUID, list[str]] = defaultdict(list)
    for each in requests:
        if (events[each.group_id].pk, each.locale_id) in lost:
            found[each.group_id].append(language_name(each.locale.language_code))
    return found


def _name(each: Any) -> Any:
    return each.name if isinstance(each, Group) else get_user_display_name(each)


def _value(each: Any) -> str:
    return f"{'team' if isinstance(each, Group) else 'person'}-{each.pk}"


def _opens_admin() -> Any:
    return Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    ).values("pk")


def _people() -> Any:
    users = get_user_model()._default_manager.filter(is_active=True)
    by_right = Q(user_permissions__in=_opens_admin()) | Q(groups__permissions__in=_opens_admin())
    found = users.filter(Q(is_superuser=True) | by_right).distinct()
    return sorted(found, key=lambda user: str(get_user_display_name(user)).casefold())


def _teams() -> Any:
    return Group.objects.filter(permissions__in=_opens_admin()).distinct().order_by("name")
