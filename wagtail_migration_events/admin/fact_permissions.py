"""Who may change the facts of an event, in whatever language they meet it."""

from __future__ import annotations

from typing import Any


def may_change_facts(user: Any, page: Any) -> bool:
    """Tell whether a user may change what is true of an event in all its languages."""
    return bool(user.is_superuser or page.permissions_for_user(user).can_publish())
