"""Forms of dates and hours that are rewritten before they are read: "18.V.2022", 下午2时半."""

from __future__ import annotations

import re

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROMAN_MONTH = re.compile(
    r"(?<=\d)[\s.]+(?P<month>VI{1,3}|IV|IX|XI{0,2}|I{1,3}|V)[\s.]+(?=(?:19|20)\d\d\b)"
)
_BASIC = re.compile(
    r"(?<!\d)(?P<day>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(?:T(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:[0-5]\d)?(?P<zone>Z)?)?(?![\d\w])"
)
#: "03.06. – 05.06.2024": the first of the two has the year of the last.
_NO_YEAR_YET = re.compile(
    r"(?<![\d.:])(?P<first>\d{1,2}\.(?P<month>0?[1-9]|1[0-2]))\.?\s*[-‐‑‒–—―−]\s*"
    r"(?P<last>\d{1,2}\.(?P<last_month>\d{1,2}))\.(?P<year>\d{4})"
)
_CHINESE_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CHINESE_NUMBER = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=[年月日号时時点點分])")
_CHINESE_HALVES = {"上午": 0, "早上": 0, "凌晨": 0, "中午": 12, "下午": 12, "傍晚": 12, "晚上": 12}
_PART_OF_DAY = "|".join(_CHINESE_HALVES)
_CHINESE_CLOCK = (
    r"(?P<hour{n}>\d{{1,2}})(?::(?P<minute{n}>\d\d)|"
    r"[时時点點](?:(?P<half{n}>半)|(?P<more{n}>\d{{1,2}})分?)?整?)"
)
_CHINESE = re.compile(
    rf"(?P<part1>{_PART_OF_DAY})?\s*{_CHINESE_CLOCK.format(n=1)}"
    rf"(?P<to>\s*[-–—~至到]\s*(?P<part2>{_PART_OF_DAY})?\s*{_CHINESE_CLOCK.format(n=2)})?"
)
#: "7月9至11日": the first day has no sign of its own, the last not the month.
_CHINESE_DAYS = re.compile(
    r"(?P<month>\d{1,2}月)(?P<first>\d{1,2})[日号]?\s*(?P<to>[-–—~至到、和])\s*"
    r"(?P<last>\d{1,2})(?=[日号])"
)
#: 2026-06-03/2026-06-05, an interval of ISO 8601, which is no list.
_INTERVAL = re.compile(
    r"(?P<first>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"\s*/\s*(?=\d{4}-\d\d-\d\d)"
)
#: 09:00:AM, as EventON writes it; "15 час. 00 мин." of Russian invitations.
_HALF_BEHIND_COLON = re.compile(r"(?<=\d:\d\d):(?=[AP]M\b)", re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(
    r"(?P<hour>\d{1,2})\s?(?:час(?:ов|а)?|ч)\b\.?\s?(?P<minute>[0-5]\d)\s?мин\w*\.?"
)
_OFFSET_OF_MAIL = re.compile(r"(?<=\d:\d\d:\d\d)\s+(?P<offset>[+-]\d{4})\b")
_OUR_ERA = re.compile(r"(?<=(?:19|20)\d\d)\s*م(?!\w)")
_IS_CHINESE = re.compile(rf"{_PART_OF_DAY}|[时時点點]")
_HALVES_IN_WORDS = (
    (re.compile(r"(?<=\d)\s*(?:صباح[اً]*|ص(?!\w)|утра\b|de la mañana\b|du matin\b)"), " am"),
    (re.compile(r"(?<=\d)\s*(?:مساء[اً]*|م(?!\w)|بعد الظهر|ظهر[اً]+|вечера\b|дня\b|de la tarde\b|"
                r"de la noche\b|de l['’]après-midi\b|du soir\b)"), " pm"),
)  # fmt: skip
_BEGINNINGS = re.compile(
    r"\b(?:à partir d[eu]s?|a partir de(?:l| las?)?|desde las?|starting (?:at|from|on)|"
    r"начиная с|ابتداء من|اعتبارا من|الساعة)\b|^\s*(?:save the date|new dates?|"
    r"réservez la date|nouvelle date|nueva fecha|fecha)\s*:?",
    re.IGNORECASE,
)


def in_known_forms(text: str) -> str:
    """Return a text in NFKC with what it says in further forms put into those that are read."""
    text = _ROMAN_MONTH.sub(_roman, text)
    text = _BASIC.sub(_basic, text)
    text = _INTERVAL.sub(r"\g<first> - ", _HALF_BEHIND_COLON.sub(" ", text))
    text = _HOURS_AND_MINUTES.sub(r"\g<hour>:\g<minute>", text)
    text = _NO_YEAR_YET.sub(_with_year, text)
    text = _CHINESE_NUMBER.sub(_chinese_number, text)
    while (more := _CHINESE_DAYS.sub(r"\g<month>\g<first>日\g<to>\g<month>\g<last>", text)) != text:
        text = more
    text = _CHINESE.sub(_chinese_hours, text)
    text = _OUR_ERA.sub(" ", _OFFSET_OF_MAIL.sub(r" UTC\g<offset>", text))
    for words, half in _HALVES_IN_WORDS:
        text = words.sub(half, text)
    return _BEGINNINGS.sub(" ", text)


def _roman(match: re.Match[str]) -> str:
    return f" {_MONTHS[_ROMAN.index(match['month'])]} "


def _basic(match: re.Match[str]) -> str:
    day = match["day"]
    written = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if match["hour"]:
        written += f" {match['hour']}:{match['minute']}"
    return f"{written} UTC" if match["zone"] else written


def _with_year(match: re.Match[str]) -> str:
    year = int(match["year"]) - (int(match["month"]) > int(match["last_month"]))
    return f"{match['first']}.{year} - {match['last']}.{match['year']}"


def _chinese_number(match: re.Match[str]) -> str:
    signs = match[0]
    if "十" in signs:
        tens, _ten, ones = signs.partition("十")
        return str(10 * _CHINESE_DIGITS.get(tens or "一", 0) + _CHINESE_DIGITS.get(ones or "〇", 0))
    return "".join(str(_CHINESE_DIGITS[sign]) for sign in signs)


def _chinese_hours(match: re.Match[str]) -> str:
    """Write hours on a clock of 24 hours; what could mean two of them stays as it is."""
    if not _IS_CHINESE.search(match[0]):
        return match[0]
    part = match["part1"]
    first = _chinese_hour(match, 1, part)
    if not match["to"]:
        return f" {first} " if first else match[0]
    # 下午2:00至4:00 are both in the afternoon; 上午10:00-1:00 could be anything.
    last = _chinese_hour(match, 2, match["part2"] or (part if part in ("下午", "晚上") else None))
    if not first or not last or (part and not match["part2"] and last < first):
        return match[0]
    return f" {first}-{last} "


def _chinese_hour(match: re.Match[str], number: int, part: str | None) -> str:
    hour = int(match[f"hour{number}"])
    minute = (
        30
        if match[f"half{number}"]
        else int(match[f"minute{number}"] or match[f"more{number}"] or 0)
    )
    if part:
        noon = _CHINESE_HALVES[part]
        if hour > 12 or (hour == 12 and part not in ("中午", "下午")):
            return ""
        if hour < 12 and not (part == "中午" and hour == 11):
            hour += noon
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
