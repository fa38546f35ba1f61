"""Which events somebody sees in the matrix although they may go to none of their pages."""

from __future__ import annotations

from typing import Any

from wagtail.permissions import page_permission_policy

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.requests.above import nearest_above, pages_above
from wagtail_migration_events.translation.requests.beginning import may_translate_below
from wagtail_migration_events.translation.requests.request import TranslationRequest


def sources_to_translate(user: Any, explorable: Any) -> set[int]:
    """Return the sources of what waits for somebody who may edit or begin it, in two queries.

    :param explorable: pages that they may go to anyhow; these are left out.
    :return: primary keys.
    """
    if user.is_superuser:
        return set()  # goes everywhere
    mine = TranslationRequest.objects.open().assigned_to(user)
    mine = mine.exclude(group__origin__in=explorable.values("pk"))
    rows = list(mine.values_list("group", "locale", "group__origin", "group__origin__path"))
    if not rows:
        return set()
    locales = {locale for _key, locale, _pk, _path in rows}
    own = base_page_model().objects.filter(
        translation_key__in={key for key, _locale, _pk, _path in rows},
        locale__in=locales,
        alias_of=None,
    )
    above = pages_above((path for _key, _locale, _pk, path in rows), locales)
    pages = list((own | above).only("path", "depth", "translation_key", "locale", "owner"))
    places = nearest_above(((path, locale) for _key, locale, _pk, path in rows), pages)
    targets = {(page.translation_key, page.locale_id): page for page in pages}
    return {
        pk
        for key, locale, pk, path in rows
        if _may_translate(user, targets.get((key, locale)), places.get((path, locale)))
    }


def _may_translate(user: Any, page: Any, place: Any) -> bool:
    """Whether somebody may edit a translation or, where there is none, begin it at its place."""
    if page is None:
        return place is not None and may_translate_below(user, place)
    policy = page_permission_policy
    return bool(policy.user_has_any_permission_for_instance(user, {"change"}, page))
