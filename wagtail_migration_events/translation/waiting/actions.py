"""What a translator does with a request from the page "My translations": take it over."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name, get_valid_next_url_from_request

from wagtail_migration_events.translation.requests.changing import assign
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.waiting.seen import seen_by

LIST_URL = "wagtail_migration_events_my_translations"


@require_POST
@transaction.atomic
def take_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the user the one who does what waits for a group of theirs."""
    back = get_valid_next_url_from_request(request) or LIST_URL
    found = TranslationRequest.objects.open().filter(team__in=request.user.groups.all())
    row = get_object_or_404(found.select_for_update(), pk=pk)
    if row.person_id == request.user.pk:
        return redirect(back)
    if row.person is not None:
        name = get_user_display_name(row.person)
        messages.warning(
            request, _("%(name)s has taken this translation already.") % {"name": name}
        )
        return redirect(back)
    seen = seen_by(request.user, [row])[row.pk]
    if seen.is_hidden:
        raise PermissionDenied
    assign([row], person=request.user, team=row.team, actor=request.user)
    words = _("The translation of “%(title)s” is yours now.") % {"title": seen.title}
    messages.success(request, words)
    return redirect(back)
