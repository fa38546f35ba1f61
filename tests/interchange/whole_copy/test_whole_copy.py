"""All events of a site in a folder, and back on another site: nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry

from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.written_language import written_language
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.whole_copy.form import LINES, MEDIA
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.pages.models import EventPage, OrganizerPage
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.vocabularies.site.terms import EventType

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)


NO_KEY = json.dumps({
    "event": "not-a-key", "class": "wagtail_migration_events_pages.eventpage", "lang": "en",
    "values": {}, "live": True,
})  # fmt: skip


@pytest.fixture
def full_site(site: Any, django_user_model: Any, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    EventType.objects.create(code="gcm-talks", labels={"en": "GCM Talks", "fr": "Débats"})
    image = Image.objects.create(title="Hall", file=get_test_image_file("hall.png"))
    agenda = Document(title="Agenda")
    agenda.file.save("agenda.pdf", ContentFile(b"%PDF-1.4 agenda"))
    organizer = make_organizer(site.organizers["en"], "City Network", acronym="CN", logo=image)
    translated(organizer, "fr", title="Réseau des villes")
    umbrella = make_event(site.events["en"], title="Migration Week", starts_at=NOON)
    make_event(umbrella, title="Opening", starts_at=NOON, translation_key=UUID(int=1))
    event = make_event(
        site.events["en"], organizers=[organizer], title="Forum", summary="=How", starts_at=NOON,
        timezone="Africa/Nairobi", event_type="gcm-talks", gcm_objectives=["13", "2"],
        image=image, part_of=[str(umbrella.translation_key)],
        dates=[
            {"starts_at": "2027-05-03T12:00:00Z", "key": "a"},
            {"starts_at": "2027-05-10T12:00:00Z", "key": "b"},
        ],
        resources=json.dumps([{"type": "document", "id": "d1", "value": {
            "kind": "agenda", "language": "en", "title": "Agenda", "document": agenda.pk}}]),
        body=json.dumps([{"type": "paragraph", "id": "p1", "value":
            f'<p data-block-key="k">See <a linktype="document" id="{agenda.pk}">it</a></p>'}]),
    )  # fmt: skip
    french = translated(
        event, "fr", title="Forum des villes", registration_url="https://fr.example/"
    )
    french.title = "Forum, un brouillon"
    french.save_revision()
    translated(event, "ar", live=False, title="منتدى المدن")
    event.owner = django_user_model.objects.create_user("editor")
    event.save()
    again = EventPage.objects.get(pk=event.pk)
    again.starts_at += dt.timedelta(hours=1)
    again.save_revision().publish()
    return site


def export(folder: Path) -> str:
    out = StringIO()
    call_command("events_export", str(folder), stdout=out)
    return out.getvalue().strip()


def bring_back(folder: Path) -> str:
    out = StringIO()
    told = StringIO()
    call_command("events_import", str(folder), stdout=out, stderr=told)
    assert f"--undo-run {BackgroundRun.objects.latest('pk').pk}” undoes it" in told.getvalue()
    return out.getvalue().strip()


def empty_the_site() -> None:
    for page in EventPage.objects.order_by("-depth"):
        EventPage.objects.get(pk=page.pk).delete()
    EventGroup.objects.all().delete()
    for page in OrganizerPage.objects.all():
        OrganizerPage.objects.get(pk=page.pk).delete()
    EventType.objects.filter(code="gcm-talks").delete()
    Image.objects.all().delete()
    Document.objects.all().delete()


def test_what_was_exported_is_the_same_after_it_was_brought_back_on_an_empty_site(
    full_site: Any, tmp_path: Path, settings: Any
):
    one, other = tmp_path / "one", tmp_path / "other"
    assert export(one).endswith("2 files, 2 organizers, 5 event pages")
    empty_the_site()
    shutil.rmtree(settings.MEDIA_ROOT)
    assert bring_back(one).splitlines()[-1].endswith("0 refused")
    export(other)
    assert (other / LINES).read_text() == (one / LINES).read_text()
    assert sorted(p.name for p in (one / MEDIA).iterdir()) == sorted(
        p.name for p in (other / MEDIA).iterdir()
    )
    event = EventPage.objects.get(title="Forum", locale__language_code="en")
    assert event.owner.get_username() == "editor"
    assert IndexedOccurrence.objects.filter(page=event.pk).count() == 2
    assert event.resources[0].value["document"].title == "Agenda"


def test_the_language_of_the_words_comes_back_where_it_is_another(site: Any, tmp_path: Path):
    row = {
        "url": "https://old.example/fr/talk", "lang": "fr", "content_language": "en",
        "title": "Talk", "summary": "What we know.",
    }  # fmt: skip
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(row))
    call_command("events_import", str(rows), stdout=StringIO(), stderr=StringIO())
    export(tmp_path / "one")
    empty_the_site()
    ImportRecord.objects.all().delete()
    for expected in ("1 created, 0 updated", "0 created, 0 updated"):
        assert bring_back(tmp_path / "one").splitlines()[-1].startswith(expected)
        page = EventPage.objects.get(title="Talk")
        assert (page.locale.language_code, written_language(page)) == ("fr", "en")
    export(tmp_path / "other")
    assert (tmp_path / "other" / LINES).read_text() == (tmp_path / "one" / LINES).read_text()
    page.summary = "Ce que nous savons."
    page.save_revision().publish()
    assert written_language(EventPage.objects.get(pk=page.pk)) == ""


def test_no_folder_is_made_that_is_called_like_a_file(full_site: Any, tmp_path: Path):
    with pytest.raises(CommandError, match=r"Name a folder.*events\.jsonl"):
        export(tmp_path / "copy.jsonl")
    assert not (tmp_path / "copy.jsonl").exists()
    assert export(tmp_path / "copy.2026").endswith("event pages")
    (tmp_path / "copy.jsonl").mkdir()
    assert export(tmp_path / "copy.jsonl").endswith("event pages"), "as an older release made it"


def test_bringing_it_back_where_it_came_from_changes_nothing(full_site: Any, tmp_path: Path):
    export(tmp_path / "one")
    before = PageLogEntry.objects.count()
    counts = bring_back(tmp_path / "one").splitlines()[-1]
    assert counts.startswith("0 created, 0 updated"), counts
    assert PageLogEntry.objects.count() == before


def test_a_page_that_was_changed_since_is_brought_in_line(full_site: Any, tmp_path: Path):
    export(tmp_path / "one")
    event = EventPage.objects.get(title="Forum", locale__language_code="en")
    event.title, event.organizer_links = "Other", []
    event.save_revision().publish()
    EventPage.objects.filter(pk=event.pk).update(locked=True)
    with pytest.raises(SystemExit):
        bring_back(tmp_path / "one")
    assert EventPage.objects.get(pk=event.pk).title == "Other"
    EventPage.objects.filter(pk=event.pk).update(locked=False)
    assert bring_back(tmp_path / "one").splitlines()[-1].startswith("0 created, 1 updated")
    event = EventPage.objects.get(pk=event.pk)
    assert (event.title, event.organizer_links.count()) == ("Forum", 1)


WRONG = (
    "[]", "{}", "{", '{"event": 1}', '{"term": "x", "vocabulary": "y", "labels": 1}',
    '{"image": "x", "file": "../../etc/passwd", "title": "x"}', NO_KEY,
    '{"event": "c56a4180-65aa-42ec-a945-5fd21dec0538", "class": "auth.user", "lang": "en"}',
    "[" * 10_000,
)  # fmt: skip


def test_a_line_that_is_wrong_is_refused_and_the_others_are_taken(full_site: Any, tmp_path: Path):
    folder = tmp_path / "one"
    export(folder)
    first, *rest = (folder / LINES).read_text().splitlines()
    (folder / LINES).write_text("\n".join([first, *WRONG, *rest]))
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("events_import", str(folder), stdout=out)
    *told, counts = out.getvalue().strip().splitlines()
    assert counts == f"0 created, 0 updated, {len(rest)} unchanged, 0 drafts, {len(WRONG)} refused"
    assert [line.split(":")[0] for line in told] == [f"line {n + 2}" for n in range(len(WRONG))]


def test_every_page_class_says_which_of_its_fields_are_copied():
    from wagtail_migration_events.interchange.whole_copy.pages import written_names

    assert {"title", "starts_at", "organizer_links", "body"} <= set(written_names(EventPage))
    assert issubclass(OrganizerPage, OrganizerPageMixin)
    assert not {"path", "live", "text_basis", "page_ptr"} & set(written_names(EventPage))
