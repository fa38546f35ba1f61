"""Short ways to make the things tests are about."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.utils.text import slugify
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

_numbers = itertools.count(1)
MAY_3 = dt.datetime(2027, 5, 3, 13, 0, tzinfo=dt.UTC)
_NO_TASK = SimpleNamespace(enqueue=lambda *arguments: None)


@contextmanager
def followed_by_another_save() -> Iterator[None]:
    """Leave search and the index of references to the last save, which brings both up to date.

    A published page is saved three times: writing its words for search each time took a tenth of
    the time of making it.
    """
    task = mock.patch("modelsearch.signal_handlers.insert_or_update_object_task", _NO_TASK)
    with disable_reference_index_auto_update(), task:
        yield


def make_page(model: type, parent: Any, **values: Any) -> Any:
    """Add a live page below ``parent``; published through a revision, as an editor would."""
    live = values.pop("live", True)
    page = _added(model, parent, values)
    _revised(page, live)
    page.refresh_from_db()
    return page


def _added(model: type, parent: Any, values: dict[str, Any]) -> Any:
    number = next(_numbers)
    values.setdefault("title", f"{model._meta.verbose_name} {number}")
    values.setdefault("slug", f"{slugify(values['title'], allow_unicode=True)[:60]}-{number}")
    values.setdefault("locale", parent.locale)
    with followed_by_another_save():
        return parent.add_child(instance=model(live=False, **values))


def _revised(page: Any, live: bool) -> None:
    if not live:
        page.save_revision()
        return
    with followed_by_another_save():
        revision = page.save_revision()
    revision.publish()


def make_event(parent: Any, model: type | None = None, organizers: Any = (), **values: Any) -> Any:
    """Add an event page; ``organizers`` are organizer pages, or pairs of page and role."""
    from wagtail_migration_events.pages.models import EventPage

    model = model or EventPage
    live = values.pop("live", True)
    values.setdefault("title", f"Event {next(_numbers)}")
    page = _added(model, parent, values)
    link_class = model.organizer_links.rel.related_model
    for place, item in enumerate(organizers):
        organizer, role = item if isinstance(item, tuple) else (item, "lead")
        page.organizer_links.add(
            link_class(organizer=organizer.translation_key, role=role, sort_order=place)
        )
    _revised(page, live)
    return model.objects.get(pk=page.pk)


def make_organizer(parent: Any, title: str = "International Organization", **values: Any) -> Any:
    from wagtail_migration_events.pages.models import OrganizerPage

    return make_page(OrganizerPage, parent, title=title, **values)


def translated(page: Any, language: str, *, live: bool = True, **values: Any) -> Any:
    """Copy a page into another language, as Wagtail itself does, and change its text."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    with disable_reference_index_auto_update():  # parents, if copied too, are for search at once
        copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in values.items():
        setattr(copy, name, value)
    _revised(copy, live)
    return type(page).objects.get(pk=copy.pk)
