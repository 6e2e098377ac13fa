"""Misread words: a letter or two are wrong, and the source itself shows which word was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from math import exp
from typing import ClassVar

from recension.condition.misreading import Candidate, Misreadings
from recension.condition.word_evidence import languages_of
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Sound, Value

_TOKEN = re.compile(r"\S{1,80}")
_BEFORE = "([{\"“„«‘'—–*"
_BEHIND = ".,;:?!)]}\"”“»’'—–*"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_WORD = re.compile(r"[^\W\d_][\w’'|!£$€@+°]{3,39}")
"""Letters of a word; wrong ones may be digits or signs."""
_FEW = 60
"""Misread words that are looked for one by one; more of them, by reading all words once more."""
_WEIGHT = 7.0
"""Weight that a misreading needs in a sound text."""
_LIGHTER = ((0.02, 4.0), (0.005, 5.5))
"""Weight that is enough where more than this share of the words is misread beyond doubt."""
_SHARE = 0.7
"""What the likeliest word must have of all that may have been printed."""
_USES = 0.5
"""How often the source would have to use the likeliest word."""
_OFTEN = 3
"""Uses of a word that make it the source's own."""


class MisreadWord:
    """A word of which a letter or two were misread, with the word that was probably printed.

    ## What it finds
    Words such as `docurnent` or `Hornvlk` beside many a `Hornvik`: no list has them, the source has
    them once or twice, and one confusion of letters away (`rn` and `m`, `c` and `e`, `l` and `1` …)
    stands a word that the source or its language uses often.

    ## Why it matters
    A search for the word misses the place, a name becomes two persons, and a quotation carries the
    error on.

    ## When unsure
    It keeps silent: to offer an editor a change to a sound old spelling, a rare word or a name is
    the worse error. The word is only offered; nothing is ever repaired.

    ## Sources
    Kernighan, Church and Gale, "A spelling correction program based on a noisy channel model"
    (1990); confusions of letters: `vocabularies/misreadings`; words: wordfreq (Speer, 2022).
    """

    code: ClassVar[str] = "RC106"
    name: ClassVar[str] = "misread word"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "note"
    needs: ClassVar[tuple[type[Value], ...]] = (Sound, Damage)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Weigh every rare word that no list has."""
        counts = _counted(source)
        misread = dict(_misread(counts))
        total = counts.total()
        sure = sum(counts[word] for word, (weight, _) in misread.items() if weight >= _WEIGHT)
        least = next((weight for share, weight in _LIGHTER if sure > share * total), _WEIGHT)
        offered = {word: row for word, row in misread.items() if row[0] >= least}
        for word, span in _places(source.text, offered):
            if not findings.any_over(Sound, span) and not findings.any_over(Damage, span):
                yield self._finding(word, span, *offered[word])

    def _finding(
        self, word: str, span: Span, weight: float, candidates: list[Candidate]
    ) -> Finding[Value]:
        reading = _in_case(candidates[0].word, word)
        total = sum(candidate.uses for candidate in candidates)
        sure = 1 / (1 + exp(-0.35 * (weight - 5.5)))
        because = [
            f"perhaps “{_in_case(candidate.word, word)}” ({sure * candidate.uses / total:.2f}): "
            f"{candidate.uses:.0f} such words are expected here"
            for candidate in candidates[:3]
            if candidate.uses >= 0.05 * total
        ]
        message = f"letters misread: perhaps “{reading}”"
        return Finding(
            self.code, span, Damage("misread", message, reading), round(sure, 2), tuple(because)
        )


def _counted(source: SourceText) -> Counter[str]:
    """The words of a text without what stands around them; others than words are left out."""
    counts: Counter[str] = Counter()
    for token, count in source.tokens.items():
        word = _bare(token)
        if _WORD.fullmatch(word):
            counts[word] += count
    return counts


def _bare(token: str) -> str:
    return token[:80].lstrip(_BEFORE).rstrip(_RAISED).rstrip(_BEHIND)


def _places(text: str, words: Collection[str]) -> Iterator[tuple[str, Span]]:
    """Where words stand alone, as tokens of their own."""
    around: Iterable[re.Match[str] | None] = _TOKEN.finditer(text)
    if len(words) <= _FEW:
        shapes = [re.compile(re.escape(word)) for word in words]
        starts = sorted(match.start() for shape in shapes for match in shape.finditer(text))
        around = (_TOKEN.match(text, _token_start(text, start)) for start in starts)
    last = 0
    for token in around:
        if token and (word := _bare(token.group())) in words:
            start = text.index(word, token.start())
            if start >= last:
                last = start + len(word)
                yield word, Span(start, last)


def _token_start(text: str, at: int) -> int:
    least = max(0, at - len(_BEFORE))
    while at > least and not text[at - 1].isspace():
        at -= 1
    return at


def _misread(counts: Counter[str]) -> Iterator[tuple[str, tuple[float, list[Candidate]]]]:
    """The words that are rare, unknown and close to a likely one, with weight and readings."""
    lower: Counter[str] = Counter()
    for word, count in counts.items():
        lower[word.lower().replace("’", "'")] += count
    misreadings = Misreadings(lower, languages_of(lower))
    for written in counts:
        word = written.lower().replace("’", "'")
        if lower[word] > _OFTEN or misreadings.band(word) or misreadings.is_elsewhere(word):
            continue
        candidates = misreadings.candidates(word)
        if not candidates or candidates[0].uses < _USES:
            continue
        if candidates[0].uses >= _SHARE * sum(candidate.uses for candidate in candidates):
            yield written, (misreadings.weight(written), candidates)


def _in_case(word: str, written: str) -> str:
    """A word with the capitals of what is written in its place."""
    if written.isupper():
        return word.upper()
    if len(word) == len(written):
        return "".join(
            letter.upper() if model.isupper() else letter
            for letter, model in zip(word, written, strict=True)
        )
    return word[0].upper() + word[1:] if written[0].isupper() else word
