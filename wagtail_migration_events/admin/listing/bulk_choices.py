"""What the bar below the Events listing offers for the events that are ticked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.widgets.button import Button, ButtonWithDropdown, ListingButton

#: Actions of Wagtail in whose place ours stand: these ask, foresee and report, for all languages.
REPLACED = (PublishBulkAction, UnpublishBulkAction)
#: As in Wagtail's own bar.
SHOWN = 4


def bulk_buttons(model: Any) -> list[Any]:
    """Return the buttons of all actions on pages, those on events first.

    Publishing is offered once: what Wagtail does with single pages stays in its explorer.
    """
    options = model._meta
    registered = bulk_action_registry.get_bulk_actions_for_model(
        options.app_label, options.model_name
    )
    actions = [action for action in registered if action not in REPLACED]
    actions.sort(key=lambda each: (not getattr(each, "is_on_events", False), each.action_priority))
    buttons: list[Any] = [bulk_button(model, action) for action in actions[:SHOWN]]
    return [*buttons, _more(model, actions[SHOWN:])] if actions[SHOWN:] else buttons


def bulk_button(model: Any, action: Any) -> ListingButton:
    """Return the button of an action, as Wagtail makes those of all that are registered."""
    return ListingButton(
        action.display_name,
        _url(model, action),
        attrs=_attributes(action),
        priority=action.action_priority,
        classname=" ".join(action.classes | {"bulk-action-btn"}),
    )


def _more(model: Any, actions: Iterable[Any]) -> ButtonWithDropdown:
    return ButtonWithDropdown(
        label=gettext("More"),
        attrs={"title": gettext("More bulk actions")},
        classname="button button-secondary button-small",
        buttons=[
            Button(
                action.display_name,
                _url(model, action),
                attrs=_attributes(action),
                priority=place,
            )
            for place, action in enumerate(actions)
        ],
    )


def _url(model: Any, action: Any) -> str:
    args = [model._meta.app_label, model._meta.model_name, action.action_type]
    return reverse("wagtail_bulk_action", args=args)


def _attributes(action: Any) -> dict[str, Any]:
    return {"aria-label": action.aria_label, "data-bulk-action-button": ""}
