"""The languages in which a site has pages."""

from __future__ import annotations

from wagtail.models import Locale


def languages_in_use() -> list[str]:
    """Return the language codes of the site's locales, in order."""
    return list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
