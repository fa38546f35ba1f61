from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from tests.factories import make_event, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC)
FRIDAY = dt.datetime(2027, 3, 5, 9, 0, tzinfo=dt.UTC)


def test_a_text_that_is_emptied_later_does_not_move_the_date_of_another(
    site: Any,
) -> None:
    english = make_event(site.events["en"], summary="Summary", location_note="Door 3")
    french = translated(english, "fr", summary="Résumé", location_note="Porte 3")
    for moment, name in ((MONDAY, "location_note"), (FRIDAY, "summary")):
        english = type(english).objects.get(pk=english.pk)
        setattr(english, name, "")
        with time_machine.travel(moment, tick=False):
            english.save_revision().publish()
    changed = {
        each.name: each.changed_at for each in stale_texts(type(french).objects.get(pk=french.pk))
    }
    assert changed == {"summary": FRIDAY, "location_note": MONDAY}
