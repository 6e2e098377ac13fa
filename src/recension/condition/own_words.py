"""The words of a source itself: which it uses, and how often."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from recension.model.source_text import SourceText


class OwnWords:
    """How often a source uses its words, casefolded; counted when it is first asked.

    Args:
        source: the text.
        shape: what a word is; it has no white space in it.
    """

    def __init__(self, source: SourceText, shape: re.Pattern[str]) -> None:
        self._source = source
        self._shape = shape

    def __getitem__(self, word: str) -> int:
        """How often the source has a word; ``word`` is casefolded."""
        return self._counts[word]

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for token, times in self._source.tokens.items():
            for word in self._shape.findall(token.casefold()):
                counts[word] += times
        return counts
