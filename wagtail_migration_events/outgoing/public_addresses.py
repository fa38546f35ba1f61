"""Which hosts may be asked: those at public addresses, unless the site says otherwise.

Whoever connects does so to an address that was returned here. Looking the name up a second time
could lead elsewhere (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

PORTS = {"https": 443, "http": 80}
LONGEST_ADDRESS = 2048

#: IPv6 in use between hosts (RFC 4291 §2.4). Two parts of it lead to an IPv4 address through
#: somebody else's relay: Teredo (RFC 4380) and 6to4 (RFC 3056).
_UNICAST = ipaddress.IPv6Network("2000::/3")
_RELAYED = (ipaddress.IPv6Network("2001::/32"), ipaddress.IPv6Network("2002::/16"))
#: How networks without IPv4 reach a public IPv4 address (RFC 6052 §2.1).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
#: Not all Python versions know these as not global: RFC 6890, RFC 7526.
_SPECIAL = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))


class AddressRefusedError(ValueError):
    """An address must not be asked. The words name the host at most, never path or query."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to connect, and what to ask for there.

    Attributes:
        scheme: ``https`` or ``http``.
        host: as in the address, in ASCII; certificates are checked against it.
        target: path and query.
        addresses: IP addresses of the host, looked up once and found harmless.
    """

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[str, ...]


def is_public(text: str) -> bool:
    """Whether an IP address is one that everybody in the Internet may reach.

    Not: loopback, private, shared (RFC 6598), link-local, multicast, reserved, for documentation;
    nor any of these written as IPv6.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _UNICAST or any(address in network for network in _RELAYED):
            return False
    elif any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def destination_of(url: str, *, allow_private: bool = False) -> Destination:
    """Look at an address, look its host up, and return where to connect.

    :param allow_private: allow ``http``, any port, and hosts that are not public.
    :raises AddressRefusedError: if it is no such address, or one of those that the host has is not
        public.
    :raises OSError: if the host is not found.
    """
    scheme, host, port, target = parts_of(url, allow_private=allow_private)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(is_public(address) for address in addresses):
        raise AddressRefusedError(f"{host} is not at a public address.")
    return Destination(scheme, host, port, target, addresses)


def parts_of(url: str, *, allow_private: bool = False) -> tuple[str, str, int, str]:
    """Return scheme, host, port and target of an address, without looking the host up.

    :raises AddressRefusedError: see :func:`destination_of`.
    """
    if len(url) > LONGEST_ADDRESS or any(ord(each) <= 32 or ord(each) == 127 for each in url):
        raise AddressRefusedError(
            "The address is too long, or has spaces or control characters in it."
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one
        raise AddressRefusedError("This is not an address.") from error
    if parts.scheme not in PORTS or not host:
        raise AddressRefusedError("An address begins with https:// and a host.")
    if parts.username is not None or parts.password is not None:
        raise AddressRefusedError("An address must not hold a user or a password.")
    query = f"?{parts.query}" if parts.query else ""
    target = iri_to_uri(f"{parts.path or '/'}{query}") or "/"
    port = port or PORTS[parts.scheme]
    if not allow_private and (parts.scheme != "https" or port != PORTS["https"]):
        raise AddressRefusedError(f"Only https at port 443 is asked, not {parts.scheme} at {port}.")
    return parts.scheme, host, port, target
