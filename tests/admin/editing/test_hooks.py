"""What happens beside Wagtail's own work when events and organizers are edited."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.pages.models import OrganizerPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizer(site):
    return make_organizer(site.organizers["en"], "International Organization")


@pytest.fixture
def event(site, organizer):
    return make_event(site.events["en"], title="Forum", organizers=[organizer])


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_together(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{ids}", {"wagtail_site_name": "Tests"})


def messages(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# --- Organizers in use ---


def test_an_organizer_in_use_is_not_deleted(organizer, event, editor_client):
    for response in (
        editor_client.get(reverse("wagtailadmin_pages:delete", args=[organizer.pk])),
        delete(editor_client, organizer),
    ):
        assert response.status_code == 302
        assert "it is an organizer of “Forum”" in messages(response)
    assert OrganizerPage.objects.filter(pk=organizer.pk).exists()


def test_events_that_the_user_cannot_find_in_the_admin_are_not_named(site, organizer, client):
    make_event(site.events["en"], title="Secret talk", organizers=[organizer], live=False)
    make_event(site.events["fr"], title="Open talk", organizers=[organizer])
    group = Group.objects.create(name="Organizer keepers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in (site.organizers["en"], site.events["fr"]):
        for codename in ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = get_user_model().objects.create_user("keeper", "keeper@example.org", "keeper")
    user.groups.add(group)
    client.force_login(user)
    for response in (delete(client, organizer), delete_together(client, organizer)):
        said = messages(response)
        assert "an organizer of “Open talk” and 1 event that you may not see" in said
        assert "Secret" not in said
    assert OrganizerPage.objects.filter(pk=organizer.pk).exists()


def test_a_draft_that_names_an_organizer_counts(site, organizer, editor_client):
    make_event(site.events["en"], organizers=[organizer], live=False)
    delete(editor_client, organizer)
    assert OrganizerPage.objects.filter(pk=organizer.pk).exists()


def test_an_organizer_that_nobody_names_is_deleted(organizer, editor_client):
    delete(editor_client, organizer)
    assert not OrganizerPage.objects.filter(pk=organizer.pk).exists()


def test_one_language_may_be_deleted_while_another_remains(organizer, event, editor_client):
    french = translated(organizer, "fr")
    delete(editor_client, organizer)
    assert not OrganizerPage.objects.filter(pk=organizer.pk).exists()
    delete(editor_client, french)
    assert OrganizerPage.objects.filter(pk=french.pk).exists()


def test_all_languages_at_once_are_not_deleted(organizer, event, editor_client):
    french = translated(organizer, "fr")
    response = delete_together(editor_client, organizer, french)
    assert "cannot be deleted" in messages(response)
    assert OrganizerPage.objects.count() == 2


def test_the_parent_of_an_organizer_in_use_is_not_deleted(site, organizer, event, editor_client):
    assert "cannot be deleted" in messages(delete(editor_client, site.organizers["en"]))
    assert "cannot be deleted" in messages(delete_together(editor_client, site.organizers["en"]))
    assert OrganizerPage.objects.filter(pk=organizer.pk).exists()


def test_other_pages_are_deleted_in_bulk_as_ever(site, organizer, editor_client):
    event = make_event(site.events["en"])
    delete_together(editor_client, event, organizer)
    assert not Page.objects.filter(pk__in=[event.pk, organizer.pk]).exists()


def test_an_organizer_goes_together_with_the_only_event_that_names_it(
    organizer, event, editor_client
):
    delete_together(editor_client, organizer, event)
    assert not Page.objects.filter(pk__in=[event.pk, organizer.pk]).exists()


def test_a_tree_that_holds_organizers_and_all_their_events_is_deleted(
    site, organizer, event, editor_client
):
    data = {"wagtail_site_name": "Tests"}
    home = site.home["en"]
    other = make_organizer(site.organizers["fr"], "Organisation")
    make_event(site.events["fr"], organizers=[other])
    url = reverse("wagtailadmin_pages:delete", args=[home.pk])
    assert "cannot" not in messages(editor_client.post(url, data))
    assert not Page.objects.filter(pk=home.pk).exists()
    assert OrganizerPage.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    "delete_it",
    [
        lambda page: page.delete(),
        lambda page: OrganizerPage.objects.filter(pk=page.pk).delete(),
        lambda page: Page.objects.filter(pk=page.pk).delete(),
        lambda page: Page.objects.get(pk=page.get_parent().pk).delete(),
        lambda page: page.get_parent().get_children().delete(),
    ],
)
def test_code_cannot_delete_an_organizer_in_use_either(organizer, event, delete_it):
    with pytest.raises(ProtectedError):
        delete_it(organizer)


# --- Side events ---


def add_link(page):
    args = ("wagtail_migration_events_pages", "eventpage", page.pk)
    return reverse("wagtailadmin_pages:add", args=args)


def test_those_who_may_are_offered_a_side_event(event, editor_client):
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"):
        html = editor_client.get(reverse(name, args=[event.pk])).content.decode()
        assert "Add a side event" in html
        assert add_link(event) in html


def test_those_who_may_only_change_it_are_not(site, event, client, django_user_model):
    user = django_user_model.objects.create_user("claire")
    group = Group.objects.create(name="claire")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=site.home["en"], permission=right)
    client.force_login(user)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert "Forum" in html
    assert "Add a side event" not in html


def test_the_side_event_of_a_sites_own_class_is_of_that_class(site, editor_client):
    from tests.adopter.models import TownHallPage

    hall = make_event(site.events["en"], TownHallPage)
    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=[hall.pk])).content.decode()
    assert f"townhallpage/{hall.pk}/" in html


def test_other_pages_are_offered_none(site, organizer, editor_client):
    for page in (site.home["en"], organizer):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert "Add a side event" not in editor_client.get(url).content.decode()
