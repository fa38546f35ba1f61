"""The Wagtail workflow task in which a language's own reviewers decide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task


class ReviewByLanguageTask(Task):
    """Reviewers of the page's language approve it, or ask for changes.

    One task serves every language: who they are stands in the settings of the Site.
    """

    class Meta:
        verbose_name = _("Review by language")
        verbose_name_plural = _("Reviews by language")
