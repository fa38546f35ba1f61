"""RSS 2.0 and Atom as Django writes them, with the language of items and codes of categories."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class RssOfEvents(Rss201rev2Feed):
    """RSS has no word for the language of an item, and none for when it was changed."""

    def rss_attributes(self) -> dict[str, Any]:
        return {**super().rss_attributes(), "xmlns:dc": DUBLIN_CORE}

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else self.feed["unchanged_since"]

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["language"]:
            handler.addQuickElement("dc:language", item["language"])
        for term in item["terms"]:
            handler.addQuickElement("category", term.label, {"domain": term.fact})


class AtomOfEvents(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else self.feed["unchanged_since"]

    def item_attributes(self, item: Any) -> dict[str, Any]:
        spoken = {"xml:lang": item["language"]} if item["language"] else {}
        return {**super().item_attributes(item), **spoken}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        for term in item["terms"]:
            attributes = {"term": f"{term.fact}:{term.code}", "label": term.label}
            handler.addQuickElement("category", "", attributes)
