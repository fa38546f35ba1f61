"""Links to groups: a page names an event or an organizer, not one of its language versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.groups.forms import GroupFormField, GroupListFormField
from wagtail_migration_events.groups.list_field import JSONListField
from wagtail_migration_events.groups.page_model import base_pages_with


class GroupKeyField(models.UUIDField):
    """The key of one group of pages whose class uses ``mixin``.

    :param mixin: dotted path of the mixin class. In schema migrations it is a plain ``UUIDField``.
    """

    def __init__(self, mixin: str = "", **kwargs: Any) -> None:
        self.mixin_path = mixin
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.UUIDField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return GroupFormField(
            mixin_path=self.mixin_path,
            **{
                "required": not self.blank,
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
                **kwargs,
            },
        )

    def extract_references(self, value: Any) -> Any:
        """Tell Wagtail's reference index which pages are meant, so that "Usage" names this one."""
        yield from _references(self.mixin_path, [value])


class GroupKeyListField(JSONListField):
    """A list of keys of groups, in the order given, each once.

    :param mixin: dotted path of the mixin class.
    """

    def __init__(self, mixin: str = "", **kwargs: Any) -> None:
        self.mixin_path = mixin
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:
        return normalise_keys(value)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("encoder", None)
        return GroupListFormField(
            mixin_path=self.mixin_path,
            **{
                "required": False,
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
                **kwargs,
            },
        )

    def extract_references(self, value: Any) -> Any:
        """Tell Wagtail's reference index which pages are meant, so that "Usage" names this one."""
        yield from _references(self.mixin_path, value or [])


def normalise_keys(value: Any) -> list[str]:
    """Return group keys as text, each once.

    :param value: a list of keys, UUIDs, or pages (anything with a ``translation_key``); or None.
    :raises ValidationError: if something in it is no key.
    """
    if value in (None, ""):
        return []
    if not isinstance(value, list | tuple | set):
        raise ValidationError(_("Give a list of events."))
    return list(dict.fromkeys(str(_as_key(item)) for item in value))


def _as_key(item: Any) -> UUID:
    item = getattr(item, "translation_key", item)
    if isinstance(item, UUID):
        return item
    try:
        return UUID(str(item))
    except ValueError as error:
        raise ValidationError(
            _("“%(value)s” is not the key of a page."), params={"value": str(item)[:80]}
        ) from error


def _references(mixin_path: str, keys: Any) -> Any:
    keys = [key for key in keys if key]
    if not keys:
        return
    pages = base_pages_with(import_string(mixin_path)).filter(translation_key__in=keys)
    for pk in pages.values_list("pk", flat=True):
        yield pages.model, str(pk), "", ""
