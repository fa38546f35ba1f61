"""What a Wagtail Site decides about the translation of its events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Locale

from wagtail_migration_events.groups.event_settings import site_of_path
from wagtail_migration_events.translation.locale_list import LocaleListField
from wagtail_migration_events.translation.wording.glossary import GlossaryError, parse_glossary
from wagtail_migration_events.vocabularies.site.terms import EventType


class Gate(models.TextChoices):
    """What must hold before a language of an event goes live."""

    READY = "ready", _("Whenever somebody who may publish says so")
    COMPLETE = "complete", _("Only when all of its text is translated")
    APPROVED = "approved", _("Only when its reviewers have approved it")
    TOGETHER = "together", _("All required languages together, when each of them is approved")


class TranslationSettings(ClusterableModel, BaseSiteSetting):
    """How a Site translates its events; without a row of it, the defaults hold."""

    gate = models.CharField(
        _("when a language goes live"),
        max_length=16,
        choices=Gate.choices,
        default=Gate.COMPLETE,
        help_text=_("Somebody who may publish can override this, with a reason that is logged."),
    )
    lead_days = models.PositiveSmallIntegerField(
        _("working days before the event"),
        default=10,
        help_text=_("Translations that are asked for are due so long before an event begins."),
    )
    glossary = models.TextField(
        _("glossary"),
        blank=True,
        help_text=_(
            "One term in each line, as CSV. The first line names the languages, for example: "
            "en,fr,es"
        ),
    )

    panels = [
        FieldPanel("gate"),
        FieldPanel("lead_days"),
        InlinePanel(
            "languages",
            heading=_("Languages"),
            label=_("Language"),
            help_text=_("A language that is not listed here is reviewed, and is not required."),
        ),
        InlinePanel(
            "rules",
            heading=_("Translations that are asked for by themselves"),
            label=_("Rule"),
            help_text=_("When an event of this type is published for the first time."),
        ),
        FieldPanel("glossary"),
    ]

    class Meta:
        verbose_name = _("translation of events")
        verbose_name_plural = _("translation of events")

    def clean(self) -> None:
        super().clean()
        try:
            parse_glossary(self.glossary)
        except GlossaryError as error:
            raise ValidationError({"glossary": str(error)}) from error

    def of_language(self, locale: Locale) -> LanguageSettings:
        """Return what is set for a language; the defaults, unsaved, where nothing is."""
        for row in self.languages.all():
            if row.locale_id == locale.pk:
                found: LanguageSettings = row
                return found
        return LanguageSettings(site_settings=self, locale=locale)

    def required_locales(self, event_type: str | None = None) -> list[str]:
        """Return the codes of the languages that the site has promised.

        :param event_type: code of the type of an event; what a rule asks for it is promised too.
        """
        promised = {row.locale_id for row in self.languages.all() if row.is_required}
        asked = {
            tag for rule in self.rules.all() if rule.applies(event_type) for tag in rule.locales
        }
        return [
            locale.language_code
            for locale in Locale.objects.all()
            if locale.pk in promised or locale.language_code in asked
        ]


class LanguageSettings(models.Model):
    """Who translates into a language of a Site, and who reviews it."""

    site_settings = ParentalKey(
        TranslationSettings, on_delete=models.CASCADE, related_name="languages"
    )
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    is_required = models.BooleanField(
        _("required"), default=False, help_text=_("The site has promised this language.")
    )
    needs_review = models.BooleanField(_("needs review"), default=True)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    translators = models.ForeignKey(
        Group,
        verbose_name=_("group of translators"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewers = models.ForeignKey(
        Group,
        verbose_name=_("group of reviewers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("locale"),
        MultiFieldPanel([FieldPanel("is_required"), FieldPanel("needs_review")]),
        FieldPanel("translator"),
        FieldPanel("translators"),
        FieldPanel("reviewers"),
    ]

    class Meta:
        verbose_name = _("language of a site")
        verbose_name_plural = _("languages of a site")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("site_settings", "locale"), name="one_language_settings_per_locale"
            )
        ]

    def __str__(self) -> str:
        return str(self.locale)


class RequestRule(models.Model):
    """Languages that are asked for by themselves when an event of a type is published."""

    site_settings = ParentalKey(TranslationSettings, on_delete=models.CASCADE, related_name="rules")
    event_type = models.ForeignKey(
        EventType,
        verbose_name=_("type of event"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Left empty: events of every type."),
    )
    locales = LocaleListField(_("languages"))

    panels = [FieldPanel("event_type"), FieldPanel("locales")]

    class Meta:
        verbose_name = _("rule for translations")
        verbose_name_plural = _("rules for translations")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.event_type or _("every type"))

    def applies(self, event_type: str | None) -> bool:
        """Whether the rule is for events of a type, given by its code."""
        return self.event_type is None or self.event_type.code == event_type


def translation_settings(page: Any) -> TranslationSettings:
    """Return the settings of the Site in which a page stands; the defaults outside of any."""
    return settings_of_pages([page])[page.pk]


def settings_of_pages(pages: Iterable[Any]) -> dict[int, TranslationSettings]:
    """Return the same for many pages, by primary key, in at most four queries.

    Wagtail's own ``for_site`` writes a row when there is none, and reading must change nothing.
    """
    sites = {page.pk: site_of_path(page.url_path) for page in pages}
    rows = TranslationSettings.objects.filter(site__in=set(sites.values()) - {None})
    found = {
        row.site_id: row for row in rows.prefetch_related("languages__locale", "rules__event_type")
    }
    return {pk: found.get(site) or TranslationSettings(site_id=site) for pk, site in sites.items()}
