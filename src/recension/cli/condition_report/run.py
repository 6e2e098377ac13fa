"""One run of the report over many inputs, one at a time, beside a baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import click

from recension import journey, plugins
from recension.cli.condition_report.baseline import Known, baseline_text, known, read_baseline
from recension.cli.condition_report.choice import Choice
from recension.cli.condition_report.condition import Condition, condition_of
from recension.cli.progress import TerminalProgress
from recension.model.errors import ArgumentError, SourceError
from recension.model.reader import LEVELS, Level, Reader
from recension.model.values import CrossReference, Damage, Note, RunningHead, Value
from recension.source import read_source
from recension.source.source_names import source_names


@dataclass
class Run:
    """One run over the inputs, one at a time: neither texts nor findings are kept.

    Attributes:
        inputs: as the user named them.
        choice: what is to be reported.
        encoding: of plain texts, where the user knows it.
        baseline: the file with the known state, if there is one.
        renews: whether the present state is to be the known one.
        unusable: how many inputs could not be read.
        gravest: the level of the gravest finding that is reported and new.
    """

    inputs: Sequence[str]
    choice: Choice
    encoding: str | None
    baseline: Path | None
    renews: bool
    unusable: int = 0
    gravest: Level = "reading"
    _present: dict[str, list[Known]] = field(default_factory=dict)

    def begun(self) -> Iterator[Condition]:
        """The conditions, the first of which is at hand: a report begins only where there is one.

        Raises:
            SourceError: the only input cannot be read.
            ArgumentError: codes that are unknown, one file twice, a baseline that is none.
        """
        rows = self._conditions()
        first = next(rows, None)
        return iter(()) if first is None else chain([first], rows)

    def _conditions(self) -> Iterator[Condition]:
        every, choice = plugins.readers(), self.choice
        _refuse_unknown([*choice.select, *choice.ignore, *choice.severities], every)
        readers = needed(every, choice)
        before = self._before()
        progress = _OfMany(TerminalProgress(), len(self.inputs))
        paths = [Path(name) for name in self.inputs]
        try:
            for given, path, name in zip(self.inputs, paths, source_names(paths), strict=True):
                condition = self._condition(given, path, name, readers, before, progress)
                if condition is None:
                    continue
                self.gravest = max(self.gravest, condition.gravest(), key=LEVELS.index)
                if self.renews:
                    text, remarks = condition.source.text, condition.remarks
                    self._present[name] = [known(text, r.finding) for r in remarks]
                progress.close()
                yield condition
        finally:
            progress.close()

    def _condition(
        self,
        given: str,
        path: Path,
        name: str,
        readers: Sequence[Reader],
        before: Mapping[str, Sequence[Known]] | None,
        progress: _OfMany,
    ) -> Condition | None:
        progress.begin(given)
        try:
            source = replace(read_source(path, self.encoding), name=name)
        except SourceError as error:
            # A single input that cannot be read is the whole answer; one of many is a line of it.
            if len(self.inputs) == 1:
                raise
            self.unusable += 1
            progress.close()
            click.echo(f"recension: {' '.join(str(error).split())}", err=True)
            return None
        findings = journey.read(source, readers, progress)
        rows = None if before is None else before.get(name, ())
        return condition_of(given, source, findings, readers, self.choice, rows)

    def _before(self) -> Mapping[str, Sequence[Known]] | None:
        if self.baseline is None or (self.renews and not self.baseline.exists()):
            return None
        return read_baseline(self.baseline)

    def present(self) -> str:
        """A baseline file of the present state; sources in it that were no inputs stay."""
        return baseline_text({**(self._before() or {}), **self._present})


# What the report adds up is made of these, whichever rules are listed.
_ADDED_UP: frozenset[type[Value]] = frozenset({Damage, Note, RunningHead, CrossReference})


def needed(readers: Sequence[Reader], choice: Choice) -> Sequence[Reader]:
    """The readers without those at the end that give nothing to the report.

    Only at the end: a later reader cannot change what an earlier one says.
    """
    last = 0
    for number, reader in enumerate(readers, 1):
        level = choice.level(reader.code, reader.level)
        # A choice without a selection reports what is more than a reading, one with it its own.
        if choice.has(reader.code, level, 1.0) or not _ADDED_UP.isdisjoint(reader.gives):
            last = number
    return readers[:last]


class _OfMany:
    """Progress over several inputs: the steps of each are parts of one bar."""

    def __init__(self, progress: TerminalProgress, inputs: int) -> None:
        self._progress, self._inputs, self._begun, self._name = progress, inputs, 0, ""

    def begin(self, name: str) -> None:
        self._begun, self._name = self._begun + 1, Path(name).name
        self("reading", 0, 1)

    def __call__(self, what: str, done: int, total: int) -> None:
        step = what.rpartition(": ")[2]
        many = f"{self._begun} of {self._inputs}, " if self._inputs > 1 else ""
        share = (self._begun - 1) * total + done
        self._progress(f"{many}{self._name}: {step}", share, self._inputs * total)

    def close(self) -> None:
        self._progress.close()


def _refuse_unknown(codes: Iterable[str], readers: Sequence[Reader]) -> None:
    for code in codes:
        if not any(reader.code.startswith(code) for reader in readers):
            mend = "`recension rule` lists all rules"
            raise ArgumentError(code, "no rule's code begins so", mend)
