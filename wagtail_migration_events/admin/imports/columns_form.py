"""The form in which somebody says which column of a file is which of ours."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from wagtail_migration_events.admin.imports.column_labels import LABELS
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.readers.tables import check_columns
from wagtail_migration_events.interchange.source.records import LISTS, UnreadableFile
from wagtail_migration_events.interchange.uploaded.taking import taken_mapping

#: Columns of a file that can be chosen for; Django takes a thousand fields of a form.
MOST_SHOWN = 500
LONGEST_EXAMPLE = 80
#: How a table is read; when one of these changes its columns are others.
READING = ("header_row", "sheet", "encoding")


class _ColumnSelect(forms.Select):
    """A select whose options are written out once: a table may have hundreds of columns, and
    Django draws each option with a template."""

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__()
        self._options = options

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (each, mark_safe(" selected") if each == (value or "") else "", label)
                for each, label in self._options
            ),
        )
        return format_html("<select{}>{}</select>", attributes, options)


class ColumnsForm(forms.Form):
    """:param names: of the columns of the file.
    :param example: the first row, by column.
    :param plan: what is chosen at first.
    :param format_name: of the file.
    """

    lang = forms.ChoiceField(label=gettext_lazy("Language of rows that name none"), required=False)
    timezone = forms.CharField(
        label=gettext_lazy("Time zone of rows that name none"),
        required=False,
        max_length=64,
        help_text=gettext_lazy("For example Europe/Zurich."),
    )
    sign = forms.CharField(
        label=gettext_lazy("Sign between several values in one cell"),
        required=False,
        max_length=10,
        strip=False,
        help_text=gettext_lazy(
            "Empty: semicolons, bars and line breaks. Names are never parted at commas unless you "
            "say so here."
        ),
    )
    day_first = forms.BooleanField(
        label=gettext_lazy("3/4/2027 is the third of April"), required=False
    )
    header_row = forms.IntegerField(
        label=gettext_lazy("Row with the names of the columns"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=gettext_lazy("Empty: the first row with two cells or more."),
    )
    sheet = forms.CharField(label=gettext_lazy("Sheet"), required=False, max_length=200)
    mapping_file = forms.FileField(
        label=gettext_lazy("A mapping file"),
        required=False,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        help_text=gettext_lazy("TOML, as the command takes it. It replaces what is chosen here."),
    )
    encoding = forms.CharField(
        label=gettext_lazy("Encoding"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("If letters are wrong; for example windows-1251."),
    )

    def __init__(
        self,
        *args: Any,
        names: list[str],
        example: dict[str, Any],
        plan: ColumnPlan,
        format_name: str,
        **kwargs: Any,
    ) -> None:
        self.plan, self.names, self.example = plan, names[:MOST_SHOWN], example
        self._all_names = names
        super().__init__(*args, **{**kwargs, "initial": self._chosen()})
        languages = Locale.objects.values_list("language_code", flat=True)
        choices = [(code, language_name(code)) for code in languages]
        self.fields["lang"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("That of the event index page")),
            *choices,
        ]
        unused = {"csv": {"sheet"}, "xlsx": {"encoding"}, "drupal": set(READING)}
        for name in unused.get(format_name, ()):
            del self.fields[name]
        options = [("", _("Kept, and not read"))]
        options += [(column, str(label)) for column, label in LABELS.items()]
        for place, name in enumerate(self.names):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name, required=False, choices=options, widget=_ColumnSelect(options)
            )

    def columns(self) -> Iterator[tuple[str, str, Any]]:
        """Yield the name of each column, what stands in its first row, and its field."""
        for place, name in enumerate(self.names):
            value = " ".join(str(self.example.get(name) or "").split())
            shown = value if len(value) <= LONGEST_EXAMPLE else f"{value[:LONGEST_EXAMPLE]}…"
            yield name, shown, self[f"column_{place}"]

    def further(self) -> list[Any]:
        """Return the fields that are about the whole file."""
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def clean_timezone(self) -> str:
        zone: str = self.cleaned_data["timezone"].strip()
        if zone and get_zone(zone) is None:
            message = _("“%(zone)s” is no time zone. Write it as a city, like Europe/Zurich.")
            raise ValidationError(message % {"zone": zone})
        return zone

    def clean_encoding(self) -> str:
        name: str = self.cleaned_data["encoding"].strip()
        try:
            is_known = not name or codecs.lookup(name)._is_text_encoding
        except (LookupError, ValueError):
            is_known = False
        if not is_known:
            raise ValidationError(_("There is no such encoding."))
        return name

    def clean_mapping_file(self) -> ColumnPlan | None:
        given = self.cleaned_data["mapping_file"]
        if given is None:
            return None
        try:
            plan = taken_mapping(given)
            if not plan.table:  # which may name another sheet, with other columns
                check_columns(plan, self._all_names)
        except UnreadableFile as error:
            raise ValidationError(str(error)) from None
        return plan

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = {data.get(f"column_{place}") for place in range(len(self.names))}
        if self.errors or self.changes_reading():
            return data
        if self.names and "title" not in chosen:
            raise ValidationError(_("Choose the column that holds the title."))
        return data

    def changes_reading(self) -> bool:
        """Whether the file is to be read in another way, so that its columns are others."""
        return any(name in self.changed_data for name in (*READING, "mapping_file"))

    def mapping(self) -> dict[str, Any]:
        """Return what was chosen, as the tables of a mapping file."""
        data = self.cleaned_data
        if data.get("mapping_file") is not None:
            return asdict(data["mapping_file"])
        table, defaults = self._kept("table"), self._kept("defaults")
        table |= {name: data[name] for name in (*READING, "day_first") if data.get(name)}
        defaults |= {name: data[name] for name in ("lang", "timezone") if data[name]}
        if self.changes_reading():
            return {"table": table, "defaults": defaults}
        columns: dict[str, list[str]] = {}
        for place, name in enumerate(self.names):
            if column := data[f"column_{place}"]:
                columns.setdefault(column, []).append(name)
        split = {column: data["sign"] for column in columns if data["sign"] and column in LISTS}
        if "sign" not in self.changed_data:
            split = self.plan.split
        tables = {"columns": columns, "defaults": defaults, "split": split, "table": table}
        return {**tables, "words": self.plan.words}

    def _kept(self, table: str) -> dict[str, Any]:
        """Return what a mapping file has said that cannot be chosen here."""
        said: dict[str, Any] = getattr(self.plan, table)
        return {name: value for name, value in said.items() if name not in self.fields}

    def _chosen(self) -> dict[str, Any]:
        of_file = {name: column for column, names in self.plan.columns.items() for name in names}
        chosen = {f"column_{place}": of_file.get(name, "") for place, name in enumerate(self.names)}
        given = {name: self.plan.defaults.get(name, "") for name in ("lang", "timezone")}
        sign = next(iter(self.plan.split.values()), "")
        return {**chosen, **given, **self.plan.table, "sign": sign}
