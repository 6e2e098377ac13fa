"""What a bracket is: told by its words first, then by the place where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recension.model.span import Span
from recension.model.values import MarkKind, MarkOwner
from recension.structure.bracket import Bracket
from recension.vocabularies.editorial_marks import kind_of, pronouns, signatures

_DOTS = re.compile(r"[\s.…\-–—_*]+")
_CALL = re.compile(r"[\d\s.,;*†‡§¶#^+\-–()/]*|\^?\d{1,4}[a-z]?|[a-z]|[ivxl]{1,5}|\W*")
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_PAGE = re.compile(
    r"(?:pp?|pages?|fol|folio|f|л|с|стр|лист|s|seite|bl|blatt)\.?\s*\d+[a-zа-я]?(?:\s?[-–]\s?\d+)?",
    re.IGNORECASE,
)
_LETTERS_PUT_IN = re.compile(r"[^\W\d_]{1,24}[.'’]?(?: [^\W\d_]{1,24}){0,4}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SURROUNDED = re.compile(r"(?:[^\W\d_]|\[[^\W\d_]{1,24}[.'’]?(?: [^\W\d_]{1,24}){0,4}\])+")
_INITIALS = re.compile(r"[—–]\s*(?:[^\W\d_a-z]\w?\.\s?-?){1,3}\Z")
_EXTENT = re.compile(
    r"(.*?)\s*(?:is\s+|are\s+|remain\w*\s+)?(?:not\s+declassified|still\s+classified|"
    r"nicht\s+freigegeben|не\s+рассекречен\w*|redacted|excised)",
    re.IGNORECASE | re.DOTALL,
)
_CITES = re.compile(r"\d/\d|\b(?:f|fond|op|d|ll?|vol|pp?|no|fol)\.\s?\d", re.IGNORECASE)
_COLON = re.compile(r"[^:]{3,40}:\s*")
_TITLE_END = '"”»’*'
_WIDEST = 60
_LEAST_ENDING = 4
_LETTER_ENDINGS = ("s", "y", "и", "ы")
_ENDING = 2
_YEAR_DIGITS = 4
_SIGNATURE_WORDS = 3
_HEADING_WORDS = 6
_NAME_WORDS = 16
_ARTICLES = ("the", "der", "die", "le", "la", "les", "il", "i", "el", "los", "a", "az")

#: How often each kind is right, by the way it was told; see ``benchmarks`` for the drawing.
_SURE = {"words": 0.97, "shape": 0.95, "place": 0.8}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a bracket says.

    Attributes:
        kind: what it is.
        span: where; for an abbreviation the whole word.
        confidence: 0-1.
        because: the evidence, in words.
        owner: whose it is, where its own words tell.
        reading: see :class:`recension.model.values.EditorialMark`.
        about: the words that it speaks of.
    """

    kind: MarkKind
    span: Span
    confidence: float
    because: str
    owner: MarkOwner | None = None
    reading: str | None = None
    about: Span | None = None


def meaning(text: str, bracket: Bracket) -> Meaning | None:
    """What a square bracket is; None for a call of a note and for what is no mark.

    Args:
        text: the source's text.
        bracket: one of its brackets.
    """
    if _is_number(text, bracket.inner):
        return None
    if bracket.closed and (word := _word_around(text, bracket.span)):
        return _within_word(text, bracket, word)
    words = flat(bracket.inner.of(text))
    if not words or _is_call(words):
        return _sign(text, bracket, words)
    return _worded(text, bracket, words) or (
        _placed(text, bracket, words) if bracket.closed else None
    )


def said_in_words(text: str, bracket: Bracket) -> Meaning | None:
    """What a round or pointed bracket is: only what its words say beyond doubt."""
    words = flat(bracket.inner.of(text))
    pointed = text[bracket.span.start] in "<⟨"
    if pointed and words and _DOTS.fullmatch(words) and ("…" in words or ".." in words):
        return Meaning("omission", bracket.span, _SURE["words"], "dots in brackets")
    if text[bracket.span.start] == "⟨" and words:
        because = "words in pointed brackets, which only editors set"
        return Meaning("supplied", bracket.span, 0.8, because, "editor", words)
    kind = kind_of(words)
    if kind not in ("sic", "illegible", "classified") or not words[0].isalpha():
        return None
    if kind == "sic" and words.casefold().strip(" .!") != "sic":
        return None
    return _worded(text, bracket, words)


def flat(words: str) -> str:
    """Words in one line, those parted at a line's end joined."""
    joined = re.sub(r"(?<=[^\W\d_])[-\u00ad\ufffe]\s*\n\s*(?=[^\W\d_])", "", words[: _WIDEST * 20])
    return " ".join(joined.split())


def _is_number(text: str, inner: Span) -> bool:
    """Whether there is nothing but a note's number, which most brackets hold; or nothing."""
    return not len(inner) or (len(inner) < _YEAR_DIGITS and inner.of(text).isdigit())


def _is_call(words: str) -> bool:
    return _CALL.fullmatch(words) is not None and not _YEAR.fullmatch(words)


def _sign(text: str, bracket: Bracket, words: str) -> Meaning | None:
    """Brackets without letters: dots, question and exclamation marks; the rest calls notes."""
    if not bracket.closed:
        return None
    if _DOTS.fullmatch(words) and ("…" in words or ".." in words.replace(" ", "")):
        return Meaning("omission", bracket.span, _SURE["words"], "dots in brackets")
    if words in ("?", "??"):
        return Meaning("illegible", bracket.span, _SURE["words"], "a question mark in brackets",
                       about=_word_before(text, bracket.span.start))  # fmt: skip
    if words == "!":
        return Meaning("sic", bracket.span, 0.8, "an exclamation mark in brackets",
                       about=_word_before(text, bracket.span.start))  # fmt: skip
    return None


def _worded(text: str, bracket: Bracket, words: str) -> Meaning | None:
    """Brackets whose words say what they are."""
    if _PAGE.fullmatch(words):
        return Meaning("page", bracket.span, _SURE["words"], "the number of a page", reading=words)
    kind = kind_of(_unsigned(words))
    if kind is None or kind == "page" or (kind == "heading" and not _stands_apart(text, bracket)):
        return _signed(bracket, words)
    if kind == "sic" and len(words) > _WIDEST:
        return _signed(bracket, words)
    because = f"its words say so: “{words[:_WIDEST]}”"
    sure = _SURE["words"] if bracket.closed else 0.6
    owner: MarkOwner | None = owner_signed(words)
    if kind == "classified":
        owner = owner or "reviewer"
    if kind == "translator":
        owner = owner or ("translator" if "transl" in words.casefold() else None)
    return Meaning(
        kind, bracket.span, sure, because, owner,  # type: ignore[arg-type]
        _extent(words) if kind == "classified" else None,
        _about(text, bracket, kind),
    )  # fmt: skip


def _signed(bracket: Bracket, words: str) -> Meaning | None:
    """Brackets that somebody signs: supplied words if they are few, a note otherwise."""
    owner = owner_signed(words)
    if owner is None and not _INITIALS.search(words):
        return None
    short = len(words) < _WIDEST // 2 and not words[0].isupper()
    kind: MarkKind = "supplied" if short else "translator" if owner == "translator" else "note"
    reading = _unsigned(words) if short else None
    because = "it is signed"
    return Meaning(kind, bracket.span, 0.9, because, owner or "editor", reading or None)


def owner_signed(words: str) -> MarkOwner | None:
    """Who signs at the end of a bracket (``—trans.``), or None."""
    folded = words.casefold()
    for owner, pattern in signatures().items():
        match = pattern.search(folded, max(0, len(folded) - 40))
        if match and (match.start() == 0 or folded[match.start()] in "—–-,"):
            return owner  # type: ignore[return-value]
    return None


def _unsigned(words: str) -> str:
    for pattern in signatures().values():
        match = pattern.search(words.casefold(), max(0, len(words) - 40))
        if match and match.start() > 0 and words[match.start()] in "—–-,":
            return words[: match.start()].rstrip()
    return words


def _extent(words: str) -> str | None:
    match = _EXTENT.match(words)
    return match.group(1).strip() or None if match else None


def _about(text: str, bracket: Bracket, kind: str) -> Span | None:
    """The words that a mark speaks of: the word before *sic*, those behind *crossed out:*."""
    if kind == "sic":
        return _word_before(text, bracket.span.start)
    if kind in ("deleted", "inserted", "handwritten") and bracket.closed:
        colon = _COLON.match(text, bracket.inner.start, bracket.inner.end)
        if colon and colon.end() < bracket.inner.end:
            return Span(colon.end(), bracket.inner.end)
    return None


def _word_before(text: str, at: int) -> Span | None:
    end = at
    while end > 0 and at - end < 3 and not text[end - 1].isalnum():
        end -= 1
    start = end
    while (
        start > 0
        and end - start < _WIDEST
        and (text[start - 1].isalnum() or text[start - 1] in "'’-")
    ):
        start -= 1
    return Span(start, end) if start < end else None


def _word_around(text: str, span: Span) -> Span | None:
    """The word of which a bracket holds letters: ``S[talin]``, ``B[el]g[ra]de``, ``[T]he``."""
    inner = text[span.start + 1 : min(span.end, span.start + _WIDEST) - 1]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if not before.isalpha() and not (len(inner) == 1 and after.isalpha()):
        return None
    name = text[max(0, span.start - 2) : span.start] == "Mc"
    joins = name or not (before.islower() and inner[:1].isupper())
    if not joins or not _LETTERS_PUT_IN.fullmatch(inner) or inner.casefold() == "sic":
        return None
    start = span.start
    while start > 0 and span.start - start < _WIDEST and (
        text[start - 1].isalpha() or text[start - 1] in "[]"
    ):  # fmt: skip
        start -= 1
    words = _SURROUNDED.finditer(text, start, min(len(text), span.end + _WIDEST))
    found = next((m for m in words if m.start() <= span.start < m.end()), None)
    return Span(found.start(), found.end()) if found else None


def _within_word(text: str, bracket: Bracket, whole: Span) -> Meaning | None:
    """What letters in brackets do to a word; said once for a word, at its first bracket."""
    words, inner = whole.of(text), bracket.inner.of(text)
    if whole.start + words.find("[") != bracket.span.start:
        return None
    reading = re.sub(r"(?<=[^\W\d_A-ZА-Я])\](?=[A-ZА-Я])", " ", words)
    reading = re.sub(r"[\[\]]", "", reading)
    stem = bracket.span.start - whole.start
    if len(inner) == 1 and bracket.span.end == whole.end and inner not in _LETTER_ENDINGS:
        return None  # a note may be called by a letter
    ending = len(inner) <= _ENDING and bracket.span.end == whole.end and stem >= _LEAST_ENDING
    if stem == 0 or ending:
        return Meaning("supplied", whole, 0.9, "letters put to a word", reading=reading)
    because = f"a word cut short: {reading}"
    return Meaning("abbreviation", whole, _SURE["shape"], because, reading=reading)


def _stands_apart(text: str, bracket: Bracket) -> bool:
    """Whether a bracket stands on lines of its own, or begins one."""
    before = text[max(0, bracket.span.start - 80) : bracket.span.start]
    return not any(c.islower() for c in re.split(r"[\n\r\f]", before)[-1])


def _begins_line(text: str, span: Span) -> bool:
    """Whether nothing but signs and spaces stands before a bracket on its line."""
    before = re.split(r"[\n\r\f]", text[max(0, span.start - 12) : span.start])[-1]
    return not any(c.isalnum() for c in before) and len(before) < 12


def _is_alone(text: str, bracket: Bracket) -> bool:
    rest = text[bracket.span.end : bracket.span.end + 5].lstrip(" \t.:,;")
    return bracket.leads and rest[:1] in ("", "\n", "\r", "\f")


def _placed(text: str, bracket: Bracket, words: str) -> Meaning | None:
    """Brackets that only their place tells."""
    if bracket.depth and "[" in words:
        return None
    tokens = _LETTERS.findall(words)
    return (
        _apart(text, bracket, words, tokens)
        or _beside(text, bracket.span, words, tokens)
        or _supplied(text, bracket.span, words, tokens)
    )


def _apart(text: str, bracket: Bracket, words: str, tokens: list[str]) -> Meaning | None:
    """Brackets that are a paragraph or a sentence of their own: headings and notes."""
    if _is_alone(text, bracket):
        short = len(tokens) <= _HEADING_WORDS and words[-1] not in "!?"
        if short and not _CITES.search(words):
            because = "it stands alone, like a heading"
            return Meaning("heading", bracket.span, 0.75, because, reading=words)
        return Meaning("note", bracket.span, 0.75, "a paragraph in brackets")
    if _is_sentence(words, tokens):
        return Meaning("note", bracket.span, 0.75, "a whole sentence in brackets")
    return None


def _beside(text: str, span: Span, words: str, tokens: list[str]) -> Meaning | None:
    """Brackets that say something of the words beside them."""
    if _is_foreign(words):
        because = "words of the original language"
        return Meaning("translator", span, 0.85, because, "translator", words)
    if _renders_title(text, span, tokens):
        return Meaning("translation", span, 0.85, "it renders the title before it", None, words)
    sure = not words.endswith((":", "?")) and not _is_signature(text, span, words, tokens)
    if sure and not _is_speaker(text, span) and _identifies(text, span, words, tokens):
        because = "it says who or what is meant"
        return Meaning("identification", span, _SURE["place"], because, reading=words)
    return None


def _supplied(text: str, span: Span, words: str, tokens: list[str]) -> Meaning:
    """Words that the sentence needs, and whatever nothing else explains."""
    if words.endswith("?"):
        because = "words in brackets that are not certain"
        return Meaning("supplied", span, 0.7, because, reading=words.rstrip("? ") or None)
    because, sure = "words in brackets inside a sentence", 0.88
    if _is_signature(text, span, words, tokens):
        because, sure = "a signature is supplied", 0.8
    elif words.endswith(":") or _is_speaker(text, span):
        because = "who speaks is supplied"
    return Meaning("supplied", span, sure, because, reading=words)


def _is_speaker(text: str, span: Span) -> bool:
    """Whether a bracket begins a line and a colon follows it, as a speaker's name does."""
    return text[span.end : span.end + 1] == ":" and _begins_line(text, span)


def _is_sentence(words: str, tokens: list[str]) -> bool:
    ends = words[-1] in '.?!”"' and len(tokens) > 2
    return words[0].isupper() and ends and any(token[0].islower() for token in tokens)


def _is_signature(text: str, span: Span, words: str, tokens: list[str]) -> bool:
    """Whether a name with a stop closes a telegram: it stands behind a sentence's end."""
    before = text[max(0, span.start - 3) : span.start].rstrip()
    named = len(tokens) <= _SIGNATURE_WORDS and all(token[0].isupper() for token in tokens)
    return bool(tokens) and named and words.endswith(".") and before[-1:] in (".", "?", "!")


def _is_foreign(words: str) -> bool:
    """Whether the words are in italics as a whole, as plain text sets foreign ones."""
    stripped = words.strip()
    return len(stripped) > 2 and stripped[0] == stripped[-1] and stripped[0] in "*_"


def _renders_title(text: str, span: Span, tokens: list[str]) -> bool:
    """Whether a bracket follows a quoted or italic title and begins as one does."""
    before = text[max(0, span.start - 3) : span.start]
    title = before[-1:].isspace() and before.rstrip()[-1:] in tuple(_TITLE_END)
    return title and len(tokens) > 1 and tokens[0][0].isupper()


def _identifies(text: str, span: Span, words: str, tokens: list[str]) -> bool:
    """Whether a name or title in brackets says who or what is meant by its neighbour."""
    if not tokens or len(tokens) > _NAME_WORDS:
        return False
    names = _reads_as_name(tokens)
    before = _token_before(text, span.start)
    if before.casefold() in pronouns():
        return names and (tokens[0][0].isupper() or tokens[0] in _ARTICLES)
    follows = _LETTERS.match(text, span.end + 1) if text[span.end : span.end + 1] == " " else None
    after = follows.group() if follows else ""
    beside = before[:1].isupper() or after[:1].isupper() or words.endswith(",")
    return names and beside and tokens[0][0].isupper()


def _reads_as_name(tokens: list[str]) -> bool:
    long = [token for token in tokens if len(token) > 3]
    capital = any(token[0].isupper() for token in tokens)
    return capital and all(token[0].isupper() for token in long[:1]) and (
        sum(token[0].isupper() for token in long) >= 0.5 * len(long)
    )  # fmt: skip


def _token_before(text: str, at: int) -> str:
    tokens = _LETTERS.findall(text[max(0, at - 40) : at])
    near = text[max(0, at - 2) : at].strip()
    return tokens[-1] if tokens and (not near or near[-1].isalnum() or near[-1] in ".,)") else ""
