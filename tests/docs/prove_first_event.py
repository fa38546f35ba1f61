"""Do by the admin's forms what the tutorial says in words, then read the pages in both languages.

Runs in the site that the steps of ``docs/tutorial/first-event.md`` have made.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from tests.docs.form_filling import AdminForm
from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.pages.models import EventPage

SUMMARY = "Mayors from four regions compare what their cities offer in the first hundred days."
FRENCH = {
    "Home": "Accueil",
    "home": "home-fr",
    "Events": "Événements",
    "Organizers": "Organisateurs",
    "City Network on Human Mobility": "Réseau des villes sur la mobilité humaine",
    "CNHM": "RVMH",
    "How cities welcome newcomers": "Comment les villes accueillent les nouveaux arrivants",
    SUMMARY: (
        "Des maires de quatre régions comparent ce que leurs villes offrent pendant les cent "
        "premiers jours."
    ),
}
EVENT = "/{}/events/how-cities-welcome-newcomers/"

editor = Client(headers={"host": "localhost"})
editor.force_login(get_user_model().objects.get(username="admin"))


def read(url: str, client: Client = editor) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, f"{url} answered {answer.status_code}"
    return str(answer.content.decode())


def send(url: str, data: dict[str, Any]) -> None:
    answer = editor.post(url, data)
    assert answer.status_code == 302, f"{url} answered {answer.status_code}: " + _errors(answer)


def _errors(answer: Any) -> str:
    form = (answer.context or {}).get("form")
    return f"{form.errors}" if form is not None else answer.content.decode()[:2000]


def add_french() -> None:
    assert "Add a locale" in read(reverse("wagtaillocales:index"))
    url = reverse("wagtaillocales:add")
    form = AdminForm(read(url))
    form.fill("Language", "French")
    send(url, form.data)


def open_new_page(parent: str, kind: str) -> tuple[str, AdminForm]:
    """Open the form of a new page below ``parent``; ``kind`` is its name in the list of kinds."""
    above = Page.objects.get(title=parent, locale=Locale.get_default(), depth__gt=1)
    listed = read(reverse("wagtailadmin_pages:add_subpage", args=[above.pk]))
    model = kind.replace(" ", "").lower()
    url = reverse("wagtailadmin_pages:add", args=[EventPage._meta.app_label, model, above.pk])
    # Where there is only one kind, Wagtail opens its form at once.
    assert kind.lower() in listed.lower(), f"below {parent} no {kind} can be added"
    assert url in listed, f"the list of kinds does not lead to {url}"
    return url, AdminForm(read(url), "page-edit-form")


def publish_new(url: str, form: AdminForm) -> None:
    in_the_browser = {
        "slug": form.data["title"].lower().replace(" ", "-"),
        "body-count": "0",
        "resources-count": "0",
        "introduction": "null",
    }
    send(url, {**form.data, **in_the_browser, "action-publish": "action-publish"})


def make_lists_and_organizer() -> None:
    for kind, title in (("Event index page", "Events"), ("Organizer index page", "Organizers")):
        url, form = open_new_page("Home", kind)
        form.fill("Title", title)
        publish_new(url, form)
    url, form = open_new_page("Organizers", "Organizer page")
    form.fill("Title", "City Network on Human Mobility")
    form.fill("Acronym", "CNHM")
    form.fill("Kind", "Civil society")
    form.fill("Country or area", "Kenya")
    publish_new(url, form)


def make_event() -> None:
    url, form = open_new_page("Events", "Event page")
    form.fill("Title", "How cities welcome newcomers")
    form.fill("Summary", SUMMARY)
    form.fill("Type of event", "Workshop")
    form.fill("What is known", "Day and time")
    form.fill("Date", "2027-03-09", below="Start")
    form.fill("Hour", "10:00", below="Start")
    form.fill("Date", "2027-03-09", below="End")
    form.fill("Hour", "12:30", below="End")
    form.fill("Time zone", "Nairobi (Kenya) · UTC+3")
    form.fill("Way of attending", "In person and online")
    form.fill("Venue", "County Hall, City Hall Way")
    form.fill("Country or area", "Kenya")
    form.tick("GCM objectives", "15 ")
    form.tick("GCM objectives", "16 ")
    form.tick("Level of scope", "Local")
    assert "add organizer" in str(form.form).lower(), "there is no button for an organizer"
    organizer = Page.objects.get(title="City Network on Human Mobility")
    form.data |= {  # what the button "Add organizer" and the chooser do
        "organizer_links-TOTAL_FORMS": "1",
        "organizer_links-0-organizer": str(organizer.pk),
        "organizer_links-0-role": "lead",
        "organizer_links-0-ORDER": "1",
        "organizer_links-0-id": "",
    }
    publish_new(url, form)


def translate() -> None:
    home = Page.objects.get(title="Home", locale=Locale.get_default())
    url = reverse("wagtail_localize:submit_page_translation", args=[home.pk])
    buttons = read(reverse("wagtailadmin_explore", args=[home.pk]))
    assert "Translate this page" in buttons, "the explorer does not offer to translate"
    form = AdminForm(read(url))
    form.tick("Locales", "French")
    assert "Include subtree (4 pages)" in str(form.form)
    form.data["include_subtree"] = "on"
    send(url, form.data)
    offered = set()
    for task in Translation.objects.filter(target_locale__language_code="fr").order_by("pk"):
        offered |= _translate_page(task)
    assert offered == set(FRENCH), f"offered for translation: {offered ^ set(FRENCH)}"


def _translate_page(task: Translation) -> set[str]:
    page = task.get_target_instance()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    view = "translator-desk" if hasattr(page, "event_text") else "js-translation-editor"
    assert view in read(url), f"{page} does not open for translation"
    offered = {}
    for segment in task.source.stringsegment_set.select_related("string"):
        offered[segment.string.data] = segment.pk
    for text, segment in offered.items():
        edit = reverse("wagtail_localize:edit_string_translation", args=[task.pk, segment])
        value = urlencode({"value": FRENCH.get(text, "")})
        answer = editor.put(edit, value, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201), f"{text}: {answer.content.decode()[:300]}"
    send(url, {"action": "publish"})
    return set(offered)


def read_both_languages() -> None:
    reader = Client(headers={"host": "localhost"})
    english, french = read(EVENT.format("en"), reader), read(EVENT.format("fr"), reader)
    with translation.override("fr"):
        in_person_and_online = str(AttendanceMode.HYBRID.label)
    assert '<html lang="en" dir="ltr">' in english
    assert '<html lang="fr" dir="ltr">' in french
    for words in ("10:00", "12:30", "Kenya", "In person and online", "Workshop", "Local"):
        assert words in english, f"the English page does not say {words!r}"
    for words in (
        *("10:00", "12:30", "mars 2027", "Kenya", "Atelier"),
        in_person_and_online,
        FRENCH["How cities welcome newcomers"],
        "/fr/organizers/city-network-on-human-mobility/",
        EVENT.format("en"),
    ):
        assert words in french, f"the French page does not say {words!r}"
    assert FRENCH["How cities welcome newcomers"] in read("/fr/events/", reader)
    assert FRENCH["Events"] in read("/fr/", reader)


add_french()
make_lists_and_organizer()
make_event()
translate()
read_both_languages()
print("The tutorial leads to an event in English and French.")
