"""Mail servers on a bad day."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.locmem import EmailBackend


class NoServer(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens")


class Refuses(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise SMTPRecipientsRefused({"x": (550, b"unknown")})


class InBetween(EmailBackend):
    """While the first message is handed over, something else happens."""

    then: Callable[[], Any] | None = None

    def send_messages(self, messages: Any) -> int:
        then, InBetween.then = InBetween.then, None
        if then is not None:
            then()
        return super().send_messages(messages)
