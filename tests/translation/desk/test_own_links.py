"""Links and images that a language sets for itself."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.factories import make_event
from tests.translation import translating
from tests.translation.desk.desk_form import Desk
from tests.translation.translating import in_language

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def overrides(page: Any) -> dict[str, Any]:
    from wagtail_localize.models import SegmentOverride

    rows = SegmentOverride.objects.filter(
        context__object=page.translation_key, locale__language_code="fr"
    )
    return {row.context.path: row.data for row in rows.select_related("context")}


@pytest.mark.usefixtures("languages_live_at_will")
def test_a_link_of_its_own_comes_and_goes(event: Any, editor_client: Any, on_commit: Any):
    desk = Desk(editor_client, event, "fr")
    own, in_text = desk.own_pk("registration_url"), desk.own_pk("body.b.'https://a.org/'")
    desk.data |= {f"own-{own}": "https://fr.example.org/", f"own-{in_text}": "https://a.fr/"}
    assert desk.press().status_code == 302
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = in_language(event, "fr")
    assert french.registration_url == "https://fr.example.org/"
    assert 'href="https://a.fr/"' in str(french.body[1].value)
    desk = Desk(editor_client, event, "fr")
    assert desk.data[f"own-{own}"] == "https://fr.example.org/"
    desk.data[f"own-{own}"] = ""
    desk.press()
    assert list(overrides(event)) == ["body.b.'https://a.org/'"]
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert in_language(event, "fr").registration_url == ""


@pytest.mark.parametrize("path", ["registration_url", "body.b.'https://a.org/'"])
@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "java\tscript:x", "https://a\u202eb.org/", "x" * 3000]
)
def test_an_address_that_no_page_may_have_is_refused_at_its_field(
    event: Any, editor_client: Any, path: str, value: str
):
    desk = Desk(editor_client, event, "fr")
    name = f"own-{desk.own_pk(path)}"
    desk.data[name] = value
    assert desk.press().status_code == 200
    assert desk.soup.select_one(f"[name='{name}']").parent.select_one(".error-message").get_text()
    assert overrides(event) == {}


@pytest.mark.usefixtures("languages_live_at_will")
def test_an_image_of_its_own(site: Any, editor_client: Any, on_commit: Any):
    images = [
        get_image_model().objects.create(title=title, file=get_test_image_file(f"{title}.png"))
        for title in ("English", "French")
    ]
    page = make_event(site.events["en"], title="Forum", image=images[0])
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    desk = Desk(editor_client, page, "fr")
    name = f"own-{desk.own_pk('image')}"
    assert (
        "English"
        in desk.soup.select_one(f"[name='{name}']")
        .find_parent(class_="translator-desk__pair")
        .get_text()
    )
    for nonsense in ("x", "-1", "99999", "9" * 30):
        desk.data[name] = nonsense
        assert desk.press().status_code == 200
        assert overrides(page) == {}
    desk.data[name] = str(images[1].pk)
    french = type(page).objects.filter(pk=in_language(page, "fr").pk)
    french.update(locked=True)
    assert desk.press().status_code == 200
    assert overrides(page) == {}
    assert desk.data[name] == str(images[1].pk)  # it is still on the screen
    french.update(locked=False)
    assert desk.press().status_code == 302
    assert overrides(page) == {"image": images[1].pk}
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    assert in_language(page, "fr").image == images[1]
    desk.data |= {name: str(images[0].pk), name.replace("own-", "own-base-"): ""}
    desk.press()
    assert "Somebody else has set this to “French”." in desk.soup.get_text()
    assert desk.data[name] == str(images[0].pk)
