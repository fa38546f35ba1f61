"""Languages by their names, and the language that words are really in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

from wagtail_migration_events.events.facts.spoken_languages import LANGUAGE_TAG
from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.rules.telling_words import TELLING_WORDS
from wagtail_migration_events.interchange.written_dates.names import LANGUAGES
from wagtail_migration_events.vocabularies.languages import normalise_tag

MOST_NAMES = 30
_JOINTS = re.compile(
    r"\s*(?:/|,|，|;|\||&|\+|、|،|–|—|\s-\s|\band\b|\bet\b|\by\b|\bи\b|\sو(?=\S)|\sو\s|[和及])\s*",
    re.IGNORECASE,
)
#: Abbreviations in use at the United Nations that are no language tags, or another's.
_ABBREVIATIONS = {"sp": "es", "spa": "es", "eng": "en", "fre": "fr", "fra": "fr", "rus": "ru",
                  "ara": "ar", "chi": "zh", "zho": "zh", "ch": "zh", "cn": "zh", "por": "pt",
                  "castellano": "es", "mandarin": "zh", "bahasa indonesia": "id",
                  "farsi": "fa",
                  # As written, where Babel has them as spoken: 英语.
                  "英文": "en", "法文": "fr", "西文": "es", "西班牙文": "es", "俄文": "ru",
                  "阿文": "ar", "阿拉伯文": "ar", "葡萄牙文": "pt"}  # fmt: skip
#: The six languages of the United Nations by one letter each, as its documents have them.
_LETTERS = {"a": "ar", "c": "zh", "e": "en", "f": "fr", "r": "ru", "s": "es"}
_ALL_SIX = re.compile(
    r"(?:in )?(?:all |the )*(?:six |6 )?(?:official )?(?:un|united nations) "
    r"(?:official )?languages|"
    r"(?:in )?(?:all |the )*(?:six|6) (?:official )?languages(?: of the (?:un|united nations))?|"
    r"(?:toutes )?(?:les )?(?:(?:six|6) )?langues (?:officielles )?"
    r"(?:de l['’]onu|des nations unies)|"
    r"(?:les )?(?:six|6) langues(?: officielles)?|"
    r"(?:todos )?(?:los )?(?:(?:seis|6) )?idiomas (?:oficiales )?de (?:la onu|las naciones unidas)|"
    r"(?:los )?(?:seis|6) idiomas(?: oficiales)?|"
    r"(?:(?:все )?(?:шесть|6) )?официальны[хе] язык(?:ов|и)(?: оон)?|"
    r"(?:جميع )?(?:ال)?لغات (?:الأمم المتحدة )?(?:الرسمية )?الست(?: الرسمية)?(?: للأمم المتحدة)?|"
    r"(?:联合国)?六种(?:正式|官方)?语[文言]",
    re.IGNORECASE,
)
_ABOUT_INTERPRETATION = re.compile(
    r"^(?:with )?(?:simultaneous )?interpretation (?:is |will be )?(?:available |provided )?|"
    r"^(?:avec )?interprétation (?:simultanée )?(?:assurée )?(?:dans |en )?|"
    r"^(?:con )?interpretación (?:simultánea )?(?:en )?",
    re.IGNORECASE,
)
#: "EN-FR" of working languages is no English of France.
_PAIR = re.compile(r"(?P<one>AR|EN|ES|FR|RU|ZH)-(?P<other>EN|ES|FR|RU|ZH)")
#: What is said around the names of languages.
_AROUND = re.compile(
    r"\bw/|\b(?:(?:interprétation|interpretación|traduction|traducción)(?: simultanée| simultánea)?"
    r"(?: en(?=\s+[^\W\d_]{3,})| vers| al)?|with|"
    r"simultaneous|interpretation|translation|interpreting|into|in|from|available|provided|only|"
    r"languages?|also|will be|avec|con|"
    r"языки?|языках|язык|اللغة|اللغات)\b|[:()]",
    re.IGNORECASE,
)
_SPOKEN = ("ar", "zh", "en", "fr", "ru", "es", "pt", "de", "it", "fa", "tr", "uk", "sw", "hi", "bn",
           "ja", "ko", "id", "vi", "th", "ur", "pl", "ro", "nl", "am", "so", "my", "ne", "km", "lo",
           "ka", "hy", "az", "kk", "ky", "uz", "tg", "el", "he", "ps", "ku", "sr", "hr",
           "bs", "sq", "mk", "bg", "hu", "cs", "sk", "sv", "no", "da", "fi")  # fmt: skip

_SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "ru", "CJK": "zh"}
#: Languages of these scripts, so that Farsi is not taken for Arabic.
_SCRIPT_OF = {
    "ARABIC": {"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "prs"},
    "CYRILLIC": {"ru", "uk", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "be", "uz", "bs"},
    "CJK": {"zh", "ja", "yue"},
}
FEWEST_WORDS = 5


def languages_by_name(draft: Draft) -> None:
    """Replace names of languages by their tags; what is no name stays for others to refuse."""
    values = draft.items("languages")
    found: list[object] = []
    for value in values[:200]:
        found += _tags(value) if isinstance(value, str) else [value]
    if values and found != values:
        draft.change("languages", found)


def text_language(draft: Draft) -> None:
    """Say in which language the words are, where that is clearly not the one of the page."""
    raw = draft.raw.get("content_language")
    if not draft.is_empty("content_language") or (isinstance(raw, str) and raw.strip()):
        return
    language = normalise_tag(draft.text("lang"))[:35].partition("-")[0]
    words = f"{draft.text('title')} {draft.text('summary')[:1000]}"
    found = language_of(words) if language else ""
    if not found or found == language:
        return
    if any(found in family and language in family for family in _SCRIPT_OF.values()):
        return
    draft.change("content_language", found)


def language_of(text: str) -> str:
    """Return the language of a text, by its script and its small words; "" if it is not clear."""
    letters = [each for each in text[:2000] if each.isalpha()]
    if len(letters) < 4:
        return ""
    for script, language in _SCRIPTS.items():
        share = sum(unicodedata.name(each, "").startswith(script) for each in letters)
        if share * 2 > len(letters):
            return language
    words = re.findall(r"[^\W\d_]+", text.casefold()[:2000])
    if len(words) < FEWEST_WORDS:
        return ""
    counts = sorted(
        ((sum(word in small for word in words), name) for name, small in TELLING_WORDS.items()),
        reverse=True,
    )
    (most, language), (second, _other) = counts[0], counts[1]
    return language if most >= 3 and most * 5 >= len(words) and most >= 2 * second else ""


def names_only_languages(text: str) -> bool:
    """Whether a text is one name of a language or several, and nothing else."""
    names = [part.strip(" .").casefold() for part in _JOINTS.split(text) if part]
    return bool(names) and all(name in _names() for name in names)


def _tags(value: str) -> list[object]:
    if (pair := _PAIR.fullmatch(value.strip())) and pair["one"] != pair["other"]:
        return [pair["one"].lower(), pair["other"].lower()]
    if _is_tag(value):
        return [_ABBREVIATIONS.get(value.strip().casefold(), value)]
    if _ALL_SIX.fullmatch(_ABOUT_INTERPRETATION.sub("", value[:200]).strip(" .")):
        return list(_LETTERS.values())
    parts = [part for part in _JOINTS.split(value[:500]) if part]
    if len(parts) > 1 and all(part.casefold() in _LETTERS for part in parts):
        return [_LETTERS[part.casefold()] for part in parts]
    tags = [_tag(part) for part in parts]
    if not all(tags):
        bare = _AROUND.sub(" / ", value[:500])
        tags = [_tag(part) for part in _JOINTS.split(bare) if part.strip()]
    return list(dict.fromkeys(tags)) if all(tags) and 0 < len(tags) <= MOST_NAMES else [value]


def _tag(part: str) -> str:
    part = part.strip(" .")
    name = " ".join(part.casefold().split()).strip(" .()")
    if found := _ABBREVIATIONS.get(name) or _names().get(name):
        return found
    return normalise_tag(part) if _is_tag(part) else ""


def _is_tag(text: str) -> bool:
    tag = normalise_tag(text)
    return len(tag) <= 35 and bool(LANGUAGE_TAG.fullmatch(tag)) and len(tag.split("-")[0]) == 2


@cache
def _names() -> dict[str, str]:
    """Return tags by the names of languages, in the six languages and in their own."""
    found: dict[str, str] = {}
    for tag in _SPOKEN:
        own = Locale.parse(tag).get_display_name(tag)
        shown = [Locale.parse(each).languages.get(tag) for each in LANGUAGES]
        for name in filter(None, (own, *shown)):
            found.setdefault(name.casefold(), tag)
    return found
