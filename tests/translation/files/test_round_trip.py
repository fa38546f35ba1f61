"""Whatever translators write, it is the same after it went out once more and came back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.translation.files.texts import rich_texts
from tests.translation.translating import translation_of

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

#: A translation of the paragraph with the link, whose source has one.
linked = st.tuples(rich_texts, rich_texts, rich_texts).map(
    lambda parts: f'{parts[0]}<a id="a1">{parts[1]}</a>{parts[2]}'
)


def add(end: str) -> Any:
    from wagtail_migration_events.translation.files.formats.markup import canonical

    return lambda text: canonical(text + end)


def passes(piece: Any) -> Any:
    from wagtail_migration_events.translation.files.checks import faults

    return lambda text: not faults(piece, text)


@pytest.mark.parametrize("name", ["xlsx", "po", "xlf"])
@settings(max_examples=25, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_a_filled_file_is_the_same_after_it_came_back(
    name: str, event: Any, editor_client: Any, data: Any
):
    from wagtail_localize.models import StringTranslation

    from wagtail_migration_events.translation.files.formats.known import FORMATS
    from wagtail_migration_events.translation.files.pieces import Returned
    from wagtail_migration_events.translation.files.pieces_out import works_of
    from wagtail_migration_events.translation.files.reading_back import take_back

    StringTranslation.objects.filter(context__object=event.translation_key).delete()
    translation, kind, user = translation_of(event, "fr"), FORMATS[name], editor_client.user
    [empty] = works_of([translation])
    texts = {}
    for piece in empty.pieces:
        end = "{number}" if "{number}" in piece.source else ""
        written = (linked if "<a" in piece.source else rich_texts).map(add(end))
        texts[piece.key] = data.draw(written.filter(passes(piece)))
    rows = [Returned(str(translation.uuid), key, text) for key, text in texts.items()]
    assert take_back(translation, rows, user, tool="x").saved == len(texts)

    content = kind.write(works_of([translation])[0])
    report = take_back(translation, kind.read(content), user, tool="x")
    assert (report.saved, report.unchanged, report.refused) == (0, len(texts), [])
    StringTranslation.objects.filter(context__object=event.translation_key).delete()
    report = take_back(translation, kind.read(content), user, tool="x")
    assert (report.saved, report.refused) == (len(texts), [])
    assert kind.write(works_of([translation])[0]) == content
