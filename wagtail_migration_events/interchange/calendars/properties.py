"""The properties of a component: name, parameters and value, each read by itself."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

#: A name, parameters whose values may be quoted, and the value (RFC 5545 §3.1).
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(
    r';\s*(?P<name>[A-Za-z0-9-]+)\s*=\s*(?P<value>(?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*)'
)
_REST_OF_ZONE = re.compile(r"(?P<zone>.*):(?P<value>\d{8}[^:]*)")
_CHARSET = re.compile(r"CHARSET=(?P<name>[\w-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\;,nN:\"])")


@dataclass(frozen=True)
class Property:
    """One property as it came; names in capitals."""

    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as text (RFC 5545 §3.3.11)."""
        return _ESCAPED.sub(
            lambda match: "\n" if match[1] in "nN" else match[1], self.value
        ).strip()

    def texts(self) -> list[str]:
        """Return the values of a list of texts, parted at commas that are not escaped."""
        parts = re.split(r"(?<!\\),", self.value)
        return [text for part in parts if (text := Property("", part).text)]

    def label(self) -> str:
        """Return name and parameters as they stand in the file."""
        shown = (f"{name}={value}" for name, value in self.parameters.items())
        return ";".join((self.name, *shown))


class Properties:
    """The properties of one component."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.all = list(_parsed(lines))

    def get(self, name: str) -> Property | None:
        """Return the first that says something; "DTEND:" says no more than none."""
        named = self.every(name)
        return next((each for each in named if each.value.strip()), None)

    def every(self, name: str) -> list[Property]:
        return [each for each in self.all if each.name == name]

    def text(self, name: str) -> str:
        found = self.get(name)
        return found.text if found else ""


def _parsed(lines: Iterable[str]) -> Iterator[Property]:
    """Read the lines; what is no property has no name, and stays as it is."""
    for line in lines:
        name = _NAME.match(line)
        if name is None:
            yield Property("", line)
            continue
        place, parameters = name.end(), {}
        while match := _PARAMETER.match(line, place):
            value = match["value"]
            bare = value[1:-1] if value.startswith('"') and value.count('"') == 2 else value
            parameters[match["name"].upper()] = bare.strip().strip('"')
            place = match.end()
        colon = line.find(":", place)
        if colon >= 0:
            value = line[colon + 1 :]
            if "QUOTED-PRINTABLE" in line[:colon].upper():
                charset = _CHARSET.search(line[:colon])
                value = _decoded(value, charset["name"] if charset else "utf-8")
            yield _without_quotes(Property(name[0].upper(), value, parameters))
        else:
            yield Property("", line)


def _decoded(value: str, charset: str) -> str:
    """Decode a value of vCalendar 1.0; a line that ends in "=" goes on in the next one."""
    joined = value.replace("=\\n", "")  # as the lines of a text were put together
    try:
        content = quopri.decodestring(joined.encode())
        return content.decode(charset, errors="replace").replace("\r\n", "\n")
    except LookupError:
        return content.decode(errors="replace").replace("\r\n", "\n")


def _without_quotes(prop: Property) -> Property:
    """Give a zone the colon in its name that should have stood in quotes: (UTC+01:00) Berlin."""
    if "TZID" in prop.parameters and (match := _REST_OF_ZONE.fullmatch(prop.value)):
        zone = f"{prop.parameters['TZID']}:{match['zone']}"
        return Property(prop.name, match["value"], {**prop.parameters, "TZID": zone})
    return prop
