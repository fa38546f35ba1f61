"""Form fields that let an editor choose pages and keep the keys of their groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from wagtail_migration_events.groups.page_model import (
    base_page_model,
    base_pages_with,
    page_models_with,
)
from wagtail_migration_events.vocabularies.languages import language_chain, normalise_tag

BLANK_CHOOSERS = 2
#: Decimals of a primary key that every database takes.
_LONGEST_PK = 18


def page_for_key(mixin_path: str, key: Any) -> Any:
    """Return the page of a group to show in a chooser: the admin's language first; or None."""
    if not key:
        return None
    pages = base_pages_with(import_string(mixin_path)).filter(translation_key=key)
    return min(pages.select_related("locale"), key=_in_language(get_language()), default=None)


def key_of_page(mixin_path: str, page_pk: Any) -> UUID:
    """Return the key of the group that a chosen page belongs to.

    :raises ValidationError: if there is no such page, or its class is of another kind.
    """
    page = _page(page_pk)
    if page is None:
        raise ValidationError(_("This page is no longer there. Choose another one."))
    mixin = import_string(mixin_path)
    if not issubclass(page.specific_class or type(page), mixin):
        names = ", ".join(str(model._meta.verbose_name) for model in page_models_with(mixin))
        raise ValidationError(
            _("“%(title)s” is a page of another kind. Choose one of these: %(kinds)s."),
            params={"title": page.title, "kinds": names},
        )
    return UUID(str(page.translation_key))


def _page(page_pk: Any) -> Any:
    try:
        return base_page_model().objects.filter(pk=page_pk).first()
    except (TypeError, ValueError, OverflowError):
        return None


class ShownGroups:
    """The pages that the choosers of a form show, read at once when the first of them is drawn.

    :param values: returns what the choosers hold: keys, or primary keys that were sent.
    """

    def __init__(self, mixin_path: str, values: Callable[[], Iterable[Any]]) -> None:
        self.mixin_path = mixin_path
        self.values = values

    def page(self, value: Any) -> Any:
        """Return the specific page to show for a value; None if there is none."""
        return self._pages.get(_as_key(value))

    @cached_property
    def _pages(self) -> dict[Any, Any]:
        wanted = {_as_key(value) for value in self.values()} - {None}
        keys = [each for each in wanted if isinstance(each, UUID)]
        pks = [each for each in wanted if isinstance(each, int)]
        found: dict[Any, Any] = _pages_of_keys(self.mixin_path, keys) if keys else {}
        if pks:
            found |= {page.pk: page for page in base_page_model().objects.filter(pk__in=pks)}
        specific = _specific(found.values())
        return {value: specific[page.pk] for value, page in found.items() if page.pk in specific}


def _as_key(value: Any) -> UUID | int | None:
    """Return a value as the key of a group or a primary key; None if it is neither."""
    if isinstance(value, UUID):
        return value
    text = str(value or "")
    try:
        return UUID(text)
    except ValueError:
        is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_PK
        return int(text) if is_number else None


def _pages_of_keys(mixin_path: str, keys: Iterable[UUID]) -> dict[UUID, Any]:
    rank = _in_language(get_language())
    found: dict[UUID, Any] = {}
    pages = base_pages_with(import_string(mixin_path)).filter(translation_key__in=keys)
    for page in pages.select_related("locale"):
        key = page.translation_key
        found[key] = min(found.get(key, page), page, key=rank)
    return found


def _specific(pages: Iterable[Any]) -> dict[int, Any]:
    """Read base rows as pages of their own classes, in one query for each class."""
    pks = defaultdict(set)
    for page in pages:
        pks[page.specific_class or type(page)].add(page.pk)
    found = (model._default_manager.filter(pk__in=pks[model]) for model in pks)
    return {page.pk: page for rows in found for page in rows}


def _in_language(language: str | None) -> Callable[[Any], tuple[int, int]]:
    chain = language_chain(language or "en")

    def rank(page: Any) -> tuple[int, int]:
        tag = normalise_tag(page.locale.language_code)
        return (chain.index(tag) if tag in chain else len(chain), page.pk)

    return rank


class ShowsGroupMixin:
    """For a chooser of pages that is given the key of a group, or what was sent and refused.

    Attributes:
        shown: what the choosers of one form share; see :func:`read_at_once`.
    """

    mixin_path: str
    shown: ShownGroups | None = None

    def get_instance(self, value: Any) -> Any:
        shown = self.shown or ShownGroups(self.mixin_path, lambda: [value])
        return shown.page(value)


class GroupChooser(ShowsGroupMixin, AdminPageChooser):
    """Wagtail's page chooser, showing the page that stands for a group's key."""

    def __init__(self, mixin_path: str, **kwargs: Any) -> None:
        self.mixin_path = mixin_path
        models = page_models_with(import_string(mixin_path))
        super().__init__(target_models=models or None, **kwargs)


def read_at_once(fields: Sequence[forms.BoundField]) -> None:
    """Let the choosers of these fields, which choose pages of one kind, read their pages at once.

    Fields with a site's own widget are left alone.
    """
    widgets = [field.field.widget for field in fields]
    ours = [widget for widget in widgets if isinstance(widget, ShowsGroupMixin)]
    if ours:
        shown = ShownGroups(ours[0].mixin_path, lambda: [field.value() for field in fields])
        for widget in ours:
            widget.shown = shown


class GroupFormField(forms.Field):
    """One group, chosen by any of its pages; the cleaned value is its key (a ``UUID``) or None."""

    def __init__(self, *, mixin_path: str, **kwargs: Any) -> None:
        self.mixin_path = mixin_path
        kwargs.setdefault("widget", GroupChooser(mixin_path))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> UUID | None:
        value = super().clean(value)
        return key_of_page(self.mixin_path, value) if value else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            chosen = key_of_page(self.mixin_path, data) if data else None
        except ValidationError:
            return True
        return str(initial or "") != str(chosen or "")


class GroupListWidget(forms.Widget):
    """A page chooser for each group named so far, and a few blank ones below them."""

    def __init__(self, mixin_path: str, attrs: Any = None) -> None:
        self.chooser = GroupChooser(mixin_path)
        super().__init__(attrs)

    @property
    def media(self) -> Any:
        return self.chooser.media

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0" if id_ else id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        values = [*(value or []), *[None] * BLANK_CHOOSERS]
        self.chooser.shown = ShownGroups(self.chooser.mixin_path, lambda: values)
        base_id = (attrs or {}).get("id", f"id_{name}")
        drawn = [
            self.chooser.render(f"{name}-{row}", item, {"id": f"{base_id}-{row}"})
            for row, item in enumerate(values)
        ]
        # Most lists hold one: room for more is there, and out of the way.
        at_once = max(len(values) - BLANK_CHOOSERS, 1)
        more = format_html(
            '<details><summary class="{}">{}</summary>{}</details>',
            "w-cursor-pointer w-text-text-link-default w-mb-2",
            _("One more"),
            _below_each_other(drawn[at_once:]),
        )
        return _below_each_other(drawn[:at_once]) + more

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = []
        row = 0
        while f"{name}-{row}" in data:
            values.append(data[f"{name}-{row}"])
            row += 1
        return [value for value in values if value]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-0" not in data


def _below_each_other(drawn: Iterable[SafeString]) -> SafeString:
    return format_html_join("", '<div class="w-mb-2">{}</div>', ((each,) for each in drawn))


class GroupListFormField(forms.Field):
    """Several groups; the cleaned value is a list of keys, each once, in the order chosen."""

    def __init__(self, *, mixin_path: str, **kwargs: Any) -> None:
        self.mixin_path = mixin_path
        kwargs.setdefault("widget", GroupListWidget(mixin_path))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        value = super().clean(value)
        return list(dict.fromkeys(str(key_of_page(self.mixin_path, pk)) for pk in value or []))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return [str(key) for key in initial or []] != self.clean(data)
        except ValidationError:
            return True
