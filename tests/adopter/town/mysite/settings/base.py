"""A team's site in four languages, as it was before it heard of the package."""

import os

import dj_database_url

SECRET_KEY = "for tests only"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "mysite.urls"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES = {"default": dj_database_url.config(env="TOWN_DATABASE_URL")}
if DATABASES["default"]["ENGINE"].endswith(".sqlite3"):
    # Nobody minds if it is lost with the machine.
    quick = "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"
    DATABASES["default"]["OPTIONS"] = {"init_command": quick}
USE_TZ = True
TIME_ZONE = "Europe/Zurich"
LANGUAGE_CODE = "en"
USE_I18N = WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("ar", "Arabic"),
    ("en", "English"),
    ("fr", "French"),
    ("es", "Spanish"),
]
WAGTAIL_SITE_NAME = "Town"
WAGTAILADMIN_BASE_URL = "http://town.example"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

TRANSLATION_APPS = {
    "wagtail-localize": ["wagtail_localize", "wagtail_localize.locales"],
    "simple_translation": ["wagtail.contrib.simple_translation", "wagtail.locales"],
}
INSTALLED_APPS = [
    "mysite.website",
    *TRANSLATION_APPS[os.environ["TOWN_TRANSLATES_WITH"]],
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
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
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
