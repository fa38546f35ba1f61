"""Who may write what through the addresses of localize: every cell of the table is a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import polib
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import resolve, reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    Workflow,
    WorkflowTask,
)
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.factories import make_event, make_organizer, make_page
from tests.translation import people
from tests.translation.translating import in_language, submit, translate, translation_of
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

LANGUAGES = ("fr", "ar")
#: The languages in whose trees each has these rights. All but the first are of no use elsewhere.
ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "editor": (("en", *LANGUAGES), people.PUBLISH),
    "translator-fr": (("fr",), people.EDIT),
    "translator-ar": (("ar",), people.EDIT),
    "reviewer-fr": (("fr",), people.PUBLISH),
    "nobody": ((), ()),
}
Request = Callable[[Client, Any, str], Any]


def _put(client: Client, url: str, value: str) -> Any:
    body = encode_multipart(BOUNDARY, {"value": value})
    return client.put(url, body, content_type=MULTIPART_CONTENT)


def _address(name: str, page: Any, language: str, *args: Any) -> str:
    return reverse(f"wagtail_localize:{name}", args=[translation_of(page, language).pk, *args])


def _string(page: Any, language: str, path: str) -> str:
    segment = translation_of(page, language).source.stringsegment_set.get(context__path=path)
    return _address("edit_string_translation", page, language, segment.pk)


def _override(page: Any, language: str) -> str:
    segments = translation_of(page, language).source.overridablesegment_set
    segment = segments.get(context__path="registration_url")
    return _address("edit_override", page, language, segment.pk)


def _upload(client: Client, page: Any, language: str) -> Any:
    po = polib.pofile(str(translation_of(page, language).export_po()))
    next(entry for entry in po if entry.msgctxt == "summary").msgstr = "From a file"
    file = SimpleUploadedFile("x.po", str(po).encode())
    return client.post(_address("upload_pofile", page, language), {"file": file})


def _at_editor(client: Client, page: Any, language: str, **data: str) -> Any:
    target = in_language(page, language)
    return client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), data)


def _restart(client: Client, page: Any, language: str) -> Any:
    translation = translation_of(page, language)
    assert not translation.enabled
    return _at_editor(client, page, language, **{"localize-restart-translation": "on"})


def _convert(client: Client, page: Any, language: str) -> Any:
    target = in_language(page, language)
    return client.post(reverse("wagtail_localize:convert_to_alias", args=[target.pk]))


def _sync(client: Client, page: Any, **data: str) -> Any:
    source = translation_of(page, "fr").source
    return client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), data)


IN_JSON: dict[str, Request] = {
    "string": lambda client, page, to: _put(client, _string(page, to, "summary"), "Words"),
    "no string": lambda client, page, to: client.delete(_string(page, to, "title")),
    "override": lambda client, page, to: _put(client, _override(page, to), "https://b.org/"),
    "no override": lambda client, page, to: client.delete(_override(page, to)),
}
FOR_EDITING: dict[str, Request] = IN_JSON | {
    "PO": _upload,
    "machine": lambda client, page, to: client.post(_address("machine_translate", page, to)),
    "stop": lambda client, page, to: client.post(_address("stop_translation", page, to)),
    "restart": _restart,
}
FOR_PUBLISHING: dict[str, Request] = {
    "publish": lambda client, page, to: _at_editor(client, page, to, action="publish"),
    "convert": _convert,
}
FOR_ALL: dict[str, Request] = {
    "sync": lambda client, page, to: _sync(client, page),
    "sync and publish": lambda client, page, to: _sync(client, page, publish_translations="on"),
}
ADDRESSES = FOR_EDITING | FOR_PUBLISHING | FOR_ALL
EVERYTHING = {(name, to) for name in FOR_EDITING | FOR_PUBLISHING for to in LANGUAGES}
EVERYTHING |= {(name, "all") for name in FOR_ALL}
MAY: dict[str, set[tuple[str, str]]] = {
    "admin": EVERYTHING,
    "editor": EVERYTHING,
    "translator-fr": {(name, "fr") for name in FOR_EDITING},
    "translator-ar": {(name, "ar") for name in FOR_EDITING},
    "reviewer-fr": {(name, "fr") for name in FOR_EDITING | FOR_PUBLISHING},
    "nobody": set(),
}


@pytest.fixture
def person(site: Any) -> Callable[[str], Client]:
    """Make a person of the role, who may submit pages for translation; logged in."""

    def make(role: str) -> Client:
        if role == "admin":
            return people.logged_in(people.member(role, is_superuser=True))
        languages, rights = ROLES[role]
        pages = [site.home[language] for language in languages]
        group = people.team(role, pages, rights, ["submit_translation"])
        return people.logged_in(people.member(role, group))

    return make


def _translated(page: Any, client: Any, on_commit: Any) -> Any:
    submit(client, page, *LANGUAGES, on_commit=on_commit)
    for language in LANGUAGES:
        translate(client, page, language, title=f"Title {language}")
    return page


@pytest.fixture
def event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    """An event in English, with drafts in French and Arabic, of which the title is translated."""
    page = make_event(
        site.events["en"],
        title="Forum",
        summary="How cities take part.",
        registration_url="https://register.example.org/",
    )
    _translated(page, editor_client, on_commit)
    for language in LANGUAGES:
        assert _put(editor_client, _override(page, language), "https://a.org/").status_code == 201
    editor_client.user.delete()  # the table has its own
    return page


def stored() -> list[Any]:
    """Return all that one of the addresses may write."""
    from wagtail_localize.models import (
        SegmentOverride,
        StringTranslation,
        Translation,
        TranslationLog,
        TranslationSource,
    )

    models = (
        *(SegmentOverride, StringTranslation, Translation, TranslationLog, TranslationSource),
        *(EventPage, OrganizerPage, Page, PageLogEntry, Revision, TaskState),
    )
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def levels(response: Any) -> list[str]:
    return [message.level_tag for message in get_messages(response.wsgi_request)]


def said(response: Any) -> str:
    return " ".join(str(message).strip() for message in get_messages(response.wsgi_request))


def outcome(name: str, client: Client, page: Any, language: str, on_commit: Any) -> str:
    """Send one request, and take back what it did. Return "done", a refusal, or what is wrong."""
    client.cookies.pop("messages", None)
    with transaction.atomic(), disable_reference_index_auto_update():
        if name == "restart":
            type(translation_of(page, language)).objects.update(enabled=False)
        before = stored()
        with on_commit(execute=True):
            response = ADDRESSES[name](client, page, language)
        changed = stored() != before
        transaction.set_rollback(True)
    if name in IN_JSON and response.status_code == 403:
        found = "refused: " + response.json()["detail"]
    elif response.status_code == 302 and "error" in levels(response):
        found = f"refused: {said(response)}"
    else:
        found = "done" if response.status_code in (200, 201, 302) else str(response.status_code)
    return found if changed == (found == "done") else f"{found}, but changed is {changed}"


@pytest.mark.parametrize("roles", [("admin", "editor"), tuple(ROLES)[1:]])
def test_who_may_write_what(roles: tuple[str, ...], event: Any, person: Any, on_commit: Any):
    for role in roles:
        client = person(role)
        found = {cell: outcome(cell[0], client, event, cell[1], on_commit) for cell in EVERYTHING}
        assert {cell for cell, each in found.items() if each == "done"} == MAY[role], role
        no_page = "refused: Sorry, you do not have permission to access this area."
        no_json = "refused: You do not have permission to perform this action."
        refused = {cell: each for cell, each in found.items() if cell not in MAY[role]}
        assert refused == {cell: no_json if cell[0] in IN_JSON else no_page for cell in refused}


def _lock(page: Any, user: Any) -> None:
    page.locked, page.locked_by = True, user
    page.locked_at = dt.datetime.now(dt.UTC)
    page.save(update_fields=["locked", "locked_by", "locked_at"], clean=False)


def _review(page: Any, user: Any) -> None:
    workflow = Workflow.objects.create(name="Review of French")
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(*user.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page.save_revision()
    workflow.start(page, user)


def _schedule(page: Any, user: Any) -> None:
    page.go_live_at = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    page.save_revision(user=user).publish()


LOCKS = {
    "locked": (_lock, "'Title fr' was locked by translator-fr on"),
    "in review": (_review, "This page is currently awaiting moderation. Only reviewers"),
    "scheduled": (_schedule, "is locked and has been scheduled to go live at"),
}


@pytest.mark.parametrize("kind", LOCKS)
def test_a_locked_page_is_written_by_nobody_else(
    kind: str, event: Any, person: Any, on_commit: Any
):
    client, other = person("editor"), person("translator-fr")
    lock, words = LOCKS[kind]
    lock(in_language(event, "fr"), other.user)
    found = {name: outcome(name, client, event, "fr", on_commit) for name in ADDRESSES}
    plain = {name: each.replace("<b>", "").replace("</b>", "") for name, each in found.items()}
    plain = {name: each.replace("&#x27;", "'") for name, each in plain.items()}
    assert [name for name, each in plain.items() if words not in each] == []
    assert [name for name, each in plain.items() if not each.startswith("refused: ")] == []
    # The other language is free, and who has the lock may go on.
    assert outcome("string", client, event, "ar", on_commit) == "done"
    own = outcome("string", other, event, "fr", on_commit)
    assert own == ("done" if kind != "scheduled" else found["string"])


def test_who_locked_a_page_is_said_once(event: Any, person: Any):
    client, other = person("editor"), person("translator-fr")
    target = in_language(event, "fr")
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert "translator-fr" not in client.get(url).content.decode()
    _lock(target, other.user)
    assert client.get(url).content.decode().count("by <b>translator-fr</b>") == 1
    response = client.post(_address("machine_translate", event, "fr"))
    assert response.url == url
    assert client.get(url).content.decode().count("by <b>translator-fr</b>") == 1
    assert "was locked" not in other.get(url).content.decode()
    ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    assert client.post(_address("machine_translate", event, "fr"), **ajax).status_code == 403


def test_a_request_without_words_is_told_so(event: Any, person: Any):
    client = person("admin")
    before = stored()
    for url in (_string(event, "fr", "summary"), _override(event, "fr")):
        response = client.put(url, encode_multipart(BOUNDARY, {}), content_type=MULTIPART_CONTENT)
        assert response.status_code == 400
        assert response.json() == {"value": ["This field is required."]}
    assert stored() == before


def test_words_that_no_page_may_hold_are_refused(event: Any, person: Any):
    client = person("admin")
    before = stored()
    for url in (_string(event, "fr", "summary"), _override(event, "fr")):
        for words, named in (("a\0b", "U+0000"), ("a\u202eb", "U+202E")):
            response = _put(client, url, words)
            assert response.status_code == 400
            assert named in response.json()["value"][0]
    assert stored() == before
    assert _put(client, _string(event, "fr", "summary"), "Two\nlines").status_code == 201


def test_words_in_a_format_that_localize_does_not_read_are_refused(event: Any, person: Any):
    client, before = person("admin"), stored()
    for url in (_string(event, "fr", "summary"), _override(event, "fr")):
        for content_type, status in (("application/json", 400), ("text/plain", 415)):
            response = client.put(url, '{"value": "Words"}', content_type=content_type)
            assert response.status_code == status
    assert stored() == before


def test_a_machine_that_does_not_answer_is_no_fault_of_whoever_asks(
    event: Any, person: Any, monkeypatch: Any
):
    from wagtail_localize.machine_translators.dummy import DummyTranslator

    def fail(*args: Any) -> None:
        raise ConnectionError("The machine is far away")

    monkeypatch.setattr(DummyTranslator, "translate", fail)
    response = FOR_EDITING["machine"](person("admin"), event, "fr")
    assert (response.status_code, said(response)) == (
        302,
        "The machine did not answer. Try again later.",
    )


def test_whoever_may_not_see_a_page_learns_nothing_of_it(event: Any, person: Any):
    client, other = person("nobody"), person("translator-fr")
    target = in_language(event, "fr")
    _lock(target, other.user)
    source = translation_of(event, "fr").source
    answers = [
        client.get(reverse("wagtail_localize:update_translations", args=[source.pk])),
        client.get(reverse("wagtail_localize:convert_to_alias", args=[target.pk])),
        *(ADDRESSES[name](client, event, "fr") for name in ADDRESSES if name != "restart"),
    ]
    words = " ".join(each.content.decode() + said(each) for each in answers)
    words += client.get(reverse("wagtailadmin_home")).content.decode()
    for secret in (target.title, event.title, "translator-fr", "locked"):
        assert secret not in words


def test_organizers_are_guarded_and_other_pages_left_to_localize(
    site: Any, editor_client: Any, person: Any, on_commit: Any
):
    client, other = person("editor"), person("translator-fr")
    answers = []
    for page in (
        make_organizer(site.organizers["en"], "Host"),
        make_page(Page, site.home["en"], title="About"),
    ):
        _translated(page, editor_client, on_commit)
        _lock(in_language(page, "fr"), other.user)
        answers.append(outcome("machine", client, page, "fr", on_commit))
        url = _string(page, "fr", "title")
        answers.append(_put(client, url, "Words").status_code)
    assert answers[0].startswith("refused: <b>'Title fr' was locked</b> by <b>translator-fr</b>")
    assert answers[1:] == [403, "done", 200]


def test_every_address_of_localize_is_known():
    """A new one must be looked at: does it write?"""
    from wagtail_localize.wagtail_hooks import register_admin_urls

    from wagtail_migration_events.translation.guards.doors import DOORS
    from wagtail_migration_events.translation.guards.seams import SEAMS

    (include,) = register_admin_urls()
    reading = {
        *("javascript_catalog", "download_pofile", "preview_translation"),
        *("snippets_api_listing", "snippets_api_detail"),
        *("translations_report", "translations_report_results"),
    }
    left_to_localize = {"submit_page_translation", "submit_snippet_translation"}
    guarded = {door.name for door in DOORS} | {"update_translations"}
    known = reading | left_to_localize | guarded
    assert {pattern.name for pattern in include.url_patterns} <= known
    assert {(door.owner, door.name) for door in DOORS} <= set(SEAMS)


def test_addresses_that_django_loaded_too_early_are_a_check_error(monkeypatch: Any):
    from wagtail_migration_events.translation.guards.installing import check_addresses
    from wagtail_migration_events.translation.guards.seams import ORIGINAL

    assert check_addresses(None) == []
    address = reverse("wagtail_localize:edit_override", args=[1, 1])
    monkeypatch.delattr(resolve(address).func, ORIGINAL)
    (error,) = check_addresses(None)
    assert error.id == "wagtail_migration_events.E021"
