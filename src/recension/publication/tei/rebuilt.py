"""The way back: the source's text, out of the TEI alone."""

from __future__ import annotations

from lxml import etree

from recension.publication.tei.characters import glyph_of

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def text_of(tei: str | bytes) -> str:
    """The source's decoded text, code point for code point.

    It is the text of ``body``; a note that names its place with ``@corresp`` is read where the
    anchor of that name stands, and a ``g`` is the character that its ``@ref`` names.

    Args:
        tei: a file written by :func:`recension.publication.tei.write_tei`.

    Raises:
        lxml.etree.XMLSyntaxError: not well-formed.
    """
    data = tei.encode("utf-8") if isinstance(tei, str) else tei
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    body = root.find(f"{_TEI}text/{_TEI}body")
    assert body is not None
    places = {a.get(_ID) for a in body.iter(f"{_TEI}anchor") if a.get("type") == "noteBody"}
    called = ((str(n.get("corresp")).removeprefix("#"), n) for n in body.iter(f"{_TEI}note"))
    notes: dict[str | None, etree._Element]
    notes = {place: note for place, note in called if place in places}
    words: list[str] = []
    pending: list[etree._Element | str] = [body]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            words.append(item)
        else:
            pending += reversed(_parts(item, notes))
    return "".join(words)


def _parts(
    element: etree._Element, notes: dict[str | None, etree._Element]
) -> list[etree._Element | str]:
    """What an element's text is made of, in order."""
    parts: list[etree._Element | str] = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEI}g":
            parts.append(glyph_of(str(child.get("ref")).removeprefix("#")))
        elif child.tag == f"{_TEI}anchor" and child.get("type") == "noteBody":
            parts.append(notes[child.get(_ID)])
        elif child.tag != f"{_TEI}note" or str(child.get("corresp")).removeprefix("#") not in notes:
            parts.append(child)
        parts.append(child.tail or "")
    return parts
