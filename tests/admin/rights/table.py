"""Who may open which screen of the admin, and who may do what on it: one row for each address.

A row is of an address that ``addresses.our_addresses`` finds; whoever adds an address adds a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.admin.rights.addresses import BULK, SETTINGS
from tests.admin.rights.world import World
from wagtail_migration_events.pages.models import EventPage

ADMINISTRATOR, MODERATOR, EDITOR = "administrator", "moderator", "editor"
TRANSLATOR, NOBODY = "translator", "nobody"
#: May do nothing: it is sent to the form in which one logs in, and needs no column.
STRANGER = "stranger"
LEADS = {ADMINISTRATOR, MODERATOR}
EDITORS = {*LEADS, EDITOR}
STAFF = {*EDITORS, TRANSLATOR}
ALL = {*STAFF, NOBODY}
ONLY_ADMINISTRATOR = {ADMINISTRATOR}

AT_THE_DESK = "tests/translation/test_rights_at_the_desk.py"
FILES = "tests/translation/files/test_permissions.py"
MERGING = "tests/admin/terms/test_merging.py"

Args = Callable[[World], tuple[Any, ...]]


@dataclass(frozen=True)
class Row:
    """An address, and who may do what there.

    Attributes:
        opens: who is shown it; nobody, where it only takes what is sent.
        args: what stands in the address.
        query: what stands behind it.
        sends: what is sent to have something done; None, where nothing is.
        as_shown: whether that is what the form holds that a moderator is shown.
        does: who has it done by that.
        takes: whether anything may be sent there: of Wagtail's own views one fails at it.
        elsewhere: the test that has the cells of other people than administrators.
    """

    opens: set[str] = field(default_factory=set)
    args: Args = lambda w: ()
    query: Callable[[World], dict[str, Any]] = lambda w: {}
    sends: Callable[[World], dict[str, Any]] | None = None
    as_shown: bool = False
    does: set[str] = field(default_factory=set)
    takes: bool = True
    elsewhere: str = ""


def event(w: World) -> tuple[int]:
    return (w.event.pk,)


def french(w: World) -> tuple[int]:
    return (w.french.pk,)


def nothing(w: World) -> dict[str, Any]:
    """Send no more than that a button was pressed."""
    return {}


def yes(w: World) -> dict[str, Any]:
    return {"confirmed": "1"}


def upload(w: World) -> tuple[int]:
    return (w.upload.pk,)


def site(w: World) -> tuple[int]:
    return (w.site.pk,)


def late(w: World) -> dict[str, Any]:
    return {"id": w.late.pk}


def ticked(w: World) -> dict[str, Any]:
    return {"id": w.event.pk}


def model(w: World) -> tuple[str]:
    return (EventPage._meta.label_lower,)


def wording(w: World) -> dict[str, Any]:
    return {
        "text": "Des mots",
        "source": "A/RES/73/195",
        "seen": "0",
        "language": "pt",
        "kind": "titles",
    }


def when(w: World) -> dict[str, Any]:
    return {"starts_at_date": "2027-05-03", "date_precision": "day"}


def edition(w: World) -> dict[str, Any]:
    titles = {f"title_{page.pk}": f"Next {page.pk}" for page in (w.event, w.french)}
    return {**titles, "new_start": "2028-05-01"}


EVENTS = "wagtail_migration_events"
EVENT_ROWS = {
    f"{EVENTS}:index": Row(STAFF),
    f"{EVENTS}:index_results": Row(STAFF),
    f"{EVENTS}:choose_parent": Row(EDITORS),
    f"{EVENTS}_status:change": Row(
        LEADS, lambda w: (w.event.pk, "cancel"), sends=lambda w: {"reason": "Flood"}, does=LEADS
    ),
    f"{EVENTS}_status:undo": Row(LEADS, lambda w: (w.batch,), sends=nothing, does=LEADS),
    f"{EVENTS}_make_source": Row(LEADS, french, sends=nothing, does=LEADS),
    f"{EVENTS}_confirm_text": Row(
        LEADS, french, sends=lambda w: {"text": w.stale_text}, does=LEADS
    ),
    f"{EVENTS}_expire_together": Row(LEADS, event, sends=nothing, does=LEADS),
    f"{EVENTS}_readiness": Row(EDITORS, query=lambda w: {"page": w.event.pk}),
    f"{EVENTS}_editions:duplicate": Row(EDITORS, event, sends=edition, does=EDITORS),
    f"{EVENTS}_when:zones": Row(ALL, query=lambda w: {"q": "genev"}),
    f"{EVENTS}_when:umbrella": Row(ALL, query=lambda w: {"page": w.event.pk}),
    f"{EVENTS}_when:understood": Row(set(), model, sends=when),
    f"{EVENTS}_when:dates": Row(set(), model, sends=when),
    f"{EVENTS}_terms:search": Row(ALL, lambda w: ("areas",), lambda w: {"q": "Kenya"}),
    f"{EVENTS}_organizers:choose": Row(ALL),
    f"{EVENTS}_organizers:choose_results": Row(ALL),
    f"{EVENTS}_organizers:chosen": Row(ALL, lambda w: (w.organizer.pk,)),
    f"{EVENTS}_organizers:chosen_multiple": Row(ALL, query=lambda w: {"id": w.organizer.pk}),
    f"{EVENTS}_organizers:create": Row(
        EDITORS,
        sends=lambda w: {"organizer-title": "New", "organizer-place": w.organizers.pk},
        does=EDITORS,
    ),
    f"{EVENTS}_organizers:resembling": Row(ALL, query=lambda w: {"title": "International"}),
}
RUNS, IMPORTS = f"{EVENTS}_runs", f"{EVENTS}_imports"
RUN_ROWS = {
    f"{RUNS}:index": Row(ALL),
    f"{RUNS}:index_results": Row(ALL),
    f"{RUNS}:run": Row(LEADS, lambda w: (w.run.pk,), sends=nothing, does={MODERATOR}),
    f"{RUNS}:run_results": Row(LEADS, lambda w: (w.run.pk,)),
    f"{IMPORTS}:index": Row(LEADS),
    f"{IMPORTS}:index_results": Row(LEADS),
    f"{IMPORTS}:new": Row(LEADS, sends=lambda w: w.new_import(), does=LEADS),
    f"{IMPORTS}:columns": Row({MODERATOR}, upload, as_shown=True, does={MODERATOR}),
    f"{IMPORTS}:rules": Row({MODERATOR}, upload, as_shown=True, does={MODERATOR}),
    f"{IMPORTS}:plan": Row(set(), upload, sends=nothing, does={MODERATOR}),
    f"{IMPORTS}:names": Row({MODERATOR}, upload, sends=lambda w: w.names(), does={MODERATOR}),
    f"{IMPORTS}:names_file": Row({MODERATOR}, lambda w: (w.upload.pk, "organizers.csv")),
    f"{IMPORTS}:run": Row(LEADS, lambda w: (w.plan.pk,)),
    f"{IMPORTS}:run_results": Row(LEADS, lambda w: (w.plan.pk,)),
    f"{IMPORTS}:import": Row(set(), lambda w: (w.plan.pk,), sends=nothing, does={MODERATOR}),
    f"{IMPORTS}:undo": Row(LEADS, lambda w: (w.imported.pk,), sends=nothing, does=LEADS),
}


def vocabulary(name: str) -> dict[str, Row]:
    """Return the rows of a vocabulary of the site."""
    views, choosers = f"wagtailsnippets_{EVENTS}_{name}", f"wagtailsnippetchoosers_{EVENTS}_{name}"

    def term(w: World) -> tuple[int]:
        return (w.terms[name].pk,)

    def labels(w: World) -> dict[str, Any]:
        return {"labels_en": "New", "labels-en": "New", "code": "new"}

    return {
        f"{views}:list": Row(LEADS),
        f"{views}:list_results": Row(LEADS),
        f"{views}:add": Row(LEADS, sends=labels, does=LEADS),
        f"{views}:edit": Row(LEADS, term, as_shown=True, does=LEADS),
        f"{views}:delete": Row(LEADS, term, sends=nothing, does=LEADS),
        f"{views}:usage": Row(LEADS, term),
        f"{views}:history": Row(LEADS, term),
        f"{views}:history_results": Row(LEADS, term),
        f"{views}:reorder": Row(set(), term, sends=nothing, does=LEADS),
        f"{views}:merge": Row(ONLY_ADMINISTRATOR, term, elsewhere=MERGING),
        f"{choosers}:choose": Row(ALL),
        f"{choosers}:choose_results": Row(ALL),
        f"{choosers}:chosen": Row(ALL, term),
        f"{choosers}:chosen_multiple": Row(ALL, query=lambda w: {"id": w.terms[name].pk}),
        f"{choosers}:create": Row(LEADS, takes=False),
    }


OFFICIAL = "official_vocabularies"
VOCABULARY_ROWS = {
    **vocabulary("eventtype"),
    **vocabulary("audience"),
    **vocabulary("workstream"),
    f"{OFFICIAL}:index": Row(ALL),
    f"{OFFICIAL}:terms": Row(ALL, lambda w: ("gcm_objectives",)),
    f"{OFFICIAL}:terms_results": Row(ALL, lambda w: ("gcm_objectives",)),
    f"{OFFICIAL}:to_confirm": Row(ALL),
    f"{OFFICIAL}:to_confirm_results": Row(ALL),
    f"{OFFICIAL}:new_wording": Row(
        LEADS, lambda w: ("gcm_objectives", "1"), sends=wording, does=LEADS
    ),
    f"{OFFICIAL}:wording": Row(
        LEADS, lambda w: ("gcm_objectives", "1", "titles", "fr"), sends=wording, does=LEADS
    ),
}
TRANSLATION_ROWS = {
    f"{EVENTS}_publish_anyway": Row(set(), french, elsewhere=AT_THE_DESK),
    f"{EVENTS}_publish_set": Row(ONLY_ADMINISTRATOR, event, elsewhere=AT_THE_DESK),
    f"{EVENTS}_my_translations": Row(ALL),
    f"{EVENTS}_my_translations_results": Row(ALL),
    f"{EVENTS}_my_translations_take": Row(
        set(), lambda w: (w.request.pk,), sends=nothing, does={TRANSLATOR}
    ),
    f"{EVENTS}_translations:index": Row(STAFF),
    f"{EVENTS}_translations:index_results": Row(STAFF),
    f"{EVENTS}_requests:ask": Row(ONLY_ADMINISTRATOR, event, elsewhere=AT_THE_DESK),
    f"{EVENTS}_requests:begin": Row(STAFF, lambda w: (w.request.pk,), sends=nothing, does=STAFF),
    f"{EVENTS}_files:upload": Row(ONLY_ADMINISTRATOR, elsewhere=FILES),
    f"{EVENTS}_files:page": Row(set(), french, elsewhere=FILES),
    f"{EVENTS}_files:download": Row(set(), lambda w: (1, "po"), elsewhere=FILES),
}
MANY_ROWS = {
    f"{BULK}event_status": Row(
        ALL, query=ticked, sends=lambda w: {"action": "cancel", "confirmed": "1"}, does=LEADS
    ),
    f"{BULK}event_type": Row(
        ALL,
        query=ticked,
        sends=lambda w: {"event_type": "workshop", "confirmed": "1"},
        does=EDITORS,
    ),
    f"{BULK}event_terms": Row(
        ALL,
        query=ticked,
        sends=lambda w: {"how": "add", "areas": ["404"], "confirmed": "1"},
        does=EDITORS,
    ),
    f"{BULK}event_organizers": Row(
        ALL,
        query=ticked,
        does=EDITORS,
        sends=lambda w: {
            "how": "add",
            "organizer": w.organizer.pk,
            "role": "lead",
            "confirmed": "1",
        },
    ),
    f"{BULK}publish_sets": Row(ALL, query=lambda w: {"id": w.draft.pk}, sends=yes, does=LEADS),
    f"{BULK}unpublish_events": Row(ALL, query=ticked, sends=yes, does=LEADS),
    f"{BULK}event_export": Row(ALL, query=ticked, sends=lambda w: {"format": "csv"}),
    f"{BULK}translation_files": Row(ALL, query=ticked),
    f"{BULK}request_translations": Row(
        ALL, query=ticked, sends=lambda w: {"languages": ["ru"]}, does=ONLY_ADMINISTRATOR
    ),
    f"{BULK}assign_translations": Row(
        ALL,
        query=late,
        sends=lambda w: {"assignee": NOBODY},
        does=ONLY_ADMINISTRATOR,
    ),
    f"{BULK}remind_translators": Row(ALL, query=late, sends=nothing, does=ONLY_ADMINISTRATOR),
    f"{SETTINGS}{EVENTS}.eventsettings": Row(LEADS, site, as_shown=True, does=LEADS),
    f"{SETTINGS}{EVENTS}_translation.translationsettings": Row(
        LEADS, site, as_shown=True, does=LEADS
    ),
}
TABLE = EVENT_ROWS | RUN_ROWS | VOCABULARY_ROWS | TRANSLATION_ROWS | MANY_ROWS
