"""Print what the system checks ask for, as JSON: the hint of each message by its id."""

import json

from django.core import checks

print(json.dumps({message.id: message.hint for message in checks.run_checks()}))
