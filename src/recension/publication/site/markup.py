"""From stand-off to inline: the words of a span with tags around them that may nest, cross or meet.

Nothing that is not in the source becomes text: what the site adds (a sign, a page break) is an
empty element that the style sheet fills. Stripping the tags gives the source's characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from markupsafe import Markup

from recension.model.span import Span

#: Characters that a page cannot hold, or that would turn the writing direction of what follows.
UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
#: A word parted by the end of its line: the line's end is wrapped, so that it need not show.
_JOINT = re.compile(r"(?<=[^\W\d_]-)(?:\r\n?|\n)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag around a span.

    Attributes:
        span: what it goes around; not empty.
        attributes: of the element, already in order; values are escaped when written.
        link: where it leads; two links never nest, the higher ``rank`` wins.
        rank: among marks over the same characters, the higher one is the inner one.
        identity: an ``id`` that only the first piece of a mark cut in pieces carries.
    """

    span: Span
    attributes: tuple[tuple[str, str], ...] = ()
    link: str | None = None
    rank: int = 0
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """An empty element at a point, or one that stands for the words it hides.

    Attributes:
        span: a point, or the words that are hidden; they are kept in ``data-words``.
        element: the element's name.
        attributes: of the element.
        before: at a point where both could stand, before what begins there (else after what
            ends there).
    """

    span: Span
    attributes: tuple[tuple[str, str], ...] = ()
    element: str = "span"
    before: bool = False


def inline(text: str, span: Span, marks: Sequence[Mark] = (), signs: Sequence[Sign] = ()) -> Markup:
    """Write a span as HTML.

    Args:
        text: the source's decoded text.
        span: what of it.
        marks: tags to put around stretches; those or parts of those outside ``span`` are ignored.
        signs: empty elements to put in; those outside are ignored.

    Returns:
        HTML whose text, once the tags are stripped and hidden words put back, is the span's.
    """
    return Markup("".join(_pieces(text, span, marks, signs)))


def _pieces(text: str, span: Span, marks: Sequence[Mark], signs: Sequence[Sign]) -> Iterator[str]:
    hidden = _clear(span, signs)
    points = sorted(
        (s for s in signs if len(s.span) == 0 and span.start <= s.span.start <= span.end),
        key=lambda s: (s.span.start, s.before),
    )
    at, opened = span.start, _Open()
    for sign in sorted([*hidden, *points], key=lambda s: (s.span.start, s.before, s.span.end)):
        if sign.span.start > at:
            yield from _tagged(text, Span(at, sign.span.start), marks, opened)
        yield from opened.close()
        yield _element(sign, text)
        at = max(at, sign.span.end)
    if at < span.end:
        yield from _tagged(text, Span(at, span.end), marks, opened)
    yield from opened.close()


def _clear(span: Span, signs: Iterable[Sign]) -> list[Sign]:
    """Signs that hide words, within the span and none inside another."""
    kept: list[Sign] = []
    for sign in sorted((s for s in signs if len(s.span)), key=lambda s: s.span):
        start = max(span.start, sign.span.start, kept[-1].span.end if kept else 0)
        end = min(span.end, sign.span.end)
        if start < end:
            kept.append(Sign(Span(start, end), sign.attributes, sign.element, sign.before))
    return kept


class _Open:
    """The tags that are open, and which marks have shown their id."""

    def __init__(self) -> None:
        self.tags: list[tuple[str, Mark]] = []
        self.named: set[str] = set()

    def close(self, keep: int = 0) -> Iterator[str]:
        """End tags of all but the outermost ``keep``."""
        while len(self.tags) > keep:
            name, _ = self.tags.pop()
            yield f"</{name}>"

    def turn_to(self, wanted: list[tuple[str, Mark]]) -> Iterator[str]:
        """Close and open what lies between the present tags and the wanted ones."""
        same = 0
        while same < min(len(wanted), len(self.tags)) and wanted[same] == self.tags[same]:
            same += 1
        yield from self.close(same)
        for name, mark in wanted[same:]:
            self.tags.append((name, mark))
            yield self._start(name, mark)

    def _start(self, name: str, mark: Mark) -> str:
        attributes = list(mark.attributes)
        if mark.identity and mark.identity not in self.named:
            self.named.add(mark.identity)
            attributes.insert(0, ("id", mark.identity))
        if name == "a" and mark.link:
            attributes.append(("href", mark.link))
        return f"<{name}{_written(attributes)}>"


def _tagged(text: str, span: Span, marks: Sequence[Mark], opened: _Open) -> Iterator[str]:
    """A stretch without signs: cut wherever a mark begins or ends."""
    here = [m for m in marks if m.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in here:
        cuts.update((max(span.start, mark.span.start), min(span.end, mark.span.end)))
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = [m for m in here if m.span.start <= start and end <= m.span.end]
        yield from opened.turn_to(_nested(over))
        yield words(text, Span(start, end))


def _nested(over: list[Mark]) -> list[tuple[str, Mark]]:
    """Outermost first; only the highest link of them becomes an ``a``."""
    ordered = sorted(over, key=lambda m: (m.rank, m.span.start, -m.span.end))
    links = [m for m in ordered if m.link]
    return [("a" if links and m is links[-1] else "span", m) for m in ordered]


def words(text: str, span: Span) -> str:
    """A stretch of the source, escaped; what cannot be shown becomes an element that says so."""
    joined = _JOINT.sub(lambda m: f"\ue000{m[0]}\ue001", text[span.start : span.end])
    if "\ue000" in joined and not re.search("[\ue000\ue001]", text[span.start : span.end]):
        plain = escape(joined, quote=False)
        plain = plain.replace("\ue000", '<span class="joint">').replace("\ue001", "</span>")
    else:
        plain = escape(text[span.start : span.end], quote=False)
    return UNSHOWN.sub(_unshown, plain)


def _unshown(match: re.Match[str]) -> str:
    code = f"{ord(match[0]):04X}"
    kind = "hyphen" if code == "FFFE" else "control"
    return f'<span class="{kind}" data-code="{code}" title="character U+{code}"></span>'


def attribute(value: str) -> str:
    """A value that can stand in an attribute or a title: nothing in it that cannot be shown."""
    return escape(UNSHOWN.sub("\ufffd", value))


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in attributes)


def _element(sign: Sign, text: str) -> str:
    attributes = list(sign.attributes)
    if len(sign.span):
        attributes.append(("data-words", _kept(sign.span.of(text))))
    return f"<{sign.element}{_written(attributes)}></{sign.element}>"


def _kept(hidden: str) -> str:
    """Hidden words for an attribute: what cannot stand there is written as ``\\uXXXX``."""
    shown = hidden.replace("\\", "\\\\").replace("\r", "\\r")
    return UNSHOWN.sub(lambda m: f"\\u{ord(m[0]):04X}", shown)
