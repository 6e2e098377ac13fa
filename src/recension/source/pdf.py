"""PDF: its text layer page by page, as PDFium gives it, nothing added but a form feed a page.

The decoded text of a PDF *is* what :func:`read_pdf` builds: the text layers of its pages in order,
joined by one form feed (U+000C), which every reader takes for the end of a line and of a page.
PDFium's CRLF line ends stay, and so does U+FFFE, one character that it writes for a hyphen at a
line's end together with that line's end: it is evidence of a join. A half of a surrogate pair,
which is no character, shows as U+FFFD.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from threading import Lock

import pypdfium2
from pypdfium2 import raw as pdfium

from recension.model.errors import UnreadableSource
from recension.model.source_text import Encoding, Page, SourceText
from recension.source.plain_text import line_ends_of

_TAIL = 4096
_COPY_AGAIN = "Fetch or copy it again"
_UNLOCK = "Save it without its password from a PDF reader, and give that"
# PDFium is not made for several threads at once.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Box:
    """Where a character stands on its page, in points (1/72 inch) from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def read_pdf(raw: bytes, path: Path, name: str) -> SourceText:
    """Read a PDF's text layer.

    Args:
        raw: the file's bytes.
        path: where it is, for messages.
        name: what the source is to be called.

    Raises:
        UnreadableSource: it is cut off, locked, damaged, or has no text layer.
    """
    if b"%%EOF" not in raw[-_TAIL:]:
        problem = "is cut off: the mark that ends a PDF (%%EOF) is missing"
        raise UnreadableSource(str(path), problem, _COPY_AGAIN)
    with _opened(raw, path) as document:
        labels = [document.get_page_label(i) or str(i + 1) for i in range(len(document))]
        layers = [_layer(document, i, path) for i in range(len(document))]
    _refuse_without_text(layers, path)
    text = "\f".join(layers)
    return SourceText(
        name=name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="application/pdf",
        encoding=Encoding("utf-16-le", 1.0, _because(layers), exact=False),
        original=raw,
        pages=_pages(labels, layers),
        line_ends=line_ends_of(text),
    )


def boxes(source: SourceText, page: Page) -> list[Box | None]:
    """Where each character of a page stands; asked of the PDF anew, as it is seldom needed.

    Args:
        source: what :func:`read_pdf` gave.
        page: one of its pages.

    Returns:
        one box for each code point of the page; None for what stands nowhere: line ends and
        spaces that PDFium supplied, and the form feed.
    """
    path, index = Path(source.name), source.pages.index(page)
    with _opened(source.original, path) as document, _text_page(document, index, path) as layer:
        found: list[Box | None] = []
        for unit, char in _utf16_units(source.text[page.start : page.end]):
            at = pdfium.FPDFText_GetCharIndexFromTextIndex(layer, unit)
            found.append(None if at < 0 or char in "\r\n\f" else _box(layer, at))
    return found


def _utf16_units(text: str) -> Iterator[tuple[int, str]]:
    """Each character with its offset as PDFium counts, which is in UTF-16 units."""
    widths = (2 if char > "\uffff" else 1 for char in text)
    return zip(accumulate(widths, initial=0), text, strict=False)


def _box(layer: pypdfium2.PdfTextPage, index: int) -> Box | None:
    left, bottom, right, top = layer.get_charbox(index)
    return Box(left, bottom, right, top) if right > left or top > bottom else None


@contextmanager
def _opened(raw: bytes, path: Path) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(raw)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, path) from error
        try:
            if not len(document):
                raise UnreadableSource(str(path), "has no pages", _COPY_AGAIN)
            yield document
        finally:
            document.close()


def _refusal(error: pypdfium2.PdfiumError, path: Path) -> UnreadableSource:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return UnreadableSource(str(path), "is locked with a password", _UNLOCK)
    if code == pdfium.FPDF_ERR_SECURITY:
        return UnreadableSource(str(path), "is encrypted in a way that PDFium cannot read", _UNLOCK)
    return UnreadableSource(str(path), "is a damaged PDF that does not open", _COPY_AGAIN)


@contextmanager
def _text_page(
    document: pypdfium2.PdfDocument, index: int, path: Path
) -> Iterator[pypdfium2.PdfTextPage]:
    try:
        page = document[index]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        problem = f"page {index + 1} of {len(document)} is damaged and does not open"
        raise UnreadableSource(str(path), problem, _COPY_AGAIN) from error
    try:
        yield layer
    finally:
        layer.close()
        page.close()


def _layer(document: pypdfium2.PdfDocument, index: int, path: Path) -> str:
    with _text_page(document, index, path) as layer:
        text: str = layer.get_text_range(errors="replace")
        return text


def _refuse_without_text(layers: list[str], path: Path) -> None:
    if not any(layer.strip() for layer in layers):
        pages = "its page is" if len(layers) == 1 else f"its {len(layers)} pages are"
        mend = "Run OCR over it first (for example: ocrmypdf IN.pdf OUT.pdf), and give the result"
        raise UnreadableSource(str(path), f"has no text layer: {pages} pictures or blank", mend)


def _because(layers: list[str]) -> str:
    bare = [str(number) for number, layer in enumerate(layers, 1) if not layer.strip()]
    said = f"the PDF's own text layer, {len(layers)} page{'s'[: len(layers) > 1]}"
    return said + (f"; none on page {', '.join(bare)} (picture or blank)" if bare else "")


def _pages(labels: list[str], layers: list[str]) -> tuple[Page, ...]:
    """The pages tile the text; each but the last ends with its form feed."""
    starts = list(accumulate((len(layer) + 1 for layer in layers), initial=0))
    starts[-1] -= 1
    bounds = zip(labels, starts, starts[1:], strict=False)
    return tuple(Page(label, start, end) for label, start, end in bounds)
