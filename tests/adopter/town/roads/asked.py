"""Print what the system checks ask for, as JSON: the hint of each message by its id."""

import json
import sys

from django.core import checks

hints = {message.id: message.hint for message in checks.run_checks()}
sys.stdout.write(json.dumps(hints))
