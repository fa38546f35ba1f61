"""One command makes the groups of every language, their rights and the workflow."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Page, Site, Workflow, WorkflowPage, WorkflowTask

from tests.factories import make_page, translated
from wagtail_migration_events.translation.models import (
    LanguageSettings,
    ReviewByLanguageTask,
    TranslationSettings,
)

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

#: For each of six languages two groups and the workflow at its home, and for all of them
#: the workflow and the settings.
ALL = 6 * 3 + 2


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("events_setup_groups", *arguments, stdout=out)
    return out.getvalue().splitlines()


def stored() -> list[Any]:
    models = (
        *(Group, GroupPagePermission, LanguageSettings, ReviewByLanguageTask),
        *(TranslationSettings, Workflow, WorkflowPage, WorkflowTask, Group.permissions.through),
    )
    return [list(model.objects.order_by("pk").values()) for model in models]


def rights_of(group: Group) -> set[tuple[str, int]]:
    rows = group.page_permissions.values_list("permission__codename", "page")
    return {*rows}


def test_every_language_gets_its_groups_and_the_workflow(site: Any):
    assert run()[-1] == f"{ALL} created, 0 unchanged"
    home = site.home["fr"]
    row = LanguageSettings.objects.get(locale=home.locale)
    assert row.translators.name == "Translators (French)"
    assert row.reviewers.name == "Reviewers (French)"
    assert rights_of(row.translators) == {("change_page", home.pk)}
    assert rights_of(row.reviewers) == {("change_page", home.pk), ("publish_page", home.pk)}
    for group in (row.translators, row.reviewers):
        assert [each.codename for each in group.permissions.all()] == ["access_admin"]
    assert LanguageSettings.objects.count() == 6
    task = ReviewByLanguageTask.objects.get()
    for page in site.events.values():
        assert [each.specific for each in page.get_workflow().tasks] == [task]


def test_a_second_run_in_another_language_changes_nothing(site: Any):
    run()
    before = stored()
    LanguageSettings.objects.get(locale__language_code="fr").translators.save()
    with override("fr"):
        assert run()[-1] == f"0 created, {ALL} unchanged"
    assert stored() == before


def test_the_names_are_in_the_language_of_the_run(site: Any):
    with override("fr"):
        run("--language", "es")
    row = LanguageSettings.objects.get()
    assert "espagnol" in row.reviewers.name


def test_what_people_have_chosen_stays(site: Any):
    team = Group.objects.create(name="Our French people")
    taken = Group.objects.create(name="Reviewers (French)")
    settings = TranslationSettings.objects.create(site=site.site)
    locale = site.home["fr"].locale
    LanguageSettings.objects.create(
        site_settings=settings, locale=locale, translators=team, needs_review=False
    )
    own = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.create(page=site.home["fr"], workflow=own)
    lines = run()
    assert lines[-1] == f"{ALL - 3} created, 3 unchanged"
    assert "Group “Our French people”: unchanged" in lines
    assert f"Workflow “Ours” for “{site.home['fr'].title}” (French): unchanged" in lines
    row = LanguageSettings.objects.get(locale=locale)
    assert (row.translators, row.needs_review) == (team, False)
    assert (row.reviewers.name, row.reviewers == taken) == ("Reviewers (French) 2", False)
    assert (rights_of(team), rights_of(taken)) == (set(), set())
    assert site.events["fr"].get_workflow() == own


def test_groups_that_were_renamed_are_known_again(site: Any):
    run()
    Group.objects.filter(name="Translators (French)").update(name="Traducteurs")
    GroupPagePermission.objects.filter(group__name="Traducteurs").delete()
    assert run()[-1] == f"0 created, {ALL} unchanged"
    assert not GroupPagePermission.objects.filter(group__name="Traducteurs").exists()


def test_a_dry_run_writes_nothing(site: Any):
    before = stored()
    lines = run("--dry-run")
    assert lines[-1] == f"{ALL} created, 0 unchanged"
    assert "Group “Translators (Arabic)”: created" in lines
    assert stored() == before


def test_only_some_languages(site: Any):
    assert run("--language", "fr", "--language", "ar")[-1] == "8 created, 0 unchanged"
    codes = LanguageSettings.objects.values_list("locale__language_code", flat=True)
    assert sorted(codes) == ["ar", "fr"]
    with pytest.raises(CommandError, match="“tlh” is not the code of a language"):
        run("--language", "tlh")


def test_each_site_has_groups_of_its_own(site: Any):
    root = Page.objects.get(depth=1)
    home = make_page(Page, root, title="Second", slug="second")
    translated(home, "fr")
    Site.objects.create(hostname="second.example.org", site_name="Second", root_page=home)
    assert run()[-1] == f"{ALL + 1 + 2 * 3} created, 0 unchanged"
    names = Group.objects.filter(name__contains="(French").values_list("name", flat=True)
    assert "Reviewers (French, Second)" in names
    assert len(names) == 4


def test_a_site_among_the_translated_pages_of_another_is_told_whose_groups_it_has(site: Any):
    below = make_page(Page, site.home["fr"], title="Second", slug="second")
    second = Site.objects.create(hostname="second.example.org", root_page=below)
    other = Site.objects.create(hostname="third.example.org", root_page=site.home["en"])
    said = [line for line in run() if "no groups of its own" in line]
    assert below.get_site() == site.site
    assert [line.split(":")[0] for line in said] == [f"Site {second}", f"Site {other}"]
    assert "“Second” (French), which Wagtail counts among the pages of the Site" in said[0]
    assert not any("no groups of its own" in line for line in run("--language", "es"))


def test_a_language_without_a_home_page_is_named(site: Any):
    site.home["ru"].delete()
    said = "Russian: no Site has a home page in this language yet."
    assert [line.startswith(said) for line in run("--language", "ru", "--dry-run")[-2:]] == [
        True,
        False,
    ]
    assert not any("no Site has a home page" in line for line in run("--language", "fr"))
    assert sum(line.startswith(said) for line in run()) == 1
