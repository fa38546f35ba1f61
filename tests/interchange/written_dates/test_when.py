from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.interchange.written_dates.days import NotUnderstood
from wagtail_migration_events.interchange.written_dates.when import read_when
from wagtail_migration_events.interchange.written_dates.zone_names import zone_of_label


def days(text: str, **options: object) -> list[str]:
    found = read_when(text, **options).days.stretches  # type: ignore[arg-type]
    return [str(first) if first == last else f"{first}/{last}" for first, last in found]


def hours(text: str) -> list[str]:
    return [
        f"{first:%H:%M}" + (f"-{last:%H:%M}" if last else "")
        for first, last in read_when(text).hours
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("29 January – 2 February 2024", ["2024-01-29/2024-02-02"]),
        ("29 December – 2 January 2024", ["2023-12-29/2024-01-02"]),
        ("12, 13 and 14 March 2024", ["2024-03-12", "2024-03-13", "2024-03-14"]),
        ("March 12-14, 2024", ["2024-03-12/2024-03-14"]),
        ("January 29 to February 2, 2024", ["2024-01-29/2024-02-02"]),
        ("Wednesday, May 18th, 2022", ["2022-05-18"]),
        ("du 3 au 5 mai 2023", ["2023-05-03/2023-05-05"]),
        ("1er mars 2024", ["2024-03-01"]),
        ("El 3 de mayo de 2023", ["2023-05-03"]),
        ("3 мая 2023 г.", ["2023-05-03"]),
        ("с 3 по 5 мая 2023 года", ["2023-05-03/2023-05-05"]),
        ("2024年3月12日至14日", ["2024-03-12/2024-03-14"]),
        ("١٨ مايو ٢٠٢٢", ["2022-05-18"]),
        ("18 أيار 2022", ["2022-05-18"]),
        ("18.05.2022", ["2022-05-18"]),
        ("18/05/2022", ["2022-05-18"]),
        ("05/18/2022", ["2022-05-18"]),
        ("2022/05/18", ["2022-05-18"]),
        ("18-May-22", ["2022-05-18"]),
        ("18 May '22", ["2022-05-18"]),
        ("16-18/05/2022", ["2022-05-16/2022-05-18"]),
        ("18 May 2022 (all day)", ["2022-05-18"]),
        ("18.05.22", ["2022-05-18"]),
        ("03.06.22", ["2022-06-03"]),
        ("18/05/22", ["2022-05-18"]),
        ("5/18/22", ["2022-05-18"]),
        ("20220518", ["2022-05-18"]),
        ("18.V.2022", ["2022-05-18"]),
        ("16–18.XI.2022", ["2022-11-16/2022-11-18"]),
        ("18 V 2022", ["2022-05-18"]),
        ("03.06. – 05.06.2024", ["2024-06-03/2024-06-05"]),
        ("30.12.-02.01.2024", ["2023-12-30/2024-01-02"]),
        ("Monday, 3 June 2024 – Friday, 7 June 2024", ["2024-06-03/2024-06-07"]),
        ("2-3 and 5 May 2024", ["2024-05-02/2024-05-03", "2024-05-05"]),
        ("٣ حزيران/يونيه ٢٠٢٤", ["2024-06-03"]),
        ("二〇二四年六月三日至十二日", ["2024-06-03/2024-06-12"]),
        ("Save the date: 3 June 2024", ["2024-06-03"]),
        ("Tue, 09 Jul 2024 14:00:00 +0200", ["2024-07-09"]),
        ("2024年7月9至11日", ["2024-07-09/2024-07-11"]),
        ("2024年7月9日、10日和12日", ["2024-07-09", "2024-07-10", "2024-07-12"]),
        ("2024.7.9", ["2024-07-09"]),
        ("9 يوليوز 2024", ["2024-07-09"]),
        ("9 جويلية 2024 م", ["2024-07-09"]),
        ("2024-06-03/2024-06-05", ["2024-06-03/2024-06-05"]),
        ("Wed, 06/05/2024 - 09:00", ["2024-06-05"]),
        ("Monday 06/05/2024", ["2024-05-06"]),
    ],
)
def test_days_are_read_in_six_languages(text: str, found: list[str]) -> None:
    assert days(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8:30 a.m. – 10 a.m. EDT", ["08:30-10:00"]),
        ("11 – 1 pm, 5 June 2024", ["11:00-13:00"]),
        ("10 - 11:30 am", ["10:00-11:30"]),
        ("de 14h30 à 16h", ["14:30-16:00"]),
        ("18 May 2022 08.30-09.30", ["08:30-09:30"]),
        ("3 мая 2023 г., 14:30–16:15", ["14:30-16:15"]),
        ("3 de mayo de 2023 a las 15:00", ["15:00"]),
        ("10:00-12:00, 13:00-15:00 and 16:00-18:00, 3 June 2024",
         ["10:00-12:00", "13:00-15:00", "16:00-18:00"]),
        ("10 - 12 March 2024", []),
        ("12 noon – 1:30 pm", ["12:00-13:30"]),
        ("3 juin 2024, à partir de 9h30", ["09:30"]),
        ("3 de junio de 2024, a partir de las 10:00 horas", ["10:00"]),
        ("3 June 2024 · 0900-1030 hrs", ["09:00-10:30"]),
        ("3 حزيران/يونيو 2024 الساعة 10:00 صباحا", ["10:00"]),
        ("3 مارس 2024، من 2:00 إلى 4:30 مساءً", ["14:00-16:30"]),
        ("2024年6月3日星期一 上午9:30-12:00", ["09:30-12:00"]),
        ("2024年6月3日下午2时至4时半", ["14:00-16:30"]),
        ("上午10时30分-下午1点", ["10:30-13:00"]),
        ("10 AM CET - 12 PM CET, 3 June 2024", ["10:00-12:00"]),
        ("13 June 2024 14:00 – 14 June 2024 17:00", ["14:00-17:00"]),
        ("Thursday, June 13, 2024 - 2:00pm to Friday, June 14, 2024 - 5:00pm", ["14:00-17:00"]),
        ("13–14 June 2024, 10:00 and 15:00", ["10:00", "15:00"]),
        ("9 يوليو 2024 - 10:00 ص - 1:30 م", ["10:00-13:30"]),
        ("14 May 2024 10:00 AM – 14 May 2024 12:00 PM", ["10:00-12:00"]),
        ("05/14/2024 09:00:AM", ["09:00"]),
        ("14 мая 2024 г. в 15 час. 30 мин.", ["15:30"]),
    ],
)  # fmt: skip
def test_hours_are_read_and_days_are_not_taken_for_them(text: str, found: list[str]) -> None:
    assert hours(text) == found


@pytest.mark.parametrize(
    "text",
    ["3/4/2022", "5/6/22", "Sun 06/05/2024", "until 3 June 2024", "bis 05.06.2024", "18.XV.2022",
     "2024年6月3日晚上12点", "上午10:00-1:00", "3 June 2024, 15:00 CET (New York)",
     "3 July 2024, 15:00 CET (UTC+1)", "3 June 2024, 25:00", "3 June 2024, 10:00:00:00",
     "3 June 2024 10:00-12:00, 4 June 2024 14:00-16:00", "early 18 May 2022",
     "sometime in spring",
     "12 March 2024 at 9", "31 February 2024", "TBC soon",
     "14 March – 12 March 2024", "Room 12, 3 March 2024", "9 July 2024, 9-17",
     "9 July 2023, 2024", "July 9, 2024, 9-17", "0 July 2024", "18.05.2022, 19",
     "14 May 2024 10 pm – 14 May 2024 2 am", "x" * 5000],
)  # fmt: skip
def test_what_could_mean_two_things_or_says_more_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_when(text)


def test_somebody_may_say_what_comes_first_and_which_year_it_is() -> None:
    assert days("3/4/2022", day_first=True) == ["2022-04-03"]
    assert days("3/4/2022", day_first=False) == ["2022-03-04"]
    assert days("29 January – 2 February", year=2024) == ["2024-01-29/2024-02-02"]


def test_a_year_is_never_guessed_and_only_a_month_may_be_known() -> None:
    found = read_when("26 August to September 1st").days
    assert found.lacks_year
    assert not found.stretches
    assert read_when("May-22").days.lacks_year
    for text in ("May 2022", "mid-May 2022", "fin mai 2022", "first week of May 2022"):
        assert read_when(text).days.is_month


@pytest.mark.parametrize(
    "text",
    ["Q2 2025", "2025", "second quarter of 2025", "2e trimestre 2025", "II квартал 2025 г.",
     "2025年第二季度", "الربع الثاني من عام 2025", "Spring 2025", "fin 2025", "otoño de 2025",
     "2024-2025", "first half of 2025 (tbc)"],
)  # fmt: skip
def test_a_year_a_quarter_or_a_season_names_no_month(text: str) -> None:
    found = read_when(text).days
    assert found.lacks_month
    assert not found.stretches


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("3 June 2024, 15:00 Geneva time (CET)", "Europe/Zurich"),
        ("3 June 2024, 15:00-16:30 CEST (Geneva)", "Europe/Zurich"),
        ("3 June 2024, 9:30 – 11:00, Bangkok time (ICT, UTC+7)", "Asia/Bangkok"),
        ("15 January 2024, 15:00 CET (UTC+1)", "Europe/Zurich"),
        ("3 June 2024, 10:00 a.m. Eastern Time (US and Canada)", "America/New_York"),
        ("3 июня 2024 г., 15:00 мск", "Europe/Moscow"),
        ("3 juin 2024, 9h30, heure de Paris", "Europe/Paris"),
        ("3 de junio de 2024, 9h (hora de Ciudad de México)", "America/Mexico_City"),
        ("3 June 2024, 9:00 New York / 15:00 Geneva", "America/New_York"),
        ("3 June 2024, 9:00 IST (New Delhi)", "Asia/Kolkata"),
        ("3 June 2024 at 15.00 hrs Geneva time", "Europe/Zurich"),
        ("Mon, 03 Jun 2024 14:00:00 +0200", "Etc/GMT-2"),
        ("3 June 2024, 14:00 - 15:30 Europe/Zurich", "Europe/Zurich"),
        ("3 June 2024, 13:15 – 14:30 (CET/Geneva)", "Europe/Zurich"),
        ("3 June 2024, 13:15 – 14:30 (EDT, New York)", "America/New_York"),
        ("3 de junio de 2024, 9:00 (hora de Panamá)", "America/Panama"),
        ("3 de junio de 2024, 9:00 (hora del este)", "America/New_York"),
        ("3 de junio de 2024, 16:00 (hora central europea)", "Europe/Zurich"),
        ("3 juin 2024, 16h (heure d’Europe centrale)", "Europe/Zurich"),
        ("3 июня 2024 г., 16:00 (по центральноевропейскому времени)", "Europe/Zurich"),
        ("3 حزيران/يونيو 2024، الساعة 16:00 (بتوقيت وسط أوروبا)", "Europe/Zurich"),
        ("2024年6月3日 16:00（中欧时间）", "Europe/Zurich"),
    ],
)
def test_a_zone_said_in_two_ways_is_one_zone(text: str, zone: str) -> None:
    found = read_when(text)
    assert found.hours
    assert zone_of_label(found.zone) == zone


def test_every_day_and_the_zone_are_told_apart_from_the_date() -> None:
    found = read_when("12–14 March 2024, 14:00–16:00 CET, daily")
    assert found.is_daily
    assert found.zone == "CET"
    assert read_when("18 May 2022 at 14:00 Beirut time").zone == "Beirut time"


@pytest.mark.parametrize(
    ("label", "place", "zone"),
    [
        ("CET", "", "Europe/Zurich"),
        ("CEST", "", "Europe/Zurich"),
        ("CET", "Brussels, Belgium", "Europe/Brussels"),
        ("EST", "", "America/New_York"),
        ("EST", "Geneva", "America/New_York"),
        ("NY Time", "", "America/New_York"),
        ("Virtual (NY Time)", "", ""),
        ("Beirut time", "", "Asia/Beirut"),
        ("heure de Genève", "", "Europe/Zurich"),
        ("Time Zone EST", "", "America/New_York"),
        ("CET all year, also for summer dates", "", "Europe/Zurich"),
        ("Europe/Zurich timezone", "", "Europe/Zurich"),
        ("W. Europe Standard Time", "", "Europe/Berlin"),
        ("UTC+3", "", "Etc/GMT-3"),
        ("UTC+5:30", "", ""),
        ("IST", "", ""),
        ("IST", "New Delhi", "Asia/Kolkata"),
        ("local time", "Nairobi, Kenya", "Africa/Nairobi"),
        ("heure locale", "Room 4", ""),
        ("CST", "Mexico City", "America/Mexico_City"),
        ("CST", "Geneva", ""),
        ("BST", "Dhaka, Bangladesh", "Asia/Dhaka"),
        ("EST", "Sydney", "Australia/Sydney"),
        ("CST", "", ""),
        ("CET or so", "", ""),
        ("Eastern Time (US & Canada)", "", "America/New_York"),
    ],
)
def test_a_label_means_the_clock_of_a_place_or_nothing(label: str, place: str, zone: str) -> None:
    assert zone_of_label(label, place) == zone


_words = st.sampled_from(
    [
        "12",
        "march",
        "2024",
        "–",
        ",",
        "and",
        "10:30",
        "pm",
        "2024年",
        "г.",
        "à",
        "CET",
        "/",
        "٣",
        "au",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_words, max_size=12).map(" ".join)))
def test_no_text_makes_it_fail_in_another_way(text: str) -> None:
    try:
        found = read_when(text)
    except NotUnderstood:
        return
    assert all(first <= last for first, last in found.days.stretches)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_label_makes_it_fail(label: str, place: str) -> None:
    assert isinstance(zone_of_label(label, place), str)


@pytest.mark.parametrize(
    ("text", "hour", "zone"),
    [
        ("Tue, Mar 4 2025, 3pm CET / 9am EST", "15:00", "Europe/Zurich"),
        ("9:00 a.m. (New York) / 3:00 p.m. (Geneva), 4 March 2025", "09:00", "America/New_York"),
        ("4 mars 2025, 15h (Genève) / 9h (New York)", "15:00", "Europe/Zurich"),
        ("4 March 2025, 15:00 (UTC+1) / 14:00 UTC", "15:00", "Etc/GMT-1"),
        ("вторник, 4 марта 2025 г., 15:00 (по женевскому времени)", "15:00", "Europe/Zurich"),
        ("الثلاثاء 4 آذار/مارس 2025، 15:00 (بتوقيت جنيف)", "15:00", "Europe/Zurich"),
        ("2025年3月4日（星期二）15:00（日内瓦时间）", "15:00", "Europe/Zurich"),
        ("4 mars 2025, 15 heures (heure de Genève), exact date TBC", "15:00", "Europe/Zurich"),
    ],
)
def test_of_several_clocks_that_show_one_moment_the_first_is_taken(
    text: str, hour: str, zone: str
) -> None:
    assert (hours(text), days(text)) == ([hour], ["2025-03-04"])
    assert zone_of_label(read_when(text).zone) == zone


@pytest.mark.parametrize(
    "text",
    [
        "4 March 2025, 15:00 CET / 10:00 EST",  # New York changes its clocks on the 9th
        "4 March 2025, 10:00-12:00 EST and 14:00-16:00 CET",
        "4 March 2025, 3 p.m. (Geneva) and a reception (New York)",
        "4 March 2025, 15:00 (Committee)",
    ],
)
def test_clocks_that_differ_are_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_when(text)
