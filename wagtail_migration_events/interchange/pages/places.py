"""Where imported pages go: below which page, in which language, and of which class they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_migration_events.events.going_live import against_saving
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.interchange.source.source_event import RowRefused
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.organizers.index_page import OrganizerIndexPageMixin
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.vocabularies.languages import normalise_tag, same_reading


class NoIndexPage(ValueError):  # noqa: N818 - says what it is
    """No page, or more than one, could be the index that is meant."""


@dataclass(frozen=True)
class Place:
    """A page below which pages of ``page_class`` can be made, and its language."""

    parent_pk: int
    locale: Any
    page_class: Any

    def parent(self) -> Any:
        """Return the page as it is now; an older copy does not know its newest children."""
        return base_page_model().objects.get(pk=self.parent_pk)


def find_event_index(name: str = "") -> Any:
    """Return the event index page that is meant.

    :param name: primary key, slug or path of the page; empty means the only one there is in the
        site's default language.
    :raises NoIndexPage: if none fits, or several do.
    """
    pages = base_pages_with(EventIndexPageMixin).select_related("locale")
    if name.isdecimal():
        found = list(pages.filter(pk=int(name[:18])))
    else:
        candidates = list(pages.filter(locale=Locale.get_default()))
        found = [page for page in candidates if not name or _is_called(page, name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoIndexPage(_none_of(name))
    paths = ", ".join(page.url_path for page in found)
    raise NoIndexPage(_("Name one of these event index pages: %(paths)s.") % {"paths": paths})


def _none_of(name: str) -> str:
    pages = base_pages_with(EventIndexPageMixin).filter(locale=Locale.get_default())
    paths = ", ".join(page.url_path for page in pages[:20])
    if not paths:
        return _(
            "The site has no event index page in its default language. Add one in the admin, "
            "below the home page of that language."
        )
    message = _(
        "No event index page in the site's default language is called “%(name)s”. Name one of "
        "these with --index: %(paths)s."
    )
    return message % {"name": name[:80], "paths": paths}


def _is_called(page: Any, name: str) -> bool:
    path = name.strip("/")
    parts = page.get_url_parts()
    public = str(parts[2] or "").strip("/") if parts else ""
    inner = page.url_path.strip("/")
    return path in (page.slug, public, inner) or inner.endswith(f"/{path}")


class EventPlaces:
    """The translations of one event index page: the place of the events of each language."""

    #: Who imports; None where that is a command.
    user: Any = None

    def __init__(self, index: Any) -> None:
        self.index = index
        self._known: dict[str, Place] = {}

    def place_for(self, tag: str) -> Place:
        """Return the place of events that came in a language.

        :raises RowRefused: if the site has no such language, index page or class of events.
        """
        if tag not in self._known:
            self._known[tag] = self._find(tag)
        return self._known[tag]

    def refuse_change(self, page: Any) -> None:
        """Let a page be changed that stands there already, if nobody keeps it as it is.

        :raises RowRefused: if it may not be changed.
        """
        if reason := against_saving(page, self.user):
            raise RowRefused(reason)

    def _find(self, tag: str) -> Place:
        locale = find_locale(tag)
        if locale is None:
            message = _("The site has no language “%(lang)s”. Add it under Settings, Locales.")
            raise RowRefused(message % {"lang": tag})
        page = self.index
        if page.locale_id != locale.pk:
            page = page.get_translation_or_none(locale)
        if page is None:
            message = _("The event index page is missing in “%(lang)s”. Translate it first.")
            raise RowRefused(message % {"lang": tag})
        page_class = _first_class(page, EventPageMixin)
        if page_class is None:
            message = _("No class of event pages is allowed below “%(title)s”.")
            raise RowRefused(message % {"title": page.title})
        return Place(page.pk, locale, page_class)


def organizer_place(*tags: str) -> Place:
    """Return where a new organizer goes: the first organizer index in one of the languages.

    :param tags: languages, the wanted one first.
    :raises RowRefused: if there is no such page.
    """
    for tag in tags:
        locale = find_locale(tag)
        indexes = base_pages_with(OrganizerIndexPageMixin).filter(locale=locale).order_by("path")
        for index in indexes if locale else ():
            if page_class := _first_class(index, OrganizerPageMixin):
                return Place(index.pk, locale, page_class)
    message = _("There is no organizer index page in “%(lang)s” for a new organizer. Add one.")
    raise RowRefused(message % {"lang": tags[-1]})


def find_locale(tag: str) -> Any:
    """Return the site's locale of that language tag, or one with the same language and script."""
    locales = list(Locale.objects.all())
    exact = [each for each in locales if normalise_tag(each.language_code) == normalise_tag(tag)]
    alike = [each for each in locales if same_reading(each.language_code, tag)]
    return next(iter([*exact, *alike]), None)


def _first_class(index: Any, mixin: type) -> Any:
    models = index.specific_class.creatable_subpage_models() if index.specific_class else ()
    return next((model for model in models if issubclass(model, mixin)), None)
