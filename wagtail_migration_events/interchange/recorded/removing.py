"""Removing what an import made, as long as nobody has changed it since."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.record import IMPORT_PERMISSION, ImportRecord
from wagtail_migration_events.interchange.recorded.keeping import Keeping
from wagtail_migration_events.interchange.recorded.log import IMPORT
from wagtail_migration_events.interchange.run.one_at_a_time import AnotherRun, only_run
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.runs.kinds import RunKind, RunRefused, Work, Worked
from wagtail_migration_events.runs.run import BackgroundRun, Outcome

READ_AT_ONCE = 200


def pages_made_by(run: BackgroundRun) -> list[int]:
    """Return the pages that an import made and that are there still, in the order in which they
    can be removed: umbrellas after their parts, sources of facts after the languages that follow
    them, organizers after the events that name them."""
    rows = run.rows.values_list("data", flat=True)
    pks = [pk for data in rows.iterator() for pk in data.get("made", ())]
    ranks: dict[int, tuple[int, int, int]] = {}
    named: set[str] = set()
    for start in range(0, len(pks), READ_AT_ONCE):
        part = pks[start : start + READ_AT_ONCE]
        origins = set(EventGroup.objects.filter(origin__in=part).values_list("origin", flat=True))
        for page in base_page_model().objects.filter(pk__in=part).specific():
            ranks[page.pk] = (isinstance(page, OrganizerPageMixin), page.pk in origins, -page.pk)
            named |= _umbrellas_of(page)
    keys = base_page_model().objects.filter(translation_key__in=named)
    umbrellas = set(keys.values_list("pk", flat=True))
    return sorted(ranks, key=lambda pk: (ranks[pk][0], pk in umbrellas, *ranks[pk][1:]))


def would_keep(pks: Sequence[int]) -> Iterator[tuple[Any, str]]:
    """Yield each page and why it would be kept; "" if it would be removed.

    :param pks: as :func:`pages_made_by` returns them.
    """
    gone: set[int] = set()
    for start in range(0, len(pks), READ_AT_ONCE):
        part = pks[start : start + READ_AT_ONCE]
        keeping = Keeping(part)
        for pk in part:
            if pk not in keeping.pages:
                continue
            reason = keeping.reason(pk, gone)
            if not reason:
                gone |= {pk, *keeping.aliases_of(pk)}
            yield keeping.pages[pk], reason


@contextlib.contextmanager
def removal(run: BackgroundRun) -> Iterator[Work]:
    """Open the removal of what the run ``arguments["run"]`` made; no import runs meanwhile."""
    user = run.begun_by
    is_command = bool(run.arguments.get("is_command"))
    if not is_command and not (user and user.is_active and user.has_perm(IMPORT_PERMISSION)):
        raise RunRefused(_("You have no right to import events. Ask an administrator for it."))
    made = BackgroundRun.objects.filter(kind=IMPORT, pk=run.arguments.get("run")).first()
    if made is None:
        raise RunRefused(
            _("There is no import with this number. Look it up among the runs in the admin.")
        )
    if not run.things:
        run.things = list(map(str, pages_made_by(made)))
    try:
        with only_run():
            yield _remove
    except AnotherRun as error:
        raise RunRefused(str(error)) from None


def _remove(things: Sequence[str], arguments: Mapping[str, Any], user: Any) -> list[Worked]:
    keeping = Keeping(map(int, things))
    skips_rights = bool(arguments.get("is_command"))
    return [_removed(thing, keeping, None if skips_rights else user) for thing in things]


def _removed(thing: str, keeping: Keeping, user: Any) -> Worked:
    page = keeping.pages.get(int(thing))
    if page is None:
        return Worked(thing, Outcome.UNCHANGED, thing, _("It is gone already."))
    label, data = page.title, {"lang": page.locale.language_code, "page": page.pk}
    if user is not None and not page.permissions_for_user(user).can_delete():
        words = _("You have no right to delete it.")
        return Worked(thing, Outcome.REFUSED, label, words, data)
    if reason := keeping.reason(page.pk):
        return Worked(thing, Outcome.KEPT, label, reason, data)
    try:
        with transaction.atomic():
            _delete(page, keeping.aliases_of(page.pk), user)
    except ProtectedError:
        return Worked(thing, Outcome.KEPT, label, _("Other things on the site need it."), data)
    return Worked(thing, Outcome.REMOVED, label, "", {"lang": page.locale.language_code})


def _delete(page: Any, aliases: Iterable[int], user: Any) -> None:
    """Delete a page with what was kept of it; redirects to it go with the page itself."""
    base = base_page_model()
    key = page.translation_key
    ImportRecord.objects.filter(page__in={page.pk, *aliases}).delete()
    for alias in base.objects.filter(pk__in=aliases).order_by("-depth"):
        alias.delete(user=user)
    # The tree may have changed since the page was read.
    base.objects.get(pk=page.pk).delete(user=user)
    if not base.objects.filter(translation_key=key).exists():
        EventGroup.objects.filter(pk=key).delete()


def _umbrellas_of(page: Any) -> set[str]:
    if not isinstance(page, EventPageMixin):
        return set()
    name = field_name_of(type(page), "part_of")
    return set(map(str, getattr(page, name) or ())) if name else set()


UNDO = RunKind(
    "undo_import",
    gettext_lazy("Removal of what an import made"),
    session=removal,
    permission=IMPORT_PERMISSION,
)
