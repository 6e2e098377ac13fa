"""Volume, documents, headings, notes and their calls, editorial marks."""

from __future__ import annotations

from recension.model.reader import Reader
from recension.structure.cross_reference import CrossReferenceReader
from recension.structure.document import DocumentReader
from recension.structure.document_date import DocumentDate
from recension.structure.document_number import DocumentNumber
from recension.structure.editorial_mark import EditorialMarkReader
from recension.structure.identifier import IdentifierReader
from recension.structure.missing_document import MissingDocument
from recension.structure.missing_notes import MissingNotes
from recension.structure.note import NoteReader
from recension.structure.note_order import NoteOrder
from recension.structure.pointer_target import PointerTarget
from recension.structure.role import RoleReader
from recension.structure.telegram_heading import TelegramHeadingReader

READERS: tuple[Reader, ...] = (
    TelegramHeadingReader(),
    DocumentReader(),
    NoteReader(),
    MissingNotes(),
    CrossReferenceReader(),
    RoleReader(),
    EditorialMarkReader(),
    MissingDocument(),
    DocumentNumber(),
    DocumentDate(),
    NoteOrder(),
    IdentifierReader(),
    PointerTarget(),
)
