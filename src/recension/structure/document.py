"""Documents: where one archival item or piece of editorial matter begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import exp
from typing import ClassVar, cast

from recension.model.finding import Finding, Findings, key_of
from recension.model.layout import is_prose
from recension.model.reader import Level
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import (
    CapitalText,
    Damage,
    Document,
    DocumentKind,
    RunningHead,
    TelegramHeading,
    Value,
)
from recension.structure.dateline import (
    dated_lines,
    dates_in,
    hour_of,
    is_dateline,
    month_of,
    place_line,
)
from recension.structure.heading import (
    ENOUGH,
    RULE,
    SOURCE_LINE,
    UNTITLED,
    Heading,
    headings,
)
from recension.structure.heading_shape import NO_TITLE
from recension.structure.language import language_of
from recension.structure.lost_heading import lost_headings
from recension.structure.telegram import date_of, with_telegrams
from recension.structure.translation import translation
from recension.vocabularies.document_kinds import classification, document_kind, kind_by_itself
from recension.vocabularies.note_markers import call_markers

_HEAD = 1500
"""Code points from a document's beginning in which its dateline is looked for."""
_HEADING_MATTER = 500
"""Code points up to which text without a heading of its own is taken for matter around headings."""
_HEAD_LINES = 8
"""Lines of a document's head that may name its place."""
_NOTHING = 3
"""Code points behind a title that are no text yet: a stop, bold type."""
_UNDATED = ("notes", "contents", "persons", "abbreviations", "index", "heading-matter")
"""Kinds that carry many dates and none of their own."""
_PARAGRAPH = 300
"""Code points from which a last line is a paragraph, and no signer's office or place."""
_MOST = 0.5
"""Share of a source's documents from which a dateline alone is its way to begin one."""
_SAME = 180
"""Letters and figures from a title on that two places share only if the same is printed there."""
_FAR = 8
"""Documents between a letter that is printed inside one and the same letter by itself."""
_DAY = len("1946-05-27")
_TITLE_LINE = 200
_TITLE = 2.5
"""Weight from which what stands right below a lettered heading is the title itself."""
_UNLIKE = -1.0
"""Weight up to which what stands below a missing title is the text itself."""
_FOOT = 500
"""Code points before a document's notes in which it is looked for next."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A document's extent, with the heading that opens it if one does."""

    span: Span
    heading: Heading | None
    is_nested: bool = False


class DocumentReader:
    """One archival item or one piece of editorial matter.

    ## What it finds
    Where each document of the source begins and ends, with its title, number, kind, date, place,
    classification, language, translator and source line. The boundaries are weighed from many
    clues: the heading's shape and words, numbers that go on through the volume, a dateline below,
    a note called at the heading, notes or a signature above, the gap, and what the volume itself
    does most often. Where no heading is left: notes that are at their end, note numbers that begin
    again, and a cut in mid-sentence behind which another person speaks, notes are no longer called
    or the quotation marks are others. A fragment says which end of it is lost.

    ## Why it matters
    Everything else hangs on it: to whom a note belongs, who speaks, what is cited. Editions were
    published with documents run together because a single clue was missing.

    ## When unsure
    Two documents run together are the worse error, as the second one disappears; but a document
    cut at each of its sub-headings cannot be cited. A lone clue therefore never makes a boundary,
    and a missing one never prevents it. Text before the first heading is kept as a fragment.

    ## Sources
    The house style of Foreign Relations of the United States, and the bulletins' own; weights are
    sums of log odds (naive Bayes), set by hand and checked on volumes from 1861 to 1980.
    """

    code: ClassVar[str] = "RS101"
    name: ClassVar[str] = "document"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (RunningHead, Damage, CapitalText, TelegramHeading)
    gives: ClassVar[tuple[type[Value], ...]] = (Document,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Cut the source at its headings and describe each part."""
        parent: str | None = None
        for part in _parts(source, findings):
            value = _described(source, findings, part)
            inside = part.is_nested or _is_enclosed(part, value)
            if inside and parent is not None:
                value = replace(value, parent=parent)
            finding: Finding[Value] = Finding(
                self.code,
                part.span,
                value,
                _confidence(part),
                tuple(part.heading.clues) if part.heading else ("text before the first heading",),
                key_of(value, part.span),
            )
            if not inside:
                parent = finding.key
            yield finding


def _is_enclosed(part: _Part, value: Document) -> bool:
    """Whether a part belongs to the document before it, as an attachment or a bare enclosure.

    A lone letter or the call of its source note was sent along with what stands before it.
    """
    if value.kind == "attachment":
        return not _is_labelled(part)
    if part.heading is None or value.kind != "document" or value.number is not None:
        return False
    return bool({UNTITLED, "a single letter"} & part.heading.clues.keys())


def _is_labelled(part: _Part) -> bool:
    """Whether a label of its own (*Annex 3*) makes a part a document of the volume."""
    return part.heading is not None and part.heading.label is not None


def _confidence(part: _Part) -> float:
    if part.heading is None:
        return 0.5
    return round(min(0.99, 1 / (1 + exp(-0.7 * (part.heading.weight - ENOUGH) - 0.8))), 3)


def _parts(source: SourceText, findings: Findings) -> Iterator[_Part]:
    if not source.blocks:
        return
    found = headings(source, findings)
    opening = _leading([h for h in found if h.weight >= ENOUGH], source)
    opening = with_telegrams(opening, findings)
    _complete_titles(source.text, opening, found)
    opening += lost_headings(source, findings, opening, [h for h in found if h.weight < ENOUGH])
    opening.sort(key=lambda heading: heading.span)
    first = opening[0].span.start if opening else len(source.text)
    front = _extent(source, findings, source.blocks[0].start, first)
    if front:
        yield _Part(front, None)
    inside = _inside(source.text, opening)
    for index, heading in enumerate(opening):
        nested = heading.span.start in inside
        later = (h.span.start for h in opening[index + 1 :] if nested or h.span.start not in inside)
        extent = _extent(source, findings, heading.span.start, next(later, len(source.text)))
        if extent:
            yield _Part(extent, heading, nested)


def _inside(text: str, opening: list[Heading]) -> set[int]:
    """Where documents begin that stand inside others: enclosures, and letters quoted in full.

    A letter with no heading but its dateline was sent along with what stands before it, unless that
    is how most documents of the source begin. What is printed in a document and again behind it
    stands the first time inside.
    """
    nested = {heading.span.start for heading in opening if heading.is_nested}
    ends = [*(heading.span.start for heading in opening[1:]), len(text)]
    dated = {
        heading.span.start
        for heading, end in zip(opening, ends, strict=False)
        if _has_only_a_dateline(text, heading, end)
    }
    again = _printed_again(text, opening)
    dated = (dated if len(dated) < _MOST * len(opening) else set()) - set(again.values())
    return (nested | dated | set(again)) - {opening[0].span.start if opening else 0}


def _printed_again(text: str, opening: list[Heading]) -> dict[int, int]:
    """The beginnings of documents whose first words stand again at a later one, and where."""
    places: dict[str, int] = {}
    found = {}
    for index, heading in enumerate(opening):
        start = heading.title.start
        words = "".join(filter(str.isalnum, text[start : start + 2 * _SAME]))[:_SAME]
        before = places.get(words)
        if before is not None and index - before <= _FAR and heading.number is None:
            found[opening[before].span.start] = heading.span.start
        places[words] = index
    return found


def _has_only_a_dateline(text: str, heading: Heading, end: int) -> bool:
    if heading.kind or heading.number is not None or heading.label or not heading.title:
        return False
    opens = next(dates_in(text, heading.title), None)
    dated = opens is not None and heading.title.end - opens.span.end <= _NOTHING
    return (
        dated
        and "from one to another" not in heading.clues
        and text[heading.title.end : end].strip() != ""
    )


def _leading(opening: list[Heading], source: SourceText) -> list[Heading]:
    """Of headings with no prose between them the first: the others are its subtitles."""
    kept: list[Heading] = []
    for heading in opening:
        if kept and _is_subtitle(source.text, kept[-1], heading):
            _merge(kept[-1], heading)
        else:
            kept.append(heading)
    return kept


def _is_subtitle(text: str, first: Heading, second: Heading) -> bool:
    if is_prose(text[first.title.end : first.span.end]):
        return False
    between = text[first.span.end : second.span.start].strip()
    if second.label is not None and first.label != second.label:
        return False
    return len(between) <= 60 and (first.number is None or second.number is None)


def _merge(first: Heading, second: Heading) -> None:
    """Let a heading take over what its subtitle says more precisely."""
    first.kind = second.kind or first.kind
    first.subtitles.append(second.title)
    first.number = first.number if first.number is not None else second.number


def _complete_titles(text: str, opening: list[Heading], found: list[Heading]) -> None:
    """Let a heading such as *A. The Harbour's Record* take in the title that stands below it."""
    by_start = {heading.span.start: heading for heading in found}
    for heading in opening:
        at = heading.title.end
        while at < len(text) and (text[at].isspace() or text[at] in ":*"):
            at += 1
        below = by_start.get(at)
        if below is None or is_dateline(text, below.title) or below.number is not None:
            continue
        lettered = heading.label and "a letter before it" in heading.clues
        if lettered and below.weight >= _TITLE:
            heading.title = Span(heading.title.start, below.title.end)
        elif NO_TITLE in heading.clues and below.weight > _UNLIKE:
            heading.title = below.title
        else:
            continue
        heading.kind = below.kind or heading.kind
        heading.subtitles.append(below.title)


def _extent(source: SourceText, findings: Findings, start: int, end: int) -> Span | None:
    """A stretch without the white space, rules and running heads at its end."""
    text = source.text
    while True:
        while end > start and text[end - 1].isspace():
            end -= 1
        tail = next(
            (f.span for f in findings.overlapping(RunningHead, Span(max(start, end - 1), end))),
            None,
        )
        line = Span(max(start, text.rfind("\n", start, end) + 1), end)
        if tail and tail.start >= start:
            end = tail.start
        elif end > start and RULE.fullmatch(line.of(text)) and "." in line.of(text):
            end = line.start
        else:
            return Span(start, end) if end > start else None


def _described(source: SourceText, findings: Findings, part: _Part) -> Document:
    text, heading = source.text, part.heading
    title = " ".join(heading.title.of(text).split()).strip("*") if heading else None
    lost = _lost(source, findings, part)
    kind = _kind(text, part, title or None, lost)
    date, place = (None, None) if kind in _UNDATED else _date(source, part)
    date = date_of(part.span, findings) or date
    translated = translation(text, part.span)
    return Document(
        kind=kind,
        title=title or None,
        title_span=heading.title if heading and title else None,
        number=_number(heading),
        date=date,
        place=place,
        classification=_classification(source, part.span),
        translator=translated.translator,
        language=language_of(text, part.span),
        translated_from=translated.languages,
        source_line=_source_line(source, part.span),
        complete=lost is None,
        lost=lost,  # type: ignore[arg-type]
    )


def _number(heading: Heading | None) -> str | None:
    if heading is None:
        return None
    return heading.label or (str(heading.number) if heading.number is not None else None)


def _kind(text: str, part: _Part, title: str | None, lost: str | None) -> DocumentKind:
    if part.heading is not None and part.heading.kind == "telegram":
        return "telegram"
    if part.heading is None or title is None:
        if part.heading is not None and UNTITLED in part.heading.clues:
            return "document"
        if not lost and len(part.span) <= _HEADING_MATTER:
            return "heading-matter"
        says = kind_by_itself(text, part.span.start, part.span.end)
        return cast(DocumentKind, says) if says else "fragment"
    counts = "a letter before it" in part.heading.clues
    if counts and part.span.end - part.heading.title.end <= _NOTHING:
        return "heading-matter"
    if part.heading.kind:
        return cast(DocumentKind, part.heading.kind)
    if "from one to another" in part.heading.clues:
        return "letter"
    named = document_kind(title or "")
    return cast(DocumentKind, named[0]) if named else "document"


def _date(source: SourceText, part: _Part) -> tuple[str | None, str | None]:
    """The day of a document: from its dateline, else from its title, else from its foot."""
    text, span = source.text, part.span
    head = Span(span.start, min(span.end, span.start + _HEAD))
    lines = list(dated_lines(text, head))
    titled = part.heading.title if part.heading else None
    below = [line for line in lines if titled is None or line.start >= titled.end]
    below = below or _title_like(source, head, titled)
    foot = Span(max(head.end, span.end - _FOOT), span.end)
    subtitles = part.heading.subtitles if part.heading else []
    for place in [*below[:1], titled, *subtitles, *lines[:1]]:
        if place is not None and (found := next(dates_in(text, place), None)):
            hour = hour_of(text, head, found.date) if len(found.date) == _DAY else ""
            return found.date + hour, found.place or _place(text, head)
    at_foot = list(dated_lines(text, foot))
    last = next(dates_in(text, at_foot[-1]), None) if at_foot else None
    if last is not None:
        return last.date, last.place
    return next(filter(None, (month_of(text, line) for line in lines_of(text, head))), None), None


def _place(text: str, head: Span) -> str | None:
    """The place of a document whose dateline has none: a line of its head that is nothing else."""
    lines = [line for line in lines_of(text, head) if line.of(text).strip()][:_HEAD_LINES]
    return next(filter(None, (place_line(text, line) for line in lines)), None)


def _title_like(source: SourceText, head: Span, titled: Span | None) -> list[Span]:
    """Lines right below a title that are part of it in all but name, as they have a date."""
    lines = [line for line in lines_of(source.text, head) if line.of(source.text).strip()][:4]
    return [
        line
        for line in lines
        if titled is not None
        and line.start >= titled.end
        and len(line) < _TITLE_LINE
        and any(dates_in(source.text, line))
    ]


def _classification(source: SourceText, span: Span) -> str | None:
    head = Span(span.start, min(span.end, span.start + _HEAD))
    lines = (line.of(source.text).strip(" []*\t.") for line in lines_of(source.text, head))
    return next((found for line in lines if (found := classification(line))), None)


def _source_line(source: SourceText, span: Span) -> Span | None:
    for block in _lines_from_end(source, span):
        if SOURCE_LINE.match(source.text, block.start):
            return block
    return None


def _lines_from_end(source: SourceText, span: Span) -> Iterator[Span]:
    inside = Span(max(span.start, span.end - 20000), span.end)
    yield from reversed(list(lines_of(source.text, inside)))


def _lost(source: SourceText, findings: Findings, part: _Part) -> str | None:
    """Which end of a document the copy has lost, if any."""
    text, span = source.text, part.span
    titled = part.heading is not None and len(part.heading.title) > 0
    begins = not titled and _begins_inside(text, span)
    around = findings.overlapping(Damage, Span(max(span.start, span.end - 2), span.end + 1))
    cut = any(f.value.kind == "break" and f.span.start >= span.end - 1 for f in around)
    cut = cut or _ends_inside(text, span)
    if begins and cut:
        return "both"
    return "beginning" if begins else "end" if cut else None


def _begins_inside(text: str, span: Span) -> bool:
    """Whether a text without a heading begins in mid-sentence, or behind its first notes."""
    first = text[span.start : span.start + 300]
    if first[:1].islower() and is_prose(first):
        return True
    near = min(span.end, span.start + _HEAD)
    call = next(call_markers(text, "superscript", span.start + 1, near), None)
    called = call is not None and text[call.start - 1] not in "\r\n"
    return called and call is not None and (call.number or 0) > 1


def _ends_inside(text: str, span: Span) -> bool:
    """Whether the last paragraph is a long one whose last sentence does not end."""
    start = max(span.start, text.rfind("\n", span.start, span.end) + 1)
    last, words = text[span.end - 1], text[start : span.end]
    unfinished = (last.isalpha() and last.islower()) or last == ","
    return unfinished and len(words) > _PARAGRAPH and is_prose(words[-300:])
