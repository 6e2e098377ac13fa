"""Where authority files show a person's record."""

from __future__ import annotations

from recension.model.values import Authority

#: Scheme of the authority file → what stands before the id in the record's address.
_SHOWN_AT = {
    "wikidata": "https://www.wikidata.org/wiki/",
    "viaf": "https://viaf.org/viaf/",
    "gnd": "https://d-nb.info/gnd/",
    "lcnaf": "https://id.loc.gov/authorities/names/",
}


def authority_address(authority: Authority) -> str | None:
    """Where an authority file shows a person; None for a file that is not known."""
    before = _SHOWN_AT.get(authority.scheme.casefold())
    plain = authority.id.replace("-", "")
    return f"{before}{authority.id}" if before and plain.isascii() and plain.isalnum() else None
