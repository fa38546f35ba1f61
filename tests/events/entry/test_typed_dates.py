"""Dates as people paste them from six languages."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.entry.typed_dates import NotUnderstood, read_date, read_hour
from wagtail_migration_events.events.times.wording import format_day

MAY_3 = dt.date(2027, 5, 3)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2027-05-03", None),
        ("2027-05-03T15:00", "15:00"),
        ("2027-05-03 15:00:30", "15:00:30"),
        ("2027/5/3", None),
        ("2027.5.3", None),
        ("03.05.2027", None),
        ("3.5.2027 15:00", "15:00"),
        ("3 May 2027", None),
        ("Monday, 3 May 2027, 3 pm", "15:00"),
        ("May 3rd, 2027 at 3:30 p.m.", "15:30"),
        ("3 mai 2027 15h", "15:00"),
        ("lundi 3 mai 2027 à 15 h 30", "15:30"),
        ("3 de mayo de 2027, 15:00", "15:00"),
        ("lunes 3 de mayo de 2027 a las 3 p. m.", "15:00"),
        ("3 мая 2027 г., 15:00", "15:00"),
        ("понедельник, 3 мая 2027 года в 15 ч", "15:00"),
        ("2027年5月3日", None),
        ("2027年5月3日下午3点30分", "15:30"),
        ("２０２７年５月３日 15:00", "15:00"),
        ("٣ مايو ٢٠٢٧", None),
        ("الاثنين، ٣ مايو ٢٠٢٧ الساعة ٣:٠٠ م", "15:00"),
        ("3 أيار 2027", None),
        ("\u200f٣ ماي ٢٠٢٧\u200f", None),
        ("Mon, 3 May 2027, 3.30 p.m.", "15:30"),
        ("3-May-2027 - 15:00", "15:00"),
        ("Lun. 3 mai 2027 à 15 heures", "15:00"),
        ("lun, 3 de mayo de 2027, 15.30 horas", "15:30"),
        ("пн, 3 мая 2027 г. в 15.00", "15:00"),
        ("3 мая 2027 г., 15 ч. 30 м.", "15:30"),
        ("2027年5月3日(星期一)下午3时", "15:00"),
        ("2027年5月3日（周一）15:00", "15:00"),
        ("  3\tMAY\n2027 ", None),
    ],
)
def test_a_pasted_date_is_understood(text, hour):
    assert read_date(text) == (MAY_3, dt.time.fromisoformat(hour) if hour else None)


@pytest.mark.parametrize("text", ["03/05/2027", "3-5-2027", "٠٣/٠٥/٢٠٢٧"])
def test_a_date_with_two_readings_is_refused_with_both(text):
    with pytest.raises(NotUnderstood) as caught:
        read_date(text)
    assert caught.value.readings == (MAY_3, dt.date(2027, 3, 5))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("13/05/2027", dt.date(2027, 5, 13)),
        ("05/13/2027", dt.date(2027, 5, 13)),
        ("05/05/2027", dt.date(2027, 5, 5)),
        ("1er avril 2027", dt.date(2027, 4, 1)),
        ("1.º de abril de 2027", dt.date(2027, 4, 1)),
        ("29 février 2028", dt.date(2028, 2, 29)),
        ("1 août 2027", dt.date(2027, 8, 1)),
        ("١ كانون الثاني ٢٠٢٧", dt.date(2027, 1, 1)),
        ("12 شباط/فبراير 2027", dt.date(2027, 2, 12)),
        ("12 تشرين  الثاني / نوفمبر 2027", dt.date(2027, 11, 12)),
    ],
)
def test_a_date_with_one_reading_is_understood(text, date):
    assert read_date(text)[0] == date


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "May 2027", "3 May", "3-5 May 2027", "3 May 27", "05.13.2027", "2027-02-30",
        "Tuesday 3 May 2027", "3 May 2027 15:00 CET", "3 May 2027 25:00", "3 May 2027 15 pm",
        "3 May or 4 May 2027", "3 May/June 2027", "3 mars mai 2027", "20270503", "1/2/3", "\x00",
        "3 May 2027" * 50,
        "2027-05-03 2027-05-04", "九",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(NotUnderstood):
        read_date(text)


@pytest.mark.parametrize("text", ["Tue, 3 May 2027", "mardi 3 mai 2027", "2027年5月3日星期二"])
def test_a_day_of_the_week_that_is_another_one_is_told_with_the_date(text):
    with pytest.raises(NotUnderstood) as caught:
        read_date(text)
    assert caught.value.on_other_weekday == MAY_3


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31)),
    st.sampled_from(["en", "fr", "es", "ru", "ar", "zh-hans"]),
)
def test_every_date_that_we_write_is_read_again(date, language):
    assert read_date(format_day(date, language))[0] == date


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["en_GB", "en_US", "fr", "es", "ru", "ar", "ar_LB"]),
)
def test_a_date_with_the_day_of_the_week_is_read(date, locale):
    assert read_date(format_date(date, "full", locale=locale))[0] == date
    assert read_date(format_date(date, "EEE, d MMMM y", locale=locale))[0] == date


@given(
    st.text(alphabet=st.sampled_from("0123456789 /.-:hpm月年日点maiju٣م²"), max_size=40) | st.text()
)
def test_no_text_raises_anything_else(text):
    for read in (read_date, read_hour):
        with contextlib.suppress(NotUnderstood):
            read(text)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("15:00", "15:00"), ("9:05", "09:05"), ("15h", "15:00"), ("15h30", "15:30"),
        ("3 pm", "15:00"), ("12 am", "00:00"), ("12 p.m.", "12:00"), ("٣ مساءً", "15:00"),
        ("下午3点", "15:00"), ("15 ч 30 мин", "15:30"), ("15：00", "15:00"), ("à 9 h", "09:00"),
        ("23:59:59", "23:59:59"), ("3.30 pm", "15:30"), ("15.30", "15:30"),
        ("15:00 horas", "15:00"),
    ],
)  # fmt: skip
def test_an_hour_is_understood(text, hour):
    assert read_hour(text) == dt.time.fromisoformat(hour)


@pytest.mark.parametrize(
    "text", ["", "9", "25:00", "soon", "15:00 CET", "3 May", "15.30.27", "0 pm"]
)
def test_what_is_no_hour_is_refused(text):
    with pytest.raises(NotUnderstood):
        read_hour(text)
