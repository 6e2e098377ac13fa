"""What is true of the three records together: who speaks, what answers what, who says otherwise."""

from __future__ import annotations

SPEAKERS = {
    "Vešnjakov": "p1",
    "Sažin": "p2",
    "Đorđević": "p4",
    "Marić": "p6",
    "Tanev": "p8",
    "Mošojanu": "p10",
}

SAID_IN_A = (
    ("Moshoianu, opening the conference ... be elected chairman.", "p10"),
    ("Com. Veshniakov thanked ... credit for equipment.", "p1"),
    ("Marich reported on the state ... common means.", "p6"),
    ("Com. Veshniakov supported ... the builders.", "p1"),
    ("Passing to the question of the total catch ... length of their banks.", "p1"),
    ("Com. Veshniakov remarked in this connection ... the net does.", "p1"),
    ("Dzhordzhevich asked whether ... arms of the river.", "p4"),
    ("Com. Veshniakov replied that ... the main channel.", "p1"),
    ("Dzhordzhevich agreed.", "p4"),
    ("Tanev stated that ... carry it out.", "p8"),
    ("Moshoianu said that a limit ... of the year 1938.", "p10"),
    ("Com. Veshniakov noted this ... a separate protocol.", "p1"),
    ("On the question of supervision, com. Sazhin ... directed from Izmail.", "p2"),
    ("In reply to a question ... not command.", "p2"),
    ("On the question of credit, com. Veshniakov ... at two percent.", "p1"),
    ("Dzhordzhevich thanked com. Veshniakov ... opening of the season.", "p4"),
    ("Com. Veshniakov promised to examine this.", "p1"),
)

EVENTS = [
    {
        "id": "e1",
        "label": "Danube Fisheries Conference",
        "date": "1947-11-03/1947-11-04",
        "place": "Orsova",
        "participants": ["p1", "p2", "p3", "p4", "p6", "p7", "p8", "p9", "p10", "p11"],
        "witnesses": [
            {"siglum": "S", "document": "dA", "extant": True},
            {"siglum": "Y", "document": "dB", "extant": True},
            {"siglum": "R", "document": "dC", "extant": True},
            {"siglum": "B", "name": "Bulgarian record (Radev)", "extant": False},
        ],
    }
]

# Label, relation, why, and the passages by the record's letter.
GROUPS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Who was there",
        "expands",
        "A gives the offices; B adds the stenographer.",
        (
            ("A", "from the USSR side – ... interpreter S. Oprian."),
            ("B", "Present: for the U.S.S.R. ... Krstić (record)."),
        ),
    ),
    (
        "Welcome and chair",
        "paraphrases",
        "The host proposes the guest in all three.",
        (
            ("A", "Moshoianu, opening the conference ... adopted unanimously."),
            ("B", "M[ošojanu]: Greets everybody. ... Đ[orđević]: Seconds."),
            ("C", "The Under-Secretary welcomes ... takes a parcel."),
        ),
    ),
    (
        "The Soviet interest: order",
        "paraphrases",
        "Order is what the chairman asks for in all three; A adds the agenda.",
        (
            ("A", "Com. Veshniakov thanked ... to the agenda."),
            ("B", "V[ešnjakov] (taking the chair) ... what is easy."),
            ("C", "He says that his country ... asks whose."),
        ),
    ),
    (
        "The closed season",
        "agrees",
        "April 1 to June 15 in A and B; C says the middle of June.",
        (
            ("A", "On the first question ... of each year."),
            ("B", "The closed season. ... Accepted by all."),
            ("C", "The closed season is settled ... without a conference."),
        ),
    ),
    (
        "The hatchery at Kladovo",
        "expands",
        "B has the engineer's reasons, A the decision; B breaks off where the pumps are asked for.",
        (
            ("A", "On the second question ... hatchery at Kladovo."),
            ("B", "M[arić]: Reports on the spawning ... Accepted: hatchery at Kladovo."),
            ("C", "Then the young Yugoslav engineer ... Everybody is for the hatchery."),
        ),
    ),
    (
        "The total catch",
        "contradicts",
        "4,200 tons in A, 2,400 in B, over four thousand in C.",
        (
            ("A", "The Soviet side proposed to limit ... length of their banks."),
            ("B", "V[ešnjakov]: Now the catch. ... according to the banks."),
            ("C", "After that we come to the quantity ... to say it twice."),
        ),
    ),
    (
        "How a bank is measured",
        "paraphrases",
        "The same question and answer in all three.",
        (
            ("A", "Dzhordzhevich asked whether ... along the main channel."),
            ("B", "Đ[orđević]: Banks of what? ... Of the main stream."),
            ("C", "Mr. Djordjevich wishes to know ... without the arms."),
        ),
    ),
    (
        "Đorđević's answer",
        "contradicts",
        "He agrees in A, cannot agree in B, says neither yes nor no in C.",
        (
            ("A", "Dzhordzhevich agreed."),
            ("B", "Đ[orđević]: Then the comrades ... a figure tonight."),
            ("C", "He says neither yes nor no. ... the sound of it."),
        ),
    ),
    (
        "The fish and the net",
        "attribution-differs",
        "Veshniakov says it in A, Sazhin in B; C is not sure.",
        (
            ("A", "Com. Veshniakov remarked ... but the net does."),
            ("B", "S[ažin]: The fish does not know ... does not laugh.)"),
            ("C", "It was then that somebody said ... translated it for both."),
        ),
    ),
    (
        "The Bulgarians accept",
        "agrees",
        "Acceptance in both; B gives a condition.",
        (
            ("A", "Tanev stated that ... carry it out."),
            ("B", "T[anev]: The Bulgarian delegation accepts."),
        ),
    ),
    (
        "The boats of Vidin",
        "expands",
        "Nine boats in both; B gives the exchange about the flag.",
        (
            ("B", "It would accept more gladly ... by the proper organs."),
            ("C", "Mr. Tanev, who is a large ... on the water."),
        ),
    ),
    (
        "Salt",
        "expands",
        "9,000 tons at the price of 1938 in all; A gives the argument.",
        (
            ("A", "Moshoianu said that a limit ... a separate protocol."),
            ("B", "M[ošojanu]: Salt. ... A separate paper."),
            ("C", "they were speaking of salt ... without a question."),
        ),
    ),
    (
        "The patrol",
        "paraphrases",
        "Two vessels from each state under Izmail; direction and not command.",
        (
            ("A", "On the question of supervision ... The proposal was adopted."),
            ("B", "S[ažin]: A ban without boats ... chosen the other."),
            ("C", "After dinner the Admiral ... it is a direction."),
        ),
    ),
    (
        "Coal",
        "agrees",
        "The captain's question is not answered in either.",
        (
            ("B", "(Captain Đorđević asks who ... No answer.)"),
            ("C", "A captain who had come in ... is looked at."),
        ),
    ),
    (
        "The credit",
        "agrees",
        "Three million rubles, thirty boats, six years, two percent in both.",
        (
            ("A", "On the question of credit ... to examine this."),
            ("B", "Đ[orđević]: We have asked ... I shall look into it."),
        ),
    ),
    (
        "The next meeting",
        "contradicts",
        "December 15 in A, 5 December in B, before Saint Nicholas in C.",
        (
            ("A", "It was agreed that the commission ... sign the protocols."),
            ("B", "Next meeting, of experts: Galați, 5 December."),
            ("C", "They are to meet again ... Saint Nicholas."),
        ),
    ),
)

ONLY = (
    ("A", "The conference lasted nine hours ... businesslike and friendly.", "omitted"),
    ("B", "V[ešnjakov] (reads aloud ... with attention.", "omitted"),
    ("C", "At this point I was sent out ... than the rest.", "omitted"),
    ("C", "Mr. Veshneakov shook hands ... a good school.", "omitted"),
)

TESTIMONIA = (
    (
        "B",
        "corroborates",
        "The Bulgarian record gives 4,200 ... over an erasure.",
    ),
    ("B", "corroborates", "the Bulgarian record has the same figure over an erasure"),
    ("B", "corroborates", "Krstić gives it to Sazhin, and so does the Bulgarian record"),
    (
        "Tanev's memoirs",
        "attribution-differs",
        "Tanev, in memoirs ... gives it to Moșoianu and adds a gesture.",
    ),
    ("S", "words-differ", "The Soviet record has 4,200 tons"),
    ("S", "words-differ", "According to the Soviet record Đorđević agreed."),
    ("B", "omits", "The Bulgarian record does not mention any answer of his."),
    (
        "B",
        "attribution-differs",
        "According to the Bulgarian record, too, this was said by Sazhin and not by Veshniakov",
    ),
    (
        "B",
        "words-differ",
        'The Bulgarian record speaks of eleven boats, and of a cutter "whose flag was wet."',
    ),
    ("S", "omits", "There is nothing about the boats in the Soviet record."),
    (
        "B",
        "adds",
        "The Bulgarian record adds that ... nobody told him.",
    ),
    ("B", "corroborates", "Radev's record corroborates the Soviet one"),
    (
        "B",
        "corroborates",
        "The Bulgarian record, whose author had stayed, corroborates the three million rubles",
    ),
    ("B", "omits", "but omits the number of the boats"),
    ("B", "omits", "Radev's record does not contain it"),
    ("S", "words-differ", "Lugovoi's has 4,200."),
    ("Tanev's memoirs", "attribution-differs", "Tanev gives it to Moșoianu."),
    ("S", "omits", "Of all this Lugovoi has not a word."),
)

LETTERS = [
    {"document": "l1", "from": "Radovan Đorđević", "to": "Arkadii Veshniakov",
     "date": "1947-11-08"},
    {"document": "l2", "from": "Arkadii Veshniakov", "to": "Radovan Đorđević",
     "date": "1947-11-19", "answers": "l1"},
    {"document": "l3", "from": "Radovan Đorđević", "to": "Khristo Tanev", "date": "1947-11-23"},
    {"document": "l4", "from": "Khristo Tanev", "to": "Radovan Đorđević", "date": "1947-12-02",
     "answers": "l3"},
]  # fmt: skip
