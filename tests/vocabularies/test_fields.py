"""Codes on models: assigned, saved, in revisions, validated, and absent from schema migrations."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.db.models import F
from wagtail.models import ReferenceIndex

from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.vocabularies.fields import CodeField, CodeListField
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType

pytestmark = pytest.mark.django_db


def errors_of(**values: Any) -> dict[str, list[str]]:
    field_errors: dict[str, list[str]] = {}
    page = EventPage(title="x", **values)
    for name in values:
        try:
            page._meta.get_field(name).clean(getattr(page, name), page)
        except ValidationError as error:
            field_errors[name] = error.messages
    return field_errors


def test_a_list_of_codes_takes_terms_numbers_and_rows_and_holds_plain_codes() -> None:
    page = EventPage(
        gcm_objectives=[13, get_vocabulary("gcm_objectives").term("2"), "13"],
        audiences=Audience.objects.filter(code="youth"),
        event_type=EventType.objects.get(code="webinar"),
        country=404,
    )
    assert page.gcm_objectives == ["13", "2"]
    assert page.audiences == ["youth"]
    assert page.event_type == "webinar"
    assert page.country == "404"


def test_nothing_is_an_empty_list_and_an_empty_code() -> None:
    page = EventPage(gcm_objectives=None, event_type=None)
    assert (page.gcm_objectives, page.event_type) == ([], "")


def test_a_field_that_may_be_null_keeps_null() -> None:
    field = CodeField("event_types", null=True)
    assert field.clean(None, None) is None
    assert field.as_plain(None) is None


def test_two_pages_do_not_share_a_default_list() -> None:
    one, other = EventPage(), EventPage()
    one.gcm_objectives.append("13")
    assert other.gcm_objectives == []


def test_codes_are_saved_once_each_and_in_the_order_of_the_vocabulary(site: Any) -> None:
    page = make_event(site.events["en"], gcm_objectives=["general", 13, "2", "2"], areas=[4, "002"])
    assert page.gcm_objectives == ["2", "13", "general"]
    assert page.areas == ["002", "004"]


def test_a_list_changed_in_place_is_put_in_order_when_it_is_saved(site: Any) -> None:
    page = make_event(site.events["en"], gcm_objectives=["13"])
    page.gcm_objectives.append(2)
    page.save()
    page.refresh_from_db()
    assert page.gcm_objectives == ["2", "13"]


def test_a_revision_holds_lists_and_gives_them_back(site: Any) -> None:
    page = make_event(site.events["en"])
    page.gcm_objectives, page.event_type = ["13", "2"], "webinar"
    revision = page.save_revision()
    assert revision.content["gcm_objectives"] == ["2", "13"]
    assert revision.content["event_type"] == "webinar"
    assert revision.as_object().gcm_objectives == ["2", "13"]


def test_a_fixture_gives_the_same_codes_back() -> None:
    page = EventPage(title="x", gcm_objectives=["2", "13"], event_type="webinar")
    fixture = serializers.serialize("json", [page])
    (loaded,) = serializers.deserialize("json", fixture)
    assert loaded.object.gcm_objectives == ["2", "13"]
    assert loaded.object.event_type == "webinar"


def test_codes_that_were_not_loaded_are_loaded_when_they_are_read(site: Any) -> None:
    make_event(site.events["en"], gcm_objectives=["13"], event_type="webinar")
    page = EventPage.objects.defer("gcm_objectives", "event_type").get()
    assert (page.gcm_objectives, page.event_type) == (["13"], "webinar")


def test_an_update_turns_terms_into_codes_too(site: Any) -> None:
    page = make_event(site.events["en"], event_type="webinar")
    EventPage.objects.update(gcm_objectives=(13, 13), country=404)
    EventPage.objects.update(workstream=F("event_type"))
    page.refresh_from_db()
    assert (page.gcm_objectives, page.country, page.workstream) == (["13"], "404", "webinar")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"gcm_objectives": ["0"]}, "0 is not a GCM objective. Choose from the list."),
        ({"gcm_objectives": ["24"]}, "24 is not a GCM objective. Choose from the list."),
        ({"areas": ["999"]}, "999 is not a geographic area. Choose from the list."),
        ({"country": "002"}, "002 is not a country. Choose from the list."),
        ({"event_type": "party"}, "party is not a type of event. Choose from the list."),
        ({"audiences": ["'; --"]}, "'; -- is not an audience. Choose from the list."),
        ({"gcm_objectives": {"13": True}}, "This must be a list of codes."),
        ({"event_type": ["webinar"]}, "['webinar'] is not a type of event. Choose from the list."),
        ({"event_type": True}, "True is not a type of event. Choose from the list."),
    ],
)
def test_an_unknown_code_is_named(values: dict[str, Any], message: str) -> None:
    (name,) = values
    assert errors_of(**values) == {name: [message]}


def test_every_unknown_code_of_a_list_is_named() -> None:
    messages = errors_of(gcm_objectives=["0", "13", "24"])["gcm_objectives"]
    assert [message.split()[0] for message in messages] == ["0", "24"]


def test_a_long_unknown_code_is_cut_in_the_message() -> None:
    (message,) = errors_of(gcm_objectives=["9" * 500])["gcm_objectives"]
    assert len(message) < 120


def test_known_codes_are_accepted() -> None:
    accepted = errors_of(
        gcm_objectives=["13", "general"], areas=["002", "ECA"], country="404", event_type=""
    )
    assert accepted == {}


def test_a_code_that_is_no_longer_a_term_does_not_stop_a_page(site: Any) -> None:
    page = make_event(site.events["en"], gcm_objectives=["13"], event_type="webinar")
    EventPage.objects.update(gcm_objectives=["13", "99"], event_type="retired")

    page = EventPage.objects.get()
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.gcm_objectives, page.event_type) == (["13", "99"], "retired")

    copied = page.copy(to=site.events["en"], update_attrs={"slug": "copied"})
    assert copied.gcm_objectives == ["13", "99"]


def test_what_is_no_list_of_codes_is_never_saved() -> None:
    page = EventPage(title="x", gcm_objectives={"a": 1})
    with pytest.raises(ValidationError, match="list of codes"):
        page._meta.get_field("gcm_objectives").pre_save(page, add=True)


@pytest.mark.parametrize(
    ("field", "path", "expected"),
    [
        (
            CodeField("areas", kinds=("country",), verbose_name="country"),
            "django.db.models.CharField",
            {"max_length": 64, "blank": True, "default": "", "verbose_name": "country"},
        ),
        (
            CodeListField("gcm_objectives"),
            "django.db.models.JSONField",
            {"blank": True, "default": list},
        ),
    ],
)
def test_for_schema_migrations_the_fields_are_plain(
    field: models.Field[Any, Any], path: str, expected: dict[str, Any]
) -> None:
    field.set_attributes_from_name("x")
    name, deconstructed, args, kwargs = field.deconstruct()
    assert (name, deconstructed, args, kwargs) == ("x", path, [], expected)
    assert "wagtail_migration_events" not in MigrationWriter.serialize(field)[0]


def test_a_clone_keeps_its_vocabulary() -> None:
    clone = EventPage._meta.get_field("country").clone()
    assert (clone.vocabulary_name, clone.kinds) == ("areas", ("country",))


def test_the_rows_behind_the_codes_know_where_they_are_used(site: Any) -> None:
    page = make_event(site.events["en"], audiences=["youth"], event_type="webinar", areas=["404"])
    for term in (Audience.objects.get(code="youth"), EventType.objects.get(code="webinar")):
        ((user, _references),) = ReferenceIndex.get_references_to(term).group_by_source_object()
        assert user.pk == page.pk
