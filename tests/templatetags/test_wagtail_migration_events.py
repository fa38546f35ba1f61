from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template

from tests.factories import make_event, make_organizer, translated

pytestmark = pytest.mark.django_db


def render(source: str, request: Any = None, **context: Any) -> str:
    template = Template("{% load wagtail_migration_events %}" + source)
    return template.render(Context({"request": request, **context})).strip()


@pytest.fixture
def request_(rf: Any, site: Any) -> Any:
    return rf.get("/", SERVER_NAME=site.site.hostname)


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("fr", ""),
        ("", ""),
        ("en", ' lang="en" dir="ltr"'),
        ("ar", ' lang="ar" dir="rtl"'),
        ("und", ' dir="auto"'),
    ],
)
def test_only_text_in_another_language_carries_one(site: Any, tag: str, attributes: str):
    source = "<p{% language_attrs tag %}>"
    assert render(source, page=site.events["fr"], tag=tag) == f"<p{attributes}>"


def test_without_a_page_the_active_language_is_the_readers():
    assert render("{% reader_language %}") == "en"


def test_languages_are_named_in_the_language_of_the_page(site: Any):
    assert render('{% language_name "ar" %}', page=site.events["fr"]) == "arabe"


def test_settings_can_be_read():
    assert render('{% events_setting "PAGE_SIZE" %}') == "20"


def test_terms_are_labelled_in_the_language_of_the_page(site: Any):
    event = translated(make_event(site.events["en"], gcm_objectives=["13"]), "fr")
    source = (
        '{% event_terms page "gcm_objectives" as terms %}{{ terms.0.number }} {{ terms.0.text }}'
    )
    assert "rétention" in render(source, page=event) or "détention" in render(source, page=event)


def test_organizers_and_their_events_find_each_other(site: Any, request_: Any):
    organizer = make_organizer(site.organizers["en"], "Mayors Mechanism")
    event = make_event(site.events["en"], title="Held", organizers=[organizer])
    names = "{% event_organizers page as found %}{% for each in found %}{{ each.name }}{% endfor %}"
    assert render(names, request_, page=event) == "Mayors Mechanism"
    held = "{% organizer_events page as found %}{% for each in found %}{{ each.page }}{% endfor %}"
    assert render(held, request_, page=organizer) == "Held"


def test_without_a_request_no_list_is_made_and_nothing_breaks(site: Any):
    organizer = make_organizer(site.organizers["en"])
    source = "{% organizer_events page as found %}{{ found.paginator.count }}"
    assert render(source, page=organizer) == "0"


def test_umbrellas_come_in_the_order_in_which_they_are_named(site: Any, request_: Any):
    first, second = (make_event(site.events["en"], title=title) for title in ("First", "Second"))
    keys = [str(second.translation_key), str(first.translation_key)]
    part = make_event(site.events["en"], part_of=keys)
    source = (
        "{% event_umbrellas page as found %}{% for each in found %}{{ each.page }} {% endfor %}"
    )
    assert render(source, request_, page=part) == "Second First"


def test_rich_text_becomes_one_plain_line():
    assert render("{{ html|plain_text }}", html="<p>A &amp; B</p>\n<p>C</p>") == "A &amp; B C"
