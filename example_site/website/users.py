"""People to log in as in the demo: their password is their user name."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from wagtail_migration_events.translation.models import TranslationSettings

#: Facts: on whatever page it is given, it covers the event's pages in all languages.
EDITORS_MAY = ("add_page", "change_page", "publish_page", "change_event_facts")


def load_users(home: Page) -> list[str]:
    """Make the users of the demo; return the names of those that were new.

    Translators and reviewers join the groups that ``events_setup_groups`` has made.
    """
    people = {
        "editor": _editors(home),
        "translator-fr": _team("translators", "fr"),
        "translator-ar": _team("translators", "ar"),
        "reviewer-fr": _team("reviewers", "fr"),
    }
    users = get_user_model().objects
    new = []
    if not users.filter(username="admin").exists():
        users.create_superuser(
            "admin", "admin@example.org", "admin", first_name="Admin", last_name="Demo"
        )
        new.append("admin")
    for name, group in people.items():
        if users.filter(username=name).exists():
            continue
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


def _team(field: str, language: str) -> Group:
    settings = TranslationSettings.objects.get(site__is_default_site=True)
    return getattr(settings.languages.get(locale__language_code=language), field)


def _editors(home: Page) -> Group:
    """Return the group of those who edit and publish events in every language."""
    group, is_new = Group.objects.get_or_create(name="Editor")
    if is_new:
        for codename in ("access_admin", "submit_translation"):
            group.permissions.add(Permission.objects.get(codename=codename))
        for page in home.get_translations(inclusive=True):
            for permission in Permission.objects.filter(
                content_type__app_label__in=("wagtailcore", "wagtail_migration_events"),
                codename__in=EDITORS_MAY,
            ):
                GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return group
