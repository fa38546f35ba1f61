"""What a Site decides in the admin counts on that Site, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from tests.adopter.models import TownHallPage
from tests.editing import Editor, form_data
from tests.factories import make_event, make_page
from wagtail_migration_events.admin.settings import event_settings
from wagtail_migration_events.events.readiness.check import results
from wagtail_migration_events.groups.event_settings import EventSettings, site_setting
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = pytest.mark.django_db


def settings_url(site: Any) -> str:
    names = ("wagtail_migration_events", "eventsettings")
    return reverse("wagtailsettings:edit", args=[*names, site.pk])


def shown(client: Any, site: Any) -> dict[str, Any]:
    """What the form holds."""
    html = BeautifulSoup(client.get(settings_url(site)).content, "html.parser")
    form: dict[str, Any] = form_data(html.select_one("#main form[method=post], form[method=POST]"))
    return form


@pytest.fixture
def other(site: Any) -> Any:
    """A second Site with an index of events of its own."""
    from wagtail.models import Page

    home = make_page(Page, Page.objects.get(depth=1), title="Other", slug="other")
    Site.objects.create(hostname="other.example", root_page=home)
    Site.clear_site_root_paths_cache()
    return make_page(EventIndexPage, home, title="Events")


def test_what_a_site_decides_counts_on_it_alone(
    site: Any, other: Any, editor_client: Any, on_commit: Any, rebuild_edit_handlers: Any
) -> None:
    ours = make_event(site.events["en"], title="Ours", sdgs=["10"], timezone="Africa/Nairobi")
    theirs = make_event(other, title="Theirs")
    hidden = {"venue", "guiding_principles", "latitude", "longitude"}
    form = shown(editor_client, site.site) | {
        "kosovo_footnote": "never",
        "editor_zones": "Bonn\nAsia/Bangkok\n\n",
        "hidden_fields": sorted(hidden),
        "required_fields": ["summary"],
        "publish_checks-no_objective": "block",
    }
    with on_commit(execute=True):
        assert editor_client.post(settings_url(site.site), form).status_code == 302
    assert set(site_setting("HIDDEN_FIELDS", ours)) == hidden
    assert "sdgs" in site_setting("HIDDEN_FIELDS", theirs)

    for page, found in ((ours, {"no_objective", "required_fields"}), (theirs, set())):
        assert {each.check.name for each in results(page, only_blocking=True)} == found
    for page, is_ours in ((ours, True), (theirs, False)):
        editor = Editor.of(editor_client, page)
        assert ("venue" in editor.data) is not is_ours
        assert ("sdgs" in editor.html) is is_ours
    new = Editor.adding(editor_client, site.events["en"])
    assert "venue" not in new.data
    assert "sdgs" in new.html
    assert "1244" not in editor_client.get(ours.url).content.decode()
    door = reverse("wagtail_migration_events_when:understood", args=[ours._meta.label_lower])
    sent = {"timezone": "UTC", "starts_at_date": "2027-05-03", "starts_at_time": "09:00"}
    sent |= {"event_status": "scheduled", "date_precision": "time"}
    assert "Bonn" in editor_client.post(f"{door}?site={site.site.pk}", sent).content.decode()
    elsewhere = editor_client.post(f"{door}?site=no", sent).content.decode()
    assert "Bonn" in elsewhere  # the default Site's
    assert "Geneva" in editor_client.post(f"{door}?site=99", sent).content.decode()


def test_a_field_that_a_class_has_dropped_is_called_as_in_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    classes = [TownHallPage, EventPage]  # the first has dropped it, and knows no words for it
    monkeypatch.setattr(event_settings, "page_models_with", lambda mixin: classes)
    with override("ar"):
        labels = dict(event_settings.can_be_hidden())
    assert labels["guiding_principles"] == "المبادئ التوجيهية"


def test_what_is_left_as_it_is_follows_the_django_settings(
    site: Any, editor_client: Any, on_commit: Any, settings: Any
) -> None:
    with on_commit(execute=True):
        form = shown(editor_client, site.site)
        assert editor_client.post(settings_url(site.site), form).status_code == 302
    row = EventSettings.objects.get()
    lists = (row.editor_zones, row.hidden_fields, row.required_fields)
    assert (row.kosovo_footnote, lists, row.publish_checks) == ("", (None, None, None), {})
    settings.WAGTAIL_MIGRATION_EVENTS_KOSOVO_FOOTNOTE = "never"
    assert site_setting("KOSOVO_FOOTNOTE", site.site) == "never"


def test_a_mistake_is_said_at_its_field(site: Any, editor_client: Any) -> None:
    form = shown(editor_client, site.site) | {
        "hidden_fields": ["starts_at"],
        "editor_zones": "Atlantis",
        "publish_checks-no_summary": "panic",
    }
    html = editor_client.post(settings_url(site.site), form).content.decode()
    for words in ("“Atlantis” is neither", "starts_at is not one of", "what each check means"):
        assert words in html


def test_who_may_not_change_settings_is_turned_away(
    site: Any, client: Any, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("reader", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.post(settings_url(site.site), {"kosovo_footnote": "never"}).status_code == 302
    assert not EventSettings.objects.exclude(kosovo_footnote="").exists()


def test_without_wagtails_app_for_settings_the_django_settings_count(
    site: Any, on_commit: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    with on_commit(execute=True):
        EventSettings.objects.create(site=site.site, kosovo_footnote="never")
    with django_assert_num_queries(0):
        assert site_setting("KOSOVO_FOOTNOTE", site.site) == "never"
    monkeypatch.setattr("django.apps.apps.is_installed", lambda name: "settings" not in name)
    assert site_setting("KOSOVO_FOOTNOTE", site.site) == "always"
