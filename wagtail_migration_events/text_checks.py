"""What may stand in a line of text and in a link."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Embeddings, overrides and isolates can make a line read as something else than it says
# (CVE-2021-42574).
# The plain marks U+200E, U+200F and U+061C stay: Arabic text needs them.
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ALLOWED_IN_PARAGRAPHS = frozenset("\n\r\t\u2028\u2029")
INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
# XML 1.0 §2.2, Char.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

well_formed_url = URLValidator(schemes=["http", "https"])


def forbidden_characters(text: str, *, paragraphs: bool = False) -> list[str]:
    """Return the code points, such as ``U+202E``, that must not stand in ``text``.

    :param paragraphs: whether line breaks and tabs are allowed.
    """
    allowed = ALLOWED_IN_PARAGRAPHS if paragraphs else frozenset()
    found = {
        character
        for character in text
        if character in DIRECTION_CONTROLS
        or (unicodedata.category(character) in INVISIBLE and character not in allowed)
    }
    return [f"U+{ord(character):04X}" for character in sorted(found)]


def replace_forbidden(text: str, by: str = "") -> str:
    """Return one line of text with ``by`` for each character that must not stand in it."""
    hidden = {int(point[2:], 16) for point in forbidden_characters(text)}
    return text.translate(dict.fromkeys(hidden, by))


def fit_for_xml(text: str) -> str:
    """Return text without the characters that no XML document may hold (XML 1.0 §2.2)."""
    return _NOT_IN_XML.sub("", text)


def set_apart(text: Any) -> str:
    """Return text for a sentence of plain text, in which each is read in its own direction.

    In an Arabic sentence "3 May 2027" would be shown as "May 2027 3".
    """
    return f"\u2068{text}\u2069"


def one_line(text: Any, longest: int) -> str:
    """Return text as it may be shown on a terminal: on one line, no controls, cut when long."""
    whole = " ".join(replace_forbidden(str(text), " ").split())
    return whole if len(whole) <= longest else whole[: longest - 1] + "…"


def check_text(text: Any, *, paragraphs: bool = False) -> None:
    """Refuse control characters and invisible direction overrides.

    :raises ValidationError: naming the characters.
    """
    found = forbidden_characters(str(text or ""), paragraphs=paragraphs)
    if found:
        raise ValidationError(
            _(
                "This text holds invisible control characters (%(characters)s). "
                "Delete them, or type the text again instead of pasting it."
            ),
            code="control_characters",
            params={"characters": ", ".join(found[:5])},
        )


def check_http_url(url: Any) -> None:
    """Refuse anything but an address on the web.

    :raises ValidationError: for ``javascript:``, ``data:``, ``file:`` and malformed addresses, for
        a user name in the address, and for characters that make it read as another one.
    """
    text = str(url or "")
    if not text.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Enter a link that begins with https:// or http://."))
    check_text(text)
    well_formed_url(text)
    if urlsplit(text).username is not None:
        raise ValidationError(_("Enter a link without a user name and password in it."))


class WebAddressFormField(forms.URLField):
    """Says by ``check_http_url`` what is wrong, once."""

    default_validators = [check_http_url]


class WebAddressField(models.URLField):
    """An address on the web. In schema migrations it is a plain ``URLField``."""

    default_validators = [check_http_url]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 1000)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        options = {"form_class": WebAddressFormField, "assume_scheme": "https", **kwargs}
        return super().formfield(**options)
