"""Letter damage: how many damaged words are told from sound ones, beside two plain scores.

    python -m benchmarks.letter_damage TEXT... [--words 25000] [--seed 1]

Each text (a plain text, or a TEI volume) has 1, 5 and 15 % of its letters misread, once as letters
that look alike (``vocabularies/misreadings``, which the program knows too), once as any letters at
all. A word is damaged if one of its letters changed. Every score is cut where it calls one sound
word in a hundred damaged; the table shows the share of the damaged words above the cut:

- *ours*: ``condition.misreading.Misreadings.weight``, as RC106 uses it;
- *wordfreq*: the word is the worse the rarer it is in wordfreq's largest list of the language;
- *ftfy*: ``ftfy.badness`` of the word.

The last two need ``pip install recension[benchmarks]`` and show a dash without it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from recension.condition.misreading import Misreadings
from recension.condition.word_evidence import languages_of
from recension.source import read_source
from recension.vocabularies.misreadings import printed_for

RATES = (0.01, 0.05, 0.15)
FALSE_ALARMS = 0.01
_EDGES = re.compile(r"^[\W_]+|[\W_⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
Score = Callable[[str], float]


def looks_alike() -> dict[str, list[str]]:
    """What each letter, or each two, may be read as."""
    table: dict[str, list[str]] = {}
    for read, printed in printed_for().items():
        for letters in printed:
            table.setdefault(letters, []).append(read)
    return table


def misread(word: str, rate: float, alike: dict[str, list[str]], chance: random.Random) -> str:
    """A word with some of its letters misread.

    Args:
        word: the word, with what stands around it.
        rate: share of the letters that are misread.
        alike: what letters may be read as; empty for any letter at all.
        chance: source of randomness.
    """
    out, at = [], 0
    while at < len(word):
        size = 2 if word[at : at + 2].lower() in alike and chance.random() < 0.4 else 1
        letters = word[at : at + size]
        if letters[0].isalpha() and chance.random() < rate:
            letters = _other(letters, alike, chance)
        out.append(letters)
        at += size
    return "".join(out)


def _other(letters: str, alike: dict[str, list[str]], chance: random.Random) -> str:
    rows = alike.get(letters.lower())
    if alike and not rows:
        return letters
    alphabet = _CYRILLIC if letters[0] > "\u0400" else _LATIN
    other = chance.choice(rows or alphabet.replace(letters.lower(), ""))
    return other.upper() if letters.isupper() else other


def recall(scores: Sequence[float], damaged: Sequence[bool]) -> float:
    """The share of the damaged words that score above all but one in a hundred sound words."""
    sound = sorted(score for score, hurt in zip(scores, damaged, strict=True) if not hurt)
    cut = sound[int((1 - FALSE_ALARMS) * len(sound))]
    above = [score > cut for score, hurt in zip(scores, damaged, strict=True) if hurt]
    return sum(above) / max(1, len(above))


def _ours(words: Sequence[str]) -> tuple[Score, str]:
    counts = Counter(word.lower().replace("’", "'") for word in words)
    languages = languages_of(counts)
    return Misreadings(counts, languages).weight, languages[0]


def _by_frequency(language: str) -> Score | None:
    try:
        from wordfreq import zipf_frequency  # type: ignore[import-not-found]
    except ModuleNotFoundError:
        return None
    return lambda word: -float(zipf_frequency(word, language))


def _by_badness() -> Score | None:
    try:
        from ftfy.badness import badness  # type: ignore[import-not-found]
    except ModuleNotFoundError:
        return None
    return lambda word: float(badness(word))


def table(path: Path, length: int, seed: int) -> None:
    """Print the rows of one text."""
    words = [_EDGES.sub("", word) for word in read_source(path).text.split()]
    words = [word for word in words if any(map(str.isalpha, word))]
    begin = max(0, len(words) // 2 - length // 2)
    for rate in RATES:
        for kind, alike in (("alike", looks_alike()), ("any", {})):
            chance = random.Random(f"{seed} {rate} {kind}")
            sound = words[begin : begin + length]
            read = [misread(word, rate, alike, chance) for word in sound]
            hurt = [was != now for was, now in zip(sound, read, strict=True)]
            ours, language = _ours(read)
            scores = (ours, _by_frequency(language), _by_badness())
            shown = [f"{_recall(score, read, hurt, seed):>9}" for score in scores]
            print(f"{path.stem[:16]:16} {language:4} {rate:5.0%} {kind:6}", *shown, flush=True)


def _recall(score: Score | None, read: Sequence[str], hurt: Sequence[bool], seed: int) -> str:
    if score is None:
        return "-"
    known = {word: score(word) for word in set(read)}
    ties = random.Random(seed)  # equal scores in an order of chance: none is cut whole
    return f"{recall([known[word] + 1e-9 * ties.random() for word in read], hurt):.3f}"


def main(arguments: Sequence[str]) -> None:
    """Print the table of each text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--words", type=int, default=25_000, help="of each text, from its middle")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    print(f"{'text':16} lang  rate letters      ours  wordfreq      ftfy")
    for path in given.texts:
        table(path, given.words, given.seed)


if __name__ == "__main__":
    main(sys.argv[1:])
