"""The site's own vocabularies in a whole copy: a line for each term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail_migration_events.interchange.whole_copy.form import Line
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

VOCABULARIES: dict[str, Any] = {
    model.vocabulary_name: model for model in (EventType, Audience, Workstream)
}


def term_lines() -> Iterator[Line]:
    """Yield a line for each term of the site's own vocabularies, in their order."""
    for name, model in VOCABULARIES.items():
        for term in model.objects.order_by("sort_order", "code"):
            line = {"term": term.code, "vocabulary": name, "labels": term.labels}
            # Drafts hold the codes of terms that were merged with it.
            yield line | ({"former": term.former_names} if term.former_names else {})


def take_term(line: Line) -> bool | None:
    """Have the term of a line on the site; return whether it is new, None if it is as it was.

    :raises KeyError: if there is no such vocabulary.
    :raises ValidationError: if the term is none.
    """
    model = VOCABULARIES[line["vocabulary"]]
    term = model.objects.filter(code=line["term"]).first()
    former = line.get("former", [])
    if term is not None and term.labels == line["labels"] and set(former) <= {*term.former_names}:
        return None
    is_new = term is None
    term = term or model(code=line["term"])
    term.labels = line["labels"]
    term.former_names = list(dict.fromkeys([*term.former_names, *former]))
    term.full_clean()
    term.save()
    return is_new
