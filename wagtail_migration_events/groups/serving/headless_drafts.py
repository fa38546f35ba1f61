"""Drafts for front ends on another host: what a token of wagtail-headless-preview opens, and how
long.

The library is optional. It signs each token with the time and never asks for it again; here a
token ends after ``PREVIEW_MAX_AGE`` seconds.
"""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature

from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.vocabularies.languages import normalise_tag

PREVIEW_APP = "wagtail_headless_preview"


def draft_for_token(content_type: str, token: str, locale: str = "") -> Any:
    """Return a page as an editor sees it in the preview, for whoever holds the token.

    The page is not saved and must not be. A language version of an event shows the facts that are
    published, and a page that is only being made has no primary key. Whoever answers with it calls
    ``keep_private`` on the response.

    :param content_type: ``app_label.model`` as the address of the preview has it.
    :param token: as that address has it.
    :param locale: a language tag; a draft in another language is not returned. "": any.
    :return: None if the token is forged, too old, or of a page that is gone; if the class of the
        page has no previews for front ends; and where the library is not installed.
    """
    model = _model(content_type)
    if model is None or not _is_valid(model, token):
        return None
    previews = apps.get_model(PREVIEW_APP, "PagePreview")._default_manager
    kept = previews.filter(content_type=ContentType.objects.get_for_model(model), token=token)
    text = kept.values_list("content_json", flat=True).first()
    page = None if text is None else _page(model, json.loads(text))
    if page is None or (locale and not _is_in(page, locale)):
        return None
    return page


def _model(content_type: str) -> Any:
    if not apps.is_installed(PREVIEW_APP):
        return None
    try:
        model = apps.get_model(content_type)
    except (LookupError, ValueError):
        return None
    is_ours = issubclass(model, PublicPageMixin)
    return model if is_ours and hasattr(model, "get_preview_signer") else None


def _is_valid(model: Any, token: str) -> bool:
    try:
        model.get_preview_signer().unsign(token, max_age=int(setting("PREVIEW_MAX_AGE")))
    except BadSignature:
        return False
    return True


def _page(model: Any, content: dict[str, Any]) -> Any:
    if content["pk"] is None:
        page = model.from_serializable_data(content)
        if page is not None:
            page.live = False
        return page
    stored = model._base_manager.filter(pk=content["pk"]).first()
    return None if stored is None else stored.with_content_json(content)


def _is_in(page: Any, locale: str) -> bool:
    return normalise_tag(page.locale.language_code) == normalise_tag(locale)
