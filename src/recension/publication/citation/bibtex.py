"""BibTeX, in the fields of BibLaTeX: what LaTeX reads."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from recension.model.edition import Edition
from recension.publication.citation.citable import Citable, citable

# What TeX takes for a command; a backslash and braces go by their names.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
        "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


class BibTex:
    """Exports the documents as BibTeX entries, each an ``incollection`` of its source."""

    name: ClassVar[str] = "bibtex"
    summary: ClassVar[str] = "the documents for LaTeX (BibTeX with BibLaTeX's fields, UTF-8)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition's documents to ``target``."""
        entries = "\n".join(bibtex_entry(item) for item in citable(edition))
        target.write_text(entries, encoding="utf-8", errors="backslashreplace")


def bibtex_entry(item: Citable) -> str:
    """One document as an entry.

    ``date`` is EDTF, which BibLaTeX reads; names stand in braces, as printed. Source: P. Lehman
    and others, *The biblatex Package*, 2.3.8 (dates) and 2.2 (fields).
    """
    fields = {
        "title": tex(item.title),
        "author": _names(item.authors),
        "recipient": _names(item.recipients),
        "translator": _names((item.translator,) if item.translator else ()),
        "booktitle": tex(item.container),
        "chapter": tex(item.number),
        "type": tex(item.kind),
        "date": item.date,
        "eventplace": tex(item.place),
        "library": tex(item.repository),
        "shelfmark": tex(item.shelfmark),
        "pages": tex((item.pages or "").replace("–", "--")),
        "langid": item.language,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@incollection{{{item.key},\n{''.join(lines)}}}\n"


def tex(words: str | None) -> str | None:
    """Words that TeX sets as they stand, control characters left out."""
    if words is None:
        return None
    flat = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return flat.translate(_ESCAPED)


def _names(names: tuple[str, ...]) -> str | None:
    return " and ".join(f"{{{tex(name)}}}" for name in names) or None
