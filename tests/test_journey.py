"""The journey refuses orders that cannot work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import pytest

from recension.journey import check_order
from recension.model.errors import DuplicateCode, UnmetNeed
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import Damage, Note, Value


class _Giver:
    code: ClassVar[str] = "T1"
    name: ClassVar[str] = "giver"
    since: ClassVar[str] = "0"
    level: ClassVar[Level] = "note"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        return ()


class _Needer(_Giver):
    code: ClassVar[str] = "T2"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage,)
    gives: ClassVar[tuple[type[Value], ...]] = (Note,)


def test_a_need_met_before_is_fine() -> None:
    check_order([_Giver(), _Needer()])


def test_a_need_met_after_is_refused() -> None:
    with pytest.raises(UnmetNeed, match="T2"):
        check_order([_Needer(), _Giver()])


def test_two_readers_with_one_code_are_refused() -> None:
    with pytest.raises(DuplicateCode, match="T1"):
        check_order([_Giver(), _Giver()])
