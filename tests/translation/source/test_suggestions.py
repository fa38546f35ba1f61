"""The translation of the earlier text stays at hand, and counts as still to do."""

from __future__ import annotations

from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import translating
from tests.translation.gates import set_gate
from tests.translation.translating import body_of, publish_source, stale
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

BODY = [
    {"type": "heading", "value": "Why come", "id": "a"},
    {"type": "heading", "value": "How to come", "id": "b"},
]


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    set_gate(site.home["en"], Gate.READY)
    page = make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        body=body_of(BODY),
    )
    translating.translate_all(editor_client, page, "fr", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    return again(_event)


def offered(client: Any, page: Any) -> dict[str, dict[str, str]]:
    return translating.shown_at(client, page, "fr")


def left_to_do(page: Any) -> int:
    total, done = translating.translation_of(page, "fr").get_progress()
    return int(total - done)


def test_the_translator_sees_the_earlier_translation_marked_as_such(
    event: Any, editor_client: Any, on_commit: Any
):
    changed = [BODY[0], {**BODY[1], "value": "How to get there"}]
    event = publish_source(event, title="Meeting of towns", body=body_of(changed))
    shown = offered(editor_client, event)
    assert shown["title"]["text"] == "cities of Forum"
    assert shown["body.b"]["text"] == "come to How"
    assert shown["title"]["state"] == "changed"
    assert "The source has changed" in shown["title"]["words"]
    assert "Forum of cities Meeting of towns" in shown["title"]["words"]
    assert shown["summary"]["state"] == "machine"
    assert left_to_do(event) == 2
    translating.translate(editor_client, event, "fr", title="Réunion des villes")
    assert offered(editor_client, event)["title"]["state"] == "done"
    assert left_to_do(event) == 1


def test_each_changed_paragraph_of_a_text_has_its_own_earlier_translation(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(
        event, body=paragraphs("Mayors meet in May", "Doors open at nine", "Lunch is served")
    )
    translating.translate_by_machine(editor_client, event, "fr")
    event = publish_source(
        event, body=paragraphs("Bring your badge", "Doors open at ten", "Mayors meet in June")
    )
    texts = _pieces_of(editor_client, event)
    assert texts["Doors open at ten"] == ("changed", "nine at open Doors")
    assert texts["Mayors meet in June"] == ("changed", "May in meet Mayors")
    assert texts["Bring your badge"] == ("missing", "")


def test_a_paragraph_that_now_stands_twice_has_one_suggestion(event: Any, editor_client: Any):
    event = publish_source(event, body=paragraphs("Doors open at nine", "Doors open at two"))
    translating.translate_by_machine(editor_client, event, "fr")
    event = publish_source(event, body=paragraphs("Doors open at ten", "Doors open at ten"))
    view = translating.editor_of(editor_client, event, "fr")
    states = [each["data-state"] for each in view.select("[id^=state-] [data-state]")]
    assert states == ["machine", "machine", "changed"]


def paragraphs(*words: str) -> Any:
    text = "".join(f"<p>{each}</p>" for each in words)
    return body_of([{"type": "paragraph", "value": text, "id": "c"}])


def _pieces_of(client: Any, page: Any) -> dict[str, tuple[str, str]]:
    """Return by the source's words how far each piece of text is, and what stands in its field."""
    view = translating.editor_of(client, page, "fr")
    segments = translating.translation_of(page, "fr").source.stringsegment_set
    return {
        each.string.data: (
            view.select_one(f"#state-{each.pk} [data-state]")["data-state"],
            translating.text_in(view.select_one(f"#text-{each.pk}")),
        )
        for each in segments.select_related("string")
    }


def test_a_suggestion_survives_several_changes_of_the_source(event: Any, editor_client: Any):
    publish_source(event, title="Meeting of towns")
    event = publish_source(event, title="Congress of towns")
    assert offered(editor_client, event)["title"]["text"] == "cities of Forum"
    assert left_to_do(event) == 1


def test_a_text_that_comes_back_is_translated_already(
    event: Any, editor_client: Any, on_commit: Any
):
    publish_source(event, title="Meeting of towns")
    event = publish_source(event, title="Forum of cities")
    assert left_to_do(event) == 0
    assert stale(translating.in_language(event, "fr")) == []


def test_a_machine_translates_what_has_only_a_suggestion(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, title="Meeting of towns")
    translating.translate_by_machine(editor_client, event, "fr")
    assert left_to_do(event) == 0
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert translating.in_language(event, "fr").title == "towns of Meeting"


def test_sync_with_machine_translation_does_too(event: Any, editor_client: Any, on_commit: Any):
    from wagtail_localize.models import TranslationSource

    event = publish_source(event, title="Meeting of towns")
    source = TranslationSource.objects.get_for_instance(event)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    data = {"publish_translations": "on", "use_machine_translation": "on"}
    with on_commit(execute=True):
        assert editor_client.post(url, data).status_code == 302
    french = translating.in_language(event, "fr")
    assert (french.title, stale(french)) == ("towns of Meeting", [])


def test_a_machine_that_says_nothing_leaves_the_suggestion(
    event: Any, editor_client: Any, monkeypatch: Any
):
    from wagtail_localize.machine_translators.dummy import DummyTranslator

    event = publish_source(event, title="Meeting of towns")
    monkeypatch.setattr(DummyTranslator, "translate", lambda *args: {})
    translating.translate_by_machine(editor_client, event, "fr")
    assert offered(editor_client, event)["title"]["text"] == "cities of Forum"
    assert left_to_do(event) == 1


def test_a_suggestion_is_at_hand_while_the_machine_works_and_if_it_fails(
    event: Any, editor_client: Any, monkeypatch: Any
):
    from wagtail_localize.machine_translators.dummy import DummyTranslator

    seen_meanwhile = []

    def fail(*args: Any) -> None:
        seen_meanwhile.append(offered(editor_client, event)["title"]["text"])
        raise ConnectionError("The machine is far away")

    event = publish_source(event, title="Meeting of towns")
    monkeypatch.setattr(DummyTranslator, "translate", fail)
    translating.translate_by_machine(editor_client, event, "fr")
    assert seen_meanwhile == ["cities of Forum"]
    assert offered(editor_client, event)["title"]["text"] == "cities of Forum"


def test_what_a_translator_writes_while_the_machine_works_is_kept(
    event: Any, editor_client: Any, monkeypatch: Any
):
    from wagtail_localize.machine_translators.dummy import DummyTranslator

    translate = DummyTranslator.translate

    def slowly(*args: Any) -> Any:
        translating.translate(editor_client, event, "fr", title="Réunion des villes")
        return translate(*args)

    event = publish_source(event, title="Meeting of towns", summary="New words")
    monkeypatch.setattr(DummyTranslator, "translate", slowly)
    translating.translate_by_machine(editor_client, event, "fr")
    shown = offered(editor_client, event)
    assert shown["title"]["text"] == "Réunion des villes"
    assert shown["summary"]["text"] == "words New"


def test_half_done_work_is_kept_when_the_source_changes(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, title="Meeting of towns", summary="New words")
    translating.translate(editor_client, event, "fr", title="Réunion des villes")
    event = publish_source(event, summary="Newer words")
    assert offered(editor_client, event)["title"]["text"] == "Réunion des villes"
    assert left_to_do(event) == 1
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert (french.title, french.summary) == ("Réunion des villes", "part take cities How")


def test_a_file_that_comes_back_unchanged_has_translated_nothing(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, title="Meeting of towns", summary="New words")
    record = translating.translation_of(event, "fr")
    download = reverse("wagtail_localize:download_pofile", args=[record.pk])
    po = polib.pofile(editor_client.get(download).content.decode())
    for entry in po:
        if entry.msgctxt == "summary":
            entry.msgstr = "Nouveaux mots"
    file = SimpleUploadedFile("fr.po", str(po).encode())
    upload = reverse("wagtail_localize:upload_pofile", args=[record.pk])
    assert editor_client.post(upload, {"file": file}).status_code == 302
    assert left_to_do(event) == 1
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert (french.title, french.summary) == ("cities of Forum", "Nouveaux mots")
    assert stale(french) == ["title"]
