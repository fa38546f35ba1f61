"""Where an editor says that a change of the text needs no new translation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from wagtail_migration_events.events.editor.versions.facts_version import FactsVersionForm
from wagtail_migration_events.events.group import own_pages

MINOR_EDIT, MINOR_REASON = "minor_edit", "minor_reason"
LONGEST_REASON = 250


class MinorEditForm(FactsVersionForm):
    """Asks in the form of a published source that has translations, who may publish it."""

    minor_edit = forms.BooleanField(
        label=_("Minor edit: the translations need no change"),
        required=False,
        help_text=_(
            "For a mended comma or a spelling mistake. It counts for the texts that you change "
            "by “Publish” now; a draft, a schedule or a review does not remember it."
        ),
    )
    minor_reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("A few words for the history of the page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._asks_for_minor_edits():
            del self.fields[MINOR_EDIT], self.fields[MINOR_REASON]

    def _asks_for_minor_edits(self) -> bool:
        group, page = self.group, self.instance
        shown = set(self._meta.fields or ())
        if group is None or not group.adopted or not {MINOR_EDIT, MINOR_REASON} <= shown:
            return False
        if group.origin_id != page.pk or not page.live or not group.published_text:
            return False
        if self.for_user is None or not page.permissions_for_user(self.for_user).can_publish():
            return False
        return bool(own_pages(group.pk).exclude(pk=page.pk).exists())

    def clean(self) -> dict[str, Any]:
        super().clean()
        is_minor = not self.is_deferred_validation and self.cleaned_data.get(MINOR_EDIT)
        if is_minor and not self.cleaned_data.get(MINOR_REASON) and MINOR_REASON not in self.errors:
            self.add_error(MINOR_REASON, _("Say in a few words what you have changed."))
        return self.cleaned_data


def minor_edit_panel() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            FieldPanel(MINOR_EDIT, disable_comments=True),
            FieldPanel(MINOR_REASON, disable_comments=True),
        ],
        heading=_("Minor edit"),
    )
