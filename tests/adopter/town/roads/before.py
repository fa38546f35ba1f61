"""The team's site before it heard of the package."""

import json
from pathlib import Path

from django.core.management import call_command
from roads.health import look
from roads.populate import populate

call_command("migrate", verbosity=0)
populate()
Path("before.json").write_text(json.dumps(look()))
