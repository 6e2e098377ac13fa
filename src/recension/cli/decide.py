"""``recension decide``: what waits for the editor's word, and her decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.model.errors import ArgumentError

if TYPE_CHECKING:
    from recension.edition.decision_made import Said
    from recension.edition.waiting import Waiting
    from recension.model.edition import Decision, Edition

_ACTIONS = ("join", "part", "move", "relabel", "reject", "accept", "correct")
_KINDS = (
    "events", "groups", "persons", "damage", "notes", "dates", "testimonia", "cross-references",
    "speech",
)  # fmt: skip


@click.command(epilog='Example:  recension decide edition join g3 g5 --because "one exchange"')
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("action", required=False, type=click.Choice([*_ACTIONS, "undo", "list"]),
                metavar="[ACTION]")  # fmt: skip
@click.argument("what", nargs=-1, metavar="[WHAT]...")
@click.option("--because", metavar="WORDS", help="Why.")
@click.option("--by", metavar="NAME", envvar="RECENSION_EDITOR",
              help="Who decides; else the variable RECENSION_EDITOR.")  # fmt: skip
@click.option("--relation", metavar="WORD",
              help="How passages relate: agrees, paraphrases, expands, attribution-differs, "
              "contradicts; alone: omitted, unsure, gap, out-of-scope.")  # fmt: skip
@click.option("--label", "--named", "named", metavar="WORDS",
              help="What a row or an event is called; another person's name.")  # fmt: skip
@click.option("--reading", metavar="WORDS",
              help="What is to be read in a damaged place; a date as EDTF.")  # fmt: skip
@click.option("--none", is_flag=True, help="A field is corrected to nothing: there is none.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS),
              default=("events", "groups", "persons"), show_default=True,
              help="What to list of what waits.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most.")
@click.option("--ask/--no-ask", default=None,
              help="Ask about what waits, one by one; at a terminal that is the rule.")  # fmt: skip
def decide(
    folder: Path, action: str | None, what: tuple[str, ...], because: str | None, by: str | None,
    relation: str | None, named: str | None, reading: str | None, none: bool,
    kinds: tuple[str, ...], limit: int, ask: bool | None,
) -> None:  # fmt: skip
    """List what waits for the editor's word in the edition DIR, and take down what is decided.

    Without ACTION: what the program is least sure of, with its words. ACTION is join, part, move,
    relabel, reject, accept or correct, and WHAT names what is meant: rows of a synopsis (g3, its
    second passage g3/2, o4), documents (d4 d5: are they records of one event?), passages by their
    words (d5:"the joint company"), persons (p3), findings (x12, n5, t4, k2). A decision is tried at
    once and carried out by every build from the next on; what the program had stays beside it.

    correct sets one field of a document or a person right: correct d2 title "The grain", correct d2
    to "Orvell" "Marek", correct p3 name "J. B. Tito".

    list shows the decisions taken and what became of them, undo withdraws one.
    """
    import recension
    from recension.edition.decision_made import Said

    edition = recension.open(folder)
    said = Said(because, by, date.today().isoformat(), relation, named, reading, none)
    if action is None:
        asking = sys.stdin.isatty() and sys.stdout.isatty() if ask is None else ask
        _waiting(folder, edition, kinds, limit, said if asking else None)
    elif action == "list":
        _echo(_listed(folder, edition))
    elif action == "undo":
        _undo(folder, what, said)
    else:
        _echo(_decided(folder, edition, action, what, said))


def _echo(lines: Iterator[str]) -> None:
    for line in lines:
        shown = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line)
        click.echo(shown)


def _waiting(
    folder: Path, edition: Edition, kinds: tuple[str, ...], limit: int, said: Said | None
) -> None:
    from recension.edition.waiting import waiting

    found = waiting(edition, kinds)
    for item in found[:limit]:
        _echo(_shown(item))
        if said is not None and not _asked(folder, edition, item, said):
            return
    left = len(found) - limit
    if left > 0:
        click.echo(f"{left:,} more; --limit {len(found)} shows all")
    elif not found:
        click.echo(f"nothing waits among {', '.join(kinds)}")


def _shown(item: Waiting) -> Iterator[str]:
    yield f"{item.address:<8} {item.sure:.0%} sure  {item.says}"
    yield from (f"         {whose}  “{words}”" for whose, words in item.words)
    if item.because:
        yield f"         because {'; '.join(item.because)}"


def _asked(folder: Path, edition: Edition, item: Waiting, said: Said) -> bool:
    """Ask about one thing; whether to go on."""
    from dataclasses import replace

    may = "[j]oin, [s]kip, [q]uit" if item.join else "[a]ccept, [r]eject, [s]kip, [q]uit"
    try:
        answer = click.prompt(f"         {may}", default="s", show_default=False).strip().lower()
    except click.Abort:  # the end of what is typed, or Ctrl+C: what was noted before stays
        click.echo()
        return False
    answer = answer[:1]
    action = {"a": "accept", "r": "reject", "j": "join"}.get(answer)
    if answer == "q":
        return False
    if action is not None and (action == "join") == bool(item.join):
        what = item.join or (item.address,)
        if action == "reject" and item.address.startswith("e"):
            action, what = "part", tuple(whose for whose, _ in item.words)
        reason = said.because or click.prompt("         because", default="", show_default=False)
        try:
            _echo(_decided(folder, edition, action, what, replace(said, because=reason or None)))
        except ArgumentError as error:
            click.echo(f"         {error}")
    return True


def _decided(
    folder: Path, edition: Edition, action: str, what: tuple[str, ...], said: Said
) -> Iterator[str]:
    from recension.collation.judged_anew import JudgedAnew
    from recension.edition.decision_made import decision_made
    from recension.edition.decision_trial import tried
    from recension.edition.decisions import record

    decision = decision_made(edition, action, what, said)
    after, told = tried(edition, decision, JudgedAnew)
    if told.problem is not None:
        raise ArgumentError(f"{action} {' '.join(what)}", told.problem, "Nothing was noted")
    noted = record(folder, decision, edition.decisions)
    yield f"{noted.id}  {_in_words(noted)}"
    if told.proposal:
        yield f"    the program had: {told.proposal}"
    yield from _changes(edition, after)
    yield f"It is noted in {folder / 'decisions.json'}, and carried out at the next build."


def _changes(before: Edition, after: Edition) -> Iterator[str]:
    """The rows of synopses that the decision changes, as they will be."""
    known = {row.id: row.value for row in before.alignments}
    for row in after.alignments:
        was = known[row.id]
        for group in row.value.groups:
            if group not in was.groups:
                passages = ", ".join(f"{p.document} {p.start}-{p.end}" for p in group.passages)
                yield f"    now {group.id} {group.relation}: {passages}"
        for only in row.value.only:
            if only not in was.only:
                yield f"    now alone ({only.silence}): {only.document} {only.start}-{only.end}"


def _in_words(decision: Decision) -> str:
    from recension.edition.deed import shortened

    about = f" “{shortened(decision.quotation)}”" if decision.quotation else ""
    more = [f"“{shortened(passage.quotation, 30)}”" for passage in decision.passages]
    given = [decision.relation, decision.named, decision.reading]
    from recension.publication.site.decisions import deed_words

    parts = [f"{deed_words(decision)}{about}"]
    parts += [f"with {', '.join(more)}"] if more else []
    parts += [f"as {', '.join(filter(None, given))}"] if any(given) else []
    parts += [f"as {'; '.join(decision.values) or 'none'}"] if decision.field else []
    parts += [f"because {decision.reason}"] if decision.reason else []
    return ", ".join(parts)


def _listed(folder: Path, edition: Edition) -> Iterator[str]:
    from recension.edition.decisions import read_decisions, withdrawn

    built = {decision.id: decision for decision in edition.decisions}
    taken = {decision.id: decision for decision in read_decisions(folder)}
    for name, decision in (built | taken).items():
        who = " ".join(filter(None, (decision.when, decision.by)))
        yield f"{name}  {_in_words(decision)}{f' ({who})' if who else ''}"
        yield f"    {_state(built.get(name))}"
    for decision, said in withdrawn(folder):
        yield f"{decision.id}  {_in_words(decision)}"
        yield f"    withdrawn {said}"
    if not (built or taken or withdrawn(folder)):
        yield "nothing is decided"


def _state(built: Decision | None) -> str:
    if built is None:
        return "waits for the next build"
    if built.problem is not None:
        return f"NOT CARRIED OUT: {built.problem}"
    had = f"; the program had: {built.proposal}" if built.proposal else ""
    return f"carried out{had}"


def _undo(folder: Path, what: tuple[str, ...], said: Said) -> None:
    from recension.edition.decisions import withdraw

    if len(what) != 1:
        mend = "recension decide DIR list shows them"
        raise ArgumentError("undo", "name one decision, such as j3", mend)
    words = [said.when, said.by, f"because {said.because}" if said.because else None]
    withdraw(folder, what[0], ", ".join(filter(None, words)))
    click.echo(f"{what[0]} is withdrawn; the next build has the program's own word again.")
