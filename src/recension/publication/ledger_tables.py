"""Ledgers as tables: a row a stand for spreadsheets, JSON for scripts, a page to read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, PackageLoader

from recension.model.edition import Edition
from recension.model.ledger import Ledger, Matter, Stand
from recension.publication.ledger import ledgers_of

HEADINGS = (
    "event", "matter", "label", "speaker", "stand", "act", "mode", "witness", "document", "source",
    "page", "start", "end", "words", "disputed", "confidence", "because",
)  # fmt: skip
STANDS = {
    "proposes": "proposes",
    "for": "for it",
    "against": "against it",
    "asks": "asks",
    "tells": "says",
}
_UNKNOWN = "(not told)"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LedgerFolder:
    """Exports the ledgers of all events as a folder: ``ledger.csv``, ``.json`` and ``.html``."""

    name: ClassVar[str] = "ledger"
    summary: ClassVar[str] = "who took which stand on each matter, in whose words (CSV, JSON, HTML)"
    needs_folder: ClassVar[bool] = True

    def write(self, edition: Edition, target: Path) -> None:
        """Write the three files; they hold the same rows."""
        ledgers = list(ledgers_of(edition))
        target.mkdir()
        with (target / "ledger.csv").open(
            "w", encoding="utf-8-sig", errors="replace", newline=""
        ) as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(HEADINGS)
            writer.writerows(ledger_rows(ledgers))
        _write(target / "ledger.json", ledger_json(ledgers))
        _write(target / "ledger.html", ledger_html(ledgers))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def ledger_rows(ledgers: Iterable[Ledger]) -> Iterable[list[str]]:
    """One row a stand, in the order of ``HEADINGS``; white space in the words is one space."""
    for ledger in ledgers:
        for matter in ledger.matters:
            for stand in matter.stands:
                yield [_harmless(cell) for cell in _cells(ledger, matter, stand)]


def _cells(ledger: Ledger, matter: Matter, stand: Stand) -> list[str]:
    return [
        ledger.about, str(matter.number), matter.label, stand.name or "", stand.kind,
        stand.act or "", stand.mode, stand.witness, stand.document, stand.source, stand.page or "",
        str(stand.start), str(stand.end), " ".join(stand.words.split()), "; ".join(stand.disputed),
        f"{stand.confidence:.2f}", "; ".join(stand.because),
    ]  # fmt: skip


def _harmless(text: str) -> str:
    """Text that no spreadsheet program runs as a formula."""
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text


def ledger_json(ledgers: Sequence[Ledger]) -> str:
    """Ledgers as JSON: what is unknown is absent."""
    rows = [_known(asdict(ledger)) for ledger in ledgers]
    return json.dumps({"ledgers": rows}, ensure_ascii=False, indent=1) + "\n"


def _known(value: object) -> object:
    if isinstance(value, dict):
        return {key: _known(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_known(part) for part in value]
    return value


def ledger_html(ledgers: Sequence[Ledger]) -> str:
    """Ledgers as one page that needs nothing else; everything from the records is escaped.

    For each matter a table: a row for each speaker, a column for each record.
    """
    environment = Environment(
        loader=PackageLoader("recension.publication", "collation_templates"), autoescape=True
    )
    page = environment.get_template("ledger.html")
    return page.render(ledgers=[(each, _tables(each)) for each in ledgers], stands=STANDS)


def _tables(ledger: Ledger) -> list[dict[str, object]]:
    return [
        {"number": matter.number, "label": matter.label, "rows": _speakers(ledger, matter)}
        for matter in ledger.matters
    ]


def _speakers(ledger: Ledger, matter: Matter) -> list[tuple[str, list[list[Stand]]]]:
    """For each speaker, in order of first speech, what each record has of him."""
    names = dict.fromkeys(stand.name or _UNKNOWN for stand in matter.stands)
    return [
        (
            name,
            [
                [s for s in matter.stands if (s.name or _UNKNOWN) == name and s.witness == siglum]
                for siglum, _ in ledger.witnesses
            ],
        )
        for name in names
    ]
