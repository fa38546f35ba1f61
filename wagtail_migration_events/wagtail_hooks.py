"""The door through which Wagtail finds the package: registrations only."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from wagtail_migration_events.admin.bulk_actions import ACTIONS
from wagtail_migration_events.admin.editing.hooks import (
    keep_organizers_in_use,
    keep_organizers_in_use_in_bulk,
)
from wagtail_migration_events.admin.editing.left_alone import (
    register_left_alone_action,
    say_left_alone,
    say_left_alone_by_approval,
    say_left_alone_in_bulk,
)
from wagtail_migration_events.admin.editing.publishing_checks import leave_out_unready
from wagtail_migration_events.admin.editing.publishing_notes import note_minor_edit, remember_texts
from wagtail_migration_events.admin.editing.readiness_door import readiness_urls
from wagtail_migration_events.admin.editing.restoring_facts import ask_about_facts
from wagtail_migration_events.admin.editing.source_choice import (
    make_source_button,
    make_source_urls,
)
from wagtail_migration_events.admin.editing.text_confirmation import confirm_text_urls
from wagtail_migration_events.admin.editing.when_doors import when_urls
from wagtail_migration_events.admin.editions.copied_parts import give_parts_to_copy
from wagtail_migration_events.admin.editions.next_edition import (
    next_edition_button,
    next_edition_button_in_list,
    next_edition_urls,
)
from wagtail_migration_events.admin.editions.side_events import (
    side_event_button,
    side_event_button_in_list,
)
from wagtail_migration_events.admin.history.comparisons import register_comparisons
from wagtail_migration_events.admin.history.facts import register_fact_actions
from wagtail_migration_events.admin.history.missed_dates import register_missed_date_action
from wagtail_migration_events.admin.history.status import register_status_actions
from wagtail_migration_events.admin.history.texts import register_text_actions
from wagtail_migration_events.admin.home.panel import add_home_panel
from wagtail_migration_events.admin.home.work import add_work_panels
from wagtail_migration_events.admin.imports.doors import (
    import_menu_item,
    import_permissions,
    import_urls,
    show_runs_of_imports,
)
from wagtail_migration_events.admin.leaving.expiring_together import (
    expire_together_urls,
    offer_expiring_together,
    register_expiry_action,
)
from wagtail_migration_events.admin.leaving.leaving_source import (
    ask_before_bulk_action,
    ask_before_deleting,
    ask_before_unpublishing,
)
from wagtail_migration_events.admin.listing.event_listing import event_listing_viewset
from wagtail_migration_events.admin.listing.explorer import event_explorer_viewset
from wagtail_migration_events.admin.official_titles.corrections import offer_correcting_permission
from wagtail_migration_events.admin.organizers.chooser import organizer_chooser_viewset
from wagtail_migration_events.admin.rights.fact_permissions import know_rights_in_explorer
from wagtail_migration_events.admin.rights.group_editor import offer_facts_permission
from wagtail_migration_events.admin.runs import runs_menu_item, runs_urls
from wagtail_migration_events.admin.settings.event_settings import offer_settings
from wagtail_migration_events.admin.status.doors import status_buttons, status_urls
from wagtail_migration_events.admin.terms.deletion import refuse_deleting_used_terms
from wagtail_migration_events.admin.terms.doors import term_urls
from wagtail_migration_events.admin.terms.merging import register_merging_action
from wagtail_migration_events.admin.terms.views import (
    VocabularyViewSetGroup,
    merge_button,
)

hooks.register("register_admin_urls", status_urls)
hooks.register("register_admin_urls", make_source_urls)
hooks.register("register_admin_urls", confirm_text_urls)
hooks.register("register_admin_urls", expire_together_urls)
hooks.register("register_admin_urls", next_edition_urls)
hooks.register("register_admin_urls", runs_urls)
hooks.register("register_admin_urls", import_urls)
hooks.register("register_admin_urls", readiness_urls)
hooks.register("register_admin_urls", when_urls)
hooks.register("register_admin_urls", term_urls)
hooks.register("register_reports_menu_item", runs_menu_item)
hooks.register("register_reports_menu_item", import_menu_item)
hooks.register("register_permissions", import_permissions)
hooks.register("construct_homepage_panels", add_home_panel)
hooks.register("construct_homepage_panels", add_work_panels)
hooks.register("register_page_header_buttons", side_event_button)
hooks.register("register_page_header_buttons", next_edition_button)
hooks.register("register_page_header_buttons", status_buttons)
hooks.register("register_page_header_buttons", make_source_button)
hooks.register("register_page_listing_more_buttons", side_event_button_in_list)
hooks.register("register_page_listing_more_buttons", next_edition_button_in_list)
hooks.register("register_page_listing_more_buttons", status_buttons)
hooks.register("construct_explorer_page_queryset", know_rights_in_explorer)
for action in ACTIONS:
    hooks.register("register_bulk_action", action)
hooks.register("after_copy_page", give_parts_to_copy)
hooks.register("before_edit_page", ask_about_facts)
hooks.register("before_publish_page", remember_texts)
hooks.register("after_publish_page", note_minor_edit)
hooks.register("after_publish_page", say_left_alone)
hooks.register("after_publish_page", offer_expiring_together)
hooks.register("after_edit_page", say_left_alone_by_approval)
hooks.register("after_bulk_action", say_left_alone_in_bulk)
hooks.register("before_unpublish_page", ask_before_unpublishing)
hooks.register("before_delete_page", keep_organizers_in_use)
hooks.register("before_delete_page", ask_before_deleting)
hooks.register("before_bulk_action", keep_organizers_in_use_in_bulk)
hooks.register("before_bulk_action", ask_before_bulk_action)
hooks.register("before_bulk_action", leave_out_unready)
hooks.register("register_snippet_listing_buttons", merge_button)
hooks.register("before_delete_snippet", refuse_deleting_used_terms)
hooks.register("register_permissions", offer_correcting_permission)
hooks.register("register_log_actions", register_expiry_action)
hooks.register("register_log_actions", register_fact_actions)
hooks.register("register_log_actions", register_left_alone_action)
hooks.register("register_log_actions", register_missed_date_action)
hooks.register("register_log_actions", register_merging_action)
hooks.register("register_log_actions", register_status_actions)
hooks.register("register_log_actions", register_text_actions)


@hooks.register("register_admin_viewset")
def register_event_lists() -> Any:
    return [event_listing_viewset, event_explorer_viewset, organizer_chooser_viewset]


register_comparisons()
offer_facts_permission()
show_runs_of_imports()
offer_settings()
register_snippet(VocabularyViewSetGroup)
