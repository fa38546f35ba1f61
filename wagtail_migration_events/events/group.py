"""The row of a group of event pages: bookkeeping that belongs to no single page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL, base_page_model
from wagtail_migration_events.groups.resolution import source_of

_READ_BEFORE = "_event_group_read_before"


class EventGroup(models.Model):
    """One event in all its languages.

    ``origin`` is the page in which the facts are edited. ``sequence`` counts changes of facts
    (RFC 5545 §3.8.7.4). An event that existed before the package is not ``adopted`` at first.
    What is kept of the source beside that must outlast its being unpublished: the digests of its
    published text, and its published values of what a language may set for itself. While it is not
    live, also its other facts as they were published, by column; for then its row holds a draft.
    """

    key = models.UUIDField(_("key"), primary_key=True, editable=False)
    origin = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("source of facts"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    facts_changed_at = models.DateTimeField(_("facts changed at"), null=True, blank=True)
    adopted = models.BooleanField(_("adopted"), default=True)
    published_text = models.JSONField(default=dict, editable=False)
    published_values = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)
    published_facts = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("event group")
        verbose_name_plural = _("event groups")
        default_permissions = ()
        # Not "change_facts": Wagtail takes what stands before the last "_" for an action on pages.
        permissions = [("change_event_facts", _("Can change facts of events"))]

    def __str__(self) -> str:
        return str(self.key)

    def is_followed_by(self, page: Any) -> bool:
        """Whether ``page`` takes its facts from the source of this group."""
        return self.adopted and self.origin_id is not None and self.origin_id != page.pk


def group_of(page: Any, *, lock: bool = False) -> EventGroup | None:
    """Return the row of the group whose facts ``page`` shows: of an alias, that of its source.

    :param lock: wait for whoever is writing to the group, and keep others from it until the end
        of the transaction. Whoever locks a group does so before writing to any of its pages.
    """
    if not lock and _READ_BEFORE in page.__dict__:
        return page.__dict__[_READ_BEFORE]
    # A lock cannot take the source along: it may be none.
    groups = EventGroup.objects.select_for_update() if lock else _groups_with_source()
    return groups.filter(pk=source_of(page).translation_key).first()


def groups_by_key(keys: Iterable[Any]) -> dict[Any, EventGroup]:
    """Read the groups of many events in one query, without what only editors need."""
    groups = EventGroup.objects.filter(pk__in=set(keys))
    return {group.pk: group for group in groups.defer("published_text", "published_facts")}


def read_groups(pages: Iterable[Any], known: Mapping[Any, EventGroup] | None = None) -> None:
    """Read the groups of many pages at once, so that ``group_of`` need not ask for each.

    Only for pages that are read and thrown away: they do not notice when their group changes.

    :param known: groups that have been read already, by key.
    """
    unread = (page for page in pages if known is not None or _READ_BEFORE not in page.__dict__)
    keys = {page: source_of(page).translation_key for page in unread}
    groups = EventGroup.objects.in_bulk(set(keys.values())) if known is None else known
    for page, key in keys.items():
        page.__dict__[_READ_BEFORE] = groups.get(key)


def keep_group(page: Any, group: EventGroup | None) -> None:
    """Keep the group of a page that is only shown, like :func:`read_groups`."""
    page.__dict__[_READ_BEFORE] = group


def is_only_shown(page: Any) -> bool:
    """Whether a page was read to be shown and thrown away, so that more of it may be kept."""
    return _READ_BEFORE in page.__dict__


def last_change(page: Any) -> dt.datetime | None:
    """Return when the text of a page or the facts of its event were last published.

    :return: None for a page that only code has made live.
    """
    group = group_of(page)
    moments = (page.last_published_at, group.facts_changed_at if group else None)
    return max(filter(None, moments), default=None)


def facts_changed(keys: Iterable[Any]) -> dict[Any, dt.datetime]:
    """Return when the facts of groups changed last, by key, for those of which it is known."""
    groups = EventGroup.objects.filter(pk__in=list(keys))
    moments = groups.values_list("pk", "facts_changed_at")
    return {key: moment for key, moment in moments if moment}


def source_page(group: EventGroup) -> Any:
    """Return the source of facts as it is stored, live or not; None if it is gone."""
    try:
        base = group.origin
    except ObjectDoesNotExist:
        return None
    if base is None or base.specific_class is None:
        return None
    page = base.specific_class._default_manager.filter(pk=base.pk).first()
    return page if hasattr(page, "event_facts") else None


def _groups_with_source() -> Any:
    """Return the groups, each with the base row of its source: ``source_page`` then needs one
    query, for the page as it is stored at that moment."""
    return EventGroup.objects.select_related("origin")


def ensure_group(page: Any) -> None:
    """Make sure that the group of a saved event page has its row, and the row a source.

    An alias only mirrors a page, so it never becomes the source of facts. A row made for several
    pages that were there before it is not adopted: they may disagree.
    """
    if page.alias_of_id and not own_pages(page.translation_key).exists():
        return
    group = EventGroup.objects.filter(pk=page.translation_key).first()
    if group is None:
        others = own_pages(page.translation_key).exclude(pk=page.pk).exists()
        origin = first_origin(page.translation_key) if others else page.pk
        group = EventGroup(key=page.translation_key, origin_id=origin, adopted=not others)
        EventGroup.objects.bulk_create([group], ignore_conflicts=True)  # that of the first counts
    elif group.origin_id is None:
        origin = first_origin(page.translation_key)
        EventGroup.objects.filter(pk=group.pk, origin=None).update(origin=origin)


def own_pages(key: Any) -> Any:
    """Return the base rows of a group that are no aliases."""
    return base_page_model().objects.filter(translation_key=key, alias_of=None)


#: Rules that know better which page was written first, each asked in turn with the key of a
#: group; it returns the primary key of a page, or None. The app ``translation`` has one.
ORIGIN_RULES: list[Callable[[Any], int | None]] = []


def first_origin(key: Any, but_not: Any = ()) -> int | None:
    """Return which page of a group is the source of facts where nobody has said so.

    The page that the others were translated from, else the one in the site's default language,
    else the first; a published one before a draft.

    :param but_not: primary keys of pages that are about to go.
    """
    candidates = own_pages(key).exclude(pk__in=but_not)
    for rule in ORIGIN_RULES:
        pk = rule(key)
        if pk is not None and candidates.filter(pk=pk).exists():
            return pk
    default = Case(When(locale=Locale.get_default(), then=0), default=1)
    origin: int | None = (
        candidates.order_by("-live", default, "pk").values_list("pk", flat=True).first()
    )
    return origin
