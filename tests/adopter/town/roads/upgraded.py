"""The commands of docs/upgrading have been given on the site that was recorded."""

from django.core.management import call_command
from django.db import connection
from mysite.website.models import EventPage
from roads.health import everything_works, reader
from wagtail.models import Revision

from tests.adopter.recorded import NEW_COLUMN, STATE


def tables() -> set[str]:
    return set(connection.introspection.table_names())


before = tables()
for app, name in STATE.items():
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(name) FROM django_migrations WHERE app = %s", [app])
        assert cursor.fetchone()[0].startswith(name)
call_command("makemigrations", "website", verbosity=0)
call_command("migrate", verbosity=0)
call_command("check", fail_level="WARNING")
call_command("events_rebuild_occurrences", verbosity=0)
assert tables() > before

# A revision that was saved before the column was there keeps what the page has in it now.
page = EventPage.objects.get(slug="event-8", locale__language_code="en")
older = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk").first()
assert NEW_COLUMN not in older.content
setattr(page, NEW_COLUMN, "fair@example.org")
page.save_revision().publish()
assert getattr(older.as_object(), NEW_COLUMN) == "fair@example.org"
older.publish()
for each in EventPage.objects.filter(slug="event-8"):
    assert getattr(each, NEW_COLUMN) == "fair@example.org"
assert "Event 8 en" in reader().get(page.url).content.decode()
answer = reader().get("/api/events/?locale=en&when=all&limit=100").json()
assert "Event 4 en" in {item["title"]["text"] for item in answer["items"]}
everything_works()
