"""Running heads: page numbers and titles that stand between the lines of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import RunningHead, Value

_LINE = re.compile(
    r"(?P<number>\d{1,4})(?:[ \t]+(?P<after>\S.{0,110}))?|"
    r"(?P<before>.{1,110}?)[ \t]+(?P<last>\d{1,4})"
)
_SENTENCE = re.compile(r"[a-z]{2}\. ")
_APART = re.compile(r"\S[ \t]{3,}\S")
_LEAP = 12
"""How many pages may be missing between two running heads of one chain."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    page: int
    title: str


class RunningHeadLine:
    """A page's head or foot line.

    ## What it finds
    Lines that stand alone, carry a page number and, mostly, a title, and whose numbers go on from
    page to page through the volume.

    ## Why it matters
    A head line printed into the text cuts sentences and notes in two; read as text it makes false
    titles, false dates and false note numbers.

    ## When unsure
    A number that stands alone is taken for a page only as one of at least three in a row: taking a
    list's number for a page would tear the list apart, while a missed head line is merely read.

    ## Sources
    TEI P5 Guidelines, `fw` (forme work). GROBID's `headnote` label for the same thing.
    """

    code: ClassVar[str] = "RC110"
    name: ClassVar[str] = "running head"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (RunningHead,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Follow the page numbers of lone lines through the volume."""
        candidates = list(_candidates(source))
        titles = Counter(candidate.title for candidate in candidates)
        inside = {c.span for c in candidates if _is_inside_sentence(source, c)}
        chains = list(_chains(candidates))
        known = {c.title for chain in chains if len(chain) > 2 for c in chain if c.title}
        for chain in chains:
            for candidate in chain:
                apart = len(chain) > 1 and _APART.search(candidate.span.of(source.text))
                repeated = titles[candidate.title] > 1 and candidate.title and len(chain) > 1
                # A page in the wrong place is no part of the chain whose title it carries.
                repeated = repeated or (candidate.title in known and titles[candidate.title] > 3)
                if repeated or apart or len(chain) >= 3 or candidate.span in inside:
                    yield Finding(
                        self.code,
                        candidate.span,
                        RunningHead(str(candidate.page)),
                        min(0.99, 0.7 + 0.05 * len(chain)),
                        (f"one of {len(chain)} page numbers that follow each other",),
                    )


def _candidates(source: SourceText) -> Iterable[_Candidate]:
    for block in source.blocks:
        if len(block) > 120:
            continue
        line = block.of(source.text)
        match = _LINE.fullmatch(line)
        if match is None or line[-1] in '.;:?!”"':
            continue
        title = match["after"] or match["before"] or ""
        number = int(match["number"] or match["last"])
        if number and (not title or _is_title(title)):
            yield _Candidate(block, number, " ".join(title.casefold().split()))


def _is_inside_sentence(source: SourceText, candidate: _Candidate) -> bool:
    """Whether a bare number stands between two halves of one sentence, as only a page's does."""
    before, after = (
        source.text[max(0, candidate.span.start - 200) : candidate.span.start].rstrip(),
        candidate.span.end,
    )
    rest = source.text[after : after + 200].lstrip()
    cut = before[-1:].isalpha() or before[-1:] in ",-"
    return not candidate.title and cut and rest[:1].islower()


def _is_title(words: str) -> bool:
    sentence = _SENTENCE.search(words) or (words[-1] in ")]" and "," in words)
    return words[0].isupper() and not sentence and not words.endswith((",", "-"))


def _chains(candidates: list[_Candidate]) -> Iterable[list[_Candidate]]:
    """Chains of candidates whose numbers go on; the longest that end at each open number."""
    open_chains: dict[int, list[_Candidate]] = {}
    chains: list[list[_Candidate]] = []
    for candidate in candidates:
        before = (candidate.page - step for step in range(1, _LEAP + 1))
        chain = next((open_chains.pop(n) for n in before if n in open_chains), None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(candidate)
        open_chains[candidate.page] = chain
    return chains
