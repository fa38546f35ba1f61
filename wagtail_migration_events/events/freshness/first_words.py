"""Which live pages still show the words of another page.

A page that was an alias is none any more once somebody has begun to translate it. Until its first
version is published, readers go on seeing what it showed as an alias.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from wagtail_migration_events.events.freshness.basis import TextBasisField
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.vocabularies.languages import normalise_tag


def languages_before_first_version(pages: list[Any]) -> dict[int, str]:
    """Return by primary key the language of pages that readers see in the words of another one.

    Two queries at most, and none where no page has unpublished changes.

    :param pages: of any class, base pages too.
    """
    shown = {page.pk: page.live_revision_id for page in pages if _may_show_others(page)}
    if not shown:
        return {}
    versions = Revision.objects.filter(pk__in=shown.values())
    pages_of = dict(versions.values_list("pk", "object_id"))
    others = {pk: pages_of[version] for pk, version in shown.items() if version in pages_of}
    others = {pk: other for pk, other in others.items() if other != str(pk)}
    if not others:
        return {}
    rows = base_page_model().objects.filter(pk__in=others.values())
    codes = {str(pk): code for pk, code in rows.values_list("pk", "locale__language_code")}
    return {pk: normalise_tag(codes[other]) for pk, other in others.items() if other in codes}


def _may_show_others(page: Any) -> bool:
    if page.alias_of_id or not (page.live and page.has_unpublished_changes):
        return False
    if isinstance(page, TextBasisField):
        # What a page holds in memory counts, for it may be a draft.
        pairs = (page.text_basis or {}).values()
        return all(made_from == own for made_from, own in pairs)
    return type(page) is base_page_model()
