"""The page editor as a browser without JavaScript sees it: read its form, change it, send it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from bs4 import BeautifulSoup, SoupStrainer
from django.urls import reverse
from django.utils.text import slugify

#: Stream fields are drawn by JavaScript; these say that nothing was entered in them.
EMPTY_STREAMS = {"body-count": "0", "resources-count": "0"}

#: Of a list, an option that is neither chosen nor the first.
NEVER_SENT = re.compile(r"(?<=</option>)\s*<option(?![^>]*\sselected)[^>]*>[^<]*</option>")


#: What the form of a new event holds, by its address.
_blank: dict[str, dict[str, Any]] = {}


class Editor:
    """One page editor, open in a browser."""

    def __init__(self, client: Any, url: str, data: dict[str, Any] | None = None) -> None:
        self.client = client
        self.url = url
        self._answer: Any = None
        self.data = self.shown if data is None else dict(data)

    @property
    def response(self) -> Any:
        """The last answer; the form itself if nothing was sent yet."""
        if self._answer is None:
            self._answer = self.client.get(self.url)
            assert self._answer.status_code == 200, self._answer
        return self._answer

    @classmethod
    def adding(cls, client: Any, parent: Any, model: Any = None) -> Editor:
        return cls(client, _address_to_add(parent, model))

    @classmethod
    def blank(cls, client: Any, parent: Any) -> Editor:
        """The form for a new event, read only once: for tests of what is sent, not of the form.

        ``parent`` is a page of the fixture ``site``, without settings of a test's own.
        """
        url = _address_to_add(parent)
        if url not in _blank:
            _blank[url] = dict(cls(client, url).data)
        return cls(client, url, _blank[url])

    @classmethod
    def of(cls, client: Any, page: Any) -> Editor:
        return cls(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))

    @property
    def html(self) -> str:
        return str(self.response.content.decode())

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def shown(self) -> dict[str, Any]:
        """What the form holds as it was last shown."""
        _before, form = self.html.split('id="page-edit-form"')
        # Of a page with thousands of elements only what a browser would send is read.
        form = NEVER_SENT.sub("", form.partition("</form>")[0])
        controls = SoupStrainer(["input", "select", "textarea"])
        soup = BeautifulSoup(form, "html.parser", parse_only=controls)
        return {**EMPTY_STREAMS, **form_data(soup)}

    def fill(self, **values: Any) -> Editor:
        """Type into fields; ``__`` stands for the hyphen in a field's name."""
        self.data.update({name.replace("__", "-"): value for name, value in values.items()})
        if not self.data.get("slug"):  # the browser does that while a title is typed
            self.data["slug"] = slugify(self.data["title"], allow_unicode=True)[:200]
        return self

    def clear(self, *names: str) -> Editor:
        for name in names:
            self.data.pop(name, None)
        return self

    def save_draft(self) -> Any:
        return self._send({})

    def publish(self) -> Any:
        return self._send({"action-publish": "action-publish"})

    def autosave(self) -> Any:
        """What Wagtail's script does while somebody writes; the form stays open."""
        headers = {"Accept": "application/json"}
        answer = self.client.post(self.url, self.data, headers=headers).json()
        self.data |= answer["field_updates"]
        self.data["overwrite_revision_id"] = answer["revision_id"]
        return answer

    def _send(self, action: dict[str, str]) -> Any:
        self._answer = self.client.post(self.url, {**self.data, **action})
        return self._answer

    @property
    def errors(self) -> dict[str, list[str]]:
        """The messages of a form that was refused, by field; at the top of it under ``""``."""
        assert self.response.status_code == 200, f"not refused: {self.response}"
        form = self.response.context_data["form"]
        found = {name: [str(each) for each in errors] for name, errors in form.errors.items()}
        if "__all__" in found:
            found[""] = found.pop("__all__")
        return found

    @property
    def organizer_errors(self) -> list[dict[str, list[str]]]:
        rows = self.response.context_data["form"].formsets["organizer_links"].forms
        return [{name: [*errors] for name, errors in row.errors.items()} for row in rows]

    def saved(self) -> Any:
        """The page as its newest revision holds it; the form must have been accepted."""
        from wagtail.models import Revision

        if self.response.status_code == 200:
            raise AssertionError((self.errors, self.organizer_errors))
        return Revision.objects.order_by("-pk").first().as_object()

    def add_organizer(self, organizer: Any, role: str = "lead") -> Editor:
        """Press "Add organizer" and choose a page."""
        row = int(self.data["organizer_links-TOTAL_FORMS"])
        values = {"organizer": getattr(organizer, "pk", organizer), "role": role, "ORDER": row + 1}
        for name, value in {**values, "id": "", "DELETE": ""}.items():
            self.data[f"organizer_links-{row}-{name}"] = str(value)
        self.data["organizer_links-TOTAL_FORMS"] = str(row + 1)
        return self


def _address_to_add(parent: Any, model: Any = None) -> str:
    from wagtail_migration_events.pages.models import EventPage

    meta = (model or EventPage)._meta
    args = (meta.app_label, meta.model_name, parent.pk)
    return reverse("wagtailadmin_pages:add", args=args)


def at(
    editor: Editor,
    date: str = "2027-05-03",
    hour: str = "09:00",
    zone: str = "Europe/Zurich",
    **values: Any,
) -> Editor:
    """Type a start into the form of an event, and what else ``values`` say."""
    return editor.fill(starts_at_date=date, starts_at_time=hour, timezone=zone, **values)


def utc(*parts: int) -> dt.datetime:
    """Return the moment of that year, month, day, hour and so on in UTC."""
    return dt.datetime(*parts, tzinfo=dt.UTC)


def form_data(form: Any) -> dict[str, Any]:
    """Return what a browser would send for this form if nobody touched it."""
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        if not name or field.has_attr("disabled") or "csrfmiddlewaretoken" in name:
            continue
        if field.name == "select":
            _add_select(data, name, field)
        elif field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif field.get("type") in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.get("type") not in ("submit", "button", "file"):
            data[name] = field.get("value", "")
    return data


def _add_select(data: dict[str, Any], name: str, field: Any) -> None:
    options = field.find_all("option")
    chosen = [option.get("value", "") for option in options if option.has_attr("selected")]
    if field.has_attr("multiple"):
        if chosen:
            data[name] = chosen
    else:
        data[name] = chosen[-1] if chosen else (options[0].get("value", "") if options else "")
