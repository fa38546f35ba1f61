"""Reads the written-out content into pages. Running it again changes nothing."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from example_site.website.models import CityMeetingPage, CityPage, HomePage
from wagtail_migration_events.events.editor.when.local_moment import LocalMoment
from wagtail_migration_events.listings.choices import STANDARD_FILTERS
from wagtail_migration_events.pages.models import (
    EventIndexPage,
    EventPage,
    OrganizerIndexPage,
    OrganizerPage,
)

CONTENT = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("en", "ar", "zh-hans", "fr", "ru", "es")
MOMENTS = ("starts_at", "ends_at", "previous_starts_at")
SAME_EVERYWHERE = (
    "timezone", "date_precision", "event_status", "attendance_mode", "venue", "host_city",
    "city_themes", "country", "event_type", "audiences", "languages", "gcm_objectives",
    "guiding_principles", "sdgs", "scope_levels", "areas", "workstream", "is_workstream_output",
    "is_regional_review", "registration_url", "livestream_url", "contact_email", "part_of",
)  # fmt: skip
#: By what the list of events can be narrowed: the usual filters, and one of this site's own.
FILTERS = [{"facet": name} for name in (*STANDARD_FILTERS, "theme")]


def read(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def load_site() -> Page:
    """Make the six home pages and the index pages below them; return the English home."""
    words = read("site")
    locales = {tag: Locale.objects.get_or_create(language_code=tag)[0] for tag in LANGUAGES}
    root = Page.get_first_root_node()
    home = HomePage.objects.filter(locale=locales["en"]).first()
    if home is None:
        home = root.add_child(
            instance=HomePage(slug="en", locale=locales["en"], title="Home", live=False)
        )
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        welcome, site.root_page = site.root_page_id, home
        site.hostname, site.port = "localhost", int(os.environ.get("PORT", "8000"))
        site.site_name = words["site_name"]["en"]
        site.save()
        Page.objects.filter(pk=welcome, title__startswith="Welcome").delete()
    indexes = [
        _below(home, EventIndexPage, words["event_index"], "en", listed_filters=FILTERS),
        _below(home, OrganizerIndexPage, words["organizer_index"], "en"),
    ]
    for tag in LANGUAGES:
        version = _in_language(home, locales[tag], {"slug": tag})
        _publish(version, _home_words(words, tag))
        for index, name in zip(indexes, ("event_index", "organizer_index"), strict=True):
            text = words[name]
            version = _in_language(index, locales[tag], {})
            introduction = f"<p>{text[tag]['intro']}</p>"
            _publish(version, {"title": text[tag]["title"], "introduction": introduction})
    return home


def load_organizers(home: Page) -> Iterator[str]:
    """Make the organizer pages, each in six languages; yield a title for each one made."""
    index = OrganizerIndexPage.objects.child_of(home).get()
    keys = _organizers(home)
    for row in read("organizers"):
        if row["code"] in keys:
            continue
        facts = {name: row[name] for name in ("code", "kind", "country", "website")}
        facts["parent_organization"] = keys.get(row["parent"])
        model = OrganizerPage
        if "locode" in row:
            model, facts["locode"] = CityPage, row["locode"]
        page = index.add_child(
            instance=model(
                title=row["names"]["en"], slug=row["code"], live=False, locale=home.locale, **facts
            )
        )
        keys[row["code"]] = page.translation_key
        for tag, name in row["names"].items():
            locale = Locale.objects.get(language_code=tag)
            version = _in_language(page, locale, {"slug": row["code"]})
            _publish(version, {"title": name, "acronym": row["acronyms"].get(tag, "")})
        yield page.title


def load_events(home: Page, file_name: str) -> Iterator[str]:
    """Make the events of one file in all their languages; yield a title for each one made."""
    organizers = _organizers(home)
    for row in read(file_name):
        if not Page.objects.filter(translation_key=row["key"]).exists():
            yield _make_event(home, row, organizers)


def _organizers(home: Page) -> dict[str, UUID]:
    """Return the key of each organizer by its code."""
    return {
        page.code: page.translation_key
        for model in (OrganizerPage, CityPage)
        for page in model.objects.filter(locale=home.locale)
    }


@transaction.atomic
def _make_event(home: Page, row: dict[str, Any], organizers: dict[str, UUID]) -> str:
    model = CityMeetingPage if row["type"] == "own" else EventPage
    source = row["source_language"]
    locale = Locale.objects.get(language_code=source)
    event = model(
        translation_key=UUID(row["key"]), locale=locale, live=False, slug=row["slug"][source],
        title=row["texts"][source]["title"], **_facts(model, row),
    )  # fmt: skip
    _parent(home, row, locale).add_child(instance=event)
    for place, link in enumerate(row["organizers"]):
        event.organizer_links.create(
            organizer=organizers[link["code"]], role=link["role"], sort_order=place
        )
    event.image = _image(row)
    event.save()
    for tag, text in row["texts"].items():
        version_locale = Locale.objects.get(language_code=tag)
        version = _in_language(event, version_locale, {"slug": row["slug"][tag]})
        _publish(version, _texts(text))
    return event.title


def _image(row: dict[str, Any]) -> Any:
    path = CONTENT / "images" / f"{row['slug'].get('en')}.png"
    if not path.exists():
        return None
    alt = row["texts"]["en"]["image_alt"]
    with path.open("rb") as file:
        return get_image_model().objects.create(
            title=alt, description=alt, file=ImageFile(file, name=path.name)
        )


def _parent(home: Page, row: dict[str, Any], locale: Locale) -> Page:
    """Parts live below their first umbrella, other events below the index."""
    if row["part_of"]:
        return EventPage.objects.get(translation_key=row["part_of"][0], locale=locale)
    return EventIndexPage.objects.child_of(home).get().get_translation(locale)


def _facts(model: type, row: dict[str, Any]) -> dict[str, Any]:
    zone, precision = row["timezone"], row["date_precision"]
    facts = {name: row[name] for name in SAME_EVERYWHERE if getattr(model, name, None) is not None}
    for name in ("latitude", "longitude"):
        facts[name] = None if row[name] is None else Decimal(str(row[name]))
    for name in MOMENTS:
        known = precision if precision != "none" else "time"
        facts[name] = _moment(row[name], zone, known)
    for name in ("registration_opens_at", "registration_closes_at"):
        facts[name] = _moment(row[name], zone, "time")
    facts["dates"] = [
        {**date, "starts_at": _iso(date["starts_at"], zone), "ends_at": _iso(date["ends_at"], zone)}
        for date in row["dates"]
    ]
    facts["resources"] = [("link", resource) for resource in row["resources"]]
    return facts


def _moment(value: str | None, zone: str, precision: str) -> dt.datetime | None:
    if not value:
        return None
    date, _, hour = value.partition("T")
    date = f"{date}-01" if len(date) == 7 else date
    time = dt.time.fromisoformat(hour) if hour else None
    known = precision if time or precision != "time" else "day"
    return LocalMoment(dt.date.fromisoformat(date), time).stored(zone, known)


def _iso(value: str | None, zone: str) -> str | None:
    moment = _moment(value, zone, "time")
    return moment.isoformat() if moment else None


def _texts(text: dict[str, Any]) -> dict[str, Any]:
    body = [(block["type"], block["value"]) for block in text.get("body", [])]
    return {**text, "body": body}


def _home_words(words: dict[str, Any], tag: str) -> dict[str, Any]:
    names = {
        "title": "title", "headline": "headline", "introduction": "intro",
        "notice_heading": "languages_heading", "notice": "languages_text",
    }  # fmt: skip
    home = words["home"][tag]
    site = {"site_name": words["site_name"][tag], "footer": words["footer"][tag]}
    return {**site, **{field: home[name] for field, name in names.items()}}


def _below(home: Page, model: type, text: dict[str, Any], tag: str, **values: Any) -> Page:
    values |= {"title": text[tag]["title"], "slug": text[tag]["slug"], "live": False}
    page = model.objects.child_of(home).first()
    return page or home.add_child(instance=model(locale=home.locale, **values))


def _in_language(page: Page, locale: Locale, values: dict[str, Any]) -> Page:
    if page.locale_id == locale.pk:
        return page
    version = page.get_translation_or_none(locale)
    if version is None:
        version = page.copy_for_translation(locale, copy_parents=True)
        for name, value in values.items():
            setattr(version, name, value)
    return version


def _publish(page: Page, values: dict[str, Any]) -> None:
    """Publish the page with these words, unless it is live with them already."""
    if page.live and page.first_published_at:
        return
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
