"""What a webhook says, and how it is signed: https://www.standardwebhooks.com, version 1."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.shown import shown_of


def body_of(key: UUID) -> bytes:
    """Return the JSON that tells where the public finds an event now.

    It is made anew for each try, so a late one says nothing that has become private meanwhile.
    """
    pages = _pages(key)
    moment = EventChange.objects.filter(pk=key).values_list("changed_at", flat=True).first()
    sequence = EventGroup.objects.filter(pk=key).values_list("sequence", flat=True).first()
    message = {
        "type": "event.changed" if pages else "event.gone",
        "timestamp": (moment or timezone.now()).astimezone(dt.UTC).isoformat(),
        "data": {"key": str(key), "sequence": sequence or 0, "pages": pages},
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


def _pages(key: UUID) -> list[dict[str, Any]]:
    shown = shown_of([key]).get(key, {})
    pages = base_page_model().objects.filter(pk__in=shown).specific().order_by("pk")
    found = [{"locale": shown[str(page.pk)][0], "url": page_address(page)} for page in pages]
    return [page for page in found if page["url"]]
