"""Making an event page from a source's event, and bringing one up to date."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction

from wagtail_migration_events.events.fact_columns import copy_facts
from wagtail_migration_events.events.group import EventGroup, source_page
from wagtail_migration_events.interchange.joining.differing_facts import differing_facts
from wagtail_migration_events.interchange.outcomes import Became, Change
from wagtail_migration_events.interchange.own_tables.comparing import changed_fields, keep_only
from wagtail_migration_events.interchange.pages.edits import compare
from wagtail_migration_events.interchange.pages.new_pages import NewPages
from wagtail_migration_events.interchange.pages.organizer_directory import OrganizerDirectory
from wagtail_migration_events.interchange.pages.page_values import (
    LOOKED_UP,
    ORGANIZERS,
    has_value,
    label_of,
    python_value,
    read_values,
    refuse_invalid,
    shown_item,
    write_values,
)
from wagtail_migration_events.interchange.pages.past import keep_past, slug_in
from wagtail_migration_events.interchange.pages.places import Place
from wagtail_migration_events.interchange.pages.publishing import save
from wagtail_migration_events.interchange.pages.site_terms import SiteTerms
from wagtail_migration_events.interchange.pages.umbrellas import EventTitles
from wagtail_migration_events.interchange.pages.written_languages import note_other_language
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.cells import note
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent


@dataclass
class EventWriter:
    """Writes events to pages, one at a time.

    :param dry_run: decide everything in the same way, and write nothing.
    :param publish_organizers: publish the pages of new organizers, instead of leaving them drafts.
    """

    dry_run: bool = False
    publish_organizers: bool = True
    organizers: OrganizerDirectory = field(init=False)
    terms: SiteTerms = field(init=False)
    titles: EventTitles = field(init=False)

    def __post_init__(self) -> None:
        self._planned: dict[str, Any] = {}
        self.new_pages = NewPages()
        self.last_key: Any = None
        self.changes: list[Change] = []
        #: Primary keys of the pages that were made for the row, and that of its own page.
        self.made: list[Any] = []
        self.page_pk: Any = None
        self.start_again()

    def begin_row(self) -> None:
        """Forget what was made and changed for the row before."""
        self.changes, self.page_pk = [], None
        self.made.clear()

    def start_again(self) -> None:
        """Forget what was looked up, after a row whose writing was undone."""
        self.organizers = OrganizerDirectory(
            dry_run=self.dry_run, publish=self.publish_organizers, made=self.made
        )
        self._roles: dict[str, str] = {}
        self.terms = SiteTerms(dry_run=self.dry_run)
        self.titles = EventTitles()

    def create(
        self, event: SourceEvent, record: ImportRecord, place: Place, *, joins: Any = None
    ) -> Became:
        """Make a page below ``place``: live, or a draft if a value was refused.

        :param joins: the key of an event that has pages in other languages; they keep the facts.
        """
        self.last_key = joins or uuid.UUID(event.key or uuid.uuid4().hex)
        page = place.page_class(locale=place.locale, translation_key=self.last_key)
        values = self._fill(page, event, self._source_of(joins))
        record.applied = read_values(page, values)
        live = not event.refused
        if not self.dry_run:
            keep_past(page, event, live=live)
            slug = slug_in(event)
            self.new_pages.add(page, place.parent(), live=live, slug=slug)
            record.page_id = page.pk
            self.made.append(page.pk)
            self._save(record, event)
        elif not joins:
            self._planned[str(self.last_key)] = page
        self.titles.remember(page.title, str(page.translation_key))
        return Became.CREATED if live else Became.DRAFT

    def take_over(self, event: SourceEvent, record: ImportRecord, standing: Any) -> Became:
        """Give a row the page that stands for its event in its language already.

        An alias becomes a page of its own and keeps its place, number and slug. In the words of a
        translation that somebody has written, their edits stay.
        """
        page = standing.specific
        if page.alias_of_id:
            event.notes.append(_("The alias in this language becomes the page of this row."))
            record.applied = read_values(page, type(page).event_text)
            if not self.dry_run:
                convert = ConvertAliasPageAction(page, user=None)
                convert.execute(skip_permission_checks=True)
        record.page = standing if self.dry_run else type(standing).objects.get(pk=standing.pk)
        self.last_key = page.translation_key
        return self.update(event, record)

    def update(self, event: SourceEvent, record: ImportRecord) -> Became:
        """Write to the page what the source has changed, except where an editor has too.

        A draft that somebody is working on stays a draft, and so does what holds refused values;
        the live page then stays as it is.
        """
        base: Any = record.page
        page = base.get_latest_revision_as_object()
        fresh = type(page)(locale=page.locale, translation_key=page.translation_key)
        values = self._fill(fresh, event, self._source_of(page.translation_key, base))
        wanted, current = read_values(fresh, values), read_values(page, values)
        found = compare(wanted, record.applied, current)
        self._tell_kept(event, page, found.kept)
        self.changes = [self._change(page, name, current, wanted) for name in found.to_write]
        live = self._may_publish(base, record, event, bool(found.kept))
        is_draft = bool(event.refused) and (bool(found.to_write) or not base.live)
        if not self.dry_run:
            if found.to_write or (live and not base.live):
                changed = {name: python_value(fresh, name) for name in found.to_write}
                write_values(page, changed, self._roles)
                self._save_page(page, event, live=live)
            else:
                note_other_language(record)
            record.applied = wanted
            self._save(record, event)
        self.titles.remember(page.title, str(page.translation_key))
        return Became.DRAFT if is_draft else Became.UPDATED

    def bring_in_line(self, event: SourceEvent, row: dict[str, Any], base: Any) -> Became:
        """Write to a page what somebody has changed in a table that the package wrote.

        :raises RowRefused: see :func:`changed_fields`; also if a changed value is refused.
        """
        names = changed_fields(base.specific, row)
        if not names:
            return Became.UNCHANGED
        keep_only(event, names)
        page = base.get_latest_revision_as_object()
        fresh = type(page)(locale=page.locale, translation_key=page.translation_key)
        values = self._fill(fresh, event, self._source_of(page.translation_key, base))
        if event.refused:
            raise RowRefused(" ".join(event.refused))
        values = {name: value for name, value in values.items() if name in names}
        wanted, current = read_values(fresh, values), read_values(page, values)
        if left := names.difference(values):
            message = _("%(field)s: it is changed in the source of facts, not in this language.")
            event.notes += [message % {"field": label_of(page, name)} for name in sorted(left)]
        changed = [name for name in wanted if wanted[name] != current[name]]
        self.changes = [self._change(page, name, current, wanted) for name in changed]
        if not changed:
            return Became.UNCHANGED
        live = self._may_publish(base, ImportRecord(), event, False) and base.live
        if not self.dry_run:
            write_values(page, {name: python_value(fresh, name) for name in changed}, self._roles)
            self._save_page(page, event, live=live)
        return Became.UPDATED

    def _source_of(self, key: Any, page: Any = None) -> Any:
        """Return the page from which the pages of a group take their facts; None for itself.

        :param page: the one that asks, if it is not new.
        """
        if key is None:
            return None
        group = EventGroup.objects.filter(pk=key).first()
        if group is None:
            return self._planned.get(str(key))
        follows = group.adopted and group.origin_id if page is None else group.is_followed_by(page)
        return source_page(group) if follows else None

    def _fill(self, page: Any, event: SourceEvent, source: Any = None) -> dict[str, Any]:
        """Give a page that is not saved what the source says, and empty what it refuses.

        :param source: the page that keeps the facts of the event, if it is another one.
        """
        if source is not None:
            return self._fill_sibling(page, event, source)
        model, key = type(page), str(page.translation_key)
        values = dict(event.values)
        if has_value(model, "event_type"):
            word = event.event_type
            values["event_type"] = self.terms.code_for("event_types", word, event) if word else ""
        if has_value(model, "audiences"):
            values["audiences"] = self.terms.codes_for("audiences", event.audiences, event)
        if event.workstream and has_value(model, "workstream"):
            values["workstream"] = self.terms.code_for("workstreams", event.workstream, event)
        if has_value(model, ORGANIZERS):
            values[ORGANIZERS] = self.organizers.keys_for(event)
            self._roles = self.organizers.roles_for(event)
        if has_value(model, "part_of"):
            values["part_of"] = self._umbrellas_of(event, key)
        write_values(page, values, self._roles)
        event.refused += refuse_invalid(page, values, unchecked=self._unchecked(values))
        return values

    def _umbrellas_of(self, event: SourceEvent, part: str) -> list[str]:
        if event.key:
            message = _("part_of: no event has the key %(key)s.")
            unknown = [key for key in event.part_of if not self.titles.has(key)]
            event.notes += [message % {"key": key} for key in unknown]
            return [key for key in event.part_of if key not in unknown]
        umbrella = self.titles.find(event.umbrella, part)
        return [umbrella] if umbrella else []

    def _fill_sibling(self, page: Any, event: SourceEvent, source: Any) -> dict[str, Any]:
        model = type(page)
        copy_facts(source, page)
        event.notes += differing_facts(event, source, self.organizers)
        umbrella = self.titles.find(event.umbrella, str(source.translation_key))
        if event.umbrella and umbrella not in (getattr(source, "part_of", None) or []):
            note(event, "part_of", event.umbrella)
        own = {*model.event_text, *model.event_facts_unless_set}
        values = {name: value for name, value in event.values.items() if name in own}
        shared = read_values(source, model.event_facts_unless_set)
        # What is the same in both languages follows the source when that changes.
        values |= {name: "" for name in values if name in shared and values[name] == shared[name]}
        write_values(page, values)
        planned = self._unchecked(read_values(source, LOOKED_UP))
        event.refused += refuse_invalid(page, values, unchecked=planned)
        return values

    def _unchecked(self, values: dict[str, Any]) -> list[str]:
        planned = [
            name
            for name, vocabulary in LOOKED_UP.items()
            if self.terms.is_planned(vocabulary, values.get(name, []))
        ]
        # A fresh copy of an existing page has the key of that page.
        return [*planned, "translation_key"]

    def _may_publish(
        self, base: Any, record: ImportRecord, event: SourceEvent, has_edits: bool
    ) -> bool:
        if event.refused:
            return False
        newest = base.latest_revision
        # The importer's own revisions have no user.
        if base.has_unpublished_changes and newest is not None and newest.user_id:
            event.notes.append(_("The page has unpublished changes; the update is in its draft."))
            return False
        was_held_back = (
            record.pk is None or bool(record.reasons)
        ) and base.first_published_at is None
        return base.live or (was_held_back and not has_edits)

    def _save_page(self, page: Any, event: SourceEvent, *, live: bool) -> None:
        if reason := save(page, live=live):
            event.notes.append(f"{_('Saved as a draft, but not published.')} {reason}")

    def _tell_kept(self, event: SourceEvent, page: Any, names: list[str]) -> None:
        for name in names:
            event.notes.append(_("kept your edit of %(field)s") % {"field": label_of(page, name)})

    def _change(
        self, page: Any, name: str, current: dict[str, Any], wanted: dict[str, Any]
    ) -> Change:
        was, becomes = (self._shown(name, side.get(name)) for side in (current, wanted))
        return Change(label_of(page, name), was, becomes)

    def _shown(self, name: str, value: Any) -> str:
        if name == ORGANIZERS:
            value = [self.organizers.title_of(key) for key in value]
        if isinstance(value, list):
            return ", ".join(map(shown_item, value))
        return "" if value is None else str(value)

    def _save(self, record: ImportRecord, event: SourceEvent) -> None:
        record.reasons = list(event.refused)
        record.save()
