"""Makes the bundled specimen from its sound text: wraps lines, applies the damage, says where.

The sound text under ``sound/`` is what the (invented) pages said. This script lays records out in
lines as print has them, puts in the damage listed in :data:`BULLETIN_DAMAGE` and its like, and
writes ``src/recension/specimen/``. Run it from anywhere: ``python make_specimen.py``.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SPECIMEN = HERE.parents[2] / "src" / "recension" / "specimen"
APART = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+ |[^\n]*STUDIES 7 \(1996\)[^\n]*$")
CALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(frozen=True)
class Edit:
    """One piece of damage: the sound words, and what the copy has instead of them."""

    sound: str
    damaged: str


def wrapped(text: str) -> str:
    """Lay out what stands between ``%%wrap N`` and ``%%end`` in lines of N characters."""

    def lay_out(match: re.Match[str]) -> str:
        width = int(match[1])
        blocks = match[2].strip().split("\n\n")
        return "\n\n".join(_lines(block, width) for block in blocks)

    return re.sub(r"%%wrap (\d+)\n(.*?)\n%%end", lay_out, text, flags=re.DOTALL)


def _lines(block: str, width: int) -> str:
    if APART.match(block) and not CALL.match(block):
        return block
    rows = block.split("\n")
    return "\n".join(textwrap.fill(row, width, break_on_hyphens=False) for row in rows)


def damaged(text: str, edits: tuple[Edit, ...]) -> str:
    """Apply each edit once; a sound text that is not there, or there twice, is a mistake."""
    for edit in edits:
        count = text.count(edit.sound)
        if count != 1:
            raise ValueError(f"stands there {count} times, not once: {edit.sound!r}")
        text = text.replace(edit.sound, edit.damaged)
    return text


def sound_bulletin() -> str:
    """The whole bulletin as its pages said it."""
    parts = sorted((HERE / "sound").glob("bulletin-*.txt"))
    return wrapped("".join(part.read_text(encoding="utf-8") for part in parts))


def record(letter: str) -> str:
    """One of the three records by itself, clean: no note calls, no notes, no page heads."""
    text = sound_bulletin()
    start = text.index(f"DOCUMENT {letter}\n")
    end = text.index("]\n", text.index("[Source:", start)) + 2
    blocks = [b for b in text[start:end].split("\n\n") if not APART.match(b)]
    return INVENTED + CALL.sub("", "\n\n".join(blocks))


INVENTED = "[Invented, as a specimen. CC0 1.0.]\n\n"

BULLETIN_DAMAGE = (
    # Leaked page operators over scrambled words; the words and the note mark in them are debris.
    Edit(
        "is no relation.⁸ I have left every spelling as I found it.",
        "is no relation.⁸ I ha veleft)-3(ev TJ T* [(yspel Dzhordz)43(hevi tlt as fo und(0.02 Tc"
        " mKlad ovoharb⁹ orms(nor)]TJ elat\n\n"
        "ingsI fou ndit Gorgev cptn T* [(onhe dPet arlor)-17(mast TD otsKl 7(advoe]TJ 0 -1.2 ti",
    ),
    # A clause doubled by the copying, smoothly.
    Edit(
        "Where three witnesses who could not consult each other agree, as they do",
        "Where three witnesses who could not consult each other agree, who could not consult each"
        " other agree, as they do",
    ),
    # The foot of a column is lost: the text stops, and starts again inside a sentence.
    Edit(
        " in the air: he was silent because he chose to be.¹⁶ Oprean's silence",
        " in the\n\nOprean's silence",
    ),
    Edit("The remainder is soon told. The delegations parted", "parted"),
    # Two texts joined without a trace.
    Edit(
        "must build a hatchery now; two\nmillion fry, no fewer. The place is Kladovo.\n\n"
        "V[ešnjakov]: We shall help. We have people who know how to do it.\n\n"
        "M[arić]: We also have people who know how to do it. What we do not\nhave is pumps.\n\n"
        "V[ešnjakov]: Pumps, then.",
        "must build Pumps, then.",
    ),
    # A word parted by a page head.
    Edit(
        "its owner has so far allowed it to be read",
        "its owner has so far al-\n\n62                    LOWER DANUBE STUDIES 7 (1996)\n\n"
        "lowed it to be read",
    ),
    # A printed line taken twice.
    Edit(
        "stock of sturgeon to the edge of destruction. The Soviet side\n",
        "stock of sturgeon to the edge of destruction. The Soviet side\n"
        "stock of sturgeon to the edge of destruction. The Soviet side\n",
    ),
    # Bytes of UTF-8 read as Windows-1252.
    Edit("⁷ Aurel Moșoianu", "⁷ Aurel MoÈ™oianu"),
    Edit("*Monitorul Dunării*", "*Monitorul DunÄƒrii*"),
    # A note cut by the page; its tail stands by itself.
    Edit(
        "Jovan Marić (1911-1986), hydrologist, later professor",
        "Jovan Marić (1911-1986), hydrologist,\n\n"
        "COUNTING STURGEON                    67\n\nlater professor",
    ),
    # A run of notes that nothing carries.
    Edit(
        "¹⁷ Report of the Galatz harbor office, 16 December 1947, ANIC, fond Ministerul Domeniilor,"
        " dosar 41/1947, ff. 120-121.\n\n"
        "¹⁸ The file copies are in AVP RF, f. 0125, op. 35, p. 129, d. 23, ll. 3-5, 8.\n\n"
        "¹⁹ Compare his record of the Reni talks of February 1946, *ibid.*, d. 9, ll. 30-36, where"
        " the same thing can be seen at greater length.\n\n"
        "²⁰ Krstić's shorthand pad is in AJ, KMJ, I-3-b/503, pp. 1-22; it has been compared with"
        " the typescript.\n\n",
        "",
    ),
    # Marks that change their style within one sequence, and one that is gone.
    Edit("\n²⁶ See also note 5.", "\n26 See also note 5."),
    Edit("\n²⁷ Where a bracket", "\n27 Where a bracket"),
    Edit("\n²⁸ Conversations of", "\nConversations of"),
    # Letters shaken out of their words.
    Edit(
        "We dined on carp. There was no sturgeon.",
        "Wed inde onrcap erhTe aws on strugone ofr hte amiralD nad ocffee wsa brou¹⁴ ghtni ubt"
        " onsug raf rot hte gsteus adn onhte lteab acndle",
    ),
)

COPY_A_DAMAGE = (
    Edit("Forty-one landing places", "Forty-one landing landing places"),
    Edit("6,800 tons", "6,300 tons"),
    Edit("The fishermen of Vilkovo", "The fishermen of Vilkowo"),
    Edit(
        "Those on the Bulgarian bank near Vidin have been spoiled by the dredging of 1941.",
        "Tohse no teh Blugra)-12(ian bnka nera Vdi TJ* nihav been spo(iledb yteh dred gnig o1f94",
    ),
    Edit("indispensable. The convention", "in-\ndispensable. The convention"),
    Edit(
        " with eight vessels and the second with none at all, since nobody would keep to it.",
        " with eight",
    ),
    Edit("its log for those days", "its 1og for those days"),
)

COPY_B_DAMAGE = (
    Edit("To Comrade A. P. Veshniakov\n\n", ""),
    Edit("at seven the books are kept by the buyer of the fish.", "at seven the books."),
    Edit("in 1943 to 3,100 tons", "in 1948 to 3,100 tons"),
    Edit("The decrease cannot be", "Tbe decrease cannot be"),
    # An invented clause that parses: no page ever had it.
    Edit(
        "who have no reason to flatter us, say that the fish which goes upstream in spring does"
        " not come back in autumn.",
        "who have always been the most reliable partners of the Inspectorate in this important"
        " work, say that the fish which goes upstream in spring does not come back in autumn.",
    ),
    Edit("provided for six weeks;", "provided for six weeks; provided for six weeks;"),
    Edit(
        "a figure of two and a half thousand prudent", "a figure of two and a hall thousand prudent"
    ),
    Edit("a cutter of the harbor service", "a cutter ofthe harbor service"),
)


def made() -> dict[str, str]:
    """The specimen's files, by name."""
    memorandum = (HERE / "sound" / "memorandum.txt").read_text(encoding="utf-8")
    return {
        "bulletin.txt": damaged(sound_bulletin(), BULLETIN_DAMAGE),
        "copy-a.txt": damaged(memorandum, COPY_A_DAMAGE),
        "copy-b.txt": damaged(memorandum, COPY_B_DAMAGE),
        "records/a.txt": record("A"),
        "records/b.txt": record("B"),
        "records/c.txt": record("C"),
    }


if __name__ == "__main__":
    for name, text in made().items():
        (SPECIMEN / name).write_text(text, encoding="utf-8", newline="\n")
