"""Redirects from where events stood before, for sites that have ``wagtail.contrib.redirects``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.source.source_event import quoted

APP = "wagtail.contrib.redirects"
LONGEST_PATH = 255
"""Characters that Wagtail keeps of an old path."""


class OldAddresses:
    """Leads readers from the old address of an event to its page.

    Only from a path, or an address at one of the site's own hosts; a redirect that is there stays.

    :param site: the Wagtail Site of the pages; without one there are no redirects.
    :param dry_run: only say what would be done.
    """

    def __init__(self, site: Any, *, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self.site = site if apps.is_installed(APP) else None
        self._hosts = {_bare(name) for name in _host_names(self.site)}

    def lead(self, address: str, page_pk: Any) -> list[str]:
        """Make the redirect to a page, unless there is a reason against it.

        :param page_pk: of the page; not asked for in a dry run.
        :return: what is to be said about it.
        """
        path = self._path(address)
        if not path:
            return []
        model = _model()
        standing = model.get_for_site(self.site).filter(old_path=path).first()
        if standing is not None:
            if standing.redirect_page_id == page_pk and page_pk:
                return []
            message = _("The redirect from %(path)s that is there already stays as it is.")
            return [message % {"path": quoted(path)}]
        if not self.dry_run:
            # A page that stands there itself would be led to itself once it is unpublished.
            if model.normalise_path(_path_of(page_pk)) == path:
                return []
            model.objects.create(
                old_path=path,
                site=self.site,
                redirect_page_id=page_pk,
                automatically_created=True,
            )
        return [_("redirect from %(path)s") % {"path": quoted(path)}]

    def _path(self, address: str) -> str:
        """Return the old path as Wagtail keeps it; "" for what is not ours, or no server sees."""
        if self.site is None or not address:
            return ""
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            return ""
        is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
        if parts.fragment or not (is_path or (host and _bare(host) in self._hosts)):
            return ""
        model = _model()
        path = str(model.normalise_path(address))
        return path if path.strip("/") and len(path) <= LONGEST_PATH else ""


def _model() -> Any:
    return apps.get_app_config("wagtailredirects").get_model("Redirect")


def _path_of(page_pk: Any) -> str:
    parts = base_page_model().objects.get(pk=page_pk).get_url_parts()
    return str(parts[2] or "") if parts else ""


def _host_names(site: Any) -> list[str]:
    if site is None:
        return []
    same_root = Site.objects.filter(root_page=site.root_page)
    return list(same_root.values_list("hostname", flat=True))


def _bare(host: str) -> str:
    return host.casefold().removeprefix("www.")
