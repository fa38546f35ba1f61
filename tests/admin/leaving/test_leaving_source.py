"""Unpublishing, deleting and choosing the source of facts, through the admin."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from tests.editing import Editor, form_data
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def again(page):
    return type(page).objects.get(pk=page.pk)


def exists(page):
    return Page.objects.filter(pk=page.pk).exists()


def origin_of(page):
    return EventGroup.objects.get(pk=page.translation_key).origin_id


def messages(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def changes_of_source():
    return PageLogEntry.objects.filter(action="wagtail_migration_events.source").count()


@pytest.fixture
def event(site):
    return make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="UTC",
        registration_url="https://example.org/en",
    )


@pytest.fixture
def french(event):
    return translated(event, "fr", title="Forum fr")


@pytest.fixture
def arabic(event, french):
    return translated(event, "ar", title="Forum ar")


class Question:
    """The question as a browser shows it, in answer to a form of Wagtail's own."""

    def __init__(self, client, response):
        assert response.status_code == 200, response
        self.client = client
        html = response.content.decode()
        self.text = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
        main = BeautifulSoup(html, "html.parser").find("main")
        self.form = main.find("form", method="post")
        self.options = {
            " ".join(label.get_text().split()): label.find("input")["value"]
            for label in self.form.find_all("label")
        }
        self.names = list(
            dict.fromkeys(radio["name"] for radio in self.form.find_all("input", type="radio"))
        )

    def send(self, answer=None, value=None):
        data = form_data(self.form)
        if answer is not None:
            value = next(self.options[label] for label in self.options if answer in label)
        for name in self.names:
            if value is not None:
                data[name] = value
        return self.client.post(self.form["action"], data)


def url_of(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def unpublish(client, page, **data):
    assert client.get(url_of("unpublish", page)).status_code == 200
    return client.post(url_of("unpublish", page), data)


def delete(client, page, **data):
    assert client.get(url_of("delete", page)).status_code == 200
    return client.post(url_of("delete", page), {"wagtail_site_name": "Tests", **data})


def in_bulk(client, action, *pages, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{ids}", {"wagtail_site_name": "Tests", **data})


def unpublish_in_bulk(client, page):
    return in_bulk(client, "unpublish", page)


# --- Unpublishing the source ---


def test_unpublishing_the_source_asks_first(event, french, arabic, editor_client):
    question = Question(editor_client, unpublish(editor_client, event))
    assert "“Forum” is the source of facts" in question.text
    assert "also published in: French, Arabic" in question.text
    assert len(question.options) == 4
    assert again(event).live


def test_the_other_languages_can_be_unpublished_too(event, french, arabic, editor_client):
    question = Question(editor_client, unpublish(editor_client, event))
    response = question.send("Unpublish the other languages too")
    assert response.status_code == 302
    assert "French, Arabic" in messages(response)
    assert not any(again(page).live for page in (event, french, arabic))
    assert origin_of(event) == event.pk


def scheduled(page):
    """Take a page down, and let it go live again by itself a week from now."""
    page.unpublish()
    page.go_live_at = timezone.now() + dt.timedelta(days=7)
    page.save_revision().publish()
    assert again(page).approved_schedule
    return page


@pytest.mark.parametrize("in_one", [unpublish, unpublish_in_bulk])
def test_no_language_of_what_is_unpublished_altogether_goes_live_later(
    event, french, arabic, editor_client, in_one
):
    scheduled(arabic)
    question = Question(editor_client, in_one(editor_client, event))
    assert "also published in: French." in question.text
    question.send("Unpublish the other languages too")
    assert not again(arabic).approved_schedule
    assert PageLogEntry.objects.filter(action="wagtail.schedule.cancel", page=arabic.pk).exists()


def test_what_is_scheduled_stays_so_where_the_other_languages_stay(
    event, french, arabic, editor_client
):
    scheduled(arabic)
    Question(editor_client, unpublish(editor_client, event)).send("Leave them published with the")
    assert again(arabic).approved_schedule


def test_the_other_languages_can_stay_as_they_are(site, event, french, arabic, editor_client):
    Question(editor_client, unpublish(editor_client, event)).send("Leave them published with the")
    assert [again(page).live for page in (event, french, arabic)] == [False, True, True]
    assert origin_of(event) == event.pk


def test_drafts_of_the_unpublished_source_reach_nobody_until_it_is_published_again(
    event, french, arabic, editor_client
):
    Question(editor_client, unpublish(editor_client, event)).send("Leave them published with the")
    editor = Editor.of(editor_client, event)
    editor.fill(starts_at_date="2027-09-09", venue="Elsewhere")
    assert editor.save_draft().status_code == 302
    assert again(event).venue == "Elsewhere"
    for page in (french, arabic):
        assert (again(page).starts_at, again(page).venue) == (MAY_3, "")
        assert again(page).get_latest_revision_as_object().starts_at == MAY_3
    again(french).save_revision().publish()
    assert again(french).starts_at == MAY_3
    editor = Editor.of(editor_client, event)
    assert editor.publish().status_code == 302
    for page in (french, arabic):
        assert again(page).starts_at.date() == dt.date(2027, 9, 9)
        assert again(page).venue == "Elsewhere"


def test_another_language_can_become_the_source(event, french, arabic, editor_client):
    question = Question(editor_client, unpublish(editor_client, event))
    question.send("make French the source")
    assert [again(page).live for page in (event, french, arabic)] == [False, True, True]
    assert origin_of(event) == french.pk
    assert again(french).registration_url == "https://example.org/en"
    french_now = again(french)
    french_now.venue = "Palais"
    french_now.save_revision().publish()
    assert again(arabic).venue == "Palais"


def test_the_child_pages_are_remembered_while_the_question_is_asked(event, french, editor_client):
    part = make_event(event)
    response = unpublish(editor_client, event, include_descendants="on", next="/admin/pages/")
    response = Question(editor_client, response).send("Unpublish the other")
    assert response.url == "/admin/pages/"
    assert not again(part).live


def test_nonsense_is_refused_with_a_message(event, french, arabic, editor_client):
    question = Question(editor_client, unpublish(editor_client, event))
    for value in ("", "0", "nonsense", str(event.pk), "999999"):
        answer = Question(editor_client, question.send(value=value))
        assert "Choose" in answer.text
    assert again(event).live
    assert origin_of(event) == event.pk


def test_nothing_is_asked_where_nobody_is_left_behind(event, french, arabic, editor_client):
    assert unpublish(editor_client, french).status_code == 302
    assert unpublish(editor_client, arabic).status_code == 302
    assert unpublish(editor_client, event).status_code == 302
    assert not again(event).live


def test_an_alias_of_the_source_asks_nothing(site, event, editor_client):
    mirror = event.create_alias(
        parent=site.events["fr"],
        update_locale=site.events["fr"].locale,
        reset_translation_key=False,
    )
    assert unpublish(editor_client, event).status_code == 302
    assert not again(event).live
    assert not again(mirror).live


def test_when_the_source_expires_nobody_is_asked(event, french):
    page = again(event)
    page.expire_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    EventPage.objects.filter(pk=event.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))
    call_command("publish_scheduled")
    assert not again(event).live
    assert again(french).live
    assert again(french).starts_at == MAY_3
    assert origin_of(event) == event.pk


# --- Deleting the source ---


def test_deleting_the_source_asks_first(event, french, arabic, editor_client):
    question = Question(editor_client, delete(editor_client, event))
    assert "The event also has pages in: French, Arabic" in question.text
    assert exists(event)


def test_all_languages_can_be_deleted(event, french, arabic, editor_client):
    response = Question(editor_client, delete(editor_client, event)).send("Delete all")
    assert "Deleted too: French, Arabic" in messages(response)
    assert not any(exists(page) for page in (event, french, arabic))
    assert EventGroup.objects.get(pk=event.translation_key).origin is None
    assert not changes_of_source()


@pytest.mark.parametrize("language", ["French", "Arabic"])
def test_another_language_takes_over_from_the_deleted_source(
    event, french, arabic, editor_client, language
):
    question = Question(editor_client, delete(editor_client, event))
    question.send(f"source of facts is then {language}")
    assert not exists(event)
    chosen = {"French": french, "Arabic": arabic}[language]
    assert origin_of(french) == chosen.pk
    for page in (french, arabic):
        assert again(page).starts_at == MAY_3
        assert shared_value(again(page), "registration_url") == "https://example.org/en"


def test_drafts_in_other_languages_count_when_the_source_is_deleted(event, editor_client):
    russian = translated(event, "ru", live=False)
    Question(editor_client, delete(editor_client, event)).send("then Russian")
    assert origin_of(russian) == russian.pk


def mirror_of(event, parent):
    return event.create_alias(
        parent=parent, update_locale=parent.locale, reset_translation_key=False
    )


def test_mirrors_in_other_languages_are_asked_about_when_the_source_is_deleted(
    site, event, editor_client
):
    mirror = mirror_of(event, site.events["fr"])
    question = Question(editor_client, delete(editor_client, event))
    assert "pages in: French" in question.text
    question.send("Keep them")
    assert origin_of(event) == mirror.pk
    assert again(mirror).alias_of is None


def test_mirrors_in_other_languages_go_with_all_languages(site, event, french, editor_client):
    mirror = mirror_of(event, site.events["ru"])
    Question(editor_client, delete(editor_client, event)).send("Delete all")
    assert not any(exists(page) for page in (event, french, mirror))


def test_deleting_a_sibling_or_the_last_language_asks_nothing(event, french, editor_client):
    assert delete(editor_client, french).status_code == 302
    assert delete(editor_client, event).status_code == 302
    assert not exists(event)


def test_a_deletion_that_is_not_confirmed_asks_nothing(event, french, editor_client):
    response = delete(editor_client, event, confirm_site_name="Wrong")
    assert "source of facts" not in response.content.decode()
    assert exists(event)


def test_an_organizer_in_use_below_another_language_stops_the_deletion_of_all(
    site, event, french, editor_client
):
    organizer = make_organizer(french)
    make_event(site.events["en"], organizers=[organizer])
    question = Question(editor_client, delete(editor_client, event))
    assert any("1 page below" in label for label in question.options)
    response = question.send("Delete all")
    assert "cannot be deleted" in messages(response)
    assert exists(event)
    assert exists(french)


def test_a_refused_deletion_of_all_names_no_event_that_is_hidden_from_its_editor(
    site, event, french, english_editor
):
    """Both ways of deleting say the same of an organizer that is in use."""
    group = Group.objects.get(name="claire")
    for codename in ("change_page", "publish_page", "bulk_delete_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=site.events["fr"], permission=right)
    make_event(site.events["ru"], title="Secret", organizers=[make_organizer(french)])
    for ask in (delete, lambda client, page: in_bulk(client, "delete", page)):
        response = Question(english_editor, ask(english_editor, event)).send("Delete all")
        assert "cannot be deleted" in messages(response)
        assert "Secret" not in messages(response)
        assert exists(french)


# --- What is below ---


@pytest.fixture
def section(site, event):
    """A page with two events below it that are sources of facts of pages in French."""
    section = site.events["en"].add_child(instance=Page(title="Week", locale=event.locale))
    parts = [make_event(section, title=title) for title in ("Opening", "Closing")]
    for part in parts:
        translated(part, "fr", title=f"{part.title} fr")
    return section


def in_french(section):
    keys = section.get_descendants().values("translation_key")
    return list(Page.objects.filter(translation_key__in=keys, locale__language_code="fr"))


def unpublish_all(client, page):
    return unpublish(client, page, include_descendants="on")


def unpublish_all_in_bulk(client, page):
    return in_bulk(client, "unpublish", page, include_descendants="on")


def delete_in_bulk(client, page):
    return in_bulk(client, "delete", page)


@pytest.mark.parametrize("act", [unpublish_all, unpublish_all_in_bulk])
def test_sources_below_are_asked_about_at_once_before_they_are_unpublished(
    section, editor_client, act
):
    later = scheduled(translated(EventPage.objects.child_of(section).first(), "ar", title="Later"))
    question = Question(editor_client, act(editor_client, section))
    assert "Opening Closing These events are also published in: French." in question.text
    assert len(question.names) == 1
    assert section.get_descendants().live().count() == 2
    response = question.send("Unpublish the other languages too")
    assert response.status_code == 302
    assert "Unpublished too: French." in messages(response)
    assert not section.get_descendants().live().exists()
    assert not any(page.live for page in in_french(section))
    assert not again(later).approved_schedule


@pytest.mark.parametrize("act", [unpublish_all, unpublish_all_in_bulk])
def test_the_other_languages_of_what_is_below_can_stay_published(section, editor_client, act):
    Question(editor_client, act(editor_client, section)).send("Leave them published")
    assert not section.get_descendants().live().exists()
    assert [page.live for page in in_french(section)] == [True, True]


def test_only_the_page_itself_is_unpublished_without_a_question(section, editor_client):
    assert unpublish(editor_client, section).status_code == 302
    assert section.get_descendants().live().count() == 2


@pytest.mark.parametrize("act", [delete, delete_in_bulk])
def test_sources_below_are_asked_about_at_once_before_they_are_deleted(section, editor_client, act):
    french = in_french(section)
    question = Question(editor_client, act(editor_client, section))
    assert "Opening Closing These events also have pages in: French." in question.text
    question.send("Delete all languages")
    assert not exists(section)
    assert not any(exists(page) for page in french)
    assert not changes_of_source()


@pytest.mark.parametrize("act", [delete, delete_in_bulk])
def test_the_other_languages_of_what_is_deleted_below_can_stay(section, editor_client, act):
    french = in_french(section)
    Question(editor_client, act(editor_client, section)).send("Keep the others")
    assert not exists(section)
    assert [origin_of(page) for page in french] == [page.pk for page in french]


def test_a_source_and_those_below_it_are_asked_about_on_one_page(event, french, editor_client):
    translated(make_event(event, title="Part"), "ar")
    question = Question(editor_client, delete(editor_client, event))
    assert len(question.names) == 2
    question.send(value="all")
    assert not exists(french)
    assert not Page.objects.filter(title="Part").exists()


def test_what_is_locked_stays_published(section, editor_client, django_user_model):
    locked = in_french(section)[0]
    somebody = django_user_model.objects.create_user("somebody")
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=somebody)
    response = Question(editor_client, unpublish_all(editor_client, section)).send(value="all")
    assert "1 locked page stays published." in messages(response)
    assert sorted(page.live for page in in_french(section)) == [False, True]


def test_nobody_takes_languages_below_along_that_they_have_no_right_to(section, english_editor):
    for act in (unpublish_all, delete):
        question = Question(english_editor, act(english_editor, section))
        assert list(question.options.values()) == ["keep"]
        assert "Choose again" in Question(english_editor, question.send(value="all")).text
        assert section.get_descendants().live().count() == 2


@pytest.mark.parametrize("act", [unpublish_all, delete])
def test_the_question_costs_as_much_for_two_sources_as_for_six(section, editor_client, act):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            Question(editor_client, act(editor_client, section))
        return len(queries)

    cost()
    of_two = cost()
    for number in range(4):
        translated(make_event(section, title=f"Part {number}"), "fr")
    assert cost() <= of_two


# --- In bulk ---


def test_a_bulk_action_asks_about_each_source(site, event, french, editor_client):
    other = make_event(site.events["en"], title="Other")
    russian = translated(other, "ru")
    question = Question(editor_client, in_bulk(editor_client, "unpublish", event, other))
    assert len(question.names) == 2
    assert "“Forum” is" in question.text
    assert "“Other” is" in question.text
    question.send(value="all")
    assert not any(again(page).live for page in (event, french, other, russian))


def test_siblings_chosen_with_the_source_are_not_asked_about(event, french, editor_client):
    assert in_bulk(editor_client, "unpublish", event, french).status_code == 302
    assert not again(event).live
    assert in_bulk(editor_client, "delete", event, french).status_code == 302
    assert not exists(event)
    assert not exists(french)
    assert not changes_of_source()


def test_in_bulk_too_the_others_can_stay(event, french, arabic, editor_client):
    question = Question(editor_client, in_bulk(editor_client, "unpublish", event))
    question.send("Leave them published with the")
    assert [again(page).live for page in (event, french)] == [False, True]
    question = Question(editor_client, in_bulk(editor_client, "delete", event))
    question.send("then Arabic")
    assert not exists(event)
    assert origin_of(french) == arabic.pk


def test_in_bulk_too_all_languages_can_be_deleted(event, french, arabic, editor_client):
    response = Question(editor_client, in_bulk(editor_client, "delete", event)).send("Delete all")
    assert "3 pages have been deleted" in messages(response)
    assert not changes_of_source()
    assert not any(exists(page) for page in (event, french, arabic))


def test_in_bulk_too_an_organizer_in_use_stops_the_deletion_of_all(
    site, event, french, editor_client
):
    make_event(site.events["en"], organizers=[make_organizer(french)])
    question = Question(editor_client, in_bulk(editor_client, "delete", event))
    response = question.send("Delete all")
    assert "cannot be deleted" in messages(response)
    assert exists(event)
    assert exists(french)


def test_in_bulk_too_nonsense_is_refused(event, french, editor_client):
    question = Question(editor_client, in_bulk(editor_client, "delete", event))
    assert "Choose" in Question(editor_client, question.send(value="999999")).text
    assert exists(event)


# --- Who may ---


@pytest.fixture
def english_editor(site, client, django_user_model):
    """Somebody who may do everything with the English pages and nothing with the others."""
    user = django_user_model.objects.create_user("claire")
    group = Group.objects.create(name="claire")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=site.events["en"], permission=right)
    client.force_login(user)
    return client


def test_nobody_unpublishes_languages_they_have_no_right_to(event, french, english_editor):
    question = Question(english_editor, unpublish(english_editor, event))
    assert "all" not in question.options.values()
    answer = Question(english_editor, question.send(value="all"))
    assert "Choose again" in answer.text
    assert again(event).live
    assert again(french).live
    question.send("Leave them published with the")
    assert not again(event).live


def test_nobody_deletes_languages_they_have_no_right_to(event, french, english_editor):
    for ask in (delete, lambda client, page: in_bulk(client, "delete", page)):
        question = Question(english_editor, ask(english_editor, event))
        assert "all" not in question.options.values()
        assert "Choose again" in Question(english_editor, question.send(value="all")).text
        assert exists(event)
        assert exists(french)
    question.send("then French")
    assert not exists(event)
    assert origin_of(french) == french.pk


# --- Making a page the source ---


def make_source_url(page):
    return reverse("wagtail_migration_events_make_source", args=[page.pk])


def test_the_editor_of_a_sibling_offers_to_make_it_the_source(event, french, editor_client):
    def offered(page):
        return make_source_url(page) in editor_client.get(url_of("edit", page)).content.decode()

    assert offered(french)
    assert not offered(event)
    assert editor_client.get(make_source_url(french)).status_code == 200
    assert origin_of(event) == event.pk
    response = editor_client.post(make_source_url(french))
    assert response.url == url_of("edit", french)
    assert "in the French page" in messages(response)
    assert origin_of(event) == french.pk
    assert offered(event)
    assert not offered(french)


def test_the_confirmation_says_what_will_not_come_into_force(event, french, editor_client):
    editor = Editor.of(editor_client, event)
    editor.fill(venue="Elsewhere").save_draft()
    html = editor_client.get(make_source_url(french)).content.decode()
    assert "changes that are not published yet: venue" in " ".join(html.lower().split())


def test_the_confirmation_names_texts_that_are_out_of_date(event, french, editor_client):
    Editor.of(editor_client, event).fill(title="New title").publish()
    html = editor_client.get(make_source_url(french)).content.decode()
    assert "will no longer be shown as out of date" in " ".join(html.split())


def test_pages_that_cannot_be_the_source_are_refused(site, event, french, editor_client):
    alias = event.create_alias(parent=site.events["es"])
    for page in (alias, site.events["en"]):
        # A site with languages in its addresses looks for a page that is not found there too.
        assert editor_client.post(make_source_url(page), follow=True).status_code == 404
    assert editor_client.post(make_source_url(event)).url == url_of("edit", event)
    assert origin_of(event) == event.pk


def test_only_those_who_may_change_facts_make_a_page_the_source(event, french, english_editor):
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    for ask in (english_editor.get, english_editor.post):
        response = ask(make_source_url(french))
        assert response.status_code in (302, 403)
    assert origin_of(event) == event.pk


# --- Copies and aliases ---


def copy_in_admin(client, page, parent, **data):
    client.post(
        url_of("copy", page),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": parent.pk,
            "publish_copies": "on",
            **data,
        },
    )
    return EventPage.objects.get(slug="copy")


def test_a_copy_of_a_sibling_holds_what_the_sibling_showed(site, event, french, editor_client):
    organizer = make_organizer(site.organizers["en"])
    again(french).save_revision()
    editor = Editor.of(editor_client, event)
    editor.fill(starts_at_date="2027-06-04", venue="Palais").add_organizer(organizer).publish()
    copy = copy_in_admin(editor_client, french, site.events["fr"])
    assert origin_of(copy) == copy.pk
    for page in (copy, copy.get_latest_revision_as_object()):
        assert page.starts_at.date() == dt.date(2027, 6, 4)
        assert page.venue == "Palais"
        assert [row.organizer for row in page.organizer_links.all()] == [organizer.translation_key]
        assert page.registration_url == "https://example.org/en"
    Editor.of(editor_client, event).fill(venue="Elsewhere").publish()
    assert again(copy).venue == "Palais"
    Editor.of(editor_client, copy).publish()
    assert again(copy).venue == "Palais"
    assert again(french).venue == "Elsewhere"


def test_a_copy_of_the_source_keeps_its_draft(site, event, french, editor_client):
    Editor.of(editor_client, event).fill(venue="Draft").save_draft()
    copy = copy_in_admin(editor_client, event, site.events["en"])
    assert copy.venue == ""
    assert copy.get_latest_revision_as_object().venue == "Draft"


def test_a_copy_of_an_alias_holds_what_the_alias_showed(site, event, french, editor_client):
    alias = french.create_alias(parent=site.events["es"])
    copy = copy_in_admin(editor_client, again(alias), site.events["es"])
    assert copy.alias_of is None
    assert copy.starts_at == MAY_3
    assert copy.registration_url == "https://example.org/en"


def test_an_alias_made_in_the_admin_follows_the_source(site, event, french, editor_client):
    alias = copy_in_admin(editor_client, french, site.events["fr"], alias="on")
    assert alias.alias_of_id == french.pk
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert again(alias).venue == "Palais"


def test_an_alias_that_becomes_a_regular_page_is_an_event_of_its_own(
    site, event, french, editor_client
):
    alias = french.create_alias(parent=site.events["es"])
    editor_client.post(url_of("convert_alias", alias))
    alias = again(alias)
    assert alias.alias_of is None
    assert origin_of(alias) == alias.pk
    for page in (alias, alias.get_latest_revision_as_object()):
        assert page.starts_at == MAY_3
        assert page.registration_url == "https://example.org/en"
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert again(alias).venue == ""
    Editor.of(editor_client, alias).fill(venue="Casa").publish()
    assert again(alias).venue == "Casa"


def test_a_mirror_in_another_language_that_becomes_a_regular_page_is_a_sibling(
    site, event, editor_client
):
    mirror = event.create_alias(
        parent=site.events["fr"],
        update_locale=site.events["fr"].locale,
        reset_translation_key=False,
    )
    editor_client.post(url_of("convert_alias", mirror))
    mirror = again(mirror)
    assert mirror.alias_of is None
    assert origin_of(mirror) == event.pk
    assert shared_value(mirror, "registration_url") == "https://example.org/en"
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert again(mirror).venue == "Palais"


# --- Groups whose source is not in the default language ---


def test_an_event_written_in_french_is_right_in_english(site, editor_client):
    event = make_event(site.events["fr"], title="Forum", starts_at=MAY_3, timezone="UTC")
    english = translated(event, "en", title="Forum en")
    assert origin_of(english) == event.pk
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert again(english).venue == "Palais"
    question = Question(editor_client, delete(editor_client, event))
    question.send("then English")
    assert origin_of(english) == english.pk
    Editor.of(editor_client, english).fill(venue="Hall").publish()
    assert again(english).venue == "Hall"
