"""Nothing of the package is in the settings: the site is what it was, with its new events."""

import json
import sys
from pathlib import Path
from unittest import TextTestRunner, defaultTestLoader

from django.core.management import call_command
from mysite.website.models import EventPage
from roads.health import look, reader
from roads.leaving_steps import PACKAGE, is_gone

call_command("rebuild_references_index", verbosity=0)
is_gone(PACKAGE)
assert not [name for name in sys.modules if name.startswith(PACKAGE)]
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
assert (
    TextTestRunner()
    .run(defaultTestLoader.loadTestsFromName("mysite.website.tests"))
    .wasSuccessful()
)
then = json.loads(Path("before.json").read_text())
assert [text[:3] for text in then.values()] == [text[:3] for text in look(then).values()]
for slug, language in (("event-8", "en"), ("event-3", "fr")):
    page = EventPage.objects.get(slug=slug, locale__language_code=language)
    page.get_latest_revision().publish()
    assert reader().get(page.url).status_code == 200
