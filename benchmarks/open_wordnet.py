"""Reads Open English WordNet from its YAML files: which words share a sense, and what it means.

Only as much of YAML as these files use is understood: keys, lists of words, folded lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recension.collation.terms import stem, terms_of

_ID = re.compile(r"^(\d{8}-[a-z]):")
_FIELD = re.compile(r"^  (\w+):")
_ITEM = re.compile(r"^  - (.*)")
_MORE = re.compile(r"^    (\S.*)")
_SENSE = re.compile(r"^\s+synset: (\S+)")
_PART_OF_SPEECH = re.compile(r"^  [a-z]:")
_NEXT_SENSE = 3
"""Which sense of a word a sense counts as that its entry does not list."""
NEAR = ("hypernym", "similar")


@dataclass
class Sense:
    """One sense with the words that have it."""

    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __getitem__(self, name: str) -> list[str]:
        return self.fields.get(name, [])


@dataclass(frozen=True)
class WordNet:
    """All senses, and for each word and sense which of the word's senses it is (0 the first)."""

    senses: Mapping[str, Sense]
    rank: Mapping[tuple[str, str], int]

    def texts(self) -> Iterator[list[str]]:
        """The stems of each definition, with those of the words defined, and of each example."""
        for sense in self.senses.values():
            members = sense["members"]
            if all(word[:1].isupper() for word in members):
                continue
            words = [stem(word) for word in members if " " not in word][:3]
            for definition in sense["definition"][:1]:
                yield words + _stems(definition)
            for example in sense["example"]:
                if len(stems := _stems(example)) > 2:
                    yield stems

    def kin(self, known: Mapping[str, int], near: float) -> dict[tuple[str, str], float]:
        """Stems that share a sense or have near ones, and how telling that is.

        Args:
            known: the stems asked for.
            near: what a neighbouring sense counts beside one and the same.

        Returns:
            for both orders of each two stems the sum over their senses of the product of the
            senses' weights: 1 for a word's first sense, 1/2 for its second …
        """
        found: dict[tuple[str, str], float] = defaultdict(float)
        members = {key: self._members(key, known) for key in self.senses}
        for key, sense in self.senses.items():
            others = [(m, 1.0) for m in (members[key],)]
            others += [(members.get(k, {}), near) for rel in NEAR for k in sense[rel]]
            for words, share in others:
                for one, weight in members[key].items():
                    for other, weight_of_other in words.items():
                        both = (one, other)
                        if one < other if words is members[key] else one != other:
                            found[both] += share * weight * weight_of_other
                            found[both[::-1]] += share * weight * weight_of_other
        return found

    def _members(self, key: str, known: Mapping[str, int]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for word in self.senses[key]["members"]:
            if " " not in word and word[:1].islower() and (stemmed := stem(word)) in known:
                weight = 1 / (1 + self.rank.get((word, key), _NEXT_SENSE))
                weights[stemmed] = max(weight, weights.get(stemmed, 0.0))
        return weights


def read(folder: Path) -> WordNet:
    """Read the folder ``src/yaml`` of the repository globalwordnet/english-wordnet."""
    senses: dict[str, Sense] = {}
    rank: dict[tuple[str, str], int] = {}
    for path in sorted(folder.glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.name.startswith("entries-"):
            rank.update(_ranks(lines))
        elif path.name != "frames.yaml":
            senses.update(_senses(lines))
    return WordNet(senses, rank)


def _ranks(lines: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    word, at = "", 0
    for line in lines:
        if line[:1].strip() and line.endswith(":"):
            word = line[:-1].strip("'\"").lower()
        elif _PART_OF_SPEECH.match(line):
            at = 0
        elif sense := _SENSE.match(line):
            yield (word, sense.group(1)), at
            at += 1


def _senses(lines: list[str]) -> dict[str, Sense]:
    senses: dict[str, Sense] = {}
    sense, name = Sense(), ""
    for line in lines:
        if found := _ID.match(line):
            sense = senses[found.group(1)] = Sense()
        elif found := _FIELD.match(line):
            name = found.group(1)
        elif found := _ITEM.match(line):
            sense.fields[name].append(found.group(1).strip("'\""))
        elif (found := _MORE.match(line)) and sense.fields.get(name):
            sense.fields[name][-1] += " " + found.group(1)
    return senses


def _stems(words: str) -> list[str]:
    return [t.stem for t in terms_of(words, 0, len(words)) if not t.number]
