"""What an event is about, for whom, and in which languages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.rows import RowsField
from wagtail_migration_events.vocabularies.fields import CodeField, CodeListField


class AboutFields(models.Model):
    event_type = CodeField("event_types", blank=True, verbose_name=_("type of event"))
    audiences = CodeListField("audiences", verbose_name=_("target audience"))
    languages = RowsField(
        "wagtail_migration_events.events.facts.spoken_languages.LanguageRowForm",
        verbose_name=_("languages of the event"),
    )
    gcm_objectives = CodeListField("gcm_objectives", verbose_name=_("GCM objectives"))
    guiding_principles = CodeListField("guiding_principles", verbose_name=_("guiding principles"))
    sdgs = CodeListField("sdgs", verbose_name=_("Sustainable Development Goals and targets"))
    scope_levels = CodeListField("scope_levels", verbose_name=_("level of scope"))
    areas = CodeListField("areas", verbose_name=_("geographic scope"))
    workstream = CodeField("workstreams", blank=True, verbose_name=_("workstream"))
    is_workstream_output = models.BooleanField(_("workstream output"), null=True, blank=True)
    is_regional_review = models.BooleanField(_("regional review process"), null=True, blank=True)

    class Meta:
        abstract = True
