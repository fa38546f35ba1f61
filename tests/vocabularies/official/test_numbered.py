from __future__ import annotations

import time

import pytest

from wagtail_migration_events.vocabularies.registry import get_vocabulary


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (13, "13"),
        ("13", "13"),
        ("013", "13"),
        (13.0, "13"),
        (" 7 ", "7"),
        ("Objective 13", "13"),
        ("objective13", "13"),
        ("GCM Objective 2 - Minimize adverse drivers", "2"),
        ("16 - Inclusion and social cohesion", "16"),
        ("14 – Consular protection", "14"),
        ("14 — Consular protection", "14"),
        ("Objectif 5 : Filières de migration régulière", "5"),
        ("Objetivo 9", "9"),
        ("Цель 3", "3"),
        ("目标13", "13"),
        ("الهدف ١٣", "13"),
        ("General", "general"),
        ("general", "general"),
        ("Remittances", "20"),
        ("Protección consular", "14"),
        ("Save lives and establish coordinated international efforts on missing migrants", "8"),
    ],
)
def test_an_objective_is_understood(value: object, code: str) -> None:
    assert get_vocabulary("gcm_objectives").resolve(value) == code


@pytest.mark.parametrize(
    "value",
    [
        0,
        24,
        -1,
        99,
        "0",
        "24",
        "",
        " ",
        None,
        "13.5",
        "2 - 4",
        "2-4",
        "13th",
        "Goal",
        True,
        1.5,
        "\x00",
        [13],
        "1 2",
        "Objective",
    ],
)
def test_what_is_no_objective_is_refused(value: object) -> None:
    assert get_vocabulary("gcm_objectives").resolve(value) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (10, "10"),
        ("10", "10"),
        ("SDG 10", "10"),
        ("sdg10", "10"),
        ("SDG.10 - Reduced Inequalities", "10"),
        ("Goal 10: Reduced inequalities", "10"),
        ("10. Reduced inequalities", "10"),
        ("Reduced inequalities", "10"),
        ("Inégalités réduites", "10"),
        ("10.7", "10.7"),
        ("Target 10.7", "10.7"),
        ("SDG target 10.7", "10.7"),
        ("10.C", "10.c"),
        ("8.10", "8.10"),
        ("08.08", "8.8"),
        ("10.7 Facilitate orderly migration", "10.7"),
        ("3.c.", "3.c"),
        ("Meta 10.7", "10.7"),
        ("Задача 10.7", "10.7"),
    ],
)
def test_a_goal_or_target_is_understood(value: object, code: str) -> None:
    assert get_vocabulary("sdgs").resolve(value) == code


@pytest.mark.parametrize(
    "value",
    [0, 18, "10.8", "10.d", "18.1", 10.7, "", None, "SDG", "10.7.1", "10 events", "10 - 11"],
)
def test_what_is_no_goal_or_target_is_refused(value: object) -> None:
    assert get_vocabulary("sdgs").resolve(value) is None


HOSTILE = {
    "spaces first": " " * 10**6 + "1",
    "letters": "1" + "x" * 10**6,
    "dots": "1." * 10**6,
    "digits": "9" * 10**6,
    "huge number": 10**5000,
    "words": "objective " * 10**5,
}


@pytest.mark.parametrize("name", ["gcm_objectives", "sdgs", "areas"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_value_is_refused_in_no_time(name: str, kind: str) -> None:
    started = time.perf_counter()
    assert get_vocabulary(name).resolve(HOSTILE[kind]) is None
    assert time.perf_counter() - started < 1
