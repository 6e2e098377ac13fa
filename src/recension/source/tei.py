"""TEI: XML is parsed without following anything, its text laid out, its markup made findings.

No entity is resolved, no DTD loaded, no address opened; libxml2's own limits on depth and on the
size of a piece of text stay in force. What a TEI source's decoded text is, and what becomes of
which element, stands in ``docs/tei-in.md``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from lxml import etree

from recension.model.errors import UnreadableSource
from recension.model.source_text import Encoding, SourceText
from recension.source.plain_text import line_ends_of
from recension.source.tei_layout import TEI, Laid, PlainLayout, local
from recension.source.tei_markup import markup_of
from recension.source.tei_verbatim import VerbatimLayout, keeps_white_space

_AGAIN = "Mend it, or fetch or copy it again"
_NO_TEI = "Give a TEI P5 file, or save it as plain text or PDF, and give that"
_RESOLVE = "Put the characters in their place first, and give the result"


def read_tei(raw: bytes, path: Path, name: str) -> SourceText:
    """Read a TEI P5 file.

    Args:
        raw: the file's bytes.
        path: where it is, for messages.
        name: what the source is to be called.

    Raises:
        UnreadableSource: it is no well-formed XML, no TEI, has entities, or no words.
    """
    root = _parsed(raw, path)
    _refuse_entities(root, path)
    text = _text_element(root, path)
    laid = _laid_out(text)
    if not laid.text.strip():
        raise UnreadableSource(str(path), "is TEI without any words in its text", _NO_TEI)
    codec = (root.getroottree().docinfo.encoding or "utf-8").lower()
    return SourceText(
        name=name,
        text=laid.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="application/tei+xml",
        encoding=Encoding(codec, 1.0, "as the XML file declares it", exact=False),
        original=raw,
        pages=laid.pages,
        line_ends=line_ends_of(laid.text),
        markup=markup_of(root, laid),
    )


def _parsed(raw: bytes, path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        # libxml2 says the place at the end, and advice to programmers after a comma.
        words = " ".join((error.msg or "it breaks off").split(", ")[0].split())
        raise UnreadableSource(place, f"is no well-formed XML ({words})", _AGAIN) from error


def _refuse_entities(root: etree._Element, path: Path) -> None:
    """Refuse files with entities of their own: what they stand for may be anything."""
    dtd = root.getroottree().docinfo.internalDTD
    # The stubs do not know what lxml's DTD can be asked.
    entities = dtd.entities() if dtd is not None else ()  # type: ignore[attr-defined]
    declared = next(iter(entities), None)
    if declared is not None:
        problem = f"declares an entity of its own, {declared.name}, and these are not followed"
        raise UnreadableSource(str(path), problem, _RESOLVE)
    used = next(root.iter(etree.Entity), None)
    if used is not None:
        problem = f"has the entity {used.text}, which it does not explain"
        raise UnreadableSource(f"{path}:{used.sourceline}", problem, _RESOLVE)


def _text_element(root: etree._Element, path: Path) -> etree._Element:
    if root.tag == f"{TEI}teiCorpus":
        problem = "is a corpus of several TEI files in one"
        raise UnreadableSource(str(path), problem, "Give each of its texts as a file of its own")
    if root.tag in ("TEI", "TEI.2", "teiCorpus.2"):
        problem = "is TEI of an older kind, without the namespace of TEI P5"
        raise UnreadableSource(str(path), problem, "Bring it to TEI P5 first")
    if root.tag != f"{TEI}TEI":
        problem = f"is XML, but no TEI: its outermost element is {local(root)[:40]}"
        raise UnreadableSource(str(path), problem, _NO_TEI)
    text = root.find(f"{TEI}text")
    if text is None:
        raise UnreadableSource(str(path), "is TEI without a text element", _NO_TEI)
    return text


def _laid_out(text: etree._Element) -> Laid:
    if keeps_white_space(text):
        return VerbatimLayout(text).lay_out()
    return PlainLayout(text).lay_out()
