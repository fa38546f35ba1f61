"""Publishing what is ready of many events, each in one go, at once or in a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.admin.many.on_each import Answer, on_each
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.events.saved import written_together
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import Outcome
from wagtail_migration_events.translation.gate.obstacle import in_sentences
from wagtail_migration_events.translation.publishing.event_set import read_set
from wagtail_migration_events.translation.publishing.newest_version import publish_newest
from wagtail_migration_events.translation.publishing.set_form import PublishSetForm
from wagtail_migration_events.translation.requests.bulk.actions import TranslationBulkAction
from wagtail_migration_events.translation.requests.bulk.forms import LanguagesForm
from wagtail_migration_events.translation.requests.screens.events_chosen import languages_in_order
from wagtail_migration_events.vocabularies.languages import normalise_tag


def may_publish(user: Any, event: Any) -> bool:
    return bool(event.permissions_for_user(user).can_publish())


def publish_sets(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any
) -> Sequence[Worked]:
    """Publish the languages of events that nothing keeps from going live; nobody is overridden."""
    return _on_sets(things, arguments, user, is_done=True)


def foresee_sets(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any
) -> Sequence[Worked]:
    """Say what would be published, and publish nothing."""
    return _on_sets(things, arguments, user, is_done=False)


def _on_sets(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any, *, is_done: bool
) -> Sequence[Worked]:
    tags = {normalise_tag(code) for code in arguments["languages"]}

    def work(events: list[Any]) -> Mapping[UUID, Answer]:
        return {event.translation_key: _answer(event, user, tags, is_done) for event in events}

    return on_each(things, user, work, may_publish)


def _answer(event: Any, user: Any, tags: Collection[str], is_done: bool) -> Answer:
    try:
        with transaction.atomic(), written_together():
            return _publish_ready(event, user, tags, is_done)
    except ValidationError as error:
        return Outcome.REFUSED, " ".join(error.messages)


def _publish_ready(event: Any, user: Any, tags: Collection[str], is_done: bool) -> Answer:
    group = group_of(event, lock=is_done)
    if group is None or group.origin_id is None:
        return Outcome.REFUSED, _("It is no event any more.")
    event_set = read_set(group, user)
    news = [
        row
        for row in event_set.rows
        if row.is_news and (not tags or row.shown.state.language in tags)
    ]
    waiting = in_sentences(each for row in news for each in row.missing)
    ready = [row for row in news if row.is_ready]
    if not ready:
        return Outcome.REFUSED if waiting else Outcome.UNCHANGED, waiting
    # What the screen of one event refuses is refused here too.
    form = PublishSetForm({"pages": [row.page.pk for row in ready]}, event_set=event_set)
    if not form.is_valid():
        return Outcome.REFUSED, " ".join(
            str(each) for found in form.errors.values() for each in found
        )
    names = {"languages": listed(row.shown.name for row in ready)}
    if not is_done:
        return Outcome.DONE, f"{_('To be published: %(languages)s.') % names} {waiting}".strip()
    for row in form.chosen:
        with entries_of_one_page():
            publish_newest(row.page, user)
    return Outcome.DONE, f"{_('Published: %(languages)s.') % names} {waiting}".strip()


PUBLISH = RunKind(
    "publish_sets", gettext_lazy("Publish all languages"), publish_sets, 1, foresee_sets
)


class PublishForm(LanguagesForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].help_text = gettext_lazy("None chosen: all.")


class PublishSets(TranslationBulkAction):
    display_name = gettext_lazy("Publish all languages")
    action_type = "publish_sets"
    aria_label = gettext_lazy("Publish all languages of the selected events")
    question = gettext_lazy(
        "Of each of these events, the languages that have something new and lack nothing are "
        "published together. What is held back stays as it is, and the answer says why."
    )
    answer = gettext_lazy("Publish them")
    action_priority = 213
    kind = PUBLISH
    form_class = PublishForm

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        return may_publish(user, event)

    def weight(self, events: list[Any], arguments: Mapping[str, Any]) -> int:
        return len(events) * (len(arguments["languages"]) or len(languages_in_order()))
