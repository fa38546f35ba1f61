"""System checks: what a site still has to do, each with the lines to paste."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from modelcluster.fields import ParentalManyToManyField

from wagtail_migration_events.conf import DEFAULTS, PREFIX, setting
from wagtail_migration_events.events.adoption.undeclared import lines_to_paste, undeclared
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.page_form import EventPageForm
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL, page_models_with
from wagtail_migration_events.notices.targets import problems
from wagtail_migration_events.vocabularies.official.vocabulary import load_errors, unverified

LABEL = "wagtail_migration_events"


@checks.register("wagtail_migration_events")
def check_event_classes(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Say what each class of event lacks: rows, form, rule of the database, declared fields."""
    found: list[checks.CheckMessage] = []
    for model in page_models_with(EventPageMixin):
        found += [*_organizer_links(model), *_form(model), *_constraint(model), *_fields(model)]
        found += [*_facts_without_versions(model), *_rows_unless_set(model)]
    return found


def _organizer_links(model: Any) -> list[checks.CheckMessage]:
    if hasattr(model, "organizer_links"):
        return []
    name = model.__name__
    return [
        checks.Warning(
            f"{name} has no rows for its organizers.",
            hint=(
                "Add to the same module:\n\n"
                f"class {name}OrganizerLink(AbstractOrganizerLink):\n"
                f'    page = ParentalKey({name}, related_name="organizer_links", '
                "on_delete=models.CASCADE)\n\n"
                "with\nfrom modelcluster.fields import ParentalKey\n"
                "from wagtail_migration_events.organizers.links import AbstractOrganizerLink"
            ),
            obj=model,
            id=f"{LABEL}.W001",
        )
    ]


def _form(model: Any) -> list[checks.CheckMessage]:
    if issubclass(model.base_form_class, EventPageForm):
        return []
    return [
        checks.Error(
            f"The form of {model.__name__} cannot read the dates of an event.",
            hint=(
                f"Derive {model.base_form_class.__name__} from "
                "wagtail_migration_events.events.editor.page_form.EventPageForm."
            ),
            obj=model,
            id=f"{LABEL}.E001",
        )
    ]


def _constraint(model: Any) -> list[checks.CheckMessage]:
    columns = [field_name_of(model, "starts_at"), field_name_of(model, "ends_at")]
    start, end = columns
    there = [name for name in columns if name]
    owner = model._meta.get_field(there[0]).model if there else model
    rules = [each for each in owner._meta.constraints if each.name.endswith("_times")]
    named = {name for rule in rules for name in rule.condition.referenced_base_fields}
    wanted = {start, end} if None not in columns else set()
    # A class without a Meta of its own has that of the mixin, whatever its columns are.
    if wanted <= named <= {field.name for field in owner._meta.get_fields()}:
        return []
    if not wanted:
        lines = "class Meta:\n    constraints = []"
    elif wanted == {"starts_at", "ends_at"}:
        lines = "class Meta(EventPageMixin.Meta): ..."
    else:
        lines = (
            f'class Meta:\n    constraints = [ends_not_before_start("{start}", "{end}")]\n\n'
            "with\nfrom wagtail_migration_events.events.facts.when import ends_not_before_start"
        )
    return [
        checks.Warning(
            f"The database does not refuse an end before the start of a {owner.__name__}.",
            hint=f"Write in {owner.__name__}:\n\n{lines}",
            obj=owner,
            id=f"{LABEL}.W002",
        )
    ]


def _fields(model: Any) -> list[checks.CheckMessage]:
    """Every field or child rows that a site added must be fact, shared unless set, or text."""
    if not (missing := undeclared(model)):
        return []
    return [
        checks.Warning(
            f"{model.__name__} does not say of {', '.join(missing)} whether it is a fact of the "
            "event or text.",
            hint=lines_to_paste(model, missing),
            obj=model,
            id=f"{LABEL}.W003",
        )
    ]


def _facts_without_versions(model: Any) -> list[checks.CheckMessage]:
    """Refuse a relation that Wagtail keeps in no revision: what is set there is public at once."""
    names = (*model.event_facts, *model.event_facts_unless_set)
    fields = (fact_field(model, name) for name in names)
    return [
        checks.Error(
            f"{model.__name__}.{field.name} is a ManyToManyField, so its drafts would be public "
            "and it cannot follow the source of facts.",
            hint="Use modelcluster.fields.ParentalManyToManyField. The table stays as it is.",
            obj=model,
            id=f"{LABEL}.E005",
        )
        for field in fields
        if field is not None
        and field.many_to_many
        and not isinstance(field, ParentalManyToManyField)
    ]


def _rows_unless_set(model: Any) -> list[checks.CheckMessage]:
    """Refuse what is no column where a language has its own value or else the source's."""
    fields = {name: fact_field(model, name) for name in model.event_facts_unless_set}
    return [
        checks.Error(
            f"{model.__name__}.{name} is no column, so it cannot be in event_facts_unless_set.",
            hint="Name it in event_facts if it is the same in every language, else in event_text.",
            obj=model,
            id=f"{LABEL}.E007",
        )
        for name, field in fields.items()
        if field is not None and (field.one_to_many or field.many_to_many)
    ]


@checks.register("wagtail_migration_events")
def check_settings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn of settings with the package's prefix that do not exist."""
    written = {name for name in dir(settings) if name.startswith(PREFIX)}
    unknown = sorted(written - {PREFIX + name for name in DEFAULTS})
    return [
        checks.Warning(
            f"{name} is not a setting of wagtail-migration-events.",
            hint="It has no effect. Known names: " + ", ".join(PREFIX + each for each in DEFAULTS),
            id=f"{LABEL}.W004",
        )
        for name in unknown
    ]


@checks.register("wagtail_migration_events")
def check_webhooks(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse targets of webhooks that cannot be told anything."""
    return [
        checks.Error(
            f"Entry {place} of {PREFIX}WEBHOOKS: {words}.",
            hint="Until it is corrected, this target is told nothing.",
            id=f"{LABEL}.E006",
        )
        for place, words in problems()
    ]


@checks.register("wagtail_migration_events")
def check_vocabulary_corrections(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse corrections of official titles that cannot be used."""
    return [
        checks.Error(
            str(message),
            hint=f"Correct the file named in {PREFIX}VOCABULARY_CORRECTIONS; until then the "
            "official data is used without it.",
            id=f"{LABEL}.E002",
        )
        for message in load_errors()
    ]


@checks.register("wagtail_migration_events", deploy=True)
def check_unverified_wordings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """List in one message, by language, how many official wordings nobody has confirmed."""
    lines = []
    for tag, _name in getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES):
        counts = Counter(
            term.vocabulary
            for term, _title in unverified(tag)
            if term.vocabulary not in setting("HIDDEN_FIELDS")
        )
        if counts:
            listed = ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
            lines.append(f"{tag} ({listed})")
    if not lines:
        return []
    return [
        checks.Info(
            f"Official wordings that nobody has confirmed: {'; '.join(lines)}.",
            hint="They are shown without being called official; for an unconfirmed footnote the "
            "English wording stands in. Confirm them in the admin, under Official vocabularies, "
            f"or in {PREFIX}VOCABULARY_CORRECTIONS, or put "
            f"{LABEL}.I001 into SILENCED_SYSTEM_CHECKS.",
            id=f"{LABEL}.I001",
        )
    ]


@checks.register("wagtail_migration_events")
def check_localize(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Say what wagtail-localize needs beside it, and what it does not go with."""
    if not apps.is_installed("wagtail_localize"):
        return []
    found: list[checks.CheckMessage] = []
    if not apps.is_installed("wagtail_migration_events.translation"):
        found.append(
            checks.Error(
                "wagtail-localize is installed without wagtail_migration_events.translation, so "
                "it would offer codes, venues and addresses to translators as text.",
                hint='Add "wagtail_migration_events.translation" to INSTALLED_APPS.',
                id=f"{LABEL}.E003",
            )
        )
    if BASE_PAGE_MODEL != "wagtailcore.Page":
        found.append(
            checks.Error(
                "wagtail-localize does not support a base page of one's own.",
                hint="Take WAGTAIL_PAGE_MODEL or wagtail_localize out of the settings.",
                id=f"{LABEL}.E004",
            )
        )
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        found.append(
            checks.Warning(
                "A page goes live as soon as it is submitted for translation, before anybody has "
                "translated it.",
                hint="Write WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False.",
                id=f"{LABEL}.W005",
            )
        )
    return found
