"""Every screen of the admin that the package adds to, and how it is found."""

from __future__ import annotations

from dataclasses import dataclass

TERMS = "snippets/wagtail_migration_events"
BULK = "bulk/wagtailcore/page"
TICKED = "id={event}&id={umbrella}"


@dataclass(frozen=True)
class Screen:
    """A screen, by the words that the documentation has for it.

    Attributes:
        path: below ``/admin/``, with the names of ``screen_places`` in braces.
        tab: which tab of an editor is shown, by ``admin_steps.TABS``.
    """

    name: str
    path: str
    tab: str = ""


SCREENS = (
    Screen("Home", ""),
    Screen("Account", "account/"),
    # Events
    Screen("Events", "migration-events/"),
    Screen("Events: where a new one goes", "migration-events/choose_parent/"),
    Screen("Explorer below an events page", "pages/{index}/"),
    Screen("Editor of an event: texts", "pages/{event}/edit/", "text"),
    Screen("Editor of an event: facts", "pages/{event}/edit/", "facts"),
    Screen("Editor of a translation: texts", "pages/{sibling}/edit/?editor=wagtail", "text"),
    Screen("Editor of a translation: facts", "pages/{sibling}/edit/?editor=wagtail", "facts"),
    Screen("Editor of an organizer", "pages/{organizer}/edit/"),
    Screen("Editor of an events page", "pages/{index}/edit/"),
    Screen("History of an event", "pages/{event}/history/"),
    Screen("Comparison of versions", "pages/{event}/revisions/compare/{first}...{last}/"),
    Screen("Unpublish the source of facts", "pages/{event}/unpublish/"),
    Screen("Delete the source of facts", "pages/{event}/delete/"),
    Screen("Postpone an event", "event-status/{event}/postpone/"),
    Screen("Reschedule an event", "event-status/{event}/reschedule/"),
    Screen("Cancel an umbrella event", "event-status/{umbrella}/cancel/"),
    Screen("Undo a change of status", "event-status/undo/{batch}/"),
    Screen("Duplicate as next edition", "next-edition/{umbrella}/"),
    Screen("Make this the source of facts", "migration-events/source/{sibling}/"),
    Screen("Is this translation still right?", "migration-events/{sibling}/translation-is-right/"),
    Screen("Date of expiry in all languages", "migration-events/{event}/expire-languages/"),
    # Many at once
    Screen("Status of several events", f"{BULK}/event_status/?{TICKED}"),
    Screen("Type of several events", f"{BULK}/event_type/?{TICKED}"),
    Screen("Terms of several events", f"{BULK}/event_terms/?{TICKED}"),
    Screen("Organizers of several events", f"{BULK}/event_organizers/?{TICKED}"),
    Screen("Publish several events", f"{BULK}/publish_sets/?{TICKED}"),
    Screen("Unpublish several events", f"{BULK}/unpublish_events/?{TICKED}"),
    Screen("Export several events", f"{BULK}/event_export/?{TICKED}"),
    Screen("Runs", "event-runs/"),
    Screen("A run", "event-runs/{run}/"),
    # Import
    Screen("Imports", "event-imports/"),
    Screen("Import: the file", "event-imports/new/"),
    Screen("Import: the columns", "event-imports/files/{upload}/columns/"),
    Screen("Import: the rules", "event-imports/files/{upload}/rules/"),
    Screen("Import: the names", "event-imports/files/{upload}/names/"),
    Screen("Import: the plan", "event-imports/{plan}/"),
    Screen("Import: the report", "event-imports/{imported}/"),
    Screen("Import: remove what it made", "event-imports/{imported}/undo/"),
    # Vocabularies and settings
    Screen("Types of event", f"{TERMS}/eventtype/"),
    Screen("New type of event", f"{TERMS}/eventtype/add/"),
    Screen("Editor of a type of event", f"{TERMS}/eventtype/edit/{{eventtype}}/"),
    Screen("Usage of a type of event", f"{TERMS}/eventtype/usage/{{eventtype}}/"),
    Screen("Delete a type of event", f"{TERMS}/eventtype/delete/{{eventtype}}/"),
    Screen("Merge two types of event", f"{TERMS}/eventtype/merge/{{eventtype}}/"),
    Screen("Audiences", f"{TERMS}/audience/"),
    Screen("Workstreams", f"{TERMS}/workstream/"),
    Screen("Official vocabularies", "official-vocabularies/"),
    Screen("Titles of an official vocabulary", "official-vocabularies/gcm_objectives/"),
    Screen("Titles to confirm", "official-vocabularies/to-confirm/"),
    Screen("Add a title", "official-vocabularies/gcm_objectives/1/add/"),
    Screen("Correct a title", "official-vocabularies/gcm_objectives/1/titles/fr/"),
    Screen("Settings of events", "settings/wagtail_migration_events/eventsettings/{site}/"),
    # Translation
    Screen(
        "Settings of translations",
        "settings/wagtail_migration_events_translation/translationsettings/{site}/",
    ),
    Screen("My translations", "migration-events/my-translations/"),
    Screen("Translations", "migration-events/translations/"),
    Screen("Request translations", "migration-events/translations/request/{event}/"),
    Screen("Begin a translation", "migration-events/translations/request/begin/{request}/"),
    Screen("Request several translations", f"{BULK}/request_translations/?{TICKED}"),
    Screen("Assign several translations", f"{BULK}/assign_translations/?{TICKED}"),
    Screen("Remind several translators", f"{BULK}/remind_translators/?{TICKED}"),
    Screen("Translator's view", "pages/{desk}/edit/"),
    Screen("Translator's view: facts", "pages/{desk}/edit/?facts"),
    Screen("Publish in several languages", "migration-events/{event}/publish-languages/"),
    Screen("Publish all the same", "migration-events/{desk}/publish-anyway/"),
    Screen("Files of a translation", "translation-files/{desk}/"),
    Screen("Bring a file back", "translation-files/"),
    Screen("Files of several translations", f"{BULK}/translation_files/?{TICKED}"),
)
