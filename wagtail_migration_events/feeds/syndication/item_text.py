"""What a reader of feeds sees of an event, in HTML without any style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.facts import FactValue, place_values
from wagtail_migration_events.events.display.footnotes import footnotes_of
from wagtail_migration_events.events.display.language_attributes import language_attributes
from wagtail_migration_events.events.display.status import status_headline
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.organizers.cards import EventCard
from wagtail_migration_events.vocabularies.languages import direction


def item_text(card: EventCard, language: str) -> str:
    """Return what has become of the event, when and where it is, who holds it, and its summary.

    :param language: BCP 47 tag of the reader's language.
    """
    lines = (_paragraph(values, language) for values in _lines(card, language))
    inside = format_html_join("\n", "{}", ((line,) for line in lines if line))
    # A program may show the text between others of another direction.
    return format_html(
        '<div lang="{}" dir="{}">\n{}\n</div>', language, direction(language), inside
    )


def _lines(card: EventCard, language: str) -> Iterator[Iterable[FactValue]]:
    page = card.page
    yield [FactValue(status_headline(page, language))]
    yield [FactValue(card.date.when.text, note=card.date.detail)]
    place = place_values(page, language)
    yield place
    if card.attendance not in [value.text for value in place]:
        yield [FactValue(card.attendance)]
    yield [FactValue(name.text, name.language) for name in card.organizers]
    if card.is_fallback:
        spoken = {"language": language_name(card.language, language)}
        yield [FactValue(_("Text in %(language)s") % spoken)]
    yield [FactValue(str(getattr(page, "summary", None) or ""), card.language)]
    for line in page.get_feed_lines(language):
        yield [FactValue(line)]
    for footnote in footnotes_of([page], language, is_page=False):
        yield [FactValue(footnote.text, footnote.language)]


def _paragraph(values: Iterable[FactValue], language: str) -> str:
    shown = [value for value in values if value.text]
    if not shown:
        return ""
    spans = ((_span(value, language),) for value in shown)
    return format_html("<p>{}</p>", format_html_join(" · ", "{}", spans))


def _span(value: FactValue, language: str) -> str:
    text = f"{value.text}{value.mark}" + (f" ({value.note})" if value.note else "")
    lines = text.split("\n")
    broken = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    attributes = language_attributes(language, value.language)
    return format_html("<span{}>{}</span>", attributes, broken) if attributes else broken
