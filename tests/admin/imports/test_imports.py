"""Importing events in the admin, from the upload to the removal of what was imported."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission

from tests.editing import form_data
from tests.factories import make_event, make_page
from tests.status_steps import messages
from wagtail_migration_events.interchange.readers import addresses, workbooks
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload
from wagtail_migration_events.outgoing.fetching import Answer
from wagtail_migration_events.pages.models import EventIndexPage, EventPage, OrganizerPage
from wagtail_migration_events.runs.run import SILENCE, BackgroundRun

pytestmark = pytest.mark.django_db
SPACE = "wagtail_migration_events_imports"
FILES = "https://files.example.org"
TABLE = """\
Numéro,Titre,Date,Organisateurs,Salle,Remarque
1,Atelier sur les données,2027-03-09,"OIM, and UNHCR",Palais,=cmd()
2,Table ronde,2027-03-10,OIM,,
3,,2027-13-45,,,
"""


class Importer:
    """Somebody at the screens, without JavaScript."""

    def __init__(self, client: Any, on_commit: Any) -> None:
        self.client, self.on_commit = client, on_commit
        self.form: dict[str, Any] = {}

    def see(self, name: str, *args: Any, **query: Any) -> BeautifulSoup:
        response = self.client.get(reverse(f"{SPACE}:{name}", args=args), query)
        assert response.status_code == 200, response
        return BeautifulSoup(response.content, "html.parser")

    def send(self, url: str, data: Any) -> Any:
        # Wagtail notes who has sent a request, in which the default backend does the work.
        with LogContext(user=self.client.user), self.on_commit(execute=True):
            return self.client.post(url, data)

    def upload(self, content: bytes | str, name: str = "events.csv") -> Any:
        content = content.encode() if isinstance(content, str) else content
        if not self.form:
            self.form = form_data(self.see("new").find(id="w-editor-form"))
        data = {**self.form, "given": SimpleUploadedFile(name, content)}
        return self.send(reverse(f"{SPACE}:new"), data)

    def fill(self, url: str, **data: Any) -> Any:
        soup = BeautifulSoup(self.client.get(url).content, "html.parser")
        return self.send(url, form_data(soup.find(id="w-editor-form")) | data)

    def follow(self, response: Any) -> str:
        assert response.status_code == 302, errors_in(response)
        soup = BeautifulSoup(self.client.get(response.url).content, "html.parser")
        return " ".join(soup.main.get_text(" ").split())

    def rows(self, run: BackgroundRun) -> list[tuple[str, str]]:
        return [(row.label, row.outcome) for row in run.rows.all()]


def errors_in(response: Any) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(each.get_text(" ", strip=True) for each in soup.select(".error-message"))


def only_english_events(user: Any, site: Any) -> None:
    """Take all rights from somebody but those to import, and to publish English events."""
    people = Group.objects.create(name="English events only")
    for codename in ("access_admin", "import_events"):
        people.permissions.add(Permission.objects.get(codename=codename))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(
            group=people, page=site.events["en"], permission=permission
        )
    user.is_superuser = False
    user.save()
    user.groups.set([people])


@pytest.fixture
def importer(editor_client: Any, on_commit: Any, site: Any) -> Importer:
    return Importer(editor_client, on_commit)


def test_a_table_is_uploaded_explained_planned_imported_and_undone(importer: Importer) -> None:
    response = importer.upload(TABLE)
    upload = ImportUpload.objects.get()
    assert response.url == reverse(f"{SPACE}:columns", args=[upload.pk])
    form = importer.see("columns", upload.pk).find(id="w-editor-form")
    chosen = form_data(form)
    assert [chosen[f"column_{place}"] for place in range(6)] == [
        "id", "title", "start", "organizers", "location", "",
    ]  # fmt: skip
    assert errors_in(importer.fill(response.url, column_1="")) == ""
    assert not BackgroundRun.objects.exists(), "nobody has said which column is the title"

    planned = importer.fill(response.url, lang="fr", timezone="Europe/Zurich")
    text = importer.follow(planned)
    plan = BackgroundRun.objects.get()
    assert importer.rows(plan) == [
        ("Atelier sur les données", "created"),
        ("Table ronde", "created"),
        ("3", "draft"),
    ]
    assert "Create: 2" in text
    assert "Change the columns" in text
    assert "called “events” after the file, unless you name it" in text
    assert "--" not in plan.words, "the admin has no options of a command"
    assert "Nothing has been written yet" in text
    assert not EventPage.objects.exists()
    export = importer.client.get(planned.url, {"export": "csv"})
    table = b"".join(export.streaming_content).decode("utf-8-sig").splitlines()
    assert table[0] == "Row,Event,Language,Outcome,What happened"
    assert table[1].startswith("line 2,Atelier sur les données,fr,Create,")

    names = reverse(f"{SPACE}:names", args=[upload.pk])
    assert "organizers.csv" in importer.see("names", upload.pk).main.get_text()
    given = importer.client.get(f"{names}organizers.csv").content.decode("utf-8-sig")
    assert '"OIM, and UNHCR"' in given
    decided = given.replace('"OIM, and UNHCR","OIM, and UNHCR"', '"OIM, and UNHCR","OIM | UNHCR"')
    for name, content in (("other.csv", decided), ("organizers.csv", "a,b\n1,2\n")):
        wrong = SimpleUploadedFile(name, content.encode())
        assert importer.fill(names, names=wrong).status_code == 200
    right = SimpleUploadedFile("organizers (1).csv", decided.encode("utf-16"))
    importer.follow(importer.fill(names, names=right))

    plan = BackgroundRun.objects.latest("pk")
    begin = reverse(f"{SPACE}:import", args=[plan.pk])
    assert importer.client.get(begin).status_code == 405
    text = importer.follow(importer.send(begin, {}))
    done = BackgroundRun.objects.latest("pk")
    assert importer.rows(done) == importer.rows(plan)
    assert "Created: 2" in text
    assert "3 of 3 rows" in text
    assert not ImportUpload.objects.exists(), "the file is deleted when it has been imported"
    assert EventPage.objects.filter(locale__language_code="fr", live=True).count() == 2
    assert set(OrganizerPage.objects.values_list("title", flat=True)) == {"OIM", "UNHCR"}
    assert ImportRecord.objects.filter(raw__raw_fields__Remarque="=cmd()").exists()
    assert importer.send(begin, {}).status_code == 302
    assert "no longer here" in " ".join(messages(importer.client))

    again = importer.upload(TABLE)
    assert "OIM | UNHCR" in ImportUpload.objects.get().decisions["organizers.csv"]
    assert importer.fill(again.url, lang="fr", timezone="Europe/Zurich").status_code == 302
    plan = BackgroundRun.objects.latest("pk")
    assert {outcome for _label, outcome in importer.rows(plan)} == {"unchanged"}

    undo = reverse(f"{SPACE}:undo", args=[done.pk])
    EventPage.objects.get(title="Table ronde").save_revision(user=importer.client.user)
    page = " ".join(importer.see("undo", done.pk).main.get_text(" ").split())
    assert "3 pages are deleted" in page
    assert "Table ronde : Somebody has changed it since." in page
    text = importer.follow(importer.send(undo, {}))
    assert "Removed: 3" in text
    assert list(EventPage.objects.values_list("title", flat=True)) == ["Table ronde"]
    history = importer.see("index").main.get_text(" ")
    assert f"Import {done.pk}" in history
    assert "Removed: 3, Kept: 2" in " ".join(history.split())


def workbook(columns: int) -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active.append(["Title", *(f"c{number}" for number in range(columns - 1))])
    book.active.append(["A talk", *range(columns - 1)])
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO(workbook(2))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (3 * 1024 * 1024))
    return file.getvalue()


def test_whatever_is_uploaded_is_taken_or_refused_in_words(
    importer: Importer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2 * 1024 * 1024)
    settings.WAGTAIL_MIGRATION_EVENTS_IMPORT_MOST_BYTES = 1024 * 1024
    refused = {
        "empty.csv": (b"", "empty"),
        "blank.jsonl": (b"\n\n", "empty"),
        "large.csv": (b"a,b\n" * 300_000, "larger than 1 MB"),
        "bomb.xlsx": (bomb(), "2 MB"),
        "cut.xlsx": (workbook(3)[:-400], "no XLSX workbook"),
        "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(200), "no XLSX workbook"),
        "old.xls": (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel"),
        "wide.csv": (",".join(f"c{n}" for n in range(1200)) + "\n", "1000 columns"),
        "cut.json": (b'{"jsonapi": {}, "data": [{"id": "1", "attr', "cut off"),
        "deep.json": (b'{"jsonapi": ' + b"[" * 100_000, ""),
        "not.ics": (b"BEGIN:VEVENT", ""),
    }
    for name, (content, words) in refused.items():
        response = importer.upload(content, name)
        if response.status_code == 302:  # read as rows that are refused one by one
            importer.follow(response)
            continue
        assert response.status_code == 200, name
        assert words in errors_in(response), name
    new = reverse(f"{SPACE}:new")
    for address, words in (("http://127.0.0.1/x.ics", "https"), ("https://10.0.0.1/x", "public")):
        response = importer.send(new, {**importer.form, "address": address})
        assert words in errors_in(response)
    assert "one of the two" in errors_in(importer.send(new, importer.form))
    assert not ImportUpload.objects.filter(format__in=("csv", "xlsx")).exists()

    for number, (content, name) in enumerate(
        ((workbook(300), "wide.xlsx"), ("a,b\n1,2", "<b>\u202e.csv"), (b"\xff\xfe\x00", "x.csv"))
    ):
        response = importer.upload(content, name)
        if response.status_code == 302:
            assert importer.client.get(response.url).status_code == 200
        else:
            assert number == 2
            assert errors_in(response)
    wide = ImportUpload.objects.get(name="wide.xlsx")
    url = reverse(f"{SPACE}:columns", args=[wide.pk])
    assert importer.client.get(url).content.count(b"<select") >= 300
    assert importer.send(url, {"sheet": "None such"}).status_code == 302
    assert "no sheet" in importer.see("columns", wide.pk).main.get_text()
    assert importer.send(url, {"sheet": ""}).status_code == 302
    importer.follow(importer.send(url, {"column_0": "title"}))
    assert importer.rows(BackgroundRun.objects.latest("pk")) == [("A talk", "created")]


def test_only_who_may_import_does_and_only_where_they_may_publish(
    site: Any, client: Any, django_user_model: Any, on_commit: Any
) -> None:
    people = Group.objects.create(name="English only")
    people.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(
            group=people, page=site.events["en"], permission=permission
        )
    user, other = (django_user_model.objects.create_user(name) for name in ("one", "other"))
    for each in (user, other):
        each.groups.add(people)
    client.force_login(user)
    client.user = user
    importer = Importer(client, on_commit)
    screens = [reverse(f"{SPACE}:{name}") for name in ("index", "new")]
    for url in screens:
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 302
    home = reverse("wagtailadmin_home")
    assert screens[0] not in client.get(home).content.decode()

    people.permissions.add(Permission.objects.get(codename="import_events"))
    assert screens[0] in client.get(home).content.decode()
    lines = '{"url": "https://example.org/%d", "lang": "%s", "title": "Talk"}\n'
    response = importer.upload(lines % (1, "en") + lines % (2, "fr"), "events.jsonl")
    importer.follow(response)
    plan = BackgroundRun.objects.get()
    assert importer.rows(plan) == [("Talk", "created"), ("Talk", "refused")]
    assert "may not publish" in plan.rows.last().words
    upload = ImportUpload.objects.get()

    client.force_login(other)
    assert client.get(response.url).status_code == 200
    assert client.get(reverse(f"{SPACE}:names", args=[upload.pk]), follow=True).status_code == 404
    importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {})
    assert BackgroundRun.objects.count() == 1, "the rights of whoever uploaded it count"

    client.force_login(user)
    people.permissions.remove(Permission.objects.get(codename="import_events"))
    importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {})
    assert BackgroundRun.objects.count() == 1
    assert not EventPage.objects.exists()
    boss = django_user_model.objects.create_superuser("boss", "b@example.org", "b")
    client.force_login(boss)
    editor = client.get(reverse("wagtailusers_groups:edit", args=[people.pk])).content.decode()
    assert "Can import events" in editor


def test_an_import_is_held_to_the_plan_that_was_read(importer: Importer, site: Any) -> None:
    lines = '{"url": "https://example.org/%d", "lang": "en", "title": "Talk %d", "format": "%s"}\n'
    importer.follow(importer.upload(lines % (1, 1, "Online") + lines % (2, 2, ""), "e.jsonl"))
    importer.send(reverse(f"{SPACE}:import", args=[BackgroundRun.objects.latest("pk").pk]), {})
    importer.follow(importer.upload(lines % (1, 1, "Hybrid") + lines % (2, 9, ""), "e.jsonl"))
    plan, upload = BackgroundRun.objects.latest("pk"), ImportUpload.objects.get()
    page = EventPage.objects.get(title="Talk 1")
    page.venue = "Palais"
    page.save_revision(user=importer.client.user).publish()

    importer.follow(importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {}))
    done = BackgroundRun.objects.latest("pk")
    assert importer.rows(done) == [("Talk 1", "refused"), ("Talk 9", "updated")]
    assert "the page was changed" in done.rows.first().words
    page.refresh_from_db()
    assert page.attendance_mode == "online"

    assert ImportUpload.objects.get() == upload, "the file waits for a new plan"
    assert "Make the plan anew" in importer.see("run", done.pk).main.get_text()
    importer.follow(importer.send(reverse(f"{SPACE}:plan", args=[upload.pk]), {}))
    plan = BackgroundRun.objects.latest("pk")
    assert importer.rows(plan) == [("Talk 1", "updated"), ("Talk 9", "unchanged")]
    importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {})
    page.refresh_from_db()
    assert (page.attendance_mode, page.venue) == ("hybrid", "Palais")
    assert not ImportUpload.objects.exists()


def test_each_imported_page_has_its_import_in_its_own_history(importer: Importer) -> None:
    line = '{"url": "https://example.org/%d", "lang": "en", "title": "Talk %d"}\n'
    importer.follow(importer.upload(line % (1, 1) + line % (2, 2), "e.jsonl"))
    importer.send(reverse(f"{SPACE}:import", args=[BackgroundRun.objects.latest("pk").pk]), {})
    for page in EventPage.objects.all():
        history = importer.client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        actions = {entry.action for entry in history.context_data["object_list"]}
        assert {"wagtail.create", "wagtail.publish"} <= actions


def test_what_an_interrupted_import_made_can_be_removed_too(importer: Importer) -> None:
    importer.follow(importer.upload('{"url": "https://example.org/1", "lang": "en"}', "e.jsonl"))
    importer.send(reverse(f"{SPACE}:import", args=[BackgroundRun.objects.latest("pk").pk]), {})
    run = BackgroundRun.objects.latest("pk")
    for silence, is_offered in ((SILENCE * 2, True), (SILENCE / 2, False)):
        alive = timezone.now() - silence
        BackgroundRun.objects.filter(pk=run.pk).update(finished_at=None, alive_at=alive)
        screen = importer.see("run", run.pk).main.get_text()
        assert ("Remove what it made" in screen) == is_offered


def test_files_are_fetched_and_organizers_published_for_whoever_may_do_so(
    importer: Importer, site: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(url: str, **_options: Any) -> Answer:
        asked.append(url)
        assert not EventPage.objects.exists(), "no row waits in a transaction for another host"
        return Answer(200, {"content-type": "application/pdf"}, b"%PDF-1.7")

    monkeypatch.setattr(addresses, "fetch", answer)
    settings.MEDIA_ROOT = tmp_path
    row = {"lang": "en", "title": "Talk", "organizers": ["Harbour Forum"]}
    rows = [
        row | {"url": f"https://example.org/{n}", "documents": [f"{FILES}/{n}.pdf"]} for n in (1, 2)
    ]
    lines = "".join(json.dumps(each) + "\n" for each in rows)
    chosen = {"fetch_files": "on", "publish_organizers": "on"}
    importer.form = form_data(importer.see("new").find(id="w-editor-form")) | chosen
    importer.follow(importer.upload(lines, "e.jsonl"))
    plan = BackgroundRun.objects.latest("pk")
    assert not asked, "a plan asks nobody"
    importer.follow(importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {}))
    assert asked == [f"{FILES}/1.pdf", f"{FILES}/2.pdf"]
    assert EventPage.objects.order_by("pk")[0].resources[0].block_type == "document"
    assert OrganizerPage.objects.get().live

    only_english_events(importer.client.user, site)
    form = importer.see("new").find(id="w-editor-form")
    assert not form.find_all("input", {"name": list(chosen)})
    importer.form = form_data(form) | chosen
    importer.follow(importer.upload(lines, "e.jsonl"))
    assert not set(chosen) & set(ImportUpload.objects.latest("pk").options)


def test_a_table_that_the_site_wrote_is_taken_back_where_one_may_publish(
    importer: Importer, site: Any, tmp_path: Path
) -> None:
    elsewhere = make_page(EventIndexPage, site.home["en"], title="Archive", slug="archive")
    for index, title in ((site.events["en"], "Here"), (elsewhere, "There")):
        make_event(index, title=title, venue="Room 1")
    table = tmp_path / "events.csv"
    call_command("events_export", str(table), stdout=io.StringIO())
    only_english_events(importer.client.user, site)
    said = importer.follow(importer.upload(table.read_text().replace("Room 1", "Room 2")))
    assert "Change the columns" not in said
    plan = BackgroundRun.objects.latest("pk")
    assert importer.rows(plan) == [("Here", "updated"), ("There", "refused")]
    importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {})
    venues = dict(EventPage.objects.values_list("title", "venue"))
    assert venues == {"Here": "Room 2", "There": "Room 1"}


def test_rules_are_switched_off_and_a_mapping_file_is_taken(importer: Importer) -> None:
    response = importer.upload("Nom;Mode\nAtelier;Visio\nTalk (online);\n", "events.csv")
    upload = ImportUpload.objects.get()
    mapping = '[columns]\ntitle = "Nom"\nformat = "%s"\n[words.format]\nVisio = "hybrid"\n'
    for wrong, said in (
        (b"[columns", "not TOML"),
        (b"\xff\xfe", "cannot be read"),
        (b'[columns]\ntitel = "Nom"', "none of our columns"),
        ((mapping % "Modus").encode(), "has not: Modus"),
        (b'[columns]\ntitle = "Nom"\n[defaults]\nyear = inf', "cannot be read"),
        (b'[columns]\ntitle = "Nom"\n[words.format]\n"\\u0000" = ""', "cannot be read"),
    ):
        given = SimpleUploadedFile("m.toml", wrong)
        assert said in errors_in(importer.fill(response.url, mapping_file=given)), wrong
    given = SimpleUploadedFile("m.toml", (mapping % "Mode").encode())
    assert importer.fill(response.url, mapping_file=given).url == response.url
    importer.follow(importer.fill(response.url))
    assert "way-in-title" in BackgroundRun.objects.latest("pk").rows.last().words

    rules = reverse(f"{SPACE}:rules", args=[upload.pk])
    form = form_data(importer.see("rules", upload.pk).find(id="w-editor-form"))
    assert len(form["rules"]) > 10
    assert importer.send(rules, form | {"rules": ["no-such"]}).status_code == 200
    form["rules"].remove("way-in-title")
    importer.follow(importer.send(rules, form))
    plan = BackgroundRun.objects.latest("pk")
    assert "way-in-title" not in plan.rows.last().words
    importer.follow(importer.send(reverse(f"{SPACE}:import", args=[plan.pk]), {}))
    pages = EventPage.objects.order_by("title").values_list("title", "attendance_mode")
    assert list(pages) == [("Atelier", "hybrid"), ("Talk (online)", "")]
