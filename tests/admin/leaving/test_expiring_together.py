"""When the source of facts gets a date of expiry, its other languages may get it too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.editing import Editor
from tests.factories import make_event, translated
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
JUNE_1 = dt.datetime(2099, 6, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def event(site: Any) -> Any:
    page = make_event(site.events["en"], title="Forum")
    translated(page, "fr", title="Forum des villes")
    translated(page, "ar", live=False)
    return page


def address(page: Any) -> str:
    return reverse("wagtail_migration_events_expire_together", args=[page.pk])


def dates(event: Any) -> dict[str, Any]:
    pages = EventPage.objects.filter(translation_key=event.translation_key)
    return dict(pages.values_list("locale__language_code", "expire_at"))


def in_french(event: Any) -> Any:
    pages = EventPage.objects.filter(translation_key=event.translation_key)
    return pages.get(locale__language_code="fr")


def test_publishing_offers_the_date_and_a_confirmation_gives_it(event: Any, editor_client: Any):
    response = Editor.of(editor_client, event).fill(expire_at="2099-06-01 09:00").publish()
    assert any(address(event) in str(each) for each in get_messages(response.wsgi_request))
    assert "French" in editor_client.get(address(event)).content.decode()
    assert dates(event) == {"en": JUNE_1, "fr": None, "ar": None}
    editor_client.post(address(event))
    assert dates(event) == {"en": JUNE_1, "fr": JUNE_1, "ar": JUNE_1}
    french = EventPage.objects.get(
        translation_key=event.translation_key, locale__language_code="fr"
    )
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[french.pk]))
    assert "Expires with the source of facts on" in history.content.decode()
    arabic = type(french).objects.get(translation_key=event.translation_key, live=False)
    for page in (french, arabic):  # a draft from before does not bring the old date back
        page.get_latest_revision().publish()
    assert dates(event) == dict.fromkeys(("en", "fr", "ar"), JUNE_1)
    with time_machine.travel("2099-06-02"):
        call_command("publish_scheduled")
    assert not EventPage.objects.filter(translation_key=event.translation_key, live=True)
    EventPage.objects.filter(pk=event.pk).update(expire_at=None, live=True)
    assert editor_client.post(address(event)).status_code == 302  # what is over stays as it was
    assert dates(event) == {"en": None, "fr": JUNE_1, "ar": JUNE_1}


def test_nothing_is_offered_where_the_dates_agree_or_at_a_translation(
    event: Any, editor_client: Any
):
    response = Editor.of(editor_client, event).publish()
    assert "expire-languages" not in "".join(map(str, get_messages(response.wsgi_request)))
    french = EventPage.objects.get(
        translation_key=event.translation_key, locale__language_code="fr"
    )
    assert editor_client.get(address(french), follow=True).status_code == 404


def test_only_who_may_publish_a_language_changes_its_date(
    site: Any, event: Any, client: Any, django_user_model: Any
):
    EventPage.objects.filter(pk=event.pk).update(expire_at=JUNE_1)
    user = django_user_model.objects.create_user("publisher")
    group = Group.objects.create(name="English only")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.post(address(event)).url == reverse("wagtailadmin_home")
    right = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=site.home["en"], permission=right)
    client.post(address(event))
    assert dates(event)["fr"] is None
    GroupPagePermission.objects.create(group=group, page=site.home["fr"], permission=right)
    client.post(address(event))
    assert dates(event) == {"en": JUNE_1, "fr": JUNE_1, "ar": None}
