"""Sentence vectors from a model that the user has in a folder.

The folder is laid out as sentence models are handed on for the ONNX runtime: the network
(``model.onnx``, at the top or in ``onnx/``), ``tokenizer.json``, and where they are there
``sentence_bert_config.json`` (how many tokens are read) and ``1_Pooling/config.json`` (how tokens
become a sentence). Nothing is ever fetched, and nothing but these files is read. One thread
computes, so that the same sentences get the same vectors on a machine every time.

Needs the extra ``semantic`` (onnxruntime and tokenizers), which is loaded only when a folder is
read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from recension.collation.associations import Floats
from recension.model.errors import SentenceModelError

NETWORKS = (
    "model.onnx", "onnx/model.onnx",
    "model_quantized.onnx", "onnx/model_quantized.onnx", "onnx/model_int8.onnx",
    "onnx/model_uint8.onnx", "onnx/model_qint8_*.onnx", "onnx/model_quint8_*.onnx",
    "onnx/model_O*.onnx", "onnx/model_fp16.onnx",
)  # fmt: skip
"""Where the network may lie; the first that is there is taken."""
INSTALL = "Install the extra: pip install 'recension[semantic]'"
EXPECTED = "Expected are model.onnx (or onnx/model.onnx) and tokenizer.json"
_BATCH = 32
_TOKENS = 256
"""Tokens of a sentence that are read where the folder does not say."""
_MOST_TOKENS = 512
_DIGITS = 4
"""Digits that are kept: what one processor computes otherwise than another lies below them."""

Progress = Callable[[str, int, int], None]
Pooling = Literal["mean", "cls", "max", "lasttoken"]
Table = NDArray[np.float32]


@dataclass
class SentenceVectors:
    """A sentence model, ready to give vectors.

    Attributes:
        name: of its folder.
        sha256: of the file that holds the network.
    """

    name: str
    sha256: str
    _network: Any
    _tokenizer: Any
    _pooling: Pooling
    _progress: Progress | None = None
    _known: dict[str, Table] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """Which model it is: ``name@sha256:…``."""
        return f"{self.name}@sha256:{self.sha256}"

    def of(self, sentences: Sequence[str]) -> Floats:
        """One row of length 1 for each sentence; zeros where the model gives no numbers.

        Raises:
            SentenceModelError: the network cannot be run on them.
        """
        new = [words for words in dict.fromkeys(sentences) if words not in self._known]
        encoded = [self._encoded(words) for words in new]
        order = sorted(range(len(new)), key=lambda i: (len(encoded[i]), i))
        for start in range(0, len(order), _BATCH):
            if self._progress:
                self._progress("what the sentences mean", start, len(order))
            part = order[start : start + _BATCH]
            for place, row in zip(part, self._rows([encoded[i] for i in part]), strict=True):
                self._known[new[place]] = row
        if not sentences:
            return np.zeros((0, 1), np.float32)
        return np.stack([self._known[words] for words in sentences])

    def _encoded(self, words: str) -> list[int]:
        """A sentence's tokens; at least one, as networks make nothing of none."""
        sound = words.encode("utf-8", "replace").decode("utf-8")
        return list(self._tokenizer.encode(sound).ids) or [0]

    def _rows(self, encoded: Sequence[Sequence[int]]) -> Table:
        longest = max(len(ids) for ids in encoded)
        tokens = np.zeros((len(encoded), longest), np.int64)
        mask = np.zeros_like(tokens)
        for row, ids in enumerate(encoded):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        pooled = _pooled(self._run(tokens, mask), mask, self._pooling)
        pooled = np.nan_to_num(pooled, nan=0.0, posinf=0.0, neginf=0.0).astype(np.float64)
        length = np.linalg.norm(pooled, axis=1, keepdims=True)
        rows: Table = np.round(pooled / np.maximum(length, 1e-9), _DIGITS).astype(np.float32)
        return rows

    def _run(self, tokens: NDArray[np.int64], mask: NDArray[np.int64]) -> Table:
        given = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": tokens * 0}
        asked = {i.name: given[i.name].astype(_KINDS[i.type]) for i in self._network.get_inputs()}
        try:
            found = self._network.run([_output(self._network)], asked)[0]
        except Exception as error:
            raise _unusable(self.name, f"the network fails ({_short(error)})") from None
        if not isinstance(found, np.ndarray) or found.ndim not in (2, 3) or 0 in found.shape:
            raise _unusable(self.name, "the network gives no vectors of tokens or sentences")
        if len(found) != len(tokens) or (found.ndim == 3 and found.shape[1] != tokens.shape[1]):
            raise _unusable(self.name, "the network gives vectors for other sentences than asked")
        return found


def read_sentence_vectors(folder: Path, progress: Progress | None = None) -> SentenceVectors:
    """Read a sentence model.

    Args:
        folder: that it lies in.
        progress: told how many sentences have their vectors.

    Raises:
        SentenceModelError: the extra is not installed, a file is missing, or one cannot be used.
    """
    if not folder.is_dir():
        raise SentenceModelError(str(folder), "is no folder", EXPECTED)
    network, words = _network_of(folder), folder / "tokenizer.json"
    if not words.is_file():
        raise SentenceModelError(str(folder), "has no tokenizer.json", EXPECTED)
    pooling = _pooling(folder)
    tokenizer, session = _tokenizer(words, _tokens(folder)), _session(network)
    return SentenceVectors(
        folder.resolve().name, _sha256(network), session, tokenizer, pooling, progress
    )


def _network_of(folder: Path) -> Path:
    for pattern in NETWORKS:
        found = sorted(path for path in folder.glob(pattern) if path.is_file())
        if found:
            return found[0]
    raise SentenceModelError(str(folder), "has no model.onnx", EXPECTED)


_KINDS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32, "tensor(float)": np.float32}
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def _session(network: Path) -> Any:  # noqa: ANN401 - the extra may not be installed
    try:
        import onnxruntime
    except ImportError:
        raise SentenceModelError("onnxruntime", "is not installed", INSTALL) from None
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            str(network), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise _unusable(str(network), f"is no network that can be run ({_short(error)})") from None
    for given in session.get_inputs():
        if given.name not in _INPUTS or given.type not in _KINDS:
            raise _unusable(str(network), f"asks for {given.name} ({given.type}), not for tokens")
    return session


def _tokenizer(path: Path, most: int) -> Any:  # noqa: ANN401 - the extra may not be installed
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise SentenceModelError("tokenizers", "is not installed", INSTALL) from None
    try:
        found = Tokenizer.from_file(str(path))
        found.no_padding()
        found.enable_truncation(most)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in its Rust code is no Exception
        raise _unusable(str(path), f"is no tokenizer ({_short(error)})") from None
    return found


def _json(path: Path) -> dict[str, Any]:
    """An optional file of settings; nothing where it is not there."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        raise _unusable(str(path), "is no JSON") from None
    return found if isinstance(found, dict) else {}


def _tokens(folder: Path) -> int:
    """How many tokens of a sentence are read."""
    said = (
        _json(folder / "sentence_bert_config.json").get("max_seq_length"),
        _json(folder / "tokenizer_config.json").get("model_max_length"),
        _json(folder / "config.json").get("max_position_embeddings"),
    )
    known = [n for n in said if isinstance(n, int) and not isinstance(n, bool)]
    return min((n for n in known if 8 <= n <= _MOST_TOKENS), default=_TOKENS)


def _pooling(folder: Path) -> Pooling:
    """How the vectors of tokens become one of the sentence; their mean where nothing is said."""
    path = folder / "1_Pooling" / "config.json"
    said = _json(path)
    named = said.get("pooling_mode")
    names = [str(named)] if named else [k[13:].removesuffix("_tokens") for k in said
             if k.startswith("pooling_mode_") and said[k] is True]  # fmt: skip
    names = [{"cls_token": "cls"}.get(name, name) for name in names]
    for mode in get_args(Pooling):
        if names == [mode]:
            found: Pooling = mode
            return found
    if names:
        raise _unusable(str(path), f"asks for pooling by {', '.join(names)}")
    return "mean"


def _output(session: Any) -> str:  # noqa: ANN401 - the extra may not be installed
    """The sentences' vectors where the network gives them, else the tokens'."""
    outputs = session.get_outputs()
    names: list[str] = [output.name for output in outputs]
    for name in ("sentence_embedding", "token_embeddings", "last_hidden_state"):
        if name in names:
            return name
    return names[0]


def _pooled(found: Table, mask: NDArray[np.int64], pooling: Pooling) -> Table:
    if found.ndim == 2:
        return found
    if pooling == "cls":
        return found[:, 0]
    if pooling == "lasttoken":
        last: Table = found[np.arange(len(found)), mask.sum(axis=1) - 1]
        return last
    read = mask[..., None].astype(found.dtype)
    if pooling == "max":
        greatest: Table = np.where(read > 0, found, -np.inf).max(axis=1)
        return greatest
    mean: Table = (found * read).sum(axis=1) / read.sum(axis=1)
    return mean


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _short(error: BaseException) -> str:
    """What another program says, as one short line."""
    return " ".join(str(error).split())[:120] or type(error).__name__


def _unusable(place: str, problem: str) -> SentenceModelError:
    return SentenceModelError(place, problem, "Take another copy of the model, or another model")
