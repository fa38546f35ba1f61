"""At the end of an event's text: how far it is in the site's languages."""

from __future__ import annotations

from functools import cached_property

from wagtail.admin.panels import Panel

from wagtail_migration_events.events.language_states.deriving import states_of
from wagtail_migration_events.events.language_states.editing import ShownState, with_links


class LanguageStatesPanel(Panel):
    """Read only, with links to the pages that the user may edit. Wagtail lets no package add to
    the editor's side panels, so it stands among the panels of the form."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_migration_events/admin/language_states.html"

        def is_shown(self) -> bool:
            return len(self.states) > 1

        @cached_property
        def states(self) -> list[ShownState]:
            user = getattr(self.request, "user", None)
            if user is None or not self.instance.pk:
                return []
            key = self.instance.translation_key
            return with_links({key: states_of(self.instance)}, user)[key]
