"""Mail servers on a bad day."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.locmem import EmailBackend


class NoServer(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens")


class Refuses(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise SMTPRecipientsRefused({"x": (550, b"unknown")})
