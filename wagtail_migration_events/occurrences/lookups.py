"""A condition for queries that name many rows by their keys."""

from __future__ import annotations

import json
from typing import Any

from django.db.models.lookups import In


class AmongKeys(In):
    """Whether a number or a key is one of many: ``filter(AmongKeys(F("page_id"), pks))``.

    PostgreSQL and SQLite are given all of them as one parameter. With one for each, as ``__in``
    does, a thousand take three times as long to prepare as to find, and SQLite has a limit.
    """

    prepare_rhs = False

    def get_prep_lookup(self) -> Any:
        """Return the keys; none is an expression, for which Django would look through them."""
        return list(self.rhs)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, f"{{{','.join(map(str, self.rhs))}}}"]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        adapt = self.lhs.output_field.get_db_prep_value
        values = json.dumps([adapt(value, connection) for value in self.rhs])
        # What is put together here is a column of a model and no text from outside.
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, values]  # noqa: S608
