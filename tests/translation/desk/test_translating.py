"""The translator's view: what it shows of an event, and what its fields do."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests.factories import make_organizer
from tests.translation import translating
from tests.translation.desk.desk_form import Desk, stored_texts, told
from tests.translation.translating import publish_source

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def test_source_and_target_stand_side_by_side_in_reading_order(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "ar")
    headings = [each.get_text(strip=True) for each in desk.soup.select("section h2")]
    assert headings[:2] == ["Title", "Summary"]
    assert headings.index("Body") < headings.index("Registration link")
    title = desk.soup.select_one(f"#source-{desk.pk('title')}")
    assert (title["lang"], title["dir"], title.get_text()) == ("en", "ltr", "Forum of cities")
    field = desk.soup.select_one(f"#text-{desk.pk('title')}")
    assert (field["lang"], field["dir"], field["maxlength"]) == ("ar", "rtl", "255")
    labels = [each.get_text(strip=True) for each in desk.soup.select(".translator-desk__spot h3")]
    assert labels == ["Heading", "Text", "Quotation", "Quotation: Who said it"]
    quote = desk.soup.select_one(f"#text-{desk.pk('body.c.text')}")
    assert (quote.name, quote["dir"]) == ("textarea", "rtl")


def test_what_is_typed_becomes_the_page(event: Any, editor_client: Any, on_commit: Any):
    desk = Desk(editor_client, event, "fr").type("title", "Forum des villes & cités")
    desk.type("body.b", 'Regardez <b>là</b> ou <a id="a1">ici</a>.')
    desk.type("body.c.text", "Une ligne\r\net une autre")
    response = desk.press()
    assert response.status_code == 302
    assert told(response) == ["The translation has been saved."]
    # The rest: neither half a page is published, nor what a machine wrote and nobody has read.
    Desk(editor_client, event, "fr").press("action-machine")
    desk = Desk(editor_client, event, "fr")
    desk.data |= {box["name"]: "1" for box in desk.soup.select("[name^='read-']")}
    assert desk.press().status_code == 302
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert french.title == "Forum des villes & cités"
    body = {block.id: block.value for block in french.body}
    assert 'Regardez <b>là</b> ou <a href="https://a.org/">ici</a>.' in body["b"].source
    assert body["c"]["text"] == "Une ligne\net une autre"


def test_the_files_of_the_page_are_found_from_its_desk(event: Any, editor_client: Any):
    pk = translating.in_language(event, "fr").pk
    url = reverse("wagtail_migration_events_files:page", args=[pk])
    assert Desk(editor_client, event, "fr").soup.select_one(f"a[href='{url}']")


def test_nothing_is_written_where_nothing_was_typed(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    assert told(desk.press()) == ["Nothing was changed."]
    assert stored_texts(event, "fr") == {}
    desk.type("summary", "Résumé").press()
    assert list(stored_texts(event, "fr")) == ["summary"]
    Desk(editor_client, event, "fr").type("summary", "  ").press()
    assert stored_texts(event, "fr") == {}


def test_the_draft_title_follows_as_in_localize(event: Any, editor_client: Any):
    Desk(editor_client, event, "fr").type("title", "Forum des villes").press()
    assert translating.in_language(event, "fr").draft_title == "Forum des villes"
    # localize keeps it as HTML, in which it is longer than the column.
    as_typed = f"Villes & régions, <3> : {'&' * 200}"
    assert told(Desk(editor_client, event, "fr").type("title", as_typed).press())
    assert translating.in_language(event, "fr").draft_title == as_typed


def test_a_changed_source_shows_the_difference_and_suggests_the_old_words(
    event: Any, editor_client: Any
):
    Desk(editor_client, event, "fr").type("title", "Forum des villes").press()
    event = publish_source(event, title="Forum of towns")
    desk = Desk(editor_client, event, "fr")
    assert desk.state("title") == "changed"
    state = desk.soup.select_one(f"#state-{desk.pk('title')}")
    assert [each.get_text() for each in state.select(".deletion")] == ["cities"]
    assert [each.get_text() for each in state.select(".addition")] == ["towns"]
    assert desk.data[f"text-{desk.pk('title')}"] == "Forum des villes"
    desk.press()
    assert Desk(editor_client, event, "fr").state("title") == "changed"  # nobody has said so
    Desk(editor_client, event, "fr").tick("title").press()
    assert Desk(editor_client, event, "fr").state("title") == "done"


def test_the_difference_spans_several_changes(event: Any, editor_client: Any):
    Desk(editor_client, event, "fr").type("title", "Forum des villes").press()
    publish_source(event, title="Congress of cities")
    event = publish_source(event, title="Congress of towns")
    desk = Desk(editor_client, event, "fr")
    gone = desk.soup.select(f"#state-{desk.pk('title')} .deletion")
    assert [each.get_text() for each in gone] == ["Forum of cities"]


def test_the_machine_fills_what_is_missing_and_is_marked_until_somebody_has_read_it(
    event: Any, editor_client: Any
):
    Desk(editor_client, event, "fr").type("title", "Forum des villes").press()
    desk = Desk(editor_client, event, "fr").type("summary", "Résumé")
    response = desk.press("action-machine")
    assert response.status_code == 302
    texts = stored_texts(event, "fr")
    assert texts["title"] == [("Forum des villes", "manual", True)]
    assert texts["summary"] == [("Résumé", "manual", True)]  # typed with the same request
    assert texts["body.a"] == [("come Why", "machine", True)]
    desk = Desk(editor_client, event, "fr")
    assert desk.state("body.a") == "machine"
    assert "not read yet" in desk.words_at("body.a")
    desk.tick("body.a").type("body.c.author", "Amal H.").press()
    desk = Desk(editor_client, event, "fr")
    assert (desk.state("body.a"), desk.state("body.c.author")) == ("done", "done")
    assert stored_texts(event, "fr")["body.a"] == [("come Why", "manual", True)]
    assert desk.state("body.c.text") == "machine"


def test_a_machine_that_fails_is_no_fault_of_the_page(
    event: Any, editor_client: Any, monkeypatch: Any
):
    from wagtail_localize.machine_translators.dummy import DummyTranslator

    def fail(*args: Any) -> None:
        raise ConnectionError("The machine is far away")

    monkeypatch.setattr(DummyTranslator, "translate", fail)
    desk = Desk(editor_client, event, "fr").type("title", "Forum des villes")
    assert told(desk.press("action-machine")) == ["The machine did not answer. Try again later."]
    assert list(stored_texts(event, "fr")) == ["title"]


def test_without_a_machine_nobody_is_offered_one(event: Any, editor_client: Any, settings: Any):
    assert Desk(editor_client, event, "fr").has_button("action-machine")
    del settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR
    desk = Desk(editor_client, event, "fr")
    assert not desk.has_button("action-machine")
    assert "No machine" in told(desk.press("action-machine"))[0]


def test_the_source_can_be_copied_into_one_field(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr").type("summary", "Résumé")
    response = desk.press("copy", str(desk.pk("body.b")))
    assert response.url.endswith(f"#text-{desk.pk('body.b')}")
    texts = stored_texts(event, "fr")
    assert texts["body.b"] == [('Look <a id="a1">here</a> or <b>there</b>.', "manual", True)]
    assert texts["summary"] == [("Résumé", "manual", True)]


def test_autosave_saves_one_field_and_says_how_far_the_translation_is(
    event: Any, editor_client: Any
):
    desk = Desk(editor_client, event, "fr")
    pk = desk.pk("title")
    desk.data = {name: desk.data[name] for name in (f"text-{pk}", f"base-{pk}")}
    desk.data[f"text-{pk}"] = "Forum des villes"
    answer = desk.autosave().json()
    assert answer["fields"][str(pk)]["is_saved"]
    assert 'data-state="done"' in answer["fields"][str(pk)]["html"]
    assert "1 of 7 pieces translated" in answer["summary"]
    desk.data |= {f"text-{pk}": "Forum de villes", f"base-{pk}": answer["fields"][str(pk)]["base"]}
    assert desk.autosave().json()["fields"][str(pk)]["is_saved"]
    assert stored_texts(event, "fr")["title"] == [("Forum de villes", "manual", True)]


def test_the_editor_of_rich_text_keeps_marks_and_links(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    Desk(editor_client, event, "fr").press("copy", str(desk.pk("body.b")))
    desk = Desk(editor_client, event, "fr")
    pk = desk.pk("body.b")
    content = desk.soup.select_one(f"#text-{pk}")["data-desk-rich"]
    assert '"SOURCE_LINK"' in content
    desk.data[f"rich-{pk}"] = content.replace("Look ", "Voir ").replace(" or ", " ou ")
    assert desk.press().status_code == 302
    assert stored_texts(event, "fr")["body.b"] == [
        ('Voir <a id="a1">here</a> ou <b>there</b>.', "manual", True)
    ]


def test_the_editor_of_rich_text_can_be_emptied(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    desk.press("copy", str(desk.pk("body.b", 1)))
    desk = Desk(editor_client, event, "fr")
    desk.data[f"rich-{desk.pk('body.b', 1)}"] = "null"
    desk.press()
    assert stored_texts(event, "fr") == {}


def test_files_and_reports_of_localize_see_the_same(event: Any, editor_client: Any):
    Desk(editor_client, event, "fr").type("title", "Forum des villes").press()
    record = translating.translation_of(event, "fr")
    assert record.get_progress() == (7, 1)
    download = reverse("wagtail_localize:download_pofile", args=[record.pk])
    assert 'msgstr "Forum des villes"' in editor_client.get(download).content.decode()


def test_facts_are_read_there_and_edited_at_their_source(event: Any, editor_client: Any):
    desk = Desk(editor_client, event, "fr")
    page = editor_client.get(desk.url, {"facts": "1"}).content.decode()
    assert "GCM objectives" in page
    assert reverse("wagtailadmin_pages:edit", args=[event.pk]) in page
    assert not desk.soup.select("[name=gcm_objectives]")


def test_reading_changes_nothing(event: Any, editor_client: Any, django_assert_num_queries: Any):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Desk(editor_client, event, "fr")
    with CaptureQueriesContext(connection) as queries:
        Desk(editor_client, event, "fr")
    words = {query["sql"].split()[0] for query in queries}
    assert not words & {"INSERT", "UPDATE", "DELETE"}


def test_other_pages_keep_the_editor_of_localize(site: Any, editor_client: Any, on_commit: Any):
    organizer = make_organizer(site.organizers["en"], "Organization")
    translating.submit(editor_client, organizer, "fr", on_commit=on_commit)
    french = organizer.get_translation(Locale.objects.get(language_code="fr"))
    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).content.decode()
    assert "js-translation-editor" in html
    assert "translator-desk" not in html


def test_a_page_that_is_not_translated_here_any_more_has_the_editor_of_wagtail(
    event: Any, editor_client: Any
):
    desk = Desk(editor_client, event, "fr")
    stop = desk.soup.select_one("form[action*='/disable/']")
    assert stop
    editor_client.post(stop["action"], {"next": desk.url})
    assert "translator-desk" not in editor_client.get(desk.url).content.decode()


def test_two_paragraphs_that_changed_at_once_are_shown_at_the_text(
    event: Any, editor_client: Any, on_commit: Any
):
    """Nobody knows then which came in the place of which, so there is nothing to suggest."""
    from tests.translation.desk.conftest import BODY
    from tests.translation.translating import body_of

    Desk(editor_client, event, "fr").press("action-machine")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    changed = [BODY[0], {**BODY[1], "value": "<p>Other.</p><p>Words.</p>"}, BODY[2]]
    event = publish_source(event, body=body_of(changed), on_commit=on_commit)
    desk = Desk(editor_client, event, "fr")
    assert (desk.state("body.b"), desk.state("body.a")) == ("missing", "machine")
    section = desk.soup.select_one("[aria-labelledby=section-body]")
    assert "Other." in section.select_one("details .comparison").get_text()
