"""One request to another host, with limits on where, how long and how much.

Redirects are not followed: whoever wants to follow one asks again with the new address, which is
looked at in the same way. Proxies named in the environment are not used, since a proxy would look
the host up by itself.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from wagtail_migration_events.outgoing.public_addresses import PORTS, Destination, destination_of

SECONDS = 10.0
MOST_BYTES = 64 * 1024


class FetchError(Exception):
    """No answer came, or not a whole one. The words name no address."""


class AnswerTooLongError(FetchError):
    """The answer is longer than allowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host has answered; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    allow_private: bool = False,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Answer:
    """Ask one host once.

    :param allow_private: see :func:`destination_of`.
    :param seconds: after which it ends, whatever the other side does. Only looking up the name
        of the host is not counted: the system limits that.
    :param most_bytes: of the body of the answer.
    :raises AddressRefusedError: if the address must not be asked.
    :raises FetchError: if there is no whole answer within these limits.
    """
    end = time.monotonic() + seconds
    try:
        there = destination_of(url, allow_private=allow_private)
        with _connected(there, end) as connection:
            connection.request(method, there.target, body=body, headers=dict(headers or {}))
            with connection.getresponse() as answer:
                read = answer.read(most_bytes + 1)
            _check_time(end)
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(_words(error, end)) from error
    if len(read) > most_bytes:
        raise AnswerTooLongError(f"The answer is longer than {most_bytes} bytes.")
    if answer.length:  # of what was announced so much has not come
        raise FetchError("The answer is cut off.")
    names = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, names, read)


def _check_time(end: float) -> None:
    if time.monotonic() >= end:
        raise TimeoutError


def _words(error: Exception, end: float) -> str:
    if isinstance(error, TimeoutError) or time.monotonic() >= end:
        return "No whole answer came in time."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The certificate is refused: {error.verify_message}"
    return f"No answer: {type(error).__name__}"


def _connected(there: Destination, end: float) -> _Pinned:
    """Connect to the first of the addresses that takes it."""
    last: OSError = OSError()
    for address in there.addresses:
        _check_time(end)
        connection = _Pinned(there, address, end)
        try:
            connection.connect()
        except OSError as error:
            connection.leave()
            last = error
        else:
            return connection
    raise last


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at before; its host stands in header and TLS.

    It is cut at its end: a timeout alone begins anew with each byte that comes. That holds until
    it is left. Where the host says that it will close it, ``http.client`` calls ``close`` before
    the body has come.
    """

    def __init__(self, there: Destination, address: str, end: float) -> None:
        super().__init__(there.host, there.port, timeout=max(end - time.monotonic(), 0.001))
        self.default_port = PORTS[there.scheme]
        self.sock: Any = None
        self._to_cut: Any = None
        self._there = there
        self._address = address
        self._timer = threading.Timer(self.timeout or 0, self._cut)
        self._timer.daemon = True

    def connect(self) -> None:
        place = (self._address, self._there.port)
        self.sock = self._to_cut = socket.create_connection(place, timeout=self.timeout)
        self._timer.start()
        if self._there.scheme == "https":
            context = ssl.create_default_context()
            self.sock = self._to_cut = context.wrap_socket(
                self.sock, server_hostname=self._there.host
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.leave()

    def leave(self) -> None:
        self._timer.cancel()
        self.close()

    def _cut(self) -> None:
        with suppress(OSError):  # it may have been closed just now
            self._to_cut.shutdown(socket.SHUT_RDWR)
