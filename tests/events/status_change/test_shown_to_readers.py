"""What readers of every language see of an event whose status was changed in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.factories import MAY_3, make_event, translated
from tests.status_steps import StatusForm

pytestmark = pytest.mark.django_db

DATE = {"new_start_date": "2027-06-07", "new_start_time": "15:00"}
SHOWN = [
    (
        "cancel",
        {},
        {"en": "Cancelled", "fr": "Annulé", "ar": "ملغاة"},
        {"en": "Cancelled", "fr": "Annulé", "ar": "ملغاة"},
        "3 mai 2027",
    ),
    (
        "postpone",
        {},
        {
            "en": "Postponed: was 3 May 2027, new date to be announced",
            "fr": "Reporté (date précédente : 3 mai 2027), nouvelle date à préciser",
        },
        {"en": "Postponed", "fr": "Reporté"},
        "à préciser",
    ),
    (
        "reschedule",
        DATE,
        {"en": "Rescheduled: was 3 May 2027", "fr": "Reprogrammé (date précédente : 3 mai 2027)"},
        {"en": "Rescheduled"},
        "7 juin 2027",
    ),
    (
        "move_online",
        {},
        {"en": "Moved online"},
        {"en": "Moved online"},
        "3 mai 2027",
    ),
]


def soup(client: Any, page: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").replace("\xa0", " ").split())


@pytest.mark.parametrize(("action", "values", "headlines", "badges", "when"), SHOWN)
def test_page_and_card_say_it_in_every_language(
    site: Any,
    editor_client: Any,
    action: str,
    values: Any,
    headlines: dict[str, str],
    badges: dict[str, str],
    when: str,
):
    event = make_event(
        site.events["en"], title="Forum", starts_at=MAY_3, timezone="Europe/Zurich", venue="Palais"
    )
    pages = {
        "en": event,
        "fr": translated(event, "fr", title="Forum"),
        "ar": translated(event, "ar", title="منتدى"),
    }
    StatusForm(editor_client, pages["ar"], action).send(reason="Flood", **values)
    for language, page in pages.items():
        headline = words(soup(editor_client, page).select_one(".events-status__headline"))
        card = soup(editor_client, site.events[language]).select_one("article.events-card")
        badge = words(card.select_one(".events-card__marks strong"))
        assert headlines.get(language, headline) == headline
        assert badges.get(language, badge) == badge
        if language == "fr":
            assert when in words(card.select_one(".events-card__when"))
