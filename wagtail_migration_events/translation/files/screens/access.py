"""Which translations a person may take out in files, and which they may bring back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.translation.refusals import what_locks
from wagtail_migration_events.translation.source.snapshots import model_of

#: A right to any of these on a page lets somebody see it in the admin.
SEEING = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


def is_ours(model: Any) -> bool:
    """Whether pages of a class, which may be None, are translated in files."""
    return model is not None and issubclass(model, PublicPageMixin)


def translations() -> Any:
    """Return what goes on: a translation that was turned into a regular page is edited there."""
    found = Translation.objects.filter(enabled=True)
    return found.select_related("source__locale", "target_locale")


def translations_at(page: Any) -> list[Any]:
    """Return the translations that begin or end at a page, in the order of the languages."""
    begins = Q(source__locale=page.locale_id)
    found = translations().filter(
        begins | Q(target_locale=page.locale_id), source__object_id=page.translation_key
    )
    return list(found.order_by("target_locale__language_code", "pk"))


class Access:
    """What one person may do with some translations; five queries, however many they are.

    :param found: wagtail-localize's ``Translation``; those of other pages are left out.
    """

    def __init__(self, user: Any, found: Iterable[Any]) -> None:
        self.user = user
        self.translations = [each for each in found if is_ours(model_of(each.source))]
        keys = {each.source.object_id for each in self.translations}
        rows = base_page_model().objects.filter(translation_key__in=keys)
        rows = rows.select_related("locale").order_by(F("alias_of").desc(nulls_last=True))
        self.pages = {(row.translation_key, row.locale_id): row for row in rows}

    def target(self, translation: Any) -> Any:
        """Return the base row of the page that is translated into; None if it is gone."""
        return self.pages.get((translation.source.object_id, translation.target_locale_id))

    def origin(self, translation: Any) -> Any:
        """Return the base row of the page that is translated from; None if it is gone."""
        return self.pages.get((translation.source.object_id, translation.source.locale_id))

    def may_write(self, translation: Any) -> bool:
        """Whether the person may edit the translation. Locks are another question."""
        page = self.target(translation)
        return page is not None and bool(page.permissions_for_user(self.user).can_edit())

    def may_read(self, translation: Any) -> bool:
        """Whether the person may edit the translation, or ask for translations of a source that
        they see in the admin."""
        user, origin = self.user, self.origin(translation)
        return self.may_write(translation) or (
            origin is not None
            and user.has_perm("wagtail_localize.submit_translation")
            and page_permission_policy.user_has_any_permission_for_instance(user, SEEING, origin)
        )

    def locks(self, translation: Any) -> list[str]:
        """Return why the person may not write now, in Wagtail's words; safe HTML."""
        return what_locks(self.user, [self.target(translation).specific])

    def readable(self) -> list[Any]:
        return [each for each in self.translations if self.may_read(each)]

    def writable(self) -> list[Any]:
        return [each for each in self.translations if self.may_write(each)]
