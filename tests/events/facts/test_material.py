"""Documents and links that belong to an event."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.documents.models import Document
from wagtail.models import ReferenceIndex

from tests.factories import make_event
from wagtail_migration_events.events.display.material import resources_of
from wagtail_migration_events.events.facts.material import BlocklessStreamField
from wagtail_migration_events.pages.models import EventPage

AGENDA = {
    "kind": "agenda",
    "language": "ar",
    "title": "جدول الأعمال",
    "url": "https://example.org/agenda.pdf",
}


def cleaned(**values: Any) -> Any:
    field = EventPage._meta.get_field("resources")
    block = field.stream_block
    return block.clean(block.to_python([{"type": "link", "value": {**AGENDA, **values}}]))


def test_material_has_a_kind_a_language_and_a_title_in_that_language():
    [link] = cleaned()
    assert dict(link.value) == AGENDA


def test_material_may_be_in_each_language_that_the_site_is_written_in(settings: Any):
    own = [("zh-hans", "Chinese"), ("pt-br", "Portuguese")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = own
    for tag in ("zh-hans", "pt-br"):
        [link] = cleaned(language=tag)
        assert link.value["language"] == tag
        select = link.block.child_blocks["language"].field.widget.render("language", tag)
        assert f'value="{tag}" selected' in select


def test_material_keeps_a_language_that_the_list_does_not_offer():
    [link] = cleaned(language="tet")
    assert link.value["language"] == "tet"


@pytest.mark.parametrize(
    "values",
    [
        {"url": "javascript:alert(1)"},
        {"url": "data:text/html,x"},
        {"url": "file:///etc/passwd"},
        {"url": "ftp://example.org/agenda.pdf"},
        {"url": "https://user:pass@example.org/"},
        {"url": ""},
        {"url": "https://example.org/".ljust(1001, "a")},
        {"title": ""},
        {"title": "a" * 256},
        {"title": "agenda\u202efdp"},
        {"title": "two\nlines"},
        {"kind": "song"},
        {"kind": ""},
        {"language": "in Tetum"},
        {"language": ""},
    ],
)
def test_a_bad_value_is_refused(values: dict[str, Any]):
    with pytest.raises(StreamBlockValidationError):
        cleaned(**values)


@pytest.mark.django_db
def test_a_bad_link_never_becomes_public(site: Any):
    with pytest.raises(ValidationError):
        make_event(site.events["en"], resources=[("link", {**AGENDA, "url": "javascript:x"})])
    assert not EventPage.objects.filter(live=True).exists()


@pytest.mark.django_db
def test_documents_and_links_keep_their_order_and_are_known_as_references(site: Any):
    document = Document.objects.create(
        title="Report", file=ContentFile(b"%PDF-1.4", name="report.pdf")
    )
    paper = {"kind": "report", "language": "en", "title": "Report", "document": document}
    event = make_event(site.events["en"], resources=[("document", paper), ("link", AGENDA)])
    found = resources_of(EventPage.objects.get(pk=event.pk), "en", ())
    assert [(each.title, each.file_type) for each in found] == [
        ("Report", "PDF"),
        ("جدول الأعمال", ""),
    ]
    assert [each.language for each in found] == ["en", "ar"]
    assert ReferenceIndex.get_references_to(document).count() == 1
    document.delete()
    [left] = resources_of(EventPage.objects.get(pk=event.pk), "en", ())
    assert left.language == "ar"


@pytest.mark.parametrize("name", ["resources", "body"])
def test_blocks_stay_out_of_schema_migrations(name: str):
    _name, path, args, kwargs = EventPage._meta.get_field(name).deconstruct()
    assert (path, args) == ("wagtail.fields.StreamField", [[]])
    assert kwargs["block_lookup"] == {}


def test_a_site_may_bring_other_blocks_for_the_same_column():
    from wagtail import blocks

    field = BlocklessStreamField([("song", blocks.CharBlock())], blank=True)
    assert field.deconstruct()[1:3] == EventPage._meta.get_field("body").deconstruct()[1:3]
    assert list(field.stream_block.child_blocks) == ["song"]
