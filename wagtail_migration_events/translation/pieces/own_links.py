"""Links, addresses and images that a language may set for itself.

localize keeps them as ``SegmentOverride``; where there is none, the page shows the source's.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms.models import registry
from wagtail.fields import RichTextField
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment, SegmentOverride

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.pieces.places import Place, Places

OWN, OWN_BASE = "own-", "own-base-"
LONGEST_ADDRESS = 2000


@dataclass
class OwnLink:
    """A value of the source, and what the language has in its place.

    Attributes:
        segment: localize's row of the source.
        own: what the language has set; "" for nothing.
        objects: what chosen things are called, by primary key.
        typed: what could not be saved, with the reason in ``error``.
    """

    segment: Any
    place: Place
    own: Any
    objects: dict[Any, Any] = field(default_factory=dict)
    typed: str | None = None
    error: str = ""

    @property
    def pk(self) -> int:
        return int(self.segment.pk)

    @property
    def is_link_in_text(self) -> bool:
        """Whether it is the address of a link in rich text."""
        return self.place.is_rich

    @cached_property
    def chosen_model(self) -> Any:
        """The class of what is chosen here; None for an address."""
        leaf = self.place.leaf
        if isinstance(leaf, models.ForeignKey):
            return leaf.related_model
        return leaf.model_class if isinstance(leaf, blocks.ChooserBlock) else None

    @property
    def source(self) -> str:
        return str(self.objects.get(self.segment.data, self.segment.data) or "")

    @property
    def value(self) -> str:
        return self.typed if self.typed is not None else str(self.own)

    @property
    def base(self) -> str:
        return str(self.own)

    @cached_property
    def widget(self) -> Any:
        leaf = self.place.leaf
        if self.chosen_model is None:
            return forms.TextInput()
        if isinstance(leaf, blocks.ChooserBlock):
            return leaf.widget
        widget = registry.foreign_key_lookup(leaf)["widget"]
        return widget() if isinstance(widget, type) else widget

    def _chosen(self) -> Any:
        """Return what the chooser shows: what could not be saved, as long as it is there."""
        if self.typed == "":
            return None
        found = _object(self.chosen_model, self.typed) if self.typed is not None else None
        return found or self.objects.get(self.own, self.own)

    def render(self) -> str:
        attrs = {"id": f"{OWN}{self.pk}", "aria-describedby": f"{OWN}{self.pk}-help"}
        value = self._chosen() if self.chosen_model else self.value
        rendered: str = self.widget.render(f"{OWN}{self.pk}", value or None, attrs)
        return rendered


def read_own_links(translation: Any, page: Any) -> list[OwnLink]:
    """Return what the language may set for itself, in the order of the editor's panels.

    :param page: the target, or another page of its class.
    """
    segments = OverridableSegment.objects.filter(source=translation.source_id)
    segments = segments.annotate_override_json(translation.target_locale, include_errors=True)
    places = Places(page)
    found = [
        OwnLink(each, places.find(each.context), json.loads(each.override_json or "null") or "")
        for each in segments.select_related("context").order_by("order")
    ]
    _name_chosen(found)
    return sorted(found, key=lambda link: (link.place.order, link.segment.order))


def _name_chosen(links: Iterable[OwnLink]) -> None:
    by_model: dict[Any, list[OwnLink]] = defaultdict(list)
    for link in links:
        if link.chosen_model is not None:
            by_model[link.chosen_model].append(link)
    for model, chosen in by_model.items():
        pks = {pk for link in chosen for pk in (link.segment.data, link.own) if pk}
        objects = model._default_manager.in_bulk(pks)
        for link in chosen:
            link.objects = objects


def save_own_links(translation: Any, links: Iterable[OwnLink], data: Any, user: Any) -> int:
    """Save what was typed or chosen; return how many have changed.

    An empty field gives up the own value. What cannot be saved stays, with the reason.
    """
    return sum(_save(translation, link, data, user) for link in links)


def _save(translation: Any, link: OwnLink, data: Any, user: Any) -> bool:
    typed = data.get(f"{OWN}{link.pk}")
    if typed is None or typed.strip() == data.get(f"{OWN_BASE}{link.pk}", link.base):
        return False
    typed = typed.strip()
    if typed == link.base:
        return False
    if link.base != data.get(f"{OWN_BASE}{link.pk}", link.base):
        link.typed = typed
        link.error = _("Somebody else has set this to “%(value)s”. Yours is not saved yet.") % {
            "value": link.objects.get(link.own, link.base)
        }
        return False
    try:
        value = _checked(link, typed)
    except ValidationError as error:
        link.typed, link.error = typed, " ".join(error.messages)
        return False
    kept = {"locale": translation.target_locale, "context": link.segment.context}
    if value is None:
        SegmentOverride.objects.filter(**kept).delete()
    else:
        made = {"data_json": json.dumps(value, cls=DjangoJSONEncoder), "has_error": False}
        defaults = {**made, "field_error": "", "last_translated_by": user}
        SegmentOverride.objects.update_or_create(**kept, defaults=defaults)
    link.own = value or ""
    return True


def _checked(link: OwnLink, typed: str) -> Any:
    """Return the value to store; None for none.

    :raises ValidationError: in words for the translator.
    """
    if not typed:
        return None
    if link.chosen_model is not None:
        found = _object(link.chosen_model, typed)
        if found is None:
            raise ValidationError(_("What was chosen is not there any more."))
        link.objects = {**link.objects, found.pk: found}
        return found.pk
    return _checked_address(link.place.leaf, typed)


def _object(model: Any, typed: str) -> Any:
    """Return what somebody has chosen; None where there is no such thing."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 19
    return model._default_manager.filter(pk=int(typed)).first() if is_number else None


def _checked_address(leaf: Any, typed: str) -> str:
    check_text(typed)
    if len(typed) > LONGEST_ADDRESS:
        raise ValidationError(
            _("An address has at most %(most)s characters.") % {"most": LONGEST_ADDRESS}
        )
    if isinstance(leaf, models.Field) and not isinstance(leaf, RichTextField):
        return str(leaf.clean(typed, None))
    if isinstance(leaf, blocks.URLBlock | blocks.EmailBlock):
        return str(leaf.field.clean(typed))
    if check_url(typed) is None:
        raise ValidationError(_("Enter a link that begins with https:// or http://."))
    return typed
