"""What the Events listing is narrowed by, beside what Wagtail narrows every list of pages by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import LocaleFilter
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Revision, Site

from wagtail_migration_events.admin.attention import askable_checks, needing_attention
from wagtail_migration_events.admin.listing.filters.days import DaysFilter, DaysInput
from wagtail_migration_events.admin.listing.filters.facets import OneCodeFilter, facet_filters
from wagtail_migration_events.admin.listing.filters.people import people_filters
from wagtail_migration_events.admin.listing.rows import explorable_events
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.groups.site_locales import locales_in
from wagtail_migration_events.groups.titles import best_labels
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.occurrences.codes import pages_with
from wagtail_migration_events.occurrences.filters import When
from wagtail_migration_events.occurrences.own_facets import UUID_TEXT
from wagtail_migration_events.occurrences.periods import in_period
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect

UNDATED = "undated"
#: Filters of Wagtail in whose place others stand.
REPLACED = ("owner", "edited_by")
ANY = "any"


class WhenFilter(ChoiceFilter):
    """The sections of the public lists, and what is going on at this moment."""

    def filter(self, qs: Any, value: str) -> Any:
        if not value:
            return qs
        period = When.UPCOMING if value == UNDATED else When(value)
        rows = IndexedOccurrence.objects.filter(in_period(period, timezone.now()))
        if period == When.UPCOMING:
            rows = rows.filter(starts_at__isnull=value == UNDATED)
        return qs.filter(pk__in=rows.values("page"))


class PublishedFilter(MultipleChoiceFilter):
    """What the column "Published" says; a live page with a schedule is found by both."""

    def filter(self, qs: Any, value: Sequence[str]) -> Any:
        schedules = Revision.page_revisions.exclude(approved_go_live_at=None)
        is_scheduled = Exists(schedules.filter(object_id=Cast(OuterRef("pk"), CharField())))
        conditions = {
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "draft": Q(live=False, expired=False) & ~Q(is_scheduled),
            "scheduled": Q(is_scheduled),
            "expired": Q(live=False, expired=True),
        }
        wanted = Q()
        for name in value:
            wanted |= conditions[name]
        return qs.filter(wanted)


class NotLiveInFilter(MultipleChoiceFilter):
    """Events that cannot be read in one of these languages: an alias is no translation."""

    def filter(self, qs: Any, value: Sequence[str]) -> Any:
        pages = base_page_model().objects.filter(live=True, alias_of=None)
        wanted = Q()
        for code in value:
            there = pages.filter(locale__language_code=code).values("translation_key")
            wanted |= ~Q(translation_key__in=there)
        return qs.filter(wanted)


class AttentionFilter(MultipleChoiceFilter):
    """Events in which one of these checks has found something, or any of them."""

    def filter(self, qs: Any, value: Sequence[str]) -> Any:
        names = () if ANY in value else value
        return needing_attention(qs, names) if value else qs


class PartOfFilter(ChoiceFilter):
    """The parts of one umbrella event, to which a link in the list leads."""

    def filter(self, qs: Any, value: str) -> Any:
        if not value:
            return qs
        parts = base_page_model().objects.filter(pk__in=pages_with("part_of", [value]))
        return qs.filter(translation_key__in=parts.order_by().values("translation_key"))


class EventFilterSet(PageFilterSet):
    """Filters on facts read the occurrence index: drafts have rows there as published pages have.

    Of a page that has never been live the index knows what its row holds, as the columns do.
    """

    when = WhenFilter(
        label=gettext_lazy("When"),
        empty_label=gettext_lazy("Any"),
        choices=[
            (When.UPCOMING.value, gettext_lazy("Upcoming or ongoing")),
            (When.ONGOING.value, gettext_lazy("Ongoing")),
            (UNDATED, gettext_lazy("Without a date yet")),
            (When.PAST.value, gettext_lazy("Past")),
        ],
        widget=RadioSelect,
    )
    days = DaysFilter(label=gettext_lazy("Days"), widget=DaysInput)
    organizer = OneCodeFilter(
        label=gettext_lazy("Organizer"), empty_label=gettext_lazy("Any"), widget=LongSelect
    )
    published = PublishedFilter(
        label=gettext_lazy("Published"),
        choices=[
            ("live", pgettext_lazy("of an event in a language", "Live")),
            ("changed", gettext_lazy("Live, with changes that are not published")),
            ("draft", pgettext_lazy("of an event in a language", "Draft")),
            ("scheduled", gettext_lazy("Scheduled to go live")),
            ("expired", gettext_lazy("Expired")),
        ],
        widget=CheckboxSelectMultiple,
    )
    not_live_in = NotLiveInFilter(
        label=gettext_lazy("Not live in"),
        choices=lambda: languages_by_name(),
        widget=CheckboxSelectMultiple,
    )

    attention = AttentionFilter(
        label=gettext_lazy("Needs attention"),
        choices=lambda: [
            (ANY, _("For any reason")),
            *((check.name, str(check.label)) for check in askable_checks()),
        ],
        widget=CheckboxSelectMultiple,
    )
    locale = LocaleFilter(
        label=gettext_lazy("Locale"),
        empty_label=None,
        null_label=gettext_lazy("All"),
        null_value=None,
        widget=RadioSelect,
    )
    part_of = PartOfFilter(
        label=pgettext_lazy("umbrella event", "Part of"),
        empty_label=gettext_lazy("Any"),
        widget=RadioSelect,
    )

    field_order = (
        "when",
        "days",
        "status",
        "type",
        "organizer",
        "objective",
        "area",
        "attendance",
        "published",
        "not_live_in",
        "attention",
        "part_of",
    )

    class Meta(PageFilterSet.Meta):
        pass

    def __init__(
        self,
        data: Any = None,
        queryset: Any = None,
        *,
        request: HttpRequest | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.filters["organizer"].extra["choices"] = organizers_by_name(request)
        self._offer_languages(request)
        self._add(facet_filters() | people_filters())
        if len({root.site_id for root in Site.get_site_root_paths()}) < 2:
            del self.filters["site"]
        asked = str((data or {}).get("part_of") or "")
        if asked:
            self.filters["part_of"].extra["choices"] = umbrella_by_key(asked, request)
        else:
            del self.filters["part_of"]

    def _offer_languages(self, request: HttpRequest | None) -> None:
        """As Wagtail does, with the languages that the list has read already."""
        there = {locale.language_code for locale in locales_in(request).values()}
        choices = [each for each in get_content_languages().items() if each[0] in there]
        self.filters["locale"].extra["choices"] = choices
        if len(choices) < 2 or not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            del self.filters["locale"]

    def _add(self, made: dict[str, Any]) -> None:
        """Put what is made for each request beside what the class has, in ``field_order``."""
        for each in made.values():
            each.parent, each.model = self, self._meta.model
        own = self.filters | {name: made[name] for name in REPLACED if name in made}
        facets = {name: each for name, each in made.items() if name not in own}
        found = facets | own
        before = [name for name in self.field_order if name in found]
        after = [name for name in own if name not in before]
        place = before.index("published")
        others = [name for name in facets if name not in before]
        names = [*before[:place], *others, *before[place:], *after]
        self.filters: dict[str, Any] = {name: found[name] for name in names}


def organizers_by_name(request: HttpRequest | None) -> list[tuple[str, str]]:
    """Return key and title of the organizers that may be shown, as the column has them."""
    pages = visible(base_pages_with(OrganizerPageMixin), request)
    found = best_labels(pages, get_language() or "en")
    labels = [(key, str(label)) for key, (label, _others) in found.items()]
    return sorted(labels, key=lambda pair: pair[1].casefold())


def umbrella_by_key(key: str, request: HttpRequest | None) -> list[tuple[str, str]]:
    """Return key and title of one event, if the user may see it in the admin."""
    if request is None or not UUID_TEXT.fullmatch(key):
        return []
    page = explorable_events(request.user).filter(translation_key=key).order_by("pk").first()
    return [(key.lower(), str(page.get_admin_display_title()))] if page is not None else []


def languages_by_name() -> list[tuple[str, str]]:
    """Return the content languages of the site, each by its name in the reader's language."""
    shown_in = get_language() or "en"
    return [(code, language_name(code, shown_in)) for code in get_content_languages()]
