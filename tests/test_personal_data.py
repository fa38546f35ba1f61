"""What the page on personal data says of links to users, held against the models."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "privacy.md"
ON_DELETE = {"emptied": models.SET_NULL, "deleted": models.CASCADE}


def test_the_page_on_personal_data_names_every_link_to_a_user_and_what_becomes_of_it():
    said = {
        name: ON_DELETE[becomes]
        for names, becomes in re.findall(
            r"^\| (`[^|]+) \|[^|]+\|[^|]+\| (\w+) \|$", PAGE.read_text(encoding="utf-8"), re.M
        )
        for name in re.findall(r"`(\w+)`", names)
    }
    links = {
        (model.__name__, field.remote_field.on_delete)
        for model in apps.get_models()
        if model.__module__.startswith("wagtail_migration_events")
        for field in model._meta.concrete_fields
        if field.related_model is get_user_model()
    }
    assert links == set(said.items())
