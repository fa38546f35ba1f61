"""Choosing groups by their pages."""

from __future__ import annotations

import uuid

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.groups.forms import (
    BLANK_CHOOSERS,
    GroupFormField,
    GroupListFormField,
    key_of_page,
    page_for_key,
)

pytestmark = pytest.mark.django_db

EVENTS = "wagtail_migration_events.events.mixin.EventPageMixin"
ORGANIZERS = "wagtail_migration_events.organizers.mixin.OrganizerPageMixin"


class ChoiceForm(forms.Form):
    organizer = GroupFormField(mixin_path=ORGANIZERS, required=False)
    part_of = GroupListFormField(mixin_path=EVENTS)


def sent(data="", initial=None):
    return ChoiceForm(QueryDict(data), initial=initial or {})


def test_any_language_version_stands_for_the_group(site):
    organizer = make_organizer(site.organizers["en"])
    french = translated(organizer, "fr", title="Organisation")
    for page in (organizer, french):
        assert key_of_page(ORGANIZERS, page.pk) == organizer.translation_key


def test_the_page_in_the_editors_language_is_shown(site):
    organizer = make_organizer(site.organizers["en"], "Organization")
    french = translated(organizer, "fr", title="Organisation")
    for language, page in (("fr", french), ("en", organizer), ("ru", organizer)):
        with translation.override(language):
            assert page_for_key(ORGANIZERS, organizer.translation_key).pk == page.pk


@pytest.mark.parametrize("key", [None, "", uuid.UUID(int=7)])
def test_a_key_without_a_page_shows_nothing(site, key):
    assert page_for_key(ORGANIZERS, key) is None


def test_a_draft_can_be_chosen(site):
    event = make_event(site.events["en"], live=False)
    assert sent(f"part_of-0={event.pk}").is_valid()


def test_a_page_of_another_kind_is_refused_by_its_title(site):
    event = make_event(site.events["en"], title="Forum")
    form = sent(f"organizer={event.pk}&part_of-0={site.home['en'].pk}")
    assert "“Forum” is a page of another kind" in form.errors["organizer"][0]
    assert "event page" in form.errors["part_of"][0]


@pytest.mark.parametrize(
    "choice", ["0", "-1", "abc", "²", "9" * 40, "1.5", "%00", str(uuid.UUID(int=7))]
)
def test_nonsense_is_refused_and_the_form_is_shown_again(site, choice):
    form = sent(f"organizer={choice}&part_of-0={choice}")
    assert set(form.errors) == {"organizer", "part_of"}
    assert form.as_div()


def test_several_groups_are_kept_in_order_each_once(site):
    first, second = make_event(site.events["en"]), make_event(site.events["en"])
    french = translated(first, "fr")
    form = sent(f"part_of-0={second.pk}&part_of-1=&part_of-2={first.pk}&part_of-3={french.pk}")
    assert form.is_valid()
    keys = [str(second.translation_key), str(first.translation_key)]
    assert form.cleaned_data["part_of"] == keys


def test_a_list_shows_its_pages_and_room_for_more(site):
    event = make_event(site.events["en"], title="Migration Week")
    html = ChoiceForm(initial={"part_of": [str(event.translation_key)]})["part_of"].as_widget()
    shown, folded = html.split("<details>")
    assert "Migration Week" in shown
    assert (shown.count('type="hidden"'), folded.count('type="hidden"')) == (1, BLANK_CHOOSERS)
    shown, folded = ChoiceForm()["part_of"].as_widget().split("<details>")
    assert (shown.count('type="hidden"'), folded.count('type="hidden"')) == (1, BLANK_CHOOSERS - 1)


def test_a_refused_list_comes_back_as_it_was_sent(site):
    event = make_event(site.events["en"], title="Migration Week")
    html = sent(f"part_of-0={event.pk}&part_of-1={site.home['en'].pk}")["part_of"].as_widget()
    assert "Migration Week" in html
    assert site.home["en"].title in html


def test_only_a_real_change_counts_as_a_change(site):
    organizer, event = make_organizer(site.organizers["en"]), make_event(site.events["en"])
    french = translated(organizer, "fr")
    initial = {
        "organizer": organizer.translation_key,
        "part_of": [str(event.translation_key)],
    }
    assert sent(f"organizer={french.pk}&part_of-0={event.pk}", initial).changed_data == []
    assert sent("organizer=&part_of-0=", initial).changed_data == ["organizer", "part_of"]
    assert sent("organizer=x&part_of-0=x", initial).changed_data == ["organizer", "part_of"]


def test_a_group_that_must_be_chosen_is_asked_for():
    for field in (
        GroupFormField(mixin_path=ORGANIZERS),
        GroupListFormField(mixin_path=EVENTS, required=True),
    ):
        with pytest.raises(ValidationError):
            field.clean(None)
