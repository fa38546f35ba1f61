"""Pages that become pages of another class: the same row of Wagtail, other columns beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.models import PageLogEntry, ReferenceIndex, Revision, WorkflowState
from wagtail.search import index

from wagtail_migration_events.groups.page_model import base_page_model

Maker = Callable[[Any], Any]


class NotAPage(ValueError):  # noqa: N818 - says what it is
    """The site's function gave something else than a new page of a class of its own."""


def convert(page: Any, make: Maker, *, dry_run: bool = False) -> None:
    """Turn a page into one of another class, with its address, tree, privacy and every revision.

    :param page: the specific page.
    :param make: given the page as it is, or as a revision has it, returns an unsaved page of
        another class with the columns of that class filled; all that Wagtail knows of every page
        is filled in here.
    :param dry_run: make the new page and its revisions, but keep nothing.
    :raises NotAPage: if ``make`` returns no such page, or other rows have to name the old one.
    """
    conversion = Conversion(page, make)
    if dry_run:
        conversion.try_out()
    else:
        conversion.write()


class Conversion:
    """A page, and what it and its revisions would be in the other class; see :func:`convert`."""

    def __init__(self, page: Any, make: Maker) -> None:
        revisions = Revision.page_revisions.filter(object_id=str(page.pk))
        self.page = page
        self.new = _made(page, page, make)
        _refuse_what_is_left_empty(self.new)
        self.versions = {each.pk: _made(page, each.as_object(), make) for each in revisions}
        if {type(version) for version in self.versions.values()} - {type(self.new)}:
            raise NotAPage(_("Its revisions would be of another class than the page."))
        _refuse_what_has_to_be_named(page)

    @property
    def organizers(self) -> set[str]:
        """The organizers that readers and editors would find on it, in its newest revision too."""
        newest = self.versions.get(self.page.latest_revision_id, self.new)
        current = (each for each in (self.new, newest) if hasattr(each, "organizer_links"))
        return {str(row.organizer) for each in current for row in each.organizer_links.all()}

    def try_out(self) -> None:
        """Let the database refuse the new row, or rows beside it, such as a word too long."""
        new = self.new
        with transaction.atomic():
            new.save_base(raw=True)  # only its own row, and search does not listen to it
            for rows in get_all_child_relations(new):
                getattr(new, rows.get_accessor_name()).commit()
            for field in get_all_child_m2m_relations(new):
                getattr(new, field.name).commit()
            transaction.set_rollback(True)

    def write(self) -> None:
        with transaction.atomic():
            ReferenceIndex.remove_for_object(self.page)
            index.remove_object(self.page)
            _drop_own_row(self.page)
            new = self.new
            new.content_type = kind = ContentType.objects.get_for_model(type(new))
            ClusterableModel.save(new)  # Page.save() looks for the old row of the class first
            for pk, version in self.versions.items():
                version.content_type = kind
                Revision.objects.filter(pk=pk).update(
                    content_type=kind, content=version.serializable_data()
                )
            _rename(new, kind)


def _made(page: Any, version: Any, make: Maker) -> Any:
    """Return the new page for one version, with what the base page has of that version."""
    base = base_page_model()
    try:
        new = make(version)
    except Exception as error:  # a page of which the site did not think must not cost the others
        words = _("The function failed: %(error)s")
        raise NotAPage(words % {"error": f"{type(error).__name__}: {error}"}) from error
    if not isinstance(new, base) or isinstance(new, type(page)) or type(new) is base:
        raise NotAPage(_("The function returned no page of another class."))
    if new.pk is not None:
        raise NotAPage(_("The function returned a page that is saved already."))
    for field in base._meta.concrete_fields:
        setattr(new, field.attname, getattr(version, field.attname))
    link = type(new)._meta.get_ancestor_link(base)
    setattr(new, link.attname, page.pk)
    new._state.adding = False
    return new


def _refuse_what_is_left_empty(new: Any) -> None:
    """The database would refuse it, which a dry run never asks."""
    fields = [field for field in new._meta.concrete_fields if not field.null]
    empty = [field.name for field in fields if field.pre_save(new, True) is None]
    if empty:
        words = _("The function gave no value for %(fields)s, which cannot be empty.")
        raise NotAPage(words % {"fields": ", ".join(empty)})


def _refuse_what_has_to_be_named(page: Any) -> None:
    for field, rows in _rows_naming(page):
        if not (_goes_with_page(field) or field.null) and rows.exists():
            words = _("%(model)s names it, and has to name something.")
            raise NotAPage(words % {"model": rows.model.__name__})


def _drop_own_row(page: Any) -> None:
    """Delete what the class has of a page, and nothing else.

    Django's own ``delete(keep_parents=True)`` would delete the revisions too.
    """
    for field, rows in _rows_naming(page):
        if _goes_with_page(field):
            rows.delete()
        elif field.null:
            rows.update(**{field.name: None})
    rows = type(page)._base_manager.filter(pk=page.pk)
    rows._raw_delete(rows.db)


def _rows_naming(page: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each foreign key to the class of a page itself, with the rows that hold the page."""
    model = type(page)
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.model is model:
            field = relation.remote_field
            yield field, relation.related_model._base_manager.filter(**{field.name: page.pk})


def _goes_with_page(field: Any) -> bool:
    return isinstance(field, ParentalKey) or bool(field.model._meta.auto_created)


def _rename(new: Any, kind: ContentType) -> None:
    """Let Wagtail's notes about the page name its new class."""
    PageLogEntry.objects.filter(page_id=new.pk).update(content_type=kind)
    WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(base_page_model()),
        object_id=str(new.pk),
    ).update(content_type=kind)
