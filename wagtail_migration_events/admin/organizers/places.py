"""Where an organizer may be made beside the work on an event, and making it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from wagtail.coreutils import find_available_slug

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.organizers.index_page import OrganizerIndexPageMixin
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.vocabularies.languages import language_chain, normalise_tag

#: Set by the tree when a page is added; not there when the page is checked before.
_OF_THE_TREE = ["path", "depth", "numchild", "url_path"]


@dataclass(frozen=True)
class OrganizerPlace:
    """A list of organizers in one language, below which the user may add one."""

    parent: Any
    page_class: Any
    user: Any

    @property
    def label(self) -> str:
        return f"{self.parent.title} ({language_name(self.parent.locale.language_code)})"

    @cached_property
    def may_publish(self) -> bool:
        return bool(self.parent.permissions_for_user(self.user).can_publish_subpage())


def organizer_places(user: Any) -> list[OrganizerPlace]:
    """Return where a user may add an organizer, the language of the admin first."""
    chain = language_chain(get_language() or "en")

    def rank(page: Any) -> tuple[int, str]:
        tag = normalise_tag(page.locale.language_code)
        return (chain.index(tag) if tag in chain else len(chain), page.path)

    indexes = base_pages_with(OrganizerIndexPageMixin).filter(alias_of=None)
    places = []
    for page in sorted(indexes.select_related("locale"), key=rank):
        models = page.specific_class.creatable_subpage_models() if page.specific_class else ()
        page_class = next((each for each in models if issubclass(each, OrganizerPageMixin)), None)
        if page_class and page.permissions_for_user(user).can_add_subpage():
            places.append(OrganizerPlace(page, page_class, user))
    return places


def make_organizer(place: OrganizerPlace, values: Mapping[str, Any], *, publish: bool) -> Any:
    """Add an organizer with a revision, as Wagtail's own editor does, and publish it if asked.

    :raises ValidationError: if the page would not be valid; then nothing is made.
    """
    # Read anew: an older copy does not know its newest children.
    parent = type(place.parent).objects.get(pk=place.parent.pk)
    wanted = slugify(values["acronym"] or values["title"], allow_unicode=True)[:60]
    page = place.page_class(
        **values,
        slug=find_available_slug(parent, wanted or "organizer"),
        locale=parent.locale,
        owner=place.user,
        live=False,
        has_unpublished_changes=True,
    )
    page.full_clean(exclude=_OF_THE_TREE)
    with transaction.atomic():
        parent.add_child(instance=page)
        revision = page.save_revision(user=place.user, log_action=True, clean=False)
        if publish and place.may_publish:
            revision.publish(user=place.user)
    return page
