"""Whether this process can serve the site, for a load balancer and for who watches it."""

from functools import cache as once
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

OK, PENDING, DOWN = "ok", "pending", "down"


@never_cache
@require_safe
def health(request: Any) -> JsonResponse:
    """Answers 503 if pages cannot be served; without its cache the site is slow, but it serves."""
    schema = _schema()
    database = DOWN if schema == DOWN else OK
    found = {"database": database, "schema": schema, "cache": _cache()}
    return JsonResponse(found, status=200 if schema == OK else 503)


def _schema() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return DOWN
    return OK if newest_migrations() <= applied.keys() else PENDING


@once
def newest_migrations() -> frozenset[tuple[str, str]]:
    """Return the last schema migration of each app, as the code that runs here knows them."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _cache() -> str:
    key, word = "health", uuid4().hex
    try:
        cache.set(f"{key}.{word}", word, 10)
        return OK if cache.get(f"{key}.{word}") == word else DOWN
    except Exception:  # whatever the site's cache raises
        return DOWN
