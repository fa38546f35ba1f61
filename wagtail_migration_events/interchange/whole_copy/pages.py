"""What a whole copy holds of a page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Min

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with
from wagtail_migration_events.interchange.whole_copy.form import Line
from wagtail_migration_events.interchange.whole_copy.references import Swap, swapped
from wagtail_migration_events.interchange.whole_copy.words import NAME, told_language
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin

#: Of the columns of every Wagtail page those that a site's people write.
WRITTEN = ("title", "slug", "seo_title", "search_description", "show_in_menus")
#: When it was published, and will be taken down.
MOMENTS = ("first_published_at", "last_published_at", "go_live_at", "expire_at")
_TIES = frozenset({"pk", "id", "page", "sort_order"})
BATCH = 200


@cache
def written_names(model: Any) -> tuple[str, ...]:
    """Return the names of all that people write on a page of this class."""
    of_base = {field.name for field in base_page_model()._meta.get_fields()}
    own = [
        field.get_accessor_name() if field.one_to_many else field.name
        for field in model._meta.get_fields()
        if field.name not in of_base
        and (field.concrete or field.one_to_many)
        and not getattr(field.remote_field, "parent_link", False)
        and field.name != "text_basis"
    ]
    known = [name for name in WRITTEN if name in of_base]
    return (*known, *own)


def page_lines(swap: Swap) -> Iterator[Line]:
    """Yield a line for each page of an organizer and of an event that is no alias."""
    for kind, mixin in (("organizer", OrganizerPageMixin), ("event", EventPageMixin)):
        for model in page_models_with(mixin):
            yield from _lines_of(kind, model, swap)


def _lines_of(kind: str, model: Any, swap: Swap) -> Iterator[Line]:
    pages = model.objects.filter(alias_of=None)
    # What stands below another event comes after it, so that its place is there again.
    of_groups = pages.order_by().values("translation_key").annotate(Min("depth"), Max("depth"))
    ordered = of_groups.order_by("depth__min", "depth__max", "translation_key")
    keys = list(ordered.values_list("translation_key", flat=True))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        groups = {group.pk: group for group in EventGroup.objects.filter(pk__in=some)}
        found = pages.filter(translation_key__in=some).select_related("locale", "latest_revision")
        in_order = sorted(found, key=lambda each: _place(each, groups))
        for page in sorted(in_order, key=lambda each: some.index(each.translation_key)):
            yield _line(kind, page, groups.get(page.translation_key), swap)


def _place(page: Any, groups: Any) -> tuple[bool, str]:
    group = groups.get(page.translation_key)
    follows = group is not None and group.origin_id != page.pk
    return follows, page.locale.language_code


def _line(kind: str, page: Any, group: Any, swap: Swap) -> Line:
    model = type(page)
    line: Line = {
        kind: str(page.translation_key),
        "lang": page.locale.language_code,
        "class": model._meta.label_lower,
        "below": _below(page),
        "live": page.live,
        "values": values_of(stored(page), swap),
    }
    line |= {name: moment(getattr(page, name)) for name in MOMENTS if getattr(page, name)}
    if page.owner_id:
        line["owner"] = page.owner.get_username()
    if group is not None:
        line["is_source"] = group.origin_id == page.pk
        line["sequence"] = group.sequence
    if kind == "event" and (tag := told_language(page)):
        line[NAME] = tag
    if page.has_unpublished_changes and page.live and page.latest_revision_id:
        line["draft"] = values_of(page.latest_revision.as_object(), swap)
    return line


def _below(page: Any) -> str:
    """Return where the parent stands below the root of its language, by slugs."""
    ancestors = page.get_ancestors().filter(depth__gt=2)
    return "/".join(ancestors.values_list("slug", flat=True))


def stored(page: Any) -> Any:
    """Return the page as readers see it; one that is not published, as its editors do."""
    return page if page.live else page.get_latest_revision_as_object()


def values_of(page: Any, swap: Swap) -> dict[str, Any]:
    """Return all that people have written on a page, as JSON holds it."""
    model: Any = type(page)
    data = page.serializable_data()
    values = {
        name: _without_ties(swapped(model, name, data[name], swap))
        for name in written_names(model)
        if name in data
    }
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _without_ties(value: Any) -> Any:
    if (
        isinstance(value, list)
        and value
        and all(isinstance(row, dict) and "pk" in row for row in value)
    ):
        return [{key: each for key, each in row.items() if key not in _TIES} for row in value]
    return value


def moment(value: dt.datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC."""
    return value.astimezone(dt.UTC).isoformat() if value else None
