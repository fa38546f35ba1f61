"""Reading a file from an address: https, public hosts, and within limits."""

from __future__ import annotations

import codecs
import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.outgoing.fetching import (
    Answer,
    AnswerTooLongError,
    FetchError,
    fetch,
)
from wagtail_migration_events.outgoing.public_addresses import AddressRefusedError

MOST_REDIRECTS = 5
MOST_BYTES = 50 * 1024 * 1024
SECONDS = 60.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*\"?(?P<name>[\w.:-]{1,40})", re.IGNORECASE)
_SAID_OF_ALL = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
#: What files of events are sent as, and the ending that their format is known by.
CONTENT_TYPES = {
    "text/calendar": ".ics",
    "application/ics": ".ics",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.api+json": ".json",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "text/plain": "",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "": "",
}


class TooLarge(UnreadableFile):
    """What stands at an address is larger than allowed."""


def is_address(text: str) -> bool:
    """Whether a text is an address rather than the path of a file."""
    return "://" in text[:12]


@contextlib.contextmanager
def fetched(address: str) -> Iterator[Path]:
    """Fetch an address into a file, which is gone afterwards.

    Each redirect is looked at like the first address, and none leaves https.

    :raises UnreadableFile: saying why nothing was fetched.
    """
    answer, last = asked(address)
    ending = _ending(answer, last)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{_name(last)}{ending}"
        path.write_bytes(_in_utf_8(answer))
        yield path


def asked(
    address: str, *, seconds: float | None = None, most_bytes: int | None = None
) -> tuple[Answer, str]:
    """Ask an address, and each to which it redirects; return the answer and the last of them.

    :raises UnreadableFile: saying why nothing was fetched.
    """
    url = address.strip()
    for scheme in ("webcal://", "webcals://"):  # what calendars call https
        if url.lower().startswith(scheme):
            url = "https://" + url[len(scheme) :]
    for _number in range(MOST_REDIRECTS + 1):
        try:
            answer = fetch(
                url,
                headers={"Accept": "*/*", "User-Agent": "wagtail-migration-events"},
                seconds=seconds or SECONDS,
                most_bytes=most_bytes or MOST_BYTES,
            )
        except (AddressRefusedError, FetchError) as error:
            message = _("The address was not fetched: %(error)s")
            kind = TooLarge if isinstance(error, AnswerTooLongError) else UnreadableFile
            raise kind(message % {"error": error}) from None
        if answer.status in _REDIRECTS and (target := answer.headers.get("location")):
            url = urljoin(url, target)
            continue
        if not answer.is_success:
            message = _(
                "The address was not fetched: the host answered %(status)d. Look at it "
                "in a browser, or save the file and import that."
            )
            raise UnreadableFile(message % {"status": answer.status})
        return answer, url
    raise UnreadableFile(
        _(
            "The address was not fetched: it redirects again and again. Give the "
            "address to which it leads in the end."
        )
    )


def _ending(answer: Answer, url: str) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in CONTENT_TYPES:
        message = _(
            "The address was not fetched: it answers with “%(kind)s”, not with a file of events. "
            "Give the address of the file itself."
        )
        raise UnreadableFile(message % {"kind": kind[:80]})
    return CONTENT_TYPES[kind] or Path(urlsplit(url).path).suffix.lower()[:10]


def _in_utf_8(answer: Answer) -> bytes:
    """Return the body; a text in an encoding that only the answer names, in UTF-8."""
    kind, _sign, parameters = answer.headers.get("content-type", "").partition(";")
    named = _CHARSET.search(parameters)
    if not named or not kind.strip().lower().startswith("text/"):
        return answer.body
    with contextlib.suppress(LookupError, ValueError):
        encoding = codecs.lookup(named["name"]).name
        # Hosts say these of all their files, and any bytes could be in them: the text is looked at.
        if encoding not in _SAID_OF_ALL and not _is_utf_8(answer.body):
            return answer.body.decode(encoding).encode()
    return answer.body


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode()
    except ValueError:
        return False
    return True


def _name(url: str) -> str:
    """Return the host, by which a table without addresses is called."""
    host = urlsplit(url).hostname or "file"
    return "".join(each if each.isalnum() or each in ".-" else "-" for each in host)[:100]
