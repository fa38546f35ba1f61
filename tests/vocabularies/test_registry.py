from __future__ import annotations

from collections.abc import Mapping

import pytest

from wagtail_migration_events.vocabularies import registry
from wagtail_migration_events.vocabularies.registry import (
    OFFICIAL,
    all_vocabularies,
    get_vocabulary,
    register_vocabulary,
)
from wagtail_migration_events.vocabularies.terms import Term, Vocabulary


class Colours(Vocabulary):
    name = "colours"
    label = "Colours"

    def terms(self) -> Mapping[str, Term]:
        return {}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", dict(registry._registered))


def test_the_official_vocabularies_come_first() -> None:
    names = [vocabulary.name for vocabulary in all_vocabularies()]
    assert names[:5] == ["gcm_objectives", "guiding_principles", "sdgs", "areas", "scope_levels"]
    assert tuple(OFFICIAL) == all_vocabularies()[:5]
    assert all(str(vocabulary.label) for vocabulary in OFFICIAL)


def test_an_unknown_name_is_answered_with_the_list_of_names() -> None:
    with pytest.raises(KeyError, match="gcm_objectives, guiding_principles"):
        get_vocabulary("themes")


@pytest.mark.usefixtures("known")
def test_a_site_can_register_a_vocabulary() -> None:
    colours = register_vocabulary(Colours())
    assert get_vocabulary("colours") is colours
    assert register_vocabulary(Colours()) is get_vocabulary("colours")


@pytest.mark.usefixtures("known")
def test_a_name_cannot_be_taken_from_another_class() -> None:
    intruder = Colours()
    intruder.name = "areas"
    with pytest.raises(ValueError, match="already registered"):
        register_vocabulary(intruder)
