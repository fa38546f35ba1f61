"""Merging two terms: what changes at once, what a draft and an old address mean afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories import make_event, translated
from wagtail_migration_events.admin.terms.merging import MERGING
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.occurrences.rows import IndexedCodes
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType
from wagtail_migration_events.vocabularies.site.usage import users_of

pytestmark = pytest.mark.django_db


def url(view: str, *args: Any, model: str = "eventtype") -> str:
    return reverse(f"wagtailsnippets_wagtail_migration_events_{model}:{view}", args=args)


def merge_url(code: str) -> str:
    return url("merge", EventType.objects.get(code=code).pk)


def merge(client: Any, on_commit: Any, code: str, into: str) -> Any:
    address = merge_url(code)
    with on_commit(execute=True):
        return client.post(address, {"into": into})


def test_after_a_merge_rows_index_drafts_and_addresses_mean_the_term_that_stayed(
    site: Any, editor_client: Any, on_commit: Any
) -> None:
    live = make_event(site.events["en"], title="Live talk", event_type="webinar")
    french = translated(live, "fr")
    draft = make_event(site.events["en"], title="Draft", event_type="workshop")
    draft.event_type = "webinar"
    draft.save_revision()
    hidden = make_event(site.events["en"], title="Never live", live=False, event_type="webinar")
    record = ImportRecord.objects.create(
        source="s", external_id="1", page=live.page_ptr, applied={"event_type": "webinar"}
    )
    chosen = editor_client.get(merge_url("webinar")).content.decode()
    assert "Term that stays" in chosen
    asked = editor_client.get(merge_url("webinar") + "?into=workshop").content.decode()
    for words in ("2 events change", "2 drafts with", "1 imported row is"):
        assert words in asked
    assert EventType.objects.filter(code="webinar").exists()
    sequence = group_of(live).sequence

    response = merge(editor_client, on_commit, "webinar", "workshop")
    run = BackgroundRun.objects.get(kind=MERGING.name)
    assert response["Location"] == reverse("wagtail_migration_events_runs:run", args=[run.pk])
    titles = {each.get_admin_display_title() for each in (live, french, hidden)}
    assert set(run.rows.values_list("label", flat=True)) == titles
    assert run.counts() == {"done": 3}
    assert not EventType.objects.filter(code="webinar").exists()
    pages = EventPage.objects.filter(pk__in=[live.pk, french.pk, hidden.pk])
    assert set(pages.values_list("event_type", flat=True)) == {"workshop"}
    assert group_of(EventPage.objects.get(pk=live.pk)).sequence == sequence
    codes = IndexedCodes.objects.get(page=french.pk).codes
    assert "type:workshop" in codes
    assert "webinar" not in codes
    record.refresh_from_db()
    assert record.applied == {"event_type": "workshop"}

    stored = EventPage.objects.get(pk=draft.pk).get_latest_revision()
    assert stored.content["event_type"] == "webinar"
    assert stored.as_object().event_type == "workshop"
    workshop = get_vocabulary("event_types").term("workshop")
    for said in ("webinar", "Webinaire"):
        assert get_vocabulary("event_types").resolve(said) == "workshop"
    assert get_vocabulary("event_types").term("webinar") == workshop
    found = editor_client.get("/en/events/?type=webinar").content.decode()
    assert "Live talk" in found
    moved = editor_client.get("/en/events/type/webinar/?q=talk")
    assert (moved.status_code, moved["Location"]) == (301, "/en/events/type/workshop/?q=talk")
    assert (
        "was merged"
        in editor_client.get(
            url("history", EventType.objects.get(code="workshop").pk)
        ).content.decode()
    )
    with pytest.raises(ValidationError):
        EventType(code="webinar", labels={"en": "Webinar"}).full_clean()
    stored.publish()
    draft.refresh_from_db()
    assert draft.event_type == "workshop"


def test_a_list_of_codes_holds_the_term_that_stayed_once_and_a_draft_protects_it(
    site: Any, editor_client: Any, on_commit: Any
) -> None:
    first, second, third = Audience.objects.values_list("code", flat=True)[:3]
    page = make_event(site.events["en"], audiences=[first, second, third])
    draft = make_event(site.events["en"])
    draft.audiences = [first]
    draft.save_revision()
    into = Audience.objects.get(code=second)
    address = url("merge", Audience.objects.get(code=first).pk, model="audience")
    with on_commit(execute=True):
        editor_client.post(address, {"into": second})
    page.refresh_from_db()
    assert page.audiences == [second, third]
    assert {user.pk for user in users_of("audiences", second)} == {page.pk, draft.pk}
    assert "in use" in editor_client.post(url("delete", into.pk, model="audience")).content.decode()


def test_merging_needs_the_right_to_change_and_to_delete(
    site: Any, client: Any, django_user_model: Any, on_commit: Any
) -> None:
    user = django_user_model.objects.create_user("half", password="x")
    codenames = ["access_admin", "change_eventtype"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    form_url = url("edit", EventType.objects.get(code="webinar").pk)
    for address in (url("list"), form_url):
        assert "Merge with" not in client.get(address).content.decode()
    assert merge(client, on_commit, "webinar", "workshop").status_code == 302
    assert EventType.objects.filter(code="webinar").exists()

    user.user_permissions.add(Permission.objects.get(codename="delete_eventtype"))
    client.force_login(django_user_model.objects.get(pk=user.pk))
    for address in (url("list"), form_url):
        assert merge_url("webinar") in client.get(address).content.decode()
    for into in ("webinar", "nothing", ""):
        response = merge(client, on_commit, "webinar", into)
        assert response.status_code == 200
        assert b"error-message" in response.content
    assert EventType.objects.filter(code="webinar").exists()


def test_the_list_of_terms_counts_the_events_that_a_user_may_see_in_one_query(
    site: Any, editor_client: Any, django_user_model: Any, django_assert_num_queries: Any
) -> None:
    from wagtail_migration_events.admin.terms.usage import usage_of

    event = make_event(site.events["en"], event_type="webinar")
    translated(event, "fr")
    make_event(site.events["en"], event_type="webinar", live=False)
    html = editor_client.get(url("list")).content.decode()
    assert f"{reverse('wagtail_migration_events:index')}?type=webinar" in html
    terms = list(EventType.objects.all())
    expected = [2 if term.code == "webinar" else 0 for term in terms]
    with django_assert_num_queries(1):
        assert usage_of(terms, editor_client.user) == expected
    assert sum(usage_of(terms, django_user_model.objects.create_user("nobody"))) == 0
