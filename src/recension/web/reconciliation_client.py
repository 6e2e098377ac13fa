"""Asks a reconciliation service that the user names whom the persons of an edition may be.

The Reconciliation Service API, version 0.2, of the W3C Entity Reconciliation Community Group
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/). Nothing is sent
but names and years of life, and nothing is asked of a service that was not named.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode, urlsplit

from recension.model.edition import Entry
from recension.model.errors import ServiceError
from recension.model.values import Person

_BATCH = 20
_SECONDS = 60
_MOST_BYTES = 20_000_000
_SCHEMES = {"wikidata.org": "wikidata", "d-nb.info": "gnd", "viaf.org": "viaf"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom a service proposes for a person.

    Attributes:
        name: the person's name in the edition.
        scheme: the service's identifiers: ``wikidata``, ``gnd``, ``viaf``, or its host.
        id: the identifier there.
        label: the name there.
        score: as the service counts.
        match: whether the service is sure.
    """

    name: str
    scheme: str
    id: str
    label: str
    score: float
    match: bool


def proposals(
    persons: Sequence[Entry[Person]], service: str, kind: str | None = None
) -> Iterator[Proposal]:
    """Ask a service for persons, some at a time.

    Args:
        persons: of an edition.
        service: the address of its manifest.
        kind: the service's own type of persons (``Q5`` of Wikidata); absent: its first default.

    Raises:
        ServiceError: it does not answer, or not as the protocol says.
    """
    manifest = _asked(service, None)
    if "identifierSpace" not in manifest:
        raise ServiceError(service, "is no reconciliation service", "Give its manifest's address")
    scheme = scheme_of(str(manifest["identifierSpace"]))
    waiting = iter(persons)
    while some := list(islice(waiting, _BATCH)):
        batch = {f"q{n}": _query(person.value, kind) for n, person in enumerate(some)}
        answers = _asked(service, batch)
        for key, person in zip(batch, some, strict=True):
            yield from _read(answers.get(key), person.value.name, scheme, service)


def scheme_of(identifier_space: str) -> str:
    """A short name for a service's identifiers."""
    host = urlsplit(identifier_space).hostname or identifier_space
    known = (short for end, short in _SCHEMES.items() if host == end or host.endswith(f".{end}"))
    return next(known, host)


def _query(person: Person, kind: str | None) -> dict[str, Any]:
    query: dict[str, Any] = {"query": person.name, "limit": 3}
    if kind:
        query["type"] = kind
    years = {"birth": person.birth, "death": person.death}
    properties = [{"pid": name, "v": year} for name, year in years.items() if year]
    return query | ({"properties": properties} if properties else {})


def _read(answer: Any, name: str, scheme: str, service: str) -> Iterable[Proposal]:  # noqa: ANN401
    try:
        return [
            Proposal(
                name,
                scheme,
                str(one["id"]),
                str(one["name"]),
                float(one.get("score") or 0),
                one.get("match") is True,
            )
            for one in (answer or {}).get("result", ())
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _not_the_protocol(service, error) from error


def _asked(service: str, batch: dict[str, Any] | None) -> dict[str, Any]:
    if urlsplit(service).scheme not in ("http", "https"):
        raise ServiceError(service, "is no web address", "Begin it with https://")
    data = urlencode({"queries": json.dumps(batch)}).encode() if batch else None
    request = urllib.request.Request(service, data, {"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:
            answer = json.loads(response.read(_MOST_BYTES))
    except urllib.error.URLError as error:
        reason = getattr(error, "reason", error)
        raise ServiceError(service, f"does not answer ({reason})", "Try again later") from error
    except (OSError, ValueError) as error:
        raise _not_the_protocol(service, error) from error
    if not isinstance(answer, dict):
        raise _not_the_protocol(service, TypeError("no object"))
    return answer


def _not_the_protocol(service: str, error: Exception) -> ServiceError:
    problem = f"does not answer as the reconciliation protocol says ({error})"
    return ServiceError(service, problem, "Give the address of a reconciliation service")
