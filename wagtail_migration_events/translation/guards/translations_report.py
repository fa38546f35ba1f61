"""localize's report of translations shows nobody the titles of what they may not see.

It lists every translation of the site to whoever may log in to the admin.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import TranslationSource

#: Whoever holds one of these may meet things that are no pages in the admin.
ON_OTHERS = {"add", "change", "delete", "view", "publish"}


def only_visible(original: Any, view: Any) -> Any:
    """Around ``get_queryset``: pages that the user meets in the explorer, other things if they may
    do something with their kind.

    What counts is the translation; while there is no page in its language yet, the source.
    """
    rows, user = original(view), view.request.user
    if user.is_superuser:
        return rows
    pages = Page.objects.filter(translation_key=OuterRef("source__object_id"))
    targets = pages.filter(locale=OuterRef("target_locale"))
    sources = pages.filter(locale=OuterRef("source__locale"))
    mine = Q(pk__in=page_permission_policy.explorable_instances(user).values("pk"))
    return rows.filter(
        Exists(targets.filter(mine))
        | (~Exists(targets) & Exists(sources.filter(mine)))
        | Q(source__specific_content_type__in=_other_kinds_of(user))
    )


def _other_kinds_of(user: Any) -> list[int]:
    """Return the primary keys of the types of content that are no pages, and not hidden."""
    kinds = TranslationSource.objects.order_by().values_list("specific_content_type").distinct()
    models = {kind.pk: kind.model_class() for kind in ContentType.objects.filter(pk__in=kinds)}
    return [
        pk
        for pk, model in models.items()
        if model is not None
        and not issubclass(model, Page)
        and _policy_of(model).user_has_any_permission(user, ON_OTHERS)
    ]


def _policy_of(model: Any) -> Any:
    viewset = getattr(model, "snippet_viewset", None)
    return ModelPermissionPolicy(model) if viewset is None else viewset.permission_policy
