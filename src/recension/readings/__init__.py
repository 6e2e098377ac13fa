"""References, persons, places, dates, speech, letters, testimonia."""

from __future__ import annotations

from recension.model.reader import Reader
from recension.readings.date import DateReader
from recension.readings.date_order import DateOrder
from recension.readings.date_weekday import DateWeekday
from recension.readings.date_words import DateWords
from recension.readings.initials_mention import InitialsMention
from recension.readings.letter import LetterReader
from recension.readings.mention import MentionReader
from recension.readings.office_mention import OfficeMention
from recension.readings.organization import OrganizationReader
from recension.readings.person import PersonReader
from recension.readings.place import PlaceReader
from recension.readings.reference import ReferenceReader
from recension.readings.testimonium import TestimoniumReader
from recension.readings.utterance import UtteranceReader

READERS: tuple[Reader, ...] = (
    ReferenceReader(),
    DateReader(),
    DateWords(),
    DateWeekday(),
    DateOrder(),
    PersonReader(),
    MentionReader(),
    PlaceReader(),
    OrganizationReader(),
    UtteranceReader(),
    OfficeMention(),
    InitialsMention(),
    LetterReader(),
    TestimoniumReader(),
)
