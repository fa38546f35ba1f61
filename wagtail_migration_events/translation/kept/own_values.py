"""The links and the image that a language has set for itself survive what localize copies.

localize copies them from its source unless there is a ``SegmentOverride``, which only its own
editor makes. So a value that somebody gave the page elsewhere gets one.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import (
    SegmentOverride,
    TranslatableObject,
    TranslationContext,
    TranslationLog,
)

from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.group import group_of


def fields_of_own(model: Any) -> list[Any]:
    """Return the fields of a page class that a language may set for itself."""
    found = (fact_field(model, name) for name in model.event_facts_unless_set)
    return [field for field in found if field is not None]


def values_before(page: Any) -> dict[str, Any]:
    return {field.name: getattr(page, field.attname) for field in fields_of_own(type(page))}


def keep_own_values(source_page: Any, page: Any, before: dict[str, Any]) -> None:
    """Put back what the page had of its own; what it only repeats, it does not hold.

    A value that localize itself has written, and for which there is no override any more, was
    taken back by the translator.
    """
    group = group_of(page)
    if group is None or (group.origin_id != page.pk and not group.is_followed_by(page)):
        return  # nobody's facts follow yet, so localize's copies are all there is
    by_translator = _overridden(page)
    # Such a page has given up its copies: what it holds is its own, even if the source comes to it.
    is_follower_of_published = source_page.pk == group.origin_id and group.facts_changed_at
    written = None
    for field in fields_of_own(type(page)):
        own = before[field.name]
        if own and group.origin_id != page.pk and field.name not in by_translator:
            if written is None:
                written = written_last(page)
            copies = {written.get(field.name)}
            if not is_follower_of_published:
                copies.add(getattr(source_page, field.attname))
            if own in copies:
                own = None
        setattr(page, field.attname, own or (None if field.null else ""))


def remember_own_values(page: Any) -> None:
    """Write an override for each value of its own that a page holds without one."""
    group = group_of(page)
    if group is None or not group.is_followed_by(page):
        return
    own = {name: value for name, value in values_before(page).items() if value}
    if not own:
        return
    known = _overridden(page)
    key = TranslatableObject.objects.get_for_instance(page).pk
    for name, value in own.items():
        if name not in known:
            context, _made = TranslationContext.objects.get_or_create(object_id=key, path=name)
            SegmentOverride.objects.create(
                locale_id=page.locale_id,
                context=context,
                data_json=json.dumps(value, cls=DjangoJSONEncoder),
            )


def hold_overrides(page: Any) -> None:
    """Write into the row of a translation, which is about to be published, what its translator has
    set and the source happens to say too: it would pass for a repetition of the source."""
    group = group_of(page)
    if group is None or not group.is_followed_by(page):
        return
    rows = _overrides(page).values_list("context__path", "data_json")
    overrides = {path: json.loads(data) for path, data in rows}
    columns = []
    for name in type(page).event_facts_unless_set if overrides else ():
        field, value = fact_field(type(page), name), group.published_values.get(name)
        if field is None or getattr(page, field.attname):
            continue
        if value and overrides.get(field.name) == value:
            setattr(page, field.attname, value)
            columns.append(field.name)
    if columns:
        page.write_shared_facts(columns)


def _overrides(page: Any) -> Any:
    return SegmentOverride.objects.filter(
        context__object=page.translation_key, locale=page.locale_id
    )


def _overridden(page: Any) -> set[str]:
    return set(_overrides(page).values_list("context__path", flat=True))


def written_last(page: Any) -> dict[str, Any]:
    """Return the page as localize wrote it last; empty if that is not known any more."""
    logs = TranslationLog.objects.filter(
        source__object_id=page.translation_key, locale=page.locale_id
    )
    last = logs.order_by("-pk").select_related("revision").first()
    return last.revision.content if last is not None and last.revision else {}
