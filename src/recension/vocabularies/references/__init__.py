"""Reference traditions: how archives are cited, one TOML file a tradition.

A newcomer adds a tradition by adding a file; other packages add theirs by an entry point
``recension.vocabularies`` that names a folder with a ``references`` folder in it.
"""

from __future__ import annotations

from recension.vocabularies.references.lexer import Token, archival_spans, tokens
from recension.vocabularies.references.tradition import (
    Code,
    Label,
    PrintedWorks,
    Tradition,
    normal,
    printed_works,
    traditions,
)

__all__ = [
    "Code",
    "Label",
    "PrintedWorks",
    "Token",
    "Tradition",
    "archival_spans",
    "normal",
    "printed_works",
    "tokens",
    "traditions",
]
