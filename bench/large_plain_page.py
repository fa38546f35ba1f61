"""A page of Wagtail's own kinds of fields, as many as an event has; its tables are made on the run.

Nothing of the package is in it: it says what a form of that size costs by itself. It takes the
label of an app that is installed, so that it needs no schema migrations of its own.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

CHOICES = [(f"choice-{number}", f"Choice {number}") for number in range(6)]
BLOCKS = [("heading", CharBlock()), ("paragraph", RichTextBlock())]


def _choice() -> Any:
    return models.CharField(max_length=20, choices=CHOICES, default=CHOICES[0][0])


def _named(kind: str, count: int) -> list[str]:
    return [f"{kind}_{number}" for number in range(count)]


#: Names of the fields by kind, as many of each as the form of an event shows.
TEXTS, WORDS, LINKS = _named("text", 6), _named("word", 10), _named("link", 3)
LISTS, FLAGS, MOMENTS = _named("list", 6), _named("flag", 3), _named("moment", 5)
FIELDS = (*TEXTS, *WORDS, *LINKS, *LISTS, *FLAGS, *MOMENTS)


class LargePlainPage(Page):
    """A page without any package, with 33 fields, two streams and two lists of rows."""

    body = StreamField(BLOCKS, blank=True)
    material = StreamField(BLOCKS, blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel(name) for name in FIELDS], heading="Fields"),
        MultiFieldPanel([InlinePanel("bodies"), InlinePanel("dates")], heading="Rows"),
        FieldPanel("body"),
        FieldPanel("material"),
    ]

    class Meta:
        app_label = "adopter"
        managed = False
        db_table = "bench_large_plain_page"


for _name in TEXTS:
    LargePlainPage.add_to_class(_name, models.TextField(blank=True))
for _name in WORDS:
    LargePlainPage.add_to_class(_name, models.CharField(max_length=255, blank=True))
for _name in LINKS:
    LargePlainPage.add_to_class(_name, models.URLField(blank=True))
for _name in LISTS:
    LargePlainPage.add_to_class(_name, _choice())
for _name in FLAGS:
    LargePlainPage.add_to_class(_name, models.BooleanField(default=False))
for _name in MOMENTS:
    LargePlainPage.add_to_class(_name, models.DateTimeField(null=True, blank=True))


class PlainBody(Orderable):
    page = ParentalKey(LargePlainPage, related_name="bodies", on_delete=models.CASCADE)
    chosen = models.ForeignKey(Page, related_name="+", on_delete=models.CASCADE)
    role = _choice()

    class Meta(Orderable.Meta):
        app_label = "adopter"
        managed = False
        db_table = "bench_plain_body"


class PlainDate(Orderable):
    page = ParentalKey(LargePlainPage, related_name="dates", on_delete=models.CASCADE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = _choice()

    class Meta(Orderable.Meta):
        app_label = "adopter"
        managed = False
        db_table = "bench_plain_date"
