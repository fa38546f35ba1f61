"""System checks: what a site still has to do, said with the lines to paste."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core import checks
from django.db import models
from django.test.utils import isolate_apps
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from tests.adopter.models import LegacyMeetingPage, TownHallPage
from wagtail_migration_events import checks as ours
from wagtail_migration_events.events.aliases import AliasOf
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.vocabularies.official import vocabulary as official


@pytest.fixture(autouse=True)
def _forget_page_classes(monkeypatch: Any) -> None:
    """Wagtail keeps a list of all page classes; those that are made here leave it again."""
    from wagtail.models import pages

    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", list(pages.PAGE_MODEL_CLASSES))


def found(*models_to_check: Any, monkeypatch: Any) -> list[tuple[str, str]]:
    """Return id and message of what is said about these classes."""
    monkeypatch.setattr(ours, "page_models_with", lambda mixin: list(models_to_check))
    return [(each.id, each.msg) for each in ours.check_event_classes(None)]


def ids(messages: list[Any]) -> list[str]:
    return [message.id.removeprefix("wagtail_migration_events.") for message in messages]


def test_nothing_is_said_about_a_site_that_is_set_up_well():
    found = checks.run_checks(tags=["wagtail_migration_events"])
    assert [message for message in found if message.level >= checks.WARNING] == []


@isolate_apps("tests.adopter")
def test_a_class_without_rows_for_organizers_is_told_the_lines_to_paste(monkeypatch: Any):
    class PicnicPage(EventPageMixin, Page):
        class Meta(EventPageMixin.Meta):
            app_label = "adopter"

    monkeypatch.setattr(ours, "page_models_with", lambda mixin: [PicnicPage])
    [message] = ours.check_event_classes(None)
    assert ids([message]) == ["W001"]
    lines = message.hint.split("\n\n")[1]
    compile(lines, "pasted", "exec")
    assert "class PicnicPageOrganizerLink(AbstractOrganizerLink):" in lines
    assert 'ParentalKey(PicnicPage, related_name="organizer_links"' in lines


def test_a_form_that_cannot_read_dates_is_an_error(monkeypatch: Any):
    monkeypatch.setattr(TownHallPage, "base_form_class", WagtailAdminPageForm)
    [(number, message)] = found(TownHallPage, monkeypatch=monkeypatch)
    assert number.endswith("E001")
    assert "TownHallPage" in message


@isolate_apps("tests.adopter")
def test_a_class_without_the_mixins_meta_is_told_that_the_database_refuses_nothing(monkeypatch):
    class PicnicPage(EventPageMixin, Page):
        organizer_links = ()

        class Meta:
            app_label = "adopter"

    [(number, message)] = found(PicnicPage, monkeypatch=monkeypatch)
    assert number.endswith("W002")
    assert "PicnicPage" in message


@isolate_apps("tests.adopter")
def test_columns_of_ones_own_for_start_and_end_are_understood(monkeypatch: Any):
    class PicnicPage(EventPageMixin, Page):
        organizer_links = ()
        begins = models.DateTimeField(null=True)
        starts_at = AliasOf("begins")
        ends_at = None

        class Meta:
            app_label = "adopter"

    assert found(PicnicPage, monkeypatch=monkeypatch) == []


@pytest.mark.parametrize(
    ("end", "line"),
    [
        (AliasOf("ends"), 'constraints = [ends_not_before_start("begins", "ends")]'),
        (None, "constraints = []"),
    ],
)
@isolate_apps("tests.adopter")
def test_the_rule_of_columns_that_a_class_does_not_have_is_replaced(
    end: Any, line: str, monkeypatch: Any
):
    """A class that has no ``Meta`` gets that of the mixin, and its schema migration would fail."""

    class PicnicPage(EventPageMixin, Page):
        __module__ = "tests.adopter.models"
        organizer_links = ()
        begins = models.DateTimeField(null=True)
        starts_at = AliasOf("begins")
        ends_at = end
        event_facts = (*EventPageMixin.event_facts, "ends")
        ends = models.DateTimeField(null=True)

    monkeypatch.setattr(ours, "page_models_with", lambda mixin: [PicnicPage])
    [message] = ours.check_event_classes(None)
    assert ids([message]) == ["W002"]
    assert line in message.hint


@isolate_apps("tests.adopter")
def test_a_field_that_is_neither_fact_nor_text_is_named(monkeypatch: Any):
    class PicnicPage(EventPageMixin, Page):
        organizer_links = ()
        basket = models.CharField(max_length=9)
        blanket = models.CharField(max_length=9)
        cake = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL)
        event_facts = (*EventPageMixin.event_facts, "blanket")

        class Meta(EventPageMixin.Meta):
            app_label = "adopter"

    monkeypatch.setattr(ours, "page_models_with", lambda mixin: [PicnicPage])
    [message] = ours.check_event_classes(None)
    assert ids([message]) == ["W003"]
    assert "basket, cake" in message.msg
    assert message.hint.splitlines()[2:4] == [
        'add "cake" to event_facts  # same in every language',
        'event_text = (*EventPageMixin.event_text, "basket")  # translated',
    ]


@isolate_apps("tests.adopter")
def test_rows_and_tags_are_to_be_declared_as_columns_are(monkeypatch: Any):
    """Only a column can be shared unless a language has its own: rows there are refused."""

    class PicnicPage(EventPageMixin, Page):
        organizer_links = ()
        tags = ClusterTaggableManager(through="adopter.PicnicTag", blank=True)
        labels = ClusterTaggableManager(through="adopter.PicnicLabel", blank=True)
        event_facts = (*EventPageMixin.event_facts, "tags")

        class Meta(EventPageMixin.Meta):
            app_label = "adopter"

    class PicnicTag(TaggedItemBase):
        content_object = ParentalKey(
            PicnicPage, related_name="tagged_items", on_delete=models.CASCADE
        )

        class Meta:
            app_label = "adopter"

    class PicnicLabel(TaggedItemBase):
        content_object = ParentalKey(
            PicnicPage, related_name="labelled_items", on_delete=models.CASCADE
        )

        class Meta:
            app_label = "adopter"

    class Sandwich(models.Model):
        page = ParentalKey(PicnicPage, related_name="sandwiches", on_delete=models.CASCADE)

        class Meta:
            app_label = "adopter"

    monkeypatch.setattr(ours, "page_models_with", lambda mixin: [PicnicPage])
    [message] = ours.check_event_classes(None)
    assert ids([message]) == ["W003"]
    [line] = [line for line in message.hint.splitlines() if line.startswith("add")]
    assert line.startswith('add "labels", "sandwiches" to event_facts ')
    names = ("tags", "sandwiches")
    PicnicPage.event_facts_unless_set = (*EventPageMixin.event_facts_unless_set, *names)
    refused = [each for each in ours.check_event_classes(None) if each.id.endswith("E007")]
    assert [each.msg.split()[0] for each in refused] == ["PicnicPage.tags", "PicnicPage.sandwiches"]


@isolate_apps("tests.adopter")
def test_a_fact_that_no_revision_would_hold_is_refused(monkeypatch: Any):
    class PicnicPage(EventPageMixin, Page):
        guests = models.ManyToManyField("wagtailimages.Image", related_name="+")
        cakes = ParentalManyToManyField("wagtailimages.Image", related_name="+")
        event_facts = (*EventPageMixin.event_facts, "guests", "cakes")

        class Meta(EventPageMixin.Meta):
            app_label = "adopter"

    messages = found(PicnicPage, monkeypatch=monkeypatch)
    assert [number for number, _ in messages if "E005" in number] == [
        "wagtail_migration_events.E005"
    ]
    assert "PicnicPage.guests" in messages[-1][1]


def test_a_field_that_stands_in_for_ours_is_declared_with_it(monkeypatch: Any):
    assert found(LegacyMeetingPage, monkeypatch=monkeypatch) == []


def test_a_misspelt_setting_is_noticed(settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGESIZE = 7
    [message] = ours.check_settings(None)
    assert ids([message]) == ["W004"]
    assert "WAGTAIL_MIGRATION_EVENTS_PAGESIZE" in message.msg
    assert "WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE" in message.hint


def test_corrections_that_cannot_be_read_are_an_error(settings: Any, tmp_path: Path):
    corrections = tmp_path / "corrections.json"
    corrections.write_text(json.dumps({"gcm_objectives": {"99": {"titles": {}}}}), encoding="utf-8")
    settings.WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS = (str(corrections),)
    official.reset()
    messages = ours.check_vocabulary_corrections(None)
    assert messages
    assert set(ids(messages)) == {"E002"}


@pytest.mark.parametrize(
    ("installed", "base", "expected"),
    [
        ((), "wagtailcore.Page", []),
        (("wagtail_localize",), "wagtailcore.Page", ["E003"]),
        (("wagtail_localize",), "site.BasePage", ["E003", "E004"]),
        (
            ("wagtail_localize", "wagtail_migration_events.translation"),
            "site.BasePage",
            ["E004"],
        ),
        (("wagtail_localize", "wagtail_migration_events.translation"), "wagtailcore.Page", []),
    ],
)
def test_localize_needs_our_translation_app_and_wagtails_base_page(
    installed: tuple[str, ...], base: str, expected: list[str], monkeypatch: Any, settings: Any
):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
    registry = SimpleNamespace(
        is_installed=lambda name: name in installed, get_model=apps.get_model
    )
    monkeypatch.setattr(ours, "apps", registry)
    monkeypatch.setattr(ours, "BASE_PAGE_MODEL", base)
    assert ids(ours.check_localize(None)) == expected


@pytest.mark.localize
@pytest.mark.parametrize(("value", "expected"), [(True, ["W005"]), (False, []), (None, ["W005"])])
def test_half_translated_pages_that_go_live_are_warned_of(value, expected, settings: Any):
    if value is None:
        del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    else:
        settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = value
    assert ids(ours.check_localize(None)) == expected


def test_wordings_to_confirm_are_listed_in_one_message(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    (message,) = ours.check_unverified_wordings(None)
    assert message.id == "wagtail_migration_events.I001"
    assert "ar (" in message.msg
    assert "1 footnotes" in message.msg
    assert "en (" not in message.msg or "gcm_objectives" not in message.msg.split("en (")[1][:20]


def test_hidden_vocabularies_need_no_confirmation(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("ru", "Russian")]
    settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = ("gcm_objectives", "sdgs", "areas")
    (message,) = ours.check_unverified_wordings(None)
    assert "gcm_objectives" not in message.msg
