"""An e-mail about translations, in the language of its receiver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, override
from wagtail.admin.utils import get_admin_base_url

from wagtail_migration_events.admin.listing.rows import when_in_words
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import one_line, set_apart
from wagtail_migration_events.translation.requests.screens.doors import ask_url
from wagtail_migration_events.translation.requests.states import states_of
from wagtail_migration_events.translation.telling.notice import NoticeKind, TranslationNotice
from wagtail_migration_events.translation.waiting.actions import LIST_URL
from wagtail_migration_events.translation.waiting.due import Due, due_of
from wagtail_migration_events.translation.waiting.rows import changed_texts
from wagtail_migration_events.translation.waiting.seen import Seen
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: So many lines has a message at most; of the rest it says how many there are.
MOST_LINES = 50
LONGEST_SUBJECT = 150
_WITH_NOTE = (NoticeKind.REQUESTED, NoticeKind.REMINDED, NoticeKind.REASSIGNED)


@dataclass(frozen=True)
class Told:
    """A notice, what it is about, and what its receiver may see of the event."""

    notice: TranslationNotice
    about: Any
    seen: Seen


@dataclass(frozen=True)
class Message:
    """A message ready to be sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Line:
    """One event in one language, as it stands in a message.

    Attributes:
        changed: names of the texts that the source has changed.
        words: what was said, by the one who asked or who reviewed.
        url: absolute; of the editor, of the list of what waits, or of what was asked of others.
    """

    seen: Seen
    language: str
    when: str
    due: Due | None
    changed: str
    actor: str
    words: str
    url: str

    @property
    def title(self) -> str:
        return one_line(self.seen.title, LONGEST_SUBJECT)

    @property
    def paragraphs(self) -> list[str]:
        return self.words.splitlines()

    @property
    def isolated_title(self) -> str:
        return set_apart(self.title)


@dataclass(frozen=True)
class Part:
    """What has happened, and to which translations."""

    heading: str
    lines: list[Line]


def message_for(user: Any, told: list[Told]) -> Message:
    """Return one message with all that is to be told to a person.

    :param user: with their profile.
    :param told: at least one.
    """
    newest = {(each.notice.kind, each.about.pk): each for each in told}
    latest = sorted(newest.values(), key=_by_deadline)
    with override(language_of(user)):
        context = {
            "user": user,
            "parts": _parts(latest[:MOST_LINES], user),
            "more": max(len(latest) - MOST_LINES, 0),
            "list_url": _absolute(reverse(LIST_URL)),
            "language": get_language(),
            "direction": "rtl" if get_language_bidi() else "ltr",
        }
        folder = "wagtail_migration_events/admin/translation_notices"
        return Message(
            subject=_subject(latest),
            text=render_to_string(f"{folder}/message.txt", context).strip() + "\n",
            html=render_to_string(f"{folder}/message.html", context),
        )


def _by_deadline(told: Told) -> tuple[dt.date, int]:
    """Put what is wanted as soon as possible first, and what nobody has requested last."""
    day = dt.date.min if told.notice.request_id else dt.date.max
    return told.about.due_on or day, told.notice.pk


def language_of(user: Any) -> str:
    """Return the language that somebody has chosen for the admin, or else the site's.

    Never the active one, which is that of whoever has done something.
    """
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE


def _parts(told: list[Told], user: Any) -> list[Part]:
    changed = [each.about for each in told if each.notice.kind == NoticeKind.SOURCE_CHANGED]
    states = states_of(changed) if changed else {}
    parts = []
    for kind in NoticeKind:
        lines = [_line(each, states, user) for each in told if each.notice.kind == kind]
        if lines:
            parts.append(Part(str(kind.label), lines))
    return parts


def _line(told: Told, states: dict[int, Any], user: Any) -> Line:
    notice, seen, row = told.notice, told.seen, told.about
    shown_in = get_language() or "en"
    has_state = notice.kind == NoticeKind.SOURCE_CHANGED
    return Line(
        seen=seen,
        language=language_name(normalise_tag(row.locale.language_code), shown_in),
        when=when_in_words(seen.event, shown_in) if seen.event is not None else "",
        due=due_of(row) if notice.request_id and row.closed_at is None else None,
        changed=changed_texts(states[row.pk]) if has_state else "",
        actor=notice.actor,
        words=(row.note if notice.kind in _WITH_NOTE else notice.words).strip(),
        url=_absolute(seen.edit_url or _without_page(told, user)),
    )


def _without_page(told: Told, user: Any) -> str:
    """Return where a person finds what nobody has begun: what they asked of others is not in the
    list of what waits for them."""
    event, row = told.seen.event, told.about
    is_of_others = row.asked_by_id == user.pk and row.person_id != user.pk
    if told.notice.kind == NoticeKind.OVERDUE and is_of_others and event is not None:
        return ask_url(event)
    return reverse(LIST_URL)


def _subject(told: list[Told]) -> str:
    first = told[0]
    kinds = {each.notice.kind for each in told}
    if len(told) == 1:
        values = {
            "what": first.notice.get_kind_display(),
            "title": first.seen.title,
            "language": language_name(normalise_tag(first.about.locale.language_code)),
        }
        subject = gettext("%(what)s: %(title)s (%(language)s)") % values
    elif len(kinds) == 1:
        counted = {"what": first.notice.get_kind_display(), "number": len(told)}
        subject = gettext("%(what)s (%(number)s)") % counted
    else:
        number = len(told)
        news = ngettext("%(number)s notice", "%(number)s notices", number) % {"number": number}
        subject = gettext("Translations of events: %(news)s") % {"news": news}
    return one_line(subject, LONGEST_SUBJECT)


def _absolute(path: str) -> str:
    return f"{(get_admin_base_url() or '').rstrip('/')}{path}"
