from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Page

from wagtail_migration_events.events import fact_columns

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "is_same"), [("en", False), ("fr", True)])
def test_translatable_rows_share_a_group_with_other_languages_only(
    site: Any, languages: Any, language: str, is_same: bool
) -> None:
    """An alias is in the language of its page, where a second row of a group is refused."""
    row = site.home["en"]  # any translatable object will do
    nothing = SimpleNamespace(all=list)
    target = SimpleNamespace(locale_id=languages[language].pk, rows=nothing)
    field = SimpleNamespace(related_model=Page, get_accessor_name=lambda: "rows")
    [new] = fact_columns._new_rows(target, field, [row])
    assert new.locale_id == target.locale_id
    assert (new.translation_key == row.translation_key) is is_same
