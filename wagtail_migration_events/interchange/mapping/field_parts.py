"""Columns that are the parts of one field, as Drupal lays them out: ``field_date.end_value``."""

from __future__ import annotations

from collections.abc import Collection

#: Of an address (module "address"), in the order in which people say them.
_PLACE = ("organization", "address_line1", "address_line2", "locality")
#: Parts that say nothing of an event.
NOT_SUGGESTED = (".id", ".format", ".options", ".langcode", ".pid")


def add_parts(columns: dict[str, list[str]], headers: Collection[str]) -> None:
    """Add to suggested columns the other parts of the fields that were found.

    :param columns: the headers of each of our columns; changed.
    """
    start = columns.get("start", [""])[0]
    field, _dot, part = start.rpartition(".")
    if part == "value":
        for column, name in (("end", "end_value"), ("timezone", "timezone")):
            if f"{field}.{name}" in headers and (name == "end_value" or column not in columns):
                columns[column] = [f"{field}.{name}"]
    for header in headers:
        field, _dot, part = header.rpartition(".")
        if part == "country_code" and f"{field}.locality" in headers:
            _add_address(columns, headers, f"{field}.")
            return


def _add_address(columns: dict[str, list[str]], headers: Collection[str], field: str) -> None:
    places = [each for each in columns.get("location", []) if not each.startswith(field)]
    columns["location"] = [*places, *(field + part for part in _PLACE if field + part in headers)]
    country = columns.get("country", [field])[0]
    if country.startswith(field):
        columns["country"] = [f"{field}country_code"]
