"""Files become source texts: encodings, plain text, PDF, TEI.

The decoded text of a plain-text file is what ``bytes.decode`` gives; that of a PDF is its text
layer, pages joined by form feeds (see :mod:`recension.source.pdf`). Nothing is normalised. That
of a TEI file is its text laid out as a plain copy (see :mod:`recension.source.tei_layout`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from recension.model.errors import ArgumentError
from recension.model.source_text import SourceText
from recension.source import pdf, plain_text, tei
from recension.source.file_bytes import read_bytes
from recension.source.file_kind import kind_of
from recension.source.source_names import source_names

__all__ = ["read_source", "read_sources"]


def read_source(path: Path, encoding: str | None = None) -> SourceText:
    """Read one file.

    Args:
        path: a plain-text, PDF or TEI file.
        encoding: the encoding of a plain-text file where the user knows it; else it is found.

    Raises:
        MissingSource: there is no such file.
        UnreadableSource: no text can be had from it.
        UnknownEncoding: its bytes are text in no encoding that can be vouched for.
        ArgumentError: ``encoding`` is the name of none.
    """
    raw = read_bytes(path)
    name = source_names([path])[0]
    kind = kind_of(raw, path)
    if kind == "pdf":
        return pdf.read_pdf(raw, path, name)
    if kind == "tei":
        return tei.read_tei(raw, path, name)
    return plain_text.read_plain_text(raw, path, name, encoding)


def read_sources(
    paths: Sequence[Path],
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
    encoding: str | None = None,
) -> tuple[SourceText, ...]:
    """Read the files of one edition, each under a name of its own.

    Args:
        paths: the inputs, in the order in which they will stand.
        progress: told before each file: what comes, how many are done, how many there are.
        encoding: as for :func:`read_source`, for all plain-text files.

    Raises:
        ArgumentError: no file, or one file twice; else as :func:`read_source`.
    """
    if not paths:
        raise ArgumentError("INPUT", "no file is given", "Name at least one text, PDF or TEI file")
    sources = []
    for done, (path, name) in enumerate(zip(paths, source_names(paths), strict=True)):
        progress(f"reading {name}", done, len(paths))
        sources.append(replace(read_source(path, encoding), name=name))
    return tuple(sources)
