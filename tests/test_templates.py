"""The public pages as a reader gets them, through the Django client."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from tests.factories import MAY_3, make_event, make_organizer, translated

pytestmark = pytest.mark.django_db

LD_JSON = "application/ld+json"
SEED_LABELS = [
    "Date",
    "Location",
    "Type of event",
    "Way of attending",
    "Main organizer/s",
    "Target audience",
    "Language",
    "Geographic scope",
    "Workstream output",
    "Regional review process",
    "GCM objectives",
]


def get(client: Any, page: Any, query: str = "") -> BeautifulSoup:
    response = client.get(page.url + query)
    assert response.status_code == 200
    return check(response.content.decode())


def check(html: str) -> BeautifulSoup:
    """Parse a page and assert what must hold for every one of them."""
    assert html.lstrip().lower().startswith("<!doctype html>")
    soup = BeautifulSoup(html, "html5lib")
    assert len(soup.find_all("h1")) == 1
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert soup.html["lang"]
    assert soup.html["dir"] == ("rtl" if soup.html["lang"] == "ar" else "ltr")
    assert not soup.find_all(style=True)
    assert not soup.find_all("style")
    scripts = [each for each in soup.find_all("script") if each.get("type") != LD_JSON]
    assert all(script.get("src") for script in scripts)
    loaded = [tag.get("src") for tag in [*scripts, *soup.find_all(["img", "iframe"])]]
    loaded += [link["href"] for link in soup.find_all("link", rel="stylesheet")]
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    handlers = [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
    assert not handlers
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile(r"^h[1-6]$"))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    for element in soup.find_all(attrs={"aria-labelledby": True}):
        assert soup.find(id=element["aria-labelledby"])
    assert soup.find("a", href="#main")
    assert soup.find("main", id="main")
    return soup


def text(element: Any) -> str:
    return " ".join(element.get_text(" ").split())


def facts(soup: BeautifulSoup) -> dict[str, str]:
    rows = soup.select(".events-page__facts .events-facts__row")
    return {text(row.dt): " | ".join(text(value) for value in row.find_all("dd")) for row in rows}


@pytest.fixture
def event(site: Any) -> Any:
    lead = make_organizer(site.organizers["en"], "Mayors Mechanism")
    partner = make_organizer(site.organizers["en"], "Institute for Data, Cities, and People")
    return make_event(
        site.events["en"],
        title="Briefing for local governments",
        organizers=[lead, (partner, "partner")],
        starts_at=MAY_3,
        ends_at=MAY_3 + dt.timedelta(hours=1, minutes=30),
        timezone="Europe/Zurich",
        attendance_mode="hybrid",
        venue="Palais des Nations\nRoom XXV",
        country="756",
        languages=[
            {"language": "en", "kind": "working"},
            {"language": "ar", "kind": "interpretation"},
        ],
        gcm_objectives=["13", "general"],
        scope_levels=["regional"],
        areas=["ECA", "XKX"],
        is_workstream_output=False,
        summary="How cities take part.",
        location_note="Enter by the Pregny gate.",
        registration_url="https://register.example.org/briefing",
        contact_email="cities@example.org",
        resources=[
            (
                "link",
                {
                    "kind": "agenda",
                    "language": "ar",
                    "title": "جدول الأعمال",
                    "url": "https://example.org/agenda.pdf",
                },
            )
        ],
        body=[("heading", "Why come"), ("quote", {"text": "Come!", "author": "A mayor"})],
    )


def test_an_event_page_shows_every_label_of_the_seed_page_in_its_order(client: Any, event: Any):
    rows = facts(get(client, event))
    assert list(rows) == [*SEED_LABELS, "Event status", "Published"]
    assert rows["Date"].startswith("3 May 2027, 15:00–16:30 Central European Summer Time")
    assert rows["Location"] == "Palais des Nations Room XXV | Switzerland"
    assert rows["Way of attending"] == "In person and online"
    assert rows["Main organizer/s"] == (
        "Mayors Mechanism | Institute for Data, Cities, and People (Partner)"
    )
    assert rows["Language"] == "English | Arabic (Interpretation)"
    assert rows["Geographic scope"].startswith("Regional | Economic Commission for Africa")
    assert rows["Geographic scope"].endswith("Kosovo*")
    assert rows["Workstream output"] == "No"
    assert rows["Regional review process"] == "Not stated"
    assert rows["GCM objectives"].startswith("13 ")
    assert rows["Event status"] == "Scheduled"


def test_an_event_of_which_nothing_is_known_says_so_for_every_label(client: Any, site: Any):
    event = make_event(site.events["en"])
    rows = facts(get(client, event))
    assert rows.pop("Date") == "Date to be announced"
    assert rows.pop("Event status") == "Scheduled"
    assert rows.pop("Published") != "Not yet"
    assert set(rows.values()) == {"Not stated"}


def test_an_event_taken_over_without_a_date_has_none_recorded(client: Any, site: Any):
    event = make_event(site.events["en"], external_source="https://example.org/")
    assert facts(get(client, event))["Date"] == "Date not recorded"


def test_nobody_claims_that_registration_is_open_where_no_date_is_recorded(client: Any, site: Any):
    link = "https://example.org/register"
    lost = make_event(site.events["en"], external_source="example.org", registration_url=link)
    soup = get(client, lost)
    assert "Date not recorded" in text(soup)
    registration = soup.select_one(".events-registration")
    assert text(registration) == "Registration Registration page"
    assert registration.a["href"] == link


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("venue", ["Online", " online\n"])
def test_a_venue_that_repeats_the_way_of_attending_is_not_printed_again(
    client: Any, site: Any, language: str, venue: str
):
    event = make_event(site.events[language], venue=venue, attendance_mode="online")
    soup = get(client, event)
    with translation.override(language):
        online = gettext("Online")
    section = soup.find(id="event-where").parent
    assert [text(line) for line in section.find_all("p")] == [online]
    with translation.override(language):
        assert facts(soup)[gettext("Location")] == online


def test_a_venue_that_says_more_than_the_way_of_attending_is_printed(client: Any, site: Any):
    event = make_event(site.events["en"], venue="Online", attendance_mode="hybrid")
    assert "Online" in text(get(client, event).find(id="event-where").parent)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"starts_at": MAY_3.replace(year=2022)}, "Not stated"),
        ({"date_precision": "none"}, "Not stated"),
        ({"starts_at": MAY_3.replace(year=2022), "event_status": "rescheduled"}, "Rescheduled"),
        ({"starts_at": MAY_3.replace(year=2090)}, "Scheduled"),
        ({"starts_at": MAY_3.replace(year=2022), "external_source": ""}, "Scheduled"),
    ],
)
def test_of_a_past_event_taken_over_nobody_says_that_it_went_as_planned(
    client: Any, site: Any, values: dict[str, Any], status: str
):
    event = make_event(site.events["en"], **{"external_source": "example.org", **values})
    assert facts(get(client, event))["Event status"] == status


def test_hidden_facts_are_shown_only_where_they_have_a_value(client: Any, site: Any):
    event = make_event(site.events["en"], sdgs=["10"], guiding_principles=[])
    rows = facts(get(client, event))
    assert "Cross-cutting principles" not in rows
    assert rows["Sustainable Development Goals"].startswith("10 ")


def test_a_shown_fact_without_value_says_so(client: Any, site: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = ()
    rows = facts(get(client, make_event(site.events["en"])))
    assert rows["Cross-cutting principles"] == "Not stated"


def test_there_is_never_a_bare_status(client: Any, event: Any):
    assert not get(client, event).find("dt", string=re.compile(r"^\s*Status\s*$"))


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        ({"event_status": "cancelled"}, "Cancelled"),
        ({"event_status": "postponed"}, "Postponed: new date to be announced"),
        (
            {"event_status": "postponed", "previous_starts_at": MAY_3, "timezone": "Asia/Tokyo"},
            "Postponed: was 3 May 2027, new date to be announced",
        ),
        (
            {
                "event_status": "rescheduled",
                "starts_at": MAY_3 + dt.timedelta(days=9),
                "previous_starts_at": MAY_3,
            },
            "Rescheduled: was 3 May 2027",
        ),
        ({"event_status": "moved_online"}, "Moved online"),
        ({"event_status": "tentative"}, "Tentative: not confirmed yet"),
    ],
)
def test_the_status_stands_on_top_in_words_with_its_reason(
    client: Any, site: Any, values: dict[str, Any], headline: str
):
    event = make_event(site.events["en"], status_reason="The venue closed.", **values)
    section = get(client, event).select_one("section.events-status")
    assert text(section.h2) == headline
    assert "The venue closed." in text(section)


def test_an_event_that_goes_ahead_has_no_status_notice(client: Any, event: Any):
    assert not get(client, event).select("section.events-status")


def test_each_of_several_dates_is_shown_with_its_own_status(client: Any, site: Any):
    rows = [
        {"key": str(day), "starts_at": f"2027-02-{day}T09:00:00+00:00", "status": status}
        for day, status in ((16, "scheduled"), (17, "cancelled"), (18, "scheduled"))
    ]
    event = make_event(site.events["en"], dates=rows, timezone="UTC")
    soup = get(client, event)
    items = [text(item) for item in soup.select(".events-dates li")]
    assert len(items) == 3
    assert items[0].startswith("16 February 2027 09:00")
    assert [item.endswith("Cancelled") for item in items] == [False, True, False]
    assert facts(soup)["Date"] == "16–18 February 2027 (3 dates)"


def test_the_hour_is_marked_up_for_the_readers_own_zone_and_a_day_is_not(
    client: Any, event: Any, site: Any
):
    time = get(client, event).select_one("#event-when ~ p time")
    assert time["datetime"] == "2027-05-03T15:00+02:00"
    assert time["data-end"] == "2027-05-03T16:30+02:00"
    assert time["data-label"] == "In your time zone:"
    day = make_event(site.events["en"], starts_at=MAY_3, date_precision="day")
    time = get(client, day).select_one("#event-when ~ p time")
    assert time["datetime"] == "2027-05-03"
    assert not time.has_attr("data-event-time")


def test_the_language_switcher_has_the_un_order_and_says_what_is_missing(client: Any, event: Any):
    translated(event, "fr", title="Réunion d’information")
    translated(event, "ar", live=False)
    items = get(client, event).select(".events-languages li")
    assert [item.find(lang=True)["lang"] for item in items] == [
        "ar",
        "zh-hans",
        "en",
        "fr",
        "ru",
        "es",
    ]
    assert text(items[0]) == "العربيّة not available in this language"
    assert items[0].find(lang="ar")["dir"] == "rtl"
    assert items[2].a["aria-current"] == "page"
    assert items[3].a["hreflang"] == "fr"
    assert items[3].a["href"].startswith("/fr/")
    assert not items[4].a


def test_the_head_names_the_address_and_the_translations_that_exist(client: Any, event: Any):
    translated(event, "fr")
    head = get(client, event).head
    alternates = {link["hreflang"] for link in head.find_all("link", rel="alternate")}
    assert alternates == {"en", "fr", "x-default"}
    assert head.find("link", rel="canonical")["href"].endswith(event.url)
    assert head.find("meta", attrs={"name": "description"})["content"] == "How cities take part."


def test_an_alias_marks_the_language_of_the_text_it_mirrors(client: Any, site: Any, event: Any):
    alias = event.copy_for_translation(site.home["fr"].locale, copy_parents=True, alias=True)
    soup = get(client, alias)
    assert soup.html["lang"] == "fr"
    assert soup.h1["lang"] == "en"
    assert soup.h1["dir"] == "ltr"
    assert soup.head.find("link", rel="canonical")["href"] == event.full_url
    assert not soup.head.find("link", rel="alternate")


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_an_event_page_is_sound_in_every_language(client: Any, event: Any, language: str):
    page = event if language == "en" else translated(event, language)
    soup = get(client, page)
    assert soup.html["lang"] == language
    organizer = soup.find("a", string="Mayors Mechanism")
    assert organizer.get("lang") == (None if language == "en" else "en")


def test_registration_is_offered_while_it_is_not_closed(client: Any, event: Any):
    section = get(client, event).select_one(".events-registration")
    assert section.a["href"] == "https://register.example.org/briefing"
    assert "noopener" in section.a["rel"]


def test_nobody_is_sent_to_register_for_a_cancelled_event(client: Any, site: Any):
    event = make_event(
        site.events["en"], event_status="cancelled", registration_url="https://example.org/r"
    )
    section = get(client, event).select_one(".events-registration")
    assert "Registration is closed" in text(section)
    assert not section.find("a")


def test_a_link_that_slipped_past_validation_does_not_become_script(client: Any, event: Any):
    type(event).objects.filter(pk=event.pk).update(
        registration_url="javascript:alert(1)", livestream_url="javascript:alert(2)"
    )
    assert "javascript:" not in str(get(client, event))


def test_titles_are_escaped(client: Any, site: Any):
    event = make_event(site.events["en"], title="<script>alert(1)</script>", slug="script")
    assert "alert(1)" in text(get(client, event).h1)
    assert "<script>alert" not in client.get(site.events["en"].url).content.decode()


def test_material_carries_its_language(client: Any, event: Any):
    link = get(client, event).select_one(".events-resources a")
    assert (link["lang"], link["dir"], link["hreflang"]) == ("ar", "rtl", "ar")
    assert text(link.parent) == "جدول الأعمال Agenda Arabic"


def test_an_umbrella_lists_its_parts_and_each_part_names_it(client: Any, site: Any, event: Any):
    part = make_event(site.events["en"], title="Side event", part_of=[str(event.translation_key)])
    make_event(site.events["en"], title="Secret", live=False, part_of=[str(event.translation_key)])
    titles = get(client, event).select(".events-card__title")
    assert [text(title) for title in titles] == ["Side event"]
    assert get(client, part).select_one(".events-page__umbrellas a")["href"] == event.url


def test_the_kosovo_footnote_follows_the_setting(client: Any, event: Any, site: Any, settings: Any):
    other = make_event(site.events["en"])
    footnote = ".events-footnotes"
    assert get(client, other).select(footnote)
    assert get(client, site.events["fr"]).select_one(footnote).p.get("lang") is None
    assert get(client, site.events["ru"]).select_one(footnote).p["lang"] == "en"
    settings.WAGTAIL_MIGRATION_EVENTS_KOSOVO_FOOTNOTE = "when_named"
    assert get(client, event).select(footnote)
    assert not get(client, other).select(footnote)
    assert get(client, site.events["en"]).select(footnote)
    settings.WAGTAIL_MIGRATION_EVENTS_KOSOVO_FOOTNOTE = "never"
    soup = get(client, event)
    assert not soup.select(footnote)
    assert "Kosovo*" not in text(soup)


def test_titles_in_unchecked_wording_are_not_called_official(client: Any, event: Any):
    with translation.override("ar"):
        note = gettext(
            "Some titles of United Nations texts are shown here in a wording that has not been "
            "checked against the original."
        )
    assert not note.startswith("Some titles")
    assert note in text(get(client, translated(event, "ar")))
    assert "official" not in text(get(client, event)).lower()


def test_a_list_has_what_comes_then_what_has_no_date_then_the_past_by_year(client: Any, site: Any):
    parent = site.events["en"]
    make_event(parent, title="Soon", starts_at=dt.datetime(2099, 1, 1, 9, tzinfo=dt.UTC))
    make_event(parent, title="Some day")
    make_event(parent, title="Old", starts_at=dt.datetime(2020, 5, 1, 9, tzinfo=dt.UTC))
    make_event(parent, title="Older", starts_at=dt.datetime(2019, 5, 1, 9, tzinfo=dt.UTC))
    make_event(parent, title="Between", starts_at=dt.datetime(2020, 2, 1, 9, tzinfo=dt.UTC))
    headings = get(client, parent, "?when=all").select(".events-list :is(h2, h3, h4)")
    assert [(heading.name, text(heading)) for heading in headings] == [
        ("h2", "Upcoming events"),
        ("h3", "1 January 2099"),
        ("h4", "Soon"),
        ("h2", "Date to be announced"),
        ("h3", "Some day"),
        ("h2", "Past events"),
        ("h3", "2020"),
        ("h4", "Old"),
        ("h4", "Between"),
        ("h3", "2019"),
        ("h4", "Older"),
    ]


def test_an_event_missing_in_a_language_is_listed_there_and_marked(
    client: Any, site: Any, event: Any
):
    soup = get(client, site.events["ar"])
    link = soup.select_one(".events-card a")
    assert (link["lang"], link["dir"], link["href"]) == ("en", "ltr", event.url)
    assert soup.select_one(".events-card .events-fallback")


def test_an_empty_list_says_so(client: Any, site: Any):
    assert text(get(client, site.events["en"]).select_one(".events-empty")) == "No events yet."


def test_pagination_keeps_the_other_parameters(client: Any, site: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE = 1
    for _number in range(3):
        make_event(site.events["en"], title="A&B")
    query = "?q=a%26b&utm_source=mail&page=2"
    nav = get(client, site.events["en"], query).select_one(".events-pagination")
    assert nav.find("a", rel="prev")["href"] == "?q=a%26b&page=1"
    assert nav.find("a", rel="next")["href"] == "?q=a%26b&page=3"
    assert text(nav.find("a", attrs={"aria-current": "page"})) == "2"
    assert get(client, site.events["en"], "?page=nonsense").select(".events-card")


def test_a_list_takes_the_same_number_of_queries_for_5_and_for_25_events(
    client: Any, site: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE = 30
    counts = []
    made = 0
    for number in (5, 25):
        while made < number:
            organizer = make_organizer(site.organizers["en"], f"Organizer {made}")
            make_event(
                site.events["en"],
                organizers=[organizer],
                starts_at=MAY_3 + dt.timedelta(days=made),
                country="404",
                event_type="webinar",
            )
            made += 1
        client.get(site.events["fr"].url)
        with CaptureQueriesContext(connection) as queries:
            soup = get(client, site.events["fr"])
        assert len(soup.select(".events-card")) == number
        counts.append(len(queries))
    assert counts[0] == counts[1], [query["sql"] for query in queries][-40:]


def test_an_organizer_page_lists_its_events_and_its_parent(client: Any, site: Any):
    parent = make_organizer(site.organizers["en"], "United Nations")
    organizer = make_organizer(
        site.organizers["en"],
        "International Organization for Migration",
        acronym="IOM",
        kind="un_entity",
        country="756",
        website="https://www.iom.int/",
        parent_organization=parent.translation_key,
    )
    make_event(site.events["en"], title="Held", organizers=[organizer])
    make_event(site.events["en"], title="Not held", organizers=[parent])
    soup = get(client, organizer)
    assert [text(title) for title in soup.select(".events-card__title")] == ["Held"]
    assert "IOM" in text(soup.dl)
    assert "United Nations entity" in text(soup.dl)
    assert soup.dl.find("a", string="United Nations")["href"] == parent.url
    assert "noopener" in soup.dl.find("a", href="https://www.iom.int/")["rel"]


def test_the_list_of_organizers_marks_those_in_another_language(client: Any, site: Any):
    make_organizer(site.organizers["en"], "Mayors Mechanism", acronym="MM", kind="other")
    soup = get(client, site.organizers["ar"])
    link = soup.select_one(".events-organizers a")
    assert (link["lang"], link["dir"]) == ("en", "ltr")
    assert soup.select_one(".events-organizers .events-fallback")


def test_an_empty_list_of_organizers_says_so(client: Any, site: Any):
    assert get(client, site.organizers["en"]).select_one(".events-empty")


def test_a_site_may_leave_the_stylesheet_out(client: Any, event: Any, settings: Any):
    assert get(client, event).find("link", rel="stylesheet")
    settings.WAGTAIL_MIGRATION_EVENTS_STYLESHEET = False
    assert not get(client, event).find("link", rel="stylesheet")


@pytest.mark.parametrize("page_of", ["events", "organizers"])
def test_index_pages_are_sound_in_every_language(client: Any, site: Any, event: Any, page_of: str):
    for page in getattr(site, page_of).values():
        get(client, page)


def test_the_site_names_the_base_template(
    client: Any, event: Any, site: Any, settings: Any, tmp_path: Any
):
    base = tmp_path / "site_base.html"
    base.write_text(
        "<title>{% block title %}{% endblock %}</title>{% block content %}{% endblock %}"
    )
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [str(tmp_path)]}]
    settings.WAGTAIL_MIGRATION_EVENTS_BASE_TEMPLATE = "site_base.html"
    for page in (event, site.events["en"], site.organizers["en"]):
        html = client.get(page.url).content.decode()
        assert html.strip().startswith(f"<title>{page.title}</title>")
        assert "<h1>" in html


def test_a_page_for_somebody_who_sees_more_is_kept_in_no_cache(client: Any, site: Any, event: Any):
    from wagtail.models import PageViewRestriction

    part = make_event(site.events["en"], title="Members only", part_of=[str(event.translation_key)])
    restriction = PageViewRestriction.objects.create(
        page=part, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    assert "Members only" not in str(get(client, event))
    session = client.session
    session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()
    response = client.get(event.url)
    assert "Members only" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_draft_is_previewed_with_everything(editor_client: Any, site: Any):
    draft = make_event(site.events["fr"], title="Brouillon", live=False)
    response = draft.make_preview_request(original_request=None, preview_mode="")
    soup = check(response.rendered_content)
    assert text(soup.h1) == "Brouillon"
    assert soup.select_one(".events-languages__current")["lang"] == "fr"


def test_the_editor_sees_every_row_of_dates_with_captions(editor_client: Any, site: Any):
    rows = [{"key": "1", "starts_at": "2027-02-16T09:00:00+00:00", "status": "scheduled"}]
    event = make_event(site.events["en"], dates=rows, timezone="UTC")
    soup = BeautifulSoup(
        editor_client.get(f"/admin/pages/{event.pk}/edit/").content.decode(), "html5lib"
    )
    row = soup.find("input", attrs={"name": "dates-0-starts_at_0"}) or soup.find(
        "input", attrs={"name": "dates-0-starts_at_date"}
    )
    fieldset = row.find_parent("fieldset")
    for field in fieldset.find_all(["input", "select"]):
        if field.get("type") != "hidden":
            assert soup.find("label", attrs={"for": field["id"]})
    assert text(fieldset.legend) == "Row 1"
    assert "Delete this row" in text(fieldset)
