"""The panel of a schedule: what has changed of it is told on the clock of the person who reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

from wagtail.admin.panels import PublishingPanel
from wagtail.admin.panels.model_utils import expand_panel_list
from wagtail.utils.timestamps import render_timestamp

from wagtail_migration_events.events.editor.versions.list_comparison import ListComparison


class ScheduleComparison(ListComparison):
    """Two moments as Wagtail's own messages show them, where it would show ISO 8601 in UTC."""

    def words(self, value: dt.datetime | None, page: Any) -> list[str]:
        return [render_timestamp(value)] if value is not None else []


class SchedulePanel(PublishingPanel):
    class BoundPanel(PublishingPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            return [
                partial(ScheduleComparison, field)
                for comparison in super().get_comparison()
                for field in comparison.args
            ]


def with_schedule_in_words(model: Any, panels: Iterable[Any]) -> list[Any]:
    """Put ours in the place of Wagtail's panel of the schedule; a site's own stays."""
    return [
        SchedulePanel() if type(panel) is PublishingPanel else panel
        for panel in expand_panel_list(model, panels)
    ]
