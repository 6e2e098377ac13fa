"""The header: what the file is, which copy it shows, and how to read the text out of it."""

from __future__ import annotations

from collections.abc import Iterator

from recension.model.edition import Edition, Source
from recension.publication.tei import editors_marks, marks
from recension.publication.tei.characters import attributes, declared, glyph_id, plain
from recension.publication.tei.divisions import language_tag
from recension.publication.tei.edtf_dates import dating

_PRACTICE = (
    "The text is that of one copy as it came, damage and line ends included: nothing is "
    "corrected, joined or left out. The text content of body is the copy's text, character for "
    "character, with two rules. A note that carries corresp has been set behind its call; its "
    "words belong where the anchor of type noteBody stands that it points to. A g stands for a "
    "character that XML cannot write; charDecl names it.",
    "Stretches that are not what the page said are marked (unclear, surplus, damage) with their "
    "words kept; gap stands where something is missing. An element that cannot be in one piece is "
    "in several, joined by next and prev. The attribute cert is the program's confidence, from 0 "
    "to 1. Text between documents stands in a div of type between. Dates that W3C dates cannot say "
    "are in when-custom, in EDTF (ISO 8601-2).",
)


def header(edition: Edition, source: Source) -> Iterator[str]:
    """The ``teiHeader`` of a source's file, line by line; the same input gives the same header."""
    yield "<teiHeader>"
    yield from _file_description(edition, source)
    yield from _encoding_description(source)
    yield from _profile(edition, source)
    yield "</teiHeader>"


def _file_description(edition: Edition, source: Source) -> Iterator[str]:
    name, version = plain(source.text.name), edition.generator_version
    yield f"<fileDesc><titleStmt><title>{name}</title>"
    yield "<respStmt><resp>read and marked up by the program</resp>"
    yield f'<name type="software">Recension {plain(version)}</name></respStmt>'
    for owner, resp in editors_marks.owners_in(edition, source.id):
        said = f"<resp>{resp}</resp><name>{owner}</name>"
        yield f'<respStmt xml:id="by-{owner}">{said}</respStmt>'
    yield "</titleStmt>"
    yield "<publicationStmt><p>Made from a copy; see sourceDesc.</p></publicationStmt>"
    yield "<sourceDesc><bibl>"
    yield f'<title>{name}</title><idno type="sha256">{plain(source.text.sha256)}</idno>'
    yield f'<idno type="media-type">{plain(source.text.media_type)}</idno>'
    encoding = source.text.encoding
    because = f"{encoding.codec}: {encoding.because}"
    yield f'<note type="encoding" cert="{encoding.confidence:g}">{plain(because)}</note>'
    yield "</bibl></sourceDesc></fileDesc>"


def _encoding_description(source: Source) -> Iterator[str]:
    yield "<encodingDesc><editorialDecl>"
    for paragraph in _PRACTICE:
        yield f"<p>{plain(paragraph)}</p>"
    yield "</editorialDecl>"
    if characters := declared(source.text.text):
        yield "<charDecl>"
        for character in characters:
            point = f"U+{ord(character):04X}"
            mapping = f'<mapping type="Unicode">{point}</mapping>'
            yield f'<char xml:id="{glyph_id(character)}">{mapping}</char>'
        yield "</charDecl>"
    yield "</encodingDesc>"


def _profile(edition: Edition, source: Source) -> Iterator[str]:
    documents = marks.at_source(edition.documents, source.id)
    known = {language_tag(entry.value.language) for entry in documents}
    languages = sorted(language for language in known if language)
    letters = list(_letters(edition, {entry.id for entry in documents}))
    if not languages and not letters:
        return
    yield "<profileDesc>"
    if languages:
        idents = "".join(f'<language ident="{language}"/>' for language in languages)
        yield f"<langUsage>{idents}</langUsage>"
    yield from letters
    yield "</profileDesc>"


def _letters(edition: Edition, documents: set[str]) -> Iterator[str]:
    for entry in edition.letters:
        letter = entry.value
        if letter.document not in documents or not (letter.sender or letter.receiver):
            continue
        yield f"<correspDesc{attributes(('corresp', f'#{letter.document}'))}>"
        when = dating(letter.date)
        if letter.sender:
            date = f"<date{attributes(*when)}/>" if when else ""
            name = f"<persName>{plain(letter.sender)}</persName>"
            yield f'<correspAction type="sent">{name}{date}</correspAction>'
        if letter.receiver:
            name = f"<persName>{plain(letter.receiver)}</persName>"
            yield f'<correspAction type="received">{name}</correspAction>'
        yield "</correspDesc>"
