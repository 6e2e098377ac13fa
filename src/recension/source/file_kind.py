"""What a file is, by its content first and by its name only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from recension.model.errors import UnreadableSource

Kind = Literal["pdf", "tei", "plain-text"]


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kind of file in which no text is looked for.

    Attributes:
        pattern: what its first bytes look like.
        what: its name, as the message says it.
        mend: what to do with it.
    """

    pattern: re.Pattern[bytes]
    what: str
    mend: str


def _foreign(pattern: bytes, what: str, mend: str) -> _Foreign:
    return _Foreign(re.compile(pattern, re.DOTALL), what, mend)


_OCR = "Run OCR over it first, and give the text or the PDF that comes out"
_UNPACK = "Unpack it, and name the files that were in it"
_AS_TEXT = "Save it as plain text or PDF, and give that"
_NO_TEXT = "Give a text or PDF file"

# Signatures as in the "file" program's magic database and in the formats' own descriptions.
# One made of plain letters alone asks for a NUL or control byte too, which prose never has.
_FOREIGN = (
    _foreign(rb"\x89PNG\r\n", "is a PNG picture", _OCR),
    _foreign(rb"\xff\xd8\xff", "is a JPEG picture", _OCR),
    _foreign(rb"GIF8[79]a", "is a GIF picture", _OCR),
    _foreign(rb"II\*\0|MM\0[*+]|II\+\0", "is a TIFF picture", _OCR),
    _foreign(rb"\0\0\0\x0cjP  \r\n", "is a JPEG 2000 picture", _OCR),
    _foreign(rb"RIFF....WEBP", "is a WebP picture", _OCR),
    _foreign(rb"BM.{4}\0\0\0\0", "is a BMP picture", _OCR),
    _foreign(rb"AT&TFORM....DJV", "is a DjVu file", "Turn it into a PDF with its text layer"),
    _foreign(rb"\x1f\x8b", "is a gzip archive", _UNPACK),
    _foreign(rb"BZh[1-9]1AY&SY", "is a bzip2 archive", _UNPACK),
    _foreign(rb"\xfd7zXZ\0", "is an xz archive", _UNPACK),
    _foreign(rb"\x28\xb5\x2f\xfd", "is a Zstandard archive", _UNPACK),
    _foreign(rb"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", _UNPACK),
    _foreign(rb"Rar!\x1a\x07", "is a RAR archive", _UNPACK),
    _foreign(rb".{257}ustar", "is a tar archive", _UNPACK),
    _foreign(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word or Office file", _AS_TEXT),
    _foreign(rb"\{\\rtf\d", "is a rich-text (RTF) file", _AS_TEXT),
    _foreign(rb"%!PS-Adobe", "is a PostScript file", "Turn it into a PDF, and give that"),
    _foreign(rb"SQLite format 3\0", "is a SQLite database", _NO_TEXT),
    _foreign(rb"\x7fELF|MZ.{0,60}\0|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe", "is a program", _NO_TEXT),
    _foreign(rb"ID3[\x02-\x04]\0|OggS\0|fLaC\0|\xff\xfb[\x90-\xff]", "is a recording", _NO_TEXT),
    _foreign(rb"....ftyp|\x1aE\xdf\xa3", "is a film", _NO_TEXT),
    _foreign(
        rb"(?i:(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>])",
        "is an HTML page, which is not read yet",
        _AS_TEXT,
    ),
)
_PACKED = (
    ("word/document.xml", "is a Word document (DOCX), which is not read yet", _AS_TEXT),
    ("xl/workbook.xml", "is an Excel workbook", _AS_TEXT),
    ("ppt/presentation.xml", "is a PowerPoint file", _AS_TEXT),
    ("META-INF/container.xml", "is an EPUB book, which is not read yet", _AS_TEXT),
    ("content.xml", "is an OpenDocument file, which is not read yet", _AS_TEXT),
)
# XML says so itself, or begins as TEI does; in UTF-16 its first characters are as telling.
_XML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml\s|(?:\w+:)?(?:TEI|teiCorpus)(?:\.2)?[\s>]|!DOCTYPE\s+TEI)"
    rb"|\xff\xfe<\0[?!A-Za-z]\0|\xfe\xff\0<\0[?!A-Za-z]"
)
_PDF_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
# Control characters that no text has; tab, line ends, form feed, the old end-of-file mark
# (1A), the underlining backspace (08) and escape (1B) occur in texts of the DOS years.
_NOT_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x08\x1a\x1b")) + b"\x7f"
_SAMPLE, _A_FEW = 1024**2, 8


def kind_of(raw: bytes, path: Path) -> Kind:
    """Say how a file is to be read.

    Args:
        raw: its bytes.
        path: its name, asked only where the bytes leave it open.

    Raises:
        UnreadableSource: it is empty, or of a kind in which there is no text to read.
    """
    if not raw:
        raise UnreadableSource(str(path), "is empty (0 bytes)", "Check that it was copied whole")
    named_pdf = path.suffix.lower() == ".pdf"
    if _PDF_HEAD.match(raw) or (named_pdf and b"%PDF-" in raw[:1024]):
        return "pdf"
    if _XML_HEAD.match(raw) or _is_named_xml(raw, path):
        return "tei"
    _refuse_foreign(raw, path)
    if named_pdf:
        mend = "Fetch or copy it again; a text file should be named .txt"
        raise UnreadableSource(str(path), "is named PDF but is none inside", mend)
    return "plain-text"


def _is_named_xml(raw: bytes, path: Path) -> bool:
    return path.suffix.lower() == ".xml" and raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def refuse_binary_text(text: str, path: Path) -> None:
    """As :func:`refuse_binary`, for a text that is decoded already; offsets are in characters."""
    refuse_binary(text[:_SAMPLE].encode("ascii", "replace"), path)


def refuse_binary(raw: bytes, path: Path) -> None:
    """Refuse bytes too many of which are no characters in any single-byte or UTF-8 text.

    One stray control character in a hundred, or a few in a short text, is damage, to be reported;
    more is no text.

    Raises:
        UnreadableSource: the bytes are no text.
    """
    sample = raw[:_SAMPLE]
    strange = len(sample) - len(sample.translate(None, _NOT_TEXT))
    if strange * 100 > len(sample) and (strange > _A_FEW or strange * 10 > len(sample)):
        first = next(i for i, byte in enumerate(sample) if byte in _NOT_TEXT)
        what = "consists of NUL bytes" if not sample.strip(b"\0") else "is binary data, not text"
        problem = f"{what} (first at offset {first})"
        raise UnreadableSource(str(path), problem, "Give a text or PDF file; is the copy damaged?")


def _refuse_foreign(raw: bytes, path: Path) -> None:
    if raw.startswith(b"PK\x03\x04"):
        raise UnreadableSource(str(path), *_packed_kind(raw))
    for foreign in _FOREIGN:
        if foreign.pattern.match(raw):
            raise UnreadableSource(str(path), foreign.what, foreign.mend)


def _packed_kind(raw: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            inside = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "is a damaged ZIP archive (DOCX and EPUB are such)", "Fetch or copy it again"
    for member, what, mend in _PACKED:
        if member in inside:
            return what, mend
    return "is a ZIP archive", _UNPACK
