"""The historian's words for kinds, states and dates: what the pages say instead of codes."""

from __future__ import annotations

import re

from recension.model.values import Document, EditorialMark, Reference

DOCUMENT_KINDS = {
    "record": "Record", "minutes": "Minutes", "memorandum": "Memorandum", "telegram": "Telegram",
    "letter": "Letter", "report": "Report", "note": "Note", "speech": "Speech", "essay": "Essay",
    "editorial-note": "Editorial note", "estimate": "Estimate", "paper": "Paper",
    "directive": "Directive", "agreement": "Agreement", "statement": "Statement",
    "notes": "Notes", "contents": "Contents", "persons": "List of persons",
    "abbreviations": "List of abbreviations", "index": "Index", "attachment": "Attachment",
    "heading-matter": "Front matter", "fragment": "Fragment", "document": "Document",
}  # fmt: skip

#: kind of damage → (in the table, what it means)
DAMAGE_KINDS = {
    "garble": (
        "Garbled",
        "Not language: scrambled letters, or commands of the page's layout that leaked into its "
        "text. What the page said here cannot be known from this copy.",
    ),
    "mojibake": (
        "Wrongly decoded",
        "Letters that a program took for others. Where it can be undone, the likely reading is "
        "given beside it.",
    ),
    "repetition": (
        "Doubled",
        "Words or lines that stand twice where the page most likely had them once.",
    ),
    "break": (
        "Breaks off",
        "The text stops or starts in the middle of a sentence: something is missing, and how much "
        "cannot be seen.",
    ),
    "displaced": (
        "Out of place",
        "A piece of a column or page that stands where it does not belong.",
    ),
    "split-word": ("Word split", "A word that the copying has cut in two."),
    "misread": ("Letters misread", "A word of which a letter or two seem to be wrong."),
    "missing-notes": (
        "Notes missing",
        "Numbers in a run of notes that nothing in this copy carries.",
    ),
    "fabricated": (
        "Not the original's words",
        "It reads well, but another copy or the passage itself shows that it is not what the page "
        "said.",
    ),
}

NOTE_STATES = {
    "linked": "",
    "no-body": "Called here, but the copy has no text for this note.",
    "no-call": "Nothing in this copy calls this note.",
    "tail": "The end of a note whose beginning this copy does not have.",
    "cut": "This note is cut short in the copy.",
}

#: kind of editor's mark → what it means to a reader
MARK_KINDS = {
    "supplied": "Supplied: these words are not in the document",
    "sic": "So in the document: the word before it is not a slip of the print",
    "translator": "The translator's: a remark, or the words of the original language",
    "translation": "A rendering of the title or words before it",
    "abbreviation": "Cut short in the document; the letters in brackets complete it",
    "omission": "Left out: the print does not give all of the document here",
    "classified": "Withheld: not released when this was printed",
    "identification": "Added to say who or what is meant",
    "heading": "A heading that the print sets, not the document",
    "note": "A remark in the text",
    "illegible": "Illegible or doubtful in the original",
    "handwritten": "Written by hand in the original",
    "underlined": "Stress in the original, or added to it",
    "deleted": "Struck out in the original",
    "inserted": "Inserted in the original",
    "moved": "Moved: the original has these words in another place",
    "page": "A page or sheet of the original begins",
    "emphasis": "In italics in the print",
}

_MARK_OWNERS = {
    "editor": "the editor's", "translator": "the translator's", "recorder": "the recorder's",
    "reviewer": "the reviewing office's",
}  # fmt: skip


def mark_words(value: EditorialMark) -> str:
    """What an editor's mark means, whose it is, and what it stands for."""
    said = MARK_KINDS.get(value.kind, value.kind)
    if value.kind == "abbreviation" and value.reading:
        said = f"Cut short in the document; in full: {value.reading}"
    if value.kind == "classified" and value.reading:
        said += f" ({value.reading})"
    owner = _MARK_OWNERS.get(value.owner or "")
    told = value.kind in ("translator", "abbreviation", "classified", "emphasis")
    return said if owner is None or told else f"{said} – {owner} mark"


RELATIONS = {
    "agrees": "They agree",
    "paraphrases": "Same matter, other words",
    "expands": "One says more",
    "attribution-differs": "Given to another speaker",
    "contradicts": "They contradict each other",
}

SILENCES = {
    "omitted": "Only here",
    "unsure": "Only here, or in other words in the other record: the program cannot tell",
    "gap": "Only here; the other copy has a gap, so nothing follows from its silence",
    "out-of-scope": "Only here; the other record does not reach this part",
}

#: what a note says that another record of the event does
CLAIMS = {
    "attribution-differs": "gives it to another speaker",
    "omits": "leaves it out",
    "adds": "adds to it",
    "corroborates": "says the same",
    "words-differ": "has other words",
}

#: what somebody did in a document
ROLES = {
    "present": "present", "recorder": "recorded it", "drafter": "drafted it",
    "interpreter": "interpreted", "translator": "translated it", "sender": "sent it",
    "receiver": "received it", "signatory": "signed it", "informed": "was sent a copy",
    "distribution": "was given a copy",
}  # fmt: skip

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::\d\d)?\S*)?([?~%]?)")
_DOUBT = {"?": "perhaps ", "~": "about ", "%": "perhaps about ", "": ""}


def date_words(edtf: str | None) -> str | None:
    """A date in words: ``1946-05-27T23:00`` is *27 May 1946, 23:00*; what is not understood stays.

    Args:
        edtf: the date as EDTF.
    """
    if edtf is None or "/" not in edtf:
        return _one_date(edtf)
    ends = [_one_date(end) for end in edtf.split("/", 1)]
    first, last = (None if e in (None, "", "..") else e for e in ends)
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}"


def _one_date(edtf: str | None) -> str | None:
    found = _DAY.fullmatch(edtf or "")
    if not found:
        return edtf
    year, month, day, hour, doubt = found.groups()
    if month and not 1 <= int(month) <= 12:
        return edtf
    parts = [day.lstrip("0") if day else "", MONTHS[int(month) - 1] if month else "", year]
    said = " ".join(part for part in parts if part)
    return _DOUBT[doubt] + said + (f", {hour}" if hour else "")


_EDTF_IN_WORDS = re.compile(
    r"(?<![\w-])\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?[?~%]?"
    r"(?:/\d{4}-\d\d(?:-\d\d)?[?~%]?)?(?![\w-])"
)


def event_words(label: str) -> str:
    """What an event is called, its date in words: *Meeting of 27 May 1946*.

    Args:
        label: the event's, which may have its date as EDTF.
    """
    return _EDTF_IN_WORDS.sub(lambda found: date_words(found[0]) or found[0], label)


def document_title(document: Document, opening: str) -> str:
    """What a document is called: its title or, in want of one, its first words as a quotation."""
    if document.title:
        return " ".join(document.title.split())
    kind = DOCUMENT_KINDS.get(document.kind, document.kind)
    return f"“{shortened(opening, 60)}”" if opening.strip() else kind


def shortened(words: str, length: int) -> str:
    """The first words, at most ``length`` characters and an ellipsis."""
    flat = " ".join(words[: length * 3].split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0].rstrip(",;:-–") + " …"


def thousands(characters: int) -> str:
    """A number of characters as the condition page says it."""
    if characters < 1000:
        return f"{characters:,}"
    return f"{characters / 1000:,.1f} thousand"


def reference_words(value: Reference) -> str:
    """An archival reference spelt out: repository, fond and so on."""
    names = {
        "repository": "", "fond": "fond ", "opis": "opis ", "papka": "papka ", "delo": "delo ",
        "edinitsa": "unit ", "series": "series ", "box": "box ", "folder": "folder ", "file": "",
        "listy": "sheets ",
    }  # fmt: skip
    parts = [before + str(getattr(value, name)) for name, before in names.items()
             if getattr(value, name, None)]  # fmt: skip
    title = getattr(value, "title", None)
    return ", ".join([*([title] if title else []), *parts]) or "a reference"


def sentence_vectors_words(mark: str) -> str:
    """Which sentence model had a vote in a synopsis."""
    name, _, digest = mark.partition("@sha256:")
    return f"The sentence model {name} had a vote" + (f" (sha256 {digest[:12]}…)" if digest else "")
