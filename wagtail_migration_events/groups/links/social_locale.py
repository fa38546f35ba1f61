"""Languages as Open Graph writes them (https://ogp.me/#optional: ``language_TERRITORY``)."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from wagtail_migration_events.vocabularies.languages import UNDETERMINED, normalise_tag

#: What Facebook calls Arabic, which is nobody's in particular.
_OWN_NAMES = {"ar": "ar_AR"}


def social_locale(tag: str) -> str:
    """Return a BCP 47 tag with the territory where most people read that language (CLDR).

    :return: such as ``fr_FR`` or ``zh_CN``; "" for a language that CLDR does not know.
    """
    tag = normalise_tag(tag)
    if tag == UNDETERMINED:
        return ""
    if tag in _OWN_NAMES:
        return _OWN_NAMES[tag]
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    parts = [locale.language, *([locale.script] if locale.script else [])]
    likely = get_global("likely_subtags")
    found = likely.get("_".join(parts)) or likely.get(locale.language) or ""
    territory = found.rsplit("_", 1)[-1]
    return f"{locale.language}_{territory}" if territory.isupper() else ""
