"""RR306: where speakers are written by their initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Mention, Utterance, Value

_LABEL = re.compile(r"(?P<label>[A-Z][A-Z]{0,2}|(?:[A-Z]\.){1,3})(?:[ ]\([^)\n]{1,40}\))?:(?=\s)")
_WINDOW = 60
_LEAST = 0.6


class InitialsMention:
    """Each label of a script that gives its speaker by initials alone (`K:`, `RN:`).

    ## What it finds
    The letters before a colon, where the words behind it are somebody's speech and it is known
    whose.

    ## Why it matters
    Transcripts of telephone calls name their speakers once, in the heading.

    ## When unsure
    It says no more than the speech that it labels: where the speaker is open, so is the label; the
    confidence is the speech's.

    ## Sources
    Telephone transcripts as printed in Foreign Relations of the United States, 1969-1976.
    """

    code: ClassVar[str] = "RR306"
    name: ClassVar[str] = "speaker's initials"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Utterance,)
    gives: ClassVar[tuple[type[Value], ...]] = (Mention,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the labels."""
        taken: set[Span] = set()
        for said in findings.of(Utterance):
            speaker, start = said.value.speaker, said.span.start
            if speaker is None or said.value.mode != "direct" or said.confidence < _LEAST:
                continue
            label = _LABEL.match(source.text, start, start + _WINDOW)
            if label is None:
                continue
            span = Span(*label.span("label"))
            if span not in taken and not any(findings.overlapping(Mention, span)):
                taken.add(span)
                why = f"“{label['label']}:” labels this person's words"
                yield Finding(self.code, span, Mention(speaker), said.confidence, (why,))
