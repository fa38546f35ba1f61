"""What every step on the way out does, and what has to be true after it."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from roads.health import everything_works

PACKAGE = "wagtail_migration_events"


def answer_of(*args: Any, **options: Any) -> list[str]:
    """Return the lines that a command has printed, also if it ended with 1."""
    out = StringIO()
    try:
        call_command(*args, stdout=out, **options)
    except SystemExit:
        assert not out.getvalue().endswith(" 0 refused\n")
    return out.getvalue().splitlines()


def tables_are_kept(app: str) -> None:
    """Something of the app is left, so its tables stay, and the answer says what to do."""
    with pytest.raises(CommandError, match=f"Run “events_leave {app}” first"):
        call_command("migrate", f"{PACKAGE}_{app}", "zero", verbosity=0)


def is_gone(*labels: str) -> None:
    """An app is no longer in the settings; nothing of it is left and everything works."""
    call_command("check", fail_level="WARNING")
    call_command(
        "remove_stale_contenttypes", include_stale_apps=True, interactive=False, verbosity=0
    )
    assert not ContentType.objects.filter(app_label__in=labels).exists()
    everything_works()
