"""Only public hosts are asked, and an address is looked up once."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from wagtail_migration_events.outgoing.public_addresses import (
    AddressRefusedError,
    destination_of,
    is_public,
)


@pytest.fixture
def names(monkeypatch: Any) -> dict[str, list[list[str]]]:
    """Addresses by host: those of the first look-up, those of the second..."""
    known: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        answers = known[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(0, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
        "192.0.0.8", "192.88.99.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2001:0:1::1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_addresses_that_are_public(address: str):
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse(names: Any):
    names["example.org"] = [["1.1.1.1", "10.0.0.7"]]
    with pytest.raises(AddressRefusedError, match=r"example\.org is not at a public address"):
        destination_of("https://example.org/hook")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "https://example.org:8443/", "ftp://example.org/", "example.org",
        "", "https://", "https:///path", "//example.org", "https://user:hunter2@example.org/",
        "https://user@example.org/", "https://example.org/a b", "https://example.org/\r\nx: y",
        "https://example.org\\@127.0.0.1/", "https://[::1/", "https://example.org:port/",
        "https://" + "a" * 64 + ".org/", "https://example.org/" + "a" * 2048, "file:///etc/passwd",
    ],
)  # fmt: skip
def test_what_is_no_address_to_be_asked(url: str, names: Any):
    names["example.org"] = [["1.1.1.1"]]
    with pytest.raises(AddressRefusedError) as refused:
        destination_of(url)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "localhost", "⑫7.0.0.1"])
def test_other_ways_to_write_this_machine(host: str):
    with pytest.raises(AddressRefusedError):
        destination_of(f"https://{host}/")


def test_path_and_query_are_asked_for_as_they_are_and_the_fragment_is_not(names: Any):
    names["xn--caf-dma.example"] = [["1.1.1.1"]]
    found = destination_of("https://café.example/événements?q=a%20b#top")
    assert (found.host, found.port) == ("xn--caf-dma.example", 443)
    assert found.target == "/%C3%A9v%C3%A9nements?q=a%20b"


def test_a_site_may_allow_private_hosts_http_and_other_ports(names: Any):
    names["hooks"] = [["10.0.0.7"]]
    found = destination_of("http://hooks:8080/x", allow_private=True)
    assert (found.scheme, found.port, found.addresses) == ("http", 8080, ("10.0.0.7",))
