"""Finding events by who holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.occurrences.facets import CodesFacet, Offer
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.names import organizer_names


class OrganizerFacet(CodesFacet):
    """Organizers in any role: in query strings by their code, in the index by their key."""

    @property
    def groups_of(self) -> type:
        return OrganizerPageMixin

    def codes(self, page: Any) -> Iterable[str]:
        links = getattr(page, "organizer_links", None)
        return dict.fromkeys(str(link.organizer) for link in links.all()) if links else []

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for model in page_models_with(OrganizerPageMixin):
            pages = visible(model.objects.filter(code__in=texts, alias_of=None), request)
            keys = pages.values_list("code", "translation_key")
            found |= {code: str(key) for code, key in keys}
        return found

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        names = organizer_names(codes, language, request)
        in_order = sorted(names.items(), key=lambda item: item[1].short.text.casefold())
        return {key: Offer(name.short, name.code) for key, name in in_order}


ORGANIZER_FACET = OrganizerFacet("organizer", gettext_lazy("Organizers"))
