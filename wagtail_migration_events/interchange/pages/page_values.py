"""Imported values on an event page: written to it, checked by it, and read back for comparison."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.interchange.pages.publishing import TREE_FIELDS
from wagtail_migration_events.organizers.links import OrganizerRole

ORGANIZERS = "organizer_links"
LOOKED_UP = {"event_type": "event_types", "audiences": "audiences", "workstream": "workstreams"}
"""Fields whose words are looked up in vocabularies of the site, and which these are."""


def has_value(model: Any, name: str) -> bool:
    """Whether a class of event pages keeps the fact or text; a site may have dropped it."""
    if name == ORGANIZERS:
        return getattr(model, ORGANIZERS, None) is not None
    return field_name_of(model, name) is not None


def write_values(page: Any, values: dict[str, Any], roles: Mapping[str, str] | None = None) -> None:
    """Set values by the names of our fields, leaving out those that the class has not.

    :param roles: of organizers that were not linked before, by key; by default they lead.
    """
    for name, value in values.items():
        if not has_value(type(page), name):
            continue
        if name == ORGANIZERS:
            _write_organizers(page, value, roles or {})
        else:
            _write(page, field_name_of(type(page), name) or name, value)


def _write(page: Any, column: str, value: Any) -> None:
    field = page._meta.get_field(column)
    if field.many_to_one:
        key = getattr(value, "pk", value)
        setattr(page, field.attname, key or None)  # "" stands for none of any kind
    elif isinstance(field, StreamField):
        blocks = json.dumps(value or []) if isinstance(value, list | str) else value
        setattr(page, column, field.to_python(blocks))
    else:
        setattr(page, column, value)


def read_values(page: Any, names: Any) -> dict[str, Any]:
    """Return values as JSON keeps them, by the names of our fields."""
    return {name: _read(page, name) for name in names if has_value(type(page), name)}


def python_value(page: Any, name: str) -> Any:
    """Return one value as :func:`write_values` takes it."""
    if name == ORGANIZERS:
        return _read(page, name)
    return getattr(page, field_name_of(type(page), name) or name)


def shown_item(item: Any) -> str:
    """Return what a person reads of one item of a list: of a block of material its title."""
    block = item.get("value") if isinstance(item, dict) else None
    return str(block.get("title", item) if isinstance(block, dict) else item)


def label_of(page: Any, name: str) -> str:
    """Return the name of a field as editors know it."""
    if name == ORGANIZERS:
        return _("organizers")
    return str(page._meta.get_field(field_name_of(type(page), name)).verbose_name)


def refuse_invalid(page: Any, values: dict[str, Any], *, unchecked: list[str]) -> list[str]:
    """Check a page; empty those of ``values`` that it refuses, and say why.

    :param unchecked: names of fields that are left out.
    :return: the reasons, also those that concern what a site's own class demands.
    """
    reasons: list[str] = []
    columns = {field_name_of(type(page), name): name for name in values}
    exclude = [*TREE_FIELDS, *(field_name_of(type(page), name) or name for name in unchecked)]
    for _attempt in range(len(values)):
        try:
            page.full_clean(exclude=exclude)
        except ValidationError as error:
            reasons += _reasons(page, error)
            refused = [name for column in error.error_dict if (name := columns.get(column))]
            emptied = [name for name in refused if name != "title"]
            write_values(page, {name: _empty(page, name) for name in emptied})
            if not emptied:
                break
            # A value is refused once; what else is wrong shows in the next round.
            columns = {column: name for column, name in columns.items() if name not in emptied}
        else:
            break
    return list(dict.fromkeys(reasons))


def _empty(page: Any, name: str) -> Any:
    return page._meta.get_field(field_name_of(type(page), name)).get_default()


def _reasons(page: Any, error: ValidationError) -> list[str]:
    reasons = []
    for column, messages in error.message_dict.items():
        text = " ".join(messages)
        if column == NON_FIELD_ERRORS:
            reasons.append(text)
            continue
        label = page._meta.get_field(column).verbose_name
        reasons.append(_("%(field)s: %(message)s") % {"field": label, "message": text})
    return reasons


def _read(page: Any, name: str) -> Any:
    if name == ORGANIZERS:
        return [str(link.organizer) for link in page.organizer_links.all()]
    value = python_value(page, name)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, StreamValue):
        return json.loads(json.dumps(value.get_prep_value()))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def _write_organizers(page: Any, keys: list[str], new_roles: Mapping[str, str]) -> None:
    """Link the organizers in this order; one that was linked before keeps its role."""
    link_class = page.organizer_links.model
    roles = dict(new_roles) | {
        str(link.organizer): link.role for link in page.organizer_links.all()
    }
    page.organizer_links = [
        link_class(organizer=key, role=roles.get(key, OrganizerRole.LEAD), sort_order=place)
        for place, key in enumerate(keys)
    ]
