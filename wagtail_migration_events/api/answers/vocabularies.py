"""The vocabularies: what the codes of events mean, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_migration_events.api.asking.addresses import api_address
from wagtail_migration_events.api.asking.endpoint import LanguageQuery, read, reading
from wagtail_migration_events.api.asking.language import Term, Text, term, text
from wagtail_migration_events.api.asking.path_parameters import TermCode, VocabularyName
from wagtail_migration_events.events.display.footnotes import mark_of
from wagtail_migration_events.occurrences.facets import VocabularyFacet, all_facets
from wagtail_migration_events.vocabularies import terms
from wagtail_migration_events.vocabularies.languages import direction
from wagtail_migration_events.vocabularies.official.footnotes import get_footnote
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary
from wagtail_migration_events.vocabularies.registry import all_vocabularies

router = Router(tags=["vocabularies"])

TITLE = {
    "language": "fr",
    "direction": "ltr",
    "text": "Solutions de rechange à la détention",
    "verified": True,
    "source": "A/RES/73/195",
}
FOOTNOTE = {
    "text": "References to Kosovo shall be understood to be…",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
}

KENYA = {
    "code": "404",
    "label": "Kenya",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
    "verified": True,
    "title": {**FOOTNOTE, "text": "Kenya"},
    "titles": [{**TITLE, "text": "Kenya", "source": "UN M49"}],
    "short_names": [],
    "broader": ["014"],
    "narrower": [],
    "associate_of": [],
    "kind": "country",
    "iso2": "KE",
    "iso3": "KEN",
    "footnote": None,
    "href": "https://example.org/api/events/vocabularies/areas/404/?locale=en",
}
AREAS = {
    "name": "areas",
    "label": "Geographic areas",
    "is_official": True,
    "parameters": ["area"],
    "count": 287,
    "href": "https://example.org/api/events/vocabularies/areas/?locale=en",
}


class Wording(BaseModel):
    """What a term is called in one language."""

    language: str = Field(description="BCP 47 tag.", examples=["fr"])
    direction: str = Field(description="`ltr` or `rtl`.", examples=["ltr"])
    text: str = Field(description="The wording.", examples=[TITLE["text"]])
    verified: bool = Field(
        description="Whether it was seen in the official document it quotes.", examples=[True]
    )
    source: str = Field(
        description="Where it is from; empty if nobody has said.", examples=[TITLE["source"]]
    )


class VocabularyTerm(Term):
    """A term with all that is known of it."""

    title: Text = Field(
        description="Its full title in the language that was asked for.",
        examples=[{**FOOTNOTE, "text": "Use immigration detention only as a last resort"}],
    )
    titles: list[Wording] = Field(description="In every language.", examples=[[TITLE]])
    short_names: list[Wording] = Field(
        description="Shorter names, in the languages that have any.", examples=[[TITLE]]
    )
    broader: list[str] = Field(
        description="Codes of the terms directly above, the nearest first.", examples=[["014"]]
    )
    narrower: list[str] = Field(
        description="Codes of the terms directly below.", examples=[["404", "800"]]
    )
    associate_of: list[str] = Field(
        description="Those of `broader` of which it is only an associate member.", examples=[[]]
    )
    kind: str = Field(
        description="What it is within its vocabulary, such as `country`; empty if all are alike.",
        examples=["country"],
    )
    iso2: str = Field(description="ISO 3166-1 alpha-2, of countries.", examples=["KE"])
    iso3: str = Field(description="ISO 3166-1 alpha-3, of countries.", examples=["KEN"])
    footnote: Text | None = Field(
        description="What has to stand wherever it is named.", examples=[FOOTNOTE]
    )
    href: str = Field(
        description="This term in the API.",
        examples=["https://example.org/api/events/vocabularies/areas/404/?locale=en"],
    )


class VocabularyInList(BaseModel):
    """A set of terms."""

    name: str = Field(
        description="Named like the field of events that it fills, in the plural: `event_types`.",
        examples=["gcm_objectives"],
    )
    label: str = Field(description="In the language that was asked for.", examples=["Objectives"])
    is_official: bool = Field(
        description="Whether it quotes documents; if not, it is the site's own.", examples=[True]
    )
    parameters: list[str] = Field(
        description="The filters of events that take its codes.", examples=[["objective"]]
    )
    count: int = Field(description="How many terms it has.", examples=[24])
    href: str = Field(
        description="Where its terms are.",
        examples=["https://example.org/api/events/vocabularies/gcm_objectives/?locale=en"],
    )


class Vocabulary(VocabularyInList):
    """A set of terms, with all of them."""

    items: list[VocabularyTerm] = Field(
        description="In the order in which they are offered.", examples=[[KENYA]]
    )


class VocabularyList(BaseModel):
    """All vocabularies."""

    count: int = Field(description="How many there are.", examples=[8])
    items: list[VocabularyInList] = Field(
        description="The official ones first.", examples=[[AREAS]]
    )


@read(
    router,
    "/vocabularies/",
    response=VocabularyList,
    operation_id="vocabularies_list",
    summary="List vocabularies",
)
def list_vocabularies(request: HttpRequest, query: Query[LanguageQuery]) -> Any:
    """What events are described with."""
    with reading(request, query) as reader:
        items = [_summary(each, request, reader.language) for each in all_vocabularies()]
        return {"count": len(items), "items": items}


@read(
    router,
    "/vocabularies/{name}/",
    response=Vocabulary,
    also=(404,),
    operation_id="vocabularies_detail",
    summary="One vocabulary",
)
def get_vocabulary(request: HttpRequest, name: VocabularyName, query: Query[LanguageQuery]) -> Any:
    """All terms of a vocabulary."""
    with reading(request, query) as reader:
        vocabulary = _named(name)
        below = vocabulary.children()
        items = [_full(each, below, request, reader.language) for each in vocabulary]
        return {**_summary(vocabulary, request, reader.language), "items": items}


@read(
    router,
    "/vocabularies/{name}/{code}/",
    response=VocabularyTerm,
    also=(404,),
    operation_id="vocabularies_term",
    summary="One term",
)
def get_term(
    request: HttpRequest, name: VocabularyName, code: TermCode, query: Query[LanguageQuery]
) -> Any:
    """A term by its code."""
    with reading(request, query) as reader:
        vocabulary = _named(name)
        found = vocabulary.get(code)
        if found is None:
            raise Http404(_("There is no such term."))
        return _full(found, vocabulary.children(), request, reader.language)


def _named(name: str) -> terms.Vocabulary:
    for vocabulary in all_vocabularies():
        if vocabulary.name == name:
            return vocabulary
    raise Http404(_("There is no such vocabulary."))


def _summary(vocabulary: terms.Vocabulary, request: HttpRequest, language: str) -> dict[str, Any]:
    facets = [facet for facet in all_facets() if isinstance(facet, VocabularyFacet)]
    return {
        "name": vocabulary.name,
        "label": str(vocabulary.label),
        "is_official": isinstance(vocabulary, OfficialVocabulary),
        "parameters": [facet.parameter for facet in facets if facet.get_vocabulary() is vocabulary],
        "count": len(vocabulary),
        "href": api_address(
            request, "vocabularies_detail", {"locale": language}, name=vocabulary.name
        ),
    }


def _full(
    each: terms.Term, below: Mapping[str, Any], request: HttpRequest, language: str
) -> dict[str, Any]:
    title = each.label(language)
    path = {"name": each.vocabulary, "code": each.code}
    return {
        **term(each, language),
        "title": text(title.text, title.language, language),
        "titles": _wordings(each.titles),
        "short_names": _wordings(each.short_names),
        "broader": list(each.broader),
        "narrower": list(below.get(each.code, ())),
        "associate_of": list(each.associate_of),
        "kind": each.kind,
        "iso2": each.iso2,
        "iso3": each.iso3,
        "footnote": _footnote(each, language),
        "href": api_address(request, "vocabularies_term", {"locale": language}, **path),
    }


def _wordings(titles: Mapping[str, terms.Title]) -> list[dict[str, Any]]:
    return [
        {
            "language": tag,
            "direction": direction(tag),
            "text": title.text,
            "verified": title.verified,
            "source": title.source,
        }
        for tag, title in titles.items()
    ]


def _footnote(each: terms.Term, language: str) -> dict[str, Any] | None:
    label = get_footnote(each.footnote, language) if mark_of(each) else None
    return text(label.text, label.language, language) if label and label.text else None
