"""The vocabularies by name: the official ones, and those a site keeps in its database."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.vocabularies.official.areas import AreasVocabulary
from wagtail_migration_events.vocabularies.official.numbered import (
    ObjectivesVocabulary,
    SdgsVocabulary,
)
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary
from wagtail_migration_events.vocabularies.terms import Vocabulary

OFFICIAL: tuple[OfficialVocabulary, ...] = (
    ObjectivesVocabulary("gcm_objectives", _("GCM objectives")),
    OfficialVocabulary("guiding_principles", _("Guiding principles")),
    SdgsVocabulary("sdgs", _("Sustainable Development Goals")),
    AreasVocabulary("areas", _("Geographic areas")),
    OfficialVocabulary("scope_levels", _("Levels of scope")),
)

_registered: dict[str, Vocabulary] = {vocabulary.name: vocabulary for vocabulary in OFFICIAL}


def get_vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary of that name, which is the name of the event field it fills.

    Raises ``KeyError`` with the list of names for an unknown one.
    """
    try:
        return _registered[name]
    except KeyError:
        names = ", ".join(_registered)
        raise KeyError(f"There is no vocabulary {name!r}; there are: {names}.") from None


def all_vocabularies() -> tuple[Vocabulary, ...]:
    """Return every vocabulary, the official ones first."""
    return tuple(_registered.values())


def register_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """Make a vocabulary known under its name, once per process; return it.

    Raises ``ValueError`` if the name is taken by a vocabulary of another class.
    """
    known = _registered.get(vocabulary.name)
    if known is not None and type(known) is not type(vocabulary):
        raise ValueError(f"A vocabulary named {vocabulary.name!r} is already registered.")
    _registered[vocabulary.name] = vocabulary
    return vocabulary
