"""Translate pages the way people do it: through the views of wagtail-localize."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Locale


def submit(client: Any, page: Any, *languages: str, on_commit: Any) -> None:
    """Submit a page for translation, as an editor does in the page's menu."""
    locales = Locale.objects.filter(language_code__in=languages)
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with on_commit(execute=True):
        response = client.post(url, {"locales": [locale.pk for locale in locales]})
    assert response.status_code == 302, response.content.decode()[:2000]


def translation_of(page: Any, language: str) -> Any:
    """Return localize's own record of one translation."""
    from wagtail_localize.models import Translation

    return Translation.objects.get(
        source__object_id=page.translation_key,
        source__locale=page.locale,
        target_locale__language_code=language,
    )


def translate_by_machine(client: Any, page: Any, language: str) -> None:
    """Press "Translate with ..." in the translation editor."""
    args = [translation_of(page, language).pk]
    response = client.post(reverse("wagtail_localize:machine_translate", args=args))
    assert response.status_code == 302


def publish(client: Any, page: Any, language: str, *, on_commit: Any) -> None:
    """Press "Publish" in the translation editor."""
    target = in_language(page, language)
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    with on_commit(execute=True):
        response = client.post(url, {"action": "publish"})
    assert response.status_code == 302, response.content.decode()[:2000]


def update(client: Any, page: Any, *, publish: bool, on_commit: Any) -> None:
    """Press "Sync translated pages" on the source."""
    from wagtail_localize.models import TranslationSource

    source = TranslationSource.objects.get_for_instance(page)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    data = {"publish_translations": "on"} if publish else {}
    with on_commit(execute=True):
        response = client.post(url, data)
    assert response.status_code == 302, response.content.decode()[:2000]


def in_language(page: Any, language: str) -> Any:
    """Return the page of the group in that language, as it is in the database."""
    return type(page).objects.get(
        translation_key=page.translation_key, locale__language_code=language
    )


def draft_of(page: Any, language: str) -> Any:
    return in_language(page, language).get_latest_revision_as_object()


def strings_of(page: Any) -> dict[str, str]:
    """Return what is offered to translators, by path."""
    from wagtail_localize.models import StringSegment, TranslationSource

    source = TranslationSource.objects.get_for_instance(page)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    return {segment.context.path: segment.string.data for segment in segments}


def segment_of(page: Any, language: str, path: str) -> Any:
    return translation_of(page, language).source.stringsegment_set.get(context__path=path)


def translate(client: Any, page: Any, language: str, **words: str) -> None:
    """Type a translation into the translation editor; each string is saved by itself."""
    for path, text in words.items():
        segment = segment_of(page, language, path)
        args = [translation_of(page, language).pk, segment.pk]
        url = reverse("wagtail_localize:edit_string_translation", args=args)
        body = encode_multipart(BOUNDARY, {"value": text})
        response = client.put(url, body, content_type=MULTIPART_CONTENT)
        assert response.status_code in (200, 201), response.content.decode()[:2000]


def preview(client: Any, page: Any, language: str) -> str:
    url = reverse("wagtail_localize:preview_translation", args=[translation_of(page, language).pk])
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def editor_of(client: Any, page: Any, language: str) -> BeautifulSoup:
    """Open the translator's view."""
    url = reverse("wagtailadmin_pages:edit", args=[in_language(page, language).pk])
    response = client.get(url)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("form.translator-desk")
    return soup


def shown_at(client: Any, page: Any, language: str) -> dict[str, dict[str, str]]:
    """Return what the translator's view shows at each piece of text, by path.

    :return: ``text`` in the field, ``state`` of the piece, and ``words`` about it.
    """
    view = editor_of(client, page, language)
    segments = translation_of(page, language).source.stringsegment_set.select_related("context")
    return {
        segment.context.path: {
            "text": text_in(view.select_one(f"#text-{segment.pk}")),
            "state": view.select_one(f"#state-{segment.pk} [data-state]")["data-state"],
            "words": view.select_one(f"#state-{segment.pk}").get_text(" ", strip=True),
        }
        for segment in segments
        if view.select_one(f"#text-{segment.pk}")
    }


def text_in(field: Any) -> str:
    """Return what stands in a field, as a browser would send it."""
    if field.name == "textarea":
        return str(field.get_text().removeprefix("\n"))
    return str(field.get("value", ""))


def stop(client: Any, page: Any, language: str) -> None:
    """Press "Convert to regular page"."""
    args = [translation_of(page, language).pk]
    assert client.post(reverse("wagtail_localize:stop_translation", args=args)).status_code == 302


def restart(client: Any, page: Any, language: str) -> None:
    """Press "Start Synced translation" in the ordinary page editor."""
    url = reverse("wagtailadmin_pages:edit", args=[in_language(page, language).pk])
    assert client.post(url, {"localize-restart-translation": "on"}).status_code == 302


def publish_source(page: Any, *, on_commit: Any = None, **values: Any) -> Any:
    """Change a page and publish it; return it as it is stored."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    if on_commit is None:
        page.save_revision().publish()
    else:
        with on_commit(execute=True):
            page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translate_all(client: Any, page: Any, language: str, *, on_commit: Any) -> Any:
    """Submit a page, let the machine translate all of it, publish it; return the translation."""
    submit(client, page, language, on_commit=on_commit)
    translate_by_machine(client, page, language)
    publish(client, page, language, on_commit=on_commit)
    return in_language(page, language)


def stale(page: Any) -> list[str]:
    """Return the names of the stale texts of a translation, sorted."""
    from wagtail_migration_events.events.freshness.staleness import stale_texts

    return sorted(each.name for each in stale_texts(page))


def body_of(blocks: list[dict[str, Any]]) -> StreamValue:
    from wagtail_migration_events.pages.models import EventPage

    return StreamValue(EventPage._meta.get_field("body").stream_block, blocks, is_lazy=True)
