"""The list of organizers, and the events on an organizer's page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.template import Context
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.adopter.models import TownHallPage
from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
from wagtail_migration_events.organizers.index_page import list_organizers
from wagtail_migration_events.pages.models import EventPage, OrganizerIndexPage, OrganizerPage
from wagtail_migration_events.templatetags.wagtail_migration_events import organizer_events

pytestmark = pytest.mark.django_db


def asked(host: str = "localhost") -> Any:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/", headers={"host": host})
    request.user, request.session = AnonymousUser(), {}
    return request


def names(language: str = "en", number: Any = 1, host: str = "localhost") -> list[str]:
    return [each.page.title for each in list_organizers(language, asked(host), number)]


def test_organizers_stand_by_name_whatever_their_capitals_and_accents(site: Any):
    for name in ["Zürich", "équipe", "Eagle", "ILO", "Institute", "équité", "École", "a, b and c"]:
        make_organizer(site.organizers["en"], name)
    assert names() == [
        "a, b and c",
        "Eagle",
        "École",
        "équipe",
        "équité",
        "ILO",
        "Institute",
        "Zürich",
    ]


def test_each_stands_there_once_sorted_by_the_name_in_its_best_language(site: Any):
    forum = make_organizer(site.organizers["en"], "Zone Forum")
    translated(forum, "fr", title="Assemblée des zones")
    make_organizer(site.organizers["en"], "Institute")
    assert names("fr") == ["Assemblée des zones", "Institute"]
    assert names("ru") == ["Institute", "Zone Forum"]


def test_an_alias_is_the_organizer_that_it_mirrors(site: Any, languages: Any):
    forum = make_organizer(site.organizers["en"], "Forum")
    forum.create_alias(parent=site.organizers["en"], update_slug="again")
    forum.copy_for_translation(languages["fr"], alias=True)
    assert names() == names("fr") == ["Forum"]


def test_drafts_closed_pages_and_other_sites_are_not_listed(site: Any):
    make_organizer(site.organizers["en"], "Draft", live=False)
    closed = make_organizer(site.organizers["en"], "Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    root = make_page(Page, Page.objects.get(depth=1), locale=site.home["en"].locale)
    Site.objects.create(hostname="other.example.org", root_page=root)
    make_organizer(root, "Theirs")
    assert names() == []
    assert names(host="other.example.org") == ["Theirs"]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, ["A", "B"]), ("2", ["C"]), ("abc", ["A", "B"]), (10**9, ["C"])]
)
def test_the_list_has_pages(number: Any, shown: list[str], site: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE = 2
    for name in "BCA":
        make_organizer(site.organizers["en"], name)
    assert names(number=number) == shown


def test_the_number_of_queries_does_not_depend_on_the_number_of_organizers(site, languages, client):
    def make() -> None:
        forum = make_organizer(site.organizers["en"])
        translated(forum, "fr")
        make_organizer(site.organizers["en"]).copy_for_translation(languages["fr"], alias=True)

    def queries() -> int:
        KEPT_RESULTS.forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(site.organizers["fr"].url).status_code == 200
        return len(captured)

    make()
    queries()
    few = queries()
    for _ in range(4):
        make()
    assert queries() == few


def test_an_organizers_page_lists_its_events_in_any_role_and_of_any_class(site: Any):
    forum = make_organizer(site.organizers["en"], "Forum")
    tomorrow = timezone.now() + dt.timedelta(days=1)
    make_event(site.events["en"], title="Talk", organizers=[(forum, "host")], starts_at=tomorrow)
    make_event(site.events["en"], TownHallPage, title="Town hall", organizers=[forum])
    make_event(site.events["en"], title="Draft", organizers=[forum], live=False)
    make_event(site.events["en"], title="Not theirs")
    french = translated(forum, "fr")
    alias = forum.create_alias(parent=site.organizers["en"], update_slug="again")
    for page in (forum, french, alias):
        context = Context({"page": page, "request": asked()})
        found = organizer_events(context, page)
        assert [entry.page.title for entry in found] == ["Talk", "Town hall"]


def test_below_the_index_stand_organizers_and_below_an_event_index_events(site: Any):
    assert OrganizerIndexPage.allowed_subpage_models() == [OrganizerPage]
    assert OrganizerPage.allowed_subpage_models() == []
    allowed = type(site.events["en"]).allowed_subpage_models()
    assert allowed[0] is EventPage
    assert TownHallPage in allowed
    assert OrganizerPage not in allowed


def test_a_site_may_say_itself_what_stands_below_its_index(site: Any, monkeypatch: Any):
    monkeypatch.setattr(OrganizerIndexPage, "subpage_types", [Page], raising=False)
    monkeypatch.setattr(OrganizerIndexPage, "_clean_subpage_models", None, raising=False)
    assert OrganizerIndexPage.clean_subpage_models() == [Page]
