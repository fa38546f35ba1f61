"""The permission "change facts of events" among the page permissions in the editor of user groups.

Wagtail has no seam for this. Its hook ``register_group_permission_panel`` adds a panel, but the
panel of page permissions would go on deleting every permission on a page that it does not offer
itself. So this module adds a column to that panel: to the choices of ``PagePermissionsForm`` and
to the headings of its formset, both in ``wagtail.users.forms``.
"""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import BaseGroupPagePermissionFormSet, PagePermissionsForm

from wagtail_migration_events.admin.rights.fact_permissions import FACTS_PERMISSION

COLUMN = (FACTS_PERMISSION, _("Facts of events"), _("Change facts of events in all languages"))


def offer_facts_permission() -> None:
    """Let administrators tick the permission for a page, as they tick "Publish"."""
    if COLUMN in BaseGroupPagePermissionFormSet.permission_types:
        return
    choices = PagePermissionsForm.base_fields["permissions"]
    ours = Permission.objects.filter(
        content_type__app_label="wagtail_migration_events", codename=FACTS_PERMISSION
    ).select_related("content_type")
    choices.queryset = (choices.queryset | ours).order_by("codename")
    # Wagtail's template draws the boxes in the order of the choices, under these headings.
    BaseGroupPagePermissionFormSet.permission_types = sorted(
        [*BaseGroupPagePermissionFormSet.permission_types, COLUMN], key=lambda column: column[0]
    )
