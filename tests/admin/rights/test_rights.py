"""Role × screen × action of the whole admin: every cell is a request, and what it did is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.urls import reverse

from tests.admin.rights.addresses import address, our_addresses
from tests.admin.rights.table import ADMINISTRATOR, MODERATOR, STRANGER, TABLE, Row
from tests.admin.rights.world import World
from tests.editing import form_data
from wagtail_migration_events.vocabularies.kept_rows import FOLLOWED

pytestmark = [pytest.mark.localize, pytest.mark.django_db]
ROOT = Path(__file__).resolve().parents[3]
#: What a person is answered who has not the right: sent away, refused, not found, not taken.
REFUSALS = {302, 403, 404, 405}
#: Who has which editor open, which Wagtail notes as soon as that is shown.
NO_CONTENT = ("wagtailadmin_editingsession",)


@pytest.fixture
def world(site: Any, tmp_path: Path, on_commit: Any) -> World:
    return World(site, tmp_path, on_commit)


def test_every_address_of_the_package_has_a_row():
    assert our_addresses() == set(TABLE)


def path_of(world: World, name: str) -> str:
    row = TABLE[name]
    query = "&".join(f"{key}={value}" for key, value in row.query(world).items())
    return f"{address(name, *row.args(world))}?{query}"


class Written:
    """Notes the queries that change what is stored; Django's own log of queries has an end."""

    def __init__(self) -> None:
        self.queries: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        changes = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if changes and not any(table in sql for table in NO_CONTENT):
            self.queries.append(sql)
        return execute(sql, params, many, context)


def shown_form(world: World, name: str) -> dict[str, Any]:
    """Return what the form holds that a moderator is shown."""
    html = world.people[MODERATOR].get(path_of(world, name)).content
    forms = BeautifulSoup(html, "html.parser").select("main form[method=post i]")
    return max(map(form_data, forms), key=len)


def ask(world: World, role: str, name: str, data: Any = None) -> tuple[Any, list[str]]:
    """Send one request, and take back what it did; return the answer and what was written."""
    client, written = world.people[role], Written()
    client.cookies.pop("messages", None)
    path = path_of(world, name)
    with transaction.atomic():
        with connection.execute_wrapper(written), world.on_commit(execute=True):
            answer = client.get(path) if data is None else client.post(path, data)
        transaction.set_rollback(True)
    for table in FOLLOWED if written.queries else ():
        table.assume_none()  # what the process has kept of it is no longer true
    return answer, written.queries


def people_of(world: World, row: Row) -> list[str]:
    return [ADMINISTRATOR, STRANGER] if row.elsewhere else list(world.people)


def test_who_may_open_what_and_looking_changes_nothing(world: World):
    found, written = {}, {}
    for name, row in TABLE.items():
        for role in people_of(world, row):
            answer, changes = ask(world, role, name)
            assert answer.status_code in {200, *REFUSALS}, (name, role)
            if role == STRANGER:
                login = reverse("wagtailadmin_login")
                assert answer.status_code in {401, 403} or answer.url.startswith(login), name
            if answer.status_code == 200:
                found.setdefault(name, set()).add(role)
            if changes:
                written[name, role] = changes
    assert written == {}
    wrong = {n: found.get(n, set()) for n, row in TABLE.items() if found.get(n, set()) != row.opens}
    assert wrong == {}


def test_who_may_do_what(world: World):
    found = {}
    for name, row in TABLE.items():
        if not row.takes:
            continue
        form = shown_form(world, name) if row.as_shown else {}
        for role in people_of(world, row) if row.does else [ADMINISTRATOR]:
            data = row.sends(world) if row.sends else form
            answer, changes = ask(world, role, name, data)
            assert answer.status_code in {200, *REFUSALS}, (name, role)
            if changes:
                found.setdefault(name, set()).add(role)
    wrong = {n: found.get(n, set()) for n, row in TABLE.items() if found.get(n, set()) != row.does}
    assert wrong == {}


def test_what_stands_elsewhere_is_there():
    for name, row in TABLE.items():
        if row.elsewhere:
            assert (ROOT / row.elsewhere).is_file(), name
