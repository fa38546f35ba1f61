"""A dry run of leaving says what the database would refuse."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.adopter.models import LegacyMeetingPage
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def without_place(page: Any) -> Any:
    return LegacyMeetingPage(location=None) if hasattr(page, "venue") else None


@pytest.mark.parametrize("option", ["dry_run", "apply"])
def test_a_page_whose_new_columns_would_be_empty_is_refused_with_their_names(
    option: str, site: Any
):
    event = make_event(site.events["en"], title="A meeting")
    answer = StringIO()
    with pytest.raises(SystemExit):
        call_command(
            "events_leave",
            "pages",
            convert=f"{__name__}.without_place",
            stdout=answer,
            **{option: True},
        )
    [line] = [line for line in answer.getvalue().splitlines() if line.startswith("A meeting")]
    assert "refused" in line
    assert "location" in line
    assert type(event).objects.filter(pk=event.pk).exists()
