"""Addresses of one event: in several languages, with and without what does not matter."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from wagtail_migration_events.interchange.rules.draft import Draft

_LANGUAGE = re.compile(r"^/(?:[a-z]{2,3}(?:-(?:[a-z]{2,4}))?)(?=/)", re.IGNORECASE)
#: Languages that addresses begin with; "/un/" and "/hub/" are none.
_PREFIXES = frozenset({"en", "fr", "es", "ar", "ru", "zh", "zh-hans", "zh-hant", "zh-cn", "zh-tw",
                       "pt", "pt-br", "pt-pt", "de", "it", "en-us", "en-gb", "fr-fr", "es-es", "tr",
                       "fa", "uk", "ja", "ko", "sw"})  # fmt: skip
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|_ga|ref", re.IGNORECASE)


def same_event(draft: Draft) -> None:
    """Give addresses that lead to one event one name, which its translations share."""
    address = draft.text("url")
    if draft.is_empty("group") and address:
        draft.row["group"] = address_of_event(address)  # nothing that a person would look for


def address_of_event(address: str) -> str:
    """Return an address without language, scheme, ``www.`` and tracking; "" if it is malformed."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = parts.port
    except ValueError:
        return ""
    if not host:
        return address.strip()
    path = unquote(parts.path, errors="replace").rstrip("/")
    match = _LANGUAGE.match(path)
    if match and match[0][1:].casefold() in _PREFIXES:
        path = path[match.end() :]
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)
             if not _TRACKING.fullmatch(name)]  # fmt: skip
    found = host if port in (None, 80, 443) else f"{host}:{port}"
    found += path
    if query:
        found += f"?{urlencode(query)}"
    return f"{found}#{parts.fragment}" if parts.fragment else found
