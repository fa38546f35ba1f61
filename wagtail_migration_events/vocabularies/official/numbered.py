"""Official vocabularies whose terms people call by a number: GCM objectives, SDGs and targets."""

from __future__ import annotations

import re

from wagtail_migration_events.vocabularies.matching import spoken_value
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary


class ObjectivesVocabulary(OfficialVocabulary):
    """The objectives of the Global Compact: ``1`` to ``23``, and ``general``."""

    _number = re.compile(
        r"(?:gcm[\s.]*)?(?:objective|objectif|objetivo|цель|目标|الهدف)?[\s.]*"
        r"(?P<number>\d{1,3})(?:\s*[-–—:.](?!\s*\d).*)?",
        re.IGNORECASE,
    )

    def resolve(self, value: object) -> str | None:
        """Accept also ``Objective 13``, ``GCM Objective 2 - …``, ``16 – …`` and ``013``."""
        match = self._number.fullmatch(spoken_value(value))
        if match is None:
            return super().resolve(value)
        code = str(int(match["number"]))
        return code if code in self else None


class SdgsVocabulary(OfficialVocabulary):
    """The Sustainable Development Goals (``1`` to ``17``) and their targets (``10.7``, ``8.a``)."""

    _prefix = r"(?:sdgs?)?[\s.]*(?:goal|target|objectif|cible|objetivo|meta|цель|задача)?[\s.]*"
    _target = re.compile(
        _prefix + r"(?P<goal>\d{1,2})\.(?P<target>\d{1,2}|[a-d])(?!\w)\.?(?:[\s:–—-].*)?",
        re.IGNORECASE,
    )
    _goal = re.compile(
        _prefix + r"(?P<goal>\d{1,2})(?:\s*[-–—:.](?!\s*\d).*)?",
        re.IGNORECASE,
    )

    def resolve(self, value: object) -> str | None:
        """Accept also ``SDG 10``, ``SDG.10 - Reduced Inequalities`` and ``Target 10.7``."""
        text = spoken_value(value)
        if match := self._target.fullmatch(text):
            target = match["target"].lower()
            code = f"{int(match['goal'])}.{int(target) if target.isdigit() else target}"
        elif match := self._goal.fullmatch(text):
            code = str(int(match["goal"]))
        else:
            return super().resolve(text)
        return code if code in self else None
