"""From inputs to an edition folder: the whole way, as ``recension.build`` and the command go it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from recension import __version__, journey, plugins
from recension.collation.absent_witness import with_absent_witnesses
from recension.collation.decided_event import with_decided_events
from recension.collation.event import events_of
from recension.collation.judged_anew import JudgedAnew
from recension.collation.sentence_vectors import read_sentence_vectors
from recension.edition import folder
from recension.edition.assembly import assemble
from recension.edition.authorities import read_authorities, with_authorities
from recension.edition.coordinates import gazetteer_of, with_coordinates
from recension.edition.decisions import decisions_for
from recension.edition.decisions_applied import (
    DecisionWarning,
    decided_parties,
    undone,
    with_decided_rows,
    with_decisions,
    with_outcomes,
)
from recension.edition.file import load
from recension.edition.permanent_ids import CITED, with_permanent_ids
from recension.model.edition import Edition
from recension.model.errors import NotAnEdition
from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.source import read_sources

# Which exporter fills which part of an edition folder.
_PARTS = {"json": "edition.json", "tei": "tei", "site": "site"}


def build(
    inputs: Sequence[str | PathLike[str]],
    output: str | PathLike[str] | None = None,
    *,
    encoding: str | None = None,
    gazetteer: str | PathLike[str] | None = None,
    sentence_vectors: str | PathLike[str] | None = None,
    progress: journey.Progress | None = None,
) -> Edition:
    """Read copies and put an edition together; see :func:`recension.build`."""
    tell = progress or journey.silent
    if output is not None:
        folder.check(Path(output))
    vectors = read_sentence_vectors(Path(sentence_vectors), tell) if sentence_vectors else None
    places = gazetteer_of(Path(output) if output else None, Path(gazetteer) if gazetteer else None)
    sources = read_sources([Path(name) for name in inputs], progress=tell, encoding=encoding)
    folder_of = Path(output) if output is not None else None
    decisions = decisions_for([Path(name) for name in inputs], folder_of)
    edition, _ = with_decisions(assemble(_readings(sources, tell), decisions, __version__))
    if output is not None:
        edition = with_authorities(edition, read_authorities(Path(output)))
    edition = with_coordinates(edition, places)
    parties = decided_parties(edition)
    edition = with_absent_witnesses(
        with_decided_events(events_of(edition, vectors), parties, vectors)
    )
    edition = with_outcomes(edition, parties.told)
    if output is not None:
        edition = _as_cited_before(edition, Path(output))
    edition = with_decided_rows(edition, JudgedAnew)
    for one in undone(edition):
        warnings.warn(str(one), DecisionWarning, stacklevel=3)
    if output is not None:
        known = plugins.exporters()
        parts = {place: known[name] for name, place in _PARTS.items() if name in known}
        folder.put(edition, Path(output), parts, tell)
    return edition


def _readings(
    sources: Sequence[SourceText], tell: journey.Progress
) -> list[tuple[SourceText, Findings]]:
    readers = plugins.readers()
    return [(source, journey.read(source, readers, tell)) for source in sources]


def _as_cited_before(edition: Edition, output: Path) -> Edition:
    """The edition under the ids that the build before it gave, if there is one and it is whole."""
    try:
        path = folder.database(output)
        former = load(path, CITED)
    except NotAnEdition:
        return edition
    return with_permanent_ids(edition, former)
