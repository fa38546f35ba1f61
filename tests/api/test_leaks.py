"""Whatever the API is asked for, by any id and in any language, what is not public is not in it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from wagtail.models import Page

from tests.hidden_events import DAY, NOW, SECRET, plant, public_keys
from wagtail_migration_events.api.standalone import events_api
from wagtail_migration_events.vocabularies.registry import all_vocabularies

pytestmark = pytest.mark.django_db

EVERYTHING = {"when": "all", "fields": "*", "facets": "*", "limit": "100"}
WINDOW = {"from": f"{NOW - 30 * DAY:%Y-%m-%d}", "to": f"{NOW + 30 * DAY:%Y-%m-%d}"}


def queries(path: str, pages: list[Any]) -> list[dict[str, str]]:
    """Return what is asked at an address to be told as much as there is."""
    if path == "/":
        hidden = ({"objective": "21"}, {"area": "548"}, {"organizer": "hidden"}, {"q": SECRET})
        return [EVERYTHING, *({**EVERYTHING, **each} for each in hidden)]
    draft = {"content_type": pages[0]._meta.label_lower, "token": f"id={pages[0].pk}:1tX:abc"}
    return {
        "/occurrences/": [WINDOW],
        "/changes/": [{"fields": "*", "limit": "100"}],
        "/find/": [{"path": page.url or page.url_path, "fields": "*"} for page in pages],
        "/draft/": [draft],
    }.get(path, [{}])


def asked() -> Iterator[str]:
    """Yield every address of the API with every id there is."""
    pages = list(Page.objects.filter(depth__gt=2).specific())
    keys = [str(key) for key in {page.translation_key for page in pages}]
    ids = {
        "{key}": keys,
        "{code}": ["mayors", "hidden", *keys],
        "{name}": [vocabulary.name for vocabulary in all_vocabularies()],
    }
    for path in events_api.get_openapi_schema(path_prefix="")["paths"]:
        if path == "/vocabularies/{name}/{code}/":
            continue  # what a term is called has to do with no event
        names = [name for name in ids if name in path]
        assert path.count("{") == len(names), f"{path} has an id that is not looked for here"
        for values in itertools.product(*(ids[name] for name in names)):
            address = path
            for name, value in zip(names, values, strict=True):
                address = address.replace(name, value)
            # In a language in which a draft of what is public is hidden, and all else falls back.
            for query in queries(path, pages):
                yield f"/api/events{address}?{urlencode({**query, 'locale': 'fr'})}"


def test_no_address_of_the_api_speaks_of_what_is_not_public(site: Any, client: Any):
    plant(site)
    pages = Page.objects.filter(title__startswith=SECRET)
    hidden = {str(key) for key in pages.values_list("translation_key", flat=True)} - public_keys()
    statuses: Counter[int] = Counter()
    for address in asked():
        response = client.get(address)
        statuses[response.status_code] += 1
        said = response.content.decode().replace("\r\n ", "")
        assert SECRET.lower() not in said.lower(), address
        # Of what was public once, a harvester is told by its key that it is gone.
        told = said if "/changes/" not in address else ""
        assert not [key for key in hidden if key in told], address
    assert set(statuses) == {200, 404, 422}
    assert statuses[422] == 1  # by an organizer that is not public nobody can look for events
    assert statuses[200] > 20
    assert statuses[404] > 40
    everything = client.get("/api/events/", EVERYTHING).json()
    assert everything["count"] == 3
    for facet, code in (("objective", "21"), ("sdg", "14"), ("area", "548")):
        counts = {each["code"]: each["count"] for each in everything["facets"][facet]}
        assert not counts.get(code), facet
    assert "hidden" not in {each["code"] for each in everything["facets"]["organizer"]}
