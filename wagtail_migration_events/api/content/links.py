"""Links in the site's own text: to pages that this reader may see, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.html import escape
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import LinkRewriter

from wagtail_migration_events.api.asking.endpoint import Reader
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import SOURCE_LOCALES, choose_by_language
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.vocabularies.languages import same_reading

#: Values that hold others.
CONTAINERS = (StreamValue, StructValue, ListValue)


@dataclass(frozen=True)
class Leaf:
    """A value within blocks that holds no others, and how to put another one in its place."""

    block: Any
    value: Any
    put: Callable[[Any], None]


def leaves(container: Any) -> Iterator[Leaf]:
    """Yield every value within a stream, however deep."""
    for part in _parts(container):
        if isinstance(part.value, CONTAINERS):
            yield from leaves(part.value)
        else:
            yield part


def _parts(container: Any) -> Iterator[Leaf]:
    if isinstance(container, StructValue):
        for name, block in container.block.child_blocks.items():
            yield Leaf(block, container.get(name), partial(container.__setitem__, name))
    else:
        children = container.bound_blocks if isinstance(container, ListValue) else container
        for child in children:
            yield Leaf(child.block, child.value, partial(setattr, child, "value"))


class _PageLinks(LinkRewriter):
    """Writes addresses into links to pages, and leaves all others as the database has them."""

    def get_tag_replacements(self, tag_type: Any, attrs_list: Any) -> Any:
        return super().get_tag_replacements(tag_type, attrs_list) if tag_type == "page" else []


class LinkedPages:
    """What pages some texts and blocks link to, read at once.

    :param sources: rich text as the database has it.
    :param found: what stands in blocks.
    """

    def __init__(self, sources: Iterable[str], found: Iterable[Leaf], reader: Reader) -> None:
        self.reader = reader
        found = list(found)
        texts = [leaf.value.source for leaf in found if isinstance(leaf.value, RichText)]
        chosen = {leaf.value.pk for leaf in found if isinstance(leaf.value, base_page_model())}
        linked = {pk for source in (*sources, *texts) for pk in _linked(source)}
        self.pages = _suitable_pages(chosen | linked, reader)

    def rewritten(self, source: str) -> str:
        """Return rich text in which links to pages are plain ones, to hidden pages none."""
        return str(_PageLinks(bulk_rules={"page": self._opening_tags})(source))

    def put_into(self, found: Iterable[Leaf]) -> None:
        """Put into blocks what is right for the reader; where a page is hidden, nothing."""
        for leaf in found:
            if isinstance(leaf.value, RichText):
                leaf.put(RichText(self.rewritten(leaf.value.source)))
            elif isinstance(leaf.value, base_page_model()):
                leaf.put(self.pages.get(leaf.value.pk))

    def _opening_tags(self, links: list[dict[str, str]]) -> list[str]:
        pages = [self.pages.get(_number(link.get("id"))) for link in links]
        addresses = [page_address(page, self.reader.request) if page else "" for page in pages]
        return [f'<a href="{escape(each)}">' if each else "<a>" for each in addresses]


def _linked(source: str) -> set[int]:
    links = _PageLinks().extract_tags(source).get("page", [])
    return {_number(link.attrs.get("id")) for link in links}


def _number(text: Any) -> int:
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 18 else 0


def _suitable_pages(pks: Collection[int], reader: Reader) -> Mapping[int, Any]:
    """Return by primary key the page to link to instead, in the reader's language if there is one.

    Pages whose whole group is hidden are left out.
    """
    if not pks:
        return {}
    base = base_page_model().objects
    keys = dict(base.filter(pk__in=pks).values_list("pk", "translation_key"))
    pages = visible(base.filter(translation_key__in=set(keys.values())), reader.request)
    specific = pages.specific().select_related(
        "locale", *SOURCE_LOCALES, for_specific_subqueries=True
    )
    shown = {page.pk: page for page in specific}
    best = choose_by_language(shown.values(), reader.language)
    found = {}
    for pk, key in keys.items():
        chosen = best.get(str(key))
        if chosen is not None:
            is_right = same_reading(reader.language, chosen.language)
            found[pk] = chosen.page if is_right else shown.get(pk, chosen.page)
    return found
