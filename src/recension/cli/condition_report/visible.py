"""What cannot be shown as it is: control characters and half characters, made visible."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def on_one_line(words: str) -> str:
    """Words for a terminal: on one line, and nothing in them that a terminal would obey."""
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", " ".join(words.split()))


def on_a_page(words: str) -> str:
    """Words for an HTML page: control characters as their pictures, half characters as U+FFFD."""
    return _UNSHOWABLE.sub(_picture, words)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
