"""The pages of an app that leaves, one by one: converted or deleted, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.leaving.conversion import Maker, NotAPage, convert
from wagtail_migration_events.interchange.leaving.outcome import Became, Leaving
from wagtail_migration_events.interchange.run.redirects import OldAddresses


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


def take_out(page: Any, app_label: str, make: Maker | None, *, dry_run: bool) -> Leaving:
    """Convert a page with ``make``, or delete it if that is None, and say what became of it."""
    name = f"{page.title} ({page.locale.language_code}, {page.pk})"
    try:
        if page._meta.app_label != app_label:
            words = _("Its class %(class)s is one of the site's own. Convert it yourself first.")
            raise NotAPage(words % {"class": type(page).__name__})
        if make is not None:
            convert(page, make, dry_run=dry_run)
        elif dry_run:
            _refuse_with_pages_below(page, app_label)
        else:
            _delete(page)
    except ValidationError as error:
        return Leaving(name, Became.REFUSED, "; ".join(error.messages))
    except ProtectedError as error:
        return Leaving(name, Became.REFUSED, str(error.args[0]))
    except (DatabaseError, NotAPage) as error:
        return Leaving(name, Became.REFUSED, str(error))
    return Leaving(name, Became.DELETED if make is None else Became.CONVERTED)


def _refuse_with_pages_below(page: Any, leaving: str = "") -> None:
    """Refuse a page with pages below it, except those of an app that leaves before it."""
    if page.get_children().exclude(content_type__app_label=leaving).exists():
        raise NotAPage(_("There are pages below it. Move them first."))


@transaction.atomic
def _delete(page: Any) -> None:
    """Delete a page; whoever follows an old link, or comes to its address, is led to its parent."""
    _refuse_with_pages_below(page)
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
