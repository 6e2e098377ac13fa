"""What is true of the specimen's bulletin, as quotations and what is to be said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]

DOCUMENTS: tuple[tuple[str, str, str, Fields], ...] = (
    ("d0", "heading-matter", "THIS VOLUME IS INVENTED ... Number 7 (Autumn 1996)", {}),
    ("d1", "contents", "In this number ... Appendices . . . . . 84", {}),
    (
        "d2",
        "essay",
        "Counting Sturgeon: The Orsova Conference in Three Records\n\nBy Helena ... 1991).",
        {"title": "Counting Sturgeon: The Orsova Conference in Three Records", "language": "en"},
    ),
    ("d3", "notes", "NOTES\n\n¹ The map is ... The tapes are with the Seminar.", {"parent": "d2"}),
    (
        "d4",
        "heading-matter",
        "I. Three Records of the Orsova Conference, 3-4 November 1947\n\nThe ... of its own.",
        {},
    ),
    (
        "dA",
        "record",
        "DOCUMENT A ... jedinica opisa 41.",
        {
            "title": "Soviet Record of the Danube Fisheries Conference",
            "number": "A",
            "date": "1947-11-03T17:00",
            "place": "Orsova",
            "classification": "Secret",
            "translator": "Mira Kostka",
            "translated_from": ["ru"],
            "event": "e1",
        },
    ),
    (
        "dB",
        "record",
        'DOCUMENT B ... one: "in Galatz, on the 15th."',
        {
            "title": "Yugoslav Stenographic Record of the Conference on Fisheries",
            "number": "B",
            "date": "1947-11-03T17:10",
            "place": "Orsova",
            "classification": "Strictly confidential",
            "translator": "Mira Kostka",
            "translated_from": ["sh"],
            "event": "e1",
        },
    ),
    (
        "dC",
        "report",
        "DOCUMENT C ... See the essay, part III.",
        {
            "title": "Report of the Interpreter Sabin Oprean",
            "number": "C",
            "date": "1947-11-11",
            "place": "Turnu Severin",
            "translator": "Ion Pall",
            "translated_from": ["ro"],
            "event": "e1",
        },
    ),
    ("d5", "heading-matter", "II. Letters and Telegrams After the Conference", {"time": 2}),
    (
        "l1",
        "letter",
        "DOCUMENT 1\n ... Russian translation. Translated by Mira Kostka.]",
        {"number": "1", "date": "1947-11-08", "place": "Belgrade"},
    ),
    (
        "l2",
        "letter",
        "DOCUMENT 2\n ... Copy in Russian. Translated by Mira Kostka.]",
        {"number": "2", "date": "1947-11-19", "place": "Moscow"},
    ),
    (
        "l3",
        "letter",
        "DOCUMENT 3\n ... Original in Serbo-Croatian. Translated by Mira Kostka.]",
        {"number": "3", "date": "1947-11-23", "place": "Belgrade"},
    ),
    (
        "l4",
        "letter",
        "DOCUMENT 4\n ... Original in Bulgarian. Translated by Ion Pall.]",
        {"number": "4", "date": "1947-12-02", "place": "Sofia"},
    ),
    (
        "t5",
        "telegram",
        "DOCUMENT 5\n ... There were four powers.",
        {"number": "5", "date": "1947-11-06", "place": "Turnu Severin"},
    ),
    (
        "t6",
        "telegram",
        "DOCUMENT 6\n ... The round figure is the Legation's.",
        {"number": "6", "date": "1947-11-11T16:00", "place": "Bucharest"},
    ),
    ("d7", "heading-matter", "III. Appendices", {"time": 2}),
    (
        "a1",
        "directive",
        "APPENDIX 1\n ... are omitted here.—H.B.]",
        {
            "title": "Instructions to the Soviet Delegation",
            "number": "1",
            "date": "1947-05-27",
            "place": "Moscow",
            "classification": "Top secret",
            "translator": "Mira Kostka",
            "translated_from": ["ru"],
        },
    ),
    (
        "a2",
        "essay",
        "APPENDIX 2\n ... *Borba na Dunavu*, 1 May 1950.",
        {"title": "A Flag That Was Wet: The Boats of Vidin", "number": "2", "language": "en"},
    ),
    (
        "m1",
        "memorandum",
        "Minute from the Secretary's Office to the Prime Minister ... [TNA, PREM 8/512.]",
        {"date": "1949-01-31", "place": "London", "parent": "a2"},
    ),
    (
        "a3",
        "document",
        "APPENDIX 3\n ... that of the tape.]",
        {"title": "A Conversation with Vera Krstić", "number": "3", "place": "Zemun"},
    ),
    ("d6", "heading-matter", "Lower Danube Studies is published when ... been to Kladovo.", {}),
)

DAMAGE = (
    (
        "garble",
        "I ha veleft)-3(ev ... 0 -1.2 ti",
        "Page operators leaked into scrambled words; the note mark in them is debris.",
    ),
    (
        "garble",
        "Wed inde onrcap ... lteab acndle",
        "Letters shaken out of their words; the note mark in them is debris.",
    ),
    ("repetition", "who could not consult each other agree, as they", "A clause doubled."),
    (
        "repetition",
        "The Soviet side stock of sturgeon to the edge of destruction. The Soviet side",
        "A printed line taken twice.",
    ),
    ("mojibake", "È™", "UTF-8 read as Windows-1252: ș."),
    ("mojibake", "Äƒ", "UTF-8 read as Windows-1252: ă."),
    ("split-word", "al- ... lowed", "A word parted by a page head: allowed."),
)

# Points: the words before them.
POINTS = (
    (
        "break",
        "no sentence begins or ends in the",
        "The foot of the column is lost, and with it the call of note 16.",
    ),
    (
        "break",
        "gone for three quarters of an hour.\n\n",
        "The beginning of the paragraph is lost.",
    ),
    (
        "break",
        "Whoever wants sturgeon in ten years must build",
        "Two texts joined without a trace; three speeches are lost between them.",
    ),
    (
        "missing-notes",
        "¹⁶ AVP RF, f. 0125, op. 35, p. 129, d. 21, ll. 14-19.\n\n",
        "Notes 17 to 20 are called, and nothing carries them.",
    ),
)


@dataclass(frozen=True)
class Sequence:
    """A run of notes: the document that calls them, where their bodies stand, their labels."""

    document: str
    bodies: str
    labels: tuple[str, ...]
    unmarked: dict[str, str] = field(default_factory=dict)


def labels(first: int, last: int) -> tuple[str, ...]:
    """The labels of a run of notes."""
    return tuple(str(number) for number in range(first, last + 1))


NOTES = (
    Sequence(
        "d2",
        "¹ The map is in the Romanian ... initials: H.B.",
        labels(1, 28),
        {"28": "Conversations of 11 and 12 April 1989. The tapes are with the Seminar."},
    ),
    Sequence("dA", "¹ The Yugoslav stenographer ... where it is Sazhin's.", labels(1, 4)),
    Sequence("dA", "⁵ No such protocol ... jedinica opisa 41.", labels(5, 7)),
    Sequence("dB", '⁸ The abbreviations of names ... "in Galatz, on the 15th."', labels(8, 16)),
    Sequence("dC", "¹ [Translator's Note ... See the essay, part III.", labels(1, 5)),
    Sequence("t5", "¹ A confusion of two persons ... four powers.", labels(1, 1)),
    Sequence("a2", "[1] The hour is from ... 1 May 1950.", labels(1, 6)),
    Sequence("t6", "¹ So much for Oprean's tongue ... the Legation's.", labels(1, 1)),
)

CUT = {"d2": ("6",)}
TAILS = (("later professor at Novi Sad. ... jedinica opisa 33.", "d2"),)
STARRED = (
    (
        "l1",
        "the figure of 2,400 tons*",
        "* In my notes it stands so; I should be sorry to have misheard you.",
    ),
    ("l2", "I enclose an extract.*", "* The extract is not in the file. [H.B.]"),
)

AVP = {"repository": "AVP RF", "fond": "0125", "opis": "35", "papka": "129"}
TSDA = {"repository": "TsDA", "fond": "214K", "opis": "1"}
DOMAINS = {"repository": "ANIC", "fond": "Ministerul Domeniilor", "delo": "41/1947"}
COMMISSION = {"repository": "AJ", "fond": "105"}
KMJ = {"repository": "AJ", "fond": "KMJ"}
FO = {"repository": "TNA", "series": "FO 371", "file": "67245"}

REFERENCES: tuple[tuple[str, str, Fields], ...] = (
    (
        "publication",
        "*Locks and Keys: An Administrative History of the Iron Gates* (Vienna: Stromverlag, 1991)",
        {"title": "Locks and Keys: An Administrative History of the Iron Gates"},
    ),
    (
        "romanian",
        "ANIC, fond ... 41/1947, f. 102",
        DOMAINS | {"listy": "102"},
    ),
    (
        "publication",
        "Otto Lessing, *Die Donau als Grenze* ... pp. 311-318",
        {"title": "Die Donau als Grenze"},
    ),
    (
        "publication",
        "L. M. Arkhipova, *Dunai ... pp. 90-97",
        {"title": "Dunai v mezhdunarodnykh otnosheniiakh"},
    ),
    (
        "bulgarian",
        "Tsentralen dŭrzhaven arkhiv (TsDA), f. 214K, op. 1, a.e. 318, ll. 12-17",
        TSDA | {"edinitsa": "318", "listy": "12-17"},
    ),
    (
        "soviet",
        "Rossiiskii gosudarstvennyi arkhiv ekonomiki (RGAE), f. 8045, op. 3, d. 1127, ll. 40-41",
        {"repository": "RGAE", "fond": "8045", "opis": "3", "delo": "1127", "listy": "40-41"},
    ),
    (
        "soviet",
        "Arkhiv vneshnei politiki ... d. 21, l. 13",
        AVP | {"delo": "21", "listy": "13"},
    ),
    (
        "yugoslav",
        "Arhiv Jugoslavije (AJ), fond 105, fascikla 14, jedinica opisa 33",
        COMMISSION | {"edinitsa": "33"},
    ),
    (
        "uk",
        "The National Archives (TNA), FO 371/67245, R 14871/16/67",
        FO | {"title": "R 14871/16/67"},
    ),
    ("uk", "*ibid.*, R 15002/16/67", FO | {"title": "R 15002/16/67"}),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 21, ll. 2-5",
        AVP | {"delo": "21", "listy": "2-5", "time": 1},
    ),
    ("yugoslav", "AJ, KMJ, I-3-b/502, p. 4", KMJ | {"file": "I-3-b/502", "listy": "4"}),
    (
        "bulgarian",
        "TsDA, f. 214K, op. 1, a.e. 305, l. 6",
        TSDA | {"edinitsa": "305", "listy": "6", "time": 1},
    ),
    ("bulgarian", "ibid., l. 7", TSDA | {"edinitsa": "305", "listy": "7"}),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 21, l. 4",
        AVP | {"delo": "21", "listy": "4"},
    ),
    (
        "yugoslav",
        "AJ, fond 105, fascikla 14, jedinica opisa 35",
        COMMISSION | {"edinitsa": "35"},
    ),
    (
        "bulgarian",
        "TsDA, f. 214K, op. 1, a.e. 318, l. 14",
        TSDA | {"edinitsa": "318", "listy": "14"},
    ),
    (
        "publication",
        "Kh. Tanev, *Spomeni ot rekata* ... pp. 140-143",
        {"title": "Spomeni ot rekata"},
    ),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 21, ll. 14-19",
        AVP | {"delo": "21", "listy": "14-19", "time": 1},
    ),
    ("publication", "Lessing, *Die Donau*, pp. 44-46", {"title": "Die Donau"}),
    ("publication", "*Monitorul DunÄƒrii*, no. 12 (1908) and no. 2 (1909)", {}),
    ("uk", "FO 371/67245, R 14790/16/67", FO | {"title": "R 14790/16/67"}),
    (
        "us",
        "National Archives and Records Administration (NARA), RG 59, 840.811/11-1147",
        {"repository": "NARA", "fond": "RG 59", "file": "840.811/11-1147"},
    ),
    (
        "us",
        'RG 84, Bucharest Legation Files, Lot 54 F 190, Box 12, Folder "Inland Navigation."',
        {"repository": "NARA", "fond": "RG 84", "file": "Lot 54 F 190", "box": "12"},
    ),
    ("uk", "TNA, CAB 121/605", {"repository": "TNA", "series": "CAB 121", "file": "605"}),
    (
        "uk",
        "PREM 8/512",
        {"repository": "TNA", "series": "PREM 8", "file": "512", "time": 1},
    ),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 22, l. 31",
        AVP | {"delo": "22", "listy": "31"},
    ),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 21, ll. 14-19",
        AVP | {"delo": "21", "listy": "14-19", "time": 2},
    ),
    (
        "romanian",
        "ANIC, fond Ministerul Domeniilor, dosar 41/1947, f. 97",
        DOMAINS | {"listy": "97"},
    ),
    ("romanian", "*ibid.*, f. 99", DOMAINS | {"listy": "99"}),
    (
        "yugoslav",
        "AJ, fond 105, fascikla 14, jedinica opisa 41",
        COMMISSION | {"edinitsa": "41"},
    ),
    (
        "yugoslav",
        "Arhiv Jugoslavije, Belgrade ... I-3-b/503, pp. 23-31",
        KMJ | {"file": "I-3-b/503", "listy": "23-31"},
    ),
    (
        "bulgarian",
        "TsDA, f. 214K, op. 1, a.e. 318, l. 15",
        TSDA | {"edinitsa": "318", "listy": "15"},
    ),
    ("publication", "*Vodoprivreda* 2, no. 4, pp. 17-29", {}),
    (
        "yugoslav",
        "AJ, fond 105, fascikla 14, jedinica opisa 38",
        COMMISSION | {"edinitsa": "38"},
    ),
    ("yugoslav", "ibid., jedinica opisa 39", COMMISSION | {"edinitsa": "39"}),
    (
        "romanian",
        "Arhivele Naționale Istorice Centrale (ANIC) ... ff. 88-93",
        DOMAINS | {"listy": "88-93"},
    ),
    ("romanian", "ibid., f. 87", DOMAINS | {"listy": "87"}),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 23, ll. 3-4",
        AVP | {"delo": "23", "listy": "3-4"},
    ),
    ("soviet", "Ibid., l. 5", AVP | {"delo": "23", "listy": "5"}),
    (
        "bulgarian",
        "TsDA, f. 214K, op. 1, a.e. 318, l. 21",
        TSDA | {"edinitsa": "318", "listy": "21"},
    ),
    ("yugoslav", "AJ, KMJ, I-3-b/504, p. 2", KMJ | {"file": "I-3-b/504", "listy": "2"}),
    (
        "uk",
        "The National Archives, FO 371/67245, R 14871/16/67",
        FO | {"title": "R 14871/16/67"},
    ),
    (
        "us",
        "NARA, RG 59, Central Decimal File 1945-49, Box 6514, 840.811/11-1147",
        {"repository": "NARA", "fond": "RG 59", "box": "6514", "file": "840.811/11-1147"},
    ),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 21, ll. 2-5",
        AVP | {"delo": "21", "listy": "2-5", "time": 2},
    ),
    (
        "uk",
        "TNA, PREM 8/512",
        {"repository": "TNA", "series": "PREM 8", "file": "512"},
    ),
    (
        "bulgarian",
        "TsDA, f. 214K, op. 1, a.e. 305, l. 6",
        TSDA | {"edinitsa": "305", "listy": "6", "time": 2},
    ),
    ("bulgarian", "TsDA, f. 214K, op. 1, a.e. 306", TSDA | {"edinitsa": "306"}),
    ("publication", "Tanev, *Spomeni ot rekata*, p. 139", {"title": "Spomeni ot rekata"}),
    (
        "romanian",
        "ANIC, fond Căpitănia ... ff. 12-14",
        {
            "repository": "ANIC",
            "fond": "Căpitănia Portului Turnu Severin",
            "delo": "7/1951",
            "listy": "12-14",
        },
    ),
    (
        "soviet",
        "AVP RF, f. 0125, op. 35, p. 129, d. 22, l. 33",
        AVP | {"delo": "22", "listy": "33"},
    ),
    (
        "yugoslav",
        "AJ, fond 105, fascikla 15, jedinica opisa 7",
        COMMISSION | {"edinitsa": "7"},
    ),
    ("publication", "*Borba na Dunavu*, 1 May 1950", {"title": "Borba na Dunavu"}),
)
