"""What the columns of an import are called on the screen on which people choose them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

#: By the name of a column of the neutral record, in its order.
LABELS: dict[str, Any] = {
    "id": _("Identifier"),
    "url": _("Address of the old page"),
    "group": _("What translations share"),
    "lang": _("Language of the page"),
    "content_language": _("Language of the words, if another"),
    "title": _("Title"),
    "summary": _("Summary"),
    "start": _("Start, or date"),
    "end": _("End"),
    "time": _("Hours"),
    "year": _("Year"),
    "dates": _("List of dates"),
    "timezone": _("Time zone"),
    "location": _("Place"),
    "format": _("Way of attending"),
    "country": _("Country"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "category": _("Type of event"),
    "audience": _("Target audience"),
    "languages": _("Languages spoken"),
    "organizers": _("Organizers"),
    "scope": _("Geographic scope"),
    "objectives": _("GCM objectives"),
    "principles": _("Guiding principles"),
    "sdgs": _("Sustainable Development Goals"),
    "workstream": _("Workstream"),
    "workstream_output": _("Workstream output"),
    "regional_review": _("Regional review process"),
    "part_of": _("Title of the larger event"),
    "status": _("Event status"),
    "registration_url": _("Registration link"),
    "webcast": _("Live stream link"),
    "image": _("Image"),
    "image_alt": _("Alternative text"),
    "documents": _("Documents"),
    "contact_email": _("Contact email"),
    "private": _("Draft (yes or no)"),
    "published": _("First published"),
    "owner": _("Owner"),
}
