"""Split words: words cut by a line's or a page's end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from recension.condition.own_words import OwnWords
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value
from recension.vocabularies.words import language_words

_CUT = re.compile(
    r"[-\u00ad\u2010\ufffe¬](?<=[^\W\d_]{2}.)(?:\r\n?|\n)[ \t]*(?P<tail>[^\W\d_]{2,})"
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class SplitWord:
    """A word that a line's end cuts in two.

    ## What it finds
    Letters, a hyphen (or the mark that a PDF leaves for one) and a line's end, with the rest of the
    word on the next line. The joined reading is offered.

    ## Why it matters
    Nobody finds `Yugosla-` `via` by searching, and names cut in two look like two names.

    ## When unsure
    Whether the hyphen belongs to the word (`vice-` `president`) is decided by what the source and
    the word lists know; where neither knows either form, the joined word is offered with little
    confidence. A wrong suggestion costs a glance; the text itself stays as it is.

    ## Sources
    TEI P5 Guidelines, 3.2 "Treatment of Punctuation" (`lb@break`).
    """

    code: ClassVar[str] = "RC105"
    name: ClassVar[str] = "split word"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Join each word that a line's end cuts, and weigh the forms it may have."""
        used = OwnWords(source, _WORD)
        for span, head, tail in _cuts(source.text):
            reading, confidence = _best(head, tail, used)
            message = f"a line's end cuts this word: “{reading}”"
            yield Finding(self.code, span, Damage("split-word", message, reading), confidence)


def _cuts(text: str) -> Iterator[tuple[Span, str, str]]:
    """Where a line's end cuts a word, and its two parts; a rest that is cut again is no beginning.

    The hyphen is looked for first, so that the time grows with the length of the text.
    """
    last = 0
    for cut in _CUT.finditer(text):
        start = cut.start()
        while start > last and _LETTER.match(text, start - 1):
            start -= 1
        if cut.start() - start > 1:
            last = cut.end()
            yield Span(start, last), text[start : cut.start()], cut["tail"]


def _best(head: str, tail: str, used: OwnWords) -> tuple[str, float]:
    whole, hyphened = head + tail, f"{head}-{tail}"
    if used[hyphened.casefold()]:
        return hyphened, 0.9
    if used[whole.casefold()]:
        return whole, 0.97
    if any(whole.casefold() in words for words in language_words().values()):
        return whole, 0.95
    return whole, 0.6
