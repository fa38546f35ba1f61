"""The picture that stands for a page where it is shared, searched or listed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.images.models import SourceImageIOError

from wagtail_migration_events.groups.links.addresses import file_address


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at an address with scheme and host, its size in pixels, and what it shows."""

    url: str
    width: int
    height: int
    alt: str


def picture(
    image: Any, size: str, alt: str = "", request: HttpRequest | None = None
) -> Picture | None:
    """Return an image of Wagtail in a size of its own.

    :param size: as Wagtail's templates write it, such as ``max-1200x630``.
    :return: None where there is none, where its file is missing, and for drawings (SVG), which
        social networks do not show.
    """
    if image is None or image.is_svg():
        return None
    try:
        rendition = image.get_rendition(size)
    except SourceImageIOError:
        return None
    url = file_address(rendition.url, request)
    return Picture(url, rendition.width, rendition.height, alt)
