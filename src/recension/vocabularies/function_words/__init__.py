"""Words at which no sentence ends."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def function_words() -> frozenset[str]:
    """Articles, prepositions, conjunctions and the like of all languages, casefolded.

    Single letters other than the articles and pronouns of each language are in it as well, so ask
    only about a word that stands where a sentence may end.
    """
    table = tomllib.loads(files(__name__).joinpath("function_words.toml").read_text("utf-8"))
    return frozenset(word for words in table["words"].values() for word in words.split())


@cache
def clause_words() -> frozenset[str]:
    """Function words that a sentence has and a heading or an entry of a list seldom has."""
    table = tomllib.loads(files(__name__).joinpath("function_words.toml").read_text("utf-8"))
    return frozenset(word for words in table["clause"].values() for word in words.split())


@cache
def closing_verbs() -> frozenset[str]:
    """Verbs after which the closing formula of a letter stands on a line of its own."""
    table = tomllib.loads(files(__name__).joinpath("function_words.toml").read_text("utf-8"))
    return frozenset(word for words in table["closing"].values() for word in words.split())


@cache
def closing_formula() -> re.Pattern[str]:
    """Matches how a letter's closing formula begins (`I am, sir, respectfully`), in English."""
    table = tomllib.loads(files(__name__).joinpath("function_words.toml").read_text("utf-8"))
    formula = table["formula"]
    begins = "|".join(map(re.escape, formula["begins"].split("|")))
    return re.compile(rf"(?:{begins})[^.]{{0,100}}\b(?:{formula['has']})\b", re.DOTALL)
