"""Forms of Wagtail's admin, filled in as a person does: by the words beside the fields."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag


class AdminForm:
    """One form of a page, with the values that it holds when it opens."""

    def __init__(self, html: str, form_id: str = "") -> None:
        soup = BeautifulSoup(html, "html.parser")
        forms = [form for form in soup("form") if form.get("method", "").lower() == "post"]
        named = [form for form in forms if not form_id or form.get("id") == form_id]
        if not named:
            raise LookupError(f"the page has no form {form_id!r}")
        self.form = max(named, key=lambda form: len(form(["input", "select", "textarea"])))
        self.data: dict[str, Any] = {}
        for field in self.form(["input", "select", "textarea"]):
            if field.get("name"):
                self._take(field)

    def fill(self, label: str, value: str, below: str = "") -> None:
        """Type or choose ``value`` in the first field called ``label``.

        :param below: the heading of the fields to look among, where the label stands several times.
        :raises LookupError: if the form has no such field, or the field no such choice.
        """
        field = self._field(label, below)
        if field.name == "select":
            self.data[field["name"]] = _choice(field, value)
        else:
            self.data[field["name"]] = value

    def tick(self, label: str, start: str) -> None:
        """Tick, in the list called ``label``, the box whose words begin with ``start``."""
        for box in self._group(label)("input", type="checkbox"):
            own = self.form.find("label", attrs={"for": box.get("id")})
            words = box.find_parent("label") or own
            if words and _words(words).startswith(start):
                self.data.setdefault(box["name"], []).append(box.get("value", "on"))
                return
        raise LookupError(f"{label!r} has no choice {start!r}")

    def _take(self, field: Tag) -> None:
        name, kind = field["name"], field.get("type", "")
        if field.name == "select":
            chosen = [each for each in field("option") if each.has_attr("selected")]
            if field.has_attr("multiple"):
                self.data[name] = [each.get("value", "") for each in chosen]
            else:
                chosen = chosen or field("option")[:1]
                self.data[name] = chosen[0].get("value", "") if chosen else ""
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                self.data.setdefault(name, []).append(field.get("value", "on"))
        elif kind not in ("submit", "button", "file"):
            self.data[name] = field.text if field.name == "textarea" else field.get("value", "")

    def _field(self, label: str, below: str) -> Tag:
        heading = ""
        for words in self.form(["label", "legend", "h2", "h3"]):
            if words.name in ("h2", "h3"):
                heading = _words(words)
            elif below in ("", heading) and _words(words) == label and words.get("for"):
                found = self.form.find(id=words["for"]) or self.form.find(id=f"{words['for']}_0")
                if found is not None and found.get("name"):
                    return found
        raise LookupError(f"the form has no field {label!r}")

    def _group(self, label: str) -> Tag:
        for words in self.form(["h2", "h3", "label", "legend"]):
            if _words(words) == label:
                around = words.find_parent(lambda tag: bool(tag("input", type="checkbox")))
                if around is not None:
                    return around
        raise LookupError(f"the form has no list {label!r}")


def _choice(field: Tag, words: str) -> str:
    for option in field("option"):
        if _words(option) == words:
            return str(option.get("value", ""))
    raise LookupError(f"{field['name']} has no choice {words!r}")


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split()).rstrip("*: ").strip()
