"""Values of parameters that are not what an address takes, in the language of the answer.

pydantic says what is wrong in English only. Django says the same of its forms, in the languages
that it knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.forms import Field, IntegerField
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from wagtail_migration_events.occurrences.parsing import Problem


def wrong_values(error: ValidationError, query: type[BaseModel]) -> Iterator[Problem]:
    """Yield what is wrong with each parameter.

    :param query: what was to be made of them.
    """
    for each in error.errors(include_url=False):
        name = str(each["loc"][0])
        yield Problem(name, _words(each, query.model_fields[name].annotation))


def _words(error: Any, kind: Any) -> str:
    """Return what to write; what pydantic says of anything else than can happen now."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return str(Field.default_error_messages["required"])
        case "int_parsing" | "int_parsing_size":
            return str(IntegerField.default_error_messages["invalid"])
        case "greater_than_equal":
            return str(MinValueValidator.message % {"limit_value": limits["ge"]})
        case "less_than_equal":
            return str(MaxValueValidator.message % {"limit_value": limits["le"]})
        case "string_too_long":
            length = {"limit_value": limits["max_length"], "show_value": len(error["input"])}
            return str(MaxLengthValidator.message % length)
        case "bool_parsing":
            return _("Write one of: %(names)s.") % {"names": "true, false"}
        case "enum":
            return _("Write one of: %(names)s.") % {"names": ", ".join(kind)}
    return str(error["msg"])
