"""What kinds of documents there are, as headings name them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files(__name__).joinpath("document_kinds.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return {
        name: table[name]
        for name in (
            "kinds",
            "fillers",
            "itself",
            "labels",
            "bylines",
            "classifications",
            "enclosed",
            "placeholders",
            "divisions_of_text",
            "distribution",
        )
    }


@cache
def _kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all kinds' names, the longest first, and the kind of each name."""
    kind_of = {word.casefold(): kind for kind, words in _table()["kinds"].items() for word in words}
    names = "|".join(map(re.escape, sorted(kind_of, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE), kind_of


def document_kind(heading: str) -> tuple[str, int] | None:
    """The kind of document that a heading names first.

    Args:
        heading: the words of a heading, without its number.

    Returns:
        the kind, as in :data:`recension.model.values.DocumentKind`, and the code point of the
        heading at which its name begins; None where the heading names none. Of kinds named at one
        place the one with the longer name wins (*memorandum of conversation* is a record). Parts of
        volumes (*Notes*, *Index*) are named only by a heading that is nothing else.
    """
    part = volume_part(heading)
    if part:
        return part, 0
    names, kind_of = _kinds()
    for found in names.finditer(heading):
        kind = kind_of.get(found.group().casefold())
        leads = kind == "essay" and found.start() < 3
        if kind and (kind not in _VOLUME_PARTS or leads):
            return kind, found.start()
    return None


_VOLUME_PARTS = ("contents", "persons", "abbreviations", "index", "notes", "essay")


@cache
def volume_part(heading: str) -> str | None:
    """The kind of a part that volumes have, where a heading names nothing else.

    *Index* and *Persons and Pseudonyms* do; *Notes on a Meeting* does not.
    """
    words = heading.strip(" .:*_#").casefold()
    kind_of = _kinds()[1]
    if kind_of.get(words) in _VOLUME_PARTS:
        return kind_of[words]
    fillers = _table()["fillers"]["words"]
    named = [kind_of.get(word) for word in words.split()[:8] if word not in fillers]
    return named[0] if named and all(kind in _VOLUME_PARTS for kind in named) else None


@cache
def _by_itself() -> tuple[re.Pattern[str], dict[str, str]]:
    kind_of = {word: kind for kind, words in _table()["itself"].items() for word in words}
    names = "|".join(map(re.escape, kind_of))
    verbs = r"(?:was|were|is|are|has been)\s+(?:\w+ly\s+)?"
    done = r"(?:composed|written|recorded|drawn|made|prepared|compiled|based|taken)"
    return re.compile(rf"\bThis\s+(?P<name>{names})\s+{verbs}{done}\b"), kind_of


def kind_by_itself(text: str, start: int, end: int) -> str | None:
    """The kind of which a text says that it is (*This report was composed from notes*).

    Args:
        text: the source's.
        start, end: the stretch to look at, in code points.
    """
    pattern, kind_of = _by_itself()
    found = pattern.search(text, start, end)
    return kind_of[found["name"]] if found else None


@cache
def _classifications() -> frozenset[str]:
    return frozenset(_table()["classifications"]["words"])


def classification(line: str) -> str | None:
    """The marking that a line is, as it stands there; None where it is not just a marking."""
    return line if line.casefold() in _classifications() else None


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_table()["labels"]["words"], key=len, reverse=True)))
    return re.compile(
        rf"\W*(?:{words})\.?\s*(?:no\.?|nr\.?|№)?\s*(?P<number>\d{{1,4}}[a-z]?|[A-ZА-Я]|[IVXL]+)\W*",
        re.IGNORECASE,
    )


def document_label(line: str) -> str | None:
    """The number or letter of a line such as *DOCUMENT 12* or *Annex B*; None of any other line."""
    found = _label().fullmatch(line)
    return found["number"] if found else None


@cache
def _enclosed() -> re.Pattern[str]:
    table = _table()["enclosed"]
    words = "|".join(map(re.escape, sorted(table["words"], key=len, reverse=True)))
    joins = "|".join(map(re.escape, table["joins"]))
    number = r"(?:no\.?|nr\.?|№)?\s?(?:\d{1,4}[a-z]?|[A-ZА-Я]|[IVXL]+)"
    of = rf"(?:\s(?:{joins})\s(?:[^\W\d_]+\s){{0,2}}(?:{number}))?"
    which = rf"(?:\s?{number}{of})?|{of}"
    rest = rf"(?:\s?[—–-]\s?[^\W\d_]+(?:\s(?:{number}))?)?"
    return re.compile(rf"[\W_]*(?:{words})(?:{which}){rest}[\W_]*", re.IGNORECASE)


def is_enclosure_label(line: str) -> bool:
    """Whether a line only says that what follows was enclosed (*[Inclosure 2 in No. 14.]*)."""
    return len(line) < _LABEL_LINE and _enclosed().fullmatch(line) is not None


_LABEL_LINE = 60


def is_placeholder(line: str) -> bool:
    """Whether a line in brackets is what editors write where a document has no title."""
    words = line.strip().casefold()
    return words[:1] == "[" and words.strip("[]. ") in _table()["placeholders"]["words"]


@cache
def _division_of_text() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["divisions_of_text"]["words"]))
    return re.compile(
        rf"\W*(?:{words})\W{{0,2}}(?:\d{{1,3}}[a-z]?|[IVXLC]+)\b.{{0,40}}", re.IGNORECASE
    )


def is_division_of_text(line: str) -> bool:
    """Whether a line is the number of a treaty's article or of a law's section."""
    return _division_of_text().fullmatch(line) is not None


@cache
def _distribution() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["distribution"]["words"]))
    return re.compile(rf"\W*(?:{words})\s(?:\w+\s)?to\s", re.IGNORECASE)


def is_distribution(line: str) -> bool:
    """Whether a line only says where a telegram went besides."""
    return _distribution().match(line) is not None


@cache
def _byline() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["bylines"]["words"]))
    return re.compile(rf"\W*(?i:{words}):?\s+[^\W\d_a-z][^\n]{{3,80}}")


def is_byline(line: str) -> bool:
    """Whether a line names an author, as the one below an essay's title does (*By Jane Doe*)."""
    found = _byline().fullmatch(line)
    return found is not None and line.rstrip()[-1:].isalpha()
