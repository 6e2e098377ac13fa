"""Archival strings: what an ignorant score would call damage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import Sound, Value
from recension.vocabularies.references import archival_spans


class ArchivalString:
    """A stretch that looks like an archival reference.

    ## What it finds
    Stretches in which the abbreviations of archives follow each other: `f. 0144, op. 30`, `RG 59,
    Box 12`, `FO 371/12345`. They are only marked here; the readings stage reads them.

    ## Why it matters
    References are what a historian needs most and what a word list knows least. They must be known
    before anything is called garble.

    ## When unsure
    It marks. What is marked is merely not counted as evidence of garble; a reference called damage
    is the worse error by far.

    ## Sources
    The traditions under `vocabularies/references`, each of which names its own.
    """

    code: ClassVar[str] = "RC001"
    name: ClassVar[str] = "archival string"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Sound,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Mark each stretch that the traditions recognise."""
        for span in archival_spans(source.text):
            yield Finding(self.code, span, Sound("archival reference"), 0.9)
