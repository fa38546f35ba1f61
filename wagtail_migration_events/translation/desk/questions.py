"""Questions about a piece of text: Wagtail's comments on the page, in a thread below the field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import COMMENTS_RELATION_NAME, Comment, CommentReply

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.desk.page_editor import tell_of_comments

ASK, QUESTION, REPLY, ANSWER, RESOLVE = "ask", "question-", "reply", "answer-", "resolve"
LONGEST = 5000


def are_enabled() -> bool:
    """Whether the site lets people comment on pages."""
    return bool(getattr(settings, "WAGTAILADMIN_COMMENTS_ENABLED", True))


def read_threads(page: Any) -> dict[str, list[Any]]:
    """Return the open comments on a page by the path of the field, with their ``answers``.

    :param page: as a revision has it; Wagtail has read its comments with it.
    """
    found: dict[str, list[Any]] = defaultdict(list)
    known = [comment.pk for comment in getattr(page, COMMENTS_RELATION_NAME).all()]
    if not known:
        return found
    replies = CommentReply.objects.select_related("user").order_by("created_at", "pk")
    comments = Comment.objects.filter(pk__in=known, resolved_at=None).select_related("user")
    answers = Prefetch("replies", queryset=replies, to_attr="answers")
    for comment in comments.order_by("created_at", "pk").prefetch_related(answers):
        found[comment.contentpath].append(comment)
    return found


def typed_in(data: Mapping[str, str]) -> dict[str, str]:
    """Return the questions and answers that a form holds, by the names of their fields."""
    if not are_enabled():
        return {}
    return {
        name: data[name]
        for name in data
        if name.startswith((QUESTION, ANSWER)) and data[name].strip()
    }


def tell_of_unsent(request: HttpRequest, unsent: Iterable[str]) -> None:
    """Say what is typed and not sent: it is lost to whoever takes it for asked.

    :param unsent: names of fields, as from ``typed_in``.
    """
    names = tuple(unsent)
    if any(name.startswith(QUESTION) for name in names):
        messages.warning(request, _("You have typed a question and not sent it yet."))
    if any(name.startswith(ANSWER) for name in names):
        messages.warning(request, _("You have typed an answer and not sent it yet."))


def talk(
    request: HttpRequest, page: Any, paths: dict[str, str], unsent: dict[str, str]
) -> str | None:
    """Do what a request asks of the questions; return the anchor to go to, None if it asks nothing.

    :param paths: of the fields that can be asked about, by the key that the form has for each.
    :param unsent: as from ``typed_in``; what is sent now is taken out of it.
    """
    if not are_enabled():
        return None
    if key := request.POST.get(ASK):
        return _ask(request, page, key, paths, unsent)
    if pk := request.POST.get(REPLY) or request.POST.get(RESOLVE):
        return _on_comment(request, page, pk, paths, unsent)
    return None


def show_unsent(sections: Iterable[Any], unsent: Mapping[str, str]) -> list[str]:
    """Put what is not sent back into its field; return the texts whose field is not there.

    :param sections: as from ``lay_out``, with the open questions.
    """
    left = dict(unsent)
    for spot in (spot for section in sections for spot in section.spots):
        spot.question = left.pop(f"{QUESTION}{spot.key}", "")
        for comment in spot.threads:
            comment.typed_answer = left.pop(f"{ANSWER}{comment.pk}", "")
    return list(left.values())


def _ask(
    request: HttpRequest, page: Any, key: str, paths: dict[str, str], unsent: dict[str, str]
) -> str:
    path, text = paths.get(key), request.POST.get(f"{QUESTION}{key}", "").strip()
    if path is None:
        messages.error(request, _("This field is not there any more."))
    elif _is_fit(request, text):
        unsent.pop(f"{QUESTION}{key}", None)
        comment = Comment.objects.create(
            page_id=page.pk, user=request.user, text=text, contentpath=path
        )
        comment.log_create(page_revision=page.get_latest_revision(), user=request.user)
        tell_of_comments(request, page, new_comments=[comment])
        messages.success(request, _("Your question is asked."))
    return f"place-{key}"


def _on_comment(
    request: HttpRequest, page: Any, pk: str, paths: dict[str, str], unsent: dict[str, str]
) -> str:
    is_number = pk.isascii() and pk.isdigit() and len(pk) < 19
    found = Comment.objects.filter(page=page.pk, resolved_at=None, pk=pk) if is_number else ()
    comment = next(iter(found), None)
    if comment is None:
        messages.error(request, _("This question is answered already."))
        return ""
    is_only_answer, answer = REPLY in request.POST, f"{ANSWER}{pk}"
    if (is_only_answer or answer in unsent) and _reply(request, page, comment):
        unsent.pop(answer, None)
    if not is_only_answer and answer not in unsent:
        _resolve(request, page, comment)
    return next((f"place-{key}" for key, path in paths.items() if path == comment.contentpath), "")


def _reply(request: HttpRequest, page: Any, comment: Any) -> bool:
    text = request.POST.get(f"{ANSWER}{comment.pk}", "").strip()
    if not _is_fit(request, text):
        return False
    reply = CommentReply.objects.create(comment=comment, user=request.user, text=text)
    reply.log_create(page_revision=page.get_latest_revision(), user=request.user)
    tell_of_comments(request, page, new_replies=[(comment, [reply])])
    messages.success(request, _("Your answer is there."))
    return True


def _resolve(request: HttpRequest, page: Any, comment: Any) -> None:
    comment.resolved_at, comment.resolved_by = timezone.now(), request.user
    comment.save()
    comment.log_resolve(page_revision=page.get_latest_revision(), user=request.user)
    tell_of_comments(request, page, resolved_comments=[comment])
    messages.success(request, _("The question is resolved."))


def _is_fit(request: HttpRequest, text: str) -> bool:
    fault = ""
    if not text:
        fault = _("Write your question first.")
    elif len(text) > LONGEST:
        fault = _("A question has at most %(most)s characters.") % {"most": LONGEST}
    else:
        try:
            check_text(text, paragraphs=True)
        except ValidationError as error:
            fault = " ".join(error.messages)
    if fault:
        messages.error(request, fault)
    return not fault
