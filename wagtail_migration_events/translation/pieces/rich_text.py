"""One paragraph of rich text in Wagtail's own editor, with the marks and links that it may have."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail_localize.strings import extract_ids

LINK = "SOURCE_LINK"
FEATURE = "translator-desk-link"
MARKS = ["bold", "italic"]
#: What the editor keeps. A text with anything else is edited with its markup.
KEPT = {"a", "b", "strong", "i", "em", "br"}
#: Of what the editor sends, in characters.
LONGEST = 500_000


class SourceLinkHandler(InlineEntityElementHandler):
    """Keeps the id under which localize finds the address of a link."""

    mutability = "MUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs["id"]}


def register_source_links(features: Any) -> None:
    """For ``register_rich_text_features``: links whose address the translator does not see."""
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {"a[id]": SourceLinkHandler(LINK)},
            "to_database_format": {"entity_decorators": {LINK: _link}},
        },
    )


def _link(props: dict[str, Any]) -> Any:
    return DOM.create_element("a", {"id": str(props.get("id", ""))}, props["children"])


def is_editable(*texts: str) -> bool:
    """Whether the editor can show texts in localize's form without losing anything."""
    return all(
        tag.name in KEPT and set(tag.attrs) <= {"id"}
        for text in texts
        for tag in BeautifulSoup(text, "html.parser").find_all(True)
    )


def editor_content(text: str) -> str:
    """Return a text in localize's form as the JSON that the editor reads."""
    mended = str(BeautifulSoup(text, "html.parser"))  # a file may bring any markup
    content: str = _converter().from_database_format(f"<p>{mended}</p>")
    return json.dumps(json.loads(content))


def editor_options(source: str, label: str, direction: str) -> str:
    """Return the options of the editor as JSON.

    :param source: the text to translate, in localize's form: its links can be put in.
    :param label: id of the element that names the field.
    :param direction: "ltr" or "rtl".
    """
    options = {
        **DraftailRichTextArea(features=MARKS).options,
        "placeholder": "",
        "ariaLabelledBy": label,
        "textDirectionality": direction.upper(),
    }
    if links := sorted(extract_ids(source)):
        named = {"type": LINK, "icon": "link", "description": _("Link of the source")}
        options["entityTypes"] = [{**named, "links": links}]
    return json.dumps(options, default=str)


def text_of_editor(content: str) -> str:
    """Return what the editor has sent as text with markup; its paragraphs as lines.

    :raises ValidationError: for what no editor sends.
    """
    unreadable = ValidationError(_("What the editor has sent cannot be read."))
    if len(content) > LONGEST:
        raise ValidationError(_("This is too long."))
    try:
        html = _converter().to_database_format(content)
    except Exception as error:  # whatever a made-up JSON makes the exporter raise
        raise unreadable from error
    paragraphs = BeautifulSoup(html, "html.parser").find_all("p")
    lines = (paragraph.decode_contents().strip() for paragraph in paragraphs)
    return "<br/>".join(line for line in lines if line)


def _converter() -> ContentstateConverter:
    return ContentstateConverter([*MARKS, FEATURE])
