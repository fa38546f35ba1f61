"""What the three worlds share."""

import os
import tempfile
from pathlib import Path

import dj_database_url

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(tempfile.gettempdir()) / "wagtail-migration-events-tests"

SECRET_KEY = "for tests only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "tests.worlds.urls"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {"default": dj_database_url.config(default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith(".mysql"):
    # Sites use mysqlclient, which has to be compiled; this stands in for it where tests run.
    import pymysql

    pymysql.version_info = (2, 2, 7, "final", 0)  # what Django asks for of mysqlclient
    pymysql.install_as_MySQLdb()
if redis_url := os.environ.get("REDIS_URL"):
    # Each process that shares the tests has a database of its own, and so a cache of its own.
    _process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    redis_url = f"{redis_url.rstrip('/').rsplit('/', 1)[0]}/{_process}"
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    }

LANGUAGE_CODE = "en"
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("ar", "Arabic"),
    ("zh-hans", "Chinese"),
    ("en", "English"),
    ("fr", "French"),
    ("ru", "Russian"),
    ("es", "Spanish"),
]
WAGTAIL_SITE_NAME = "Tests"
WAGTAIL_HEADLESS_PREVIEW = {
    "CLIENT_URLS": {"default": "https://front.example"},
    "REDIRECT_ON_PREVIEW": True,
}
WAGTAILADMIN_BASE_URL = "http://testserver"
# PostgreSQL's own default takes every text for English: it drops words such as "on",
# and finds other events than SQLite.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}

WAGTAIL_APPS = [
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
]
DJANGO_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
