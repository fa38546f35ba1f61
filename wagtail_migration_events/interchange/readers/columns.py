"""The columns that a neutral record may have, named as in the JSON Lines format."""

from __future__ import annotations

#: Each column, and what it holds, for the draft of a mapping and for the reference.
COLUMNS: dict[str, str] = {
    "id": "what the source calls the event by; else its address",
    "url": "the address at which the event stood",
    "group": "what translations of one event have in common",
    "lang": "language of the page, such as en",
    "content_language": "language of the words, where it is not that of the page",
    "title": "title",
    "summary": "a few sentences",
    "start": "2027-03-09T10:00, 2027-03-09, 2027-03, or in words",
    "end": "likewise; the last day, for whole days",
    "time": "hours that stand apart from the date, such as 14:00-16:00",
    "year": "the year, where the dates have none",
    "dates": "a list of start and end, for events of several dates",
    "timezone": "an IANA zone, or a label such as CET",
    "location": "name and address of the place",
    "format": "online, hybrid or in person",
    "country": "a country by name or code",
    "latitude": "degrees",
    "longitude": "degrees",
    "category": "type of event",
    "audience": "for whom it is",
    "languages": "languages spoken",
    "organizers": "who holds it",
    "scope": "levels, areas and regions",
    "objectives": "GCM objectives",
    "principles": "guiding principles",
    "sdgs": "Sustainable Development Goals and targets",
    "workstream": "workstream",
    "workstream_output": "yes or no",
    "regional_review": "yes or no",
    "part_of": "title of the larger event",
    "status": "cancelled, postponed and the like",
    "registration_url": "link",
    "webcast": "link to the live stream",
    "contact_email": "address for questions",
    "private": "yes makes a draft of the event",
}

#: These hold several values.
LISTS = frozenset(
    {"audience", "languages", "organizers", "scope", "objectives", "principles", "sdgs"}
)
