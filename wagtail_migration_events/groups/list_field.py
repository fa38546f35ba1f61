"""A list in one column, of what its subclasses say."""

from __future__ import annotations

from typing import Any

from django.db import models


class JSONListField(models.JSONField):
    """A list, empty by default. In schema migrations it is a plain ``JSONField``.

    What ``to_python`` of the subclass makes of a value is what is validated, stored and serialized.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.to_python(value))

    def value_to_string(self, obj: Any) -> Any:
        return self.to_python(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: Any) -> Any:
        return super().clean(self.to_python(value), model_instance)
