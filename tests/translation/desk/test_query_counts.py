"""The translator's view of a long event asks the database little, however long it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment

from tests.built_once import again, for_a_module
from tests.factories import make_event, make_organizer
from tests.translation import translating
from tests.translation.desk.desk_form import Desk
from tests.translation.translating import body_of, publish_source

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

MOST = 40
TEXTS = ("summary", "location_note", "status_reason", "registration_note", "accessibility_note")


def long_body(blocks: int, image: Any) -> Any:
    """Return a body with so many blocks of each kind."""
    found: list[dict[str, Any]] = []
    for number in range(blocks):
        link = f'<a href="https://example.org/{number}">link {number}</a>'
        text = f"<p>First <b>paragraph</b> {number}.</p><p>Second, with a {link}.</p>"
        quote = {"text": f"Words {number}", "author": f"Author {number}"}
        picture = {"image": image.pk, "alt_text": f"Picture {number}", "decorative": False}
        found += [
            {"type": "heading", "value": f"Heading {number}", "id": f"h{number}"},
            {"type": "paragraph", "value": text, "id": f"p{number}"},
            {"type": "quote", "value": quote, "id": f"q{number}"},
            {"type": "image", "value": picture, "id": f"i{number}"},
        ]
    return body_of(found)


@for_a_module
def _long_event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    from wagtail.images import get_image_model

    image = get_image_model().objects.create(title="Hall", file=get_test_image_file())
    page = make_event(
        site.events["en"],
        title="Forum of cities",
        body=long_body(20, image),
        image=image,
        image_alt="A hall",
        registration_url="https://register.example.org/",
        livestream_url="https://live.example.org/",
        # Wagtail asks for each of these when it reads a revision, whoever shows it.
        organizers=[make_organizer(site.organizers["en"])],
        gcm_objectives=["1", "12"],
        guiding_principles=["people-centred"],
        **dict.fromkeys(TEXTS, "Some words for readers"),
    )
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    Desk(editor_client, page, "fr").press("action-machine")
    return publish_source(page, title="Forum of towns", summary="Other words")


@pytest.fixture
def long_event(_long_event: Any, editor_client: Any) -> Any:
    return again(_long_event)


@pytest.mark.parametrize("who", ["admin", "translator"])
def test_a_long_event_takes_at_most_40_queries(
    long_event: Any, who: str, admin_client: Any, translator: Client
):
    client = admin_client if who == "admin" else translator
    Desk(client, long_event, "fr")  # what is asked once in the life of a process
    with CaptureQueriesContext(connection) as queries:
        desk = Desk(client, long_event, "fr")
    assert len(desk.soup.select("[data-desk-piece]")) > 120
    assert len(desk.soup.select(".translator-desk [data-state=changed]")) == 2
    assert len(queries) <= MOST, "\n".join(query["sql"][:160] for query in queries)


def test_questions_cost_two_more_whatever_their_number(
    long_event: Any, editor_client: Any, translator: Client
):
    french = translating.in_language(long_event, "fr")
    counts = []
    for number in range(3):
        Comment.objects.create(
            page=french, user=editor_client.user, text=f"{number}?", contentpath="title"
        )
        with CaptureQueriesContext(connection) as queries:
            Desk(translator, long_event, "fr")
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert counts[2] <= MOST + 2


def test_an_autosave_is_cheap(long_event: Any, translator: Client):
    desk = Desk(translator, long_event, "fr")
    pk = desk.pk("title")
    base = desk.data[f"base-{pk}"]
    desk.data = {f"text-{pk}": "Forum des villes", f"base-{pk}": base}
    with CaptureQueriesContext(connection) as queries:
        assert desk.autosave().json()["fields"][str(pk)]["is_saved"]
    assert len(queries) <= MOST + 5
