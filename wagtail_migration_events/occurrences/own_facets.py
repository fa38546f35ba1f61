"""The facets of the package, in the order in which a list offers them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from wagtail_migration_events.events.facts.registration import (
    RegistrationState,
    registration_window,
)
from wagtail_migration_events.events.facts.spoken_languages import (
    LANGUAGE_TAG,
    language_choices,
    language_name,
)
from wagtail_migration_events.events.facts.where import AttendanceMode, attendance_mode_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.groups.resolution import keys_to_show
from wagtail_migration_events.groups.titles import best_labels
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.occurrences.facets import (
    ChoiceFacet,
    CodesFacet,
    Facet,
    FoundBy,
    Offer,
    VocabularyFacet,
    offered,
    register_facet,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class SpokenFacet(CodesFacet):
    """The languages of the event itself: spoken, interpreted, signed or captioned."""

    def all_choices(self) -> list[tuple[Any, Any]]:
        return [(code, name) for code, name in language_choices() if code]

    def codes(self, page: Any) -> Iterable[str]:
        rows = getattr(page, "languages", None) or []
        return dict.fromkeys(normalise_tag(row.get("language", "")) for row in rows)

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        return {text: normalise_tag(text) for text in texts if LANGUAGE_TAG.fullmatch(text)}

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        names = {code: language_name(code) for code in codes}
        return offered(dict(sorted(names.items(), key=lambda item: item[1])))


class AttendanceFacet(ChoiceFacet):
    """How one attends now: what moved online is found there, whatever was planned."""

    def codes(self, page: Any) -> Iterable[str]:
        mode = attendance_mode_of(page, page.event_status)
        return [mode] if mode else []


@dataclass(frozen=True)
class FlagFacet(CodesFacet):
    """Yes or no, or neither where nobody has said."""

    field: str = ""

    def all_choices(self) -> list[tuple[Any, Any]]:
        return [("yes", gettext("Yes")), ("no", gettext("No"))]

    def codes(self, page: Any) -> Iterable[str]:
        value = getattr(page, self.field, None)
        return [] if value is None else ["yes" if value else "no"]

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        return {text: text for text in texts if text in ("yes", "no")}

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        names = {"yes": gettext("Yes"), "no": gettext("No")}
        return offered({code: name for code, name in names.items() if code in codes})


@dataclass(frozen=True)
class GroupFacet(CodesFacet):
    """Groups of pages that the event names by their keys, such as the umbrellas it is part of."""

    mixin: type = EventPageMixin
    field: str = ""

    @property
    def groups_of(self) -> type:
        return self.mixin

    def codes(self, page: Any) -> Iterable[str]:
        return dict.fromkeys(str(key) for key in getattr(page, self.field, None) or [])

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        keys = {text: text.lower() for text in texts if UUID_TEXT.fullmatch(text)}
        shown = keys_to_show(keys.values(), self.mixin, request)
        return {text: key for text, key in keys.items() if key in shown}

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        pages = visible(base_pages_with(self.mixin).filter(translation_key__in=codes), request)
        labels = {key: label for key, (label, _) in best_labels(pages, language).items()}
        in_order = sorted(labels.items(), key=lambda item: item[1].text.casefold())
        return {key: Offer(label, key) for key, label in in_order}


class RegistrationFacet(Facet):
    """Events for which one can register now."""

    def all_choices(self) -> list[tuple[Any, Any]]:
        return [(RegistrationState.OPEN.value, RegistrationState.OPEN.label)]

    def found_by(self, page: Any) -> Iterable[FoundBy]:
        window = registration_window(page)
        if window is None or page.event_status == EventStatus.CANCELLED:
            return []
        since, until = window
        ends = [moment for moment in (until, page.get_stretch().over_at) if moment]
        return [FoundBy(RegistrationState.OPEN.value, since, min(ends, default=None))]

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        return {text: text for text in texts if text == RegistrationState.OPEN}

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        return offered({code: RegistrationState(code).label for code in codes})


OWN_FACETS: tuple[Facet, ...] = (
    VocabularyFacet("type", gettext_lazy("Type of event"), "event_type", "event_types"),
    AttendanceFacet(
        "attendance", gettext_lazy("Way of attending"), "attendance_mode", AttendanceMode
    ),
    VocabularyFacet("objective", gettext_lazy("GCM objectives"), "gcm_objectives"),
    VocabularyFacet("area", gettext_lazy("Geographic scope"), "areas"),
    VocabularyFacet("level", gettext_lazy("Level of scope"), "scope_levels"),
    VocabularyFacet("audience", gettext_lazy("Target audience"), "audiences"),
    SpokenFacet("spoken", gettext_lazy("Language of the event")),
    RegistrationFacet("registration", gettext_lazy("Registration")),
    ChoiceFacet("status", gettext_lazy("Event status"), "event_status", EventStatus),
    VocabularyFacet("principle", gettext_lazy("Guiding principles"), "guiding_principles"),
    VocabularyFacet("sdg", gettext_lazy("Sustainable Development Goals"), "sdgs"),
    VocabularyFacet("workstream", gettext_lazy("Workstream"), "workstream", "workstreams"),
    FlagFacet("review", gettext_lazy("Regional review process"), "is_regional_review"),
    GroupFacet("part_of", pgettext_lazy("umbrella event", "Part of"), EventPageMixin, "part_of"),
)


def register_own_facets() -> None:
    for facet in OWN_FACETS:
        register_facet(facet)
