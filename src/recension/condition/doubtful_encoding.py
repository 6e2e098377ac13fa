"""Doubtful encoding: the file's bytes may be letters of another code page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value

_SURE = 0.9
_WORD_BEYOND_ASCII = re.compile(r"[^\s\x00-\x7f]")
_REACH = 40
_SIGNS = '.,;:!?()"“”„'


class DoubtfulEncoding:
    """A file whose encoding was found, but not for certain.

    ## What it finds
    Copies of which it was less than nine tenths sure in which encoding their bytes are letters. It
    points to the first word that would read otherwise, and its evidence names the encodings that
    fit as well or nearly so, with a word that they read differently.

    ## Why it matters
    Read in the wrong code page a text stays fluent: *Milošević* is *Miloðeviæ*, and only in every
    hundredth word. Names go wrong first, and nobody finds them again.

    ## When unsure
    That is what it says. To keep silent is the worse error: whoever knows the encoding can give it
    with `--encoding`, but only if asked. What the user gave, byte-order marks, well-formed UTF-8
    and plain ASCII are certain, and nothing is said of them.

    ## Sources
    The confidences are measured: docs/encodings.md.
    """

    code: ClassVar[str] = "RC111"
    name: ClassVar[str] = "doubtful encoding"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Say it once, at the first word that depends on it."""
        how = source.encoding
        if how.confidence >= _SURE:
            return
        first = _WORD_BEYOND_ASCII.search(source.text)
        at = _beginning(source.text, first.start()) if first else 0
        words = source.text[at : at + _REACH].split() if first else []
        example = f", from “{words[0].strip(_SIGNS)}” on" if words else ""
        message = f"letters beyond ASCII may be others{example}: read as {how.codec}"
        # A point: that all these letters are wrong is the lesser possibility.
        value = Damage("mojibake", f"{message}, {how.confidence:.0%} sure")
        because = tuple(how.because.split("; "))
        yield Finding(self.code, Span(at, at), value, round(1 - how.confidence, 3), because)


def _beginning(text: str, at: int) -> int:
    """Where the word around an offset begins."""
    low = max(0, at - _REACH)
    return low + max(map(len, re.findall(r".*\s", text[low:at], re.DOTALL)), default=0)
