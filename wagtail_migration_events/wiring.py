"""What the package registers and listens to when Django starts; read once the models are there."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Site
from wagtail.signals import init_new_page, page_published

# Importing these registers the system checks, and those before publishing.
from wagtail_migration_events import checks  # noqa: F401
from wagtail_migration_events.admin.bulk_actions import register_kinds
from wagtail_migration_events.admin.editing.hooks import prefill_new_part
from wagtail_migration_events.admin.editing.left_alone import note_left_alone
from wagtail_migration_events.admin.editions.parts import PARTS
from wagtail_migration_events.admin.terms.merging import MERGING
from wagtail_migration_events.events.freshness.first_words import (
    languages_before_first_version,
)
from wagtail_migration_events.events.group import facts_changed
from wagtail_migration_events.events.readiness import (  # noqa: F401
    required_fields,
    standard_checks,
)
from wagtail_migration_events.events.sharing.departure import (
    choose_next_source,
    prepare_departure,
)
from wagtail_migration_events.feeds.addresses import register_addresses
from wagtail_migration_events.groups.links.sitemap_urls import LATER_CHANGES
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.written_language import ask_for_written_language
from wagtail_migration_events.interchange.leaving.histories import keep_histories
from wagtail_migration_events.interchange.pages.written_languages import (
    languages_of_imported,
)
from wagtail_migration_events.interchange.recorded.removing import UNDO
from wagtail_migration_events.interchange.uploaded.importing import EVENTS_IMPORT, PLAN
from wagtail_migration_events.listings.feed_address import register_list_address
from wagtail_migration_events.notices.following import follow_changes
from wagtail_migration_events.notices.organizers import follow_organizers
from wagtail_migration_events.notices.umbrellas import follow_umbrellas
from wagtail_migration_events.occurrences.facets import register_facet
from wagtail_migration_events.occurrences.indexing import PREPARE_PAGES
from wagtail_migration_events.occurrences.keeping import (
    drop_rows_of_departing,
    keep_index,
)
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
from wagtail_migration_events.organizers.facet import ORGANIZER_FACET
from wagtail_migration_events.organizers.page_api_rows import register_readers
from wagtail_migration_events.organizers.resolution import load_links
from wagtail_migration_events.organizers.usage import refuse_deletion_in_use
from wagtail_migration_events.runs.kinds import register_kind
from wagtail_migration_events.vocabularies.site import seeding


def register() -> None:
    """Make known what a room offers to those above it, which cannot import it."""
    register_kinds()
    for kind in (MERGING, PARTS, PLAN, EVENTS_IMPORT, UNDO):
        register_kind(kind)
    keep_index()
    # Facets are offered in the order in which they came.
    register_facet(ORGANIZER_FACET)
    register_addresses()
    register_list_address()
    register_readers()
    PREPARE_PAGES.append(load_links)
    LATER_CHANGES.append(facts_changed)
    ask_for_written_language(languages_of_imported)
    ask_for_written_language(languages_before_first_version)


def connect(app: AppConfig) -> None:
    """Follow what happens to pages.

    :param app: that of the package, whose tables ``migrate`` fills.
    """
    init_new_page.connect(prefill_new_part, dispatch_uid=f"{app.label}.prefill")
    pre_delete.connect(refuse_deletion_in_use, dispatch_uid=f"{app.label}.organizer_in_use")
    page_published.connect(note_left_alone, dispatch_uid=f"{app.label}.left_alone")
    page = base_page_model()
    pre_delete.connect(prepare_departure, page, dispatch_uid=f"{app.label}.departure")
    follow_changes()
    follow_organizers()
    follow_umbrellas()
    pre_delete.connect(drop_rows_of_departing, page, dispatch_uid=f"{app.label}.drop_rows")
    post_delete.connect(choose_next_source, page, dispatch_uid=f"{app.label}.next_source")
    for signal in (post_save, post_delete):  # as Wagtail forgets then where Sites begin
        signal.connect(KEPT_RESULTS.forget, Site, dispatch_uid=f"{app.label}.site")
    seeding.connect(app)
    keep_histories(app, f"{app.label}.")
