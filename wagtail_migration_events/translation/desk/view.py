"""The page on which an event is translated; it takes the place of Wagtail's editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from wagtail_migration_events.translation.desk import actions, ended, page_editor, questions
from wagtail_migration_events.translation.desk.answers import autosaved, desk_context
from wagtail_migration_events.translation.desk.layout import facts_context, lay_out
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.pieces.own_links import (
    OWN,
    read_own_links,
    save_own_links,
)
from wagtail_migration_events.translation.pieces.piece import read_pieces
from wagtail_migration_events.translation.pieces.saving import (
    COPY,
    RICH,
    VALUE,
    foreign_names,
    keep_typed,
    save_pieces,
)
from wagtail_migration_events.translation.refusals import (
    check_rights,
    refusal,
    tell_of_locks,
)

FACTS = "facts"
FACTS_TEMPLATE = "wagtail_migration_events/admin/translation/facts.html"
CONVERT = "localize-convert-to-alias"
CANCEL, RESTART = "action-cancel-workflow", "action-restart-workflow"
SUBMIT, PUBLISH, MACHINE = "action-submit", "action-publish", "action-machine"


def open_desk(request: HttpRequest, page: Any) -> HttpResponse | None:
    """For ``before_edit_page``, before localize's: show events that are translated to translators.

    :param page: as its newest draft has it.
    """
    if not is_event(page) or CONVERT in request.POST:
        return None
    translation = None if page.alias_of_id else _translation_of(page)
    if translation is None:
        return ended.give_back(request, page) if ended.comes_from_desk(request) else None
    page_editor.know_reviews(page)
    answer: HttpResponse = DeskView.as_view(page=page, translation=translation)(request)  # type: ignore[assignment]
    return answer


def _translation_of(page: Any) -> Any:
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    # There should be one; were there two, the newest is the one whose progress is counted.
    return found.select_related("source__locale", "target_locale").order_by("-pk").first()


class DeskView(WagtailAdminTemplateMixin, View):
    """Source and target side by side, with what a translator may do with them.

    Wagtail's editor has checked that the user may edit the page.
    """

    template_name = "wagtail_migration_events/admin/translation/desk.html"
    http_method_names = ["get", "head", "post"]
    page: Any = None
    translation: Any = None

    @property
    def source_locale(self) -> Any:
        return self.translation.source.locale

    @property
    def target_locale(self) -> Any:
        return self.translation.target_locale

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.gone: list[str] = []
        self.unsent: dict[str, str] = {}

    def get_page_title(self) -> str:
        return _("Translating %(page_type)s") % {"page_type": type(self.page).get_verbose_name()}

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    @cached_property
    def pieces(self) -> list[Any]:
        return read_pieces(self.translation, self.page)

    @cached_property
    def links(self) -> list[Any]:
        return read_own_links(self.translation, self.page)

    @cached_property
    def sections(self) -> list[Any]:
        return lay_out(self.page, self.pieces, self.links)

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if FACTS in request.GET:
            return render(request, FACTS_TEMPLATE, facts_context(self.page, request.user))
        tell_of_locks(request, [self.page])
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **desk_context(self)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if CANCEL in request.POST:  # also for whoever the review has locked out
            check_rights(request, [self.page])
            actions.cancel_review(request, self.page)
            return redirect(self.url)
        speaks_json = not request.accepts("text/html")
        self.unsent = questions.typed_in(request.POST)
        refused = refusal(request, [self.page], goes_live=False, speaks_json=speaks_json)
        if refused is not None:
            return self._refused(refused, speaks_json)
        changed = self._save()
        if speaks_json:
            return autosaved(self)
        anchor = questions.talk(request, self.page, self._paths(), self.unsent)
        if self._has_errors() or self._has_unsent(is_told=anchor is not None):
            return self.get_again()
        try:
            return self._go_on(request, changed, anchor)
        except PermissionDenied:  # what was typed is saved by now
            if changed:
                messages.success(request, _("The translation has been saved."))
            denied: HttpResponse = permission_denied(request)
            return denied

    def get_again(self) -> HttpResponse:
        """Show the page with what was typed and could not be saved."""
        return self.render_to_response(self.get_context_data())

    def _refused(self, refused: HttpResponse, speaks_json: bool) -> HttpResponse:
        """Keep what was typed on the screen when the page was locked in the meantime."""
        data = self.request.POST
        has_words = self.unsent or any(name.startswith((VALUE, RICH, OWN)) for name in data)
        if speaks_json or not has_words:
            return refused
        self.gone = self._without_place()
        keep_typed(self.pieces, data)
        for link in self.links:
            link.typed = data.get(f"{OWN}{link.pk}")
        return self.get_again()

    def _without_place(self) -> list[str]:
        """Return what was typed for pieces that are not there any more."""
        data = self.request.POST
        return [
            data[name]
            for name in foreign_names(data, self.pieces)
            if name.startswith(VALUE) and data[name].strip()
        ]

    def _save(self) -> int:
        data = self.request.POST
        self.gone = self._without_place()
        changed = save_pieces(self.translation, self.pieces, data, self.request.user)
        links = save_own_links(self.translation, self.links, data, self.request.user)
        return len(changed) + links

    def _has_errors(self) -> bool:
        wrong = sum(bool(each.error) for each in (*self.pieces, *self.links)) + len(self.gone)
        if wrong:
            messages.error(
                self.request,
                ngettext(
                    "%(count)s field could not be saved. See why at the field.",
                    "%(count)s fields could not be saved. See why at the fields.",
                    wrong,
                )
                % {"count": wrong},
            )
        return wrong > 0

    def _has_unsent(self, is_told: bool) -> bool:
        if self.unsent and not is_told:
            questions.tell_of_unsent(self.request, self.unsent)
        return bool(self.unsent)

    def _paths(self) -> dict[str, str]:
        return {spot.key: spot.path for section in self.sections for spot in section.spots}

    def _go_on(self, request: HttpRequest, changed: int, anchor: str | None) -> HttpResponse:
        asked, page, translation = request.POST, self.page, self.translation
        if PUBLISH in asked or asked.get("action") == "publish":
            return actions.publish(request, translation, page)
        if SUBMIT in asked:
            return self._leave(actions.submit(request, translation, page, self.pieces))
        if RESTART in asked:
            ended = actions.cancel_review(request, page)
            return self._leave(ended and actions.submit(request, translation, page, self.pieces))
        if actions.WORKFLOW in asked:
            return self._leave(actions.act_in_workflow(request, translation, page, changed > 0))
        if MACHINE in asked:
            actions.ask_machine(request, translation)
        elif changed:
            messages.success(request, _("The translation has been saved."))
        elif anchor is None:
            messages.info(request, _("Nothing was changed."))
        anchor = f"text-{asked[COPY]}" if COPY in asked else anchor
        return redirect(f"{self.url}#{anchor}" if anchor else self.url)

    def _leave(self, is_done: bool) -> HttpResponse:
        if is_done:
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        return redirect(self.url)
