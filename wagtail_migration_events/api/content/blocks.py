"""The blocks of a stream as data: what they hold, ready to be shown."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wagtail.blocks import RawHTMLBlock, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText, expand_db_html

from wagtail_migration_events.api.content.clean_html import clean_html
from wagtail_migration_events.api.content.images import WHOLE, image_file, renditions_of
from wagtail_migration_events.groups.links.addresses import file_address, page_address
from wagtail_migration_events.groups.page_model import base_page_model


class Structure:
    """Tells what blocks hold.

    :param renditions: names of the sizes in which images are wanted.
    :param page_url: what relative addresses are relative to.
    """

    def __init__(self, request: Any, renditions: Collection[str], page_url: str) -> None:
        self.request = request
        self.renditions = renditions
        self.page_url = page_url

    def of(self, block: Any, value: Any) -> Any:
        """Return a value as JSON can hold it.

        A block of the site's own that says itself how it is represented is asked.
        """
        if isinstance(value, StreamValue | StructValue | ListValue):
            return self._of_container(block, value)
        if isinstance(value, RichText):
            return self.html(expand_db_html(value.source))
        if isinstance(value, AbstractImage):
            return self._of_image(value)
        if isinstance(value, AbstractDocument):
            return {"url": file_address(value.url, self.request), "title": value.title}
        if isinstance(value, base_page_model()):
            return {"url": page_address(value, self.request), "title": value.title}
        if value is not None and isinstance(block, RawHTMLBlock):
            return self.html(str(value))
        return block.get_api_representation(value, {"request": self.request})

    def html(self, source: str) -> str:
        return clean_html(source, self.page_url, self.request)

    def _of_container(self, block: Any, value: Any) -> Any:
        if not type(block).get_api_representation.__module__.startswith("wagtail."):
            return block.get_api_representation(value, {"request": self.request})
        if isinstance(value, StructValue):
            children = value.block.child_blocks.items()
            return {name: self.of(child, value.get(name)) for name, child in children}
        if isinstance(value, ListValue):
            return [self.of(child.block, child.value) for child in value.bound_blocks]
        return [
            {
                "type": child.block_type,
                "id": child.id,
                "value": self.of(child.block, child.value),
            }
            for child in value
        ]

    def _of_image(self, image: Any) -> dict[str, Any] | None:
        whole = image_file(image, WHOLE, self.request)
        if whole is None:
            return None
        # An ``ImageBlock`` leaves its words on the image.
        is_decorative = getattr(image, "decorative", False)
        words = getattr(image, "contextual_alt_text", None) or image.default_alt_text
        return {
            **whole,
            "alt": "" if is_decorative else words,
            "renditions": renditions_of(image, self.renditions, self.request),
        }
