"""The blocks of a body. A subclass with another ``body`` needs no schema migration of ours."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]


def body_blocks() -> list[tuple[str, Any]]:
    """Return the blocks that an editor may put into a body, by name."""
    return [
        (
            "heading",
            blocks.CharBlock(
                form_classname="title",
                icon="title",
                label=_("Heading"),
                max_length=255,
                template="wagtail_migration_events/blocks/heading.html",
            ),
        ),
        ("paragraph", blocks.RichTextBlock(features=FEATURES, label=_("Text"))),
        ("image", ImageBlock(label=_("Image"))),
        (
            "quote",
            blocks.StructBlock(
                [
                    ("text", blocks.TextBlock(label=_("Quotation"))),
                    ("author", blocks.CharBlock(required=False, label=_("Who said it"))),
                ],
                icon="openquote",
                label=_("Quotation"),
                template="wagtail_migration_events/blocks/quote.html",
            ),
        ),
    ]
