"""A front end on another host shows what an editor previews, and nobody else gets it."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests.editing import Editor
from tests.factories import translated
from tests.groups.serving.test_headless_drafts import previewed

pytestmark = pytest.mark.django_db
DRAFT = "/api/events/draft/"


def test_the_front_end_gets_the_whole_draft_in_its_language(
    assembly: Any, editor_client: Any, client: Any
):
    assembly.image = Image.objects.create(title="hall", file=get_test_image_file(size=(64, 48)))
    assembly.save_revision().publish()
    french = translated(assembly, "fr", title="Assemblée", live=False)
    editor = Editor.of(editor_client, french).fill(title="Grande assemblée")
    _url, asked = previewed(editor, french)
    response = client.get(DRAFT, {**asked, "renditions": "card"})
    assert response.status_code == 200, response.content
    draft = response.json()
    assert (draft["title"]["text"], draft["title"]["language"]) == ("Grande assemblée", "fr")
    assert draft["attendance_mode"] is None or draft["attendance_mode"]["label"]
    assert list(draft["image"]["renditions"]) == ["card"]
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.parametrize(
    "asked",
    [
        {"content_type": "wagtailcore.page", "token": "id=1:x:y"},
        {"content_type": "nonsense", "token": "id=1:x:y"},
        {"content_type": "adopter.assemblypage", "token": "id=1:x:y"},
        {"content_type": "adopter.assemblypage", "token": ""},
        {"content_type": "adopter.assemblypage", "token": "\x00"},
    ],
)
def test_a_token_that_is_none_opens_nothing(asked: Any, site: Any, client: Any):
    response = client.get(DRAFT, asked)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
