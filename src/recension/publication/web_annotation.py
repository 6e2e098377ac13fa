"""Web Annotations: what the edition says of places in its texts, for tools that know no edition.

Each annotation selects its words twice, by position and by quotation, so that it can be found again
in a text that has moved; the text's hash says whether it has. W3C Recommendation of 23 February
2017, https://www.w3.org/TR/annotation-model/ (4.2.4 Text Quote Selector, 4.2.5 Text Position
Selector), read on 23 November 2026.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, uuid5

from recension.model.edition import Edition, Entry
from recension.model.source_text import SourceText
from recension.model.values import (
    CrossReference,
    Damage,
    Date,
    Document,
    EditorialMark,
    Mention,
    Note,
    Reference,
    Utterance,
    Value,
)
from recension.publication.wording import (
    DAMAGE_KINDS,
    DOCUMENT_KINDS,
    date_words,
    document_title,
    mark_words,
    reference_words,
)

_CONTEXT = 32
_SURROGATE = re.compile("[\ud800-\udfff]")
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}]
_TABLES = (
    "damage", "documents", "notes", "references", "mentions", "dates", "utterances",
    "editorial_marks", "cross_references",
)  # fmt: skip
_PURPOSES = {
    "damage": "assessing", "documents": "classifying", "notes": "describing",
    "references": "linking", "mentions": "identifying", "dates": "identifying",
    "utterances": "identifying", "editorial_marks": "describing", "cross_references": "linking",
}  # fmt: skip


class WebAnnotation:
    """Exports an annotation page: one annotation for each place of which something is said."""

    name: ClassVar[str] = "webannotation"
    summary: ClassVar[str] = "W3C Web Annotations with text position and text quote selectors"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the page, one annotation a line, so that a large edition is never held twice."""
        with target.open("w", encoding="utf-8", newline="\n") as out:
            opening = {"@context": CONTEXT, "id": _name(edition, "page"), "type": "AnnotationPage"}
            out.write(json.dumps(opening, ensure_ascii=False)[:-1] + ', "items": [')
            before = "\n"
            for annotation in annotations_of(edition):
                out.write(before + json.dumps(annotation, ensure_ascii=False))
                before = ",\n"
            out.write("\n]}\n")


def annotations_of(edition: Edition) -> Iterator[dict[str, Any]]:
    """The annotations, table by table in the order of the edition."""
    names = {person.id: person.value.name for person in edition.persons}
    targets = {source.id: text_target(source.id, source.text) for source in edition.sources}
    for table in _TABLES:
        for entry in getattr(edition, table):
            if entry.source in targets and entry.span is not None:
                yield _annotation(edition, table, entry, targets[entry.source], names)


def text_target(source: str, text: SourceText) -> dict[str, Any]:
    """The text that selectors point into: the file of the edition folder, with its hash."""
    data = text.text.encode("utf-8", "surrogatepass")
    return {
        "id": f"text/{source}.txt",
        "type": "Text",
        "format": "text/plain",
        "sha256": sha256(data).hexdigest(),
    }


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """A place by position (code points) and by quotation, with what stands around it."""
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": _said(text[start:end]),
            "prefix": _said(text[max(0, start - _CONTEXT) : start]),
            "suffix": _said(text[end : end + _CONTEXT]),
        },
    ]


def _annotation(
    edition: Edition,
    table: str,
    entry: Entry[Any],
    target: dict[str, Any],
    names: dict[str, str],
) -> dict[str, Any]:
    assert entry.source is not None
    assert entry.span is not None
    text = edition.source_by_id[entry.source].text
    words = _said(_words(entry.value, names, text[entry.span.start : entry.span.start + 200]))
    body = {"type": "TextualBody", "format": "text/plain", "purpose": _PURPOSES[table]}
    return {
        "id": _name(edition, entry.id),
        "type": "Annotation",
        "motivation": _PURPOSES[table],
        "body": {**body, "value": words},
        "target": {
            "type": "SpecificResource",
            "source": target,
            "selector": selectors(text, entry.span.start, entry.span.end),
        },
    }


def _words(value: Value, names: dict[str, str], opening: str) -> str:
    """What is said of a place, in words."""
    match value:
        case Damage():
            return f"{DAMAGE_KINDS[value.kind][0]}: {value.message}"
        case Document():
            kind = DOCUMENT_KINDS.get(value.kind, value.kind)
            parts = (kind, document_title(value, opening), date_words(value.date))
            return " · ".join(part for part in parts if part)
        case Note():
            return f"Note {value.label or ''}".strip()
        case Reference():
            return reference_words(value)
        case Mention():
            return names.get(value.person, value.person)
        case Date():
            return value.edtf
        case Utterance():
            return f"{names.get(value.speaker or '', 'Somebody')} speaks ({value.mode})"
        case EditorialMark():
            return mark_words(value)
        case CrossReference():
            return value.words or value.kind
        case _:
            return type(value).__name__


def _name(edition: Edition, row: str) -> str:
    """An address of its own for a row of an edition: the same for the same sources."""
    hashes = " ".join(_said(source.text.sha256) for source in edition.sources)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{hashes} {row}')}"


def _said(words: str) -> str:
    return _SURROGATE.sub("\ufffd", words)
