"""Reads written pages without a browser: what they link to, what they name, what they run."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_VOID = frozenset({"meta", "link", "input", "br", "rect", "path"})


class PageReader(HTMLParser):
    """One page, parsed; complains of tags that do not match and of ids given twice."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if identity := given.get("id"):
            assert identity not in self.ids, f"id {identity} twice"
            self.ids.add(identity)
        self.links += [v for k, v in attrs if k in ("href", "src") and v]
        self.handlers += [k for k, _ in attrs if k.startswith("on") or k == "style"]
        if tag == "script" and given.get("type") != "application/ld+json":
            self.scripts.append(given.get("src"))
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> where {self._open} is open"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words between the tags."""
        return "".join(self.words)


def read_site(site: Path) -> dict[str, PageReader]:
    """All pages of a site by address."""
    return {
        path.relative_to(site).as_posix(): PageReader(path.read_bytes().decode("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def broken_links(site: Path, pages: dict[str, PageReader]) -> list[str]:
    """Links of a site that lead to no file, or to no id of a page."""
    broken = []
    for address, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue  # a small file that the link itself carries
            assert not parts.scheme, f"{address} leads outside: {link}"
            path = (site / address).parent / unquote(parts.path) if parts.path else site / address
            target = path.resolve()
            known = (
                pages.get(target.relative_to(site.resolve()).as_posix())
                if (target.is_relative_to(site.resolve()))
                else None
            )
            if not target.exists() or (parts.fragment and known and unquote(parts.fragment)
                                       not in known.ids):  # fmt: skip
                broken.append(f"{address}: {link}")
    return broken
