"""In which language an answer is given, and texts that say in which language they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_supported_language_variant, override
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field
from wagtail.coreutils import get_supported_content_language_variant

from wagtail_migration_events.groups.links.language_links import site_languages
from wagtail_migration_events.occurrences.parsing import Problem
from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.vocabularies.languages import (
    UNDETERMINED,
    direction,
    normalise_tag,
    same_reading,
)


class Text(BaseModel):
    """A text with the language it is in."""

    text: str = Field(description="Plain text.", examples=["Semaine des migrations"])
    language: str = Field(
        description="BCP 47 tag of the text; `und` if nobody knows.", examples=["fr"]
    )
    direction: str = Field(description="`ltr` or `rtl`, for the attribute `dir`.", examples=["ltr"])
    is_fallback: bool = Field(
        description="Whether this is another language than was asked for.", examples=[False]
    )


class Coded(BaseModel):
    """A value that programs know by its code, and people by its label."""

    code: str = Field(description="The same in all languages.", examples=["in_person"])
    label: str = Field(description="In the language that was asked for.", examples=["In person"])


class Term(Coded):
    """A term of a vocabulary."""

    code: str = Field(description="Known in filters and exports.", examples=["13"])
    label: str = Field(
        description="Its short title.", examples=["Alternatives to immigration detention"]
    )
    language: str = Field(description="BCP 47 tag of the label.", examples=["en"])
    direction: str = Field(description="`ltr` or `rtl`.", examples=["ltr"])
    is_fallback: bool = Field(
        description="Whether the label is in another language than was asked for.", examples=[False]
    )
    verified: bool = Field(
        description="Whether the label was seen in the official document it quotes.",
        examples=[True],
    )


def text(value: Any, language: str, asked: str) -> dict[str, Any]:
    """Return a :class:`Text`.

    :param language: BCP 47 tag of the value; "" for the language that was asked for.
    """
    tag = language or asked
    return {
        "text": str(value or ""),
        "language": tag,
        "direction": direction(tag),
        "is_fallback": tag != UNDETERMINED and not same_reading(asked, tag),
    }


def coded(code: Any, choices: Any) -> dict[str, str] | None:
    """Return a :class:`Coded` value of a ``TextChoices``; None for a blank one."""
    if not code:
        return None
    return {"code": str(code), "label": _label(str(code), choices, get_language())}


@lru_cache(maxsize=1024)
def _label(code: str, choices: Any, _language: str | None) -> str:
    """Return a label in the active language: a list asks for the same few a hundred times."""
    return str(choices(code).label) if code in choices else code


def term(vocabulary_term: Any, asked: str) -> dict[str, Any]:
    """Return a :class:`Term` in a language, with the title that is shown in lists."""
    label = vocabulary_term.short_label(asked)
    return {
        "code": vocabulary_term.code,
        "label": label.text,
        "language": label.language,
        "direction": label.direction,
        "is_fallback": label.is_fallback,
        "verified": label.verified,
    }


def asked_language(tag: str) -> tuple[str, list[Problem]]:
    """Return the language of an answer: that of the parameter ``locale``, else the site's own.

    :param tag: the value of the parameter.
    :return: and what is wrong with the parameter.
    """
    own = normalise_tag(get_supported_content_language_variant(settings.LANGUAGE_CODE))
    if not tag:
        return own, []
    names = site_languages()
    for name in names:
        if same_reading(name, tag) or name == normalise_tag(tag):
            return name, []
    with speaking(own):
        message = _("“%(value)s” is no language of this site. There are: %(names)s.") % {
            "value": one_line(tag, 40),
            "names": ", ".join(names),
        }
    return own, [Problem("locale", message)]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Give labels in a language as far as Django knows it."""
    try:
        known = get_supported_language_variant(language)
    except LookupError:
        known = "en"
    with override(known):
        yield
