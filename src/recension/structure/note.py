"""Notes: which call belongs to which body."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Note, NoteStatus, RunningHead, Value
from recension.structure.note_body import Body, Run, is_garbled, runs
from recension.structure.note_call import Call, Calls
from recension.structure.note_tail import tail_in
from recension.vocabularies.note_markers import opens_note

_LEAST_SHARE = 0.4
"""Share of a run's bodies that must find a call before plain numbers pass for notes."""
_LIKELY = 0.5
_LEAST_SUPPORT = 0.4
_OWN_STYLE = 0.2
"""Share of the line-opening markers from which a style is the source's own."""
_SURE_ROW = 5
"""Plain numbers in a row that pass for notes even where all their calls are lost."""
_SHORT_NOTE = 60


@dataclass(frozen=True, slots=True)
class _Linked:
    body: Body
    call: Call | None
    run: int


class NoteReader:
    """A footnote or endnote.

    ## What it finds
    Lines whose markers follow each other (superscripts, brackets, plain digits, asterisks) at a
    page's foot, behind a document or behind an essay, and the places in the text that call them.
    All notes of a run are matched with their calls at once: in order, each to the place that looks
    most like a call. A note without a call and a call without a note are kept and say so, as does
    the tail of a note whose beginning is lost.

    ## Why it matters
    Lost and misplaced footnotes are what users of every tool complain of most. In a documentary
    edition the notes carry the references and the other witnesses' versions.

    ## When unsure
    Plain digits stuck to a word may be years, amounts or list numbers: a run of them passes for
    notes only where enough of its members find their calls in order. A link to a wrong place is
    worse than a note that says it has no call.

    ## Sources
    Order-preserving assignment by dynamic programming (Needleman and Wunsch, 1970, with the labels
    as the match). The Chicago Manual of Style, 18th ed., 13.27-13.35, on where notes stand.
    """

    code: ClassVar[str] = "RS201"
    name: ClassVar[str] = "note"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (RunningHead, Damage, Document)
    gives: ClassVar[tuple[type[Value], ...]] = (Note,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Match the runs of bodies with the calls before them."""
        calls = Calls(source.text)
        accepted: list[Run] = []
        linked: list[_Linked] = []
        gathered = runs(source, findings)
        styles = Counter(body.marker.style for run in gathered for body in run.bodies)
        for run in gathered:
            pairs = _matched(run, accepted, calls, findings)
            if _is_believable(pairs, styles, source.text):
                linked += [_Linked(body, call, len(accepted)) for body, call in pairs]
                accepted.append(run)
        documents = findings.of(Document)
        for link, following in zip_longest(linked, linked[1:]):
            tail = tail_in(source.text, link.body, following.body if following else None)
            yield self._note(_without(link, tail, source.text), documents, findings)
            if tail is not None:
                yield self._tail(tail, documents)
        yield from self._unanswered(source, findings, accepted, linked, calls)

    def _note(
        self, link: _Linked, documents: list[Finding[Document]], findings: Findings
    ) -> Finding[Value]:
        body, call = link.body, link.call
        place = call.start if call else body.span.start
        cut = any(
            f.value.kind == "break" and f.span.start >= body.span.end - 1
            for f in findings.overlapping(Damage, Span(body.span.end - 1, body.span.end + 1))
        )
        cut = cut or body.marker.bare
        status: NoteStatus = "no-call" if call is None else "cut" if cut else "linked"
        value = Note(
            body.marker.label,
            body.span,
            (Span(call.start, call.end),) if call else (),
            status,
            _document_at(documents, place),
        )
        because = (
            f"marked “{body.marker.label}” as {body.marker.style}, in order with its neighbours"
        )
        confidence = 0.6 if call is None else min(0.99, 0.6 + 0.39 * call.likeness)
        return Finding(
            self.code, body.span, value, round(confidence, 3), (because,), key_of(value, body.span)
        )

    def _tail(self, span: Span, documents: list[Finding[Document]]) -> Finding[Value]:
        value = Note(None, span, (), "tail", _document_at(documents, span.start))
        because = (
            "it begins in the middle of a sentence, and the next note's number is not the next"
        )
        return Finding(self.code, span, value, 0.7, (because,), key_of(value, span))

    def _unanswered(
        self,
        source: SourceText,
        findings: Findings,
        accepted: list[Run],
        linked: list[_Linked],
        calls: Calls,
    ) -> Iterator[Finding[Value]]:
        """Calls that no body answers; only of styles that cannot be anything else here."""
        styles = {body.marker.style for run in accepted for body in run.bodies}
        answered = {link.call.start for link in linked if link.call}
        documents = findings.of(Document)
        bodies = sorted(link.body.span for link in linked)
        for style in ("superscript", *({"bracket"} & styles)):
            for label, places in calls.labels(style).items():
                for call in places:
                    span = Span(call.start, call.end)
                    if call.start in answered or _inside(bodies, call.start):
                        continue
                    if is_garbled(findings, span):
                        continue
                    value = Note(
                        label, None, (span,), "no-body", _document_at(documents, call.start)
                    )
                    because = (f"“{label}” calls a note that this copy does not have",)
                    yield Finding(self.code, span, value, 0.9, because, key_of(value, span))


def _without(link: _Linked, tail: Span | None, text: str) -> _Linked:
    """A link whose body ends before a tail that is another note's."""
    if tail is None:
        return link
    start = link.body.span.start
    end = start + len(text[start : tail.start].rstrip())
    return replace(link, body=replace(link.body, span=Span(start, end)))


def _inside(spans: list[Span], offset: int) -> bool:
    index = bisect_right(spans, offset, key=lambda s: s.start) - 1
    return index >= 0 and spans[index].start <= offset < spans[index].end


def _document_at(documents: list[Finding[Document]], offset: int) -> str | None:
    index = bisect_right(documents, offset, key=lambda f: f.span.start) - 1
    return documents[index].key if index >= 0 else None


def _matched(
    run: Run, before: list[Run], calls: Calls, findings: Findings
) -> list[tuple[Body, Call | None]]:
    """Give each body of a run at most one call, in order, so that all are as likely as can be."""
    start = before[-1].end if before else 0
    frontier: list[tuple[int, float, tuple[tuple[int, Call], ...]]] = [(start - 1, 0.0, ())]
    for index, body in enumerate(run.bodies):
        options = calls.between(body.marker.style, body.marker.label, start, run.start)
        sound = [c for c in options if not is_garbled(findings, Span(c.start, c.end))]
        frontier = _extended(frontier, sound, index)
    chosen = dict(frontier[-1][2])
    return [(body, chosen.get(index)) for index, body in enumerate(run.bodies)]


def _extended(
    frontier: list[tuple[int, float, tuple[tuple[int, Call], ...]]], options: list[Call], index: int
) -> list[tuple[int, float, tuple[tuple[int, Call], ...]]]:
    """The states that are worth keeping after one more body: the further, the likelier."""
    reached = list(frontier)
    for call in options:
        at = bisect_right(frontier, call.start - 1, key=lambda state: state[0]) - 1
        if at >= 0:
            _, total, chosen = frontier[at]
            reached.append((call.start, total + call.likeness, (*chosen, (index, call))))
    reached.sort(key=lambda state: (state[0], -state[1]))
    kept: list[tuple[int, float, tuple[tuple[int, Call], ...]]] = []
    for state in reached:
        if not kept or state[1] > kept[-1][1]:
            kept.append(state)
    return kept


def _is_believable(pairs: list[tuple[Body, Call | None]], styles: Counter[str], text: str) -> bool:
    """Whether a run is one of notes, and not a list, a table or a chance number.

    Args:
        pairs: the run's bodies with the calls they found.
        styles: how often each style of marker begins a line in the whole source.
        text: the source's text.
    """
    likely = sum(call.likeness >= _LIKELY for _, call in pairs if call)
    if likely >= max(1, _LEAST_SHARE * len(pairs)):
        return True
    if _support(pairs, text) >= _LEAST_SUPPORT * len(pairs):
        return True
    style = pairs[0][0].marker.style
    if style in ("superscript", "bracket"):
        return len(pairs) > 1 or styles[style] > _OWN_STYLE * styles.total()
    numbers = [body.marker.number for body, _ in pairs]
    return len(pairs) >= _SURE_ROW and None not in numbers and _reads_as_notes(pairs)


def _support(pairs: list[tuple[Body, Call | None]], text: str) -> float:
    """What speaks for a run where its calls are doubtful: them, and words that open notes."""
    return sum(
        (min(call.likeness, _LIKELY) if call else 0.0) + _opens(body, text) for body, call in pairs
    )


def _opens(body: Body, text: str) -> float:
    return 0.5 if opens_note(text, body.marker.end) else 0.0


def _reads_as_notes(pairs: list[tuple[Body, Call | None]]) -> bool:
    """Whether plain numbers without calls stand before paragraphs, one by one, as notes do."""
    lengths = [len(body.span) for body, _ in pairs]
    return sum(length > _SHORT_NOTE for length in lengths) >= 0.6 * len(lengths)
