"""``OrganizerPageMixin``: put it on any Wagtail page class and that class is an organizer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import classproperty
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.organizers.fields import OrganizerKeyField
from wagtail_migration_events.organizers.links import ORGANIZER_MIXIN
from wagtail_migration_events.organizers.page_api import organizer_api_fields
from wagtail_migration_events.organizers.resemblance_panel import ResemblancePanel
from wagtail_migration_events.text_checks import WebAddressField, check_text
from wagtail_migration_events.vocabularies.fields import CodeField


class OrganizerKind(models.TextChoices):
    UN_ENTITY = "un_entity", _("United Nations entity")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    STATE = "state", _("State")
    LOCAL_GOVERNMENT = "local_government", _("Local or regional government")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    ACADEMIA = "academia", _("Academia")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    OTHER = "other", _("Other")


class OrganizerPageMixin(PublicPageMixin):
    """What an organizer is. The page's title is its full name, commas and all."""

    code = models.CharField(
        _("code"),
        max_length=64,
        blank=True,
        db_index=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*\Z", _("Use a-z, 0-9 and hyphens."))],
        help_text=_("Names the organizer in links and exports. Typed once, never changed."),
    )
    acronym = models.CharField(
        _("acronym"), max_length=64, blank=True, help_text=_("In the language of this page.")
    )
    kind = models.CharField(_("kind"), max_length=24, choices=OrganizerKind.choices, blank=True)
    parent_organization = OrganizerKeyField(
        ORGANIZER_MIXIN, verbose_name=_("parent organization"), null=True, blank=True
    )
    country = CodeField("areas", kinds=("country",), blank=True, verbose_name=_("country or area"))
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = WebAddressField(_("website"), blank=True)

    organizer_facts: tuple[str, ...] = (
        "code", "kind", "parent_organization", "country", "logo", "website",
    )  # fmt: skip
    organizer_text: tuple[str, ...] = ("title", "acronym")

    #: A copy is another organizer, so it gets a code of its own; a translation gets the group's.
    exclude_fields_in_copy = ["code"]

    package_template = "wagtail_migration_events/organizer_page.html"
    content_panels = [
        TitleFieldPanel("title"),
        "acronym",
        ResemblancePanel(),
        MultiFieldPanel(
            ["code", "kind", "parent_organization", "country", "website", "logo"],
            heading=_("Facts"),
        ),
    ]

    if TYPE_CHECKING:  # what the page class brings
        title: str
        translation_key: UUID
        objects: Any

    class Meta:
        abstract = True

    @classproperty
    def api_fields(cls) -> list[Any]:  # noqa: N805
        """What Wagtail's page endpoints show; a site's class adds fields of its own behind it."""
        inherited = getattr(super(), "api_fields", ())
        ours = (*OrganizerPageMixin.organizer_facts, *OrganizerPageMixin.organizer_text)
        return [*inherited, *organizer_api_fields(ours, OrganizerKind)]

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """Let Wagtail's search and choosers find an organizer by its acronym."""
        fields = super().get_search_fields()  # type: ignore[misc]
        return [*fields, index.SearchField("acronym"), index.AutocompleteField("acronym")]

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        for check in (super().clean, self._check_acronym):
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        self.code = self.code or self._suggested_code()
        if refusal := self._code_refusal():
            errors["code"] = refusal
        if self.parent_organization == self.translation_key:
            errors["parent_organization"] = _("An organizer cannot be part of itself.")
        if errors:
            raise ValidationError(errors)

    def _check_acronym(self) -> None:
        try:
            check_text(self.acronym)
        except ValidationError as error:
            raise ValidationError({"acronym": error}) from error

    def _code_refusal(self) -> ValidationError | None:
        """Say why the code cannot be taken: links, filters and exports hold it once it is public,
        and it names the organizer in all its languages."""
        if self.alias_of_id:  # type: ignore[attr-defined]
            return None
        if self._code_is_taken(self.code):
            return ValidationError(
                _("Another organizer has this code already. Choose another one.")
            )
        shared = self._code_of_group()
        if shared and shared != self.code:
            return ValidationError(
                _("Its other languages have the code “%(code)s”. Use it here too."),
                params={"code": shared},
            )
        published = self._published_code()
        if published and published != self.code:
            return ValidationError(
                _("The code “%(code)s” has been published, so it cannot be changed any more."),
                params={"code": published},
            )
        return None

    def _suggested_code(self) -> str:
        """Return the code of the group if it has one, else one made from acronym or name."""
        if known := self._code_of_group() or self._published_code():
            return known
        plain = (slugify(self.acronym or "") or slugify(self.title or "")).replace("_", "-")
        stem = plain[:56].strip("-") or str(self.translation_key)[:8]
        code, number = stem, 2
        while self._code_is_taken(code):
            code, number = f"{stem}-{number}", number + 1
        return code

    def _code_of_group(self) -> str:
        """Return the code that other pages of the group have; "" if there is none."""
        for model in page_models_with(OrganizerPageMixin):
            pages = model.objects.filter(translation_key=self.translation_key, alias_of=None)
            codes = pages.exclude(pk=self.pk).exclude(code="").order_by("pk")
            if code := codes.values_list("code", flat=True).first():
                return str(code)
        return ""

    def _published_code(self) -> str:
        """Return the code of this page as it is stored, if the page has ever been public."""
        manager: Any = type(self)._base_manager
        rows = manager.filter(pk=self.pk, first_published_at__isnull=False)
        return str(rows.values_list("code", flat=True).first() or "")

    def _code_is_taken(self, code: str) -> bool:
        others = [
            model.objects.filter(code=code, alias_of=None).exclude(
                translation_key=self.translation_key
            )
            for model in page_models_with(OrganizerPageMixin)
        ]
        return any(pages.exists() for pages in others)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self.code and not kwargs.get("update_fields"):
            self.code = self._suggested_code()
        return super().save(*args, **kwargs)
