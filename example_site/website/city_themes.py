"""What meetings of cities are about: a vocabulary that changes with the code of this site."""

import json
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.occurrences.facets import VocabularyFacet, register_facet
from wagtail_migration_events.vocabularies.registry import register_vocabulary
from wagtail_migration_events.vocabularies.terms import Term, Title, Vocabulary

THEMES = Path(__file__).resolve().parents[1] / "content" / "city_themes.json"


class CityThemes(Vocabulary):
    name = "city_themes"
    label = _("City themes")
    titles = json.loads(THEMES.read_text(encoding="utf-8"))

    def terms(self) -> Mapping[str, Term]:
        return {
            code: Term(self.name, code, {tag: Title(text) for tag, text in titles.items()})
            for code, titles in self.titles.items()
        }


register_vocabulary(CityThemes())
register_facet(VocabularyFacet("theme", _("City themes"), field="city_themes"))
