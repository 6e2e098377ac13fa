"""CSL-JSON: what Zotero, pandoc and citation processors read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

from recension.model.edition import Edition
from recension.publication.citation.citable import Citable, citable, date_parts


class CslJson:
    """Exports the documents as CSL-JSON 1.0.2, each a chapter of its source."""

    name: ClassVar[str] = "csl"
    summary: ClassVar[str] = "the documents for Zotero and other reference managers (CSL-JSON)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition's documents to ``target``."""
        items = [csl_item(item) for item in citable(edition)]
        text = json.dumps(items, ensure_ascii=False, indent=1)
        target.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def csl_item(item: Citable) -> dict[str, Any]:
    """One document as CSL-JSON has it.

    A date that CSL cannot say (a season, a decade, an hour) stands whole under ``custom``.
    Source: Citation Style Language, *CSL-JSON schema*, 1.0.2.
    """
    found: dict[str, Any] = {
        "id": item.key,
        "type": "chapter",
        "title": item.title,
        "genre": item.kind,
        "container-title": item.container,
        "chapter-number": item.number,
        "event-place": item.place,
        "author": _names(item.authors),
        "recipient": _names(item.recipients),
        "translator": _names((item.translator,) if item.translator else ()),
        "archive": item.repository,
        "archive_location": item.shelfmark,
        "page": item.pages,
        "language": item.language,
        "issued": csl_date(item.date),
        "custom": {"document": item.document} | ({"date": item.date} if item.date else {}),
    }
    return {name: value for name, value in found.items() if value}


def csl_date(edtf: str | None) -> dict[str, Any] | None:
    """A date as CSL's ``date-parts``; as it is where CSL has no parts for it."""
    if edtf is None:
        return None
    parts = [list(end) for end in date_parts(edtf)]
    if not parts:
        return {"literal": edtf}
    doubted = {"circa": True} if edtf.endswith(("?", "~", "%")) else {}
    return {"date-parts": parts} | doubted


def _names(names: tuple[str, ...]) -> list[dict[str, str]]:
    """Names as they are printed: CSL's ``literal`` is not taken apart."""
    return [{"literal": name} for name in names]
