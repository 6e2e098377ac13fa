"""``recension search``: passages of an edition, each with its citation."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from recension.edition.search import Hit, Hits

_AROUND = 160  # characters shown on either side of the first match


@click.command(epilog="""Example:  recension search edition '"joint company" Rankovi*'""")
@click.argument("folder", metavar="DIR")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the passages.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most.")
def search(folder: str, query: tuple[str, ...], form: str, limit: int) -> None:
    """Find passages that have all the words of QUERY, with their citation.

    Put a phrase in quotation marks; end a word with * to find all that begin so. Case, diacritics,
    script and romanisation are forgotten: Dilas finds Đilas, Rankovich finds Ранкович.
    """
    from recension.edition import folder as edition_folder
    from recension.edition.search import search as find

    hits = find(edition_folder.database(Path(folder)), " ".join(query), limit)
    click.echo(_json(hits) if form == "json" else _text(hits), nl=False)


def _text(hits: Hits) -> str:
    if not hits.total:
        return "nothing found\n"
    shown = "\n".join(_passage(hit) for hit in hits.best)
    more = "passage" if hits.total == 1 else "passages"
    few = f", the best {len(hits.best)} shown" if hits.total > len(hits.best) else ""
    return f"{shown}\n{hits.total:,} {more}{few}\n"


def _passage(hit: Hit) -> str:
    shown = textwrap.indent(textwrap.fill(_context(hit), 96), "    ")
    return f"{citation(hit)}\n{shown}\n"


def citation(hit: Hit) -> str:
    """Where a passage stands, as a historian cites it: document, note, source, page or line."""
    parts = [" ".join(hit.title.split())] if hit.title else []
    if hit.note:
        parts.append(f"note {hit.note}")
    parts.append(hit.source_name)
    parts.append(f"p. {hit.page}" if hit.page else f"line {hit.line}")
    return click.style(_printable(", ".join(parts)), bold=True)


def _context(hit: Hit) -> str:
    """The words around the first match, the matches bold in a terminal."""
    offset = hit.span.start
    at = hit.matches[0].start - offset if hit.matches else 0
    first = max(0, at - _AROUND) if at > _AROUND else 0
    last = min(len(hit.words), at + 2 * _AROUND)
    first = hit.words.find(" ", first, at) + 1 if first else 0
    pieces, done = [], first
    for match in hit.matches:
        start, end = match.start - offset, match.end - offset
        if done <= start and end <= last:
            bold = click.style(_printable(hit.words[start:end]), fg="yellow", bold=True)
            pieces += [_printable(hit.words[done:start]), bold]
            done = end
    pieces.append(_printable(hit.words[done:last]))
    before, after = "… " if first else "", " …" if last < len(hit.words) else ""
    return f"{before}{' '.join(''.join(pieces).split())}{after}"


def _printable(text: str) -> str:
    """Text without what would steer a terminal; a copy may hold anything."""
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)


def _json(hits: Hits) -> str:
    rows = [_row(hit) for hit in hits.best]
    return json.dumps({"total": hits.total, "hits": rows}, ensure_ascii=False, indent=1) + "\n"


def _row(hit: Hit) -> dict[str, object]:
    row = {
        "source": hit.source,
        "source_name": hit.source_name,
        "start": hit.span.start,
        "end": hit.span.end,
        "matches": [{"start": m.start, "end": m.end} for m in hit.matches],
        "document": hit.document,
        "title": hit.title,
        "note": hit.note,
        "page": hit.page,
        "line": hit.line,
        "words": hit.words,
    }
    return {name: member for name, member in row.items() if member is not None}
