"""``api_fields`` of organizer pages: every fact and text of the package, under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.models import TextChoices
from wagtail.api import APIField

from wagtail_migration_events.events.page_api.serializers import (
    ChoiceFact,
    ImageFact,
    LinkFact,
    PageFact,
    TermFact,
)
from wagtail_migration_events.events.page_api.together import read_together


class OrganizerCodeFact(PageFact):
    """The code of an organizer that anybody may see, else nothing."""

    def to_representation(self, page: Any) -> str | None:
        name = read_together(self, page, self.field_name)
        return None if name is None else str(name)


def organizer_api_fields(names: Iterable[str], kinds: type[TextChoices]) -> list[APIField]:
    """Return the fields under which Wagtail's page endpoints show an organizer.

    :param names: of facts and texts; the title is always there.
    :param kinds: of organizers.
    """
    serializers: dict[str, Callable[[], Any]] = {
        "kind": partial(ChoiceFact, kinds),
        "parent_organization": OrganizerCodeFact,
        "country": partial(TermFact, "areas"),
        "logo": ImageFact,
        "website": LinkFact,
    }
    return [
        APIField(name, serializer=serializers[name]()) if name in serializers else APIField(name)
        for name in names
        if name != "title"
    ]
