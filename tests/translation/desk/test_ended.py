"""A desk that is still open although its translation has ended: no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.translation import people, translating
from tests.translation.desk.desk_form import Desk
from tests.translation.translating import in_language, translation_of

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def delete_source(event: Any, client: Any) -> None:
    type(event).objects.get(pk=event.pk).delete()


def make_regular(event: Any, client: Any) -> None:
    translating.stop(client, event, "fr")


def make_alias(event: Any, client: Any) -> None:
    args = [in_language(event, "fr").pk]
    url = reverse("wagtail_localize:convert_to_alias", args=args)
    assert client.post(url).status_code == 302


@pytest.mark.parametrize("end", [delete_source, make_regular, make_alias])
@pytest.mark.usefixtures("languages_live_at_will")
def test_words_that_cannot_be_saved_are_given_back(
    event: Any, editor_client: Any, end: Callable[[Any, Any], None]
):
    desk = Desk(editor_client, event, "fr").type("title", "Forum des <villes>")
    desk.data[f"question-{desk.spot_key()}"] = "Which forum?"
    french = in_language(event, "fr")
    end(event, editor_client)
    for button in ("", "action-submit", "action-publish", "action-machine"):
        data = desk.data | ({button: "1"} if button else {})
        response = editor_client.post(desk.url, data)
        assert response.status_code == 200
        assert "Forum des &lt;villes&gt;" in response.content.decode()
        assert "Which forum?" in response.content.decode()
        assert "How cities take part" not in response.content.decode()  # it was not typed
    autosaved = editor_client.post(desk.url, desk.data, headers={"accept": "application/json"})
    assert autosaved.status_code == 409
    assert "no longer translated here" in autosaved.json()["detail"]
    stored = type(french).objects.get(pk=french.pk)
    assert stored.title == "Forum of cities"


def test_who_has_lost_the_right_to_the_page_keeps_their_words(site: Any, event: Any):
    group = people.team("French", [site.home["fr"]])
    user = people.member("amina", group)
    client = people.logged_in(user)
    desk = Desk(client, event, "fr")
    nothing_typed = dict(desk.data)
    desk.type("title", "Forum des <villes>").data[f"question-{desk.spot_key()}"] = "Which forum?"
    user.groups.set([people.team("Arabic", [site.home["ar"]])])
    response = client.post(desk.url, {**desk.data, "action-submit": "1"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "You may not edit this page any more" in page
    assert "Forum des &lt;villes&gt;" in page
    assert "Which forum?" in page
    assert "How cities take part" not in page
    assert client.post(desk.url, nothing_typed).url == reverse("wagtailadmin_home")
    autosaved = client.post(desk.url, desk.data, headers={"accept": "application/json"})
    assert autosaved.url == reverse("wagtailadmin_home")  # the script keeps the words


def test_where_nothing_was_typed_the_page_is_opened_anew(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    delete_source(event, editor_client)
    assert editor_client.post(desk.url, desk.data).url == desk.url
    assert editor_client.get(desk.url).status_code == 200


def test_rich_text_is_given_back_as_text(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    pk = desk.pk("body.b")
    assert translation_of(event, "fr")
    block = '{"key": "a", "type": "unstyled", "depth": 0, "text": "Voir l\'id\\u00e9e", '
    lists = '"inlineStyleRanges": [], "entityRanges": []}'
    desk.data[f"rich-{pk}"] = f'{{"blocks": [{block}{lists}], "entityMap": {{}}}}'
    make_regular(event, editor_client)
    response = editor_client.post(desk.url, desk.data)
    assert "Voir l&#x27;idée" in response.content.decode()
