from pathlib import Path

from wagtail import VERSION

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"

INSTALLED_APPS = [
    "example_site.website",
    # The package: the core, the ready-made pages, and the guards around wagtail-localize.
    "wagtail_migration_events.pages",
    "wagtail_migration_events.translation",
    "wagtail_migration_events",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    *(["wagtail.api.v3"] if VERSION >= (8, 0) else []),
    # With its middleware, what is imported is found at its old address too.
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "ninja",  # serves the page /api/events/docs from here, not from another host
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "example_site.content_policy.policy_of_the_admin",
    "example_site.cross_origin.events_api_for_any_origin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "example_site.middleware.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "example_site.urls"
WSGI_APPLICATION = "example_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("ar", "Arabic"),
    ("zh-hans", "Chinese (simplified)"),
    ("en", "English"),
    ("fr", "French"),
    ("ru", "Russian"),
    ("es", "Spanish"),
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# The reference client of the API, which needs nothing of this site but the API's address.
STATICFILES_DIRS = [("client", ROOT / "client")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# What a browser may load and run on a page of this site (Django 6 takes the same as SECURE_CSP).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
    }
}
# The editor of Wagtail 8.0 still has scripts and styles inside its pages, frames previews, and
# shows pictures before they are uploaded.
ADMIN_POLICY = {
    "frame-ancestors": ["'self'"],
    "frame-src": ["'self'"],
    "img-src": ["'self'", "blob:", "data:"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}

# No picture of an editor is fetched from another host, and none is asked for a newer Wagtail, which
# the policy would refuse.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_SITE_NAME = "Human Mobility Events"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
# PostgreSQL's own default takes every text for English: it drops words such as "on",
# and finds other events than SQLite.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
# A translation goes live when somebody publishes it, never because it was begun.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
    "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
}
WAGTAIL_MIGRATION_EVENTS_BASE_TEMPLATE = "website/base.html"
WAGTAIL_MIGRATION_EVENTS_DEFAULT_TIMEZONE = "Europe/Zurich"
# This site uses every field but the coordinates.
WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = ("latitude", "longitude")
