"""Columns that hold the keys of groups."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ReferenceIndex

from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.groups.fields import (
    GroupKeyField,
    GroupKeyListField,
    normalise_keys,
)
from wagtail_migration_events.pages.models import EventPage

KEY = uuid.UUID(int=1)


@pytest.mark.parametrize("value", [None, "", [], ()])
def test_nothing_is_an_empty_list(value):
    assert normalise_keys(value) == []


@pytest.mark.django_db
def test_keys_pages_and_text_are_taken_each_once():
    page = EventPage(translation_key=KEY)
    assert normalise_keys([KEY, str(KEY), page, KEY.hex]) == [str(KEY)]


@pytest.mark.parametrize("value", ["text", 7, {"a": 1}, ["x"], [None], [[]], ["9" * 5000]])
def test_what_is_no_key_is_refused(value):
    with pytest.raises(ValidationError) as caught:
        normalise_keys(value)
    assert len(caught.value.messages[0]) < 200


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (GroupKeyField("some.Mixin", null=True), "django.db.models.UUIDField"),
        (GroupKeyListField("some.Mixin"), "django.db.models.JSONField"),
    ],
)
def test_schema_migrations_hold_plain_fields(field, path):
    _name, deconstructed, args, kwargs = field.deconstruct()
    assert (deconstructed, args) == (path, [])
    assert "mixin" not in kwargs


@pytest.mark.django_db
def test_the_usage_of_a_page_names_the_events_that_point_to_its_group(site):
    organizer = make_organizer(site.organizers["en"])
    french = translated(organizer, "fr")
    umbrella = make_event(site.events["en"])
    event = make_event(
        site.events["en"], organizers=[organizer], part_of=[umbrella.translation_key]
    )
    for page in (organizer, french, umbrella):
        users = [usage[0].pk for usage in ReferenceIndex.get_grouped_references_to(page)]
        assert users == [event.pk]


@pytest.mark.django_db
def test_a_fixture_holds_keys_as_text(site):
    from django.core import serializers

    event = make_event(site.events["en"], part_of=[KEY])
    (restored,) = serializers.deserialize("json", serializers.serialize("json", [event]))
    assert restored.object.part_of == [str(KEY)]
