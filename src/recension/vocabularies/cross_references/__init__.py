"""How editions send their readers to another place: *see note 19*, *above, p. 12*, *op. cit.*"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Words that stand before a number or beside a pointer; what they may be is a set, as *v.* is both
#: a volume and *see* in some language.
_WORDS = ("sure_note", "note", "document", "page", "see", "lead", "above", "below", "of", "volume")
_PHRASES = ("previous", "next", "letter", "work", "alone_previous", "alone_next", "thereto", "here")


@dataclass(frozen=True, slots=True)
class Pointing:
    """The words of all languages together: a note in one is often written in another.

    Attributes:
        words: a word, casefolded and without its full stop → what it may be (``sure_note``,
            ``note``, ``document``, ``page``, ``see``, ``lead``, ``above``, ``below``, ``of``,
            ``volume``).
        phrases: a phrase, casefolded → what it points to (``previous``, ``next``, ``letter``,
            ``work``, ``alone_previous``, ``alone_next``), or whose a number is (``thereto``,
            ``here``).
    """

    words: dict[str, frozenset[str]]
    phrases: dict[str, str]

    def may_be(self, word: str, role: str) -> bool:
        """Whether a word as it stands in a text may have a role."""
        return role in self.words.get(word.casefold().rstrip("."), ())


@cache
def pointing() -> Pointing:
    """The vocabulary, read once."""
    words: dict[str, set[str]] = {}
    phrases: dict[str, str] = {}
    for table in _tables():
        for role in _WORDS:
            for word in table.get(role, ()):
                words.setdefault(word.casefold(), set()).add(role)
        for role in _PHRASES:
            phrases.update({phrase.casefold(): role for phrase in table.get(role, ())})
    return Pointing({word: frozenset(roles) for word, roles in words.items()}, phrases)


def _tables() -> list[dict[str, list[str]]]:
    paths = sorted(files(__name__).iterdir(), key=lambda path: path.name)
    return [tomllib.loads(p.read_text("utf-8")) for p in paths if p.name.endswith(".toml")]
