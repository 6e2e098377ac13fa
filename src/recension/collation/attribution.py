"""Whether two records give one thing to different speakers."""

from __future__ import annotations

from recension.collation.contradiction.counterparts import counterparts
from recension.collation.contradiction.name import is_one, may_be_one
from recension.collation.contradiction.sentence import Sentence
from recension.collation.sides import Side
from recension.collation.voices import SEVERAL, Voice, voice_of
from recension.vocabularies.contradiction import contradiction_words


def attributed_otherwise(
    first: Side, second: Side, heard: frozenset[str]
) -> tuple[str, str] | None:
    """The speakers to whom two passages give one thing, where they are not the same.

    Both must tell who says it, and neither may name the other's speaker there; an office may be
    somebody known by name in the other record, unless both know the office. When unsure nothing is
    said: a proposal and the answer to it are often told in one passage.

    Args:
        first: what one record says.
        second: what the other does.
        heard: the speakers that every record knows.

    Returns:
        the words for the speaker in each.
    """
    changed = _changed_speaker(first, second)
    if changed is not None:
        return changed
    one, other = first.voice, second.voice
    if one is None or other is None or one.key == other.key:
        return None
    if not all(
        _speaks(voice.words) and (voice.certain or voice.key in heard) for voice in (one, other)
    ):
        return None
    if is_one(one.words, other.words) or _names(second, one) or _names(first, other):
        return None
    return one.words, other.words


def _names(side: Side, voice: Voice) -> bool:
    """Whether a passage names somebody, in whatever spelling."""
    if voice.key in side.stems:
        return True
    return (
        voice.certain
        and voice.key != SEVERAL
        and any(t.name and is_one(t.word, voice.words) for t in side.terms)
    )


def _speaks(words: str) -> bool:
    """Whether the words could name somebody: *The Question was put* has no speaker."""
    first, last = (words.split()[at].strip(".,:") for at in (0, -1))
    silent = contradiction_words().silent
    return first not in silent and last not in silent and not last.endswith(("'s", "’s"))


def _changed_speaker(first: Side, second: Side) -> tuple[str, str] | None:
    """Sentences of one wording that are put into different mouths."""
    for pair in counterparts(first.sentences, second.sentences):
        one, other = pair.first.speaker, pair.second.speaker
        if one is None or other is None or not pair.in_the_same_words:
            continue
        told = all(
            _speaks(words) and _opens(side, words)
            for side, words in ((pair.first, one), (pair.second, other))
        )
        if told and voice_of(one) != voice_of(other) and not may_be_one(one, other):
            return one, other
    return None


def _opens(side: Sentence, speaker: str) -> bool:
    """Whether the sentence itself begins with its speaker."""
    return speaker.split()[-1] in side.text[: len(speaker) + 12]
