"""Times of which no month is known: a year, a half, a quarter, a season of it."""

from __future__ import annotations

import re

_FOUR_DIGITS = r"(?:19|20)\d\d"
_YEAR = (
    r"(?:(?:de|du|of|in|en|from|pour|para|for|des|del|عام|من|سنة)\s+)*(?:l'année\s+)?"
    rf"{_FOUR_DIGITS}\s*(?:年|г\.?|года?|год)?"
)
_QUARTER = (
    r"q\s?[1-4]|[1-4]q|t[1-4]|"
    r"(?:1st|2nd|3rd|4th|first|second|third|fourth|last) (?:quarter|half|trimester)|"
    r"(?:1er|1ère|[2-4](?:e|ème)|premi(?:er|ère)|deuxième|second|troisième|quatrième|dernier) "
    r"(?:trimestre|semestre|moitié)|"
    r"(?:[1-4]\.?º|1er|2do|3er|4to|primer|segundo|tercer|cuarto|último) (?:trimestre|semestre)|"
    r"(?:iv|i{1,3}|[1-4](?:-й)?|перв(?:ый|ое)|втор(?:ой|ое)|третий|четв[её]ртый) "
    r"(?:квартал|полугодие)|"
    r"(?:الربع|النصف) (?:الأول|الثاني|الثالث|الرابع|الأخير)|"
    r"第?[一二三四1-4]\s?季度|上半年|下半年"
)
_SEASON = (
    r"spring|summer|autumn|fall|winter|printemps|été|automne|hiver|"
    r"primavera|verano|otoño|invierno|весна|весной|лето|летом|осень|осенью|зима|зимой|"
    r"ربيع|صيف|خريف|شتاء|春季?|夏季?|秋季?|冬季?"
)
_PART = (
    r"early|mid|late|(?:the )?(?:beginning|start|middle|end)|début|mi|fin|"
    r"(?:a )?(?:principios|mediados|finales|fines)|"
    r"(?:в )?(?:начал[ое]|середин[ае]|кон(?:це|ец))|سنة|عام"
)
_NO_MONTH = re.compile(
    rf"(?:(?:the|le|el|in|en|au)\s+)*(?:(?:{_PART})[\s-]*)?"
    rf"(?:(?:{_QUARTER}|{_SEASON})[\s,]*)?{_YEAR}"
    rf"(?:\s*(?:[-/]|to|and|et|y)\s*(?:{_FOUR_DIGITS}|\d\d)|"
    rf"[\s,/-]*(?:{_QUARTER}|{_SEASON}|初|底|年初|年底))?"
)


def names_no_month(text: str) -> bool:
    """Whether a plain text (see ``names.plain``) is a time, and has a year, but no month."""
    return bool(_NO_MONTH.fullmatch(" ".join(text.strip(" .,;()").split())))
