"""What events of this site are found by, beside what the package brings."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.text import slugify

from wagtail_migration_events.occurrences.facets import CodesFacet, Offer, offered


class HostCityFacet(CodesFacet):
    def codes(self, page: Any) -> list[str]:
        city = slugify(getattr(page, "host_city", ""), allow_unicode=True)
        return [city] if city else []

    def resolve(self, texts: Sequence[str], request: Any = None) -> dict[str, str]:
        return {text: slugify(text, allow_unicode=True) for text in texts}

    def offers(self, codes: Collection[str], language: str, request: Any) -> dict[str, Offer]:
        return offered({code: code.replace("-", " ").title() for code in sorted(codes)})
