"""What state the copy is in: one file for each kind of damage."""

from __future__ import annotations

from recension.condition.archival_string import ArchivalString
from recension.condition.capital_text import CapitalTextReader
from recension.condition.crossed_columns import CrossedColumns
from recension.condition.displaced_fragment import DisplacedFragment
from recension.condition.doubtful_encoding import DoubtfulEncoding
from recension.condition.fabricated import Fabricated
from recension.condition.garble import Garble
from recension.condition.misread_word import MisreadWord
from recension.condition.mojibake import Mojibake
from recension.condition.page_sequence import PageSequence
from recension.condition.repetition import Repetition
from recension.condition.running_head import RunningHeadLine
from recension.condition.scan_noise import ScanNoise
from recension.condition.split_word import SplitWord
from recension.condition.text_break import TextBreak
from recension.model.reader import Reader

READERS: tuple[Reader, ...] = (
    ArchivalString(),
    CapitalTextReader(),
    RunningHeadLine(),
    DoubtfulEncoding(),
    Mojibake(),
    Garble(),
    ScanNoise(),
    CrossedColumns(),
    Repetition(),
    SplitWord(),
    TextBreak(),
    PageSequence(),
    DisplacedFragment(),
    Fabricated(),
    MisreadWord(),
)
