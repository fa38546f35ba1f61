"""While a page is in review, only its reviewers change it."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.review.reviewers import team_in_words


class ReviewLock(WorkflowLock):
    """Wagtail's lock of a workflow, which says who has the page."""

    def get_message(self, user: Any) -> Any:
        if not self.for_user(user) or not isinstance(self.object, base_page_model()):
            return super().get_message(user)
        words = _(
            "This page is in review with <b>{reviewers}</b>. Until they approve it or ask for "
            "changes, nobody else can change it."
        )
        return format_html(words, reviewers=team_in_words(self.object))
