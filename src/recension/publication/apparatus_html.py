"""Differences between copies as one page that needs nothing else."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from recension.model.apparatus import Apparatus, Variation
from recension.publication.apparatus_json import relation_of

_CONTEXT = 60


def apparatus_html(apparatus: Apparatus) -> str:
    """The collation as an HTML page; everything from the copies is escaped."""
    environment = Environment(
        loader=PackageLoader("recension.publication", "collation_templates"), autoescape=True
    )
    return environment.get_template("apparatus.html").render(
        title=" · ".join(copy.title for copy in apparatus.copies),
        copies=apparatus.copies,
        places=[_place(apparatus, place) for place in apparatus.places],
        best=apparatus.best_text(),
    )


def _place(apparatus: Apparatus, place: Variation) -> dict[str, object]:
    at = place.readings[0].attested[0]
    text = next(c.text for c in apparatus.copies if c.name == at.copy)
    return {
        "kind": place.kind,
        "colour": relation_of(place.kind),
        "before": text[max(0, at.start - _CONTEXT) : at.start],
        "after": text[at.end : at.end + _CONTEXT],
        "readings": place.readings,
        "best": place.best,
        "told": place.confidence > 0.5,
        "sure": round(100 * place.confidence),
        "because": place.because,
    }
