"""The pages of an app that leaves, one by one: converted or deleted, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.interchange.leaving.conversion import Conversion, Maker, NotAPage
from wagtail_migration_events.interchange.leaving.outcome import Became, Leaving
from wagtail_migration_events.interchange.run.redirects import OldAddresses
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.usage import events_naming


def pages_of(app_label: str) -> Iterator[Any]:
    """Yield the pages whose classes belong to an app or derive from one that does: events first,
    for they name organizers, and what lies deeper before what is above it."""
    base = base_page_model()
    models = [
        model for model in apps.get_app_config(app_label).get_models() if issubclass(model, base)
    ]
    events = [model for model in models if issubclass(model, EventPageMixin)]
    for kinds in (events, [model for model in models if model not in events]):
        pks = [pk for model in kinds for pk in model._base_manager.values_list("pk", flat=True)]
        pages = base.objects.order_by("-depth", "path")
        for pk in list(pages.filter(pk__in=pks).values_list("pk", flat=True)):
            # Read now: what has become of the others, or what somebody has edited, is in it.
            if (page := base.objects.filter(pk=pk).first()) is not None:
                yield page.specific


class Departure:
    """The pages of an app, converted with ``make``, or deleted if that is None.

    :param dry_run: only say what would become of each; what would have left by then counts as gone.
    """

    def __init__(self, app_label: str, make: Maker | None, *, dry_run: bool) -> None:
        self.app_label = app_label
        self.make = make
        self.dry_run = dry_run
        self.gone: set[int] = set()
        self.still_named: set[str] = set()  # organizers, by events that have been converted

    def take_out(self, page: Any) -> Leaving:
        """Convert or delete a page, and say what became of it."""
        name = f"{page.title} ({page.locale.language_code}, {page.pk})"
        try:
            self._lead_out(page)
        except ValidationError as error:
            return Leaving(name, Became.REFUSED, "; ".join(error.messages))
        except (ProtectedError, RestrictedError) as error:
            return Leaving(name, Became.REFUSED, str(error.args[0]))
        except (DatabaseError, NotAPage) as error:
            return Leaving(name, Became.REFUSED, str(error))
        self.gone.add(page.pk)
        return Leaving(name, Became.DELETED if self.make is None else Became.CONVERTED)

    def _lead_out(self, page: Any) -> None:
        if page._meta.app_label != self.app_label:
            words = _("Its class %(class)s is one of the site's own. Convert it yourself first.")
            raise NotAPage(words % {"class": type(page).__name__})
        if self.make is None:
            self._delete(page)
        else:
            self._convert(page, self.make)

    def _convert(self, page: Any, make: Maker) -> None:
        conversion = Conversion(page, make)
        if not isinstance(conversion.new, OrganizerPageMixin):
            self._refuse_named_organizer(page)
        named = conversion.organizers  # asked before a dry run takes its rows back
        if self.dry_run:
            conversion.try_out()
        else:
            conversion.write()
        self.still_named |= named

    def _delete(self, page: Any) -> None:
        if page.get_children().exclude(pk__in=self.gone).exists():
            raise NotAPage(_("There are pages below it. Move them first."))
        self._refuse_named_organizer(page)
        Collector(using=page._state.db, origin=page).collect([page])  # raises what protects it
        if not self.dry_run:
            _delete(page)

    def _refuse_named_organizer(self, page: Any) -> None:
        """Refuse in every language an organizer whom events would name that stay."""
        if not isinstance(page, OrganizerPageMixin):
            return
        key = page.translation_key
        others = base_pages_with(OrganizerPageMixin).filter(translation_key=key)
        if others.exclude(content_type__app_label=self.app_label).exists():
            return
        events = events_naming(key).exclude(pk__in=self.gone)
        if str(key) in self.still_named or events.exists():
            raise NotAPage(_("Events name it as their organizer. Choose another one there first."))


@transaction.atomic
def _delete(page: Any) -> None:
    """Delete a page; whoever follows an old link, or comes to its address, is led to its parent."""
    parent, site, address, live = (
        page.get_parent(),
        page.get_site(),
        page.get_url_parts(),
        page.live,
    )
    if apps.is_installed("wagtail.contrib.redirects"):
        redirects = apps.get_app_config("wagtailredirects").get_model("Redirect")
        redirects._base_manager.filter(redirect_page_id=page.pk).update(redirect_page_id=parent.pk)
    page.delete()
    if live and site and address:
        OldAddresses(site).lead(address[2] or "", parent.pk)
