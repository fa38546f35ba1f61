"""Where somebody may import events: on index pages below which they may add and publish."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.interchange.pages.places import EventPlaces, Place
from wagtail_migration_events.interchange.record import IMPORT_PERMISSION
from wagtail_migration_events.interchange.source.source_event import RowRefused
from wagtail_migration_events.interchange.source_files.files import known_collection
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.organizers.index_page import OrganizerIndexPageMixin


def may_import(user: Any) -> bool:
    """Whether somebody may import at all."""
    return bool(user and user.is_active and user.has_perm(IMPORT_PERMISSION))


def indexes_for(user: Any) -> list[Any]:
    """Return the event index pages of the default language on which somebody may import."""
    from wagtail.models import Locale

    pages = base_pages_with(EventIndexPageMixin).filter(
        locale=Locale.get_default(), alias_of__isnull=True
    )
    return [page for page in pages.order_by("path") if may_import_below(user, page)]


def may_import_below(user: Any, index: Any) -> bool:
    """Whether somebody may add and publish pages below an index page."""
    rights = index.permissions_for_user(user)
    return bool(rights.can_add_subpage() and rights.can_publish_subpage())


def may_fetch_files(user: Any) -> bool:
    """Whether somebody may add images and documents where fetched ones go."""
    place = known_collection()
    policies = (
        CollectionPermissionPolicy(get_image_model(), auth_model=Image),
        CollectionPermissionPolicy(get_document_model(), auth_model=Document),
    )
    return all(
        place in policy.collections_user_has_permission_for(user, "add") for policy in policies
    )


def may_publish_organizers(user: Any) -> bool:
    """Whether somebody may publish below each page below which new organizers can go."""
    pages = base_pages_with(OrganizerIndexPageMixin).filter(alias_of__isnull=True)
    return all(may_import_below(user, page) for page in pages)


class PlacesOf(EventPlaces):
    """The places of events of each language, as far as somebody may import there."""

    def __init__(self, index: Any, user: Any) -> None:
        super().__init__(index)
        self.user = user

    def refuse_change(self, page: Any) -> None:
        """Let a page be changed only where it may be edited and published, wherever it stands.

        :raises RowRefused: if it may not be changed.
        """
        rights = page.permissions_for_user(self.user)
        if not (rights.can_edit() and rights.can_publish()):
            message = _(
                "You may not publish events in “%(lang)s”. Ask an administrator for the "
                "right, or leave the row out."
            )
            raise RowRefused(message % {"lang": page.locale.language_code})
        super().refuse_change(page)

    def _find(self, tag: str) -> Place:
        place = super()._find(tag)
        page = base_page_model().objects.get(pk=place.parent_pk)
        if not may_import_below(self.user, page):
            message = _(
                "You may not publish events in “%(lang)s”. Ask an administrator for the "
                "right, or leave the row out."
            )
            raise RowRefused(message % {"lang": tag})
        return place
