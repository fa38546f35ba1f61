"""What this site adds to the package, one seam each; imported when the app is ready."""

from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.events.readiness.check import Finding, publish_check
from wagtail_migration_events.interchange.readers.formats import register_reader
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.occurrences.facets import VocabularyFacet, register_facet
from wagtail_migration_events.vocabularies.registry import register_vocabulary
from wagtail_migration_events.vocabularies.terms import Term, Title, Vocabulary


class Topics(Vocabulary):
    name = "topics"
    label = "Topics"
    titles = {"housing": {"en": "Housing", "fr": "Logement"}, "work": {"en": "Work"}}

    def terms(self):
        return {
            code: Term(self.name, code, {tag: Title(text) for tag, text in titles.items()})
            for code, titles in self.titles.items()
        }


register_vocabulary(Topics())
register_facet(VocabularyFacet("topic", "Topic", field="topics"))


@publish_check("topics", label="Topics")
def no_topic(event):
    if not getattr(event, "topics", ["?"]):
        yield Finding("Choose a topic.", field="topics")


@event_field(list[str], "What it is about on this site.", ["housing"], in_lists=InLists.ALWAYS)
def topics(event, together):
    return getattr(event.page, "topics", [])


def read_agenda(path, options):
    """A file of lines such as ``2027-05-03 Fair``."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        day, _, title = line.partition(" ")
        row = {"id": line, "title": title, "start": day, "lang": "en"}
        yield SourceRecord(number, 0, row, source="agenda")


register_reader("agenda", read_agenda, endings=[".agenda"])
