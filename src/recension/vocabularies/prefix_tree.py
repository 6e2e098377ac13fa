"""One pattern for any of many words, by their common beginnings, so that a miss costs little."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first.

    Args:
        words: literal words; a space in them may be a line break with an indent.

    Returns:
        a group that captures nothing.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    ends = "" in tree
    branches = [_letter(k) + _pattern(v) for k, v in sorted(tree.items()) if k]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _letter(letter: str) -> str:
    return r"\s{1,40}" if letter == " " else re.escape(letter)
