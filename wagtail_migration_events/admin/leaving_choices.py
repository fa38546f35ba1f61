"""What may become of the other languages when the source of facts is unpublished or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex

from wagtail_migration_events.admin.fact_permissions import may_change_facts
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.group import EventGroup, first_origin
from wagtail_migration_events.groups.page_model import base_page_model

ALL, KEEP = "all", "keep"
UNPUBLISH, DELETE = "unpublish", "delete"


@dataclass(frozen=True)
class LeavingSource:
    """A source of facts that is about to go.

    Attributes:
        page: its base row.
        others: base rows of the pages in other languages that stay; if the source is only
            unpublished, the published ones.
        mirrors: aliases in other languages, which would be left behind as pages of their own if
            the source is deleted. Wagtail unpublishes an alias together with its page.
    """

    page: Any
    others: list[Any]
    mirrors: list[Any]

    @property
    def all(self) -> list[Any]:
        return [*self.others, *self.mirrors]

    @property
    def languages(self) -> str:
        return ", ".join(language_of(page) for page in self.all)

    def other(self, answer: str) -> Any:
        """Return the page that an answer names; None if it names none."""
        return next((page for page in self.others if str(page.pk) == answer), None)


def language_of(page: Any) -> str:
    return language_name(page.locale.language_code)


def leaving_sources(
    pages: Iterable[Any], action: str, also_leaving: Iterable[int] = ()
) -> list[LeavingSource]:
    """Return those of ``pages`` that are the source of facts of pages that stay.

    :param pages: that are to be unpublished or deleted, base rows or specific.
    :param also_leaving: primary keys of pages that go with them.
    """
    by_pk = {page.pk: page for page in pages}
    leaving = {*by_pk, *also_leaving}
    found = []
    for group in EventGroup.objects.filter(origin__in=by_pk.keys()).order_by("origin"):
        rows = base_page_model().objects.filter(translation_key=group.pk).exclude(pk__in=leaving)
        if action == UNPUBLISH:
            rows = rows.filter(live=True, alias_of=None)
        if staying := list(rows.select_related("locale").order_by("pk")):
            own = [page for page in staying if not page.alias_of_id]
            mirrors = [page for page in staying if page.alias_of_id]
            found.append(LeavingSource(by_pk[group.origin_id], own, mirrors))
    return found


class LeavingForm(forms.Form):
    """Asks for each source what is to become of the other languages.

    Only what the user may do is offered, so whatever else is sent is refused.
    """

    def __init__(self, sources: list[LeavingSource], action: str, user: Any, data: Any) -> None:
        super().__init__(data)
        self.sources = sources
        choices_for = unpublish_choices if action == UNPUBLISH else delete_choices
        for source in sources:
            choices = choices_for(source, user)
            self.fields[self.name_for(source)] = forms.ChoiceField(
                label=source.page.get_admin_display_title(),
                choices=choices,
                initial=KEEP if action == UNPUBLISH else choices[0][0],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose what happens to the other languages."),
                    "invalid_choice": _("This is not possible, or no longer. Choose again."),
                },
            )

    @staticmethod
    def name_for(source: LeavingSource) -> str:
        return f"other-languages-of-{source.page.pk}"

    @property
    def answers(self) -> list[tuple[LeavingSource, str]]:
        return [(source, self.cleaned_data[self.name_for(source)]) for source in self.sources]

    @property
    def is_answered(self) -> bool:
        return any(name in self.data for name in self.fields)

    @property
    def rows(self) -> list[tuple[LeavingSource, Any]]:
        """Each source with its field, for the template."""
        return [(source, self[self.name_for(source)]) for source in self.sources]


def unpublish_choices(source: LeavingSource, user: Any) -> list[tuple[str, str]]:
    keep = _(
        "Leave them published with the facts as they are now; nothing changes them until the "
        "source is published again"
    )
    choices = [(KEEP, keep)]
    choices += [
        (
            str(page.pk),
            _("Leave them published and make %(language)s the source of facts")
            % {"language": language_of(page)},
        )
        for page in source.others
        if may_change_facts(user, page)
    ]
    if all(page.permissions_for_user(user).can_unpublish() for page in source.others):
        choices.append((ALL, _("Unpublish the other languages too")))
    return choices


def delete_choices(source: LeavingSource, user: Any) -> list[tuple[str, str]]:
    """The page that would be the next source by itself comes first; it needs no permission."""
    next_pk = first_origin(source.page.translation_key, but_not=[source.page.pk])
    pages = sorted(source.others, key=lambda page: page.pk != next_pk)
    choices = [
        (
            str(page.pk),
            _("Keep the others; the source of facts is then %(language)s")
            % {"language": language_of(page)},
        )
        for place, page in enumerate(pages)
        if place == 0 or may_change_facts(user, page)
    ]
    if not source.others:
        choices.append((KEEP, _("Keep them, as pages of their own")))
    if all(_may_delete(page, user) for page in source.all):
        choices.append((ALL, _delete_all(source)))
    return choices


def _may_delete(page: Any, user: Any) -> bool:
    if not page.permissions_for_user(user).can_delete():
        return False
    usage = ReferenceIndex.get_references_to(page.specific).group_by_source_object()
    return not usage.is_protected


def _delete_all(source: LeavingSource) -> str:
    below = sum(page.get_descendant_count() for page in source.all)
    if not below:
        return _("Delete all languages")
    return ngettext(
        "Delete all languages, and the %(count)d page below the other languages",
        "Delete all languages, and the %(count)d pages below the other languages",
        below,
    ) % {"count": below}
