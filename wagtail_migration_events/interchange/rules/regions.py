"""Areas under the names that people give them."""

from __future__ import annotations

import re

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.vocabularies.registry import get_vocabulary

LONGEST = 300
_JOINTS = re.compile(
    r"\s*(?:,|;|/|&|\+|\band\b|\bet\b|\by\b|\be\b|\bи\b|و(?=\S)|和|、|،)\s*", re.IGNORECASE
)
_WORLD = frozenset({"world", "worldwide", "mondial", "mundial"})
_SHARED_NAME = re.compile(r"(?P<one>\w+) (?:and|&) (?P<other>\w+) (?P<name>\w+)")
_AROUND = re.compile(
    r"^(?:the|in|la|le|les|el|los|région(?: de| d'| du)?|región(?: de)?)\s+|"
    r"\s+(?:region|regions|regional review|states|countries|member states)$",
    re.IGNORECASE,
)
_OF_A_LIST = re.compile(r"\s*[,;/،、]\s*")
#: "National (Kenya)", "Kenya (national)", "Regional: Africa", "Regional - ECA"
_LEVEL_AND_AREA = re.compile(r"(?P<one>[^():]+?)(?:\s*:\s*|\s+[-–—]\s+|\s*\()(?P<other>[^()]+)\)?")
#: Names of the World Bank, which many sites list countries by, and what has been renamed since.
_ALIASES: dict[str, str] = {
    "congo, rep.": "COG", "congo, dem. rep.": "COD", "egypt, arab rep.": "EGY",
    "iran, islamic rep.": "IRN", "korea, rep.": "KOR", "korea, dem. people's rep.": "PRK",
    "yemen, rep.": "YEM", "venezuela, rb": "VEN", "micronesia, fed. sts.": "FSM",
    "lao pdr": "LAO", "kyrgyz republic": "KGZ", "slovak republic": "SVK", "macedonia, fyr": "MKD",
    "czech republic": "CZE", "cape verde": "CPV", "swaziland": "SWZ", "ivory coast": "CIV",
    "cote d'ivoire": "CIV", "burma": "MMR", "uk": "GBR", "united kingdom": "GBR",
    "great britain": "GBR", "uae": "ARE", "drc": "COD", "st. lucia": "LCA",
    "st. kitts and nevis": "KNA", "st. vincent and the grenadines": "VCT", "gambia": "GMB",
    "bahamas": "BHS", "east timor": "TLS", "brunei": "BRN", "russia": "RUS", "syria": "SYR",
    "south korea": "KOR", "north korea": "PRK", "moldova": "MDA", "tanzania": "TZA",
    "bolivia": "BOL", "venezuela": "VEN", "iran": "IRN", "laos": "LAO", "vietnam": "VNM",
    "holland": "NLD", "the netherlands": "NLD", "macedonia": "MKD",
    "usa": "USA", "u.s.": "USA", "u.s.a.": "USA", "u.k.": "GBR",
    "southeast asia": "035", "south-east asia": "035", "south east asia": "035",
    "afrique de l'ouest": "011", "afrique de l'est": "014", "afrique du nord": "015",
    "west africa": "011", "central africa": "017", "east africa": "014", "north africa": "015",
    "north america": "021", "middle east": "145", "asia-pacific region": "ESCAP",
    "asia and pacific": "ESCAP", "asia & pacific": "ESCAP", "asia/pacific": "ESCAP",
    "dr congo": "COD", "congo, dr": "COD", "d.r. congo": "COD",
    "latin america and caribbean": "419", "lac": "419",
    # The regional commissions, as the other five languages shorten their names.
    "еэк": "ECE", "еэк оон": "ECE", "эка": "ECA", "эклак": "ECLAC", "эскато": "ESCAP",
    "эскза": "ESCWA", "cee-onu": "ECE", "cepe": "ECE", "cea": "ECA", "cepal": "ECLAC",
    "cepalc": "ECLAC", "cesap": "ESCAP", "cespap": "ESCAP", "cesao": "ESCWA", "cespao": "ESCWA",
    "الإسكوا": "ESCWA", "الاسكوا": "ESCWA", "الإسكاب": "ESCAP", "欧洲经委会": "ECE",
    "非洲经委会": "ECA", "拉加经委会": "ECLAC", "亚太经社会": "ESCAP", "西亚经社会": "ESCWA",
    "région arabe": "ESCWA", "états arabes": "ESCWA", "región árabe": "ESCWA",
    "estados árabes": "ESCWA", "арабский регион": "ESCWA", "арабские государства": "ESCWA",
    "المنطقة العربية": "ESCWA", "الدول العربية": "ESCWA", "阿拉伯区域": "ESCWA",
    "阿拉伯国家": "ESCWA", "asie et pacifique": "ESCAP", "asie-pacifique": "ESCAP",
    "asia y el pacífico": "ESCAP", "asia-pacífico": "ESCAP", "азия и тихий океан": "ESCAP",
    "азиатско-тихоокеанский регион": "ESCAP", "آسيا والمحيط الهادئ": "ESCAP",
    "亚洲及太平洋": "ESCAP", "亚洲和太平洋": "ESCAP", "亚太": "ESCAP",
}  # fmt: skip


#: Names of two areas at once.
_SEVERAL = {
    "mena": ["145", "015"], "mena region": ["145", "015"],
    "afrique de l'ouest et du centre": ["011", "017"],
    "afrique occidentale et centrale": ["011", "017"],
    "áfrica occidental y central": ["011", "017"],
}  # fmt: skip
_LEVEL = re.compile(r"\s+level$", re.IGNORECASE)


def regions_by_other_names(draft: Draft) -> None:
    """Replace each value by the codes it means; what means none stays."""
    values = draft.items("scope")
    found: list[object] = []
    for value in values:
        found += _codes(value) if isinstance(value, str) and len(value) <= LONGEST else [value]
    if found != values:
        draft.change("scope", found)
    country = draft.text("country")
    if country and not get_vocabulary("areas").resolve(country) and (code := _area(country)):
        draft.change("country", code)


def _codes(text: str) -> list[object]:
    if _known(text):
        return [text]
    if text.casefold() in _WORLD:
        return ["global"]
    if several := _SEVERAL.get(" ".join(text.split()).casefold().replace("’", "'")):
        return list(several)
    if get_vocabulary("scope_levels").resolve(_LEVEL.sub("", text)):
        return [_LEVEL.sub("", text)]
    if code := _area(text):
        return [code]
    if both := _two_of_one_name(text):
        return both
    if found := _level_and_area(text):
        return found
    # Of a list first: "Antigua and Barbuda, Saint Lucia" are two.
    parts = [part for part in _OF_A_LIST.split(text) if part]
    listed = [code for part in parts for code in _codes(part)] if len(parts) > 1 else []
    if listed and all(_known(str(code)) for code in listed):
        return listed
    if not _JOINTS.search(text):
        return [text]
    # Parted only if every part is an area: "Trinidad and Tobago" is known as a whole.
    parts = [part for part in _JOINTS.split(text) if part]
    codes = [part if _known(part) else _area(part) for part in parts]
    return list(codes) if len(codes) > 1 and all(codes) else [text]


def _level_and_area(text: str) -> list[object]:
    """Return the level and the areas of "National (Kenya)"; none if it is not that."""
    if match := _LEVEL_AND_AREA.fullmatch(text.strip()):
        parts = (match["one"], match["other"])
        for level, rest in (parts, parts[::-1]):
            if get_vocabulary("scope_levels").resolve(level.strip()):
                return [level.strip(), *_codes(rest.strip())]
    return []


def _two_of_one_name(text: str) -> list[object]:
    """Return the areas of "West and Central Africa"; none if it is not that."""
    if match := _SHARED_NAME.fullmatch(text.strip()):
        names = [f"{match[part]} {match['name']}" for part in ("one", "other")]
        codes = [name if _known(name) else _area(name) for name in names]
        return list(codes) if all(codes) else []
    return []


def _known(text: str) -> bool:
    return any(get_vocabulary(name).resolve(text) for name in ("scope_levels", "areas"))


def _area(text: str) -> str:
    areas = get_vocabulary("areas")
    name = " ".join(text.split()).casefold().replace("’", "'")
    if alias := _ALIASES.get(name):
        return str(areas.resolve(alias) or "")
    shorter = _AROUND.sub("", _AROUND.sub("", text.strip())).strip()
    names = [shorter, re.sub(r"^U\.?N\.?\s+", "", shorter), _turned(text)]
    names.append(re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE))
    names += [name.replace("&", "and") for name in (text, shorter) if "&" in name]
    for each in names:
        if each and each != text and (code := areas.resolve(each) or _ALIASES.get(each.casefold())):
            return str(areas.resolve(code) or "")
    return ""


def _turned(text: str) -> str:
    """Return "Gambia, The" without its article, and "Korea, Republic of" the right way round."""
    first, comma, last = text.strip().partition(",")
    last = last.strip()
    if not comma or "," in last:
        return ""
    return (
        first.strip() if last.casefold() in ("the", "la", "le", "el") else f"{last} {first.strip()}"
    )
