"""An import brings new words into translations, and past the gate only what may go live."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interchange.building import import_rows
from tests.interchange.joining.test_joined_rows import ENGLISH, FRENCH, page_in
from tests.translation.gates import set_gate
from wagtail_migration_events.interchange.outcomes import Became
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def test_what_the_gate_holds_back_is_saved_as_a_draft_and_told(site: Any):
    index = site.events["en"]
    import_rows(index, ENGLISH, FRENCH)
    set_gate(page_in("fr"), Gate.APPROVED)
    changed = [{**ENGLISH, "title": "Harbours"}, {**FRENCH, "title": "Les havres"}]
    english, french = import_rows(index, *changed)
    assert (english.notes, page_in("en").title) == ([], "Harbours")
    assert french.became == Became.UPDATED
    (note,) = french.notes
    assert note.startswith("Saved as a draft, but not published. French: its newest version has")
    assert (page_in("fr").live, page_in("fr").title) == (True, "Les ports")
    assert page_in("fr").get_latest_revision_as_object().title == "Les havres"
    set_gate(page_in("fr"), Gate.READY)
    import_rows(index, {**FRENCH, "title": "Les rades"})
    assert page_in("fr").title == "Les rades"
