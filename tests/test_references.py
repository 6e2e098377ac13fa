"""Archival references: each tradition proves itself; chains, damage, equality, time."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from recension.model.errors import VocabularyError
from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Reference, Value
from recension.readings.reference import ReferenceReader
from recension.vocabularies.references import (
    archival_spans,
    printed_works,
    tradition,
    traditions,
)

LEVELS = {
    "repository", "fond", "opis", "papka", "delo", "listy", "edinitsa", "series", "box", "folder",
    "file", "title",
}  # fmt: skip


def read(text: str, damage: tuple[Finding[Value], ...] = ()) -> list[Finding[Reference]]:
    source = SourceText("t.txt", text, hashlib.sha256(text.encode()).hexdigest())
    found = []
    for finding in ReferenceReader().read(source, Findings(damage)):
        assert isinstance(finding.value, Reference)
        found.append(Finding(finding.code, finding.span, finding.value, finding.confidence,
                             finding.because, finding.key))  # fmt: skip
    return found


def levels(value: Reference) -> dict[str, Any]:
    return {k: v for k, v in asdict(value).items() if k in LEVELS and v is not None}


CASES = [(t.name, case) for t in traditions().values() for case in t.cases]
MISSES = [(t.name, text) for t in traditions().values() for text in t.near_misses]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[c["text"][:50] for _, c in CASES])
def test_a_tradition_s_case(name: str, case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert [levels(f.value) for f in found] == list(case["units"])
    assert {f.value.tradition for f in found} == {name}


@pytest.mark.parametrize(("name", "text"), MISSES, ids=[t[:50] for _, t in MISSES])
def test_a_tradition_s_near_miss(name: str, text: str) -> None:
    assert [f for f in read(text) if f.value.cites == "document"] == []


@pytest.mark.parametrize(("text", "titles"), printed_works().cases)
def test_a_printed_work(text: str, titles: tuple[str, ...]) -> None:
    found = read(text)
    assert [(f.value.cites, f.value.title) for f in found] == [("publication", t) for t in titles]


@pytest.mark.parametrize("text", printed_works().near_misses)
def test_no_printed_work(text: str) -> None:
    assert read(text) == []


def test_every_tradition_has_proofs_and_a_source() -> None:
    for known in traditions().values():
        assert known.cases, known.name
        assert known.near_misses, known.name
        assert set(known.order) <= LEVELS, known.name


@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[c["text"][:50] for _, c in CASES])
def test_archival_stretches_cover_the_labels_of_every_case(case: dict[str, Any]) -> None:
    """What is parsed is sound: the judge of garble is told of it, but for unlabelled words."""
    text = case["text"]
    spans = list(archival_spans(text))
    labelled = any(set(unit) & {"fond", "delo", "listy", "box"} for unit in case["units"])
    assert spans or not labelled


def test_ibid_keeps_what_lies_above_its_own_levels_over_notes() -> None:
    text = (
        "¹ RGANI, f. 5, op. 30, d. 12, l. 4.\n\n² Ibid., d. 16, ll. 1-2.\n\n³ Ibid.\n\n"
        "⁴ Ibid., op. 28, d. 7, l. 9."
    )
    first, second, third, fourth = read(text)
    assert levels(second.value)["opis"] == "30"
    assert levels(third.value) == levels(second.value)
    assert third.value.same_as == second.key
    kept = {"repository": "RGANI", "fond": "5", "opis": "28", "delo": "7", "listy": "9"}
    assert levels(fourth.value) == kept
    assert first.value.same_as is None
    assert any("RGANI" in words for words in second.because)


def test_ibid_after_lost_text_is_less_sure_and_says_so() -> None:
    text = "RGANI, f. 5, op. 30, d. 12, l. 4. Then xq zzv wkj. Ibid., d. 16, l. 1."
    lost: Finding[Value] = Finding("RC101", Span(39, 49), Damage("garble", "no language"))
    sound, after = read(text, (lost,))
    assert after.confidence < sound.confidence
    assert any("no language" in words for words in after.because)


def test_ibid_without_antecedent_takes_nothing_over() -> None:
    (found,) = read("Ibid., f. 5, op. 2, d. 3.")
    assert levels(found.value) == {"fond": "5", "opis": "2", "delo": "3"}
    assert found.confidence <= 0.5


def test_a_reference_that_breaks_off_lends_only_its_archive() -> None:
    text = "(See GARF, f. 5446, op. 6, d. 3, l. 2; ibid., op.\n\nnext page. (Ibid., d. 10, l. 13.)"
    _, cut, after = read(text)
    assert levels(cut.value) == {"repository": "GARF", "fond": "5446"}
    assert levels(after.value) == {"repository": "GARF", "delo": "10", "listy": "13"}
    assert after.confidence <= 0.5


def test_after_a_loss_a_file_cited_elsewhere_under_one_path_only_is_taken_for_it() -> None:
    text = (
        "GARF, f. 9401, op. 2, d. 99, l. 1.\n\n(See GARF, f. 5446, op. 6, d. 3, l. 2; ibid., op."
        "\n\nnext page. (Ibid., d. 99, l. 13.)"
    )
    after = read(text)[-1]
    assert levels(after.value)["fond"] == "9401"
    assert after.confidence < 0.6
    assert any("elsewhere" in words for words in after.because)


def test_ibid_after_a_book_is_the_book() -> None:
    text = "A. Author, *A Book of Rivers* (London: Press, 1994), pp. 3-4. Ibid., p. 9."
    book, again = read(text)
    assert again.value.cites == "publication"
    assert again.value.title == book.value.title == "A Book of Rivers"


def test_nothing_is_read_in_garble() -> None:
    text = "RGANI, f. 5, op. 30, d. 12, l. 4."
    garble: Finding[Value] = Finding("RC101", Span(0, 33), Damage("garble", "no language"))
    assert read(text, (garble,)) == []


def test_garble_in_the_middle_leaves_open_what_stood_there() -> None:
    text = "RGANI, f. 5, op. 3#x@ v%, d. 12, l. 4."
    garble: Finding[Value] = Finding("RC101", Span(13, 24), Damage("garble", "no language"))
    (found,) = read(text, (garble,))
    assert levels(found.value).items() >= {"fond": "5", "delo": "12", "listy": "4"}.items()
    assert found.value.opis is None
    assert found.confidence <= 0.5
    assert any("garbled" in words for words in found.because)


def test_noughts_part_two_fonds_and_spellings_join_one_archive() -> None:
    text = "AVPRF, f. 0144, op. 3, d. 5. AVP RF, f. 0144, op. 3, d. 5. AVP RF, f. 144, op. 3, d. 5."
    first, same, other = read(text)
    assert same.value.same_as == first.key
    assert same.value.repository == "AVP RF"
    assert other.value.same_as is None


def test_p_is_papka_only_behind_a_fond() -> None:
    text = "AVPRF, f. 06, op. 9, p. 50, d. 7, l. 3. *A Book* (London, 1950), p. 50."
    archive, book = read(text)
    assert archive.value.papka == "50"
    assert book.value.papka is None


def test_a_line_break_inside_a_reference() -> None:
    (found,) = read("GARF, f.\n9401, op. 2, d.\n234, ll. 1,\n3-5")
    expected = {"repository": "GARF", "fond": "9401", "opis": "2", "delo": "234"}
    assert levels(found.value).items() >= expected.items()


def test_a_malformed_tradition_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('tradition = "x"\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match="neighbours"):
        tradition._read(file, tradition._tradition)


HOSTILE = {
    "digits": "1" * 500_000,
    "ibid": "ibid. " * 30_000,
    "labels": "f. " * 300_000,
    "numbers": "f. 1, " * 30_000,
    "leaves": "ll. " + "1, " * 300_000,
    "spaces": "f" + " " * 1_000_000,
    "brackets": "(" * 500_000,
    "stars": "*a" * 300_000,
    "archives": "Department of State, " * 10_000,
    "decimals": "811.43 Ab " * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length_on_hostile_text(name: str) -> None:
    text = HOSTILE[name]
    started = time.perf_counter()
    read(text[: len(text) // 10])
    tenth = time.perf_counter() - started
    started = time.perf_counter()
    read(text)
    whole = time.perf_counter() - started
    assert whole < 30 * tenth + 0.5
