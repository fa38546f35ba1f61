"""The team's site before it heard of the package."""

import json
from pathlib import Path

from django.core.management import call_command
from roads.health import everything_works, look
from roads.populate import populate

call_command("migrate", verbosity=0)
populate()
everything_works()
Path("before.json").write_text(json.dumps(look()))
