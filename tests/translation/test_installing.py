"""A site that has forgotten wagtail-localize is told so, where Django starts."""

from __future__ import annotations

import subprocess
import sys

START = """
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["wagtail_migration_events.translation"])
django.setup()
"""


def test_without_wagtail_localize_one_is_told_what_to_install_and_to_add():
    done = subprocess.run(
        [sys.executable, "-c", START],
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert "wagtail-migration-events[localize]" in last
    assert '"wagtail_localize"' in last
