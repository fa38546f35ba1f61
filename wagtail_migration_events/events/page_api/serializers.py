"""The facts of an event as JSON: codes with labels in the language of the page, never keys of rows.

API v2 calls these as fields of a REST framework serializer. API v3 calls them without one, and
types its schema by what ``to_representation`` says that it returns.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import override
from rest_framework import serializers
from rest_framework.fields import SkipField

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.footnotes import footnotes_of
from wagtail_migration_events.events.display.material import resources_of
from wagtail_migration_events.events.display.notes import current_note
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.facts.spoken_languages import LanguageKind
from wagtail_migration_events.events.facts.when import as_calendar_date
from wagtail_migration_events.events.page_api.together import read_together
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.iso import iso_moment
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.groups.links.addresses import file_address
from wagtail_migration_events.vocabularies.serializers import (
    CodeListSerializerField,
    CodeSerializerField,
)

CodeAndLabel = dict[str, str]


def choice_and_label(choices: type[TextChoices], code: str, language: str) -> CodeAndLabel:
    """Return one of a fixed set of choices as ``{"code", "label"}``; an unknown one as it is."""
    with override(language):
        return {"code": code, "label": str(choices(code).label) if code in choices else code}


def image_data(image: Any, request: Any = None) -> dict[str, Any]:
    """Return an image with the address of its file; Wagtail's images endpoint knows its ``id``."""
    return {
        "id": image.pk,
        "title": image.title,
        "url": file_address(image.file.url, request),
        "width": image.width,
        "height": image.height,
    }


class PageFact(serializers.Field):
    """One fact, made from the whole page; left out where the page's class has dropped it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(source="*", read_only=True)
        super().__init__(*args, **kwargs)

    def get_attribute(self, page: Any) -> Any:
        if field_name_of(type(page), self.field_name) is None:
            raise SkipField
        read_together(self, page, "surroundings")
        return page

    def value_of(self, page: Any) -> Any:
        return getattr(page, self.field_name)


class TermFact(PageFact, CodeSerializerField):
    def to_representation(self, page: Any) -> CodeAndLabel | None:
        with override(page.locale.language_code):
            return super().to_representation(self.value_of(page))


class TermsFact(PageFact, CodeListSerializerField):
    def to_representation(self, page: Any) -> list[CodeAndLabel]:
        with override(page.locale.language_code):
            return super().to_representation(self.value_of(page) or [])


class ChoiceFact(PageFact):
    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def to_representation(self, page: Any) -> CodeAndLabel | None:
        code = self.value_of(page)
        return choice_and_label(self.choices, code, page.locale.language_code) if code else None


class NumberFact(PageFact):
    def to_representation(self, page: Any) -> float | None:
        value = self.value_of(page)
        return None if value is None else float(value)


class MomentFact(PageFact):
    """An instant in the event's zone with its offset; a date or a month where no hour is known."""

    def to_representation(self, page: Any) -> str | None:
        return fact_moment(page, self.value_of(page))


class DeadlineFact(PageFact):
    """An instant, whatever is known of the hours of the event itself."""

    def to_representation(self, page: Any) -> str | None:
        return iso_moment(self.value_of(page), page.timezone or "UTC", DatePrecision.TIME)


class DatesFact(PageFact):
    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        language = page.locale.language_code
        return [
            {
                "key": date.key,
                "starts_at": fact_moment(page, date.starts_at),
                "ends_at": fact_moment(page, date.ends_at),
                "status": choice_and_label(EventStatus, date.status, language),
            }
            for date in (page.get_occurrences() if self.value_of(page) else ())
        ]


class SpokenFact(PageFact):
    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        language = page.locale.language_code
        return [
            {
                "language": str(row.get("language") or ""),
                "kind": choice_and_label(LanguageKind, str(row.get("kind") or ""), language),
            }
            for row in self.value_of(page) or []
        ]


class LinkFact(PageFact):
    """An address of the web, never anything else."""

    def to_representation(self, page: Any) -> str:
        return web_link(self.value_of(page))


class SharedLinkFact(LinkFact):
    """The page's own link, else that of the source."""

    def value_of(self, page: Any) -> Any:
        return shared_value(page, self.field_name)


class ImageFact(PageFact):
    def to_representation(self, page: Any) -> dict[str, Any] | None:
        image = read_together(self, page, self.field_name)
        return None if image is None else image_data(image, self.context.get("request"))


class ResourcesFact(PageFact):
    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        language, request = page.locale.language_code, self.context.get("request")
        closed = read_together(self, page, "closed_collections") if page.resources else ()
        with override(language):
            return [
                {
                    "title": each.title,
                    "url": file_address(each.url, request),
                    "language": each.language,
                    "kind": {"code": each.kind_code, "label": each.kind or each.kind_code},
                    "file_type": each.file_type,
                }
                for each in resources_of(page, language, closed)
            ]


class KeysFact(PageFact):
    """Keys of groups that anybody may see."""

    def to_representation(self, page: Any) -> list[str]:
        return list(read_together(self, page, self.field_name))


class RowsFact(PageFact):
    """Rows that a room above this one reads."""

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return list(read_together(self, page, self.field_name))


class NoteFact(PageFact):
    """Today's words of the note, which may be those of the source, with their language."""

    def to_representation(self, page: Any) -> dict[str, str]:
        note = current_note(page, self.field_name)
        return {"text": note.text, "language": note.language}


class FootnotesFact(PageFact):
    """What must stand below a page that names an area, in the page's language."""

    def get_attribute(self, page: Any) -> Any:
        return page  # no column of the page

    def to_representation(self, page: Any) -> list[dict[str, str]]:
        notes = footnotes_of([page], page.locale.language_code)
        return [{"text": note.text, "language": note.language} for note in notes]


def fact_moment(page: Any, moment: Any) -> str | None:
    """Return a moment as exactly as it is known: with hours, a date, or a month."""
    precision = page.date_precision or DatePrecision.TIME
    if precision != DatePrecision.TIME:
        moment = as_calendar_date(moment, page.timezone or "UTC")
    return iso_moment(moment, page.timezone or "UTC", precision)
