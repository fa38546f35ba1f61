"""localize's report of translations, as far as one may see it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_event
from tests.translation.reviewing import person_of, set_up
from tests.translation.translating import in_language, submit, translate, translation_of
from wagtail_migration_events.vocabularies.site.terms import EventType

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@pytest.fixture
def event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    set_up()
    page = make_event(site.events["en"], title="Secret source")
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    for language in ("fr", "ar"):
        translate(editor_client, page, language, title=f"Secret {language}")
        translation_of(page, language).save_target(publish=False)
    editor_client.user.delete()
    return page


def shown(client: Any, **query: str) -> set[str]:
    """Return which languages of the event the report shows, in each of its addresses."""
    found = []
    for name in ("translations_report", "translations_report_results"):
        response = client.get(reverse(f"wagtail_localize:{name}"), query)
        assert response.status_code == 200
        html = response.content.decode()
        rows = response.context_data["object_list"]
        assert ("Secret" in html) == bool(rows)
        found.append({each.target_locale.language_code for each in rows})
    assert found[0] == found[1]
    return found[0]


def test_the_report_shows_what_one_meets_in_the_explorer(event: Any, site: Any):
    expected = {
        "translator-fr": {"fr"},
        "reviewer-ar": {"ar"},
        "editor": {"fr", "ar"},
        "admin": {"fr", "ar"},
        "nobody": set(),
    }
    assert {role: shown(person_of(role, site)) for role in expected} == expected


def test_filters_find_no_more(event: Any, site: Any):
    client = person_of("translator-fr", site)
    assert shown(client, source_title="secret", target_locale="ar") == set()
    assert shown(client, source_title="secret", source_locale="en") == {"fr"}


def test_without_a_page_the_source_decides(event: Any, site: Any, settings: Any):
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
    in_language(event, "ar").delete()
    assert shown(person_of("translator-ar", site)) == set()
    assert shown(person_of("translator-en", site)) == {"ar"}


def test_other_kinds_are_shown_to_whoever_may_do_something_with_them(
    event: Any, site: Any, rf: Any
):
    """The tests' world has none that localize translates, so a row of one is made up."""
    from wagtail_localize.models import TranslatableObject, Translation, TranslationSource
    from wagtail_localize.views.report import TranslationsReportView

    kind = ContentType.objects.get_for_model(EventType)
    known = TranslatableObject.objects.create(translation_key=uuid4(), content_type=kind)
    source = TranslationSource.objects.create(
        object=known,
        specific_content_type=kind,
        locale=event.locale,
        content_json="{}",
        last_updated_at=timezone.now(),
    )
    made = Translation.objects.create(source=source, target_locale=site.home["fr"].locale)
    user = person_of("nobody", site).user

    def seen() -> list[Any]:
        view = TranslationsReportView()
        view.request = rf.get("/")
        view.request.user = get_user_model().objects.get(pk=user.pk)
        return list(view.get_queryset())

    assert seen() == []
    user.groups.get().permissions.add(Permission.objects.get(codename="change_eventtype"))
    assert seen() == [made]
