"""What the tests of going live do on the way: set a gate, let reviewers approve."""

from __future__ import annotations

from typing import Any

from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask

from wagtail_migration_events.translation.site_settings import (
    Gate,
    LanguageSettings,
    TranslationSettings,
)


def set_gate(
    page: Any, gate: Gate, *, required: tuple[str, ...] = (), unreviewed: tuple[str, ...] = ()
) -> None:
    """Let the Site of a page have this gate, and these languages."""
    settings, _made = TranslationSettings.objects.update_or_create(
        site=page.get_site(), defaults={"gate": gate}
    )
    settings.languages.all().delete()
    for locale in Locale.objects.filter(language_code__in={*required, *unreviewed}):
        LanguageSettings.objects.create(
            site_settings=settings,
            locale=locale,
            is_required=locale.language_code in required,
            needs_review=locale.language_code not in unreviewed,
        )


def in_review(page: Any, user: Any) -> Any:
    """Write the translators' words into a draft, and hand it in; return the workflow's state."""
    from wagtail_migration_events.translation.gate.versions import translation_of

    if (translation := translation_of(page)) is not None:
        translation.save_target(user=user, publish=False)
    workflow, made = Workflow.objects.get_or_create(name="Review")
    if made:
        task = GroupApprovalTask.objects.create(name="Approve")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = type(page).objects.get(pk=page.pk)
    return workflow.start(page, user)


def approve(page: Any, user: Any) -> None:
    """Let a reviewer approve the newest words of a page."""
    in_review(page, user).current_task_state.approve(user=user)
