"""What a webhook says, and how it is signed: https://www.standardwebhooks.com, version 1."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.groups.resolution import language_of_place
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.shown import shown_of
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


def body_of(key: UUID, since: dt.datetime) -> bytes:
    """Return the JSON that tells where the public finds an event, or an organizer, now.

    It is made anew for each try, so a late one says nothing that has become private meanwhile.

    :param since: moment of the change, where nothing else tells it.
    """
    change = EventChange.objects.filter(pk=key).first()
    told = _event(key) if change else _organizer(key)
    moment = (change and change.changed_at) or since
    message = {
        "type": f"{'event' if change else 'organizer'}.{'changed' if told['pages'] else 'gone'}",
        "timestamp": moment.astimezone(dt.UTC).isoformat(),
        "data": {"key": str(key), **told},
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def signed_headers(secret: bytes, identifier: str, moment: int, body: bytes) -> dict[str, str]:
    """Return the headers by which the receiver knows who sent this, and when.

    :param moment: of this try, in seconds of Unix time.
    """
    signed = b".".join((identifier.encode(), str(moment).encode(), body))
    digest = hmac.new(secret, signed, hashlib.sha256).digest()
    return {
        "webhook-id": identifier,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _event(key: UUID) -> dict[str, Any]:
    sequence = EventGroup.objects.filter(pk=key).values_list("sequence", flat=True).first()
    shown = shown_of([key]).get(key, {})
    pages = base_page_model().objects.filter(pk__in=shown).specific().order_by("pk")
    found = _found((shown[str(page.pk)][0], page) for page in pages)
    return {"sequence": sequence or 0, "pages": found}


def _organizer(key: UUID) -> dict[str, Any]:
    shown = visible(base_pages_with(OrganizerPageMixin).filter(translation_key=key))
    pages = list(shown.specific().order_by("pk"))
    found = _found((language_of_place(page), page) for page in pages)
    return {"code": pages[0].code if found else "", "pages": found}


def _found(pages: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    found = [{"locale": language, "url": page_address(page)} for language, page in pages]
    return [page for page in found if page["url"]]
