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
from recension.vocabularies.prefix_tree import any_of
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
            nobody), ``stranger label``, ``answer label`` (a quotation alone).
        word: the pronoun or office, as it stands.
        verb: the verb, in lower case; absent for a label.
        act: what is done with the words.
        opens: whether it opens a speech of a debate, which goes on to the end of its paragraph.
        before: whether it was said before what else is told (``had said``).
    """

    start: int
    end: int
    speaker: str | None
    said_of: str
    word: str
    verb: str | None
    act: str | None
    opens: bool = False
    before: bool = False


@cache
def _verb() -> str:
    known = speech()
    aside = r"(?:,(?:[^.,;:\n]|\.(?=[A-Z,])){2,60},|\swho\s[^.,;:\n]{2,60},|\s?\([^()\n]{2,60}\))?"
    return (
        rf"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]*|\[\d{{1,3}}\])\]?{aside},?{_between(3, known.perfect)}\s{{1,3}}\[?(?:"
        rf"{_said_with(known.light)}|(?P<verb>{any_of(known.acts)}))\b(?P<rest>[^.]{{0,60}})"
    )


def _between(most: int, perfect: Iterable[str]) -> str:
    """Words between the speaker and the verb."""
    known = speech()
    between = any_of([*known.between, *known.denials, *perfect])
    return rf"(?P<between>(?:\s{{1,3}}{between},?){{0,{most}}})"


def _said_with(light: Iterable[str]) -> str:
    """``raised an objection``, ``took occasion to say``, ``opened the meeting by stating``."""
    known = speech()
    return (
        rf"(?P<light>{any_of(light)})\s(?:[^\W\d_][\w’'-]*,?\s){{0,5}}?"
        rf"(?P<object>{any_of(known.objects)})"
        rf"|{any_of(known.leads)}\sto\s(?P<infinitive>{any_of(known.infinitives)})"
        rf"|(?P<starting>{any_of(known.starting)})\s(?:[^.;:]{{0,80}}?\s)??by\s(?P<gerund>{any_of(known.gerunds)})"
    )


@cache
def _after_speaker() -> re.Pattern[str]:
    return re.compile(_verb())


@cache
def _unnamed() -> re.Pattern[str]:
    pronouns = [form for word in speech().pronouns for form in (word, word.capitalize())]
    return re.compile(
        rf"\b(?:(?P<pronoun>{any_of(pronouns)})"
        r"|(?:(?:[Tt]he|THE|[Dd]er|[Ll]e|[Ll]')\s?(?P<whose>[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s)?"
        rf"|(?<![^.!?,]\s))(?P<role>{any_of(_roles())}))"
        rf"{_verb()}"
    )


@cache
def _author() -> re.Pattern[str]:
    """``I said``: the one who writes reports what he said himself."""
    known = speech()
    return re.compile(
        rf"(?<![\w\"“’'])(?P<author>{any_of(known.author)}){_between(2, known.perfect[:1])}\s"
        rf"(?:{_said_with(known.author_light)}|(?P<verb>{any_of(known.author_verbs)}))\b"
        r"(?P<rest>[^.]{0,60})"
    )


@cache
def _owned() -> re.Pattern[str]:
    """``Stalin's answer was that …``: what is said belongs to the one named."""
    nouns = [noun for noun in speech().objects if not noun.endswith("s") and " " not in noun]
    return re.compile(
        rf"(?:['’]s?\]?|\]['’]s)\s(?:only\s|first\s)?(?P<object>{any_of(nouns)})"
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
    title = any_of([*titles().address, *titles().offices])
    return re.compile(
        rf"(?:(?<=[,”\"’] )\b(?P<said>said|says|continued|replied|added|answered|declared"
        rf"|remarked|noted|retorted|observed|exclaimed|asked)|\b(?:the words of|[Aa]ccording to))"
        rf"\s(?:(?:{title})\s){{0,3}}$"
    )


_LABEL = re.compile(
    r"\]?[ \t]?(?:\([^()]{1,90}\))?[ \t]?(?P<colon>:)\]?(?=[\s\"“*(])|\](?P<shut>)(?=\s[\"“])"
    r"|(?: [a-z]+){2,6}(?P<late>:)(?=\s[\"“])"
)
_LABEL_BEFORE = re.compile(
    r"(?:^|\n|\[[^\]\n]{1,20}\]|\.[\"”]? |\]|\*|\()[ \t]*[*\"…. (\[]*(?:\d{1,2}[.)]\s?)?[(\[*]{0,3}"
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
    """What must follow a verb that is not of saying alone: what brings in words, or a clause."""
    return re.compile(
        rf"\s?(?:,?\s?(?:{any_of(speech().brings_in)})\b|to\s[a-z]|:|,?\s[\"“«„])"
        r"|\s(?:it|we|they|he|she|there|this|these|such|the|his|our|its|their|in)\b[^,;]{0,40}?"
        r"\s(?:would|should|could|might|must|ought|was|were|is|are|will|had|has|have)\b"
    )


_HIS = re.compile(
    r"(?<=[.!?”\"]\s)(?P<pronoun>His|Her)\s(?P<object>reply|answer|response|comment)\b"
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
    said_of = "inverted" if _AS.search(text, max(0, start - 30), start) else "name"
    report = told_after(text, start, end, key, said_of)
    if report:
        yield report
        return
    before = _before_name().search(text, max(0, start - 60), start)
    if before:
        verb = before["said"]
        act = speech().acts.get(verb, "state") if verb else "state"
        yield Report(before.start(), end, key, "inverted", text[start:end], verb, act)


def told_after(text: str, start: int, end: int, key: str | None, kind: str) -> Report | None:
    """What is told right after a speaker: ``X said …``, ``X's answer was that …``.

    Args:
        text: the whole text.
        start: where the speaker is named.
        end: where his name ends.
        key: who he is, if known.
        kind: how he is named, see ``Report.said_of``.
    """
    verb, word = _after_speaker().match(text, end), text[start:end]
    report = verb and _report(verb, start, key, kind, word)
    if report:
        return report
    owned = _owned().match(text, end)
    if not owned:
        return None
    noun = owned["object"]
    return Report(start, owned.end(), key, kind, word, noun, speech().objects[noun])


def _by_office_or_pronoun(text: str) -> Iterator[Report]:
    for match in _unnamed().finditer(text):
        kind = "pronoun" if match["pronoun"] else "office"
        word = match["pronoun"] or _office(match)
        report = _report(match, match.start(), None, kind, word)
        if report:
            yield report
    for match in _HIS.finditer(text):
        noun = match["object"]
        act = speech().objects[noun]
        yield Report(match.start(), match.end(), None, "pronoun", match["pronoun"], noun, act)
    for match in _author().finditer(text):
        report = _report(match, match.start(), None, "author", match["author"])
        if report:
            yield report


def _office(match: re.Match[str]) -> str:
    """An office as it is written in full, with whose it is."""
    return f"{match['whose'] or ''}{_in_full(match['role'])}"


def _roles() -> list[str]:
    """Offices in full, in capitals and shortened."""
    return [*speech().roles, *map(str.upper, speech().roles), *speech().short_roles]


def _in_full(role: str) -> str:
    role = _words(role)
    short = speech().short_roles.get(role)
    if short or not role.isupper():
        return short or role
    return next((full for full in speech().roles if full.upper() == role), role)


@cache
def _office_label() -> re.Pattern[str]:
    return re.compile(
        rf"(?m)^[ \t]*(?:\[[^\]\n]{{1,20}}\])?(?:(?:The|THE)[ ])?(?P<role>{any_of(_roles())})"
        r"(?:[ ]\([^()\n]{1,60}\))?:(?=\s)"
    )


def _by_office_label(text: str) -> Iterator[Report]:
    """``The President: …``, a script's label without a name."""
    for match in _office_label().finditer(text):
        start = match.start("role")
        yield Report(start, match.end(), None, "label", _in_full(match["role"]), None, None)


@cache
def _stranger() -> re.Pattern[str]:
    title = any_of(titles().address)
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
    told = _told(match)
    if told is None:
        return None
    verb, act, end = told
    before = any(word in match["between"].split() for word in speech().perfect)
    report = Report(start, end, key, kind, word, verb, act, before=before)
    if any(denial in match["between"] for denial in _denials()):
        denied = "state" if verb in speech().denied_keep else speech().denied.get(act)
        return replace(report, act=denied) if denied else None
    return report


def _told(match: re.Match[str]) -> tuple[str, str, int] | None:
    """The verb, what is done with it and where it ends; nothing where it means no speech."""
    known = speech()
    if match["gerund"]:
        starts = known.acts.get(_words(match["starting"]))
        act = "answer" if starts == "answer" else known.gerunds[_words(match["gerund"])]
        return _words(match["gerund"]), act, match.end("gerund")
    if match["infinitive"]:
        verb = _words(match["infinitive"])
        return verb, known.infinitives[verb], match.end("infinitive")
    if match["light"]:
        return _words(match["light"]), known.objects[_words(match["object"])], match.end("light")
    if not _means_speech(match):
        return None
    verb = _words(match["verb"])
    return verb, known.acts[verb], match.end("verb")


def _words(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


@cache
def _denials() -> tuple[str, ...]:
    return tuple(f" {denial}" for denial in speech().denials)


def _means_speech(match: re.Match[str]) -> bool:
    """A verb that is not of saying alone needs a clause, a quotation or an object of speech.

    What is *seconded by* somebody is not said by the one named before.
    """
    if _PASSIVE.match(match["rest"]):
        return False
    if "author" in match.re.groupindex or _words(match["verb"]) not in speech().clause:
        return True
    return bool(_reported().match(match["rest"]))
