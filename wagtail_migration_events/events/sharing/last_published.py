"""The facts that a source has published last, also while it is not live and its row holds a draft.

Its revisions would not do: Wagtail does not say which of them was live last, and they are purged.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from wagtail_migration_events.events.fact_columns import Facts, own_names
from wagtail_migration_events.events.group import EventGroup, source_page


def facts_as_stored(page: Any) -> Facts:
    """Return a page's facts by column, as a revision would hold them."""
    data = page.serializable_data()
    columns = own_names(type(page), type(page).event_facts)
    facts: Facts = {name: data[name] for name in columns if name in data}
    return facts


def published_source(group: EventGroup) -> Any:
    """Return the source of facts with the facts that it has published last.

    :return: a page that is not to be saved; None if the source has gone, or was never published.
    """
    source = source_page(group)
    if source is None or source.live:
        return source
    if not group.published_facts:
        return None
    return with_facts_as_stored(source, group.published_facts)


def with_facts_as_stored(source: Any, facts: Facts) -> Any:
    """Return a page like ``source``, not to be saved, with facts as ``facts_as_stored`` has them.

    They are in the form in which JSON has them, as ``serializable_data`` of stream fields is.
    """
    data = json.loads(json.dumps(source.serializable_data(), cls=DjangoJSONEncoder))
    return type(source).from_serializable_data({**data, **facts})
