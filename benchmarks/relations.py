"""How well contradictions are told: made by changing one thing in one of two copies of a record.

    python -m benchmarks.relations VOLUMES [SEED]

VOLUMES holds volumes in TEI, plain or gzipped. From each, records of talks are drawn (documents
with several sentences of reported speech). Beside each stands a copy in which one thing is changed:
a number, a date, a place, a negation put in or left out, a word exchanged for its opposite, another
speaker. Once the rest of the copy is the record's to the letter, once it is reworded (words
exchanged, left out, sentences dropped), and each time the copy without the change stands beside it
too: every contradiction told there is a false one.

*found* is the share of changes whose group is told to contradict (to be given to another speaker);
*named* the share of these whose reason quotes the changed word; *false* the contradictions told
elsewhere, for a hundred groups.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from recension.collation.alignment import align
from recension.collation.record import Record
from recension.model.values import Alignment
from recension.vocabularies.contradiction import contradiction_words

TEI = "{http://www.tei-c.org/ns/1.0}"
PER_VOLUME = 30
SHORTEST, LONGEST = 2_500, 9_000
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = (
    "Turkey", "Brazil", "Sweden", "Canada", "Peru", "Norway", "Greece", "Burma", "Chile", "Spain",
)  # fmt: skip
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")


@dataclass(frozen=True)
class Change:
    """One thing changed in a copy.

    Attributes:
        kind: which kind of contradiction it makes.
        start: where in the record.
        end: where the changed words end there.
        instead: what the copy has.
    """

    kind: str
    start: int
    end: int
    instead: str


def records(path: Path) -> Iterator[str]:
    """The records of talks in a volume, paragraph by paragraph, without notes."""
    data = path.read_bytes()
    tree = etree.fromstring(gzip.decompress(data) if path.suffix == ".gz" else data)
    for div in tree.iter(TEI + "div"):
        if div.get("type") == "document":
            text = "\n\n".join(filter(None, (_plain(p) for p in div.iter(TEI + "head", TEI + "p"))))
            if SHORTEST <= len(text) <= LONGEST and len(_SAID.findall(text)) >= 4:
                yield text


_SAID = re.compile(r"[A-Z]\w+ (?:said|replied|stated|asked|thought|pointed out|answered|agreed)\b")


def _plain(element: etree._Element) -> str:
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag != TEI + "note":
            words.append(_plain(child))
        words.append(child.tail or "")
    return " ".join("".join(words).split())


def _sentences(text: str) -> Iterator[re.Match[str]]:
    """Sentences below the head that are long enough to be recognised."""
    body = text.find("\n\n")
    for match in re.finditer(r"[A-Z][^.?!\n]{60,300}\.(?=\s)", text):
        if match.start() > body:
            yield match


Maker = Callable[[str, random.Random], Iterator[Change]]


def numbers(text: str, draw: random.Random) -> Iterator[Change]:
    """A number that counts something is another."""
    for sentence in _sentences(text):
        pattern = re.compile(rf"\b(?:\d{{1,3}}|{'|'.join(NUMBERS)})\b(?= [a-z]{{4,}})")
        for found in pattern.finditer(text, sentence.start(), sentence.end()):
            old = found.group()
            new = str(int(old) + draw.randint(2, 40)) if old.isdigit() else draw.choice(NUMBERS)
            if new != old:
                yield Change("number", found.start(), found.end(), new)


def dates(text: str, draw: random.Random) -> Iterator[Change]:
    """A month, a day of it or a weekday is another."""
    names = re.compile(rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b(?! \d{{4}})")
    for sentence in _sentences(text):
        for found in names.finditer(text, sentence.start(), sentence.end()):
            among = MONTHS if found.group() in MONTHS else WEEKDAYS
            new = draw.choice([name for name in among if name != found.group()])
            if found.group() != "May" or text[found.end() + 1 : found.end() + 2].isdigit():
                yield Change("date", found.start(), found.end(), new)


def places(text: str, draw: random.Random) -> Iterator[Change]:
    """Another country stands after *in*, *to* or *from*."""
    pattern = re.compile(r"\b(?:in|to|from|with) ([A-Z][a-z]{3,})\b(?! [A-Z])")
    for sentence in _sentences(text):
        for found in pattern.finditer(text, sentence.start(), sentence.end()):
            new = draw.choice(PLACES)
            if new not in text and found[1] not in (*MONTHS, *WEEKDAYS, "State", "Congress"):
                yield Change("name", found.start(1), found.end(1), new)


def negations(text: str, draw: random.Random) -> Iterator[Change]:
    """A negation is put in, or one that is there is left out."""
    put_in = re.compile(r"\b(?:was|is|are|were|would|should|could|will|had|has)(?= [a-z]{3,})")
    for sentence in _sentences(text):
        if " not " in sentence.group():
            at = sentence.start() + sentence.group().index(" not ")
            yield Change("polarity", at, at + 4, "")
        elif not re.search(r"\b(?:no|never|nor|without|none|n't)\b", sentence.group()):
            found = list(put_in.finditer(text, sentence.start(), sentence.end()))
            if found:
                at = draw.choice(found).end()
                yield Change("polarity", at, at, " not")


def opposites(text: str, draw: random.Random) -> Iterator[Change]:
    """A word is exchanged for its opposite."""
    table = contradiction_words().opposites
    plain = [w for w in table if w not in contradiction_words().only_literal and len(w) > 4]
    pattern = re.compile(rf"\b(?:{'|'.join(plain)})\b")
    for sentence in _sentences(text):
        for found in pattern.finditer(text, sentence.start(), sentence.end()):
            ends = found.group()[-2:]
            fitting = [w for w in sorted(table[found.group()]) if w[-2:] == ends]
            if fitting:
                yield Change("opposite", found.start(), found.end(), draw.choice(fitting))


def speakers(text: str, draw: random.Random) -> Iterator[Change]:
    """Somebody else who speaks in the record says it."""
    pattern = re.compile(
        r"(?:(?<=\. )|(?<=\n))((?:Mr\. |Dr\. )?[A-Z][a-z]{3,})"
        r"(?= (?:said|replied|stated|asked|thought|pointed out|answered|agreed) )"
    )
    names = sorted({m[1] for m in pattern.finditer(text)})
    for found in pattern.finditer(text):
        sentence = text[found.start() : found.start() + 200]
        others = [n for n in names if n.split()[-1] not in sentence]
        if others:
            yield Change("speaker", found.start(1), found.end(1), draw.choice(others))


MAKERS: tuple[Maker, ...] = (numbers, dates, places, negations, opposites, speakers)
EXCHANGED = {
    "said": "stated", "stated": "said", "replied": "answered", "asked": "inquired", "big": "large",
    "begin": "start", "help": "assist", "try": "attempt", "tried": "attempted", "felt": "believed",
    "thought": "considered", "believed": "thought", "wished": "wanted", "wanted": "wished",
    "however": "nevertheless", "very": "most", "quickly": "rapidly", "discussion": "talk",
    "meeting": "conference", "conversation": "talk", "question": "matter", "problem": "question",
    "possible": "feasible", "important": "significant", "use": "employ", "get": "obtain",
    "give": "provide", "show": "indicate", "pointed out": "observed", "regarding": "concerning",
    "about": "regarding", "in order to": "to", "difficult": "hard", "also": "likewise",
}  # fmt: skip
LEFT_OUT = re.compile(
    r" (?:also|then|very|quite|rather|perhaps|however|certainly|indeed|fully|particularly|today"
    r"|simply|now|already|still|only|really|merely|of course|in fact|at present|apparently)\b"
    r"(?! not)"
)


def reworded(text: str, draw: random.Random, keep: Change | None) -> str:
    """The text with the change, and otherwise in somewhat other words.

    Args:
        text: the record.
        draw: for what is exchanged and dropped.
        keep: the change; the words around it are not touched.
    """
    pieces: list[str] = []
    held = (keep.start - 12, keep.end + 12) if keep else (-1, -1)
    pattern = re.compile(
        rf"\b(?:{'|'.join(EXCHANGED)})\b|{LEFT_OUT.pattern}"
        r"|(?<=[a-z]{3}\. )[A-Z][^.?!\n]{20,120}[a-z]{3}\. "
    )
    at = 0
    for found in pattern.finditer(text, text.find("\n\n") + 2):
        if found.end() > held[0] and found.start() < held[1]:
            continue
        drop = len(found.group()) > 22
        if drop and draw.random() > 0.1:
            inner = found.group()
            new = re.sub(rf"\b(?:{'|'.join(EXCHANGED)})\b", lambda m: EXCHANGED[m[0]], inner)
        else:
            new = "" if drop else EXCHANGED.get(found.group(), "")
        pieces += [text[at : found.start()], new]
        at = found.end()
    pieces.append(text[at:])
    return "".join(pieces)


def changed(text: str, change: Change) -> str:
    """The record with one thing changed."""
    return text[: change.start] + change.instead + text[change.end :]


@dataclass
class Count:
    """What was made and what was told."""

    made: int = 0
    found: int = 0
    named: int = 0


def judge(first: str, second: str, change: Change | None) -> tuple[bool, bool, list[str], int]:
    """Whether the change is told, whether it is named, what is told falsely, how many groups."""
    found: Alignment = align([Record.whole("A", first), Record.whole("B", second)])
    hit = named = False
    false = []
    for group in found.groups:
        if group.relation not in ("contradicts", "attribution-differs"):
            continue
        here = any(
            change and p.document == "A" and p.start - 2 <= change.start <= p.end + 2
            for p in group.passages
        )
        if here and change:
            hit = True
            words = change.instead.strip() or first[change.start : change.end].strip()
            named = words.casefold() in " ".join(group.because).casefold()
        else:
            false.append(f"{group.relation} {group.because}")
    return hit, named, false, len(found.groups)


@dataclass
class Result:
    """What was told of the changes and of the rest.

    Attributes:
        counts: by kind of change and style of copy.
        false: contradictions told where there is none, by style.
        groups: how many groups there are, by style.
        notes: what was missed or told falsely, to be read.
    """

    counts: dict[tuple[str, str], Count]
    false: Counter[str]
    groups: Counter[str]
    notes: list[str]

    def of(self, style: str) -> Count:
        """All kinds of change together."""
        kinds = [count for (_, s), count in self.counts.items() if s == style]
        return Count(*(sum(getattr(c, f) for c in kinds) for f in ("made", "found", "named")))


def measure(paths: list[Path], seed: int, each: int = PER_VOLUME) -> Result:
    """Change one thing in each of some records and see what is told.

    Args:
        paths: volumes.
        seed: which records, and what is changed.
        each: how many records a volume.
    """
    draw = random.Random(seed)
    result = Result({}, Counter(), Counter(), [])
    for path in paths:
        texts = list(records(path))
        draw.shuffle(texts)
        for number, text in enumerate(texts[:each]):
            made = _one_change(text, number, draw)
            if made is not None:
                _try(result, text, made, seed + number)
    return result


def _one_change(text: str, number: int, draw: random.Random) -> Change | None:
    """A change of the kind whose turn it is, or of the next that the record allows."""
    turn = number % len(MAKERS)
    for maker in MAKERS[turn:] + MAKERS[:turn]:
        changes = list(maker(text, draw))
        if changes:
            return draw.choice(changes)
    return None


def _try(result: Result, text: str, made: Change, seed: int) -> None:
    copies = {
        "to the letter": (changed(text, made), made),
        "reworded": (reworded(changed(text, made), random.Random(seed), made), made),
        "unchanged": (reworded(text, random.Random(seed), None), None),
    }
    for style, (copy, change) in copies.items():
        hit, named, wrong, length = judge(text, copy, change)
        result.groups[style] += length
        result.false[style] += len(wrong)
        result.notes += [f"false, {style}: {words}" for words in wrong]
        if change is None:
            continue
        count = result.counts.setdefault((made.kind, style), Count())
        count.made, count.found = count.made + 1, count.found + hit
        count.named += named
        if not hit:
            around = text[max(0, made.start - 90) : made.end + 50].replace("\n", " ")
            result.notes.append(f"missed, {style}: {made.kind} “{made.instead}” in: {around}")


def main(folder: Path, seed: int) -> None:
    """Print what was found of what was made, and what was told falsely."""
    result = measure(sorted(folder.glob("*.xml*")), seed)
    print(f"{'change':10} {'copy':14} {'made':>5} {'found':>6} {'named':>6}")
    for (kind, style), count in sorted(result.counts.items()):
        print(f"{kind:10} {style:14} {count.made:5} {count.found:6} {count.named:6}")
    for style in ("to the letter", "reworded"):
        count = result.of(style)
        print(f"{'all':10} {style:14} {count.made:5} {count.found:6} {count.named:6}")
    for style, groups in result.groups.items():
        share = 100 * result.false[style] / max(1, groups)
        print(f"false, {style}: {result.false[style]} of {groups} groups, {share:.2f} in a hundred")
    print(*result.notes, sep="\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
