"""The folded shadow of a text: what the search index holds beside the text's own words.

A word in lower case stands there folded (:func:`recension.vocabularies.fold.fold`), a capitalised
one under the key of its name, so that Rankovich, Ranković and Ранкович are one word, but ``chat``
and ``cat`` stay two. A query asks for both forms of each of its words.
"""

from __future__ import annotations

from functools import lru_cache

from recension.vocabularies.fold import fold, words
from recension.vocabularies.names.name_key import fold as name_key

# Longer "words" are no names, and remembering them would fill the memory.
_LONGEST = 64


def shadow(text: str) -> str:
    """The folded words of a text, with a space between them."""
    return " ".join(shadow_word(word.group()) for word in words(text))


def shadow_word(word: str) -> str:
    """The form under which one word of a text is indexed."""
    if len(word) > _LONGEST:
        return fold.__wrapped__(word)
    return _shadow_word(word)


@lru_cache(maxsize=1 << 16)
def _shadow_word(word: str) -> str:
    folded = fold(word)
    return (name_key(folded) or folded) if word[0].isupper() else folded


def forms(word: str) -> tuple[str, ...]:
    """The forms under which a text may have a word that somebody searches for."""
    if len(word) > _LONGEST:
        return (fold.__wrapped__(word),)
    folded = fold(word)
    return tuple(dict.fromkeys((folded, name_key(folded) or folded)))
