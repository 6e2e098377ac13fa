"""Whatever an edition says: its site is written whole, links lead somewhere, nothing runs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from recension.model.edition import Edition
from recension.publication.site import write_site
from recension.publication.site.leaf import shown
from recension.publication.site.shares import Shares
from recension.publication.site.volume import Volume
from tests.laws.arbitrary_editions import editions
from tests.pages.reading import broken_links, read_site

_SCRIPTS = {
    "site.js", "hits.js", "synopsis.js",
    "search.js", "search-words.js", "search-letters.js", "index.js",  # the last: the index
}  # fmt: skip


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(editions())
def test_pages_are_well_formed_lead_somewhere_and_run_nothing_of_the_copy(
    edition: Edition,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_site(edition, site)
        pages = read_site(site)
        assert broken_links(site, pages) == []
        for address, page in pages.items():
            assert {str(src).rsplit("/")[-1] for src in page.scripts} <= _SCRIPTS, address
            assert page.handlers == [], address
            assert "\0" not in page.text


@settings(max_examples=100, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(editions())
def test_every_word_of_the_copies_is_on_some_page(edition: Edition) -> None:
    volume = Volume(edition)
    seen: dict[str, set[int]] = {source.id: set() for source in edition.sources}
    for leaf in volume.leaves:
        for _, span in shown(volume, leaf).passages:
            seen[leaf.source].update(range(span.start, span.end))
    for head in edition.running_heads:
        if head.source and head.span:
            seen[head.source].update(range(head.span.start, head.span.end))
    for source in edition.sources:
        text = source.text.text
        lost = [i for i, c in enumerate(text) if not c.isspace() and i not in seen[source.id]]
        assert lost == []


@given(st.data())
def test_shares_cover_a_source_once(data: st.DataObject) -> None:
    edition = data.draw(editions())
    for source in edition.sources:
        documents = [d for d in edition.documents if d.source == source.id]
        rows = Shares(len(source.text.text), documents).rows
        at = 0
        for share in rows:
            assert share.span.start == at
            assert len(share.span) > 0
            at = share.span.end
        assert at == len(source.text.text)
