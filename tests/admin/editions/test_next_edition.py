"""An event is duplicated as its next edition: in all its languages, as people with rights do it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, PageViewRestriction

from tests.editing import Editor, form_data, utc
from tests.factories import make_event, make_organizer, translated
from tests.status_steps import messages
from wagtail_migration_events.admin.editions.parts import duplicate_parts
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.runs.run import BackgroundRun

pytestmark = pytest.mark.django_db
MATERIAL = [
    {
        "type": "link",
        "value": {
            "kind": "recording",
            "language": "en",
            "title": "Recording",
            "url": "https://example.org/r",
        },
    }
]


def address(page: Any) -> str:
    return reverse("wagtail_migration_events_editions:duplicate", args=[page.pk])


class EditionForm:
    """The form, open in a browser without JavaScript."""

    def __init__(self, client: Any, page: Any) -> None:
        self.client, self.url = client, address(page)
        self.response = client.get(self.url)
        assert self.response.status_code == 200, self.response
        soup = BeautifulSoup(self.response.content, "html.parser")
        self.form = soup.find(id="w-editor-form")
        self.text = " ".join(soup.main.get_text(" ").split())
        self.data = form_data(self.form)

    def send(self, **values: Any) -> Any:
        self.response = self.client.post(self.url, {**self.data, **values})
        return self.response

    def made(self, **values: Any) -> dict[str, Any]:
        """Send it, and return the pages of the new event by language."""
        before = set(EventPage.objects.values_list("pk", flat=True))
        response = self.send(**values)
        assert response.status_code == 302, response.context_data["form"].errors
        pages = EventPage.objects.exclude(pk__in=before).select_related("locale")
        return {page.locale.language_code: page for page in pages}

    @property
    def errors(self) -> dict[str, list[str]]:
        assert self.response.status_code == 200, f"not refused: {self.response}"
        return {name: [*found] for name, found in self.response.context_data["form"].errors.items()}


@pytest.fixture
def week(site: Any) -> Any:
    """A past event with everything that belongs to one edition, in English, French and Arabic."""
    event = make_event(
        site.events["en"],
        organizers=[make_organizer(site.organizers["en"], "IOM")],
        title="Migration Week 2026",
        slug="migration-week-2026",
        summary="A week.",
        starts_at=utc(2026, 2, 24, 8),
        ends_at=utc(2026, 2, 24, 17),
        timezone="Europe/Zurich",
        venue="Hall 1",
        registration_opens_at=utc(2026, 1, 1, 8),
        registration_closes_at=utc(2026, 2, 20, 22),
        registration_url="https://example.org/register",
        livestream_url="https://example.org/stream",
        event_status="rescheduled",
        previous_starts_at=utc(2026, 1, 20, 8),
        status_reason="Snow",
        gcm_objectives=["23"],
        resources=MATERIAL,
        external_id="17",
        external_source="drupal",
    )
    translated(event, "fr", title="Semaine 2026", summary="Une semaine.", status_reason="Neige")
    translated(event, "ar", title="أسبوع ٢٠٢٦", summary="أسبوع", live=False)
    return EventPage.objects.get(pk=event.pk)


@pytest.fixture
def log_in(client: Any, django_user_model: Any) -> Any:
    def logged_in(*places: tuple[Any, str]) -> Any:
        user = django_user_model.objects.create_user("somebody")
        group = Group.objects.create(name="somebody")
        user.groups.add(group)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for page, codename in places:
            right = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=right)
        client.force_login(user)
        return client

    return logged_in


def test_all_languages_become_drafts_of_a_new_event(site: Any, week: Any, editor_client: Any):
    form = EditionForm(editor_client, week)
    pages = form.made(new_start="2027-07-06")
    assert set(pages) == {"en", "fr", "ar"}
    assert len({page.translation_key for page in pages.values()}) == 1
    key = pages["en"].translation_key
    assert key != week.translation_key
    group = EventGroup.objects.get(pk=key)
    assert (group.origin_id, group.adopted, group.sequence) == (pages["en"].pk, True, 0)
    for code, page in pages.items():
        assert (page.live, page.first_published_at) == (False, None)
        assert page.owner.username == "admin"
        assert page.get_parent().pk == site.events[code].pk
        assert (page.starts_at, page.ends_at) == (utc(2027, 7, 6, 7), utc(2027, 7, 6, 16))
        assert page.registration_opens_at == utc(2027, 5, 13, 7)
        assert page.registration_closes_at == utc(2027, 7, 2, 21)
        assert (page.event_status, page.status_reason) == ("scheduled", "")
        assert page.previous_starts_at is None
        assert (page.registration_url, page.livestream_url) == ("", "")
        assert (page.external_id, page.external_source) == ("", "")
        assert (page.venue, page.gcm_objectives) == ("Hall 1", ["23"])
        assert len(page.resources) == 0
        assert page.organizer_links.count() == 1
        draft = page.get_latest_revision_as_object()
        assert (draft.title, draft.starts_at, draft.event_status) == (
            page.title,
            page.starts_at,
            "scheduled",
        )
    assert [pages[code].title for code in ("en", "fr", "ar")] == [
        "Migration Week 2027",
        "Semaine 2027",
        "أسبوع ٢٠٢٧",
    ]
    assert pages["fr"].summary == "Une semaine."
    assert pages["en"].slug == "migration-week-2027"


def test_the_event_that_is_duplicated_stays_as_it_is(week: Any, editor_client: Any):
    before = list(EventPage.objects.order_by("pk").values())
    EditionForm(editor_client, week).made()
    pks = [row["id"] for row in before]
    rows = EventPage.objects.filter(pk__in=pks).order_by("pk").values()
    changed = {name for old, new in zip(before, rows, strict=True) for name in old
               if old[name] != new[name]}  # fmt: skip
    assert changed == set()


def test_the_day_that_is_proposed_is_to_come(week: Any, editor_client: Any):
    day = dt.date.fromisoformat(EditionForm(editor_client, week).data["new_start"])
    assert day > timezone.localdate()
    assert day.weekday() == dt.date(2026, 2, 24).weekday()


def test_published_it_is_an_event_like_any_other(week: Any, editor_client: Any):
    pages = EditionForm(editor_client, week).made(
        new_start="2027-07-06", **{f"title_{week.pk}": "The week"}
    )
    response = Editor.of(editor_client, pages["en"]).fill(venue="Hall 9").publish()
    assert response.status_code == 302
    french = EventPage.objects.get(pk=pages["fr"].pk)
    assert (french.venue, french.live) == ("Hall 9", False)
    # Its title was moved by the form, its summary was right for the same words before.
    assert stale_texts(french) == []
    assert EventPage.objects.get(pk=week.pk).venue == "Hall 1"


def test_a_title_that_is_left_as_it_was_is_stale_once_the_source_is_published(
    week: Any, editor_client: Any
):
    french = week.get_translations().get(locale__language_code="fr")
    titles = {f"title_{french.pk}": "Semaine 2026"}
    pages = EditionForm(editor_client, week).made(new_start="2027-07-06", **titles)
    Editor.of(editor_client, pages["en"]).publish()
    assert [each.name for each in stale_texts(EventPage.objects.get(pk=pages["fr"].pk))] == [
        "title"
    ]


def test_a_language_keeps_its_own_image_and_is_given_none(site: Any, editor_client: Any):
    shared, own = (
        get_image_model().objects.create(title=title, file=get_test_image_file())
        for title in ("shared", "own")
    )
    url = "https://example.org/"
    event = make_event(
        site.events["en"], starts_at=utc(2026, 2, 24, 8), image=shared, registration_url=f"{url}en"
    )
    translated(event, "fr", registration_url=f"{url}fr", image=own)
    translated(event, "es", image=None)
    pages = EditionForm(editor_client, event).made()
    assert {page.registration_url for page in pages.values()} == {""}
    assert (pages["en"].image, pages["fr"].image, pages["es"].image) == (shared, own, None)
    Editor.of(editor_client, pages["en"]).publish()
    assert shared_value(EventPage.objects.get(pk=pages["es"].pk), "image") == shared


def test_material_comes_along_when_it_is_ticked(week: Any, editor_client: Any):
    pages = EditionForm(editor_client, week).made(with_material="on")
    assert [len(page.resources) for page in pages.values()] == [1, 1, 1]


def test_from_a_translation_the_same_event_is_duplicated(week: Any, editor_client: Any):
    french = week.get_translations().get(locale__language_code="fr")
    pages = EditionForm(editor_client, french).made()
    origin = EventGroup.objects.get(pk=pages["fr"].translation_key).origin_id
    assert origin == pages["en"].pk


def test_twice_makes_two_events(week: Any, editor_client: Any):
    first = EditionForm(editor_client, week).made(new_start="2027-07-06")
    second = EditionForm(editor_client, week).made(new_start="2027-07-06")
    assert first["en"].translation_key != second["en"].translation_key
    assert second["en"].slug == "migration-week-2027-1"


def test_an_event_without_a_date_is_duplicated_without_one(site: Any, editor_client: Any):
    event = make_event(site.events["en"], title="Some day")
    form = EditionForm(editor_client, event)
    assert "new_start" not in form.data
    pages = form.made()
    assert (pages["en"].starts_at, pages["en"].date_precision) == (None, "none")


def test_what_is_private_stays_private(site: Any, week: Any, editor_client: Any):
    PageViewRestriction.objects.create(page=week, restriction_type="login")
    pages = EditionForm(editor_client, week).made()
    assert pages["en"].get_view_restrictions().exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "This field is required."),
        ("soon", "Enter a valid date"),
        ("0999-01-01", "year between"),
        ("9999-12-31", "year between"),
        ("03/04/2027", "This may mean"),
    ],
)
def test_a_wrong_date_is_said_at_its_field_and_nothing_is_made(
    week: Any, editor_client: Any, day: str, message: str
):
    form = EditionForm(editor_client, week)
    number = EventPage.objects.count()
    form.send(new_start=day)
    assert message in form.errors["new_start"][0]
    assert EventPage.objects.count() == number


def test_a_wrong_title_is_said_at_its_field_and_nothing_is_made(week: Any, editor_client: Any):
    form = EditionForm(editor_client, week)
    number = EventPage.objects.count()
    name = f"title_{week.pk}"
    for title in ("", "x" * 300, "turned \u202e round"):
        form.send(**{name: title})
        assert form.errors[name]
    assert EventPage.objects.count() == number


def test_where_one_language_cannot_be_made_none_is(week: Any, editor_client: Any):
    def refuse_french(instance: Any, **kwargs: Any) -> None:
        if instance._state.adding and instance.locale.language_code == "fr":
            raise ValidationError({"summary": "No summary like this."})

    form = EditionForm(editor_client, week)
    number, groups = EventPage.objects.count(), EventGroup.objects.count()
    pre_save.connect(refuse_french, sender=EventPage)
    try:
        form.send()
    finally:
        pre_save.disconnect(refuse_french, sender=EventPage)
    assert form.errors["__all__"] == ["Summary: No summary like this."]
    assert (EventPage.objects.count(), EventGroup.objects.count()) == (number, groups)


def test_hidden_faults_of_an_old_event_are_told_when_the_draft_is_published(
    week: Any, editor_client: Any
):
    EventPage.objects.filter(pk=week.pk).update(accessibility_note="turned \u202e round")
    pages = EditionForm(editor_client, week).made()
    editor = Editor.of(editor_client, pages["en"])
    editor.publish()
    assert "accessibility_note" in editor.errors


def test_languages_without_the_right_are_named_and_left_out(site: Any, week: Any, log_in: Any):
    rights = [
        (site.home[code], name) for code in ("en", "fr") for name in ("add_page", "change_page")
    ]
    form = EditionForm(log_in(*rights), week)
    assert "left out: Arabic" in form.text
    arabic = week.get_translations().get(locale__language_code="ar")
    assert f"title_{arabic.pk}" not in form.data
    assert set(form.made(**{f"title_{arabic.pk}": "forced"})) == {"en", "fr"}


@pytest.mark.parametrize("rights", [[], [("fr", "add_page"), ("fr", "change_page")],
                                    [("en", "change_page")], [("en", "add_page")]])  # fmt: skip
def test_without_the_right_in_the_tree_of_the_source_it_is_refused(
    site: Any, week: Any, log_in: Any, rights: list[tuple[str, str]]
):
    client = log_in(*((site.home[code], name) for code, name in rights))
    number = EventPage.objects.count()
    french = week.get_translations().get(locale__language_code="fr")
    for page in (week, french):
        for send in (client.get, client.post):
            response = send(address(page))
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert "Week" not in messages(client)[-1]
    assert EventPage.objects.count() == number


def test_what_is_no_event_is_not_found(site: Any, editor_client: Any):
    assert editor_client.get(address(site.events["en"]), follow=True).status_code == 404


def test_the_ticked_parts_of_an_umbrella_are_duplicated_with_it(
    site: Any, week: Any, log_in: Any, django_capture_on_commit_callbacks: Any
):
    forum = make_event(site.events["en"], title="Forum")
    keys = [str(week.translation_key), str(forum.translation_key)]
    opening = make_event(
        week, title="Opening 2026", slug="opening-2026", part_of=keys, timezone="Europe/Zurich",
        starts_at=utc(2026, 2, 24, 8), ends_at=utc(2026, 2, 24, 9), event_status="cancelled",
    )  # fmt: skip
    translated(opening, "fr", title="Ouverture 2026")
    elsewhere = make_event(
        site.events["en"], title="Over lunch", part_of=keys[:1], timezone="Asia/Tokyo",
        starts_at=utc(2026, 2, 26, 3), date_precision="time",
    )  # fmt: skip
    left = make_event(week, title="Left", part_of=keys[:1])
    rights = [
        (site.home[code], name) for code in ("en", "fr") for name in ("add_page", "change_page")
    ]
    form = EditionForm(log_in(*rights), week)
    offered = form.data["parts"]
    assert set(offered) == {str(each.pk) for each in (opening, elsewhere, left)}
    parts = form.form.select_one("[name=parts]")
    assert parts.find_parent(role="group")["aria-label"] == "Its parts"
    ticked = [str(opening.pk), str(elsewhere.pk)]
    number = EventPage.objects.count()
    form.send(parts=[*ticked, str(forum.pk)])
    assert "parts" in form.errors
    assert EventPage.objects.count() == number

    before = set(EventPage.objects.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        response = form.send(parts=ticked, new_start="2027-03-02")
    assert response.status_code == 302
    made = {page.title: page for page in EventPage.objects.exclude(pk__in=before).order_by("pk")}
    assert set(made) == {
        "Migration Week 2027", "Semaine 2027", "Opening 2027", "Ouverture 2027", "Over lunch",
    }  # fmt: skip
    umbrella, part = made["Migration Week 2027"], made["Opening 2027"]
    assert made["Over lunch"].starts_at == utc(2027, 3, 4, 3)
    assert (part.starts_at, part.ends_at) == (utc(2027, 3, 2, 8), utc(2027, 3, 2, 9))
    assert (part.event_status, part.live, part.slug) == ("scheduled", False, "opening-2027")
    for page in (part, made["Ouverture 2027"], made["Over lunch"]):
        assert page.part_of == [str(umbrella.translation_key)]
    assert part.get_parent().pk == umbrella.pk
    assert made["Ouverture 2027"].get_parent().pk == made["Semaine 2027"].pk
    assert made["Over lunch"].get_parent().pk == site.events["en"].pk
    assert made["Ouverture 2027"].translation_key == part.translation_key
    run = BackgroundRun.objects.get()
    assert {(row.thing, row.outcome) for row in run.rows.all()} == {(pk, "done") for pk in ticked}

    GroupPagePermission.objects.all().delete()
    done = duplicate_parts(ticked, run.arguments, run.begun_by)
    assert [each.outcome for each in done] == ["refused", "refused"]


def test_the_button_stands_at_the_page_and_in_the_list(site: Any, week: Any, log_in: Any):
    def offered(client: Any, page: Any) -> bool:
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        explore = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
        found = {address(page) in each.content.decode() for each in (edit, explore)}
        assert len(found) == 1
        return found.pop()

    client = log_in((site.home["en"], "change_page"), (site.home["fr"], "change_page"))
    french = week.get_translations().get(locale__language_code="fr")
    assert not offered(client, week)
    group = Group.objects.get(name="somebody")
    for code in ("en", "fr"):
        right = Permission.objects.get(codename="add_page")
        GroupPagePermission.objects.create(group=group, page=site.home[code], permission=right)
    assert offered(client, week)
    assert offered(client, french)
