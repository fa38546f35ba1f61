"""The door through which Wagtail finds the translation app: registrations only."""

from __future__ import annotations

from wagtail import hooks

from wagtail_migration_events.translation.files.screens.doors import file_buttons, file_urls
from wagtail_migration_events.translation.files.screens.export_bulk import ExportBulkAction

hooks.register("register_admin_urls", file_urls)
hooks.register("register_page_header_buttons", file_buttons)
hooks.register("register_bulk_action", ExportBulkAction)
