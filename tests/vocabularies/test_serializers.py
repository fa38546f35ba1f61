"""Codes in Wagtail's page API."""

from __future__ import annotations

import pytest
from django.utils import translation

from wagtail_migration_events.vocabularies.serializers import (
    CodeListSerializerField,
    CodeSerializerField,
)

pytestmark = pytest.mark.django_db


def test_a_list_of_codes_becomes_a_list_of_codes_and_labels() -> None:
    field = CodeListSerializerField("gcm_objectives")
    assert field.to_representation(["13", "99"]) == [
        {"code": "13", "label": "Alternatives to detention"},
        {"code": "99", "label": "99"},
    ]


def test_the_label_is_in_the_active_language() -> None:
    with translation.override("fr"):
        shown = CodeSerializerField("event_types").to_representation("webinar")
    assert shown == {"code": "webinar", "label": "Webinaire"}


def test_no_code_is_null() -> None:
    assert CodeSerializerField("event_types").to_representation("") is None
