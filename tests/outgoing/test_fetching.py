"""One request to another host, with limits."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.local_server import LocalServer, local_server
from wagtail_migration_events.outgoing import public_addresses
from wagtail_migration_events.outgoing.fetching import FetchError, fetch
from wagtail_migration_events.outgoing.public_addresses import AddressRefusedError


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as server:
        yield server


def test_what_is_sent_arrives_and_what_is_answered_comes_back(server: LocalServer):
    server.headers = {"X-Kind": "notice"}
    answer = fetch(
        f"{server.url}/hook?a=1",
        method="POST",
        body=b"{}",
        headers={"content-type": "application/json"},
        allow_private=True,
    )
    assert (answer.status, answer.body, answer.headers["x-kind"]) == (200, b"thanks", "notice")
    [received] = server.received
    assert (received.method, received.path, received.body) == ("POST", "/hook?a=1", b"{}")
    assert received.headers["host"] == server.url.removeprefix("http://")


def test_nothing_reaches_this_machine_where_private_hosts_are_not_allowed(
    server: LocalServer, monkeypatch: Any
):
    monkeypatch.setitem(
        public_addresses.PORTS, "https", int(server.url.rpartition(":")[2])
    )  # the port alone must not be what saves us
    with pytest.raises(AddressRefusedError, match="localhost is not at a public address"):
        fetch(server.url.replace("http:", "https:"))
    assert server.received == []


def test_a_name_that_leads_elsewhere_at_a_second_look_up_is_not_followed(
    server: LocalServer, monkeypatch: Any
):
    """DNS rebinding: the first answer is public, all others are this machine."""
    look_up, asked, connected = socket.getaddrinfo, [], []

    def rebinding(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host != "rebinding.example":
            return look_up(host, port, *args, **kwargs)
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(place: Any, *args: Any, **kwargs: Any) -> Any:
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError):
        fetch("https://rebinding.example/hook")
    assert connected == [("93.184.216.34", 443)]
    assert asked == ["rebinding.example"]


def test_a_redirect_is_an_answer_and_is_not_followed(server: LocalServer):
    server.status, server.headers = 302, {"Location": f"{server.url}/inside"}
    answer = fetch(f"{server.url}/hook", allow_private=True)
    assert (answer.status, answer.is_success) == (302, False)
    assert answer.headers["location"].endswith("/inside")
    assert [each.path for each in server.received] == ["/hook"]


def test_an_answer_that_is_cut_off_is_none(server: LocalServer):
    announced = {"Content-Length": str(len(server.body))}
    for server.headers in (announced, {}):  # without one, nobody knows what is missing
        assert fetch(server.url, allow_private=True).body == server.body
    server.headers = {"Content-Length": "4000"}
    with pytest.raises(FetchError, match="cut off"):
        fetch(server.url, allow_private=True)


def test_a_long_answer_is_not_read(server: LocalServer):
    server.body = b"x" * 1001
    with pytest.raises(FetchError, match="longer than 1000 bytes"):
        fetch(server.url, allow_private=True, most_bytes=1000)


@pytest.mark.parametrize(
    ("begun", "drop"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"x"),
    ],
    ids=["head", "body", "body of a host that closes afterwards", "body of unknown length"],
)
def test_an_answer_that_drips_is_cut_at_the_end_of_its_time(
    server: LocalServer, begun: bytes, drop: bytes
):
    def drip(request: Any) -> None:
        request.wfile.write(begun)
        for _ in range(100):
            request.wfile.write(drop)
            request.wfile.flush()
            time.sleep(0.05)

    server.on_request = drip
    started = time.monotonic()
    with pytest.raises(FetchError, match="in time"):
        fetch(server.url, allow_private=True, seconds=0.4)
    assert time.monotonic() - started < 2


def test_a_host_that_has_no_certificate_is_told_nothing(server: LocalServer):
    with pytest.raises(FetchError):
        fetch(server.url.replace("http:", "https:"), allow_private=True, seconds=2)
    assert server.received == []


def test_what_went_wrong_is_said_without_the_address(server: LocalServer):
    with pytest.raises(FetchError) as failed:
        fetch("http://localhost:1/very-secret-path?token=1", allow_private=True)
    assert "secret" not in str(failed.value)
