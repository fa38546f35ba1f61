"""Fixtures: a site in six languages with an events index and an organizers index in each."""

from __future__ import annotations

import gc
import os
from contextlib import nullcontext
from inspect import signature
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template import Template
from django.test import Client, TestCase
from django.test.utils import instrumented_test_render
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.worlds.stored_database import (
    can_be_kept,
    digest_of_all,
    digest_of_migrations,
    stored_database,
)

hypothesis_settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("default")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in its thread
HAS_PAGES = "wagtail_migration_events.pages" in settings.INSTALLED_APPS
HAS_LOCALIZE = "wagtail_localize" in settings.INSTALLED_APPS
SWAPPED = (
    hasattr(settings, "WAGTAIL_PAGE_MODEL") and settings.WAGTAIL_PAGE_MODEL != "wagtailcore.Page"
)


_render = Template._render

# Its models belong to apps that only the swapped world installs, so even importing them does harm.
collect_ignore_glob = [] if SWAPPED else ["swapped/*"]


def pytest_sessionstart(session: Any) -> None:
    """Let no pure test look into the tables that a process keeps."""
    from wagtail_migration_events.vocabularies.kept_rows import FOLLOWED

    for table in FOLLOWED:
        table.assume_none()


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Each world runs the tests that make sense in it; the rest are left out, not skipped."""
    kept = []
    for item in items:
        in_swapped = "tests/swapped" in str(item.path)
        if in_swapped != SWAPPED or (item.get_closest_marker("localize") and not HAS_LOCALIZE):
            continue
        kept.append(item)
    dropped = [item for item in items if item not in set(kept)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


def plant_trees() -> None:
    """A home in six languages, each with an events index and an organizers index below it.

    A database that was kept with ``--reuse-db`` has them already; one that a test with real
    transactions has emptied has them no more.
    """
    from wagtail.models import Locale, Page, Site

    from tests.factories import make_page, translated
    from wagtail_migration_events.pages.models import EventIndexPage, OrganizerIndexPage

    if EventIndexPage.objects.exists():
        return
    Locale.objects.get_or_create(language_code="en")
    wagtail_site = Site.objects.filter(is_default_site=True).first()
    if wagtail_site is None:
        root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
        home = make_page(Page, root, title="Home", slug="home")
        wagtail_site = Site.objects.create(
            hostname="localhost", root_page=home, is_default_site=True
        )
    home = wagtail_site.root_page
    indexes = [
        make_page(EventIndexPage, home, title="Events", slug="events"),
        make_page(OrganizerIndexPage, home, title="Organizers", slug="organizers"),
    ]
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code != "en":
            for page in (home, *indexes):
                translated(page, code)


def forget_what_is_kept() -> None:
    """Empty what a process keeps of rows that may have been taken back meanwhile."""
    from django.core.cache import cache
    from wagtail.models import Site

    from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
    from wagtail_migration_events.vocabularies.kept_rows import FOLLOWED

    cache.clear()
    KEPT_RESULTS.forget()
    for table in FOLLOWED:
        table.assume_none()
    Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def _fresh_caches(request: Any) -> Any:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import translation

    forget_what_is_kept()
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        # A page asks for its content type as soon as it is made: such a test needs the database,
        # and must say so rather than find an answer that an earlier test has left.
        ContentType.objects.clear_cache()
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True, scope="session")
def _templates_as_on_a_site(django_test_environment: None) -> None:
    """Draw templates without noting each of them, and its context, for `response.templates`.

    An editor's form is drawn with two thousand templates: the notes took an eighth of its time.
    """
    Template._render = _render


@pytest.fixture
def noted_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `response.templates` and `response.context` in this test."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(scope="session")
def django_db_setup(
    request: Any,
    django_db_modify_db_settings: None,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> None:
    """Build the page trees once; every test then works on them in a transaction of its own.

    ``--create-db`` builds anew what may be kept from an earlier run.
    """
    keeps = can_be_kept() and not django_db_createdb
    planted = stored_database(digest_of_all()) if keeps else nullcontext(True)
    with planted as is_planted, django_db_blocker.unblock():
        with nullcontext() if is_planted else stored_database(digest_of_migrations()):
            request.getfixturevalue("django_db_setup")
        if HAS_PAGES:
            plant_trees()
    # What is loaded by now stays to the end. Looking through all of it for garbage, again and
    # again, took a quarter of the time of a request for the editor.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # of what tests leave behind, little is garbage for long


@pytest.fixture
def languages(site: Any) -> dict[str, Any]:
    """The six locales by language code."""
    from wagtail.models import Locale

    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def site(db: Any) -> Any:
    """A Wagtail Site with a home, an events index and an organizers index in six languages.

    ``site.home["fr"]``, ``site.events["fr"]``, ``site.organizers["fr"]``.
    """
    return trees()


def trees() -> Any:
    from wagtail.models import Site

    from wagtail_migration_events.pages.models import EventIndexPage, OrganizerIndexPage

    plant_trees()

    def by_language(pages: Any) -> dict[str, Any]:
        return {page.locale.language_code: page for page in pages.select_related("locale")}

    wagtail_site = Site.objects.get(is_default_site=True)
    return SimpleNamespace(
        site=wagtail_site,
        home=by_language(wagtail_site.root_page.get_translations(inclusive=True)),
        events=by_language(EventIndexPage.objects),
        organizers=by_language(OrganizerIndexPage.objects),
    )


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: Any) -> Any:
    """``with on_commit(execute=True):`` does what is left for after the transaction."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def languages_live_at_will(site: Any) -> None:
    """No gate: whoever may publish a language publishes it. For tests of something else."""
    from tests.translation.gates import set_gate
    from wagtail_migration_events.translation.site_settings import Gate

    set_gate(site.home["en"], Gate.READY)


@pytest.fixture
def editor_client(client: Any, django_user_model: Any) -> Any:
    """A client logged in as somebody who may edit and publish everything."""
    return logged_in_as_editor(client, django_user_model)


def logged_in_as_editor(client: Any, user_model: Any) -> Any:
    users = user_model.objects
    user = users.filter(username="admin").first()  # there already if they have built the pages
    user = user or users.create_superuser("admin", "admin@example.org", "admin")
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture(scope="module")
def built_once(django_db_setup: None, django_db_blocker: Any) -> Any:
    """A function that builds pages for all tests of a module, which find them as they were built.

    ``built_once(build)`` returns what ``build`` returns, which may ask for ``site``,
    ``editor_client`` and ``on_commit``. It stands in a transaction that ends with the module; that
    of each test is a savepoint in it. A test reads the pages anew: an object in memory is not taken
    back. Not for modules with tests that have real transactions.
    """
    offered = {
        "site": trees,
        "editor_client": lambda: logged_in_as_editor(Client(), get_user_model()),
        "on_commit": lambda: TestCase.captureOnCommitCallbacks,
    }
    with django_db_blocker.unblock():
        of_module = transaction.atomic()
        of_module.__enter__()

    def build_now(build: Any) -> Any:
        with django_db_blocker.unblock():
            forget_what_is_kept()
            return build(**{name: offered[name]() for name in signature(build).parameters})

    yield build_now
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        of_module.__exit__(None, None, None)


@pytest.fixture
def assembly(site: Any) -> Any:
    """An event of a class that is previewed on the site's front end."""
    from tests.adopter.models import AssemblyPage
    from tests.factories import MAY_3, make_event

    return make_event(site.events["en"], AssemblyPage, title="Assembly", starts_at=MAY_3)


@pytest.fixture
def rebuild_edit_handlers() -> Any:
    """For tests that change which fields an editor sees: Wagtail keeps edit handlers."""
    from wagtail.admin.panels.model_utils import get_edit_handler
    from wagtail.models import get_page_models

    def forget() -> None:
        get_edit_handler.cache_clear()
        for model in get_page_models():
            model.get_edit_handler.cache_clear()

    forget()
    yield forget
    forget()
