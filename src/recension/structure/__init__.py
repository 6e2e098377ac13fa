"""Volume, documents, headings, notes and their calls, editorial marks."""

from __future__ import annotations

from recension.model.reader import Reader
from recension.structure.document import DocumentReader
from recension.structure.missing_notes import MissingNotes
from recension.structure.note import NoteReader

READERS: tuple[Reader, ...] = (DocumentReader(), NoteReader(), MissingNotes())
