"""Files from an address: what is asked, what is followed, and what is taken."""

from __future__ import annotations

from typing import Any

import pytest

from wagtail_migration_events.interchange.readers import addresses
from wagtail_migration_events.interchange.readers.addresses import fetched, is_address
from wagtail_migration_events.interchange.readers.formats import format_of
from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.outgoing.fetching import Answer, FetchError

CALENDAR = Answer(200, {"content-type": "text/calendar; charset=utf-8"}, b"BEGIN:VCALENDAR\r\n")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], dict[str, Any]]:
    """The addresses that were asked, and the answers to give."""
    seen: list[str] = []
    answers: dict[str, Any] = {}

    def answer(url: str, **options: Any) -> Answer:
        seen.append(url)
        assert options["most_bytes"] == addresses.MOST_BYTES
        assert not options.get("allow_private")
        found = answers[url]
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(addresses, "fetch", answer)
    return seen, answers


def test_a_calendar_is_fetched_and_gone_afterwards(asked: Any) -> None:
    seen, answers = asked
    answers["https://example.org/basic"] = CALENDAR
    with fetched("webcal://example.org/basic") as path:
        assert format_of(path) == "ical"
        assert path.stem == "example.org"
    assert not path.exists()
    assert seen == ["https://example.org/basic"]


@pytest.mark.parametrize(
    ("said", "written", "title"),
    [
        ("windows-1250", "cp1250", "Łódź"),
        ('"GBK"', "gbk", "日内瓦会议"),
        ("gbk", "utf-8", "日内瓦会议"),
        ("iso-8859-1", "utf-8", "Genève"),
        ("no-such", "utf-8", "Genève"),
    ],
)
def test_an_encoding_that_only_the_answer_names_is_believed_where_the_text_is_no_utf_8(
    asked: Any, said: str, written: str, title: str
) -> None:
    body = f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:{title}\r\n".encode(written)
    kind = f"text/calendar; charset={said}"
    asked[1]["https://example.org/a"] = Answer(200, {"content-type": kind}, body)
    with fetched("https://example.org/a") as path:
        assert title in path.read_text(encoding="utf-8")


def test_redirects_are_followed_and_each_is_asked_like_the_first(asked: Any) -> None:
    seen, answers = asked
    answers["https://example.org/a"] = Answer(302, {"location": "/b.ics"}, b"")
    answers["https://example.org/b.ics"] = CALENDAR
    with fetched("https://example.org/a"):
        pass
    assert seen == ["https://example.org/a", "https://example.org/b.ics"]
    answers["https://example.org/b.ics"] = Answer(301, {"location": "https://example.org/a"}, b"")
    with pytest.raises(UnreadableFile, match="again and again"), fetched("https://example.org/a"):
        pass


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"content-type": "text/html"}, b"<html>"),
        Answer(404, {}, b""),
        FetchError("The answer is longer than 50 bytes."),
    ],
)
def test_a_page_an_error_and_too_much_are_no_file(asked: Any, answer: Any) -> None:
    asked[1]["https://example.org/a.ics"] = answer
    with pytest.raises(UnreadableFile, match="not fetched"), fetched("https://example.org/a.ics"):
        pass


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a.ics", "https://127.0.0.1/a.ics", "https://[::1]/", "https://10.0.0.1/",
     "https://169.254.169.254/latest/meta-data/", "https://localhost/", "ftp://example.org/a.ics",
     "file:///etc/passwd", "https://user:secret@example.org/", "https://example.org:8080/"],
)  # fmt: skip
def test_only_https_at_public_hosts_is_asked(address: str) -> None:
    assert is_address(address)
    with pytest.raises(UnreadableFile, match="not fetched") as told, fetched(address):
        pass
    assert "secret" not in str(told.value)


def test_a_redirect_into_the_own_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = addresses.fetch

    def answer(url: str, **options: Any) -> Answer:
        if url == "https://example.org/a.ics":
            return Answer(302, {"location": "https://127.0.0.1/secret"}, b"")
        return real(url, **options)

    monkeypatch.setattr(addresses, "fetch", answer)
    with pytest.raises(UnreadableFile, match="public"), fetched("https://example.org/a.ics"):
        pass
