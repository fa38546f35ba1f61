"""Which fields of an event, and which sizes of its image, are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from wagtail_migration_events.api.event.field import event_fields, usual_fields, with_identity
from wagtail_migration_events.api.problems import invalid_parameters
from wagtail_migration_events.conf import setting
from wagtail_migration_events.occurrences.parsing import Problem
from wagtail_migration_events.text_checks import one_line


def names_in(parameter: str, values: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the names in a parameter that is repeated or holds commas; ``*`` stands for all.

    :raises ninja.errors.ValidationError: for a name that is not known.
    """
    asked = [name.strip() for value in values for name in value.split(",")]
    names = list(dict.fromkeys(name for name in asked if name))
    unknown = [one_line(name, 40) for name in names if name != "*" and name not in known]
    if unknown:
        message = _("There is no %(wrong)s. There are: %(names)s.") % {
            "wrong": ", ".join(unknown[:5]),
            "names": ", ".join(known) or "-",
        }
        raise invalid_parameters([Problem(parameter, message)])
    return list(known) if "*" in names else names


def asked_fields(values: Iterable[str], *, of_list: bool) -> list[str]:
    """Return the names of the fields of each event in an answer."""
    names = names_in("fields", values, event_fields(of_list=of_list))
    return with_identity(names or usual_fields(of_list=of_list))


def asked_renditions(values: Iterable[str]) -> list[str]:
    return names_in("renditions", values, setting("IMAGE_RENDITIONS"))
