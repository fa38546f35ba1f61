"""A site in which every screen of the admin has something to show, and people of every role."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.translation import people
from tests.translation.people import EDIT, PUBLISH
from tests.translation.reviewing import person_of, set_up
from wagtail_migration_events.admin.imports.steps import begin_import, begin_plan
from wagtail_migration_events.admin.many.terms import TypeBulkAction
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.events.status_change.applying import apply_changes
from wagtail_migration_events.events.status_change.change import StatusAction, StatusChange
from wagtail_migration_events.groups.event_settings import EventSettings
from wagtail_migration_events.interchange.uploaded.upload import store
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.translation.models import TranslationRequest, TranslationSettings
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.translation.site_settings import Gate
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

#: Whoever moderates a site looks after its vocabularies, imports and settings as well.
MODERATORS_MAY = ("eventtype", "audience", "workstream", "import_events", "correct_official_titles")
MODERATORS_MAY_CHANGE = ("change_eventsettings", "change_translationsettings")
TABLE = 'id,title,start,organizers\na,Workshop,2031-03-09,"IOM, and UNHCR"\n'


class World:
    """Attributes name what stands in the addresses of the table."""

    def __init__(self, site: Any, folder: Any, on_commit: Any) -> None:
        set_up()
        TranslationSettings.objects.update(gate=Gate.READY)
        self.site, self.folder, self.on_commit = site.site, folder, on_commit
        self.index, self.organizers = site.events["en"], site.organizers["en"]
        self.people = _people(site)
        self.moderator = self.people["moderator"].user
        self.organizer = make_organizer(self.organizers, "International Organization")
        self._make_events()
        self._ask_for_a_translation()
        self._make_runs()
        group = group_of(self.event)
        self.stale_text = f"summary:{group.published_text['summary']}"
        EventSettings.for_site(self.site)  # Wagtail makes the row when somebody looks at it first
        first = {
            model: model.objects.order_by("pk")[0] for model in (EventType, Audience, Workstream)
        }
        self.terms = {model._meta.model_name: term for model, term in first.items()}

    def _make_events(self) -> None:
        """Make one whose translation is stale and expires another day, and one that is late."""
        values = {"starts_at": MAY_3, "timezone": "Europe/Zurich"}
        self.event = make_event(self.index, title="Forum", summary="Cities take part.", **values)
        self.french = translated(self.event, "fr", summary="Des villes participent.")
        self.event.summary, self.event.expire_at = "Cities speak.", MAY_3 + dt.timedelta(900)
        self.event.save_revision().publish()
        self.late = make_event(self.index, title="Late", **values)
        self.draft = make_event(self.index, title="Draft", live=False, **values)
        self.batch = apply_changes([(self.late, StatusChange(StatusAction.POSTPONE))])

    def _ask_for_a_translation(self) -> None:
        french = Locale.objects.get(language_code="fr")
        (team,) = self.people["translator"].user.groups.all()
        ask_for([self.late], [french], actor=self.moderator, wish=Wish(team=team))
        self.request = TranslationRequest.objects.get()

    def _make_runs(self) -> None:
        """Make a run that was interrupted, a plan, and an import that is done."""
        long_ago = timezone.now() - dt.timedelta(days=1)
        kind = TypeBulkAction.kind.name
        self.run = BackgroundRun.objects.create(
            kind=kind, begun_by=self.moderator, made_at=long_ago
        )
        for name in ("imported", "waiting"):
            path = self.folder / f"{name}.csv"
            path.write_text(TABLE, encoding="utf-8")
            self.upload = store([path], path.name, "csv", self.moderator)
            self.upload.options |= {"index": self.index.pk, "source": name}
            self.upload.save()
            with self.on_commit(execute=True):
                begin_plan(self.upload, self.moderator)
            self.plan = BackgroundRun.objects.latest("pk")
            if name == "imported":
                with self.on_commit(execute=True):
                    begin_import(self.upload, self.plan, self.moderator)
                self.imported = BackgroundRun.objects.latest("pk")
        self.upload.refresh_from_db()

    def new_import(self) -> dict[str, Any]:
        """Return what the form of an upload sends."""
        return {"given": SimpleUploadedFile("events.csv", TABLE.encode()), "index": self.index.pk}

    def names(self) -> dict[str, Any]:
        """Return a table of decisions about names, as somebody gives it back."""
        content = self.upload.decisions["organizers.csv"].encode()
        return {"names": SimpleUploadedFile("organizers.csv", content)}


def _people(site: Any) -> dict[str, Client]:
    homes = list(site.home.values())
    moderators = people.team("Moderators of events", homes, PUBLISH)
    moderators.permissions.add(*_model_permissions())
    editors = people.team("Editors of events", homes, EDIT)
    return {
        "administrator": person_of("admin", site),
        "moderator": people.logged_in(people.member("moderator", moderators)),
        "editor": people.logged_in(people.member("editor", editors)),
        "translator": person_of("translator-fr", site),
        "nobody": person_of("nobody", site),
        "stranger": Client(),
    }


def _model_permissions() -> list[Permission]:
    ours = Permission.objects.filter(content_type__app_label__startswith="wagtail_migration_events")
    return [
        each
        for each in ours
        if each.codename.endswith(MODERATORS_MAY) or each.codename in MODERATORS_MAY_CHANGE
    ]
