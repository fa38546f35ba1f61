"""What is asked for follows its event, and nothing more is asked for than somebody wants."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Locale, Site

from tests.editing import Editor
from tests.factories import make_event
from tests.translation import translating
from tests.translation.spring import APRIL_1
from wagtail_migration_events.translation.models import (
    RequestRule,
    TranslationRequest,
    TranslationSettings,
)
from wagtail_migration_events.translation.requests.asking import ask_for
from wagtail_migration_events.translation.requests.changing import withdraw

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1", "languages_live_at_will"),
]


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum of cities")


def test_a_rule_asks_neither_again_for_what_was_taken_back_nor_for_older_events(
    event: Any, site: Any
):
    ours, _made = TranslationSettings.objects.get_or_create(site=Site.objects.get())
    RequestRule.objects.create(site_settings=ours, event_type=None, locales=["fr"])
    talk = make_event(site.events["en"])
    withdraw([TranslationRequest.objects.get(group=talk.translation_key)])
    with time_machine.travel(APRIL_1 + dt.timedelta(hours=1), tick=False):
        translating.publish_source(event, summary="New words")  # it was there before the rule
        translating.publish_source(talk, summary="New words")
    assert not TranslationRequest.objects.exists()


def test_a_minor_edit_that_was_refused_keeps_nothing_that_follows_it_back(
    event: Any, editor_client: Any, on_commit: Any
):
    ask_for([event], Locale.objects.filter(language_code="fr"))
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    editor = Editor.of(editor_client, event)
    editor.fill(title="Forum of the cities", minor_edit="on", minor_reason="an article")
    with hooks.register_temporarily("before_publish_page", lambda *args: redirect("/"), order=99):
        assert editor.publish().url == "/"
    editor_client.get(reverse("wagtailadmin_home"))
    translating.publish_source(event, on_commit=on_commit, title="Meeting of towns")
    assert TranslationRequest.objects.get().reopened_at == APRIL_1
