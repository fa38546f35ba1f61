"""What people call the columns of a table of events, in the six languages of the UN."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

#: Our column, and what its header is called. A name of our own, and of the table that the package
#: writes itself, comes first.
SYNONYMS: dict[str, str] = {
    "id": "id|external id|external_id|key|uuid|uid|nid|node id|identifier|event id|reference|ref|"
    "identifiant|numéro|identificador|идентификатор|номер|المعرف|编号|标识",
    "url": "url|link|web address|address of the page|permalink|event url|page|website|path alias|"
    "lien|adresse web|page web|enlace|página web|ссылка|адрес страницы|الرابط|رابط|链接|网址",
    "group": "translation group|translation key|translation set|tnid",
    "lang": "lang|locale|langcode|page language|language code|langue de la page|"
    "idioma de la página|язык страницы|لغة الصفحة|页面语言",
    "content_language": "content_language|text_language|text language|language of the text",
    "title": "title|name|event|event title|event name|topic|subject|titre|intitulé|nom|événement|"
    "objet|asunto|тема|الموضوع|主题|post title|اسم الفعالية|اسم الحدث|"
    "título|nombre|evento|название|заголовок|мероприятие|العنوان|عنوان|الفعالية|标题|名称|活动|活动名称",
    "summary": "summary|description|post content|abstract|about|details|body|body processed|"
    "body value|"
    "teaser|résumé|présentation|resumen|descripción|описание|аннотация|الوصف|ملخص|摘要|简介|描述|说明",
    "start": "start|starts_at|start date|date|dates|begin|from|starts|when|date and time|"
    "starting date|date from|start time|start hour|heure de début|hora de inicio|"
    "hora de comienzo|время начала|"
    "date de début|début|date et heure|quand|fecha|fecha de inicio|fecha de comienzo|inicio|"
    "comienzo|дата|"
    "дата начала|начало|التاريخ|تاريخ البدء|تاريخ البداية|日期|开始日期|开始时间|开始",
    "end": "end|ends_at|end date|ending date|date to|until|to|ends|finish|end time|end hour|"
    "heure de fin|hora de fin|время окончания|date de fin|fin|fecha de fin|"
    "fecha final|fecha de finalización|finalización|дата окончания|окончание|конец|"
    "تاريخ الانتهاء|النهاية|"
    "结束日期|结束时间|结束",
    "time": "time|hours|hour|time cet|heure|heures|horaire|hora|horas|horario|время|часы|الوقت|"
    "الساعة|时间",
    "year": "year|année|año|год|السنة|年份|年",
    "timezone": "timezone|time zone|tz|zone|fuseau horaire|zona horaria|huso horario|часовой пояс|"
    "المنطقة الزمنية|时区",
    "location": "location|venue|place|where|address|city|room|lieu|adresse|ville|salle|lugar|"
    "emplacement|ubicación|sede|ciudad|dirección|место|место проведения|адрес|город|المكان|الموقع|"
    "مكان الانعقاد|地点|地址|城市|会场",
    "format": "format|attendance_mode|event category|modality|mode|attendance|way of attending|"
    "online or in person|modalité|format de participation|modalidad|формат|الشكل|طريقة الحضور|"
    "形式|参与方式",
    "country": "country|pays|país|страна|البلد|الدولة|国家",
    "latitude": "latitude|lat|latitud|широта|خط العرض|纬度",
    "longitude": "longitude|lon|lng|long|longitud|долгота|خط الطول|经度",
    "category": "category|event_type|type of event|event type|type|kind|catégorie|"
    "type d événement|type d'événement|categoría|tipo|tipo de evento|тип|тип мероприятия|категория|"
    "النوع|نوع الفعالية|类型|活动类型|类别",
    "audience": "audience|audiences|target audience|participants|public cible|public|público|"
    "target group|target groups|público destinatario|público objetivo|аудитория|участники|"
    "целевая аудитория|"
    "الجمهور|الجمهور المستهدف|对象|受众|目标受众",
    "languages": "languages|language|working languages|interpretation|langue|langues|"
    "langues de travail|interprétation|idioma|idiomas|interpretación|язык|языки|рабочие языки|"
    "اللغة|اللغات|语言|工作语言",
    "organizers": "organizers|organizer|main organizer s|main organizer/s|main organizers|"
    "lead organization|lead organisation|organiser|organisers|organized by|organised by|host|"
    "hosts|organisateur|organisateurs|"
    "organisé par|organizador|organizadores|organizado por|организатор|организаторы|المنظم|"
    "المنظمون|الجهة المنظمة|主办方|组织者|主办单位",
    "scope": "scope|areas|geographic scope|scope_levels|region|regions|échelle géographique|"
    "portée géographique|région|ámbito geográfico|alcance geográfico|región|географический охват|"
    "регион|النطاق الجغرافي|المنطقة|地理范围|地区|区域",
    "objectives": "objectives|gcm_objectives|gcm objectives|gcm objective|objective|"
    "objectifs pacte mondial pour la migration|objectifs|objectif|objetivos del pacto mundial para "
    "la migración|objetivos|objetivo|цели|цель|цели гдм|الأهداف|الهدف|أهداف الاتفاق العالمي|"
    "目标|契约目标",
    "principles": "principles|guiding_principles|guiding principles|cross cutting theme|"
    "cross cutting principles|cross-cutting themes|principes directeurs|principios rectores|"
    "руководящие принципы|المبادئ التوجيهية|指导原则",
    "sdgs": "sdgs|sdg|sdg targets|sustainable development goals|odd|ods|цур|"
    "أهداف التنمية المستدامة|可持续发展目标",
    "workstream": "workstream|groupe de travail|grupo de trabajo|направление работы|مسار العمل|"
    "工作流",
    "workstream_output": "workstream_output|is_workstream_output|workstream output|"
    "produit d un groupe de travail",
    "regional_review": "regional_review|is_regional_review|regional review process|"
    "processus d examen régional|proceso de revisión regional",
    "part_of": "part_of|part of|parent|parent event|umbrella|umbrella event|series|"
    "fait partie de|parte de|часть|جزء من|系列",
    "status": "event_status|event status|statut de l événement|estado del evento|"
    "статус мероприятия|حالة الفعالية|活动状态",
    "registration_url": "registration_url|registration link|registration|register|rsvp|"
    "registration url|inscription|lien d inscription|inscripción|registro|регистрация|"
    "enlace de inscripción|enlace de registro|ссылка на регистрацию|ссылка для регистрации|"
    "التسجيل|رابط التسجيل|注册|报名|报名链接",
    "webcast": "webcast|livestream_url|live stream|livestream|stream|streaming|recording link|"
    "diffusion en direct|transmisión|трансляция|البث المباشر|直播",
    "image": "image|picture|photo|image url|featured image|field image|image à la une|photographie|"
    "imagen|foto|изображение|фото|الصورة|صورة|图片|照片",
    "image_alt": "image_alt|image alt|alt text|alternative text|field image alt|texte alternatif|"
    "texto alternativo|альтернативный текст|النص البديل|替代文本",
    "documents": "documents|document|files|attachments|attachment|material|materials|resources|"
    "pièces jointes|fichiers|documentos|archivos|adjuntos|документы|файлы|الوثائق|المرفقات|"
    "文件|附件",
    "published": "published|first_published_at|first published|published on|publication date|"
    "post status|post date|authored on|date published|date de publication|"
    "fecha de publicación|дата публикации|"
    "تاريخ النشر|发布日期",
    "owner": "owner|page owner|user name|username",
    "private": "private|privé|privado|личное|خاص|私密|私有",
    "contact_email": "contact_email|contact|contact email|e-mail|email|courriel|correo electrónico|"
    "correo|контакт|эл почта|البريد الإلكتروني|联系邮箱|电子邮件",
}


def comparable_header(name: object) -> str:
    """Return a form in which two spellings of the header of a column are equal."""
    text = unicodedata.normalize("NFKD", str(name)[:200]).casefold()
    text = "".join(each for each in text if not unicodedata.combining(each))
    return " ".join(_NOT_WORDS.sub(" ", text).split())


def year_in(header: str) -> int | None:
    """Return the year that a header such as "Date 2023" names."""
    found = _YEAR.findall(header)
    return int(found[0]) if len(found) == 1 else None


def suggested_columns(headers: list[str]) -> dict[str, str]:
    """Return for headers of a file which of our columns they seem to be, each of ours once, but
    for a start or an end of which date and hours stand apart, and whether and when a page was
    published.

    A header that only begins with a known name, such as "Date 2023", counts after those
    that are one.
    """
    found: dict[str, str] = {}
    for exact in (True, False):
        for header in headers:
            if header in found:
                continue
            column = _column_of(header, exact=exact)
            may_be_two = column in ("start", "end") and (
                _are_date_and_hours(header, column, found) or _is_second(header, headers, found)
            )
            may_be_two |= column == "published" and _are_whether_and_when(header, found)
            if column and (column not in found.values() or may_be_two):
                found[header] = column
    # What is put together begins with the date.
    return dict(sorted(found.items(), key=lambda each: names_hours(each[0])))


def _are_date_and_hours(header: str, column: str, found: dict[str, str]) -> bool:
    """Whether a header and the only one so far of a column are "Start date" and "Start time"."""
    others = [each for each, taken in found.items() if taken == column]
    if len(others) != 1:
        return False
    pair = (header, others[0])
    return any(names_hours(one) and _names_date(other) for one, other in (pair, pair[::-1]))


def _are_whether_and_when(header: str, found: dict[str, str]) -> bool:
    """Whether a header and the only one so far of a publication are its status and its date."""
    others = [each for each, taken in found.items() if taken == "published"]
    says_whether = [comparable_header(each) in _SAYS_WHETHER for each in (header, *others)]
    return sorted(says_whether) == [False, True]


def _is_second(header: str, headers: list[str], found: dict[str, str]) -> bool:
    """Whether a column directly after one that was found is called the same, as Outlook calls the
    date and the hours in French: "Début", "Début"."""
    before = headers[max(headers.index(header) - 1, 0)]
    return before in found and are_twice([before, header])


def are_twice(headers: list[str]) -> bool:
    """Whether headers are those of two columns that have one name in the file."""
    return len(headers) == 2 and headers[1] == f"{headers[0]} (2)"


def names_hours(header: str) -> bool:
    """Whether a header speaks of hours, and of no date."""
    words = comparable_header(header).split()
    return not _HOUR_WORDS.isdisjoint(words) and _DATE_WORDS.isdisjoint(words)


def _names_date(header: str) -> bool:
    words = comparable_header(header).split()
    return not _DATE_WORDS.isdisjoint(words) and _HOUR_WORDS.isdisjoint(words)


def _column_of(header: str, *, exact: bool) -> str:
    name = comparable_header(header)
    if exact:
        return _NAMES.get(name, "") or (header if header in _WRITTEN_SO else "")
    words = [word for word in name.split() if not word.isdecimal()]
    is_field = words[:1] == ["field"]  # of Drupal: field_main_organizer
    words = words[1:] if is_field else words
    if len(words) > 1 and words[0] == "event" and " ".join(words) not in _NAMES:
        words = words[1:]  # field_event_date, and of The Events Calendar: EVENT START DATE
    for size in range(len(words), 0, -1):
        for part in (words[:size], words[-size:] if is_field else []):
            if column := _NAMES.get(" ".join(part)):
                return column
    return ""


_DATE_WORDS = frozenset({"date", "fecha", "дата", "日期", "开始日期", "结束日期"})
_HOUR_WORDS = frozenset(
    {"time", "hour", "hours", "heure", "hora", "время", "时间", "开始时间", "结束时间"}
)
_SAYS_WHETHER = frozenset({"published", "post status"})
#: Ours only if written exactly so: "Group" and "Status" are other things in most tables.
_WRITTEN_SO = frozenset({"group", "status"})
_NAMES = {
    comparable_header(name): column
    for column, names in reversed(SYNONYMS.items())
    for name in names.split("|")
}
