"""Examples in the documentation that need a site around them to be tried out."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.template import engines
from django.test import RequestFactory, override_settings
from wagtail.models import Locale

from tests.docs.markdown_blocks import Block
from wagtail_migration_events.conf import PREFIX
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.pages.models import EventIndexPage, EventPage
from wagtail_migration_events.vocabularies.official.vocabulary import load_errors

CORRECTIONS = "the file of corrections"


def try_corrections(
    block: Block, namespace: dict[str, Any], run: Callable[[Block, dict[str, Any]], None]
) -> None:
    """Keep a file of corrections; run the Python after it on a site that has named that file."""
    if block.language == "json":
        json.loads(block.text)
        namespace[CORRECTIONS] = block.text
        return
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(namespace[CORRECTIONS])
        file.flush()
        with override_settings(**{f"{PREFIX}VOCABULARY_CORRECTIONS": [file.name]}):
            assert not load_errors(), load_errors()
            run(block, namespace)


def try_rendering(block: Block) -> None:
    """Render a template of a site for an event; its own lines must stand in the page."""
    event = _event_index().add_child(
        instance=EventPage(title="An event", slug="an-event", contact_email="a@example.org")
    )
    request = RequestFactory().get(event.url)
    template = engines["django"].from_string(block.text)
    page = template.render(event.get_context(request), request)
    own = block.text.partition("{% block ")[2].partition("%}")[2].partition("{% endblock")[0]
    for line in own.replace("{{ block.super }}", "").splitlines():
        assert line.strip() in page, f"the page does not hold {line.strip()!r}"


def try_import(block: Block) -> None:
    """Import one row, folded for reading; it must become a live page and hold nothing back."""
    row = json.loads(block.text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        call_command("events_import", str(path), verbosity=0)
    record = ImportRecord.objects.get(external_id=row["url"])
    assert not record.reasons, record.reasons
    event = record.page.specific
    assert event.live
    assert event.title == row["title"]
    assert event.organizer_links.count() == len(row["organizers"])


def _event_index() -> EventIndexPage:
    """Return the event index of the planted site, which has an organizer index beside it."""
    index: EventIndexPage = EventIndexPage.objects.get(locale=Locale.get_default())
    return index
