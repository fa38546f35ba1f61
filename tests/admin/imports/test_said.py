from __future__ import annotations

from wagtail_migration_events.admin.imports.said import lines_of


def test_a_value_keeps_its_direction_in_a_line_of_another() -> None:
    assert lines_of("start: تغيّرت القيمة من «12-14 March» إلى «<b>»\nلا شيء", "ar") == (
        '<bdi dir="rtl">start: تغيّرت القيمة من «<bdi>12-14 March</bdi>» إلى '
        '«<bdi>&lt;b&gt;</bdi>»</bdi><br><bdi dir="rtl">لا شيء</bdi>'
    )
    assert lines_of("“x” became “”", "") == '<bdi dir="auto">“<bdi>x</bdi>” became “”</bdi>'
