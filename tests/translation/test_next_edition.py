"""What wagtail-localize knows of a next edition: nothing, until it is submitted."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from tests.editing import utc
from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage

pytestmark = [pytest.mark.django_db, pytest.mark.localize]


def test_its_pages_are_ordinary_and_keep_their_words_when_localize_takes_them_over(
    site: Any, languages: Any, editor_client: Any
):
    event = make_event(site.events["en"], title="Week 2026", starts_at=utc(2026, 2, 24, 8))
    translate_object(event, [languages["fr"]])
    french = event.get_translations().get()
    url = reverse("wagtail_migration_events_editions:duplicate", args=[event.pk])
    titles = {f"title_{event.pk}": "Week 2027", f"title_{french.pk}": "Semaine 2027"}
    response = editor_client.post(url, {"new_start": "2027-02-23", **titles})
    assert response.status_code == 302
    copy = EventPage.objects.get(title="Week 2027")
    assert not TranslationSource.objects.filter(object_id=copy.translation_key).exists()
    assert Translation.objects.count() == 1
    translate_object(copy, [languages["fr"]])
    french_copy = copy.get_translations().get().get_latest_revision_as_object()
    assert (french_copy.title, french_copy.starts_at) == ("Semaine 2027", utc(2027, 2, 23, 8))
