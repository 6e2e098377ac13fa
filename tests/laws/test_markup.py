"""Whatever is marked, nesting or crossing: without its tags the page says what the copy says."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from recension.model.span import Span
from recension.publication.site.markup import Mark, Sign, inline

#: Elements that hold no text and need no end tag do not occur in what the site writes.
TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'-\n\r\f\t \x00\x1b\u202e\u2066\ufffe\ue000\ue001ab1²\\u"),
    ),
    max_size=60,
)


class Stripper(HTMLParser):
    """Takes tags off, puts hidden words back; refuses tags that cross and links that nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link inside a link"
        self.open.append(tag)
        given = dict(attrs)
        if code := given.get("data-code"):
            self.words.append(chr(int(code, 16)))
        if hidden := given.get("data-words"):
            self.words.append(unkept(hidden))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags cross"

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def unkept(hidden: str) -> str:
    def back(match: re.Match[str]) -> str:
        if match[1] == "\\":
            return "\\"
        return "\r" if match[1] == "r" else chr(int(match[1][1:], 16))

    return re.sub(r"\\(\\|r|u[0-9A-F]{4})", back, hidden)


def stripped(html: str) -> str:
    stripper = Stripper()
    stripper.feed(html)
    stripper.close()
    assert not stripper.open, "a tag is left open"
    return "".join(stripper.words)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Mark], list[Sign]]:
    text = draw(TEXTS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = places.map(lambda pair: Span(*sorted(pair)))
    marks = st.builds(
        Mark,
        spans.filter(lambda s: len(s) > 0),
        st.just((("class", "damage"), ("title", 'a "b" <c>'))),
        st.sampled_from([None, "#n1", "../people/p1.html?a&b"]),
        st.integers(0, 3),
        st.sampled_from([None, "x1", "x2"]),
    )
    signs = st.builds(Sign, spans, st.just((("class", "page"),)), before=st.booleans())
    some_marks = st.lists(marks, max_size=6) if text else st.just([])
    return text, draw(spans), draw(some_marks), draw(st.lists(signs, max_size=5))


@given(marked())
@example(("<script>alert(1)</script>", Span(0, 25), [], []))
@example(("in-\nter", Span(0, 7), [Mark(Span(2, 5))], []))
def test_without_its_tags_the_page_says_what_the_copy_says(
    case: tuple[str, Span, list[Mark], list[Sign]],
) -> None:
    text, span, marks, signs = case
    html = inline(text, span, marks, signs)
    assert stripped(str(html)) == span.of(text)


@given(marked())
def test_an_id_is_given_once(case: tuple[str, Span, list[Mark], list[Sign]]) -> None:
    text, span, marks, signs = case
    ids = re.findall(r' id="([^"]+)"', str(inline(text, span, marks, signs)))
    assert len(ids) == len(set(ids))


@given(marked())
def test_every_sign_at_a_point_of_the_span_is_written(
    case: tuple[str, Span, list[Mark], list[Sign]],
) -> None:
    text, span, marks, signs = case
    points = [s for s in signs if len(s.span) == 0 and span.start <= s.span.start <= span.end]
    html = str(inline(text, span, marks, signs))
    assert html.count('<span class="page"></span>') == len(points)
