"""The edition's tables for spreadsheets and scripts: JSON Lines and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from recension.model.edition import Edition
from recension.model.plain_data import Plain
from recension.publication.edition_json import Row, tables

_MOST = 500  # characters of a row's words; the text itself is in the edition folder
# What a spreadsheet program would run as a formula when it opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class JsonLines:
    """Exports one line a row, each with the name of its table."""

    name: ClassVar[str] = "jsonl"
    summary: ClassVar[str] = "one JSON object a line, each with the name of its table"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition to ``target``."""
        with target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            for name, rows in tables(edition):
                for row in rows:
                    stream.write(json.dumps({"table": name} | row, ensure_ascii=False) + "\n")


class CsvFolder:
    """Exports a folder with a CSV file a table."""

    name: ClassVar[str] = "csv"
    summary: ClassVar[str] = "a folder of tables, one CSV file each (UTF-8 with byte-order mark)"
    needs_folder: ClassVar[bool] = True

    def write(self, edition: Edition, target: Path) -> None:
        """Write a file for each table that has rows; the words of each row stand in ``words``."""
        target.mkdir()
        texts = {source.id: source.text.text for source in edition.sources}
        for name, rows in tables(edition):
            spoken = [_with_words(row, texts) for row in rows]
            if spoken:
                _write_csv(spoken, target / f"{name}.csv")


def _with_words(row: Row, texts: Mapping[str, str]) -> Row:
    """A row with the words that stand at its place, as a spreadsheet cannot look them up."""
    source, start, end = row.get("source"), row.get("start"), row.get("end")
    if isinstance(source, str) and isinstance(start, int) and isinstance(end, int):
        words = " ".join(texts[source][start : min(end, start + _MOST)].split())
        return row | {"words": f"{words} …" if end - start > _MOST else words}
    return row


def _write_csv(rows: list[Row], path: Path) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(_cells(row, columns) for row in rows)


def _cells(row: Row, columns: Iterable[str]) -> list[str]:
    return [_cell(row[name]) if name in row else "" for name in columns]


def _cell(value: Plain) -> str:
    """One cell: lists of texts joined by ``; ``, anything deeper as JSON."""
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return harmless("; ".join(map(str, value)))
    if isinstance(value, str):
        return harmless(value)
    return json.dumps(value, ensure_ascii=False)


def harmless(text: str) -> str:
    """Text that no spreadsheet program runs; the apostrophe is the usual guard."""
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text
