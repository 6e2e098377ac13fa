"""Sentence vectors: what their vote does, which models have none, which folders can be used."""

from __future__ import annotations

import hashlib
import json
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import recension
from recension.cli import main
from recension.cli.sentence_vectors import VARIABLE
from recension.collation.alignment import align
from recension.collation.associations import Floats
from recension.collation.meaning import Vote
from recension.collation.record import Record
from recension.collation.sentence_vectors import SentenceVectors, read_sentence_vectors
from recension.collation.similarity import Evidence
from recension.collation.weights import weights
from recension.model.errors import SentenceModelError
from recension.model.values import Alignment
from tests.onnx_by_hand import write_model

# Two records of one sitting, sentence for sentence. Of toll and ferry they speak without a word in
# common, the second first of the ferry.
MATTERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "harbour": (("The harbour of Lavin must be dredged before the winter, said Mr. Alder.",),
                ("Mr. Alder demanded that Lavin harbour be dredged before winter.",)),
    "toll": (
        ("He would not hear of a toll upon barges.", "Bargemen were poor people.",
         "Nor could any gate be guarded at night."),
        ("Charging vessels for passage was rejected outright.", "Their crews had little money.",
         "Besides, after dark no barrier can be watched."),
    ),
    "lighthouse": (
        ("Dr. Benn asked that the lighthouse at Merrin be lit again by the fishermen.",),
        ("The lighthouse at Merrin, Dr. Benn asked, should be lit again by fishermen.",),
    ),
    "ferry": (
        ("Nobody had warned them that boats would stop crossing.",
         "Farmers now drove their herds around by the pass.", "Milk soured on such journeys."),
        ("It came as news to all present: the ferry was discontinued.",
         "Cattle went over the mountain instead.", "Dairies threw away half of what came."),
    ),
    "prisons": (("Mr. Corvin read the report on the prisons of Orsa, which the chair praised.",),
                ("The chair praised the report on Orsa prisons, which Mr. Corvin read.",)),
}  # fmt: skip
ORDERS = (("harbour", "toll", "lighthouse", "ferry", "prisons"),
          ("harbour", "ferry", "lighthouse", "toll", "prisons"))  # fmt: skip
_ONLY = "The clerk noted that the windows of the hall had been repaired."


def record(name: str, side: int) -> Record:
    paragraphs = [" ".join(MATTERS[matter][side]) for matter in ORDERS[side]]
    return Record.whole(name, "\n\n".join([*paragraphs, *[_ONLY] * side]))


RECORDS = (record("one", 0), record("two", 1))


class Topics:
    """Made vectors that know what each sentence is about; all others have a matter of their own."""

    mark = "topics"

    def __init__(self, noise: float = 0.05, common: float = 0.0, lot: bool = False) -> None:
        self._noise, self._common, self._lot = noise, common, lot

    def of(self, sentences: Sequence[str]) -> Floats:
        rows = np.stack([self._vector(words) for words in sentences])
        rows = rows + self._common
        normed: Floats = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return normed

    def _vector(self, words: str) -> Floats:
        about = [
            f"{matter}{place}"
            for matter, sides in MATTERS.items()
            for place, said in enumerate(zip(*sides, strict=True))
            if words in said and not self._lot
        ]
        own = _drawn(about[0] if about else words)
        return own + np.float32(self._noise) * _drawn(words)


def _drawn(words: str) -> Floats:
    """A vector drawn by lot, the same for the same words."""
    lot = np.random.default_rng([*hashlib.sha256(words.encode()).digest()])
    return lot.normal(size=32).astype(np.float32)


def rows_of(found: Alignment) -> list[tuple[str, ...]]:
    texts = {r.name: r.text for r in RECORDS}
    return [tuple(texts[p.document][p.start : p.end] for p in g.passages) for g in found.groups]


def together(found: Alignment, matter: str) -> bool:
    """Whether the first sentences of a matter share a row."""
    firsts = [said[0] for said in MATTERS[matter]]
    return any(all(any(words in p for p in row) for words in firsts) for row in rows_of(found))


def test_what_has_no_word_in_common_is_joined_by_what_it_means() -> None:
    found = align(RECORDS, known=True, vectors=Topics())
    assert all(together(found, matter) for matter in MATTERS)
    assert found.sentence_vectors == "topics"


def test_without_vectors_words_and_order_alone_are_weighed() -> None:
    found = align(RECORDS, known=True)
    assert found.sentence_vectors is None
    assert together(found, "harbour")
    assert not together(found, "toll")
    assert not together(found, "ferry")


def test_what_only_one_record_has_stays_alone() -> None:
    found = align(RECORDS, known=True, vectors=Topics())
    assert not any(_ONLY in passage for row in rows_of(found) for passage in row)


@pytest.mark.parametrize("common", [1.0, 5.0])
def test_models_that_find_all_sentences_alike_vote_as_others_do(common: float) -> None:
    plain, near = (align(RECORDS, known=True, vectors=Topics(common=c)) for c in (0.0, common))
    assert rows_of(plain) == rows_of(near)


def test_a_model_that_knows_nothing_of_the_language_has_no_vote() -> None:
    found = align(RECORDS, known=True, vectors=Topics(lot=True))
    assert found.sentence_vectors is None
    assert found == align(RECORDS, known=True)


class Alike:
    """A model that is broken: every sentence gets one vector, or none."""

    mark = "alike"

    def __init__(self, value: float) -> None:
        self._value = value

    def of(self, sentences: Sequence[str]) -> Floats:
        return np.full((len(sentences), 4), self._value, np.float32)


@pytest.mark.parametrize("value", [0.5, 0.0])
def test_a_model_that_tells_nothing_apart_has_no_vote(value: float) -> None:
    assert align(RECORDS, known=True, vectors=Alike(value)) == align(RECORDS, known=True)


def test_vectors_have_no_say_in_what_is_one_event() -> None:
    pests = ("Beetles", "Larvae", "Weevils", "Moths", "Borers")
    strange = "\n\n".join(f"{pest} feed on oak leaves and pupate in dry soil." for pest in pests)
    records = (RECORDS[1], Record.whole("one", strange))
    assert (
        align(records, vectors=Alike(0.5)).groups == align(records, vectors=Topics()).groups == ()
    )


def table(rows: Sequence[Sequence[float]]) -> Evidence:
    near = np.array(rows, np.float32)
    nothing = np.zeros_like(near)
    return Evidence(nothing, near, *(nothing,) * 10)


def test_the_vote_is_never_against() -> None:
    firsts = [[said[side][0] for said in MATTERS.values()] for side in (0, 1)]
    vote = Vote(Topics()).between(firsts[0], firsts[1])
    side = range(len(MATTERS))
    told = vote.added(table(np.eye(len(MATTERS)).tolist()), (side, side))
    assert told.meaning is not None
    assert told.meaning.min() == 0
    assert (told.meaning.argmax(axis=1) == np.arange(len(MATTERS))).all()


def test_one_unit_against_none_or_one() -> None:
    vote = Vote(Topics()).between(["a"], ["b"])
    told = vote.added(table([[0.5]]), ((0,), (0,)))
    assert told.meaning is not None
    assert told.meaning.tolist() == [[0.0]]


def test_all_that_is_weighed_is_evidence() -> None:
    fields = set(Evidence.__dataclass_fields__)
    assert set(weights(meaning=True).evidence) == fields
    assert set(weights().evidence) == fields - {"meaning"}
    assert weights().belonging.keys() == weights(meaning=True).belonging.keys()


# From here on a network is run.


@pytest.fixture(scope="session")
def runtime() -> None:
    for extra in ("onnxruntime", "tokenizers"):
        pytest.importorskip(extra, reason=f"{extra} is not installed: pip install '.[semantic]'")


WORDS = {"boat": (1.0, 0.0, 0.0), "ship": (0.9, 0.1, 0.0), "tax": (0.0, 1.0, 0.5)}


@pytest.fixture
def model(tmp_path: Path, runtime: None) -> Path:
    return write_model(tmp_path / "tiny", WORDS)


def test_sentences_get_the_mean_of_their_words(model: Path) -> None:
    vectors = read_sentence_vectors(model)
    boat, both, long, unknown, nothing = vectors.of(["boat", "Boat tax", "ship " * 700, "x", ""])
    assert boat.tolist() == [1, 0, 0]
    assert both == pytest.approx(np.array([1, 1, 0.5]) / 1.5, abs=1e-4)
    assert long == pytest.approx(np.array([0.9, 0.1, 0]) / 0.82**0.5, abs=1e-4)
    assert not unknown.any()
    assert not nothing.any()


def test_a_sentence_has_one_vector_in_whatever_company(model: Path) -> None:
    many = [f"boat {'ship ' * n}tax" for n in range(80)]
    every = read_sentence_vectors(model).of(many)
    alone = np.concatenate([read_sentence_vectors(model).of([words]) for words in many])
    assert (every == alone).all()


def test_half_a_surrogate_pair_is_read(model: Path) -> None:
    assert read_sentence_vectors(model).of(["\ud800 boat"])[0].any()


def test_the_model_is_named_by_its_folder_and_its_network(model: Path) -> None:
    sha256 = hashlib.sha256((model / "model.onnx").read_bytes()).hexdigest()
    assert read_sentence_vectors(model).mark == f"tiny@sha256:{sha256}"


@pytest.mark.parametrize("place", ["onnx/model.onnx", "onnx/model_qint8_avx512.onnx"])
def test_the_network_may_lie_elsewhere(tmp_path: Path, runtime: None, place: str) -> None:
    folder = write_model(tmp_path, WORDS, place)
    assert read_sentence_vectors(folder).of(["boat"]).tolist() == [[1, 0, 0]]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, [1, 0, 0]),
        ({"pooling_mode": "lasttoken"}, [0, 0.8944, 0.4472]),
        ({"pooling_mode": "max"}, [0.6667, 0.6667, 0.3333]),
        ({"pooling_mode_mean_tokens": True}, [0.6667, 0.6667, 0.3333]),
    ],
)
def test_the_folder_says_how_words_become_a_sentence(
    model: Path, said: dict[str, object], expected: list[float]
) -> None:
    (model / "1_Pooling").mkdir()
    (model / "1_Pooling" / "config.json").write_text(json.dumps(said))
    assert read_sentence_vectors(model).of(["boat tax"])[0] == pytest.approx(expected, abs=1e-4)


def test_no_more_tokens_are_read_than_the_folder_says(model: Path) -> None:
    (model / "sentence_bert_config.json").write_text('{"max_seq_length": 8}')
    words = "boat " * 8
    cut = read_sentence_vectors(model).of([words, words + "tax tax"])
    assert (cut[0] == cut[1]).all()


def test_nothing_is_fetched(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    assert read_sentence_vectors(model).of(["boat"]).any()


BAD: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "cut": ("model.onnx", lambda data: data[: len(data) // 2], "is no network that can be run"),
    "noise": ("model.onnx", lambda data: bytes(range(256)) * 40, "is no network that can be run"),
    "empty": ("model.onnx", lambda data: b"", "is no network that can be run"),
    "other input": (
        "model.onnx", lambda data: data.replace(b"input_ids", b"pixel_vls"), "asks for pixel_vls"),
    "no tokenizer": ("tokenizer.json", lambda data: b"[]", "is no tokenizer"),
    "tokenizer cut": ("tokenizer.json", lambda data: data[:-9], "is no tokenizer"),
    "tokenizer bytes": ("tokenizer.json", lambda data: b"\xff\xfe\x00", "is no tokenizer"),
    "larger vocabulary": (
        "tokenizer.json", lambda data: data.replace(b'"boat": 1', b'"boat": 9000'),
        "the network fails"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_model_that_cannot_be_used(model: Path, name: str) -> None:
    file, spoil, problem = BAD[name]
    place = model / file
    place.write_bytes(spoil(place.read_bytes()))
    with pytest.raises(SentenceModelError, match=problem):
        read_sentence_vectors(model).of(["boat tax"])


@pytest.mark.parametrize(
    ("words", "problem"),
    [("{", "is no JSON"), ('{"pooling_mode": "weightedmean"}', "asks for pooling by weightedmean"),
     ('{"pooling_mode_cls_token": true, "pooling_mode_max_tokens": true}', "cls, max")],
)  # fmt: skip
def test_pooling_that_is_not_known(model: Path, words: str, problem: str) -> None:
    (model / "1_Pooling").mkdir()
    (model / "1_Pooling" / "config.json").write_text(words)
    with pytest.raises(SentenceModelError, match=problem):
        read_sentence_vectors(model)


# What a user sees.


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for each in RECORDS:
        (tmp_path / f"{each.name}.txt").write_text(each.text, encoding="utf-8")
    return [str(tmp_path / f"{each.name}.txt") for each in RECORDS]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return int(left.value.code or 0)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    return line


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [("", "is no folder"), ("network", "has no model.onnx"), ("words", "has no tokenizer.json")],
)
def test_a_folder_that_is_no_model_gets_one_line(
    tmp_path: Path, files: list[str], spoil: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "model"
    if spoil:
        write_model(folder, WORDS)
        (folder / {"network": "model.onnx", "words": "tokenizer.json"}[spoil]).unlink()
    assert run("align-records", *files, "--sentence-vectors", str(folder)) == 2
    assert (line := one_line(capsys)).startswith(f"recension: {folder}: {problem}")
    assert "model.onnx" in line
    assert "tokenizer.json" in line


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers"])
def test_without_the_extra_it_is_named(
    tmp_path: Path, files: list[str], missing: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    if missing == "onnxruntime":  # asked for after the tokenizer
        pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    monkeypatch.setitem(sys.modules, missing, None)
    folder = write_model(tmp_path / "tiny", WORDS)
    assert run("align-records", *files, "--sentence-vectors", str(folder)) == 2
    line = one_line(capsys)
    assert f"{missing}: is not installed" in line
    assert "recension[semantic]" in line


def test_build_reads_the_model_before_anything_else(
    tmp_path: Path, files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "edition"
    assert run("build", *files, "-o", str(out), "--sentence-vectors", str(tmp_path / "none")) == 2
    assert "is no folder" in one_line(capsys)
    assert not out.exists()


@pytest.fixture
def knowing(tmp_path: Path, runtime: None) -> Path:
    """A model that knows the words of the two records: those of one matter are near each other."""
    words: dict[str, tuple[float, ...]] = {}
    for place, said in enumerate(MATTERS.values()):
        for sentence in (*said[0], *said[1]):
            for word in "".join(c if c.isalpha() else " " for c in sentence.casefold()).split():
                if len(word) > 3:
                    words.setdefault(word, tuple(float(i == place) for i in range(len(MATTERS))))
    return write_model(tmp_path / "knowing", words)


def test_align_records_names_the_model(
    files: list[str], knowing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("align-records", *files, "--format", "json", "--sentence-vectors", str(knowing))
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out)["sentence_vectors"] == read_sentence_vectors(knowing).mark


@pytest.mark.parametrize("form", ["table", "html", "tei"])
def test_people_too_are_told_which_model_had_a_vote(
    files: list[str], knowing: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    run("align-records", *files, "--format", form)
    assert "knowing" not in capsys.readouterr().out
    run("align-records", *files, "--format", form, "--sentence-vectors", str(knowing))
    assert "knowing" in capsys.readouterr().out


def test_a_model_without_a_vote_is_told(
    files: list[str], model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("align-records", *files, "--format", "json", "--sentence-vectors", str(model))
    said = capsys.readouterr()
    assert said.err.startswith("recension: tiny does not know these records' language")
    assert "sentence_vectors" not in json.loads(said.out)


def test_the_environment_may_name_the_folder(
    files: list[str], knowing: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv(VARIABLE, str(knowing))
    run("align-records", *files, "--format", "json")
    assert "sentence_vectors" in json.loads(capsys.readouterr().out)


HEAD = "Record of the conference at Port Lavin, 9 June 1931\n\n"


@pytest.fixture
def dossier(tmp_path: Path) -> list[Path]:
    paths = []
    for each, side in zip(RECORDS, ("Orsan", "Merrinian"), strict=True):
        paths.append(tmp_path / f"{side}.txt")
        paths[-1].write_text(f"{side} {HEAD}{each.text}\n", encoding="utf-8")
    return paths


def test_an_edition_says_which_model_took_part(
    dossier: list[Path], knowing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = read_sentence_vectors(knowing).mark
    out = tmp_path / "edition"
    built = recension.build(dossier, out, sentence_vectors=knowing)
    assert [row.value.sentence_vectors for row in built.alignments] == [mark]
    assert [row.value.sentence_vectors for row in recension.open(out).alignments] == [mark]
    (row,) = json.loads((out / "edition.json").read_text(encoding="utf-8"))["alignments"]
    assert row["sentence_vectors"] == mark
    (page,) = (p for p in (out / "site" / "synopsis").glob("*.html") if p.name != "index.html")
    assert "The sentence model knowing had a vote" in page.read_text(encoding="utf-8")
    assert any(mark in path.read_text(encoding="utf-8") for path in (out / "tei").iterdir())


def test_align_sets_an_event_side_by_side_anew_and_leaves_the_edition(
    dossier: list[Path], knowing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "edition"
    recension.build(dossier, out)
    before = (out / "edition.json").read_bytes()
    run("align", str(out), "--format", "json", "--sentence-vectors", str(knowing))
    assert "sentence_vectors" in json.loads(capsys.readouterr().out)
    assert (out / "edition.json").read_bytes() == before
    run("align", str(out), "--format", "json")
    assert "sentence_vectors" not in json.loads(capsys.readouterr().out)


def test_progress_is_told(model: Path) -> None:
    told: list[tuple[str, int, int]] = []
    vectors: SentenceVectors = read_sentence_vectors(model, lambda *said: told.append(said))
    vectors.of([f"boat {n}" for n in range(70)])
    assert [done for _, done, _ in told] == [0, 32, 64]
    vectors.of(["boat 1"])
    assert len(told) == 3
