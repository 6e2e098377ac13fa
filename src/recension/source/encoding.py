"""From bytes to text: which encoding, how sure, and why; never a guess in silence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recension.model.errors import ArgumentError, UnknownEncoding
from recension.model.source_text import Encoding
from recension.source.code_pages import Judged, alike, differing_word, judge, utf8_share
from recension.source.file_kind import refuse_binary, refuse_binary_text

# The four-byte marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEW, _SURE, _MIXED = 3, 0.9, 0.15
# Two bytes of an old code page that happen to be well-formed UTF-8 read as a letter of a script
# that is never written into a Latin word: Armenian, Hebrew, Arabic, Syriac.
_CHANCE_UTF8 = re.compile(r"[A-Za-z][\u0530-\u07ff]|[\u0530-\u07ff][A-Za-z]")
_GIVE = "If you know the encoding, give it with --encoding NAME"


def decode(raw: bytes, path: Path, given: str | None = None) -> tuple[str, Encoding]:
    """Turn a plain-text file's bytes into text.

    Args:
        raw: the bytes.
        path: the file, for messages.
        given: the encoding that the user says it has.

    Returns:
        the text, not normalised, byte-order mark kept as U+FEFF; and how it was found.

    Raises:
        UnknownEncoding: no encoding can be vouched for, or the given one does not fit.
        UnreadableSource: the bytes are no text.
        ArgumentError: ``given`` names no encoding.
    """
    if given is not None:
        return _decode_as_given(raw, path, given)
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw, path, codec)
    if (wide := _wide_codec(raw)) is not None:
        because = f"no byte-order mark, but read as {wide.upper()} all is ordinary text"
        return _decoded(raw, wide, 0.97, because)
    refuse_binary(raw, path)
    return _decode_utf8(raw) or _decode_code_page(raw, path)


def _decode_as_given(raw: bytes, path: Path, given: str) -> tuple[str, Encoding]:
    codec = _codec_named(given, raw)
    try:
        text = raw.decode(codec)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        problem = f"is not {given}: byte {raw[at]:#04x} at offset {at} is no character in it"
        mend = "Leave --encoding out to have the encoding found"
        raise UnknownEncoding(str(path), problem, mend) from error
    refuse_binary_text(text, path)
    return text, Encoding(codec, 1.0, "given by the user", _gives_back(text, codec, raw))


def _codec_named(given: str, raw: bytes) -> str:
    """Python's name of a codec, in the form that leaves a byte-order mark in the text."""
    try:
        found = codecs.lookup(given)
    except (LookupError, ValueError) as error:
        raise _no_such_encoding(given) from error
    if not getattr(found, "_is_text_encoding", True):
        raise _no_such_encoding(given)
    if found.name == "utf-8-sig":
        return "utf-8"
    if found.name in ("utf-16", "utf-32"):
        width = int(found.name[-2:]) // 8
        big = raw.startswith(codecs.BOM_UTF16_BE if width == 2 else codecs.BOM_UTF32_BE)
        return f"{found.name}-{'be' if big else 'le'}"
    return found.name


def _no_such_encoding(given: str) -> ArgumentError:
    mend = "Try utf-8, utf-16-le, cp1250, cp1251, cp1252, koi8-r, iso8859-2, iso8859-5 or mac-roman"
    return ArgumentError(f"--encoding {given}", "is the name of no encoding", mend)


def _decode_marked(raw: bytes, path: Path, codec: str) -> tuple[str, Encoding]:
    text, how = _decoded(raw, codec, 1.0, f"the byte-order mark of {codec.upper()} opens the file")
    refuse_binary_text(text, path)
    return text, how


def _wide_codec(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte-order mark, told by where the NUL bytes stand."""
    sample = raw[: 256 * 1024]
    if b"\0" not in sample:
        return None
    for codec, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        whole = sample[: len(sample) // width * width]
        text = whole.decode(codec, "replace")
        usual = sum(_is_usual(char) for char in text)
        if text and usual >= 0.97 * len(text):
            return codec
    return None


def _is_usual(char: str) -> bool:
    """A character of European text: Latin, Greek, Cyrillic, or general punctuation."""
    return " " <= char < "\u0530" or char in "\t\n\r\f" or "\u2000" <= char < "\u2200"


def _decode_utf8(raw: bytes) -> tuple[str, Encoding] | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_broken_utf8(raw, error)
    if text.isascii():
        return text, Encoding("utf-8", 1.0, "all characters are ASCII, alike in every encoding")
    beyond = _bytes_beyond_ascii(raw) - (len(raw) - len(text))
    if beyond <= _FEW and _CHANCE_UTF8.search(text):
        return None
    because = f"all {beyond:,} characters beyond ASCII are well-formed UTF-8"
    return text, Encoding("utf-8", 1.0 if beyond > 1 else 0.98, because)


def _bytes_beyond_ascii(raw: bytes) -> int:
    return len(raw.translate(None, bytes(range(128))))


def _decode_broken_utf8(raw: bytes, error: UnicodeDecodeError) -> tuple[str, Encoding] | None:
    """UTF-8 with some bytes broken, where the whole sequences far outnumber the broken ones."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd") - raw.count("\ufffd".encode())
    whole = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    cut_off = error.reason == "unexpected end of data"
    if whole < 4 * broken and not (cut_off and whole):
        return None
    because = (
        f"{whole:,} characters beyond ASCII are well-formed UTF-8, {broken:,} broken, "
        f"the first at byte {error.start}; those show as U+FFFD, the file's bytes are kept"
    )
    return text, Encoding("utf-8", min(0.99, whole / (whole + broken)), because, exact=False)


def _decode_code_page(raw: bytes, path: Path) -> tuple[str, Encoding]:
    judged = judge(raw)
    best = judged[0]
    if not best.is_language:
        at = next(i for i, byte in enumerate(raw) if byte > 0x7F)
        problem = f"byte {raw[at]:#04x} at offset {at} fits no encoding that gives words"
        raise UnknownEncoding(str(path), problem, _GIVE)
    mixed = utf8_share(raw)
    confidence = min(best.confidence, _SURE / 2) if mixed > _MIXED else best.confidence
    text, how = _decoded(raw, best.page.codec, confidence, _because(raw, judged))
    return text, replace(how, because="; ".join([how.because, *_doubts(how, mixed)]))


def _because(raw: bytes, judged: list[Judged]) -> str:
    best = judged[0]
    said = [_words_said(best)]
    same = [page.title for page in alike(raw, best.page.codec)]
    if same:
        said.append(f"{', '.join(same)} would give the very same text")
    if len(judged) > 1:
        said.append(_runner_up(raw, best, judged[1]))
    return "; ".join(said)


def _doubts(how: Encoding, mixed: float) -> Iterator[str]:
    if mixed > _MIXED:
        yield f"but {mixed:.0%} of its words look like UTF-8, as if two files were joined here"
    if how.confidence < _SURE:
        yield "not certain: " + _GIVE[0].lower() + _GIVE[1:]


def _words_said(best: Judged) -> str:
    if not best.words:
        return f"quotation marks and other signs stand where print has them in {best.page.title}"
    plural = "s" if best.words > 1 else ""
    return (
        f"read as {best.page.title}, {best.known:,} of {best.words:,} different word{plural} "
        "with letters beyond ASCII are known"
    )


def _runner_up(raw: bytes, best: Judged, second: Judged) -> str:
    example = differing_word(raw, best.page.codec, second.page.codec)
    shown = f", with {example[1]!r} where it has {example[0]!r}" if example else ""
    return f"next best is {second.page.title} ({second.known:,} known){shown}"


def _decoded(raw: bytes, codec: str, confidence: float, because: str) -> tuple[str, Encoding]:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        text = raw.decode(codec, "replace")
        because += f"; broken at byte {error.start}, which shows as U+FFFD, the bytes are kept"
        return text, Encoding(codec, round(min(confidence, 0.95), 3), because, exact=False)
    exact = _gives_back(text, codec, raw)
    return text, Encoding(codec, round(min(confidence, 1.0), 3), because, exact)


def _gives_back(text: str, codec: str, raw: bytes) -> bool:
    try:
        return text.encode(codec) == raw
    except UnicodeError:
        return False
