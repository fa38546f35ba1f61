"""Images in the sizes that were asked for, read for all events of an answer at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from pydantic import BaseModel, Field
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from wagtail_migration_events.api.asking.language import Text
from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.links.addresses import file_address

#: Wagtail's name for the whole picture, made anew: without what a camera wrote into the file.
WHOLE = "original"

CARD = {"url": "https://example.org/media/week.fill-640x360.jpg", "width": 640, "height": 360}

WORDS = {
    "text": "Delegates in the hall",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
}


class ImageFile(BaseModel):
    """A file to show."""

    url: str = Field(description="Where it is.", examples=[CARD["url"]])
    width: int = Field(description="In pixels.", examples=[640])
    height: int = Field(description="In pixels.", examples=[360])


class PageImage(BaseModel):
    """The image of a page."""

    alt: Text | None = Field(
        description="What it shows, for who does not see it; null if it only decorates.",
        examples=[WORDS],
    )
    renditions: dict[str, ImageFile] = Field(
        description="Its files in the sizes that `renditions` asks for, by name.",
        examples=[{"card": CARD}],
    )


def images_of(
    pages: Collection[Any], names: Iterable[str], key_of: Callable[[Any], Any]
) -> Mapping[int, Any]:
    """Return the image of each page that has one, by the primary key of the page.

    Two queries, and one for each rendition that is made for the first time.

    :param names: of the renditions that will be asked for.
    :param key_of: returns the primary key of the image of a page.
    """
    keys = {page.pk: key for page in pages if (key := key_of(page))}
    if not keys:
        return {}
    images = get_image_model().objects.filter(pk__in=set(keys.values()))
    if specifications := [setting("IMAGE_RENDITIONS")[name] for name in names]:
        images = images.prefetch_renditions(*specifications)
    found = {image.pk: image for image in images}
    return {page: found[key] for page, key in keys.items() if key in found}


def learn_renditions(images: Collection[Any]) -> None:
    """Read all renditions of images at once, whichever a template will ask for."""
    if images:
        # As ``prefetch_renditions`` does, for images that have been read already.
        renditions = get_image_model().get_rendition_model().objects.all()
        lookup = Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")
        prefetch_related_objects(list(images), lookup)


def renditions_of(image: Any, names: Iterable[str], request: HttpRequest) -> dict[str, Any]:
    """Return :class:`ImageFile` by name; a size in which the image cannot be had is left out."""
    found = {name: image_file(image, setting("IMAGE_RENDITIONS")[name], request) for name in names}
    return {name: file for name, file in found.items() if file is not None}


def image_file(image: Any, specification: str, request: HttpRequest) -> dict[str, Any] | None:
    """Return an :class:`ImageFile`; None if the picture itself is lost or broken."""
    try:
        rendition = image.get_rendition(specification)
    except SourceImageIOError:
        return None
    return {
        "url": file_address(rendition.url, request),
        "width": rendition.width,
        "height": rendition.height,
    }
