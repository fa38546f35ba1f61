"""The words that are approved are those that stand in the translator's view at that moment."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation


def write_newest_words(page: Any, user: Any) -> Any:
    """Write what was corrected since a page was handed in into its draft.

    localize saves each piece of text by itself, and the page only when it is published.

    :param page: is told of the revision that is made.
    :return: the latest revision.
    :raises PermissionDenied: if the page does not take the words.
    """
    revision = page.get_latest_revision()
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation is None or not _is_newer(translation, revision):
        return revision
    try:
        translation.save_target(user=user, publish=False)
    except ValidationError as error:
        raise PermissionDenied("; ".join(error.messages)) from error
    page.refresh_from_db(fields=["latest_revision"])
    return page.get_latest_revision()


def _is_newer(translation: Any, revision: Any) -> bool:
    since = {"locale": translation.target_locale_id, "updated_at__gt": revision.created_at}
    segments = translation.source.stringsegment_set
    own = translation.source.overridablesegment_set
    return (
        StringTranslation.objects.filter(
            translation_of__in=segments.values("string"),
            context__in=segments.values("context"),
            **since,
        ).exists()
        or SegmentOverride.objects.filter(context__in=own.values("context"), **since).exists()
    )
