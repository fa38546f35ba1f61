"""Every string a person sees is there in the six languages, finished and compiled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import messages

CASES = [(app, language) for app in messages.APPS for language in messages.LANGUAGES]
IDS = [f"{app.name}-{language}" for app, language in CASES]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize(("app", "language"), CASES, ids=IDS)
def test_nothing_is_left_untranslated(app, language):
    assert [message.id for message in messages.missing(app, language)] == []


@pytest.mark.parametrize(("app", "language"), CASES, ids=IDS)
def test_translations_keep_the_placeholders(app, language):
    for message in messages.read(app, language):
        if not message.id:
            continue
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = set(PLACEHOLDER.findall(sources[-1]))
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        for text in texts:
            found = set(PLACEHOLDER.findall(text))
            # A plural form for one, two or none may leave the number out.
            assert found == wanted or (len(texts) > 1 and found < wanted), message.id


@pytest.mark.parametrize(("app", "language"), CASES, ids=IDS)
def test_the_compiled_catalogue_is_that_of_the_source(app, language):
    path = messages.catalogue_path(app, language)
    compiled = messages.compiled(messages.read(app, language))
    assert path.with_suffix(".mo").read_bytes() == compiled


def test_a_new_string_would_be_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    app = tmp_path / "app"
    app.mkdir()
    (app / "page.html").write_text(
        "{% load i18n %}{% translate 'Not seen before' %}"
        "{% blocktranslate trimmed count n=n %}{{ n }} thing{% plural %}{{ n }} things"
        "{% endblocktranslate %}",
        encoding="utf-8",
    )
    (app / "code.py").write_text("label = _('Nor this')", encoding="utf-8")
    found = {str(message.id) for message in messages.missing(app, "fr")}
    assert "Not seen before" in found
    assert "Nor this" in found
    assert any("things" in each for each in found)


def test_a_nameless_placeholder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    (tmp_path / "code.py").write_text("label = _('%s events')", encoding="utf-8")
    with pytest.raises(SystemExit):
        messages.extracted(Path(tmp_path))
