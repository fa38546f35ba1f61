"""Long drop-down lists say what Django's own would."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms

from wagtail_migration_events.vocabularies.forms.long_select import LongSelect, LongSelectMixin

CHOICES = [
    ("", "---------"),
    ("<a>", 'Quotes " and <tags>'),
    ("Group & more", [("1", "One"), (2, "Two")]),
]


class LongSelectMultiple(LongSelectMixin, forms.SelectMultiple):
    pass


def drawn(widget: Any, value: Any, **attrs: Any) -> Any:
    html = widget.render("zone", value, {"id": "id_zone", **attrs})
    soup = BeautifulSoup(html, "html.parser")
    return [(tag.name, tag.attrs, tag.get_text().split()) for tag in soup.find_all(True)]


@pytest.mark.parametrize("value", [None, "", "<a>", "2", 2, "unknown"])
def test_one_choice_is_drawn_like_djangos(value: Any):
    ours, theirs = LongSelect(choices=CHOICES), forms.Select(choices=CHOICES)
    attrs = {"required": True, "disabled": False, "aria-describedby": 'a "b"'}
    assert drawn(ours, value, **attrs) == drawn(theirs, value, **attrs)


@pytest.mark.parametrize("value", [None, [], ["1"], ["1", "2", "<a>"]])
def test_several_choices_are_drawn_like_djangos(value: Any):
    ours, theirs = LongSelectMultiple(choices=CHOICES), forms.SelectMultiple(choices=CHOICES)
    assert drawn(ours, value, size=12) == drawn(theirs, value, size=12)
