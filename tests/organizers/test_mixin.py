"""Organizer pages: one code, one name with all its commas."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.organizers.resolution import organizers_of
from wagtail_migration_events.pages.models import OrganizerPage

pytestmark = pytest.mark.django_db
LONG = "Office for the Study of Cities, Borders, and Climate, Regional Centre, Nairobi"


def refusal(organizer: Any, field: str = "code") -> str:
    with pytest.raises(ValidationError) as caught:
        organizer.full_clean()
    return str(caught.value.message_dict[field][0])


@pytest.mark.parametrize(
    ("title", "acronym", "code"),
    [
        ("International Organization for Migration", "IOM", "iom"),
        (LONG, "", "office-for-the-study-of-cities-borders-and-climate-regio"),
        ("Équipe de pays", "", "equipe-de-pays"),
        ("UN_Women", "", "un-women"),
        ("Data & People", "D&P / UN", "dp-un"),
    ],
)
def test_a_code_is_suggested_from_the_acronym_or_the_name(title, acronym, code, site: Any):
    organizer = make_organizer(site.organizers["en"], title, acronym=acronym)
    assert organizer.code == code
    organizer.full_clean()


@pytest.mark.parametrize("title", ["المنظمة الدولية للهجرة", "国际移民组织", "…"])
def test_a_name_without_latin_letters_gets_a_code_from_its_key(title: str, site: Any):
    organizer = make_organizer(site.organizers["en"], title, slug="x")
    assert organizer.code == str(organizer.translation_key)[:8]
    organizer.full_clean()


def test_a_suggested_code_is_one_that_nobody_has(site: Any):
    codes = [make_organizer(site.organizers["en"], "Forum").code for _ in range(3)]
    assert codes == ["forum", "forum-2", "forum-3"]


def test_the_code_of_another_organizer_is_refused(site: Any):
    make_organizer(site.organizers["en"], "Forum")
    other = make_organizer(site.organizers["fr"], "Autre", live=False)
    other.code = "forum"
    assert refusal(other) == "Another organizer has this code already. Choose another one."


@pytest.mark.parametrize("code", ["Forum", "a b", "-forum", "forum_2", "منتدى", "a,b", "forum\n"])
def test_a_code_is_of_small_letters_digits_and_hyphens(code: str, site: Any):
    organizer = make_organizer(site.organizers["en"], live=False)
    organizer.code = code
    assert refusal(organizer) == "Use a-z, 0-9 and hyphens."


def test_all_languages_of_an_organizer_have_one_code(site: Any):
    organizer = make_organizer(site.organizers["en"], "Cities Forum")
    french = translated(organizer, "fr", title="Forum des villes")
    added = make_organizer(
        site.organizers["ar"], "منتدى المدن", translation_key=organizer.translation_key
    )
    assert french.code == added.code == "cities-forum"
    french.code = "forum-des-villes"
    assert "“cities-forum”" in refusal(french)


def test_a_code_may_be_corrected_until_it_is_published_and_never_after(site: Any):
    organizer = make_organizer(site.organizers["en"], "Forum", live=False)
    organizer.code = "world-forum"
    organizer.save_revision().publish()
    organizer = OrganizerPage.objects.get(pk=organizer.pk)
    assert organizer.code == "world-forum"
    organizer.code = "forum"
    assert "has been published" in refusal(organizer)
    OrganizerPage.objects.get(pk=organizer.pk).unpublish()
    organizer = OrganizerPage.objects.get(pk=organizer.pk)
    organizer.code = "forum"
    assert "has been published" in refusal(organizer)


def test_a_code_that_was_emptied_is_the_old_one_again(site: Any):
    organizer = make_organizer(site.organizers["en"], "Forum")
    translated(organizer, "fr")
    organizer.code = ""
    organizer.full_clean()
    assert organizer.code == "forum"


def test_an_emptied_code_of_a_single_page_is_kept_too(site: Any):
    organizer = make_organizer(site.organizers["en"], "Forum")
    organizer.title, organizer.code = "World Forum", ""
    organizer.save()
    assert OrganizerPage.objects.get(pk=organizer.pk).code == "forum"


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_is_another_organizer_with_a_code_of_its_own(keep_live: bool, site: Any):
    organizer = make_organizer(site.organizers["en"], "Forum")
    copy = organizer.copy(update_attrs={"slug": "copy"}, keep_live=keep_live)
    copy = OrganizerPage.objects.get(pk=copy.pk)
    assert copy.code == "forum-2"
    assert copy.get_latest_revision_as_object().code == "forum-2"
    copy.save_revision().publish()


def test_an_alias_has_the_code_of_its_source_and_does_not_take_it_away(site: Any, languages: Any):
    organizer = make_organizer(site.organizers["en"], "Forum")
    elsewhere = organizer.create_alias(parent=site.organizers["en"], update_slug="again")
    french = organizer.copy_for_translation(languages["fr"], alias=True)
    assert elsewhere.code == french.code == "forum"
    organizer.title = "World Forum"
    organizer.save_revision().publish()
    assert {page.title for page in Page.objects.filter(alias_of=organizer.pk)} == {"World Forum"}


def test_an_organizer_is_not_part_of_itself(site: Any):
    organizer = make_organizer(site.organizers["en"])
    organizer.parent_organization = organizer.translation_key
    message = refusal(organizer, "parent_organization")
    assert message == "An organizer cannot be part of itself."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Forum\u202emurof"),
        ("acronym", "I\x00OM"),
        ("website", "javascript:alert(1)"),
        ("country", "002"),
        ("kind", "club"),
    ],
)
def test_a_bad_value_is_refused_at_its_field(field: str, value: str, site: Any):
    organizer = make_organizer(site.organizers["en"])
    setattr(organizer, field, value)
    assert refusal(organizer, field)


def test_a_name_with_commas_stays_one_name_wherever_it_is_shown(site: Any, client: Any):
    organizer = make_organizer(site.organizers["en"], LONG)
    event = make_event(site.events["en"], organizers=[organizer], starts_at=MAY_3)
    [found] = organizers_of([event], "en")[event.pk]
    assert found.name == LONG
    for page in (event, organizer, site.events["en"], site.organizers["en"]):
        assert LONG in client.get(page.url).content.decode()


def test_an_organizer_is_found_by_its_acronym(site: Any):
    from django.core.management import call_command

    organizer = make_organizer(site.organizers["en"], "Long name", acronym="XYZW")
    call_command("update_index", verbosity=0)
    assert list(OrganizerPage.objects.all().search("XYZW")) == [organizer]


def test_saving_single_columns_suggests_nothing(site: Any):
    organizer = make_organizer(site.organizers["en"])
    OrganizerPage.objects.filter(pk=organizer.pk).update(code="")
    organizer = OrganizerPage.objects.get(pk=organizer.pk)
    organizer.save(update_fields=["acronym"])
    assert OrganizerPage.objects.get(pk=organizer.pk).code == ""
