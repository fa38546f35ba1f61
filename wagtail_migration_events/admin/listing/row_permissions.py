"""What somebody may do with each page of a list, found out once for each."""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import Any

from wagtail.models import PagePermissionTester


class RowPermissions(PagePermissionTester):
    """Answers as Wagtail's does, which asks the database for what the page itself says."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not self._is_asked_what_is_live:
            return bool(super().can_delete(ignore_bulk))
        if not self.page.is_leaf():
            return not self.page.live and self._may_delete_all_below(ignore_bulk)
        return not self.page.live and (
            "change" in self.permissions or self.page.owner_id == self.user.pk
        )

    @property
    def _is_asked_what_is_live(self) -> bool:
        if not self.user.is_active or self.user.is_superuser or self.page_is_root:
            return False
        may_change = not {"change", "add"}.isdisjoint(self.permissions)
        return may_change and "publish" not in self.permissions

    def _may_delete_all_below(self, ignore_bulk: bool) -> bool:
        return self._with_bulk if ignore_bulk else self._without_bulk

    @cached_property
    def _with_bulk(self) -> bool:
        return bool(super().can_delete(ignore_bulk=True))

    @cached_property
    def _without_bulk(self) -> bool:
        return "bulk_delete" in self.permissions and self._with_bulk


def keep_permissions(page: Any, user: Any) -> None:
    """Let a page that is only shown to one user be asked for their rights many times."""
    if type(page.permissions_for_user(user)) is PagePermissionTester:
        page.permissions_for_user = cache(partial(RowPermissions, page=page))
