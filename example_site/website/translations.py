"""What waits for the translators of the demo, and what the site asks for by itself."""

from django.contrib.auth import get_user_model
from django.test.utils import override_settings
from wagtail.models import Locale

from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.translation.models import (
    RequestRule,
    TranslationRequest,
    TranslationSettings,
)
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.vocabularies.site.terms import EventType

#: Code of the type of event that is promised in these languages.
PROMISED_TYPE, PROMISED = "gcm-talk", ["en", "fr", "es"]
#: English slug of an event, the language it is to have, a note, and whether it is wanted at once.
WANTED = (
    ("registers-that-talk-to-each-other", "fr", "For the offices that work in French.", False),
    ("round-table-4", "fr", "", True),
    ("round-table-2", "ar", "For the delegations that read Arabic only.", False),
    ("cities-ahead-of-the-flood", "ar", "", True),
)


def load_rule() -> list[str]:
    """Let GCM Talks be asked for by themselves; return their names if there was no rule yet."""
    settings = TranslationSettings.objects.get(site__is_default_site=True)
    if settings.rules.exists():
        return []
    kind = EventType.objects.get(code=PROMISED_TYPE)
    RequestRule.objects.create(site_settings=settings, event_type=kind, locales=PROMISED)
    return [f"{kind}: {', '.join(PROMISED)}"]


# What comes with the demo is no news to anybody.
@override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
def load_requests() -> list[str]:
    """Let some translations wait; return a title for each that nobody had asked for before."""
    people = get_user_model().objects
    editor = people.get(username="editor")
    new = []
    for slug, language, note, soon in WANTED:
        event = EventPage.objects.get(slug=slug, locale__language_code="en")
        locale = Locale.objects.get(language_code=language)
        asked = TranslationRequest.objects.filter(group=event.translation_key, locale=locale)
        if not asked.exists():
            translator = people.get(username=f"translator-{language}")
            wish = Wish(person=translator, note=note, soon=soon)
            ask_for([event], [locale], actor=editor, wish=wish)
            new.append(f"{event.title} ({language})")
    return new
