"""On which Wagtail Sites an event was shown, so that no other Site tells that it is gone."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from django.db.models import Q
from wagtail.models import Site

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.notices.change import EventChange, Shown


class Sites:
    """The Wagtail Sites, read in two queries when they are asked for first."""

    @cached_property
    def _roots(self) -> list[tuple[str, int]]:
        """The path of each page at which a Site begins, in any language, and the Site."""
        sites = defaultdict(list)
        for pk, key in Site.objects.values_list("pk", "root_page__translation_key"):
            sites[key].append(pk)
        roots = base_page_model().objects.filter(translation_key__in=list(sites))
        rows = roots.values_list("translation_key", "url_path")
        return [(path, pk) for key, path in rows for pk in sites[key]]

    def note(self, row: EventChange, *seen: Shown) -> None:
        """Add to a row the Sites on which these pages of its event are."""
        paths = [path for shown in seen for _language, path in shown.values()]
        found = {pk for root, pk in self._roots if any(path.startswith(root) for path in paths)}
        found |= {int(pk) for pk in row.sites.split()}
        row.sites = "".join(_part(pk) for pk in sorted(found))


def shown_on(site: Site | None) -> Q:
    """Return the condition on changes of events that were ever shown on a Site."""
    return Q(sites__contains=_part(site.pk)) if site else Q(pk__in=[])


def _part(pk: int) -> str:
    return f" {pk} "
