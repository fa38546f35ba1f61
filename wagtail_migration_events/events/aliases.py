"""Columns a site has already: "our ``venue`` is your ``location``"."""

from __future__ import annotations

from typing import Any


class AliasOf(property):
    """Stands in for a field of the mixin; reads and writes the site's own field instead.

    ``venue = AliasOf("location")`` in the body of a page class: the mixin's column is not made,
    and everything in the package that reads ``page.venue`` gets ``page.location``. It is a
    property, so Django lets one write ``Page(venue="...")`` too.
    """

    def __init__(self, field_name: str) -> None:
        self.field_name = field_name
        super().__init__(self._read, self._write)

    def _read(self, instance: Any) -> Any:
        return getattr(instance, self.field_name)

    def _write(self, instance: Any, value: Any) -> None:
        setattr(instance, self.field_name, value)


def field_name_of(model: type, name: str) -> str | None:
    """Return the name of the database field in which ``model`` keeps a fact or text of ours.

    :return: ``name`` itself, the name an ``AliasOf`` points to, or None where the site dropped it.
    """
    declared = getattr(model, name, None)
    if isinstance(declared, AliasOf):
        return declared.field_name
    fields = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]
    return name if name in fields else None
