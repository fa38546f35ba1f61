"""Language tags: their normal form, the order in which to look for a text, and the direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from wagtail_migration_events.conf import setting

LAST_RESORT = "en"
UNDETERMINED = "und"
UN_LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")
"""The languages of the packaged data, in the order in which the United Nations lists them."""

_ARABIC_SCRIPT = {"ar", "apc", "ary", "arz", "ckb", "fa", "prs", "ps", "sd", "ug", "ur"}
_RIGHT_TO_LEFT_LANGUAGES = frozenset(_ARABIC_SCRIPT | {"arc", "dv", "he", "nqo", "syr", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_SIMPLIFIED = frozenset({"hans", "cn", "sg", "my"})
_CHINESE = {"zh-hans": ("zh-hans", "zh", "zh-hant"), "zh-hant": ("zh-hant", "zh", "zh-hans")}


def normalise_tag(tag: str) -> str:
    """Return a language tag in lower case with hyphens: ``zh_Hans`` becomes ``zh-hans``."""
    return _normal(str(tag))


def language_chain(tag: str, fallbacks: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return the languages in which to look for a text, the wanted one first.

    The wanted tag is shortened subtag by subtag, Chinese is also tried in its other script, then
    come ``fallbacks`` (``None`` means the setting ``LANGUAGE_FALLBACKS``) and English at the end.
    No text raises; no language comes twice.
    """
    if fallbacks is None:
        fallbacks = setting("LANGUAGE_FALLBACKS")
    if isinstance(fallbacks, str):
        fallbacks = (fallbacks,)
    return _chain(str(tag), *map(str, fallbacks or ()))


def language_variants(tag: str) -> tuple[str, ...]:
    """Return the tags under which a text in this language may be found, without any fallback."""
    return tuple(dict.fromkeys(_variants(normalise_tag(tag))))


@lru_cache(maxsize=1024)
def same_reading(wanted: str, found: str) -> bool:
    """Tell whether a reader of ``wanted`` reads ``found`` as the same language and script."""
    return _reading(str(wanted)) == _reading(str(found))


@lru_cache(maxsize=1024)
def direction(tag: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``, from the script named in the tag, else from its language."""
    language, *rest = normalise_tag(tag).split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT_LANGUAGES else "ltr"


def data_key(tag: str) -> str:
    """Return the key under which our data files hold a language: plain ``zh`` is Simplified."""
    key = normalise_tag(tag)
    return "zh-hans" if key == "zh" else key


@lru_cache(maxsize=1024)
def _normal(tag: str) -> str:
    parts = (part.strip() for part in tag.replace("_", "-").lower().split("-"))
    return "-".join(part for part in parts if part)


# The form of an event asks for some thousand labels, in a handful of languages.
@lru_cache(maxsize=256)
def _chain(*tags: str) -> tuple[str, ...]:
    variants = (variant for tag in tags for variant in _variants(normalise_tag(tag)))
    return tuple(dict.fromkeys([*variants, LAST_RESORT]))


@lru_cache(maxsize=256)
def _reading(tag: str) -> str:
    return _language_and_script(normalise_tag(tag))


def _variants(tag: str) -> Iterator[str]:
    parts = [part for part in tag.split("-") if part]
    if not parts:
        return
    if parts[0] == "zh" and len(parts) > 1:
        if len(parts) > 2 or parts[1] not in {"hans", "hant"}:
            yield "-".join(parts)
        yield from _CHINESE[_language_and_script(tag)]
        return
    yield from ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    if parts == ["zh"]:
        yield "zh-hans"


def _language_and_script(tag: str) -> str:
    language, *rest = tag.split("-")
    if language == "zh":
        signs = [part for part in rest if part in _SIMPLIFIED | _TRADITIONAL]
        return "zh-hant" if signs and signs[0] in _TRADITIONAL else "zh-hans"
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    return "-".join([language, *scripts[:1]])
