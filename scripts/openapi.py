"""The OpenAPI document of the API, as the tests compare it.

``python -m scripts.openapi`` writes it anew after a change that was meant.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).resolve().parents[1] / "tests" / "api" / "openapi.json"


def openapi_document() -> dict[str, Any]:
    """Return the document without what depends on the release and on the version of Wagtail."""
    from django.utils.translation import override

    from wagtail_migration_events.api.standalone import events_api

    with override("en"):
        document = json.loads(
            json.dumps(events_api.get_openapi_schema(path_prefix=""), default=str)
        )
    del document["info"]["version"]
    document["components"].pop("securitySchemes", None)
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return dict(document)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.worlds.full")
    import django

    django.setup()
    text = json.dumps(openapi_document(), indent=1, ensure_ascii=False, sort_keys=True)
    SNAPSHOT.write_text(f"{text}\n", encoding="utf-8")
    print(f"{SNAPSHOT} written.")


if __name__ == "__main__":
    main()
