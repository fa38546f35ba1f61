"""Content lines of an iCalendar file (RFC 5545 §3.1), in which nothing stands that was not meant.

The icalendar library needs longer to put a calendar together than it takes to read its events from
the database: docs/explanation/speed.md has the numbers. It reads these lines back in the tests.
"""

from __future__ import annotations

import re

from django.utils.encoding import iri_to_uri

#: In octets, without the line break.
_LONGEST = 75
_BREAK = r"\r\n|[\n\r\v\f\x85\u2028\u2029]"
# Tabs may stay. Half of a surrogate pair is no character at all.
_FORBIDDEN = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
_IN_TEXT = re.compile(rf"(?P<line_break>{_BREAK})|(?P<forbidden>{_FORBIDDEN})|[\\;,]")
_IN_PARAMETER = re.compile(rf"(?P<gap>{_BREAK}|\t|{_FORBIDDEN})|[\"^]")
_IN_ADDRESS = re.compile(rf"{_BREAK}|\t|{_FORBIDDEN}")
_PLAIN = re.compile(r"[A-Za-z0-9/+_.-]+")


def content_line(name: str, value: str, **parameters: str) -> bytes:
    """Return a line, folded, with its line break.

    :param value: as ``text``, ``address`` or a number has it; written as it is.
    :param parameters: in any words; they are made fit for a parameter here.
    """
    said = "".join(f";{key}={_parameter(each)}" for key, each in parameters.items())
    return _folded(f"{name}{said}:{value}")


def text(words: str) -> str:
    """Return words as a value of type ``TEXT`` (§3.3.11), without control characters."""
    return _IN_TEXT.sub(_in_text, words)


def address(url: str) -> str:
    """Return an address as a value of type ``URI`` (§3.3.13), in ASCII."""
    return iri_to_uri(_IN_ADDRESS.sub("", url)) or ""


def _in_text(found: re.Match[str]) -> str:
    if found["line_break"]:
        return r"\n"
    return "" if found["forbidden"] else f"\\{found[0]}"


def _parameter(words: str) -> str:
    """Return words as the value of a parameter (§3.2), which knows no quotation mark (RFC 6868)."""
    if _PLAIN.fullmatch(words):
        return words
    return f'"{_IN_PARAMETER.sub(_in_parameter, words)}"'


def _in_parameter(found: re.Match[str]) -> str:
    if found["gap"]:
        return " "
    return "^^" if found[0] == "^" else "'"


def _folded(line: str) -> bytes:
    octets = line.encode()
    parts, start, room = [], 0, _LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # in the middle of a character of UTF-8
            end -= 1
        parts.append(octets[start:end])
        start, room = end, _LONGEST - 1
    return b"\r\n ".join([*parts, octets[start:]]) + b"\r\n"
