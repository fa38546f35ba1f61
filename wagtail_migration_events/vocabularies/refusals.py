"""What an editor reads when a code is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.vocabularies.registry import get_vocabulary

# Whole sentences, so that each can be said well in every language.
_SENTENCES: dict[str, Any] = {
    "gcm_objectives": _("%(code)s is not a GCM objective. Choose from the list."),
    "guiding_principles": _("%(code)s is not a guiding principle. Choose from the list."),
    "sdgs": _("%(code)s is not a Sustainable Development Goal or target. Choose from the list."),
    "areas": _("%(code)s is not a geographic area. Choose from the list."),
    "scope_levels": _("%(code)s is not a level of scope. Choose from the list."),
    "event_types": _("%(code)s is not a type of event. Choose from the list."),
    "audiences": _("%(code)s is not an audience. Choose from the list."),
    "workstreams": _("%(code)s is not a workstream. Choose from the list."),
}
_SENTENCES_OF_ONE_KIND: dict[tuple[str, str], Any] = {
    ("areas", "country"): _("%(code)s is not a country. Choose from the list."),
    ("sdgs", "goal"): _("%(code)s is not a Sustainable Development Goal. Choose from the list."),
}
_ANY_OTHER = _("%(code)s is not in the list “%(vocabulary)s”. Choose from the list.")
_LONGEST_SHOWN = 40


def refusal(vocabulary: str, code: str, kinds: Iterable[str] = ()) -> ValidationError:
    """Return the error that names ``code`` as unknown in the vocabulary of that name."""
    kinds = tuple(kinds)
    sentence = _SENTENCES.get(vocabulary, _ANY_OTHER)
    if len(kinds) == 1:
        sentence = _SENTENCES_OF_ONE_KIND.get((vocabulary, kinds[0]), sentence)
    return ValidationError(
        sentence,
        code="unknown_code",
        params={
            "code": Truncator(code).chars(_LONGEST_SHOWN),
            "vocabulary": get_vocabulary(vocabulary).label,
        },
    )
