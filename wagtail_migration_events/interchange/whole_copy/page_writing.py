"""Pages of a whole copy, made or brought in line with it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wagtail_migration_events.events.going_live import against_saving
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.outcomes import Became
from wagtail_migration_events.interchange.pages.places import find_locale
from wagtail_migration_events.interchange.pages.publishing import free_slug
from wagtail_migration_events.interchange.source.source_event import RowRefused, quoted
from wagtail_migration_events.interchange.understanding import language_of_words
from wagtail_migration_events.interchange.whole_copy.form import Line
from wagtail_migration_events.interchange.whole_copy.pages import MOMENTS, stored, values_of
from wagtail_migration_events.interchange.whole_copy.references import Swap, swapped
from wagtail_migration_events.interchange.whole_copy.words import note_language, told_language
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.organizers.index_page import OrganizerIndexPageMixin
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


class PagesIn:
    """Writes pages, one line at a time.

    :param swap: gives the primary key of a file for its digest.
    """

    def __init__(self, swap: Swap) -> None:
        self.swap = swap
        self._notes: list[str] = []
        self._made: list[Any] = []

    def notes(self) -> list[str]:
        """Return what is to be said of the last line, once."""
        notes, self._notes = self._notes, []
        return notes

    def made(self) -> list[Any]:
        """Return the primary keys of the pages that the last line made, once."""
        made, self._made = self._made, []
        return made

    def take(self, line: Line) -> Became:
        """Make the page of a line, or bring it in line.

        :raises RowRefused: if the site has no place, language or class for it, or somebody keeps
            the page as it is.
        """
        model, key = self._model(line), line.get("event") or line["organizer"]
        locale = find_locale(line["lang"])
        if locale is None:
            message = _("The site has no language “%(lang)s”. Add it under Settings, Locales.")
            raise RowRefused(message % {"lang": quoted(line["lang"])})
        page = model.objects.filter(translation_key=key, locale=locale, alias_of=None).first()
        if page is not None and self._is_same(page, line):
            return Became.UNCHANGED
        if page is not None and (reason := against_saving(page)):
            raise RowRefused(reason)
        became = Became.CREATED if page is None else Became.UPDATED
        if page is None:
            page = self._added(model, key, locale, line)
        self._bring_in_line(page, line)
        return became

    def _model(self, line: Line) -> Any:
        try:
            model = apps.get_model(line["class"])
        except (LookupError, ValueError):
            model = None
        mixin = EventPageMixin if "event" in line else OrganizerPageMixin
        if model is None or not issubclass(model, mixin):
            message = _("The site has no class of pages “%(name)s”. Install the app that has it.")
            raise RowRefused(message % {"name": quoted(line["class"])})
        return model

    def _is_same(self, page: Any, line: Line) -> bool:
        unswapped = self._unswapped(line)
        if page.live != line["live"] or values_of(stored(page), unswapped) != line["values"]:
            return False
        if "event" in line and told_language(page) != language_of_words(line):
            return False
        if not page.live or not (page.has_unpublished_changes or "draft" in line):
            return True
        draft = values_of(page.get_latest_revision_as_object(), unswapped)
        return bool(page.has_unpublished_changes and draft == line.get("draft"))

    def _unswapped(self, line: Line) -> Swap:
        """Name the files of a stored page as the line does, to compare the two."""
        digests: dict[tuple[str, str], Any] = {}

        def note(kind: str, digest: Any) -> Any:
            digests[kind, str(self.swap(kind, digest))] = digest
            return digest

        for name, value in (*line["values"].items(), *line.get("draft", {}).items()):
            swapped(apps.get_model(line["class"]), name, value, note)
        return lambda kind, pk: digests.get((kind, str(pk)))

    def _added(self, model: Any, key: str, locale: Any, line: Line) -> Any:
        parent = _parent(model, line["below"], locale)
        page = self._filled(model, line["values"])
        page.translation_key, page.locale = key, locale
        page.slug = free_slug(parent, page.slug or "page")
        page.live, page.has_unpublished_changes = False, True
        if owner := line.get("owner"):
            users = get_user_model()
            page.owner = users.objects.filter(**{users.USERNAME_FIELD: owner}).first()
        parent.add_child(instance=page)
        self._made.append(page.pk)
        return page

    def _filled(self, model: Any, values: dict[str, Any]) -> Any:
        data = {
            name: _as_new_rows(swapped(model, name, each, self.swap), model, name)
            for name, each in values.items()
        }
        return model.from_serializable_data({**data, "pk": None}, check_fks=False)

    def _bring_in_line(self, page: Any, line: Line) -> None:
        self._make_source(page, line)
        revision = self._revision(page, line["values"])
        moments = {name: parse_datetime(line[name]) for name in MOMENTS if line.get(name)}
        if line["live"]:
            revision.publish()
        elif page.live:
            type(page).objects.get(pk=page.pk).unpublish()
        if moments:
            base_page_model().objects.filter(pk=page.pk).update(**moments)
        if "event" in line:
            note_language(type(page).objects.get(pk=page.pk), line)
        if line.get("draft"):
            self._revision(type(page).objects.get(pk=page.pk), line["draft"])
        if "sequence" in line and line.get("is_source"):
            EventGroup.objects.filter(pk=page.translation_key).update(sequence=line["sequence"])

    def _revision(self, page: Any, values: dict[str, Any]) -> Any:
        fresh, slug = self._filled(type(page), values), page.slug
        for name in values:
            if name == "slug":
                continue
            relation = type(page)._meta.get_field(name)
            if relation.one_to_many:
                setattr(page, name, list(getattr(fresh, name).all()))
            else:
                setattr(page, relation.attname, getattr(fresh, relation.attname))
        page.slug = slug
        page.full_clean(exclude=["path", "depth", "numchild", "url_path", "slug"])
        return page.save_revision()

    def _make_source(self, page: Any, line: Line) -> None:
        if line.get("is_source"):
            EventGroup.objects.filter(pk=page.translation_key).update(origin=page.pk)


def _as_new_rows(value: Any, model: Any, name: str) -> Any:
    """Give child rows the key that ``from_serializable_data`` asks for: none of this site."""
    if not model._meta.get_field(name).one_to_many:
        return value
    return [{**row, "pk": None} for row in value]


def _parent(model: Any, below: str, locale: Any) -> Any:
    """Return the page with that path below the root of the language, else the language's index.

    :raises RowRefused: if there is neither.
    """
    pages = base_page_model().objects.filter(locale=locale, alias_of=None)
    for page in pages.filter(slug=below.rpartition("/")[2]).order_by("path"):
        slugs = page.get_ancestors(inclusive=True).filter(depth__gt=2)
        is_there = "/".join(slugs.values_list("slug", flat=True)) == below
        if is_there and model in page.specific_class.allowed_subpage_models():
            return page.specific
    mixin = EventIndexPageMixin if issubclass(model, EventPageMixin) else OrganizerIndexPageMixin
    index = next((page for page in pages.order_by("path").type(mixin) if page.specific_class), None)
    if index is None:
        message = _(
            "There is no page in “%(lang)s” below which it could stand. Translate "
            "the page above it first."
        )
        raise RowRefused(message % {"lang": locale.language_code})
    return index.specific
