"""The window in which an organizer of an event is chosen by name, acronym or code, or made."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
    CreateView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from wagtail_migration_events.admin.organizers.form import NewOrganizerForm
from wagtail_migration_events.admin.organizers.places import OrganizerPlace, organizer_places
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.organizers.fields import NAMESPACE, organizer_name
from wagtail_migration_events.organizers.known import (
    find_organizers,
    known_organizers,
    resembling,
)
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin

LONGEST_NAME = 255
#: Decimals of a primary key that every database takes.
_LONGEST_PK = 18


class OrganizerSearchForm(SearchFilterMixin, BaseFilterForm):
    """Searches by names, acronyms and codes in every language, without the search index."""

    def filter(self, objects: Any) -> Any:
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return find_organizers(text, objects)


class _OrganizersMixin:
    """The list of organizers, and the form for a new one for those who may add it somewhere."""

    request: HttpRequest
    filter_form_class = OrganizerSearchForm
    creation_form_class = NewOrganizerForm
    creation_form_template_name = "wagtail_migration_events/admin/organizer_creation.html"

    def get_object_list(self) -> Any:
        pages = base_pages_with(OrganizerPageMixin)
        for hook in hooks.get_hooks("construct_page_chooser_queryset"):
            pages = hook(pages, self.request)
        return known_organizers(pages)

    def apply_object_list_ordering(self, objects: Any) -> Any:
        return objects

    @property
    def columns(self) -> list[Any]:
        return [
            self.title_column,  # type: ignore[attr-defined]
            Column("acronym", label=_("Acronym"), accessor="acronym"),
            Column("code", label=_("Code"), accessor="code"),
            Column("live", label=_("Published"), accessor=_published),
        ]

    @property
    def i18n_enabled(self) -> bool:
        return False  # a row is an organizer in all its languages

    @cached_property
    def places(self) -> list[OrganizerPlace]:
        return organizer_places(self.request.user)

    def can_create(self) -> bool:
        return bool(self.places)

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()  # type: ignore[misc]
        # The editor of the event, in which the window opens, has fields of the same names.
        return {**kwargs, "places": self.places, "prefix": "organizer"}


def _published(organizer: Any) -> Any:
    return _("Yes") if organizer.live else _("Draft")


class ChooseOrganizerView(_OrganizersMixin, ChooseView):
    pass


class OrganizerResultsView(_OrganizersMixin, ChooseResultsView):
    pass


class _NamedMixin:
    """Says which organizer was chosen, in the words of the form."""

    def get_object(self, pk: str) -> Any:
        return self.get_objects([pk]).get()

    def get_objects(self, pks: list[str]) -> Any:
        sound = [pk for pk in pks if pk.isdecimal() and len(pk) <= _LONGEST_PK]
        return base_pages_with(OrganizerPageMixin).filter(pk__in=sound).specific()

    def get_display_title(self, instance: Any) -> str:
        title = str(instance.get_admin_display_title())
        return organizer_name(title, getattr(instance, "acronym", ""))


class ChosenOrganizerView(_NamedMixin, ChosenView):
    pass


class ChosenOrganizersView(_NamedMixin, ChosenMultipleView):
    pass


class CreateOrganizerView(_NamedMixin, _OrganizersMixin, CreateView):
    def post(self, request: HttpRequest) -> Any:
        """Make the organizer; one that resembles others only once the user was told so."""
        self.form = self.get_creation_form()
        if not self.form.is_valid() or self.form.made is None:
            return self.get_reshow_creation_form_response()
        page = self.form.made
        for hook in hooks.get_hooks("after_create_page"):
            hook(request, page)  # a window has no room for an answer of its own
        return self.get_chosen_response(page)


@never_cache
@require_GET
def resembling_organizers(request: HttpRequest) -> HttpResponse:
    """Answer with a fragment of HTML: the organizers that one with this name resembles."""
    title, acronym, key = (
        request.GET.get(name, "")[:LONGEST_NAME] for name in ("title", "acronym", "key")
    )
    found = resembling(title, acronym, but_not=key)
    template = "wagtail_migration_events/admin/organizers_alike.html"
    return render(request, template, {"organizers": found})


class OrganizerChooserViewSet(ChooserViewSet):
    icon = "group"
    choose_one_text = _("Choose an organizer")
    create_action_label = _("Create organizer")
    creation_tab_label = _("New organizer")
    register_widget = False  # pages of other kinds are still chosen in Wagtail's own window
    choose_view_class = ChooseOrganizerView
    choose_results_view_class = OrganizerResultsView
    chosen_view_class = ChosenOrganizerView
    chosen_multiple_view_class = ChosenOrganizersView
    create_view_class = CreateOrganizerView
    creation_form_class = NewOrganizerForm

    @cached_property
    def model(self) -> Any:
        return base_page_model()

    def get_urlpatterns(self) -> list[Any]:
        ours = path("resembling/", resembling_organizers, name="resembling")
        return [ours, *super().get_urlpatterns()]


organizer_chooser_viewset = OrganizerChooserViewSet(NAMESPACE, url_prefix="event-organizers")
