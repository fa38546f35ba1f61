"""An event whose languages are complete, and none of them live."""

from __future__ import annotations

from typing import Any

import pytest

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation.translating import submit, translate

WORDS = {"title": "Title", "summary": "Summary"}


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(site.events["en"], title="Forum", summary="How cities", live=False)
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    for language in ("fr", "ar"):
        translate(editor_client, page, language, **WORDS)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    """An event in English that is a draft, with complete drafts in French and Arabic."""
    return again(_event)
