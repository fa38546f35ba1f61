"""What holds for every page of the package: events, organizers and their lists."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.editing import Editor
from tests.factories import make_event, make_organizer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("title", ["Events\x00", "Events\u202estneve", "Events\x1b[31m"])
@pytest.mark.parametrize("kind", ["event index", "organizer index", "event", "organizer"])
def test_a_title_with_control_characters_is_refused_once_at_its_field(
    kind: str, title: str, site: Any
):
    page = {
        "event index": lambda: site.events["en"],
        "organizer index": lambda: site.organizers["en"],
        "event": lambda: make_event(site.events["en"]),
        "organizer": lambda: make_organizer(site.organizers["en"]),
    }[kind]()
    page.title = title
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert list(caught.value.message_dict) == ["title"]
    [message] = caught.value.message_dict["title"]
    assert "control characters" in message


@pytest.mark.parametrize("kind", ["events", "organizers"])
def test_the_editor_of_a_list_says_so_at_the_title(kind: str, site: Any, editor_client: Any):
    index = getattr(site, kind)["en"]
    editor = Editor.of(editor_client, index).fill(title="List\u202etsil", introduction="null")
    editor.publish()
    assert [*editor.errors] == ["title"]
    index.refresh_from_db()
    assert "\u202e" not in index.title
