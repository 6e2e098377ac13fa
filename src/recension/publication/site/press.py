"""The press: turns a template and its values into a page at an address."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recension.model.edition import Edition
from recension.publication.site.markup import UNSHOWN


class Press:
    """Writes pages under one folder; the templates' folders mirror the site's addresses.

    Args:
        target: the site's folder.
        values: what every page says.
    """

    def __init__(self, target: Path, **values: object) -> None:
        self.target = target
        self._environment = _environment()
        self._environment.globals.update(values)

    def page(
        self, address: str, page_title: str, template: str | None = None, **values: object
    ) -> None:
        """Write one page; its template lies at the same address unless told otherwise."""
        path = self.target / address
        path.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * address.count("/")
        values |= {"address": address, "root": root, "page_title": page_title}
        html = self._environment.get_template(template or address).render(values)
        path.write_text(html, encoding="utf-8", newline="")

    def assets(self) -> None:
        """Copy style sheet, scripts and icon."""
        target = self.target / "assets"
        target.mkdir(parents=True, exist_ok=True)
        with as_file(files("recension.publication.site") / "assets") as folder:
            for path in sorted(folder.iterdir()):
                shutil.copyfile(path, target / path.name)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("recension.publication.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["counted"] = counted
    return environment


def _showable(value: object) -> object:
    """What a template prints: words of the source without what a page cannot hold."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return UNSHOWN.sub("\ufffd", value)
    return value


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: *1 note*, *2 notes*."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def edition_title(edition: Edition) -> str:
    """What an edition is called: by the names of its copies."""
    names = [Path(source.text.name).stem or source.text.name for source in edition.sources]
    if not names:
        return "An edition without copies"
    more = len(names) - 1
    return names[0] if not more else f"{names[0]} and {counted(more, 'other copy', 'other copies')}"
