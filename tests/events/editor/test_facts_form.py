"""Facts in the editor: edited in the source, read in the other languages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage
from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def again(page):
    return type(page).objects.get(pk=page.pk)


def fact_names(editor):
    names = {name.split("_date")[0].split("-")[0] for name in editor.data}
    return names & {*EventPage.event_facts} - {"resources"}  # which the Editor always sends


def facts_shown(editor):
    """The read-only rows: heading and what stands below it."""
    rows = editor.soup.find_all(class_="w-field__textoutput")
    return {
        editor.soup.find(id=row["aria-labelledby"]).get_text(strip=True).rstrip("*"): row.get_text(
            " ", strip=True
        )
        for row in rows
    }


@pytest.fixture
def event(site):
    return make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="UTC",
        venue="Palais, room XX",
        gcm_objectives=["13"],
        languages=[{"language": "fr", "kind": "interpretation"}],
        is_regional_review=True,
        registration_url="https://example.org/en",
        organizers=[make_organizer(site.organizers["en"], "IOM")],
    )


@pytest.fixture
def french(event):
    return translated(event, "fr", title="Réunion")


def test_a_page_alone_and_the_source_are_edited_as_ever(event, editor_client):
    alone = fact_names(Editor.of(editor_client, event))
    translated(event, "fr")
    editor = Editor.of(editor_client, event)
    assert {"starts_at", "venue", "organizer_links", "gcm_objectives"} <= alone
    assert fact_names(editor) == alone
    assert "These facts come from" not in editor.html


def test_a_sibling_shows_the_facts_in_words_and_has_no_field_for_them(french, editor_client):
    editor = Editor.of(editor_client, french)
    assert fact_names(editor) == set()
    shown = facts_shown(editor)
    assert shown["Start"] == "3 May 2027, 13:00 Coordinated Universal Time (UTC)"
    assert shown["Venue"] == "Palais, room XX"
    assert shown["Organizers"] == "IOM (Lead organizer)"
    assert shown["Regional review process"] == "Yes"
    assert shown["GCM objectives"].startswith("13. Use migration detention")
    assert any("French" in each for each in shown.values())


def test_a_sibling_links_to_the_editor_of_its_source(event, french, editor_client):
    editor = Editor.of(editor_client, french)
    notice = next(
        each for each in editor.soup.find_all(class_="help-block") if "come from" in each.text
    )
    assert "page in English" in notice.text
    assert notice.a["href"] == reverse("wagtailadmin_pages:edit", args=[event.pk])


def translator(django_user_model, page, *permissions):
    user = django_user_model.objects.create_user("amina", password="amina")
    group = Group.objects.create(name="translators")
    from django.contrib.auth.models import Permission

    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in permissions:
        permission = Permission.objects.get(
            codename=f"{name}_page", content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


def test_who_may_not_edit_the_source_gets_no_link_to_it(
    site, event, french, client, django_user_model
):
    client.force_login(translator(django_user_model, site.home["fr"], "change", "publish"))
    editor = Editor.of(client, french)
    assert "page in English" in editor.html
    assert reverse("wagtailadmin_pages:edit", args=[event.pk]) not in editor.html


def test_a_sibling_is_saved_and_published_with_its_text_and_the_facts_of_the_source(
    event, french, editor_client
):
    editor = Editor.of(editor_client, french).fill(title="Le forum")
    editor.save_draft()
    assert editor.saved().title == "Le forum"
    Editor.of(editor_client, french).fill(title="Le forum !").publish()
    assert again(french).title == "Le forum !"
    assert again(french).starts_at == MAY_3
    assert again(french).organizer_links.count() == 1


def test_forged_facts_have_no_effect(event, french, editor_client):
    source = Editor.of(editor_client, event)
    facts = {name: value for name, value in source.data.items() if name not in ("title", "slug")}
    editor = Editor.of(editor_client, french)
    editor.data.update({**facts, "venue": "Forged", "starts_at_date": "2030-01-01"})
    editor.data["organizer_links-TOTAL_FORMS"] = "0"
    editor.data["organizer_links-INITIAL_FORMS"] = "0"
    editor.publish()
    assert editor.response.status_code == 302
    for page in (again(french), again(event)):
        assert page.venue == "Palais, room XX"
        assert page.starts_at == MAY_3
        assert page.organizer_links.count() == 1


def test_a_form_that_was_opened_before_its_page_became_the_source_clears_no_fact(
    event, french, editor_client
):
    editor = Editor.of(editor_client, french)
    make_source(french)
    editor.fill(title="").publish()
    assert editor.response.status_code == 200
    editor.data = editor.shown
    editor.fill(title="Le forum !").publish()
    assert editor.response.status_code == 302
    for page in (again(french), again(event)):
        assert (page.venue, page.starts_at) == ("Palais, room XX", MAY_3)
        assert page.organizer_links.count() == 1
    assert again(french).title == "Le forum !"
    assert again(french).registration_url == "https://example.org/en"


def test_who_changes_facts_while_another_page_becomes_the_source_is_told_where_they_are_edited(
    event, french, editor_client
):
    editor = Editor.of(editor_client, event)
    make_source(french)
    editor.fill(starts_at_date="2030-01-01", summary="Typed meanwhile").publish()
    assert editor.response.status_code == 200
    assert "are now edited in the French page" in editor.html
    editor.data = editor.shown
    assert editor.data["summary"] == "Typed meanwhile"
    assert "starts_at_date" not in editor.data
    editor.publish()
    assert editor.response.status_code == 302
    assert (again(event).summary, again(event).starts_at) == ("Typed meanwhile", MAY_3)


def test_an_own_value_typed_before_the_page_became_the_source_is_kept(french, editor_client):
    editor = Editor.of(editor_client, french)
    make_source(french)
    editor.fill(registration_url="https://example.org/fr").publish()
    assert again(french).registration_url == "https://example.org/fr"


def test_an_automatic_save_of_a_sibling_answers_in_json(french, editor_client):
    import wagtail

    if wagtail.VERSION < (7, 3):
        pytest.skip("no automatic saves")
    editor = Editor.of(editor_client, french).fill(title="En cours")
    response = editor_client.post(editor.url, editor.data, headers={"Accept": "application/json"})
    assert response.json()["success"], response.json()
    assert again(french).get_latest_revision_as_object().title == "En cours"


def test_what_a_language_may_set_for_itself_says_what_is_shown_meanwhile(french, editor_client):
    editor = Editor.of(editor_client, french)
    assert editor.data["registration_url"] == ""
    assert "page in English: https://example.org/en" in editor.html
    editor.fill(registration_url="https://example.org/fr").publish()
    assert again(french).registration_url == "https://example.org/fr"


def test_the_pages_of_an_event_that_is_not_adopted_are_edited_each_for_itself(
    event, french, editor_client
):
    EventGroup.objects.update(adopted=False)
    editor = Editor.of(editor_client, french)
    assert "starts_at" in fact_names(editor)
    editor.fill(venue="Salle 5").publish()
    assert (again(french).venue, again(event).venue) == ("Salle 5", "Palais, room XX")


def test_two_revisions_of_a_sibling_can_be_compared(event, french, editor_client):
    Editor.of(editor_client, french).fill(title="Autre").save_draft()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[french.pk, "earliest", "latest"])
    response = editor_client.get(url)
    assert response.status_code == 200
    assert "Autre" in response.content.decode()


@pytest.mark.parametrize(
    ("model", "fact", "own"),
    [
        (GcmTalkPage, "interpretation_booth", "interpretation_booth"),
        (LegacyMeetingPage, "venue", "location"),
    ],
)
def test_facts_of_a_sites_own_class_follow_too(site, editor_client, model, fact, own):
    event = make_event(site.events["en"], model, starts_at=MAY_3, **{own: "Booth 7"})
    french = translated(event, "fr")
    editor = Editor.of(editor_client, french)
    assert own not in editor.data
    assert "Booth 7" in facts_shown(editor).values()
    editor.fill(title="Causerie", **{own: "Forged"}).publish()
    assert getattr(again(french), fact) == "Booth 7"
    assert again(french).title == "Causerie"


def test_facts_that_a_class_refuses_do_not_keep_a_translator_from_publishing(
    event, french, editor_client
):
    EventPage.objects.filter(pk__in=[event.pk, french.pk]).update(venue="Palais\x07")
    editor = Editor.of(editor_client, french).fill(title="Quand même")
    editor.publish()
    assert editor.response.status_code == 302
    assert again(french).title == "Quand même"


def test_an_editor_asks_the_database_no_more_for_many_languages(
    event, french, editor_client, django_assert_max_num_queries
):
    few = {}
    for page in (event, french):
        Editor.of(editor_client, page)
        with django_assert_max_num_queries(400) as counted:
            Editor.of(editor_client, page)
        few[page] = len(counted)
    for language in ("ar", "es", "ru"):
        translated(event, language)
    for page, number in few.items():
        with django_assert_max_num_queries(number):
            Editor.of(editor_client, page)
