"""HTML that a front end on another host can print as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.http import HttpRequest
from wagtail.whitelist import PROTOCOL_RE, check_url

from wagtail_migration_events.groups.links.addresses import file_address

#: What an element may name by its address.
ADDRESSES = ("href", "src", "poster", "data", "cite", "action", "formaction", "xlink:href")
#: Nothing of the site's own code goes along, nor what only Wagtail's editor reads.
ELEMENTS = ("script", "style", "template", "base", "link", "meta", "animate", "set")
ATTRIBUTES = frozenset({"data-block-key", "srcdoc", "nonce"})


def clean_html(html: str, page_url: str, request: HttpRequest) -> str:
    """Return HTML with absolute addresses and without anything that a browser would run.

    :param page_url: what relative addresses are relative to.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(ELEMENTS):
        element.decompose()
    # Comments, and CDATA or declarations, which browsers read in another way than this parser.
    for other in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        other.extract()
    for element in soup.find_all(True):
        _clean(element, page_url, request)
    # Wagtail writes an empty link for what is gone; its words stay.
    for link in soup("a"):
        if not link.attrs:
            link.unwrap()
    return str(soup).strip()


def _clean(element: Any, page_url: str, request: HttpRequest) -> None:
    for name, value in list(element.attrs.items()):
        if name in ATTRIBUTES or name.startswith("on"):
            del element[name]
        elif name == "srcset":
            element[name] = _absolute_set(str(value), page_url, request)
        elif name in ADDRESSES:
            address = absolute(str(value), page_url, request)
            if address:
                element[name] = address
            else:
                del element[name]


def absolute(address: str, page_url: str, request: HttpRequest) -> str:
    """Return an address with scheme and host; "" for one that a browser would run."""
    address = address.strip()
    if check_url(address) is None:
        return ""
    if address.startswith("#") or PROTOCOL_RE.match(address.lower()):
        return address
    is_path = address.startswith("/") and not address.startswith("//")
    return file_address(address, request) if is_path else urljoin(page_url, address)


def _absolute_set(value: str, page_url: str, request: HttpRequest) -> str:
    """Return the value of ``srcset``: addresses, each with a width or density after it."""
    candidates = [candidate.split() for candidate in value.split(", ") if candidate.strip()]
    return ", ".join(
        " ".join([absolute(address, page_url, request), *rest]) for address, *rest in candidates
    )
