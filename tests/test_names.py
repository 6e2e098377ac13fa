"""Names: the key under which spellings meet, and persons over a whole text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension import journey
from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Mention, Person, Value
from recension.readings.census import census_of
from recension.readings.mention import MentionReader
from recension.readings.person import PersonReader
from recension.vocabularies.names.likeness import similarity
from recension.vocabularies.names.name_key import (
    compatible,
    given_keys,
    name_key,
    surname_key,
)

# Each row: one name in several systems; the system of each spelling stands behind it.
SAME = [
    (
        "Ранковић",
        "Ranković",
        "Rankovich",
        "Rankovic",
    ),  # Serbian; Gaj's Latin; ALA-LC-like; marks lost
    (
        "Ђилас",
        "Đilas",
        "Djilas",
        "Dzhilas",
        "Dilas",
    ),  # Serbian; Gaj; older Latin; via Russian; lost
    (
        "Хрущев",
        "Khrushchev",
        "Chruszczow",
        "Chruschtschow",
        "Hruščov",
    ),  # ALA-LC; Polish; German; ISO 9
    (
        "Лаврентьев",
        "Lavrent'ev",
        "Lavrentyev",
        "Lavrentiev",
        "Lavrentjew",
    ),  # ALA-LC; BGN; …; German
    (
        "Вышинский",
        "Vyshinskii",
        "Vyshinsky",
        "Vishinsky",
        "Wyschinski",
    ),  # ALA-LC; BGN; press; German
    ("Черняков", "Chernyakov", "Tschernjakow", "Tcherniakov"),  # BGN/PCGN; German (Duden); French
    ("Кардељ", "Kardelj", "Kardel'"),  # Serbian; Gaj; ALA-LC from the Russian form
    ("Цыранкевич", "Cyrankiewicz", "Tsirankevich"),  # Russian; Polish; ALA-LC
    ("Жданов", "Zhdanov", "Ždanov", "Zsdanov"),  # ALA-LC; ISO 9; Hungarian
    ("Попов", "Popov", "Popoff", "Popow"),  # ALA-LC; nineteenth century; German
    ("Георгиев", "Georgiev", "Georgieff"),  # Bulgarian; older Bulgarian practice
    ("Szántó", "Szanto"),  # Hungarian, marks lost
    ("Gheorghiu", "Georgiu"),  # Romanian; through Russian
    ("Hoxha", "Hodja", "Ходжа", "Khodzha"),  # Albanian; French; Russian; ALA-LC
    ("Xoxe", "Dzodze", "Dzodzej"),  # Albanian; through Russian: the alias file
    ("Müller", "Mueller"),  # German
    ("Zhou", "Chou"),  # pinyin; Wade-Giles: the alias file
    ("Nasser", "Nasir"),  # press; romanised Arabic: the alias file
]

APART = [
    ("Popovich", "Popov"),
    ("Dimitrov", "Dimitrescu"),
    ("Stalin", "Stasin"),
    ("Molotov", "Malenkov"),
    ("Kolarov", "Kostov"),
    ("Nagy", "Nenni"),
    ("Müller", "Möller"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda row: row[1])
def test_spellings_of_one_surname_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({surname_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("pair", APART, ids=str)
def test_different_surnames_keep_different_keys(pair: tuple[str, str]) -> None:
    assert surname_key(pair[0]) != surname_key(pair[1])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("V. M.", "Viacheslav", True),
        ("I. V.", "Joseph", True),  # Iosif
        ("K.", "V.", False),
        ("Andrei", "Anatolii", False),
        ("Bill", "William", True),
        ("U. Alexis", "Alexis", True),
        ("Max", "Maxwell", True),
        ("Allen", "John Foster", False),
        ("", "Anna", True),
    ],
)
def test_given_names_agree_or_not(one: str, other: str, same: bool) -> None:
    assert compatible(given_keys(one), given_keys(other)) is same
    assert compatible(given_keys(other), given_keys(one)) is same


def test_the_surname_is_found_in_every_order() -> None:
    assert name_key("Molotov, Viacheslav") == name_key("Viacheslav Molotov")
    assert name_key("Chou En-lai")[0] == surname_key("Zhou")
    assert name_key("Charles de Gaulle")[0].endswith(surname_key("Gaulle"))


def test_similarity_orders_the_same_above_the_different() -> None:
    assert similarity("V. M. Molotov", "Вячеслав Молотов") > similarity("Molotov", "Malenkov")
    assert similarity("K. Popovich", "V. Popovich") < 0.5
    assert similarity("", "Molotov") == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_keys_and_similarity_never_fail(one: str, other: str) -> None:
    assert name_key(one) == name_key(one)
    assert 0.0 <= similarity(one, other) <= 1.0
    assert similarity(one, other) == pytest.approx(similarity(other, one))


def _source(text: str) -> SourceText:
    return SourceText("text.txt", text, "0" * 64)


def _read(text: str, *damage: Span) -> Findings:
    findings = Findings()
    found = [_garble(span) for span in damage]
    findings.add(found)
    source = _source(text)
    for reader in (PersonReader(), MentionReader()):
        findings.add(list(reader.read(source, findings)))
    return findings


def _garble(span: Span) -> Finding[Value]:
    return Finding("RC101", span, Damage("garble", "garbled"))


def _names(findings: Findings) -> list[str]:
    return [person.value.name for person in findings.of(Person)]


def test_nothing_is_taken_from_a_garbled_span() -> None:
    text = "Mr. Halvard rose. Tj T* Mr. Orlow )43( Td. Mr. Halvard sat down."
    start = text.index("Tj")
    assert _names(_read(text, Span(start, start + 24))) == ["Halvard"]
    assert _names(_read(text)) == ["Halvard", "Orlow"]


def test_a_slip_of_one_letter_joins_the_common_spelling() -> None:
    text = "Mr. Brentano spoke. Brentano sat. Brentano left. Brentano came. Mr. Bretnano wrote."
    assert _names(_read(text)) == ["Brentano"]


def test_a_wife_is_not_her_husband() -> None:
    findings = _read("President Halvard came with Mrs. Halvard. Halvard spoke.")
    persons = [mention.value.person for mention in findings.of(Mention)]
    assert len(findings.of(Person)) == 2
    assert persons[0] == persons[2] != persons[1]


def test_a_bare_surname_goes_to_whom_the_document_named_last() -> None:
    text = "Mr. Allen Dalles met Mr. Foster Dalles. Mr. Allen Dalles spoke. Dalles sat down."
    findings = _read(text)
    mentions = findings.of(Mention)
    assert mentions[3].value == mentions[2].value == mentions[0].value
    assert mentions[3].confidence < mentions[0].confidence


@given(st.text(alphabet="MrDdA.s aü-[]’\n:,“”KovSt", max_size=200))
def test_names_stand_in_the_text(text: str) -> None:
    census = census_of(text, ())
    for named in census.named:
        assert 0 <= named.naming.start < named.naming.end <= len(text)
        assert text[named.naming.start].isupper()


def test_mentions_point_to_persons(shared: Path) -> None:
    text = (shared / "data" / "bulletin10.txt").read_text(encoding="utf-8")
    source = _source(text)
    findings = journey.read(source, (PersonReader(), MentionReader()))
    keys = {person.key for person in findings.of(Person)}
    assert len(keys) == len(findings.of(Person))
    assert {mention.value.person for mention in findings.of(Mention)} <= keys
    spans = [mention.span for mention in findings.of(Mention)]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mao Zedong", "Mao Tse-tung"),
        ("Qiao Guanhua", "Ch'iao Kuan-hua"),
        ("Kádár János", "Janos Kadar"),
        ("Gamal Abdel Nasser", "Jamal Abd al-Nasir"),
        ("Михаил Шолохов", "Michail Scholochow"),
        ("Петър Младенов", "Petŭr Mladenov"),
    ],
)
def test_spellings_far_apart_are_near(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.93


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walt Rostow", "Eugene V. Rostow"),
        ("Liu Bocheng", "Liu Lan-t'ao"),
        ("Mahmoud Fawzi", "Mahmoud Riad"),
        ("Nagy Imre", "Nagy Ferenc"),
        ("Todor Zhivkov", "Живко Живков"),
    ],
)
def test_two_of_one_surname_are_far(one: str, other: str) -> None:
    assert similarity(one, other) < 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Orlov", "Viktor Orlov"),
        ("JanDaniel Vesper", "Jan Daniel Vesper"),
        ("Boris de Falk Hale", "Boris Hale de Falk"),
        ("Anwar Abbas Karim", "Anwar Hasan Abbas Karim Jawad"),
    ],
)
def test_titles_order_and_missing_words_do_not_part_a_name(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.8
    assert similarity(one, "Pavel Merrick") < 0.5
