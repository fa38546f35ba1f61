"""XLIFF 1.2, which the programs of translation agencies read, through Mozilla's moz.l10n.

The library is an extra of the package, so it is imported where it is needed. Tags stand in
``bpt``, ``ept`` and ``ph``: such programs show them as marks that translators move and keep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError
from defusedxml.ElementTree import fromstring as checked
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from wagtail_migration_events.text_checks import fit_for_xml
from wagtail_migration_events.translation.files.formats.markup import (
    as_words,
    canonical,
    parts_of,
)
from wagtail_migration_events.translation.files.pieces import (
    BadFile,
    Piece,
    Returned,
    State,
    Work,
)

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
#: A mark: the element that holds it, its id, and the tag as it stands in the text.
Mark = tuple[str, str, str]
STATES = {State.MACHINE: "needs-review-translation", State.DONE: "translated"}
STANDS_FOR_IT = {"translated", "signed-off", "final"}
NOT_FINISHED = {"new", "needs-translation", "needs-adaptation", "needs-l10n"}
#: Elements whose text is a tag of ours, and those that only stand around words.
HOLDS_TAG, AROUND_WORDS = {"bpt", "ept", "ph", "it"}, {"mrk"}


def can_use_xliff() -> bool:
    """Whether the extra ``[xliff]`` is installed."""
    return find_spec("moz") is not None and find_spec("moz.l10n") is not None


def write_xliff(work: Work) -> bytes:
    """Return the file in UTF-8. What is only suggested is an alternative translation."""
    model, formats = import_module("moz.l10n.model"), import_module("moz.l10n.formats")
    serialize = import_module("moz.l10n.formats.xliff").xliff_serialize
    section = model.Section(
        (str(work.translation),),
        [_entry(model, each) for each in work.pieces],
        meta=_meta(
            model,
            ("@source-language", _tag(work.source_tag)),
            ("@target-language", _tag(work.target_tag)),
            ("@datatype", "html"),
            ("@date", f"{work.as_of:%Y-%m-%dT%H:%M:%SZ}"),
            ("header/note", fit_for_xml(work.heading())),
        ),
    )
    meta = _meta(model, ("@version", "1.2"), ("@xmlns", NAMESPACE))
    resource = model.Resource(formats.Format.xliff, [section], meta=meta)
    return "".join(serialize(resource)).encode()


def read_xliff(content: bytes) -> list[Returned]:
    """Return the units of a file that have a translation.

    :raises BadFile: if it is none, is damaged, or the extra is not installed.
    """
    if not can_use_xliff():
        raise BadFile(_("XLIFF files cannot be read on this site: it has not installed them."))
    try:
        checked(content, forbid_dtd=True)
        parse = import_module("moz.l10n.formats.xliff").xliff_parse
        resource = parse(_without_remarks(content))
    except DefusedXmlException as error:
        raise BadFile(_("The file declares entities, which XLIFF files do not need.")) from error
    except (ParseError, SyntaxError, ValueError, LookupError, RecursionError) as error:
        raise BadFile(_("This is no XLIFF 1.2 file, or it is damaged.")) from error
    return [
        _returned(section.id[0], entry)
        for section in resource.sections
        for entry in section.entries
        if hasattr(entry, "id")
    ]


def _without_remarks(content: bytes) -> bytes:
    """Return XML without comments and processing instructions: they are no part of its text
    (XML 1.0 §2.5, §2.6), and inside of one the library refuses them."""
    etree = import_module("lxml.etree")
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
    return bytes(etree.tostring(etree.fromstring(content, parser)))


def _tag(language: str) -> str:
    """Return a tag in the case that BCP 47 recommends (§2.1.1), which some programs insist on."""
    return to_locale(language).replace("_", "-")


def _entry(model: Any, piece: Piece) -> Any:
    marks: dict[str, list[str]] = defaultdict(list)
    meta = [("@resname", piece.path), ("@xml:space", "preserve")]
    if piece.longest is not None:
        meta += [("@maxwidth", str(piece.longest)), ("@size-unit", "char")]
    meta += _as_meta("source", _parts(piece.source, marks, is_source=True))
    target = list(_parts(piece.target, marks, is_source=False))
    if piece.state in STATES:
        meta.append(("target/@state", STATES[piece.state]))
    elif piece.state is State.SUGGESTED:
        meta += _as_meta("alt-trans/target", target)
        target = []
    meta.append(("note", fit_for_xml(piece.note())))
    pattern = [each for part in target for each in _as_pattern(model, part)]
    return model.Entry((piece.key,), model.PatternMessage(pattern), meta=_meta(model, *meta))


def _parts(text: str, marks: dict[str, list[str]], *, is_source: bool) -> Iterator[str | Mark]:
    """Yield words, and marks with an id: in a translation the same ids as in the source.

    :param marks: ids by opening tag; filled by the source, used up by its translation.
    """
    opened: list[str] = []
    for part, is_tag in parts_of(fit_for_xml(canonical(text))):
        if not is_tag:
            yield part
            continue
        closes, is_single = part.startswith("</"), part.endswith("/>")
        if closes:
            yield "ept", opened.pop() if opened else "0", part
            continue
        if is_source:
            number = str(sum(map(len, marks.values())) + 1)
            marks[part].append(number)
        else:
            number = marks[part].pop(0) if marks[part] else f"new{len(opened) + 1}"
        if not is_single:
            opened.append(number)
        yield "ph" if is_single else "bpt", number, part


def _as_meta(base: str, parts: Iterator[str | Mark] | list[str | Mark]) -> list[tuple[str, str]]:
    """Return elements and their text as the library keeps what it does not translate."""
    found, seen = [], defaultdict(int)  # type: ignore[var-annotated]
    for part in parts:
        if isinstance(part, str):
            found.append((base, part))
            continue
        name, number, tag = part
        seen[name] += 1
        place = f"{base}/{name}[{seen[name]}]" if seen[name] > 1 else f"{base}/{name}"
        found += [(f"{place}/@id", number), (place, tag)]
    return found


def _as_pattern(model: Any, part: str | Mark) -> list[Any]:
    if isinstance(part, str):
        return [part]
    name, number, tag = part
    return [model.Markup("open", name, {"id": number}), tag, model.Markup("close", name)]


def _meta(model: Any, *pairs: tuple[str, str]) -> list[Any]:
    return [model.Metadata(key, value) for key, value in pairs]


def _returned(translation: str, entry: Any) -> Returned:
    meta = {each.key: each.value for each in entry.meta}
    state = meta.get("target/@state", "")
    is_done = None
    if state in STANDS_FOR_IT or meta.get("@approved") == "yes":
        is_done = True
    elif state in NOT_FINISHED:
        is_done = False
    key = entry.id[0]
    text, fault = _text_of(entry.value.pattern)
    return Returned(translation, key, text, is_done, where=key.split("#")[0], fault=fault)


def _text_of(pattern: list[Any]) -> tuple[str, str]:
    """Return the text of a translation, and what is wrong with its marks."""
    text, inside = "", ""
    for part in pattern:
        if isinstance(part, str):
            text += part if inside else as_words(part)
            continue
        name = getattr(part, "name", "bin-unit")  # a file in the file is neither words nor a mark
        if name in AROUND_WORDS:
            continue
        if name not in HOLDS_TAG:
            words = _("The program that was used has put its own mark <%(name)s> into the text.")
            return "", words % {"name": name}
        inside = name if part.kind == "open" else ""
    return text, ""
