"""The menu of a row in a list of events: as Wagtail makes it, in less time.

Wagtail makes each of the hundreds of entries from two templates, and a hook that asks the database
asks it for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template import Context, Template
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.widgets.button import Button, ButtonWithDropdownFromHook, ListingButton

from wagtail_migration_events.admin.listing.row_permissions import keep_permissions

HOOK = "register_page_listing_more_buttons"
#: What makes the entries of all rows at once, of pages, a request and where to return to; by module
#: and name of the function in Wagtail's hook that would be asked for each row.
ENTRIES_AT_ONCE: dict[str, Callable[[Any, HttpRequest, str], Mapping[int, list[Button]]]] = {}
_ENTRIES = "_entries_read_at_once"


class RowMenu(ButtonWithDropdownFromHook):
    """Wagtail's menu of a row, made of an equal one."""

    template_name = "wagtail_migration_events/admin/row_menu.html"

    def __init__(self, menu: ButtonWithDropdownFromHook, request: HttpRequest) -> None:
        self.__dict__.update(menu.__dict__)
        self.request = request

    @cached_property
    def dropdown_buttons(self) -> list[Any]:
        read = self.page.__dict__.get(_ENTRIES, {})
        entries: list[Any] = []
        for hook in hooks.get_hooks(self.hook_name):
            if hook in read:
                entries += read[hook]
            else:
                entries += hook(page=self.page, user=self.user, next_url=self.next_url)
        return list(_shown(entries, self.user, Button))

    @cached_property
    def entries(self) -> SafeString:
        parent_context = {"request": self.request}
        entries = (entry_html(entry, parent_context) for entry in sorted(self.dropdown_buttons))
        return mark_safe("".join(entries))  # noqa: S308 - each is escaped markup

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "button": self,
            "title": self.aria_label,
            "label": self.label,
            "toggle_classname": self.classname,
            "icon_name": self.icon_name,
            "entries": self.entries,
        }


def attach_menus(pages: Iterable[Any], request: HttpRequest, next_url: str) -> None:
    """Give each page its ``row_buttons``: what Wagtail's tag ``page_listing_buttons`` shows.

    :param next_url: where to return to.
    """
    pages = list(pages)
    _read_entries(pages, request, next_url)
    for page in pages:
        keep_permissions(page, request.user)
        page.row_buttons = _buttons(page, request, next_url)


def _read_entries(pages: list[Any], request: HttpRequest, next_url: str) -> None:
    for hook in hooks.get_hooks(HOOK):
        if at_once := ENTRIES_AT_ONCE.get(_name_of(hook)):
            found = at_once(pages, request, next_url)
            for page in pages:
                page.__dict__.setdefault(_ENTRIES, {})[hook] = found.get(page.pk, [])


def _buttons(page: Any, request: HttpRequest, next_url: str) -> list[Any]:
    user = request.user
    made = [
        RowMenu(button, request) if type(button) is ButtonWithDropdownFromHook else button
        for hook in hooks.get_hooks("register_page_listing_buttons")
        for button in hook(page=page, next_url=next_url, user=user)
    ]
    buttons = sorted(_shown(made, user, ListingButton))
    for hook in hooks.get_hooks("construct_page_listing_buttons"):
        hook(buttons, page=page, user=user, context={"request": request})
    return buttons


def _shown(buttons: Iterable[Any], user: Any, kind: type[Any]) -> Iterator[Any]:
    for button in buttons:
        if isinstance(button, MenuItem):
            if button.is_shown(user):
                yield kind.from_menu_item(button)
        elif button.show:
            yield button


def entry_html(entry: Any, parent_context: Any) -> SafeString:
    """Return the markup of one entry, which is that of its template where this is Wagtail's."""
    if not entry.url or type(entry) is not Button:
        return SafeString(entry.render_html(parent_context))
    return format_html(
        '<a href="{}" class="{}" {}>{} {}</a>',
        entry.url,
        entry.classname,
        entry.base_attrs_string,
        _icon(entry.icon_name) if entry.icon_name else "",
        entry.label,
    )


@cache
def _icon(name: str) -> SafeString:
    template = Template("{% load wagtailadmin_tags %}{% icon name=name %}")
    return template.render(Context({"name": name}))


def _name_of(hook: Any) -> str:
    return f"{hook.__module__}.{getattr(hook, '__qualname__', '')}"
