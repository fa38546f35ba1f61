"""The form of an event, as the tests of the editor begin with it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing import Editor


@pytest.fixture
def editor(site: Any, editor_client: Any) -> Editor:
    """The form for a new event, with a title."""
    return Editor.blank(editor_client, site.events["en"]).fill(title="Forum")


@pytest.fixture
def hide(settings: Any, rebuild_edit_handlers: Any) -> Any:
    """Hide fields from editors, as a site does by its settings."""

    def hide_fields(*names: str) -> None:
        settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = names
        rebuild_edit_handlers()

    return hide_fields
