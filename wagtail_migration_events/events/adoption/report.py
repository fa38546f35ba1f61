"""What a plan says, in lines for a person and as data for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from wagtail_migration_events.events.adoption.plan import GroupPlan, PagePlan, said_pages
from wagtail_migration_events.events.display.fact_words import fact_in_words, fact_label
from wagtail_migration_events.events.fact_columns import read_facts
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import one_line

LONGEST_TITLE = 80


def page_in_words(page: Any) -> str:
    """Return which page is meant: its language, number and what is special about it."""
    name = language_name(page.locale.language_code)
    words = {"language": name, "id": page.pk}
    if page.alias_of_id:
        return _("%(language)s (page %(id)s, alias)") % words
    if not page.live:
        return _("%(language)s (page %(id)s, not published)") % words
    return _("%(language)s (page %(id)s)") % words


def plan_lines(plan: GroupPlan) -> Iterator[str]:
    """Yield what a plan says to a person; nothing for a group whose pages agree."""
    if not plan.says_something:
        return
    words = {"title": one_line(plan.source.title, LONGEST_TITLE), "key": plan.group.key}
    yield _("“%(title)s”, %(key)s") % words
    yield "  " + _("source of facts: %(page)s") % {"page": page_in_words(plan.source)}
    yield from ("  " + note for note in notes(plan))
    for name in plan.overwritten_names():
        label = fact_label(type(plan.source), name)
        yield f"  {label}: {_shown(plan.source, name)}"
        for each in plan.pages:
            yield from ("    " + line for line in _losses(each, plan.source, name))
    for each in said_pages(plan):
        yield from ("  " + line for line in _own_values(each, plan.source))


def notes(plan: GroupPlan) -> list[str]:
    """Return what is to be known of the choice of the source."""
    found = []
    if plan.passed_over is not None:
        message = _("note: %(page)s would be the source, but may hold a draft.")
        found.append(message % {"page": page_in_words(plan.passed_over)})
    if not plan.source.live and plan.pages:
        found.append(
            _(
                "note: no page is published, so nothing is overwritten; "
                "the facts of the source go to the others when it is published."
            )
        )
    return found


def plan_data(plan: GroupPlan) -> dict[str, Any]:
    """Return what a plan says as data, with the values as they are stored and in words."""
    return {
        "key": str(plan.group.key),
        "title": plan.source.title,
        "source": _page_data(plan.source),
        "notes": notes(plan),
        "facts": [
            {
                "name": name,
                "label": fact_label(type(plan.source), name),
                **_value(plan.source, name),
                "overwritten": list(_overwritten(plan, name)),
            }
            for name in plan.overwritten_names()
        ],
        "kept": [
            {"name": name, **_page_data(each.page), **_value(each.page, name)}
            for each in plan.pages
            for name in each.kept
        ],
        "emptied": [
            {"name": name, **_page_data(each.page)} for each in plan.pages for name in each.emptied
        ],
    }


def _overwritten(plan: GroupPlan, name: str) -> Iterator[dict[str, Any]]:
    for each in plan.pages:
        if name in each.facts:
            yield {**_page_data(each.page), "draft": False, **_value(each.page, name)}
        if name in each.draft_facts:
            yield {**_page_data(each.page), "draft": True, **_value(each.draft, name)}


def _page_data(page: Any) -> dict[str, Any]:
    return {"id": page.pk, "language": page.locale.language_code, "live": page.live}


def _value(page: Any, name: str) -> dict[str, Any]:
    return {"value": read_facts(page, [name]).get(name), "words": fact_in_words(page, name)}


def _losses(each: PagePlan, source: Any, name: str) -> Iterator[str]:
    words = {"page": page_in_words(each.page)}
    if name in each.facts:
        words["value"] = _told_apart(each.page, source, name)
        yield _("instead of %(value)s in %(page)s") % words
    if name in each.draft_facts:
        words["value"] = _told_apart(each.draft, source, name)
        yield _("instead of %(value)s in the draft of %(page)s") % words


def _own_values(each: PagePlan, source: Any) -> Iterator[str]:
    for name in each.kept:
        words = {
            "fact": fact_label(type(each.page), name),
            "page": page_in_words(each.page),
            "value": _shown(each.page, name),
        }
        yield _("%(fact)s: %(page)s keeps its own: %(value)s") % words
    for name in each.emptied:
        words = {"fact": fact_label(type(each.page), name), "page": page_in_words(each.page)}
        yield _("%(fact)s: %(page)s has the same and follows the source from now on") % words


def _shown(page: Any, name: str) -> str:
    return fact_in_words(page, name) or _("nothing")


def _told_apart(page: Any, source: Any, name: str) -> str:
    """Return a value in words; as it is stored where the source's reads the same in words."""
    shown = _shown(page, name)
    if shown != _shown(source, name):
        return shown
    return one_line(json.dumps(read_facts(page, [name])[name], cls=DjangoJSONEncoder), 300)
