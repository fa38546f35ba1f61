"""Which files were fetched, so that none is fetched or kept twice."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _


class FetchedFile(models.Model):
    """A file at an address that has become an image or a document of the site, or is refused.

    ``made`` is the primary key of that, as text; whoever deletes it has it fetched anew. It is ""
    for a file that the limits of the site refuse; ``file_digest`` is then that of the limits, and
    the file is asked for again when they are others.
    """

    kind = models.CharField(max_length=16)
    address = models.CharField(_("address"), max_length=2000)
    address_digest = models.CharField(max_length=64)
    file_digest = models.CharField(max_length=64, db_index=True)
    made = models.CharField(max_length=255)
    fetched_at = models.DateTimeField(_("fetched at"), auto_now=True)

    class Meta:
        verbose_name = _("fetched file")
        verbose_name_plural = _("fetched files")
        default_permissions = ()
        constraints = [
            # The address itself is too long for a unique key on MariaDB.
            models.UniqueConstraint(
                fields=["kind", "address_digest"], name="one_file_of_a_kind_per_address"
            )
        ]

    def __str__(self) -> str:
        return self.address


def digest_of(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
