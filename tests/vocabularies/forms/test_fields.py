"""What an editor sees and sends when choosing terms."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.utils import translation

from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.vocabularies.forms.fields import CodeFormField, CodeListFormField
from wagtail_migration_events.vocabularies.site.terms import EventType

pytestmark = pytest.mark.django_db


class TermsForm(forms.Form):
    objectives = CodeListFormField(vocabulary="gcm_objectives", required=False)
    areas = CodeListFormField(vocabulary="areas", required=False)
    sdgs = CodeListFormField(vocabulary="sdgs", required=False)
    country = CodeFormField(vocabulary="areas", kinds=("country",), required=False)
    event_type = CodeFormField(vocabulary="event_types", required=False)


def soup(bound_field: Any) -> BeautifulSoup:
    return BeautifulSoup(str(bound_field), "html.parser")


def test_objectives_are_checkboxes_with_number_short_name_and_full_title() -> None:
    html = soup(TermsForm()["objectives"])
    box = html.find("input", value="13")
    assert box["type"] == "checkbox"
    assert box.find_parent("label").text.strip() == "13 – Alternatives to detention"
    hint = html.find(id=box["aria-describedby"])
    assert hint.text.startswith("Use migration detention only as a measure of last resort")


def test_labels_are_in_the_language_in_which_the_form_is_shown() -> None:
    form = TermsForm()
    with translation.override("fr"):
        options = [option.text for option in soup(form["event_type"]).find_all("option")]
    assert "Webinaire" in options
    with translation.override("es"):
        assert "Seminario web" in str(form["event_type"])


def test_a_label_that_falls_back_says_its_language() -> None:
    EventType.objects.create(code="majlis", labels={"ar": "مجلس"})
    option = soup(TermsForm()["event_type"]).find("option", value="majlis")
    assert (option["lang"], option["dir"]) == ("ar", "rtl")
    assert "lang" not in soup(TermsForm()["event_type"]).find("option", value="webinar").attrs


def test_areas_are_one_list_in_groups_by_kind() -> None:
    select = soup(TermsForm()["areas"]).select_one("select[multiple]")
    assert select["size"] == "12"
    groups = [group["label"] for group in select.find_all("optgroup")]
    assert groups[0] == "World"
    assert groups[-1] == "Countries and areas"
    assert "ECA – Economic Commission for Africa" in select.text


def test_countries_are_in_the_order_of_their_names_in_that_language() -> None:
    with translation.override("fr"):
        options = soup(TermsForm()["country"]).find_all("option")
    names = [option.text for option in options[1:]]
    assert names.index("Éthiopie") < names.index("France") < names.index("Kenya")
    assert options[0]["value"] == ""


def test_targets_are_chosen_by_the_beginning_of_their_title() -> None:
    html = soup(TermsForm()["sdgs"])
    assert html.find("option", value="10.7").text.strip().startswith("10.7")
    assert html.find("option", value="10").text.strip() == "10 – Reduced inequalities"


def test_a_form_gives_codes_in_the_order_of_the_vocabulary() -> None:
    form = TermsForm({"objectives": ["13", "2", "13"], "country": "404", "event_type": "webinar"})
    assert form.is_valid()
    assert form.cleaned_data["objectives"] == ["2", "13"]
    assert form.cleaned_data["country"] == "404"
    assert form.cleaned_data["areas"] == []


def test_a_form_names_each_code_that_is_no_term() -> None:
    form = TermsForm({"objectives": ["0", "13"], "country": "002", "event_type": "<script>"})
    assert form.errors == {
        "objectives": ["0 is not a GCM objective. Choose from the list."],
        "country": ["002 is not a country. Choose from the list."],
        "event_type": ["<script> is not a type of event. Choose from the list."],
    }
    assert "<script>" not in str(form)


def test_a_code_that_is_no_longer_a_term_is_shown_so_that_it_can_be_taken_away(site: Any) -> None:
    page = make_event(site.events["en"], gcm_objectives=["13"], event_type="webinar")
    EventPage.objects.update(gcm_objectives=["13", "99"], event_type="retired")
    page.refresh_from_db()
    form_class = forms.modelform_factory(EventPage, fields=["gcm_objectives", "event_type"])

    shown = form_class(instance=page)
    box = soup(shown["gcm_objectives"]).find("input", value="99")
    assert box.has_attr("checked")
    assert "99 (not in the list)" in box.find_parent("label").text
    assert soup(shown["event_type"]).find("option", value="retired").has_attr("selected")

    kept = form_class({"gcm_objectives": ["13", "99"], "event_type": "retired"}, instance=page)
    assert "99 is not a GCM objective" in str(kept.errors["gcm_objectives"])
    assert "retired is not a type of event" in str(kept.errors["event_type"])

    taken_away = form_class({"gcm_objectives": ["13"], "event_type": ""}, instance=page)
    assert taken_away.is_valid()


def test_a_form_of_the_page_knows_what_changed(site: Any) -> None:
    page = make_event(site.events["en"], gcm_objectives=["2", "13"])
    form_class = forms.modelform_factory(EventPage, fields=["gcm_objectives"])
    assert not form_class({"gcm_objectives": ["13", "2"]}, instance=page).has_changed()
    assert form_class({"gcm_objectives": ["13"]}, instance=page).has_changed()
    assert "initial-" not in str(form_class(instance=page))


def test_a_required_field_asks_for_a_choice() -> None:
    field = CodeListFormField(vocabulary="gcm_objectives")
    with pytest.raises(forms.ValidationError, match="required"):
        field.clean([])


def test_a_site_may_bring_its_own_widget() -> None:
    field = CodeListFormField(vocabulary="areas", widget=forms.SelectMultiple)
    assert "Kenya" in field.widget.render("areas", ["404"])
