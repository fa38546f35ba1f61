"""What translators have written: each text says in which language it is."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.api.asking.language import Text, text
from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.events.display.footnotes import footnotes_of
from wagtail_migration_events.events.display.notes import NOTES, current_note
from wagtail_migration_events.groups.resolution import GroupPage

TITLE = {
    "text": "Migration Week",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
}


@event_field(Text, "What the event is called.", TITLE, in_lists=InLists.ALWAYS)
def title(event: GroupPage, together: EventsTogether) -> dict[str, Any]:
    return text(event.page.title, event.language, together.language)


def _register_text(name: str, description: str, in_lists: InLists) -> None:
    example = {**TITLE, "text": "One or two sentences."}

    def value(event: GroupPage, together: EventsTogether) -> dict[str, Any] | None:
        if name in NOTES:
            note = current_note(event.page, name)
            return text(note.text, note.language, together.language) if note.text else None
        written = getattr(event.page, name, None)
        return text(written, event.language, together.language) if written else None

    event_field(Text | None, description, example, name=name, in_lists=in_lists)(value)


_register_text("summary", "One or two sentences.", InLists.ALWAYS)
# A note that was changed since it was translated is read from the source, for one event at a time.
for _name, _description in (
    ("status_reason", "Why the event was cancelled, postponed or moved."),
    ("location_note", "How to get in, where to find the room."),
    ("registration_note", "What is to be known about registration."),
    ("accessibility_note", "Step-free access, hearing loops, whom to tell about needs."),
):
    _register_text(_name, _description, InLists.NEVER)


@event_field(
    list[Text],
    "What has to stand below what is shown of the event.",
    [{**TITLE, "text": "* References to Kosovo shall be understood to be…"}],
)
def footnotes(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    labels = footnotes_of([event.page], together.language)
    return [text(label.text, label.language, together.language) for label in labels]
