"""Finds the words that say that somebody speaks: ``Tito replied``, ``S[talin]:``, ``he said``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recension.model.finding import Finding
from recension.model.values import Mention
from recension.vocabularies.names import titles
from recension.vocabularies.speech import speech


@dataclass(frozen=True, slots=True)
class Report:
    """A speaker and a verb of saying, or a speaker's label in a script.

    Attributes:
        start: where the speaker is named.
        end: the end of the verb or of the label's colon.
        speaker: key of the person; absent for a pronoun, an office, a stranger.
        said_of: ``label``, ``name``, ``office``, ``pronoun``, ``author`` (``I``), ``inverted``
            (``said Stalin``) or ``stranger`` (``Mr. White``, of whom the index of persons has
            nobody), ``stranger label``.
        word: the pronoun or office, as it stands.
        verb: the verb, in lower case; absent for a label.
        act: what is done with the words.
        opens: whether it opens a speech of a debate, which goes on to the end of its paragraph.
    """

    start: int
    end: int
    speaker: str | None
    said_of: str
    word: str
    verb: str | None
    act: str | None
    opens: bool = False


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _verb() -> str:
    known = speech()
    between = _alternatives([*known.between, *known.denials])
    aside = r"(?:,[^.,;:\n]{2,60},|\swho\s[^.,;:\n]{2,60},|\s?\([^()\n]{2,60}\))?"
    return (
        rf"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]*|\[\d{{1,3}}\])\]?{aside},?(?P<between>(?:\s(?:{between}),?){{0,3}})\s{{1,3}}\[?(?:"
        rf"(?P<light>{_alternatives(list(known.light))})\s(?:[^\W\d_][\w’'-]*,?\s){{0,5}}?"
        rf"(?P<object>{_alternatives(list(known.objects))})"
        rf"|(?P<verb>{_alternatives(list(known.acts))}))\b(?P<rest>[^.\n]{{0,40}})"
    )


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(_verb())


@cache
def _unnamed() -> re.Pattern[str]:
    roles = _alternatives(speech().roles)
    pronouns = [form for word in speech().pronouns for form in (word, word.capitalize())]
    return re.compile(
        rf"\b(?:(?P<pronoun>{_alternatives(pronouns)})"
        rf"|(?:(?:[Tt]he|[Dd]er|[Ll]e|[Ll]') ?|(?<![^.!?,]\s))(?P<role>{roles})){_verb()}"
    )


@cache
def _author() -> re.Pattern[str]:
    """``I said``: the one who writes reports what he said himself."""
    known = speech()
    return re.compile(
        rf"(?<![\w\"“’'])(?P<author>{_alternatives(known.author)})"
        rf"(?P<between>(?:\s(?:{_alternatives(known.between)}),?){{0,2}})\s"
        rf"(?P<verb>{_alternatives(list(known.author_verbs))})\b"
    )


@cache
def _owned() -> re.Pattern[str]:
    """``Stalin's answer was that …``: what is said belongs to the one named."""
    nouns = [noun for noun in speech().objects if not noun.endswith("s") and " " not in noun]
    return re.compile(
        rf"(?:['’]s?\]?|\]['’]s)\s(?:only\s|first\s)?(?P<object>{_alternatives(nouns)})"
        r"\s(?:boiled down to|amounted to|came (?:down )?to"
        r"|(?:is|was)(?=\s(?:that|whether|how|why)\b))"
    )


def is_second_hand(text: str, end: int) -> bool:
    """Whether what follows a name is told by something else: ``Tito, according to the message``.

    Args:
        text: the whole text.
        end: where the name ends.
    """
    return _SECOND_HAND.match(text, end) is not None


@cache
def _before_name() -> re.Pattern[str]:
    """``continued com. Stalin``, ``said Mr. Lay``."""
    title = _alternatives([*titles().address, *titles().offices])
    return re.compile(
        rf"(?:(?<=[,”\"’] )\b(?P<said>said|says|continued|replied|added|answered|declared"
        rf"|remarked|noted|retorted|observed|exclaimed|asked)|\b(?:the words of|[Aa]ccording to))"
        rf"\s(?:(?:{title})\s){{0,3}}$"
    )


_LABEL = re.compile(
    r"\]?[ \t]?(?:\([^()\n]{1,60}\))?[ \t]?(?P<colon>:)\]?(?=[\s\"“*(])|\](?P<shut>)(?=\s[\"“])"
    r"|(?: [a-z]+){2,6}(?P<late>:)(?=\s[\"“])"
)
_LABEL_BEFORE = re.compile(
    r"(?:^|\n|\.[\"”]? |\]|\*|\()[ \t]*[*\"…. (\[]*(?:\d{1,2}[.)]\s?)?[(\[*]{0,3}"
    r"(?:(?:Mr|Mrs|com|Com|General|Senator|Secretary|President|Minister|Ambassador|Under|Dr|Admiral"
    r"|Premier|Marshal|Chancellor|Prime|Governor|Representative|Assistant|Deputy|Foreign|Comrade)\.?\s){0,3}$"
)
# “Mr. Smith. The evils …”, as in printed debates; older hands raise the end of a title (M^r).
_DOTTED = re.compile(r"\.(?=[ \t][\"“A-Z][^\n]{20})")
_DOTTED_BEFORE = re.compile(
    r"(?:^|\n)[ \t]*(?:M|Mr|Mrs|Dr|Doc|Doct|Col|Gen|Gov|Judge|Senator|General|Sir|The)\^?"
    r"\{?(?:rs?|l|or)?\}?\.?[ ]$"
)
_PASSIVE = re.compile(r" by (?!\w+ing\b)")
_TOGETHER = re.compile(
    r"(?:,? (?P<and>and|&|or|nor|und|et|i|и)|,) (?:[a-z]{2,4}\. |[A-Z][\w^{}]*\.? )?"
)
_AS = re.compile(r"\b[Aa]s (?:[a-z]{2,4}\. |[A-Z][\w^{}]*\.? )?\[?$")
_SECOND_HAND = re.compile(r"\]?, according to ")


@cache
def _reported() -> re.Pattern[str]:
    """What must follow a verb that is not of saying alone."""
    return re.compile(
        rf"\s?(?:,?\s?(?:{_alternatives(speech().brings_in)})\b|to [a-z]|:|,? [\"“«„])"
    )


_BRACKETED = re.compile(
    r"\]?\s?(?:\((?P<stage>[^()\n]{2,40})\)\s)?\[(?P<verb>says|said|speaks|asks|replies)\]"
)


def reports_in(text: str, mentions: Sequence[Finding[Mention]]) -> list[Report]:
    """All places where somebody is said to speak, in order."""
    found = []
    for index, mention in enumerate(mentions):
        for report in _by_mention(text, mention):
            found.append(_with_companions(text, report, mentions, index))
    found += _by_office_or_pronoun(text)
    found += _by_office_label(text)
    found += _by_stranger(text, mentions)
    found.sort(key=lambda r: (r.start, r.said_of == "stranger", r.said_of != "name"))
    kept: list[Report] = []
    for report in found:
        if not kept or report.start >= kept[-1].end:
            kept.append(report)
    return kept


def _with_companions(
    text: str, report: Report, mentions: Sequence[Finding[Mention]], index: int
) -> Report:
    """``Tito, Kardelj and Rankovic replied``: the first of those named together speaks."""
    joined = False
    while index and report.said_of == "name":
        before = mentions[index - 1]
        between = _TOGETHER.fullmatch(text, before.span.end, report.start)
        if not between or not (joined or between["and"]):
            break
        joined = True
        report = replace(report, start=before.span.start, speaker=before.value.person)
        index -= 1
    return report


def _by_mention(text: str, mention: Finding[Mention]) -> Iterator[Report]:
    start, end, key = mention.span.start, mention.span.end, mention.value.person
    dotted = _DOTTED.match(text, end)
    if dotted and _DOTTED_BEFORE.search(text, max(0, start - 20), start):
        yield Report(start, dotted.end(), key, "label", text[start:end], None, None)
        return
    label = _LABEL.match(text, end)
    if label and _LABEL_BEFORE.search(text, max(0, start - 40), start):
        yield Report(
            start, label.end(label.lastgroup or 0), key, "label", text[start:end], None, None
        )
        return
    bracketed = _BRACKETED.match(text, end)
    if bracketed:
        verb = bracketed["verb"]
        act = speech().acts.get(verb, "state")
        yield Report(start, bracketed.end(), key, "name", text[start:end], verb, act)
        return
    verb_match = _after_name().match(text, end)
    said_of = "inverted" if _AS.search(text, max(0, start - 30), start) else "name"
    report = verb_match and _report(verb_match, start, key, said_of, text[start:end])
    if report:
        yield report
        return
    owned = _owned().match(text, end)
    if owned:
        act = speech().objects[owned["object"]]
        yield Report(start, owned.end(), key, "name", text[start:end], owned["object"], act)
        return
    before = _before_name().search(text, max(0, start - 60), start)
    if before:
        verb = before["said"]
        act = speech().acts.get(verb, "state") if verb else "state"
        yield Report(before.start(), end, key, "inverted", text[start:end], verb, act)


def _by_office_or_pronoun(text: str) -> Iterator[Report]:
    for match in _unnamed().finditer(text):
        kind = "pronoun" if match["pronoun"] else "office"
        word = match["pronoun"] or match["role"]
        report = _report(match, match.start(), None, kind, word)
        if report:
            yield report
    for match in _author().finditer(text):
        act = speech().acts[match["verb"]]
        yield Report(
            match.start(), match.end(), None, "author", match["author"], match["verb"], act
        )


@cache
def _office_label() -> re.Pattern[str]:
    roles = _alternatives(speech().roles)
    return re.compile(
        rf"(?m)^[ \t]*(?:(?:The|THE)[ ])?(?P<role>{roles})(?:[ ]\([^()\n]{{1,60}}\))?:(?=\s)"
    )


def _by_office_label(text: str) -> Iterator[Report]:
    """``The President: …``, a script's label without a name."""
    for match in _office_label().finditer(text):
        yield Report(match.start(), match.end(), None, "label", match["role"], None, None)


@cache
def _stranger() -> re.Pattern[str]:
    title = _alternatives([*titles().address])
    return re.compile(
        rf"(?<!\w)(?:{title})\s(?P<name>[A-Z][\w’'^{{}}-]+(?:\s[A-Z][\w’'^{{}}-]+)?){_verb()}"
    )


def _by_stranger(text: str, mentions: Sequence[Finding[Mention]]) -> Iterator[Report]:
    """``Mr. White said``, where the index of persons has no White: somebody else speaks.

    A name with raised letters (``M^r Rand^f``) is short for one that the text has in full.
    """
    surnames = _surnames(text, mentions)
    starts = [mention.span.start for mention in mentions]
    for match in _stranger().finditer(text):
        known = bisect_left(starts, match.start("name"))
        if known < len(starts) and starts[known] < match.end("name"):
            continue
        stem = match["name"].partition("^")[0] if "^" in match["name"] else ""
        meant = {key for name, key in surnames.items() if stem and name.startswith(stem)}
        key = meant.pop() if len(meant) == 1 else None
        kind = "name" if key else "stranger"
        report = _report(match, match.start("name"), key, kind, match["name"])
        if report:
            yield report


def _surnames(text: str, mentions: Iterable[Finding[Mention]]) -> dict[str, str]:
    """The last word of each name, as it stands, with the person it is of."""
    return {m.span.of(text).rpartition(" ")[2]: m.value.person for m in mentions}


def _report(
    match: re.Match[str], start: int, key: str | None, kind: str, word: str
) -> Report | None:
    """What a verb after a speaker reports; nothing where it is denied or means no speech."""
    if match["light"]:
        verb, act, end = match["light"], speech().objects[match["object"]], match.end("light")
    elif _means_speech(match):
        verb, act, end = match["verb"], speech().acts[match["verb"]], match.end("verb")
    else:
        return None
    if any(denial in match["between"] for denial in _denials()):
        denied = "state" if verb in speech().denied_keep else speech().denied.get(act)
        return Report(start, end, key, kind, word, verb, denied) if denied else None
    return Report(start, end, key, kind, word, verb, act)


@cache
def _denials() -> tuple[str, ...]:
    return tuple(f" {denial}" for denial in speech().denials)


def _means_speech(match: re.Match[str]) -> bool:
    """A verb that is not of saying alone needs a clause, a quotation or an object of speech.

    What is *seconded by* somebody is not said by the one named before.
    """
    if _PASSIVE.match(match["rest"]):
        return False
    if match["verb"] not in speech().clause:
        return True
    return bool(_reported().match(match["rest"]))
