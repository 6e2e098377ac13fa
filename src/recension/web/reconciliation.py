"""A reconciliation service over an edition's persons, so that OpenRefine can use it; read-only.

It speaks the Reconciliation Service API, version 0.2, of the W3C Entity Reconciliation Community
Group (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/): the
manifest, batches of queries by GET and POST, and suggestions of entities. Scores run from 0 to 100.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from recension.edition import file
from recension.edition import folder as edition_folder
from recension.vocabularies.names.likeness import similarity
from recension.vocabularies.names.name_key import unmarked

_TYPE = {"id": "person", "name": "Person"}
_MOST_QUERIES, _MOST_BYTES, _MOST_RESULTS = 1000, 4_000_000, 50
_LEAST = 0.6  # similarity under which a name is no candidate
_MATCH, _AHEAD = 95.0, 10.0  # a match is as good as this, and this far ahead of the next
_YEARS = ("birth", "death")


class BadQuery(ValueError):
    """A query that does not follow the protocol; the message says where."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the edition as the service knows them."""

    id: str
    names: tuple[str, ...]
    years: dict[str, str | None]
    roles: tuple[str, ...]
    mentions: int


def candidates(folder: Path) -> list[Candidate]:
    """The persons of an edition.

    Raises:
        NotAnEdition: there is no edition in the folder.
    """
    with closing(file.connect(edition_folder.database(folder))) as connection:
        rows = connection.execute(
            "SELECT id, name, variants, birth, death, roles,"
            " (SELECT count(*) FROM mention WHERE mention.person = person.id)"
            " FROM person ORDER BY ordinal"
        ).fetchall()
    return [
        Candidate(
            row[0],
            (row[1], *json.loads(row[2])),
            {"birth": row[3], "death": row[4]},
            tuple(json.loads(row[5])),
            row[6],
        )
        for row in rows
    ]


def answer(query: Any, persons: Sequence[Candidate]) -> dict[str, Any]:  # noqa: ANN401 - from JSON
    """The answer to one query of a batch.

    Args:
        query: an object with ``query``, and perhaps ``limit``, ``type`` and ``properties``
            (``birth`` and ``death``: a year that contradicts takes much from the score).
        persons: of whom one may be meant.

    Raises:
        BadQuery: it is none.
    """
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise BadQuery("a query is an object with a text “query”")
    limit = query.get("limit", 5)
    if not isinstance(limit, int) or limit < 1:
        raise BadQuery("“limit” is a number above 0")
    kinds = query.get("type") or ["person"]
    if "person" not in ([kinds] if isinstance(kinds, str) else kinds):
        return {"result": []}
    years = _years_asked(query.get("properties") or ())
    scored = [(_score(query["query"], years, person), person) for person in persons]
    found = sorted(
        ((score, person) for score, person in scored if score >= 100 * _LEAST),
        key=lambda pair: (-pair[0], -pair[1].mentions),
    )
    return {"result": list(_results(found[: min(limit, _MOST_RESULTS)], _is_match(found)))}


def _is_match(found: Sequence[tuple[float, Candidate]]) -> bool:
    if not found or found[0][0] < _MATCH:
        return False
    return len(found) == 1 or found[0][0] - found[1][0] >= _AHEAD


def _results(found: Iterable[tuple[float, Candidate]], match: bool) -> Iterable[dict[str, Any]]:
    for rank, (score, person) in enumerate(found):
        yield {
            "id": person.id,
            "name": person.names[0],
            "description": _description(person),
            "type": [_TYPE],
            "score": round(score, 1),
            "match": match and rank == 0,
        }


def _description(person: Candidate) -> str:
    birth, death = person.years["birth"], person.years["death"]
    life = f"{birth or '?'}-{death or ''}" if birth or death else ""
    times = "1 mention" if person.mentions == 1 else f"{person.mentions:,} mentions"
    return "; ".join(filter(None, (life, *person.roles[:1], times)))


def _score(query: str, years: dict[str, str], person: Candidate) -> float:
    if not query.strip():
        return 0.0
    best = max(similarity(query, name) for name in person.names)
    if any(unmarked(query) == unmarked(name) for name in person.names):
        best = 1.0
    for name, year in years.items():
        known = person.years.get(name)
        if known and known[:4] != year[:4]:
            best *= 0.5
    return 100 * best


def _years_asked(properties: Any) -> dict[str, str]:  # noqa: ANN401 - from JSON
    if not isinstance(properties, list | tuple):
        raise BadQuery("“properties” is a list")
    asked = {}
    for one in properties:
        if isinstance(one, dict) and one.get("pid") in _YEARS:
            value = one.get("v")
            value = value[0] if isinstance(value, list) and value else value
            if value not in (None, "", []):
                asked[one["pid"]] = str(value)
    return asked


def manifest(address: str) -> dict[str, Any]:
    """What the service says of itself.

    Args:
        address: where the edition is served, without a stroke at the end.
    """
    return {
        "versions": ["0.1", "0.2"],
        "name": "Persons of a Recension edition",
        "identifierSpace": f"{address}/people/",
        "schemaSpace": f"{address}/people/",
        "defaultTypes": [_TYPE],
        "view": {"url": f"{address}/people/index.html#{{{{id}}}}"},
        "suggest": {
            "entity": {"service_url": f"{address}/reconcile", "service_path": "/suggest/entity"}
        },
    }


def routes(folder: Path) -> list[Route]:
    """The service's routes for one edition folder."""

    async def reconcile(request: Request) -> Response:
        try:
            batch = await _batch(request)
            if batch is None:
                return _said(request, manifest(_address(request)))
            persons = candidates(folder)
            return _said(request, {key: answer(one, persons) for key, one in batch.items()})
        except BadQuery as error:
            return _said(request, {"status": "error", "message": str(error)}, 400)

    async def suggest(request: Request) -> Response:
        prefix = request.query_params.get("prefix", "")
        return _said(request, {"result": _suggested(prefix, candidates(folder))})

    return [
        Route("/reconcile", reconcile, methods=["GET", "POST"]),
        Route("/reconcile/suggest/entity", suggest),
    ]


def _suggested(prefix: str, persons: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Persons of whose names a word begins so; those named most stand first."""
    wanted = unmarked(prefix)
    found = [
        person
        for person in persons
        if wanted and any(f" {wanted}" in f" {unmarked(name)}" for name in person.names)
    ]
    found.sort(key=lambda person: -person.mentions)
    return [
        {"id": p.id, "name": p.names[0], "description": _description(p), "notable": [_TYPE]}
        for p in found[:20]
    ]


async def _batch(request: Request) -> dict[str, Any] | None:
    given = request.query_params.get("queries")
    if given is None and request.method == "POST":
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > _MOST_BYTES:
                raise BadQuery("the batch is too large; send fewer queries at a time")
        form = parse_qs(body.decode("utf-8", errors="replace"))
        given = form.get("queries", [None])[0]
        if given is None:
            raise BadQuery("a POST has a form field “queries”")
    if given is None:
        return None
    try:
        batch = json.loads(given)
    except (ValueError, RecursionError):
        raise BadQuery("“queries” is not JSON") from None
    if not isinstance(batch, dict) or len(batch) > _MOST_QUERIES:
        raise BadQuery(f"“queries” is an object of at most {_MOST_QUERIES} queries")
    return batch


def _address(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _said(request: Request, data: dict[str, Any], status: int = 200) -> Response:
    """An answer; pages of this same machine (OpenRefine's) may read it, others not."""
    origin = request.headers.get("origin", "")
    headers = {"vary": "Origin"}
    if urlsplit(origin).hostname in ("127.0.0.1", "localhost"):
        headers["access-control-allow-origin"] = origin
    return JSONResponse(data, status, headers)
