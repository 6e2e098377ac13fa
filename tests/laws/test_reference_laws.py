"""Laws of references: what is written by a tradition is read back; spans are in order and apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.model.values import Reference
from recension.readings.reference import ReferenceReader
from recension.vocabularies.references import archival_spans, traditions

ARCHIVES = sorted(traditions()["soviet"].repositories)
NUMBERS = st.integers(1, 99_999).map(str)
NOUGHTS = st.tuples(st.sampled_from(["", "0"]), NUMBERS).map("".join)
GAPS = st.sampled_from([", ", ",\n", " "])


def read(text: str) -> list[Reference]:
    found = ReferenceReader().read(SourceText("t.txt", text, ""), Findings())
    return [f.value for f in found if isinstance(f.value, Reference)]


@given(st.sampled_from(ARCHIVES), NOUGHTS, NUMBERS, NUMBERS, NUMBERS, GAPS)
def test_a_soviet_reference_is_read_back(
    archive: str, fond: str, opis: str, delo: str, leaf: str, gap: str
) -> None:
    text = f"Minutes; {archive}, f. {fond}{gap}op. {opis}{gap}d. {delo}{gap}l. {leaf}."
    (found,) = read(text)
    assert found.repository == archive
    assert (found.fond, found.opis, found.delo, found.listy) == (fond, opis, delo, leaf)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_ibid_never_changes_what_lies_above_it(fond: str, opis: str, delo: str, other: str) -> None:
    text = f"GARF, f. {fond}, op. {opis}, d. {delo}, l. 1; ibid., d. {other}, l. 2."
    _, again = read(text)
    assert (again.repository, again.fond, again.opis) == ("GARF", fond, opis)
    assert (again.delo, again.listy) == (other, "2")


@given(st.text(alphabet="AVPRFfopdlIibd.ll,;()*\n 0149-Источник/ф", max_size=120))
def test_spans_are_in_order_apart_and_in_the_text(text: str) -> None:
    end = 0
    for span in archival_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    end = 0
    for finding in ReferenceReader().read(SourceText("t.txt", text, ""), Findings()):
        assert end <= finding.span.start < finding.span.end <= len(text)
        end = finding.span.end
