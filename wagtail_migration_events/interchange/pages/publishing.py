"""Putting imported pages into the tree, with a revision, live or as a draft."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.text import slugify

from wagtail_migration_events.events.going_live import against_publishing

TREE_FIELDS = ["path", "depth", "numchild", "url_path", "slug"]
"""Set by the tree when a page is added; not yet there when the page is checked before."""
LONGEST_SLUG = 100
_WORDS_OF_A_TITLE = 3


def add_page(page: Any, parent: Any, *, live: bool, slug: str = "") -> None:
    """Add a new page below ``parent``, under a slug that is free there.

    :param slug: the wanted slug; by default one made from the title.
    """
    page.slug = free_slug(parent, slug or slug_of(page.title) or "page")
    page.live = False
    page.has_unpublished_changes = not live
    parent.add_child(instance=page)
    save(page, live=live)


def save(page: Any, *, live: bool) -> str:
    """Save a page as a revision, and publish that if the page is to be live and may be.

    :return: why it was only saved; "" if it is live, or was not to be.
    """
    revision = page.save_revision()
    reason = against_publishing(page) if live else ""
    if live and not reason:
        revision.publish()
    return reason


def slug_from_address(address: str, fewest_words: int = _WORDS_OF_A_TITLE) -> str:
    """Return the slug that the source made from its title, or "" if the address holds none.

    A number, a file name or a single word is nothing that a reader would know the event by.

    :param fewest_words: in what counts as a slug; 1 where the address is known to end in one.
    """
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace")
    if parts.fragment or parts.query or "." in last or last.count("-") + 1 < fewest_words:
        return ""
    return slug_of(last)


def slug_of(text: str) -> str:
    """Return a slug of at most 100 characters, cut between two words where that is possible."""
    slug = slugify(text, allow_unicode=getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True))
    if len(slug) > LONGEST_SLUG:
        cut = slug[: LONGEST_SLUG + 1]
        slug = cut.rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug.strip("-_")


def free_slug(parent: Any, wanted: str) -> str:
    """Return ``wanted``, with a number behind it if a page below ``parent`` has it already."""
    siblings = parent.get_children().filter(slug__startswith=wanted)
    taken = set(siblings.values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
