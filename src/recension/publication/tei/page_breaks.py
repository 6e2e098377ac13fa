"""Page breaks: where pages begin, under the numbers that are printed on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from recension.model.edition import Edition, Entry
from recension.model.values import RunningHead
from recension.publication.tei.characters import attributes

_UNNAMED = re.compile(r"[^A-Za-z0-9]+")
_REST = 0.2
"""Share of a page behind the last page number up to which numbers stand at the pages' feet."""


def page_breaks(edition: Edition, source: str) -> Iterator[tuple[int, str]]:
    """Where pages begin, each with its ``pb``.

    The pages are the input's own; of an input without pages those whose numbers its running heads
    carry.
    """
    pages = [(page.start, page.label) for page in edition.source_by_id[source].pages]
    taken: Counter[str] = Counter()
    for at, label in pages or _printed(edition, source):
        wanted = f"pg_{_UNNAMED.sub('', label)}"
        taken[wanted] += 1
        name = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"
        yield at, f"<pb{attributes(('xml:id', name), ('n', label))}/>"


def _printed(edition: Edition, source: str) -> Iterator[tuple[int, str]]:
    """Pages by their printed numbers: at the head line, or behind the foot line before."""
    heads = [e for e in edition.running_heads if e.source == source and e.span and e.value.page]
    if not heads:
        return
    length = len(edition.source_by_id[source].text)
    if _at_foot(heads, length):
        places = [0, *(_end(head) for head in heads[:-1])]
    else:
        places = [_start(head) for head in heads]
    for at, head in zip(places, heads, strict=True):
        yield at, head.value.page or ""


def _at_foot(heads: list[Entry[RunningHead]], length: int) -> bool:
    """Whether nearly nothing follows the last number, though something stands before the first."""
    distances = [_start(after) - _start(before) for before, after in pairwise(heads)]
    page = median(distances) if distances else 0
    return length - _end(heads[-1]) < _REST * page <= _start(heads[0])


def _start(head: Entry[RunningHead]) -> int:
    return head.span.start if head.span else 0


def _end(head: Entry[RunningHead]) -> int:
    return head.span.end if head.span else 0
