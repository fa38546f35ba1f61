"""What every page of the admin that asks about one page of the site has in its header."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class PageQuestionMixin(WagtailAdminTemplateMixin):
    """Names ``self.page`` below the question; no breadcrumbs, as on Wagtail's own confirmations."""

    page: Any

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []
