"""Weighs the words around a capitalised name: what speaks for a person, what against.

Each piece of evidence says how much it weighs and, in words, why; ``census`` adds them up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from recension.model.span import Span
from recension.readings.capitals import Naming, opens_sentence
from recension.readings.settled import HEAD
from recension.vocabularies.names import common_words, deeds, surnames, titles
from recension.vocabularies.speech import speech
from recension.vocabularies.words import language_words


@cache
def says() -> re.Pattern[str]:
    """What follows a name whose bearer says something."""
    verbs = sorted((v for v in speech().acts if v not in speech().clause), key=len, reverse=True)
    between = "|".join(sorted(speech().between, key=len, reverse=True))
    return re.compile(rf"(?:,? (?:has|had|have|{between}))? (?:{'|'.join(verbs)})\b")


@cache
def _thinks() -> re.Pattern[str]:
    between = "|".join(sorted(speech().between, key=len, reverse=True))
    return re.compile(rf"(?:,? (?:{between}))? (?:{'|'.join(speech().clause)})\b")


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(titles().lower)})[ \n]$")


@cache
def _office_of() -> re.Pattern[str]:
    departments = "|".join(sorted(titles().departments))
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(titles().offices)))})(?: [A-Z]\w+)? (?:of|for) "
        rf"(?:the )?(?:[A-Z]\w+,? (?:and )?){{0,3}}?(?:{departments}) $"
    )


@cache
def _does() -> re.Pattern[str]:
    """What only persons do: ``Fortunato left for``."""
    return re.compile(rf"(?:,? (?:had|has|also|then|later))?[ \n](?:{_either(deeds().verbs)})\b")


@cache
def _done_to() -> re.Pattern[str]:
    """What is done to persons only: ``persuaded Fortunato``."""
    return re.compile(rf"\b(?:{_either(deeds().done_to)})[ \n]$")


@cache
def _addressed() -> re.Pattern[str]:
    """The opening of a service telegram or of its first paragraph: ``Eyes only for Fortunato``."""
    return re.compile(
        r"(?:^|[\n.\]])[ \t]*(?:\d{1,5}\.?[ \t]+|[A-Z]{3,10} )?"
        rf"(?i:{_either(deeds().addressed)})"
        r"[ \t](?:[A-Z][\w.]+(?:,|,? and)[ \t]){0,3}$"
    )


_ADDRESS_ENDS = re.compile(
    r"(?:(?:,|,? and)[ \t][A-Z][\w.]+){0,3}(?:[.:\n]| (?:from|for) [A-Z]|\. Refs?\b)"
)


def _either(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest)


_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_BY = re.compile(
    r"(?:[Dd]rafted|[Aa]pproved|[Cc]leared|[Ss]igned|[Ii]nitial(?:l)?ed|[Rr]ecorded|[Tt]ranslated"
    r"|[Ww]ritten|[Pp]repared|[Ee]dited|[Cc]haired|accompanied)"
    r"(?: \w+){0,2} (?:by|with|in draft by) (?:[A-Z][\w.]*(?: \([^)]*\))?,? (?:and )?)*$"
)
_ACTS = re.compile(r"(?: (?:himself )?(?:would|will|could|has|had|did|does|should|must)|, who)\b")
# The Dulles letter, the Kardelj visit: a noun follows, no verb and no preposition.
_OF_SOMEBODY = re.compile(
    r"[ \n](?:letters?|visits?|forces|group|talks?|proposals?|plans?|report|speech|regime"
    r"|government|administration|mission|memorandum|statement|case|affair|personality|faction|line|draft"
    r"|message|conversations?|discussions?|meetings?|formula|trip|book|interview|matter|cabinet"
    r"|paper|paragraph|suggestion|initiative|problem|questions?|issue|brothers|family|people|house"
    r")\b"
)
_POSSESSES = re.compile(
    r"(?:['’]s|['’]) (?:own )?(?:account|book|memoirs?|descriptions?|report|letter|opinions?|views?"
    r"|remarks?|statements?|speech|visit|proposals?|words|death|resignation|suggestions?|reply)\b"
)
# Calligeris' plans, Calligeris forces: what a man has who is named by nothing but a code name.
_HAS = re.compile(
    r"(?:['’]s?|s['’])?\s(?:plans?|efforts?|forces|people|units|claims?|intentions?|ambitions?"
    r"|followers|supporters|faction|role|operations?|movement|hostility|attitude|demands?|return"
    r"|victory|action|group|house|career|wife|name|symbol)\b"
)
_SENT = re.compile(
    r"\b(?:[Mm]emorand(?:um|a)|[Ll]etters?|[Mm]essages?|[Nn]otes?)(?:\sof\s[^.,;\n]{3,20})?,?"
    r"\s(?:from|to)(?:\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}\sto)?\s$"
)
_DATELINE = re.compile(rf", (?:\d{{1,2}} )?(?:{_MONTHS})[a-z]*\.? \d")
_NUMBERED = re.compile(r"\. ?\d")
_FOREIGN = re.compile(r" [a-zà-ž]+(?<! of)(?<! and)(?<! in)\b[^*_\n.]{0,80}[*_]")
_SMALL_BEHIND = re.compile(r"[^\n]{0,12}[a-z]{3}")
QUOTES = frozenset('"“”‘’«»')
_SIGNED_BEFORE = re.compile(r"\n[ \t]*\r?\n[ \t]*$")
_SIGNED_AFTER = re.compile(r"[ \t]*(?:\r?\n[ \t]*\r?\n|$)")
_LABEL = re.compile(r"\]?[ ]?(?:\([^)\n]{1,40}\))?:[\s\"“*]|\]:")
_BORN = re.compile(r" \((?:b\. ?|born )?1[789]\d\d")
_OFFICE_AFTER = re.compile(r", (?:the )?(?:[A-Z][a-z]+ ){0,2}([A-Z][a-z]+)")
_ITEM = re.compile(r"(?:[,;:\n\])–—-]|\band|&)[ *_]*$")
_AT = re.compile(r"\b(?:in|at|from|near)[ \n]$")
_OTHER_WORD = re.compile(r" ([a-zà-ž]{4,})")
_LIST = re.compile(
    r"(?im)^\W{0,3}(?:also )?(?:present|participants|attendance|members present)\b\W"
)


def present_lists(text: str) -> list[Span]:
    """Where a text lists those present, up to the next long line or an empty stretch."""
    spans = []
    for match in _LIST.finditer(text):
        stop = re.compile(r"\n[ \t]*\n[ \t]*\n|\n[^\n]{160,}").search(text, match.end())
        spans.append(
            Span(match.end(), min(stop.start() if stop else len(text), match.end() + 2500))
        )
    return spans


class Judge:
    """Weighs each naming; keeps what is needed to look around it."""

    def __init__(self, text: str, lower: frozenset[str], lists: Sequence[Span]) -> None:
        self.text, self.lower, self.lists = text, lower, lists
        self._starts = [span.start for span in lists]
        self._things = common_words().things
        self._before = common_words().before_places

    def plain(self, naming: Naming) -> bool:
        """Whether the surname is a plain word of the text too."""
        return naming.surname.lower() in self.lower

    def listed(self, naming: Naming) -> bool:
        """Whether it stands in a list of those present, between separators."""
        index = bisect_right(self._starts, naming.start) - 1
        if index < 0 or naming.start >= self.lists[index].end:
            return False
        if not naming.row and not _ITEM.search(self.text, max(0, naming.start - 6), naming.start):
            return False
        after = self.text[naming.end : naming.end + 2]
        return after[:1] in ",;\n[.⁰¹²³⁴⁵⁶⁷⁸⁹" or after in (" \n", "")

    def addressed(self, naming: Naming) -> bool:
        """Whether a telegram names it as the one whom it is for or from: ``For Fortunato.``"""
        before = _addressed().search(self.text, max(0, naming.start - 60), naming.start)
        return before is not None and bool(_ADDRESS_ENDS.match(self.text, naming.end))

    def weigh(self, naming: Naming) -> tuple[float, str]:
        """How much a naming says for its surname, and why in words."""
        weight, why = self._by_row(naming)
        if weight >= 1 or self.text[naming.start - 4 : naming.start] in ("the ", "The "):
            return weight, why
        for more, reason in self._by_surroundings(naming):
            if more > weight:
                weight, why = more, reason
        return weight, why

    def _by_row(self, naming: Naming) -> tuple[float, str]:
        plain = self.plain(naming)
        if naming.title == HEAD:
            return 1.5, "the head or foot of a record names it"
        if naming.title in titles().address:
            return 1.5, f"“{naming.title}” stands before it"
        department = naming.title in titles().departments - titles().offices
        if department and not self._ends_office(naming):
            return 0.0, ""
        if naming.title and naming.kind != "acronym":
            weak = plain or self._is_cried(naming)
            return (0.4 if weak else 1.0), f"the office “{naming.title}” stands before it"
        if "initial" in naming.row:
            return (0.6 if plain else 1.2), "initials stand before it"
        if "given" in naming.row:
            return (0.6 if plain else 1.1), "a given name stands before it"
        at = _AT.search(self.text, max(0, naming.start - 6), naming.start)
        if naming.row and not plain and not at:
            return 0.5, "two unknown capitalised words"
        return 0.0, ""

    def _ends_office(self, naming: Naming) -> bool:
        """Whether a department before a name ends an office: ``Secretary of War Stimson``."""
        return bool(_office_of().search(self.text, max(0, naming.start - 80), naming.start))

    def _by_surroundings(self, naming: Naming) -> Iterator[tuple[float, str]]:
        plain = self.plain(naming)
        if _BORN.match(self.text, naming.end):
            yield 1.5, "years of a life follow"
        if self.listed(naming) and not plain:
            known = not naming.row and naming.surname.lower() in language_words()["en"]
            yield (0.5 if known else 1.0), "it stands in a list of those present"
        if not plain and not self._is_cried(naming):
            yield from self._by_what_follows(naming)
            yield from self._by_what_precedes(naming)
            yield from self._by_itself(naming)

    def _is_cried(self, naming: Naming) -> bool:
        """Whether a word in capitals amid others in small letters may be a code word of a thing.

        What labels a speech or fills a line is set in capitals for its own sake.
        """
        word, after = naming.surname, self.text[naming.end : naming.end + 40]
        if not word.isupper() or not word.isascii() or naming.row:
            return False
        return not _LABEL.match(self.text, naming.end) and bool(_SMALL_BEHIND.match(after))

    def _by_what_follows(self, naming: Naming) -> Iterator[tuple[float, str]]:
        text, end = self.text, naming.end
        if says().match(text, end):
            yield 0.5, "a verb of saying follows"
        if _thinks().match(text, end):
            yield 0.35, "a verb of thinking or doing follows"
        if _does().match(text, end) and not naming.surname.isupper():
            yield 0.35, "it does what only persons do"
        if _ACTS.match(text, end) and not naming.surname.isupper():
            yield 0.15, "it does what persons do"
        if _LABEL.match(text, end) and opens_sentence(text, naming.start):
            yield 0.5, "it labels what is said"
        if _POSSESSES.match(text, end):
            yield 0.6, "it is somebody's account, visit or opinion"
        if _HAS.match(text, end) and not opens_sentence(text, naming.start):
            yield 0.2, "it has plans, forces or followers"
        office = _OFFICE_AFTER.match(text, end) if naming.row else None
        if office and office[1] in titles().offices:
            yield 1.0, "an office follows"

    def _by_what_precedes(self, naming: Naming) -> Iterator[tuple[float, str]]:
        text, start = self.text, naming.start
        if _BY.search(text, max(0, start - 60), start):
            yield 0.8, "it stands where drafters are named"
        if _SENT.search(text, max(0, start - 70), start):
            yield 0.6, "a letter or memorandum is from it or to it"
        if self.addressed(naming):
            yield 0.6, "a telegram is for it or from it"
        if _done_to().search(text, max(0, start - 26), start):
            yield 0.35, "something is done to it that is done to persons"
        if _office_before().search(text, max(0, start - 24), start):
            yield 1.0, "an office stands before it"
        around = text[start - 1 : start], text[naming.end : naming.end + 1]
        if around == ("(", ")"):
            yield 0.6, "it stands in brackets behind an office"
        if naming.kind == "given" and QUOTES.issuperset(around):
            yield 0.4, "a given name in quotation marks, as of a code name"
        alone = _SIGNED_BEFORE.search(text, max(0, start - 6), start)
        if alone and _SIGNED_AFTER.match(text, naming.end):
            yield 0.5, "it stands alone as a signature"

    def _by_itself(self, naming: Naming) -> Iterator[tuple[float, str]]:
        word = naming.surname
        if word in surnames().known:
            yield 1.0, "nobody needs to introduce this name"
        if surnames().sounds_like_one(word) and not self._is_foreign_phrase(naming):
            plain = word.lower() in language_words()["en"]
            yield (0.6 if plain else 1.0), "it ends as surnames do"

    def _is_foreign_phrase(self, naming: Naming) -> bool:
        """Whether a sentence or foreign words begin with it: ``Rossiiskii gosudarstvennyi``."""
        if opens_sentence(self.text, naming.start):
            return True
        after = _OTHER_WORD.match(self.text, naming.end)
        return after is not None and after[1] not in language_words()["en"]

    def against(self, naming: Naming) -> float:
        """How much a naming says against its surname."""
        before = self.text[max(0, naming.start - 4) : naming.start].lower()
        if _NUMBERED.match(self.text, naming.end):
            return 1.0
        if self._bears_it(naming):
            return 3.0
        if naming.title or set(naming.row) - {"name"}:
            return 0.0
        if _DATELINE.match(self.text, naming.end) and self.text[naming.start - 1] == "\n":
            return 2.0
        if naming.row:
            return 0.5 if before.endswith((" in ", " at ")) or before == "rom " else 0.0
        if before == "the " and naming.after is None:
            return 0.1 if _OF_SOMEBODY.match(self.text, naming.end) else 0.5
        return 0.7 if before.endswith((" in ", " at ")) else 0.0

    def is_thing(self, naming: Naming) -> bool:
        """Whether the words around make a thing or a place of the name."""
        if naming.after in self._things or self._opens_title(naming):
            return True
        return self._bears_it(naming)

    def _bears_it(self, naming: Naming) -> bool:
        """Whether a ship, a lake or a camp bears the name: ``the brig “A. A. Chapman”``."""
        words = self.text[max(0, naming.start - 16) : naming.start].rstrip('"“‘*_ ').split()
        if words[-1:] == ["of"]:  # the Straits of Fuca
            words.pop()
        return bool(words) and words[-1].removesuffix("s") in self._before

    def _opens_title(self, naming: Naming) -> bool:
        """Whether it opens a title in italics: ``*Istoricheskii arkhiv*``, not ``*Stalin*``."""
        if naming.title or self.text[naming.start - 1 : naming.start] not in ("*", "_"):
            return False
        return bool(_FOREIGN.match(self.text, naming.end))
