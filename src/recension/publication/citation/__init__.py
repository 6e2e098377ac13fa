"""How a document of the edition is cited, and the files that reference managers read."""

from __future__ import annotations

from recension.publication.citation.bibtex import BibTex
from recension.publication.citation.csl_json import CslJson
from recension.publication.citation.ris import Ris

__all__ = ["BibTex", "CslJson", "Ris"]
