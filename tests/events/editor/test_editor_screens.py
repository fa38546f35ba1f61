"""Preview, history, comparison and copies of an event in the page editor."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.adopter.models import AssemblyPage
from tests.editing import Editor, at, utc
from tests.factories import make_event, make_organizer, translated
from tests.status_steps import StatusForm
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich_event(site):
    """An event with something in every kind of field, in two revisions."""
    organizers = [make_organizer(site.organizers["en"], name) for name in ("IOM", "ILO")]
    umbrella = make_event(site.events["en"], title="Migration Week")
    event = make_event(
        site.events["en"],
        organizers=organizers,
        part_of=[umbrella.translation_key],
        dates=[{"key": "a", "starts_at": "2027-05-03T12:00Z"}],
        languages=[{"language": "fr", "kind": "working"}],
        areas=["404"],
        gcm_objectives=["13"],
        event_type="gcm-talk",
    )
    event.save_revision()
    event.dates = [{"key": "a", "starts_at": "2027-05-04T12:00Z"}]
    event.areas, event.languages, event.part_of = ["002"], [], []
    event.organizer_links.set([event.organizer_links.first()])
    event.save_revision()
    return event


def test_history_and_comparison_of_revisions_work(rich_event, editor_client):
    first, *_others, last = rich_event.revisions.order_by("pk").values_list("pk", flat=True)
    for name, args in [
        ("history", ()),
        ("revisions_view", (first,)),
        ("revisions_revert", (first,)),
        ("revisions_compare", (first, last)),
        ("revisions_compare", ("earliest", "latest")),
        ("usage", ()),
    ]:
        url = reverse(f"wagtailadmin_pages:{name}", args=[rich_event.pk, *args])
        assert editor_client.get(url).status_code == 200, name


def test_an_older_revision_can_be_restored_with_its_facts(rich_event, editor_client):
    older = rich_event.revisions.order_by("-pk")[1]
    url = reverse("wagtailadmin_pages:revisions_revert", args=[rich_event.pk, older.pk])
    editor = Editor(editor_client, f"{url}?restored_facts=old")
    editor.url = url
    editor.publish()
    restored = editor.saved()
    assert [row["starts_at"] for row in restored.dates] == ["2027-05-03T12:00:00+00:00"]
    assert len(restored.organizer_links.all()) == 2
    assert len(restored.part_of) == 1


def test_a_preview_shows_what_is_being_typed(rich_event, editor_client):
    editor = Editor.of(editor_client, rich_event).fill(title="Typed just now")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[rich_event.pk])
    assert editor_client.post(url, editor.data).json()["is_valid"]
    response = editor_client.get(url)
    assert response.status_code == 200
    assert "Typed just now" in response.content.decode()


def test_a_preview_of_a_new_event_works(site, editor_client, editor):
    args = ("wagtail_migration_events_pages", "eventpage", site.events["en"].pk)
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert editor_client.post(url, at(editor).data).json()["is_valid"]
    assert "Forum" in editor_client.get(url).content.decode()


def test_a_copied_event_has_the_same_facts_and_a_key_of_its_own(site, rich_event, editor_client):
    url = reverse("wagtailadmin_pages:copy", args=[rich_event.pk])
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": str(site.events["en"].pk),
        "publish_copies": "on",
    }
    assert editor_client.post(url, data).status_code == 302
    copy = EventPage.objects.get(slug="copy")
    assert copy.translation_key != rich_event.translation_key
    assert copy.gcm_objectives == ["13"]
    assert copy.organizer_links.count() == 2


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr"])
def test_the_form_is_shown_and_sent_in_the_users_language(site, editor_client, language):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor_client.user)
    profile.preferred_language = language
    profile.save()
    editor = Editor.adding(editor_client, site.events["en"]).fill(title="Forum")
    assert f'lang="{language}"' in editor.html.lower()
    at(editor, latitude="46.2").publish()
    event = editor.saved()
    assert event.starts_at == utc(2027, 5, 3, 7)
    assert Editor.of(editor_client, event).data["starts_at_date"] == "2027-05-03"


def test_the_classes_of_other_sites_are_edited_with_the_same_form(site, editor_client):
    from wagtail_migration_events.groups.page_model import page_models_with

    models = page_models_with(EventPageMixin)
    # An assembly has a column of its own for the start, and no time zone.
    for number, model in enumerate(each for each in models if each is not AssemblyPage):
        editor = Editor.adding(editor_client, site.events["en"], model)
        at(editor.fill(title=f"Event {number}", slug=f"event-{number}")).publish()
        assert type(editor.saved()) is model
        assert editor.saved().starts_at == utc(2027, 5, 3, 7)


def test_text_runs_as_its_language_does_in_an_admin_of_another_direction(site, editor_client):
    profile = UserProfile.get_for_user(editor_client.user)
    profile.preferred_language = "ar"
    profile.save()
    venue = "Palais des Nations, Geneva."
    event = make_event(site.events["en"], summary="Words.", venue=venue)
    arabic = translated(event, "ar")

    def shown(page, **found_by):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        soup = BeautifulSoup(editor_client.get(url).content, "html.parser")
        assert soup.html["dir"] == "rtl"
        return soup.find(**found_by)

    def runs(element):
        return element.get("lang"), element.get("dir")

    for name in ("title", "summary", "registration_note"):
        assert runs(shown(event, attrs={"name": name})) == ("en", "ltr"), name
    assert runs(shown(arabic, attrs={"name": "summary"})) == ("ar", "rtl")
    assert runs(shown(event, attrs={"name": "venue"})) == (None, "auto")
    assert shown(arabic, name="bdi", string=venue)  # a fact that is read here only
    reason = StatusForm(editor_client, event, "cancel").form.find(id="id_reason")
    assert runs(reason) == ("en", "ltr")
