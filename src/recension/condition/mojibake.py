"""Mojibake: letters decoded in the wrong encoding, which can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value

_HIGH = bytes(range(0x80, 0xC0))
"""The bytes that go on with a letter of UTF-8."""
_WESTERN = "".join(_HIGH.decode(codec, "ignore") for codec in ("latin-1", "cp1252", "cp1250"))
_RUSSIAN = _HIGH.decode("cp1251", "ignore")
_SUSPECT = re.compile(
    rf"(?:[ÂÃÅÄÐÑÎÏ][{re.escape(_WESTERN)}]|[âï][{re.escape(_WESTERN)}]{{2}})+"
    rf"|(?:[РС][{re.escape(_RUSSIAN)}]){{3,}}|(?:вЂ[{re.escape(_RUSSIAN)}])+"
)
"""UTF-8 read byte by byte; three letters of a Cyrillic word at least, as two may be its own."""
_LEAD = re.compile("[ÂÃÅÄÐÑÎÏâïРСв]")
_WRONG = ("cp1252", "cp1250", "latin-1", "cp1251")


class Mojibake:
    """Letters that were decoded in the wrong encoding.

    ## What it finds
    Runs such as `Ã©`, `â€™` or `РџСЂРё` which, put back into bytes and read as UTF-8, give sound
    letters.

    ## Why it matters
    Names lose their letters (`MiloÅ¡`) and cannot be searched, sorted or matched; yet nothing is
    lost, as the way back is exact.

    ## When unsure
    Only what can be undone without a remainder is called mojibake. `Ã` and `Â` are letters too
    (Portuguese, Romanian, Vietnamese): calling them damage is the worse error.

    ## Sources
    The Unicode Standard 15, table 3-7 (well-formed UTF-8); ftfy's documentation on mojibake.
    """

    code: ClassVar[str] = "RC102"
    name: ClassVar[str] = "mojibake"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Try to undo each suspicious run."""
        for match in _suspects(source.text):
            undone = _undone(match.group())
            if undone is not None:
                codec, reading = undone
                yield Finding(
                    self.code,
                    Span(*match.span()),
                    Damage("mojibake", f"UTF-8 read as {codec}: was “{reading}”", reading),
                    0.97,
                    (f"back in {codec}, the bytes are sound UTF-8",),
                )


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """Suspicious runs; asked for only where one may begin, as a text has few such places."""
    done = 0
    for lead in _LEAD.finditer(text):
        if lead.start() >= done and (match := _SUSPECT.match(text, lead.start())):
            done = match.end()
            yield match


def _undone(run: str) -> tuple[str, str] | None:
    for codec in _WRONG:
        try:
            reading = run.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if len(reading) < len(run) and reading.isprintable():
            return codec, reading
    return None
