"""``EventPageMixin``: put it on any Wagtail page class and that class is an event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TitleFieldPanel
from wagtail.search import index

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.page_form import EventPageForm
from wagtail_migration_events.events.editor.panels import (
    FACTS_SECTIONS,
    TEXT_FIELDS,
    event_edit_handler,
    text_panels,
)
from wagtail_migration_events.events.editor.restoring import keep_todays_facts
from wagtail_migration_events.events.facts.about import AboutFields
from wagtail_migration_events.events.facts.material import MaterialFields, material_errors
from wagtail_migration_events.events.facts.registration import (
    RegistrationFields,
    registration_errors,
)
from wagtail_migration_events.events.facts.spoken_languages import check_languages
from wagtail_migration_events.events.facts.when import WhenFields, normalise_when, when_errors
from wagtail_migration_events.events.facts.where import WhereFields, where_errors
from wagtail_migration_events.events.freshness.basis import TextBasisField
from wagtail_migration_events.events.group import group_of, read_groups
from wagtail_migration_events.events.page_api.fields import event_api_fields
from wagtail_migration_events.events.saved import note_written, written_together
from wagtail_migration_events.events.sharing.copies import hold_values_in_copy
from wagtail_migration_events.events.sharing.keeping import (
    BOOKKEEPING,
    columns_to_save,
    facts_kept,
    follows_source,
    prepare_revision,
)
from wagtail_migration_events.events.sharing.overlay import lay_facts_over
from wagtail_migration_events.events.sharing.rows import indexed_with_its_rows, write_rows
from wagtail_migration_events.events.sharing.scheduled import GoesLiveTogether
from wagtail_migration_events.events.umbrella import part_of_errors
from wagtail_migration_events.groups.fields import GroupKeyListField
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.text_checks import check_text

_LOCKED = "_event_group_is_locked"
EVENT_MIXIN = "wagtail_migration_events.events.mixin.EventPageMixin"


class EventTextFields(models.Model):
    """What a translator writes, beside the title and the site's own body."""

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    location_note = models.TextField(
        _("note on the place"), blank=True, help_text=_("How to get in, where to find the room.")
    )
    status_reason = models.TextField(
        _("reason for the status"),
        blank=True,
        help_text=_("Why the event was cancelled, postponed or moved."),
    )
    registration_note = models.TextField(_("note on registration"), blank=True)
    accessibility_note = models.TextField(
        _("note on accessibility"),
        blank=True,
        help_text=_("Step-free access, hearing loops, whom to tell about needs."),
    )
    image_alt = models.CharField(
        _("alternative text of the image"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for people who do not see it."),
    )

    class Meta:
        abstract = True


class EventPageMixin(
    WhenFields,
    WhereFields,
    AboutFields,
    RegistrationFields,
    MaterialFields,
    EventTextFields,
    TextBasisField,
    GoesLiveTogether,
    PublicPageMixin,
):
    """The facts and the text of an event, for any page class, also on a swapped base page.

    ``class EventPage(EventPageMixin, Page)``: the mixin comes first. A site drops a field with
    ``field = None`` and keeps its own column with ``field = AliasOf("column")``.
    """

    part_of = GroupKeyListField(
        EVENT_MIXIN,
        verbose_name=_("part of"),
        help_text=_("The larger events that this one belongs to."),
    )
    external_id = models.CharField(_("external identifier"), max_length=1000, blank=True)
    external_source = models.CharField(_("external source"), max_length=255, blank=True)

    #: What is true in every language.
    event_facts: tuple[str, ...] = (
        "starts_at", "ends_at", "timezone", "date_precision", "dates", "event_status",
        "previous_starts_at", "attendance_mode", "venue", "country", "latitude", "longitude",
        "event_type", "audiences", "languages", "gcm_objectives", "guiding_principles", "sdgs",
        "scope_levels", "areas", "workstream", "is_workstream_output", "is_regional_review",
        "registration_opens_at", "registration_closes_at", "contact_email", "resources",
        "organizer_links", "part_of", "external_id", "external_source",
    )  # fmt: skip
    #: Facts that may rightly differ in one language.
    event_facts_unless_set: tuple[str, ...] = ("registration_url", "livestream_url", "image")
    #: What a translator writes; a site adds the names of its own text fields.
    event_text: tuple[str, ...] = ("title", *TEXT_FIELDS)

    package_template = "wagtail_migration_events/event_page.html"
    base_form_class = EventPageForm
    facts_sections = FACTS_SECTIONS
    content_panels = [TitleFieldPanel("title"), *text_panels()]

    class Meta(WhenFields.Meta):
        abstract = True

    @classproperty
    def edit_handler(cls) -> Any:  # noqa: N805
        return event_edit_handler(cls)

    @classproperty
    def api_fields(cls) -> list[Any]:  # noqa: N805
        """What Wagtail's page endpoints show; a site's class adds fields of its own behind it."""
        inherited = getattr(super(), "api_fields", ())
        ours = (
            *EventPageMixin.event_facts,
            *EventPageMixin.event_facts_unless_set,
            *EventPageMixin.event_text,
        )
        return [*inherited, *event_api_fields(cls, ours)]

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """Add summary and venue to what Wagtail's search knows of the page class."""
        fields = super().get_search_fields()  # type: ignore[misc]
        names = [field_name_of(cls, name) for name in ("summary", "venue")]
        return [*fields, *(index.SearchField(name) for name in names if name)]

    def clean(self) -> None:
        errors = self._event_errors()
        try:
            super().clean()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors and follows_source(self):
            # Nobody could mend a fact here, so it must not keep a translator from saving.
            names = {field_name_of(type(self), name) or name for name in self.event_facts}
            errors = {name: each for name, each in errors.items() if name not in names}
        if errors:
            raise ValidationError(errors)
        normalise_when(self)

    def _event_errors(self) -> dict[str, list[ValidationError]]:
        errors: dict[str, list[ValidationError]] = {}
        found = (
            when_errors(self),
            where_errors(self),
            registration_errors(self),
            material_errors(self),
            part_of_errors(self, EventPageMixin),
            self._text_errors(),
        )
        for part in found:
            for name, messages in part.items():
                errors.setdefault(field_name_of(type(self), name) or name, []).extend(messages)
        return errors

    def _text_errors(self) -> dict[str, list[ValidationError]]:
        errors: dict[str, list[ValidationError]] = {}
        for name in (*TEXT_FIELDS, "venue"):
            value = getattr(self, name, None)
            if isinstance(value, str):
                try:
                    check_text(value, paragraphs=name != "image_alt")
                except ValidationError as error:
                    errors[name] = [error]
        try:
            check_languages(self.languages)
        except ValidationError as error:
            errors["languages"] = [error]
        return errors

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Read once what many parts of the page ask for."""
        if self.pk:
            read_groups([self])
        return super().get_context(request, *args, **kwargs)

    def get_feed_lines(self, language: str) -> Sequence[str]:
        """Return what a site adds to what feeds and calendars say of the event, line by line.

        It is asked of every event of a feed, so it must not query the database.

        :param language: BCP 47 tag of the reader's language, in which the lines are.
        """
        return ()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page, and with it whatever follows from its facts, in one transaction.

        On a sibling the published facts of the source are put over what the caller has set. When
        the source is live, its facts are written to all siblings.
        """
        asked = kwargs.get("update_fields")
        with transaction.atomic(), written_together():
            if asked is not None:
                columns = columns_to_save(self, asked)
                if columns is None:
                    if not self.__dict__.get(_LOCKED):
                        group_of(self, lock=True)
                    with indexed_with_its_rows(self):
                        saved = super().save(*args, **kwargs)
                    if not BOOKKEEPING.issuperset(asked):
                        note_written(self)
                    return saved
                kwargs["update_fields"] = columns
            normalise_when(self)
            with facts_kept(self, asked), indexed_with_its_rows(self):
                saved = super().save(*args, **kwargs)
            note_written(self)
            return saved

    def write_shared_facts(self, columns: Collection[str]) -> None:
        """Write only these columns, which hold what the source of facts has published."""
        own = write_rows(self, columns)
        super().save(clean=False, update_fields=own)  # type: ignore[call-arg]
        note_written(self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            if kwargs.get("previous_revision") is not None:
                keep_todays_facts(self)
            prepare_revision(self)  # which locks the group until the end of the transaction
            self.__dict__[_LOCKED] = True
            try:
                return super().save_revision(*args, **kwargs)  # type: ignore[misc]
            finally:
                del self.__dict__[_LOCKED]

    def with_content_json(self, content: Any) -> Any:
        """Return the page as a revision has it; a sibling with the published facts over it."""
        page = super().with_content_json(content)  # type: ignore[misc]
        lay_facts_over(page, self, content)
        return page

    def update_aliases(self, *args: Any, **kwargs: Any) -> Any:
        """Wagtail publishes the aliases of a draft that is only given a date; not of an event."""
        if self.live:  # type: ignore[attr-defined]
            super().update_aliases(*args, **kwargs)  # type: ignore[misc]

    def copy_all_child_relations(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's copying calls this with the page that is copied and the one that is made."""
        hold_values_in_copy(self, target)
        return super().copy_all_child_relations(target, *args, **kwargs)  # type: ignore[misc]

    def get_translations(self, inclusive: bool = False) -> Any:
        """Return the pages of this group in other languages, as Wagtail does."""
        pages = super().get_translations(inclusive)  # type: ignore[misc]
        # Its editor leaves out what tells who may edit them, and then reads that for each.
        pages.only = partial(pages.only, "path", "content_type")
        return pages
