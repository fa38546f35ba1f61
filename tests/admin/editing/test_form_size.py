"""A form with more fields than the server takes: told before it is sent, and after."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.users.models import UserProfile

from tests.editing import Editor
from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def test_a_form_that_is_too_long_is_told_in_the_look_of_the_admin_and_in_the_language_of_the_user(
    site: Any, editor_client: Any, settings: Any
):
    editor = Editor.of(editor_client, make_event(site.events["en"], title="Forum"))
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        UserProfile.objects.update_or_create(
            user=editor_client.user, defaults={"preferred_language": language}
        )
        answer = editor.fill(title="Forum of cities").save_draft()
        assert answer.status_code == 400
        assert "DATA_UPLOAD_MAX_NUMBER_FIELDS" in editor.html
        assert (editor.soup.html["lang"], editor.soup.html["dir"]) == (language, direction)
    assert EventPage.objects.get().get_latest_revision_as_object().title == "Forum"
    editor_client.logout()
    assert b"DATA_UPLOAD" not in editor_client.post(editor.url, editor.data).content


def test_the_form_knows_how_many_fields_the_server_takes(
    site: Any, editor_client: Any, settings: Any
):
    event = make_event(site.events["en"])
    for most, told in ((1000, ["1000"]), (None, [])):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
        places = Editor.of(editor_client, event).soup.select("[data-most-fields]")
        assert [place["data-most-fields"] for place in places] == told
        assert all("more than 1000 fields" in str(each["data-too-many-fields"]) for each in places)
