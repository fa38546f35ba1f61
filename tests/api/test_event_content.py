"""What the API gives of an event to read and to look at: material, image, the site's own text."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import Document
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.adopter.models import TownHallPage
from tests.factories import make_event, translated
from wagtail_migration_events.api.content.clean_html import clean_html
from wagtail_migration_events.pages.body import body_blocks
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
HOST = "http://localhost"


def one(client: Any, page: Any, fields: str, language: str = "en", **query: Any) -> Any:
    query = {"locale": language, "fields": fields, **query}
    response = client.get(f"/api/events/{page.translation_key}/", query)
    assert response.status_code == 200, response.content
    return response.json()[fields]


def link(page: Any, words: str) -> str:
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def links_in(html: str) -> dict[str, str | None]:
    return {a.text: a.get("href") for a in BeautifulSoup(html, "html.parser")("a")}


@pytest.fixture
def picture() -> Any:
    return Image.objects.create(title="hall", file=get_test_image_file(size=(64, 48)))


@pytest.fixture
def document() -> Any:
    content = ContentFile(b"twelve bytes", name="programme.pdf")
    return Document.objects.create(title="Programme", file=content, file_size=12)


@pytest.fixture
def more_blocks(monkeypatch: Any) -> None:
    """Let the body hold every kind of block that names something by its primary key."""
    inner = blocks.StructBlock(
        [
            ("page", blocks.PageChooserBlock(required=False)),
            ("file", DocumentChooserBlock()),
            ("pictures", blocks.ListBlock(ImageChooserBlock())),
            ("words", blocks.StreamBlock([("text", blocks.RichTextBlock())])),
        ]
    )
    raw = ("raw", blocks.RawHTMLBlock())
    choosers = [("page", blocks.PageChooserBlock()), ("day", blocks.DateBlock()), raw]
    stream = blocks.StreamBlock([*body_blocks(), *choosers, ("inner", inner)])
    monkeypatch.setattr(EventPage._meta.get_field("body"), "stream_block", stream)


def test_rich_text_leads_to_pages_in_the_language_that_was_asked_for(site: Any, client: Any):
    linked = make_event(site.events["en"], title="Linked")
    french = translated(linked, "fr", title="Lié")
    agenda = f'<p data-block-key="a1">{link(linked, "there")} <a href="#b">here</a></p>'
    page = make_event(site.events["en"], TownHallPage, agenda=agenda)
    translated(page, "fr")
    for language, there in (("en", linked), ("fr", french)):
        found = one(client, page, "content", language)["agenda"]
        assert links_in(found["html"]) == {"there": there.full_url, "here": "#b"}
        assert "data-block-key" not in found["html"]
        assert (found["language"], found["is_fallback"]) == (language, False)
    assert found["text"] is found["blocks"] is None


def test_a_text_in_another_language_says_so_and_still_leads_to_the_readers_pages(
    site: Any, client: Any
):
    linked = make_event(site.events["en"])
    arabic = translated(linked, "ar")
    only_english = make_event(site.events["en"])
    agenda = f"<p>{link(linked, 'both')} {link(only_english, 'one')}</p>"
    page = make_event(site.events["en"], TownHallPage, agenda=agenda)
    found = one(client, page, "content", "ar")["agenda"]
    assert (found["language"], found["direction"], found["is_fallback"]) == ("en", "ltr", True)
    assert links_in(found["html"]) == {"both": arabic.full_url, "one": only_english.full_url}


@pytest.mark.parametrize("hidden", ["draft", "private", "deleted"])
@pytest.mark.usefixtures("more_blocks")
def test_nothing_is_told_of_pages_that_the_reader_may_not_see(site: Any, client: Any, hidden: str):
    secret = make_event(site.events["en"], title="Sesame", live=hidden != "draft")
    if hidden == "private":
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
    inner = {"page": secret.pk, "file": None, "pictures": [], "words": []}
    body = [
        {"type": "paragraph", "value": f"<p>{link(secret, 'words')}</p>"},
        {"type": "page", "value": secret.pk},
        {"type": "inner", "value": inner},
    ]
    page = make_event(site.events["en"], body=body)
    if hidden == "deleted":
        secret.delete()
    response = client.get(f"/api/events/{page.translation_key}/")
    assert b"esame" not in response.content
    found = response.json()["content"]["body"]
    assert "<p>words</p>" in found["html"]
    paragraph, chosen, struct = found["blocks"]
    assert paragraph["value"] == "<p>words</p>"
    assert chosen["value"] is struct["value"]["page"] is None


@pytest.mark.usefixtures("more_blocks")
def test_blocks_are_given_as_structure_with_everything_resolved(
    site: Any, client: Any, picture: Any, document: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_IMAGE_RENDITIONS = {"small": "width-32"}
    linked = make_event(site.events["en"], title="Linked")
    inner = {
        "page": linked.pk,
        "file": document.pk,
        "pictures": [picture.pk],
        "words": [{"type": "text", "value": f"<p>{link(linked, 'x')}</p>"}],
    }
    alt = {"image": picture.pk, "decorative": False, "alt_text": "A full hall"}
    body = [
        {"type": "heading", "id": "h", "value": "Why < how"},
        {"type": "image", "id": "i", "value": alt},
        {"type": "quote", "id": "q", "value": {"text": "Yes", "author": "Ada"}},
        {"type": "day", "id": "d", "value": "2027-05-03"},
        {"type": "inner", "id": "n", "value": inner},
    ]
    page = make_event(site.events["en"], body=body)
    found = one(client, page, "content", renditions="small")["body"]
    by_id = {block["id"]: block["value"] for block in found["blocks"]}
    assert by_id["h"] == "Why < how"
    assert "Why &lt; how" in found["html"]
    assert by_id["q"] == {"text": "Yes", "author": "Ada"}
    assert by_id["d"] == "2027-05-03"
    shown = by_id["i"]
    assert (shown["width"], shown["height"], shown["alt"]) == (64, 48, "A full hall")
    assert shown["renditions"]["small"]["width"] == 32
    assert shown["url"].startswith(f"{HOST}/media/images/")
    assert BeautifulSoup(found["html"], "html.parser").img["src"].startswith(f"{HOST}/media/")
    assert by_id["n"]["page"] == {"url": linked.full_url, "title": "Linked"}
    assert by_id["n"]["file"] == {"url": HOST + document.url, "title": "Programme"}
    assert by_id["n"]["pictures"][0]["alt"] == "hall"
    assert by_id["n"]["words"][0]["value"] == f'<p><a href="{linked.full_url}">x</a></p>'


@pytest.mark.usefixtures("more_blocks")
def test_nothing_in_the_html_runs_and_every_address_is_whole(site: Any, client: Any, document: Any):
    raw = (
        "<script>alert(1)</script><!-- note --><p onclick='x()'><a href=' jAvascript:x()'>bad</a>"
        "<a href='/en/'>path</a><a href='more/'>below</a><a href='mailto:a@example.org'>mail</a>"
        "<a href='//cdn.example.org/a'>other</a></p>"
        "<svg><a xlink:href='javascript:y()'>x</a></svg><meta http-equiv='refresh' content='0'>"
        "<img src='/a.png' srcset='/a.png 1x, /b,c.png 2x'>"
    )
    file = f'<p><a linktype="document" id="{document.pk}">file</a></p>'
    body = [{"type": "raw", "value": raw}, {"type": "paragraph", "value": file}]
    page = make_event(site.events["en"], body=body)
    found = one(client, page, "content")["body"]
    for html in (found["html"], "".join(block["value"] for block in found["blocks"])):
        for mark in ("alert", "note", "onclick", "script:", "refresh"):
            assert mark not in html
        assert links_in(html) == {
            "path": f"{HOST}/en/",
            "below": f"{page.full_url}more/",
            "mail": "mailto:a@example.org",
            "other": "http://cdn.example.org/a",
            "file": HOST + document.url,
        }
        image = BeautifulSoup(html, "html.parser").img
        assert image["src"] == f"{HOST}/a.png"
        assert image["srcset"] == f"{HOST}/a.png 1x, {HOST}/b,c.png 2x"


def test_plain_text_of_the_site_is_text_and_an_empty_text_is_null(site: Any, client: Any):
    from tests.adopter.models import GcmTalkPage

    page = make_event(site.events["en"], GcmTalkPage, moderator_note="a < b\n\nc")
    found = one(client, page, "content")
    assert found["body"] is None
    assert found["moderator_note"]["text"] == "a < b\n\nc"
    assert found["moderator_note"]["html"] == "<p>a &lt; b</p>\n\n<p>c</p>"


def test_letters_are_written_as_they_are_and_half_of_one_breaks_nothing(site: Any, client: Any):
    event = make_event(site.events["ar"], title="لقاء حول الهجرة")
    EventPage.objects.filter(pk=event.pk).update(
        body=[{"type": "text", "value": "<p>half \ud800</p>", "id": "a"}]
    )
    response = client.get(f"/api/events/{event.translation_key}/", {"locale": "ar"})
    assert "لقاء حول الهجرة".encode() in response.content
    assert response.json()["title"]["text"] == "لقاء حول الهجرة"
    assert client.get("/api/events/", {"locale": "ar", "fields": "*"}).status_code == 200


def test_material_is_in_its_own_language_with_what_it_is(site: Any, client: Any, document: Any):
    material = {"kind": "agenda", "language": "fr", "title": "Ordre du jour"}
    address = {"kind": "recording", "language": "ar", "title": "تسجيل", "url": "https://e.org/a"}
    page = make_event(
        site.events["en"],
        resources=[
            {"type": "document", "value": {**material, "document": document.pk}},
            {"type": "link", "value": address},
        ],
    )
    file, recording = one(client, page, "resources", "fr")
    assert file["title"] == {
        "text": "Ordre du jour", "language": "fr", "direction": "ltr", "is_fallback": False,
    }  # fmt: skip
    assert file["url"] == HOST + document.url
    assert (file["kind"]["code"], file["file_type"], file["file_size"]) == ("agenda", "PDF", 12)
    assert recording["title"]["direction"] == "rtl"
    assert recording["title"]["is_fallback"]
    assert (recording["url"], recording["file_size"]) == ("https://e.org/a", None)


def test_documents_of_a_closed_collection_are_offered_to_whom_wagtail_serves_them(
    site: Any, client: Any, document: Any, django_user_model: Any
):
    outer = Collection.get_first_root_node().add_child(name="Members")
    document.collection = outer.add_child(name="Papers")
    document.save()
    CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    paper = {"kind": "agenda", "language": "en", "title": "Secret", "document": document.pk}
    address = {"kind": "recording", "language": "en", "title": "Film", "url": "https://e.org/a"}
    page = make_event(
        site.events["en"],
        resources=[{"type": "document", "value": paper}, {"type": "link", "value": address}],
    )
    assert [each["title"]["text"] for each in one(client, page, "resources")] == ["Film"]
    html = client.get(page.url).content.decode()
    assert "Film" in html
    assert "Secret" not in html
    assert document.url not in html
    client.force_login(django_user_model.objects.create_user("member"))
    response = client.get(page.url)
    assert "Secret" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert [each["title"]["text"] for each in one(client, page, "resources")] == ["Film"]


def test_an_image_comes_in_the_sizes_that_are_asked_for(site: Any, client: Any, picture: Any):
    page = make_event(site.events["en"], image=picture, image_alt="A full hall")
    translated(page, "fr", image_alt="Une salle comble")
    found = one(client, page, "image", "fr", renditions="card")
    assert found["alt"]["text"] == "Une salle comble"
    assert list(found["renditions"]) == ["card"]
    card = found["renditions"]["card"]
    assert card["url"].startswith(f"{HOST}/media/images/")
    assert card["width"] > 0
    assert one(client, page, "image", "fr")["renditions"] == {}
    assert one(client, make_event(site.events["en"]), "image") is None


def test_a_picture_that_is_lost_leaves_its_sizes_out(site: Any, client: Any, picture: Any):
    page = make_event(site.events["en"], image=picture)
    picture.file.storage.delete(picture.file.name)
    assert one(client, page, "image", renditions="card") == {"alt": None, "renditions": {}}


def test_the_images_of_a_list_are_read_together(site: Any, client: Any, picture: Any):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            query = {"fields": "image", "renditions": "card,large", "locale": "fr"}
            items = client.get("/api/events/", query).json()["items"]
            assert all(item["image"]["renditions"] for item in items)
        return len(captured)

    def add() -> None:
        other = Image.objects.create(title="hall", file=get_test_image_file(size=(64, 48)))
        translated(make_event(site.events["en"], image=other), "fr")

    add()
    queries()  # makes the renditions
    few = queries()
    add()
    add()
    queries()
    assert queries() == few


@pytest.mark.usefixtures("more_blocks")
def test_a_longer_text_takes_no_more_queries(site: Any, client: Any):
    linked = [make_event(site.events["en"]) for _ in range(6)]
    pictures = [
        Image.objects.create(title="hall", file=get_test_image_file(size=(64, 48)))
        for _ in range(6)
    ]

    def queries(number: int) -> int:
        body = [
            block
            for page, image in zip(linked[:number], pictures[:number], strict=True)
            for block in (
                {"type": "paragraph", "value": link(page, "x")},
                {"type": "page", "value": page.pk},
                {"type": "image", "value": {"image": image.pk, "decorative": True}},
            )
        ]
        page = make_event(site.events["en"], body=body)
        one(client, page, "content")  # makes the renditions
        with CaptureQueriesContext(connection) as captured:
            blocks = one(client, page, "content")["body"]["blocks"]
        assert len(blocks) == 3 * number
        return len(captured)

    assert queries(6) == queries(2)


@pytest.mark.parametrize(
    "html",
    [
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<!DOCTYPE x [<img src=x onerror=alert(1)>]>",
        "<?x ><img src=x onerror=alert(1)>?>",
        "<!-- --!><img src=x onerror=alert(1)> -->",
    ],
)
def test_what_parsers_read_differently_is_left_out(html: str):
    cleaned = clean_html(f"<p>Before</p>{html}<p>After</p>", "https://example.org/", HttpRequest())
    assert "onerror" not in cleaned
    assert "Before" in cleaned
