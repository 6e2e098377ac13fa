"""Everything that can go wrong for a reason that the user can mend.

RecensionError                    exit status 2, one line: what, where, what to do
├── SourceError                   an input cannot be used
│   ├── MissingSource             no such file
│   ├── UnreadableSource          there is a file, but no text can be had from it
│   └── UnknownEncoding           its bytes are text in no encoding that we can vouch for
├── VocabularyError               a vocabulary file is malformed: file, place, reason
├── JourneyError                  readers that cannot run together
│   ├── UnmetNeed                 a reader needs findings that nobody gives before it
│   └── DuplicateCode             two readers claim one code
├── EditionError                  an edition folder or file cannot be used or written
│   ├── NotAnEdition              the folder is something else: it is left alone
│   ├── UnknownSchema             written by a newer Recension
│   ├── OutputFailed              disk full, no permission …; the former edition is whole
│   ├── DecisionsError            the editor's decisions file is malformed
│   └── AuthoritiesError          the editor's file of authority links is malformed
├── SentenceModelError            the folder of a sentence model cannot be used
├── ServiceError                  a service on the network does not answer, or not as it should
├── ArgumentError                 arguments that do not go together
└── PluginError                   an installed package's reader or exporter failed to load

A doubtful reading is a finding, never an exception.
"""

from __future__ import annotations


class RecensionError(Exception):
    """Base of all errors that a user can cause and mend.

    Attributes:
        place: the file, line or argument that the error is about.
        problem: what is wrong, in a few words.
        mend: a sentence that says what to do.
    """

    exit_code = 2

    def __init__(self, place: str, problem: str, mend: str) -> None:
        self.place, self.problem, self.mend = place, problem, mend
        super().__init__(f"{place}: {problem}. {mend}")


class SourceError(RecensionError):
    """An input cannot be used."""


class MissingSource(SourceError):
    """No such file."""


class UnreadableSource(SourceError):
    """There is a file, but no text can be had from it."""


class UnknownEncoding(SourceError):
    """The bytes are text in no encoding that can be vouched for."""


class VocabularyError(RecensionError):
    """A vocabulary file is malformed."""


class JourneyError(RecensionError):
    """Readers that cannot run together."""


class UnmetNeed(JourneyError):
    """A reader needs findings that nobody gives before it."""


class DuplicateCode(JourneyError):
    """Two readers claim one code."""


class EditionError(RecensionError):
    """An edition folder or file cannot be used or written."""


class NotAnEdition(EditionError):
    """The folder exists and is something else: it is left alone."""


class UnknownSchema(EditionError):
    """The edition file was written by a newer Recension."""


class OutputFailed(EditionError):
    """The output could not be written; what was there before is whole."""


class DecisionsError(EditionError):
    """The editor's decisions file is malformed."""


class AuthoritiesError(EditionError):
    """The editor's file of authority links is malformed."""


class GazetteerError(EditionError):
    """The gazetteer that the editor gave cannot be used."""


class SentenceModelError(RecensionError):
    """The folder of a sentence model cannot be used, or the extra for it is not installed."""


class ServiceError(RecensionError):
    """A service on the network does not answer, or not as its protocol says."""


class ArgumentError(RecensionError):
    """Arguments that do not go together."""


class PluginError(RecensionError):
    """An installed package's reader, exporter or vocabulary failed to load."""
