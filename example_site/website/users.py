"""People to log in as in the demo: their password is their user name."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

EDIT = ("add_page", "change_page")
PUBLISH = ("publish_page",)
# On whatever page it is given, it covers the event's pages in all languages.
FACTS = ("change_event_facts",)
#: Who may ask for translations.
ASK = ("editor",)


def load_users(home: Page) -> list[str]:
    """Make the users and groups of the demo; return the names of those that were new."""
    trees = {page.locale.language_code: page for page in home.get_translations(inclusive=True)}
    everywhere = list(trees.values())
    people = {
        "editor": (everywhere, EDIT + PUBLISH + FACTS),
        "translator-fr": ([trees["fr"]], EDIT),
        "translator-ar": ([trees["ar"]], EDIT),
        "reviewer-fr": ([trees["fr"]], EDIT + PUBLISH + FACTS),
    }
    users = get_user_model().objects
    new = []
    if not users.filter(username="admin").exists():
        users.create_superuser(
            "admin", "admin@example.org", "admin", first_name="Admin", last_name="Demo"
        )
        new.append("admin")
    for name, (pages, rights) in people.items():
        if users.filter(username=name).exists():
            continue
        group, _ = Group.objects.get_or_create(name=name.capitalize())
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        if name in ASK:
            group.permissions.add(Permission.objects.get(codename="submit_translation"))
        for page in pages:
            for right in rights:
                permission = Permission.objects.get(
                    content_type__app_label__in=("wagtailcore", "wagtail_migration_events"),
                    codename=right,
                )
                GroupPagePermission.objects.get_or_create(
                    group=group, page=page, permission=permission
                )
        first, _, last = name.partition("-")
        user = users.create_user(
            name,
            f"{name}@example.org",
            name,
            first_name=first.capitalize(),
            last_name=last.upper() or "Demo",
        )
        user.groups.add(group)
        new.append(name)
    return new
