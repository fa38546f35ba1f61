"""Where: the world, the M49 regions and countries of the United Nations, its Regional Commissions.

The areas are a graph. Kenya is in Eastern Africa, that in Sub-Saharan Africa, that in Africa, that
in the world; Kenya also is in the Economic Commission for Africa. A State may sit in up to three
commissions. An associate member counts as being in its commission too (an event in Aruba is an
event of the ECLAC region), but ``Term.associate_of`` tells it from a member.
"""

from __future__ import annotations

from wagtail_migration_events.vocabularies.loading import read_data
from wagtail_migration_events.vocabularies.matching import spoken_value
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary, cached
from wagtail_migration_events.vocabularies.terms import Term

WORLD = "001"
KINDS = ("world", "region", "subregion", "intermediate_region", "commission", "country")


class AreasVocabulary(OfficialVocabulary):
    """Areas by M49 code (``404``), commissions by acronym (``ECA``), Kosovo as ``XKX``."""

    def resolve(self, value: object) -> str | None:
        """Accept M49 with or without leading zeros, ISO 3166 codes, names in any language.

        The name of an M49 region wins over the Network's name for a commission: ``Africa`` is
        ``002``, ``Arab region`` is ``ESCWA``.
        """
        text = spoken_value(value)
        if text.isdecimal() and len(text) <= 3:
            code = f"{int(text):03}"
            return code if code in self else None
        return _iso_codes(self).get(text.upper()) or super().resolve(text)

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        """Return the areas of one of :data:`KINDS`, in order."""
        return tuple(term for term in self if term.kind == kind)

    def members(self, commission: str) -> tuple[Term, ...]:
        """Return the Member States of a Regional Commission."""
        return tuple(t for t in self.narrower(commission) if commission not in t.associate_of)

    def associates(self, commission: str) -> tuple[Term, ...]:
        """Return the associate members of a Regional Commission."""
        return tuple(t for t in self.narrower(commission) if commission in t.associate_of)

    def commissions_of(self, code: str) -> tuple[Term, ...]:
        """Return the Regional Commissions a country is in, as a member or an associate."""
        broader = (self.term(parent) for parent in self.term(code).broader)
        return tuple(term for term in broader if term.kind == "commission")

    def members_verified(self, commission: str) -> bool:
        """Tell whether the list of members was compared with a published one."""
        rows = read_data(self.name)["terms"]
        return any(row["code"] == commission and row.get("members_verified") for row in rows)


@cached
def _iso_codes(areas: AreasVocabulary) -> dict[str, str]:
    codes = {term.iso3: term.code for term in areas if term.iso3}
    return codes | {term.iso2: term.code for term in areas if term.iso2}
