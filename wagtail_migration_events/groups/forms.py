"""Form fields that let an editor choose pages and keep the keys of their groups."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
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


def page_for_key(mixin_path: str, key: Any) -> Any:
    """Return the page of a group to show in a chooser: the admin's language first; or None."""
    if not key:
        return None
    chain = language_chain(get_language())
    pages = base_pages_with(import_string(mixin_path)).filter(translation_key=key)

    def rank(page: Any) -> tuple[int, int]:
        tag = normalise_tag(page.locale.language_code)
        return (chain.index(tag) if tag in chain else len(chain), page.pk)

    return min(pages.select_related("locale"), key=rank, default=None)


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


class GroupChooser(AdminPageChooser):
    """Wagtail's page chooser, showing the page that stands for a group's key."""

    def __init__(self, mixin_path: str, **kwargs: Any) -> None:
        self.mixin_path = mixin_path
        models = page_models_with(import_string(mixin_path))
        super().__init__(target_models=models or None, **kwargs)

    def get_instance(self, value: Any) -> Any:
        """Return the page to show for a key, or for what was sent by a form that was refused."""
        try:
            page = page_for_key(self.mixin_path, UUID(str(value)))
        except ValueError:
            page = _page(value)
        return page.specific if page else None


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
        base_id = (attrs or {}).get("id", f"id_{name}")
        return format_html_join(
            "",
            '<div class="w-mb-2">{}</div>',
            (
                [self.chooser.render(f"{name}-{row}", item, {"id": f"{base_id}-{row}"})]
                for row, item in enumerate(values)
            ),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = []
        row = 0
        while f"{name}-{row}" in data:
            values.append(data[f"{name}-{row}"])
            row += 1
        return [value for value in values if value]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-0" not in data


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
