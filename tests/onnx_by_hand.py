"""A sentence model small enough to be written by hand: one table of word vectors, looked up.

The network is an ONNX file (Protocol Buffers, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto,
read on 24 November 2026): ``last_hidden_state = Gather(table, input_ids)``. The vocabulary is the
words given; each vector is given too.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

_INT64, _FLOAT = 7, 1


def write_model(folder: Path, words: Mapping[str, Sequence[float]], network: str = "") -> Path:
    """Write a folder with a sentence model.

    Args:
        folder: to be made.
        words: a vector for each word, all of one length; what is no word of these has zeros.
        network: where in the folder the network goes.
    """
    place = folder / (network or "model.onnx")
    place.parent.mkdir(parents=True, exist_ok=True)
    length = len(next(iter(words.values())))
    place.write_bytes(_model([[0.0] * length, *words.values()]))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer(list(words))), encoding="utf-8")
    return folder


def _tokenizer(words: list[str]) -> dict[str, object]:
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None, "decoder": None,
        "model": {
            "type": "WordLevel", "unk_token": "[UNK]",
            "vocab": {word: place for place, word in enumerate(["[UNK]", *words])},
        },
    }  # fmt: skip


def _model(table: Sequence[Sequence[float]]) -> bytes:
    weights = b"".join(struct.pack("<f", x) for row in table for x in row)
    initializer = (
        _number(1, len(table)) + _number(1, len(table[0])) + _number(2, _FLOAT)
        + _text(8, "table") + _bytes(9, weights)
    )  # fmt: skip
    node = (
        _text(1, "table") + _text(1, "input_ids") + _text(2, "last_hidden_state")
        + _text(4, "Gather")
    )  # fmt: skip
    inputs = (_value(name, _INT64, ("b", "s")) for name in ("input_ids", "attention_mask"))
    output = _value("last_hidden_state", _FLOAT, ("b", "s", len(table[0])))
    graph = (
        _bytes(1, node) + _text(2, "words") + _bytes(5, initializer)
        + b"".join(_bytes(11, given) for given in inputs) + _bytes(12, output)
    )  # fmt: skip
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, 14))


def _value(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    sizes = (_text(2, n) if isinstance(n, str) else _number(1, n) for n in shape)
    dimensions = b"".join(_bytes(1, size) for size in sizes)
    tensor = _number(1, kind) + _bytes(2, dimensions)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _number(place: int, value: int) -> bytes:
    return _varint(place << 3) + _varint(value)


def _bytes(place: int, value: bytes) -> bytes:
    return _varint(place << 3 | 2) + _varint(len(value)) + value


def _text(place: int, value: str) -> bytes:
    return _bytes(place, value.encode())


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))
