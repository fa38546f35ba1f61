"""Cities in which events take place and after which no time zone is named.

Capitals and seats of United Nations offices, in the six languages.
"""

from __future__ import annotations

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

# ruff: noqa: E501
_ROWS = """
Europe/Zurich|CH|Geneva|Genève|Ginebra|Женева|جنيف|日内瓦
Europe/Zurich|CH|Bern|Berne|Berna|Берн|برن|伯尔尼
Europe/Berlin|DE|Bonn|Bonn|Bonn|Бонн|بون|波恩
Europe/Berlin|DE|Hamburg|Hambourg|Hamburgo|Гамбург|هامبورغ|汉堡
Europe/Amsterdam|NL|The Hague|La Haye|La Haya|Гаага|لاهاي|海牙
Europe/Rome|IT|Turin|Turin|Turín|Турин|تورينو|都灵
Europe/Madrid|ES|Barcelona|Barcelone|Barcelona|Барселона|برشلونة|巴塞罗那
Europe/Paris|FR|Strasbourg|Strasbourg|Estrasburgo|Страсбург|ستراسبورغ|斯特拉斯堡
Europe/London|GB|Edinburgh|Édimbourg|Edimburgo|Эдинбург|إدنبرة|爱丁堡
Europe/Moscow|RU|Saint Petersburg|Saint-Pétersbourg|San Petersburgo|Санкт-Петербург|سانت بطرسبرغ|圣彼得堡
Europe/Istanbul|TR|Ankara|Ankara|Ankara|Анкара|أنقرة|安卡拉
America/New_York|US|Washington|Washington|Washington|Вашингтон|واشنطن|华盛顿
America/New_York|US|Miami|Miami|Miami|Майами|ميامي|迈阿密
America/Los_Angeles|US|San Francisco|San Francisco|San Francisco|Сан-Франциско|سان فرانسيسكو|旧金山
America/Toronto|CA|Ottawa|Ottawa|Ottawa|Оттава|أوتاوا|渥太华
America/Toronto|CA|Montreal|Montréal|Montreal|Монреаль|مونتريال|蒙特利尔
America/Sao_Paulo|BR|Brasília|Brasilia|Brasilia|Бразилиа|برازيليا|巴西利亚
America/Sao_Paulo|BR|Rio de Janeiro|Rio de Janeiro|Río de Janeiro|Рио-де-Жанейро|ريو دي جانيرو|里约热内卢
America/Guayaquil|EC|Quito|Quito|Quito|Кито|كيتو|基多
Africa/Lagos|NG|Abuja|Abuja|Abuya|Абуджа|أبوجا|阿布贾
Africa/Casablanca|MA|Rabat|Rabat|Rabat|Рабат|الرباط|拉巴特
Africa/Casablanca|MA|Marrakesh|Marrakech|Marrakech|Марракеш|مراكش|马拉喀什
Africa/Johannesburg|ZA|Pretoria|Pretoria|Pretoria|Претория|بريتوريا|比勒陀利亚
Africa/Johannesburg|ZA|Cape Town|Le Cap|Ciudad del Cabo|Кейптаун|كيب تاون|开普敦
Africa/Douala|CM|Yaoundé|Yaoundé|Yaundé|Яунде|ياوندي|雅温得
Africa/Dar_es_Salaam|TZ|Dodoma|Dodoma|Dodoma|Додома|دودوما|多多马
Africa/Abidjan|CI|Yamoussoukro|Yamoussoukro|Yamusukro|Ямусукро|ياموسوكرو|亚穆苏克罗
Asia/Shanghai|CN|Beijing|Pékin|Pekín|Пекин|بيجين|北京
Asia/Shanghai|CN|Shenzhen|Shenzhen|Shenzhen|Шэньчжэнь|شينزين|深圳
Asia/Kolkata|IN|New Delhi|New Delhi|Nueva Delhi|Нью-Дели|نيودلهي|新德里
Asia/Kolkata|IN|Mumbai|Mumbai|Bombay|Мумбаи|مومباي|孟买
Asia/Karachi|PK|Islamabad|Islamabad|Islamabad|Исламабад|إسلام آباد|伊斯兰堡
Asia/Ho_Chi_Minh|VN|Hanoi|Hanoï|Hanói|Ханой|هانوي|河内
Asia/Yangon|MM|Nay Pyi Taw|Nay Pyi Taw|Nay Pyi Taw|Нейпьидо|نايبيداو|内比都
Asia/Almaty|KZ|Astana|Astana|Astaná|Астана|أستانا|阿斯塔纳
Asia/Dubai|AE|Abu Dhabi|Abou Dhabi|Abu Dabi|Абу-Даби|أبو ظبي|阿布扎比
Asia/Riyadh|SA|Jeddah|Djedda|Yeda|Джидда|جدة|吉达
Australia/Sydney|AU|Canberra|Canberra|Canberra|Канберра|كانبرا|堪培拉
Pacific/Auckland|NZ|Wellington|Wellington|Wellington|Веллингтон|ويلينغتون|惠灵顿
"""


def other_cities() -> list[tuple[str, str, dict[str, str]]]:
    """Return for each such city its IANA zone, its country (ISO 3166), its names by language."""
    found = []
    for row in _ROWS.strip().splitlines():
        zone, country, *names = row.split("|")
        found.append((zone, country, dict(zip(_LANGUAGES, names, strict=True))))
    return found
