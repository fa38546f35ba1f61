"""What the history of a page says about facts that came from its source."""

from __future__ import annotations

from typing import Any

from django.db.models import DateTimeField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter

from wagtail_migration_events.events.display.fact_words import fact_label, stored_lines
from wagtail_migration_events.events.display.wording import both_in_one_line
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.facts.when import ALWAYS_WITH_HOUR, parse_moment
from wagtail_migration_events.events.sharing.change_of_source import SOURCE_ACTION
from wagtail_migration_events.events.sharing.propagation import CLOCK, FACTS_ACTION
from wagtail_migration_events.events.sharing.publishing import CHANGED_ACTION
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.timezone_names import city_of_zone
from wagtail_migration_events.events.times.wording import format_occurrence


def register_fact_actions(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(FACTS_ACTION)
    class FactsFormatter(LogFormatter):
        label = gettext_lazy("Facts from the source")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            return _("Facts from %(language)s: %(facts)s") % {
                "language": _language(data, "source"),
                "facts": "; ".join(_changes(_class_of(log_entry), data)),
            }

    @actions.register_action(CHANGED_ACTION)
    class ChangedFormatter(LogFormatter):
        label = gettext_lazy("Facts changed")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            return _("Facts: %(facts)s") % {
                "facts": "; ".join(_changes(_class_of(log_entry), data))
            }

    @actions.register_action(SOURCE_ACTION)
    class SourceFormatter(LogFormatter):
        label = gettext_lazy("Source of facts")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            new, old = _language(data, "source"), _language(data, "before")
            if not old:
                return _("Source of facts: %(new)s page") % {"new": new}
            return _("Source of facts: %(new)s page instead of %(old)s") % {"new": new, "old": old}


def _changes(model: Any, data: dict[str, Any]) -> list[str]:
    """Say of each fact what it was before, and what it became, where the entry has kept that."""
    old, new = data.get("overwritten") or {}, data.get("written") or {}
    if model is None or not hasattr(model, "event_facts"):
        return [fact_label(model, name) for name in old]
    before, after = _page_with(model, {**new, **old}), _page_with(model, new)
    said = []
    for name in old:
        words = {"fact": fact_label(model, name)}
        words["old"], words["new"] = both_in_one_line(
            stored_lines(before, name, old[name]), stored_lines(after, name, new.get(name))
        )
        if name not in new:
            said.append(_("%(fact)s (before: %(old)s)") % words)
            continue
        zone = _same_zone(before, after, name, old[name], new[name])
        if zone:
            # The zone is said once, at the end.
            words |= {"zone": zone, **_hours(before, after, name, old[name], new[name])}
            said.append(_("%(fact)s: %(old)s → %(new)s, %(zone)s") % words)
        else:
            said.append(_("%(fact)s: %(old)s → %(new)s") % words)
    return said


def _same_zone(before: Any, after: Any, name: str, old: Any, new: Any) -> str:
    """Return "Geneva time" where both are moments on the same clock, else ""."""
    field = fact_field(type(after), name)
    if not isinstance(field, DateTimeField) or not (old and new):
        return ""
    if before.timezone != after.timezone or not (
        _has_hour(before, name) and _has_hour(after, name)
    ):
        return ""
    city = city_of_zone(after.timezone, get_language() or "en")
    return city if city == "UTC" else _("%(city)s time") % {"city": city}


def _has_hour(page: Any, name: str) -> bool:
    is_known = (page.date_precision or DatePrecision.TIME) == DatePrecision.TIME
    return is_known or name in ALWAYS_WITH_HOUR


def _hours(before: Any, after: Any, name: str, old: Any, new: Any) -> dict[str, str]:
    field = fact_field(type(after), name)
    told = {}
    for key, page, value in (("old", before, old), ("new", after, new)):
        moment = parse_moment(field.to_python(value))
        occurrence = Occurrence("", moment, None, page.timezone or "", DatePrecision.TIME, "")
        when = format_occurrence(occurrence, get_language() or "en")
        told[key] = when.text.removesuffix(when.zone).strip()
    return told


def _page_with(model: Any, facts: dict[str, Any]) -> Any:
    """Return a page that shows moments on the clock of these facts."""
    page = model()
    for name in CLOCK:
        field = fact_field(model, name)
        if field is not None and name in facts:
            setattr(page, field.attname, facts[name])
    return page


def _language(data: dict[str, Any], name: str) -> str:
    language = (data.get(name) or {}).get("language") or ""
    return language_name(language, get_language()) if language else ""


def _class_of(log_entry: Any) -> Any:
    content_type = log_entry.content_type
    return content_type.model_class() if content_type is not None else None
