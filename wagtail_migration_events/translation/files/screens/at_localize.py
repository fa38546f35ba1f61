"""What is sent to the address of wagtail-localize for PO files is read as on our own screen.

localize passes over what belongs to another event, keeps words whatever is wrong with them, and
fails at a file that is damaged in another way than it expects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.translation.files.pieces import BadFile
from wagtail_migration_events.translation.files.reading_back import Report
from wagtail_migration_events.translation.files.screens.bringing_back import (
    FileReport,
    bring_back,
    sent_files,
)
from wagtail_migration_events.translation.files.screens.upload import UploadForm

#: So many pieces are named in one message.
MOST_NAMED = 10


def take_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Keep what can be kept of a file, and say the rest; nothing of one for another event.

    Rights and locks have been asked about.
    """
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        translation = Translation.objects.get(pk=translation_id)
        for each in _kept(request, form.cleaned_data["file"], translation):
            _tell(request, each)
    else:
        messages.error(request, " ".join(map(str, form.errors["file"])))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _kept(request: HttpRequest, file: Any, translation: Translation) -> list[FileReport]:
    name = file.name
    try:
        with transaction.atomic():
            found = bring_back(request.user, sent_files(name, file), {translation.uuid})
            foreign = [place for each in found if each.report for place in each.report.foreign]
            if foreign or any(each.refusal for each in found):
                transaction.set_rollback(True)
    except BadFile as error:
        return [FileReport(name, refusal=str(error))]
    if foreign:
        refusal = f"{_('The event has no such text.')} {listed(foreign[:MOST_NAMED])}"
        return [FileReport(name, refusal=refusal)]
    return found


def _tell(request: HttpRequest, each: FileReport) -> None:
    if each.report is None:
        words = [_("Nothing was kept:"), each.refusal, each.about and f"({each.about})"]
        messages.error(request, " ".join(filter(None, words)))
        return
    report = each.report
    counts = _(
        "Saved: %(saved)s. Unchanged: %(unchanged)s. Without a translation: %(empty)s. "
        "Refused: %(refused)s."
    )
    messages.success(
        request,
        counts
        % {
            "saved": report.saved,
            "unchanged": report.unchanged,
            "empty": report.empty,
            "refused": len(report.refused),
        },
    )
    if said := list(_remarks(report)):
        messages.warning(request, " ".join(said[:MOST_NAMED]))


def _remarks(report: Report) -> Iterator[str]:
    for each in (*report.refused, *report.remarks):
        yield f"{each.place}: {each.text}"
