"""Verbs of saying, by what is done with the words, and the stands that are taken with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("verbs", "german", "french", "russian")
"""Files of verbs by language; where two list a form, the first one's act counts."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of ``verbs.toml`` and of the other languages' files.

    Attributes:
        acts: form of a verb → act (``propose``, ``ask`` …).
        clause: forms that count only before a clause, a quotation or a person.
        between: words that may stand between speaker and verb.
        roles: offices that speak without a name (``the Secretary``).
        short_roles: how offices are shortened → in full (``FonMin``).
        single: those of them that one man holds at a time.
        perfect: auxiliaries of what was said before (``had said``), that of the past first.
        pronouns: ``he``, ``she``, ``er`` … in lower case.
        author: ``I``, where the one who writes reports what he said.
        author_verbs: forms with which he does.
        denials: words that deny the verb (``did not``).
        denied: act → act of the verb denied; of other acts nothing is said when denied.
        denied_keep: forms that report speech also when denied (``did not believe``).
        goes_on: forms with which the same speaker goes on (``added``).
        concedes: forms of agreeing that are part of a speech (``admitted``).
        opens: forms that open a speech without saying what it says.
        subordinate: words that open a clause within which a report is not the sentence's own.
        afterwards: words that open one after the sentence has said its own.
        plain: forms that only say that somebody spoke; after a question they answer.
        narration: words with which the recorder goes on in his own voice.
        brings_in: words after a verb of ``clause`` that bring in what is said.
        stage: how the words were said (``laughing``).
        joking: parts of such words that make a joke of what is said.
        light: verbs that say little without their noun (``raised``).
        author_light: those of them with which the one who writes reports what he said.
        leads: words before an infinitive of saying (``took occasion to``).
        infinitives: such an infinitive → act (``inform``).
        starting: verbs of opening a talk, before ``by`` and a gerund.
        gerunds: such a gerund → act (``stating``).
        objects: such a noun → act (``objection``).
        openings: how words begin → act (``Yes``).
        stands: what a member does who speaks in a debate → act (``was for``).
    """

    acts: Mapping[str, str]
    clause: frozenset[str]
    between: tuple[str, ...]
    roles: tuple[str, ...]
    short_roles: Mapping[str, str]
    single: tuple[str, ...]
    perfect: tuple[str, ...]
    pronouns: tuple[str, ...]
    author: tuple[str, ...]
    author_verbs: frozenset[str]
    denials: frozenset[str]
    denied: Mapping[str, str]
    denied_keep: frozenset[str]
    goes_on: frozenset[str]
    concedes: frozenset[str]
    opens: frozenset[str]
    subordinate: frozenset[str]
    afterwards: tuple[str, ...]
    plain: frozenset[str]
    narration: tuple[str, ...]
    brings_in: tuple[str, ...]
    stage: frozenset[str]
    joking: tuple[str, ...]
    light: frozenset[str]
    author_light: tuple[str, ...]
    leads: tuple[str, ...]
    infinitives: Mapping[str, str]
    starting: tuple[str, ...]
    gerunds: Mapping[str, str]
    objects: Mapping[str, str]
    openings: Mapping[str, str]
    stands: Mapping[str, str]


@cache
def speech() -> Speech:
    """The vocabulary, read once."""
    files_ = [_table(name) for name in LANGUAGES]
    main = files_[0]
    objects = dict(main["objects"])
    light = frozenset(objects.pop("verbs"))

    def together(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for table in files_ for word in table.get(name, ())))

    return Speech(
        acts={
            form: act
            for table in reversed(files_)
            for act, forms in table["acts"].items()
            for form in forms
        },
        clause=frozenset(together("clause")),
        between=together("between"),
        roles=together("roles"),
        short_roles=main["short_roles"],
        single=tuple(main["single"]),
        perfect=tuple(main["perfect"]),
        pronouns=together("pronouns"),
        author=tuple(main["author"]),
        author_verbs=frozenset(main["author_verbs"]),
        denials=frozenset(together("denials")),
        denied=main["denied"],
        denied_keep=frozenset(main["denied_keep"]),
        goes_on=frozenset(main["goes_on"]),
        concedes=frozenset(main["concedes"]),
        opens=frozenset(main["opens"]),
        subordinate=frozenset(main["subordinate"]),
        afterwards=tuple(main["afterwards"]),
        plain=frozenset(main["plain"]),
        narration=tuple(main["narration"]),
        brings_in=tuple(main["brings_in"]),
        stage=frozenset(main["stage"]),
        joking=tuple(main["joking"]),
        light=light,
        author_light=tuple(main["author_light"]),
        leads=tuple(main["leads"]),
        infinitives=_by_form(main["infinitives"]),
        starting=tuple(main["starting"]),
        gerunds=_by_form(main["gerunds"]),
        objects=_by_form(objects),
        openings=_by_form(main["openings"]),
        stands=_by_form(main["stands"]),
    )


def _by_form(acts: Mapping[str, list[str]]) -> dict[str, str]:
    return {form: act for act, forms in acts.items() for form in forms}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Stances:
    """The words of ``stances.toml``.

    Attributes:
        acts: act → stand (``for``, ``against``, ``proposes``, ``asks``); others take none.
        phrases: stand → phrases that tell it, casefolded.
        cues: words at the head of a sentence that turn to another matter, casefolded.
        weak: those of them that do so only together with a verb of raising.
        raising: such verbs, casefolded.
        nouns: nouns that name a matter (``question of``).
        ends: words at which the name of a matter ends.
        openers: words after which it may begin, casefolded.
        links: words that join two parts of it, casefolded.
        closers: words before which a noun stands rather than a verb, casefolded.
        pointing: words that only point or measure, casefolded.
    """

    acts: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    cues: tuple[str, ...]
    weak: frozenset[str]
    raising: tuple[str, ...]
    nouns: tuple[str, ...]
    ends: frozenset[str]
    openers: frozenset[str]
    links: frozenset[str]
    closers: frozenset[str]
    pointing: frozenset[str]


@cache
def stances() -> Stances:
    """The stands, read once."""
    data = _table("stances")
    turns = data["turns"]
    return Stances(
        acts=data["acts"],
        phrases={k: tuple(map(str.casefold, words)) for k, words in data["phrases"].items()},
        cues=tuple(map(str.casefold, turns["cues"])),
        weak=frozenset(map(str.casefold, turns["weak"])),
        raising=tuple(map(str.casefold, turns["raising"])),
        nouns=tuple(turns["nouns"]),
        ends=frozenset(turns["ends"]),
        openers=frozenset(turns["openers"]),
        links=frozenset(turns["links"]),
        closers=frozenset(turns["closers"]),
        pointing=frozenset(turns["pointing"]),
    )
