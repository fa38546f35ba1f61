"""Official titles and the glossary, where translators need them."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Site, WorkflowPage

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import people, translating
from tests.translation.desk.desk_form import Desk
from wagtail_migration_events.translation.site_settings import TranslationSettings
from wagtail_migration_events.translation.wording.official_titles import official_titles
from wagtail_migration_events.vocabularies.registry import get_vocabulary

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def glossary(text: str) -> None:
    site = Site.objects.get(is_default_site=True)
    TranslationSettings.objects.update_or_create(site=site, defaults={"glossary": text})


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    title = get_vocabulary("gcm_objectives").term("1").label("en").text
    page = make_event(
        site.events["en"],
        title=f"{title}: the network meets",
        gcm_objectives=["1"],
        guiding_principles=["people-centred"],
    )
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    return again(_event)


def test_titles_stand_beside_each_other_and_only_checked_ones_are_called_official(event: Any):
    for title in official_titles(event, "en", "fr"):
        assert title.is_official == (title.target.verified and not title.target.is_fallback)
    assert [title.source.language for title in official_titles(event, "en", "fr")] == ["en", "en"]
    assert not any(title.is_official for title in official_titles(event, "en", "sw"))


def test_the_glossary_is_at_hand_and_checked(event: Any, editor_client: Any):
    glossary("en,fr\nnetwork,réseau\nhammer,marteau\n")
    desk = Desk(editor_client, event, "fr").type("title", "La toile se réunit")
    table = desk.soup.select_one(".translator-desk__terms").get_text(" ", strip=True)
    assert "network réseau" in table
    assert "hammer" not in table
    assert desk.press().status_code == 302  # a warning keeps nobody from saving
    desk = Desk(editor_client, event, "fr")
    assert desk.state("title") == "done"
    assert "The glossary has “réseau” for “network”." in desk.words_at("title")
    desk.type("title", "Le réseau se réunit")
    assert "glossary" not in str(desk.autosave().json()["fields"])


def test_an_official_title_is_checked_too(event: Any, editor_client: Any):
    title = official_titles(event, "en", "fr")[0]
    Desk(editor_client, event, "fr").type("title", "Autre chose").press()
    words = Desk(editor_client, event, "fr").words_at("title")
    assert ("The official title of" in words) == title.is_official


def test_a_glossary_with_a_fault_is_named_and_keeps_nobody_from_translating(
    event: Any, editor_client: Any
):
    glossary("en,fr\na,b,c\n")
    desk = Desk(editor_client, event, "fr")
    assert "Line 2 has 3 cells" in desk.soup.get_text()
    assert desk.type("title", "Titre").press().status_code == 302


def test_the_settings_refuse_a_glossary_with_a_fault(admin_client: Any):
    from django.core.exceptions import ValidationError

    settings = TranslationSettings(site=Site.objects.get(is_default_site=True), glossary="English")
    with pytest.raises(ValidationError, match="Line 1"):
        settings.full_clean()


def test_of_several_notices_the_one_that_counts_is_in_sight_and_the_rest_folded(
    event: Any, client: Any, site: Any
):
    glossary("no languages")
    client.force_login(people.member("amina", people.team("French translators", [site.home["fr"]])))
    WorkflowPage.objects.all().delete()
    desk = Desk(client, event, "fr")
    desk.data["text-999999"] = "Ville"  # of a text that the source has no more
    desk.press()
    blocks = desk.soup.select("form .help-block")
    folded = [block for block in blocks if block.find_parent("details")]
    assert [("Ville" in block.text) for block in blocks] == [True, False, False]
    assert folded == blocks[1:]
    assert folded[0].find_parent("details").summary.get_text(strip=True) == "2 more notices"
