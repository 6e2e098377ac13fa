"""``recension export``: an edition in another format."""

from __future__ import annotations

from pathlib import Path

import click


class _ListsFormats(click.Command):
    """A command whose help lists the formats, those of other packages too."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from recension import plugins

        with formatter.section("Formats"):
            formatter.write_dl([(name, e.summary) for name, e in plugins.exporters().items()])
        super().format_epilog(ctx, formatter)


@click.command(cls=_ListsFormats, epilog="Example:  recension export edition --to csv -o tables")
@click.argument("folder", metavar="DIR")
@click.option("--to", "form", required=True, metavar="FORMAT", help="One of the formats below.")
@click.option("-o", "--output", required=True, metavar="PATH", help="The file or folder to write.")
def export(folder: str, form: str, output: str) -> None:
    """Write the edition in the folder DIR in another format."""
    from recension import plugins
    from recension.edition import output as writing
    from recension.edition.folder import open_edition
    from recension.model.errors import ArgumentError

    known = plugins.exporters()
    if form not in known:
        mend = f"Choose one of: {', '.join(known)}"
        raise ArgumentError(f"--to {form}", "there is no such format", mend)
    writing.export(open_edition(Path(folder)), Path(output), known[form])
