"""Letters: who wrote to whom, and which letter is answered."""

from __future__ import annotations

import pytest

from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Date, Document, Letter, Mention, Role
from recension.readings.correspondents import correspondents_of
from recension.readings.letter import LetterReader


@pytest.mark.parametrize(
    ("heading", "sender", "receiver"),
    [
        ("Mr. Hale to Mr. Orme.", "Mr. Hale", "Mr. Orme"),
        ("No. 12. The Minister in Norland (Hale) to the Secretary of State¹",
         "The Minister in Norland (Hale)", "the Secretary of State"),
        ("Letter of the CC of the Party\nto the Office of Fisheries\nwith its views on herring",
         "the CC of the Party", "the Office of Fisheries"),
        ("Telegram From the Embassy in Norland to the Department of State ¹",
         "the Embassy in Norland", "the Department of State"),
        ("Harbour dues", None, None),
    ],
)  # fmt: skip
def test_headings(heading: str, sender: str | None, receiver: str | None) -> None:
    whole = Span(0, len(heading))
    found = correspondents_of(heading, whole, whole)
    assert (found.sender_words, found.receiver_words) == (sender, receiver)


@pytest.mark.parametrize(
    ("text", "sender", "receiver"),
    [
        ("Dear Mr. Orme: It rains.\n\nYours sincerely,\n\nJ. Hale", "J. Hale", "Mr. Orme"),
        ("Sir: It rains.\n\nI am, &c.,\n\nJOHN HALE.\nHon. Ann Orme, &c.", "JOHN HALE",
         "Hon. Ann Orme"),
        ("To the first secretary,\ncomrade ORME\n\nIt rains.", None,
         "the first secretary, comrade ORME"),
        ("Dear Sir: It rains.", None, None),
    ],
)  # fmt: skip
def test_without_a_heading(text: str, sender: str | None, receiver: str | None) -> None:
    found = correspondents_of(text, Span(0, len(text)), Span(0, 0))
    assert (found.sender_words, found.receiver_words) == (sender, receiver)


FIRST = "Mr. Hale to Mr. Orme.\n\nSir: It rains.\n"
SECOND = "Mr. Orme to Mr. Hale.\n\nSir: Your letter of June 22 has been received.\n"


def _letters(first_day: str) -> list[Letter | Role]:
    text = FIRST + SECOND
    at, day = len(FIRST), text.index("June 22")
    findings = Findings()
    findings.add(
        [
            Finding(
                "RS101", Span(0, at), Document("letter", date=first_day, title_span=Span(0, 21))
            ),
            Finding(
                "RS101",
                Span(at, len(text)),
                Document("letter", date="1921-07-02", title_span=Span(at, at + 21)),
            ),
            Finding("RR201", Span(day, day + 7), Date("1921-06-22")),
            Finding("RR302", Span(4, 8), Mention("hale")),
        ]
    )
    told = LetterReader().read(SourceText("a.txt", text, "0" * 64), findings)
    return [f.value for f in told if isinstance(f.value, Letter | Role)]


def test_a_letter_answers_the_receivers_letter_of_the_day_it_names() -> None:
    letters = [value for value in _letters("1921-06-22") if isinstance(value, Letter)]
    assert [letter.answers for letter in letters] == [None, f"Document:0-{len(FIRST)}"]


def test_a_letter_of_another_day_is_not_answered() -> None:
    letters = [value for value in _letters("1921-06-23") if isinstance(value, Letter)]
    assert [letter.answers for letter in letters] == [None, None]


def test_the_sender_that_the_index_knows_is_linked() -> None:
    roles = [value for value in _letters("1921-06-22") if isinstance(value, Role)]
    assert [(role.kind, role.name) for role in roles] == [("sender", "Hale")]
