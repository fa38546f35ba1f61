"""A site's vocabularies are filled once, and never against its will."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.operations import CreateModel

from wagtail_migration_events.vocabularies.languages import UN_LANGUAGES
from wagtail_migration_events.vocabularies.loading import read_data
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.site.seeding import (
    SEEDED_MODELS,
    seed_after_migrate,
    seed_site_terms,
)
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

CORE = "wagtail_migration_events"


def migrated(**kwargs: Any) -> None:
    seed_after_migrate(sender=apps.get_app_config(CORE), **kwargs)


def creation_of(model: str) -> Any:
    return SimpleNamespace(app_label=CORE, operations=[CreateModel(model, fields=[])])


@pytest.mark.django_db
def test_a_new_database_holds_the_terms_in_six_languages() -> None:
    assert EventType.objects.count() == 22
    assert Audience.objects.filter(code="open-to-all").exists()
    assert Workstream.objects.filter(code="alternatives-to-detention").exists()
    for model in (EventType, Audience, Workstream):
        for term in model.objects.all():
            assert set(term.labels) == set(UN_LANGUAGES)
            term.full_clean()


@pytest.mark.parametrize("vocabulary", SEEDED_MODELS)
def test_no_two_seeded_terms_share_a_code_or_a_label(vocabulary: str) -> None:
    terms = read_data("site_terms")[vocabulary]
    assert len({term["code"] for term in terms}) == len(terms)
    for language in UN_LANGUAGES:
        assert len({term["labels"][language].casefold() for term in terms}) == len(terms)


@pytest.mark.django_db
@pytest.mark.parametrize("vocabulary", SEEDED_MODELS)
def test_every_spelling_seen_leads_to_its_term(vocabulary: str) -> None:
    for term in read_data("site_terms")[vocabulary]:
        for spelling in (*term["labels"].values(), *term.get("aliases", ())):
            assert get_vocabulary(vocabulary).resolve(spelling) == term["code"]


@pytest.mark.django_db
def test_a_site_that_deleted_all_terms_does_not_get_them_back() -> None:
    EventType.objects.all().delete()
    call_command("migrate", verbosity=0)
    migrated(plan=[(SimpleNamespace(app_label=CORE, operations=[]), False)])
    migrated(plan=[(creation_of("EventType"), True)])
    migrated(plan=[(SimpleNamespace(app_label="other", operations=[]), False)])
    assert not EventType.objects.exists()


@pytest.mark.django_db
def test_a_site_that_kept_one_term_keeps_that_one() -> None:
    EventType.objects.exclude(code="webinar").delete()
    migrated(plan=[(creation_of("EventType"), False)])
    assert [term.code for term in EventType.objects.all()] == ["webinar"]


@pytest.mark.django_db
def test_only_the_vocabulary_whose_table_is_new_is_filled() -> None:
    EventType.objects.all().delete()
    Audience.objects.all().delete()
    migrated(plan=[(creation_of("Audience"), False)])
    assert not EventType.objects.exists()
    assert Audience.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_terms_come_back_after_a_flush() -> None:
    EventType.objects.create(labels={"en": "Study visit"})
    call_command("flush", interactive=False, verbosity=0)
    assert EventType.objects.count() == 22
    assert "study-visit" not in get_vocabulary("event_types")
    assert "webinar" in get_vocabulary("event_types")


@pytest.mark.django_db
def test_tables_made_without_schema_migrations_are_filled(settings: Any) -> None:
    settings.MIGRATION_MODULES = {CORE: None}
    EventType.objects.all().delete()
    migrated(plan=[])
    assert EventType.objects.count() == 22


@pytest.mark.django_db
def test_a_table_that_does_not_exist_at_this_point_is_passed_over() -> None:
    def get_model(label: str, name: str) -> Any:
        raise LookupError(name)

    assert seed_site_terms("event_types", apps=SimpleNamespace(get_model=get_model)) == 0


def test_the_project_has_the_languages_that_are_seeded() -> None:
    assert {code for code, _name in settings.LANGUAGES} == set(UN_LANGUAGES)
