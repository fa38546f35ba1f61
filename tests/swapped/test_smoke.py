"""A site whose base page is its own: what is there works, and nothing asks for more.

``AbstractPage`` has no ``seo_title``, ``search_description`` or ``show_in_menus``, so that pages
are rendered here proves that the package reads none of them.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import checks
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Locale, Site
from wagtail.test.basepage.models import BasePage

from tests.editing import Editor
from tests.factories import MAY_3, make_page, translated
from tests.status_steps import change, undo
from tests.swapped.models import BodyPage, ForumIndexPage, ForumPage
from wagtail_migration_events.admin.rights.fact_permissions import FACTS_PERMISSION
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import (
    BASE_PAGE_MODEL,
    base_page_model,
    page_models_with,
)
from wagtail_migration_events.groups.visibility import visible

pytestmark = pytest.mark.django_db
NEXT_WEEK = dt.datetime.now(dt.UTC) + dt.timedelta(days=7)


@pytest.fixture
def site(db: Any) -> Any:
    Locale.objects.get_or_create(language_code="en")
    root = BasePage.objects.filter(depth=1).first() or BasePage.add_root(title="Root", slug="root")
    home = make_page(BasePage, root, title="Home", slug="own-home", locale=Locale.get_default())
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    index = make_page(ForumIndexPage, home, title="Forums", slug="forums")
    body = make_page(BodyPage, home, title="Body for Cities, Towns, and People", acronym="BCT")
    return SimpleNamespace(home=home, index=index, body=body)


def make_forum(site: Any, **values: Any) -> Any:
    forum = make_page(ForumPage, site.index, live=False, **values)
    forum.organizer_links.add(
        ForumPage.organizer_links.rel.related_model(organizer=site.body.translation_key)
    )
    forum.save_revision().publish()
    return ForumPage.objects.get(pk=forum.pk)


def html_of(client: Any, page: Any) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_base_page_is_the_sites_own():
    assert BASE_PAGE_MODEL == "basepage.BasePage"
    assert base_page_model() is BasePage
    assert page_models_with(EventPageMixin) == [ForumPage]
    names = {field.name for field in ForumPage._meta.get_fields()}
    assert not names & {"seo_title", "search_description", "show_in_menus", "page_ptr"}


def test_system_checks_find_nothing_wrong():
    assert [message for message in checks.run_checks() if message.level >= checks.WARNING] == []


def test_an_event_made_in_code_is_shown_with_its_facts(site: Any, client: Any):
    forum = make_forum(
        site,
        title="Forum of cities",
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        areas=["404", "XKX"],
        gcm_objectives=["13"],
        summary="How cities take part.",
    )
    html = html_of(client, forum)
    for text in ("Forum of cities", "3 May 2027, 15:00", "Kenya", "How cities take part."):
        assert text in html
    assert "Body for Cities, Towns, and People" in html
    assert EventGroup.objects.get(pk=forum.translation_key).origin_id == forum.pk


def test_it_stands_in_the_list_and_on_the_page_of_its_organizer(site: Any, client: Any):
    forum = make_forum(site, title="Forum of cities", starts_at=NEXT_WEEK)
    make_page(ForumPage, site.index, title="Draft", live=False)
    for page in (site.index, site.body):
        html = html_of(client, page)
        assert forum.title in html
        assert "Draft" not in html


def test_it_exists_in_two_languages(site: Any, client: Any):
    forum = make_forum(site, title="Forum of cities", gcm_objectives=["13"])
    french = translated(forum, "fr", title="Forum des villes")
    assert french.gcm_objectives == ["13"]
    assert "Forum des villes" in html_of(client, french)
    assert "Forum des villes" not in html_of(client, site.index)
    assert EventGroup.objects.get(pk=forum.translation_key).origin_id == forum.pk


def test_a_changed_date_reaches_the_other_language_and_changed_text_does_not(
    site: Any, editor_client: Any
):
    forum = make_forum(site, title="Forum of cities", starts_at=MAY_3, timezone="UTC")
    french = translated(forum, "fr", title="Forum des villes")
    editor = Editor.of(editor_client, forum).fill(title="Forum of towns")
    editor.fill(starts_at_date="2027-06-04", starts_at_time="09:00").publish()
    editor.saved()
    french.refresh_from_db()
    assert french.starts_at == dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
    assert french.title == "Forum des villes"
    assert [stale.name for stale in stale_texts(french)] == ["title"]


def test_an_editor_makes_one_in_the_admin_and_publishes_it(
    site: Any, editor_client: Any, client: Any
):
    editor = Editor.adding(editor_client, site.index, ForumPage)
    editor.fill(title="Quite new", starts_at_date="2027-05-03", starts_at_time="15:00")
    editor.fill(timezone="Europe/Zurich", gcm_objectives=["13"])
    editor.add_organizer(site.body).publish()
    editor.saved()
    made = ForumPage.objects.get(slug="quite-new")
    assert (made.live, made.starts_at, made.gcm_objectives) == (True, MAY_3, ["13"])
    assert [link.organizer for link in made.organizer_links.all()] == [site.body.translation_key]
    assert "Quite new" in html_of(client, made)
    editor = Editor.of(editor_client, made).fill(title="Newer")
    editor.publish()
    editor.saved()
    assert ForumPage.objects.get(pk=made.pk).title == "Newer"


def test_an_editor_is_told_what_is_wrong(site: Any, editor_client: Any):
    editor = Editor.adding(editor_client, site.index, ForumPage)
    editor.fill(title="Forum", date_precision="none", registration_url="javascript:alert(1)")
    editor.publish()
    assert "registration_url" in editor.errors
    assert not ForumPage.objects.exists()


def test_the_admins_listing_of_events_works(site: Any, editor_client: Any):
    make_forum(site, title="Forum of cities", starts_at=MAY_3)
    html = editor_client.get(reverse("wagtail_migration_events:index")).content.decode()
    assert "Forum of cities" in html
    assert "BCT" in html


def test_an_event_is_cancelled_in_both_languages_and_the_cancellation_undone(
    site: Any, editor_client: Any
):
    forum = make_forum(site, title="Forum of cities", starts_at=MAY_3)
    french = translated(forum, "fr", title="Forum des villes")
    message = change(editor_client, french, "cancel", reason="Flood")
    statuses = ForumPage.objects.values_list("event_status", flat=True)
    assert set(statuses.all()) == {"cancelled"}
    assert "is as before" in undo(editor_client, message)
    assert set(statuses.all()) == {"scheduled"}


def test_the_permission_to_change_facts_is_offered_for_its_pages(site: Any, editor_client: Any):
    html = editor_client.get(reverse("wagtailusers_groups:add")).content.decode()
    assert FACTS_PERMISSION in html
    assert "publish_basepage" in html


def test_an_organizer_in_use_stays(site: Any):
    make_forum(site)
    with pytest.raises(ProtectedError):
        site.body.delete()


def test_a_closed_branch_is_closed(site: Any, client: Any):
    from wagtail.models import PageViewRestriction

    forum = make_forum(site, title="Forum of cities")
    alias = forum.create_alias(parent=site.home, update_slug="alias")
    PageViewRestriction.objects.create(page_id=forum.pk, restriction_type="login")
    pks = [forum.pk, alias.pk]
    assert not visible(BasePage.objects.filter(pk__in=pks)).exists()
    assert "Forum of cities" not in html_of(client, site.index)
