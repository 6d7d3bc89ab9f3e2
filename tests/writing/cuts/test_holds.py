"""What reaches over a part from outside, so that it stays: each reason by what it alone keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.language.syntax import ParsedSentence, PartKind
from briefing.models.base import Tree
from briefing.writing.cuts import holds
from briefing.writing.cuts.parts import loose_parts
from briefing.writing.cuts.shorten import delete

pytestmark = pytest.mark.model

Parse = Callable[[str], Tree]

HELD = {
    "answers": {
        "what is added": (
            "A mill nearby is not only quiet, it also means higher rents, a study of Tarn found.",
            "also",
        ),
    },
    "depends": {
        "a condition": (
            "The ferry will sail on if the wind drops, the crew said.",
            "if the wind drops",
        ),
        "a source": (
            "Two men were shot in Tarn, according to the police.",
            "according to the police",
        ),
        "who cites whom": (
            "The bank is for sale, the paper said, citing two bankers.",
            "citing two bankers",
        ),
        "a limit": ("The new tram saves time — at least on paper.", "at least on paper"),
        "what is weighed against it": (
            "The clerk said that the two met in Tarn — when the fair was on — but that she paid for both.",
            "but that she paid",
        ),
        "that it was wrong": (
            "After two hints Ann Lee named the capital of Tarnia, which was wrong.",
            "which was wrong",
        ),
        "that it is denied": (
            "A clerk says that the mayor, who denies it, sold the keys of the mill.",
            "who denies it",
        ),
        "that it was no intent": (
            "The guard of Tarn shot himself in the foot by accident and called a nurse.",
            "by accident",
        ),
        "a condition without an if": (
            "Had she lost the vote of the council, the mayor would have been forced to resign.",
            "Had she lost",
        ),
        "what it is compared with": (
            "Compared with other ports, the quays of Tarn are short and badly lit.",
            "Compared with",
        ),
    },
    "tells_of_harm": {
        "a death": (
            "Ivo Lund went into shock and was taken to a clinic in Tarn where he died, his wife said.",
            "where he died",
        ),
        "who was hurt": (
            "A ferry with 86 people on board rammed the quay of Tarn, injuring 12 of them.",
            "injuring 12",
        ),
        "by whom somebody was killed": (
            "A boy of four was hurled to death out of a window of the house by his older brother.",
            "by his older brother",
        ),
        "that somebody died": (
            "A guard of the mill was shot in the leg and later died in a clinic in Tarn.",
            "and later died",
        ),
        "who was hurt by a shot": (
            "The guard shot at a group of pilots on the pier, wounding two of them.",
            "wounding two",
        ),
    },
    "counts": {
        "of what it is a share": (
            "Of the 48 miners, 31 have left the pit, the mayor of Tarn said.",
            "Of the 48 miners",
        ),
        "that it is counted alone": (
            "On Sunday alone, Tarn sent 187 tons of rice.",
            "On Sunday alone",
        ),
        "for whom it holds": (
            "For some, the new ferry may turn out to be a slow way to get to the mill.",
            "For some",
        ),
    },
    "completes": {
        "what is told before a vote": (
            "The mayor said before the vote he would leave the town.",
            "he would leave",
        ),
        "what a vote is on": (
            "The council will not meet unless the mayor promises a vote on the tram.",
            "on the tram",
        ),
    },
    "ties": {
        "what a dash ties": ("The town had 500 people in 1966—today it has 900.", "today"),
        "how long since": (
            "The club has been for sale in the weeks since its last win at Marlow.",
            "since its last win",
        ),
        "out of how many": (
            "The rovers of Corrie have won an astonishing 280 points from a possible 300.",
            "from a possible 300",
        ),
        "in how many": ("Moss left the club with just six goals in 31 games.", "in 31 games"),
    },
    "tells_a_state": {
        "what somebody is with": (
            "The fair closed with two of the boys, both sons of the mayor, playing the drum.",
            "playing the drum",
        ),
        "the state of somebody": (
            "The guard saw the boys, wrapped in blankets, on the pier.",
            "wrapped in blankets",
        ),
    },
    "goes_on": {
        "the first of two": (
            "The bridge, built by Tarn, and the tunnel, built by Corrie, were closed.",
            "built by Tarn",
        ),
        "who is meant later": (
            "After a long meeting with Ann Lee in the town hall, the council of Tarn gave her a house.",
            "Ann Lee",
        ),
        "one of several ages": ("Ann Lee, 41, and Jan Moss, 39, opened the mill.", ", 39,"),
        "who visited what": (
            "Many have followed the fairs, including the one at the mill in Tarn, attended by 600 guests.",
            "including the one",
        ),
        "the other one accused": (
            "The case against Moss, of Mill Road, Tarn, and Lund, of Pier Street, Corrie, was dropped by the court.",
            "and Lund",
        ),
        "who told it": (
            "The charity Open Seas reported the inn after Jan Moss, its cook, boasted that it sold the soup.",
            "after Jan Moss",
        ),
    },
    "dates": {
        "since when": (
            "Updated two hours ago, the phone has lost a fifth of its charge since then.",
            "Updated two hours ago",
        ),
        "when it was counted from": (
            "Ann Lee was seen at the pier on Monday and flew to Tarn three days later.",
            "on Monday",
        ),
    },
    "runs_into": {
        "what a deal is for": (
            "The ministers agreed to fight the smuggling through a shared list of boats to watch the bay.",
            "through a shared list",
        ),
        "the subject behind a book": (
            "Ever since clerk Ann Lee put her work in order as an adviser and published The Tarn Grammar, the legal status of the tongue has been in doubt.",
            "and published",
        ),
        "the next of three": (
            "Lund toured the border near Corrie with the top officer at U.S. Customs and Border Control, the incoming head of the council and a local judge.",
            "with the top officer",
        ),
        "where a trip goes": (
            "Moss also wasted £8,400 on a holiday to Tarn in 2009 when he took his children to the sea.",
            "on a holiday",
        ),
        "which Tarn": (
            "Jan Moss, owner of a pub in Tarn, Ohio had been drinking.",
            "owner of a pub",
        ),
        "half of what is claimed": (
            "A clerk who was convicted of fraud after claiming he was asleep and was not drunk has left Tarn.",
            "after claiming",
        ),
    },
    "scoped": {
        "a year": ("The company built the mill in 1996 for its workers.", "in 1996"),
        "when it was": ("The firm of Tarn bought the mill in 2012.", "in 2012"),
        "how many in a row": ("Corrie Rovers won their second cup in a row.", "in a row"),
        "the year behind a day": (
            "One day in Tarn in the spring of 1677, the draper Jan Moss left his shop and ran to the pier.",
            "of 1677",
        ),
        "what struck on a date": (
            "Jan Moss was walking along the pier of Tarn in May 2013, when a stone hit him on the leg.",
            "when a stone",
        ),
        "how those who were best did it": (
            "The runners with the lowest times were people who trained twice a week, at a slow pace.",
            "at a slow pace",
        ),
        "the decade": (
            "In the 1990s, when the mills were failing, Lund helped to build a new one in Tarn.",
            "In the 1990s",
        ),
        "how soon": (
            "Moss came on for the best striker of Tarn soon after half-time.",
            "after half-time",
        ),
    },
    "denied": {
        "when nothing was done": ("Police did not search the house during the strike.", "during"),
        "when something is denied of": (
            "The navy denied firing a shot at the ferry during the talks.",
            "during the talks",
        ),
    },
    "identifies": {
        "half of a name": (
            "Kenji Ono won the Great Women in Shipping Prize for a winch.",
            "in Shipping Prize",
        ),
        "what a statement says": (
            "The navy said in a statement that the ship had sunk.",
            "that the ship",
        ),
        "what kind of a thing": (
            "Ann Lee is writing a book, a work that nobody has asked for.",
            "that nobody has asked for",
        ),
        "whom it means": (
            "The women in the second boat were saved by a fisherman with a rope.",
            "in the second boat",
        ),
        "what kind of study": (
            "The league of Tarn began a study of the brain (TBI), a study that is going on.",
            "that is going on",
        ),
        "since when there is a prize": (
            "Lund won singer of the year, a new prize founded after the fair dropped the old ones.",
            "after the fair",
        ),
        "when it was released": (
            "“People have a right to know,” said Jan Moss in a statement released this morning.",
            "this morning",
        ),
        "what something is": ("The Linnet is a river with three mouths.", "with three mouths"),
    },
}
"""By the reason that alone keeps it: what stays, and of which sentence."""

HELD_TWICE = {
    "a denied place": ("The minister did not meet the rebels in Tarn.", "in Tarn"),
    "the scope of a superlative": ("She was the first woman to win the race in Tarn.", "in Tarn"),
    "what a group is": ("In Tarn, half of the children have no school.", "In Tarn,"),
    "whose word it is": (
        "The mill sold its last loom, ending a long trade, according to Tarn Weekly.",
        "according to Tarn Weekly",
    ),
    "who speaks": ("A farmer in Mill End, Greta Sund, said she had seen it.", "Greta Sund"),
    "what it was before": (
        "The court of Tarn cut the fine of the mill from 900 crowns to 200.",
        "from 900 crowns",
    ),
    "where it began": (
        "The judge moved the draper from his cell to a house by the sea.",
        "from his cell",
    ),
    "the other half of a vote": (
        "The town of Tarn has decided by 18 votes to 17 to build a new tram line.",
        "by 18 votes",
    ),
    "which night": (
        "Some 240 people had to leave their homes below the dam in the night to Tuesday.",
        "in the night",
    ),
    "which of many": (
        "Half of the drivers who came from Tarn had no licence.",
        "who came from Tarn",
    ),
    "in how long nothing could be": (
        "The clerk would not have been able to sell 26 boats in five minutes without a list.",
        "in five minutes",
    ),
    "that it is a mean": ("The houses in Tarn cost 392,961 crowns on average.", "on average"),
    "that it was at another time": (
        "At the last meeting of the two ports, the mayor of Tarn called for a new pier.",
        "At the last meeting",
    ),
    "where it is offered": (
        "The delegates voted that the church should offer weddings to all in places where the law is silent.",
        "where the law",
    ),
}
"""Kept by several reasons, each of which would do."""


def lost(text: str, tree: Tree, kept: str) -> list[str]:
    """What may become of a text that no longer has the words to be kept."""
    short = [delete(text, [one]) for one in loose_parts(text, tree)]
    return [one for one in short if kept not in one]


@pytest.mark.parametrize(
    ("reason", "text", "kept"),
    [(reason, *case) for reason, cases in HELD.items() for case in cases.values()],
    ids=[name for cases in HELD.values() for name in cases],
)
def test_a_reason_keeps_what_no_other_would(
    tree_of: Parse, monkeypatch: pytest.MonkeyPatch, reason: str, text: str, kept: str
) -> None:
    every = holds._REASONS
    tree = tree_of(text)
    assert lost(text, tree, kept) == []
    others = tuple(one for one in every if one.__name__ != f"_{reason}")
    assert len(others) == len(every) - 1
    monkeypatch.setattr(holds, "_REASONS", others)
    assert lost(text, tree, kept) != []


def test_no_reason_is_without_a_case_that_rests_on_it_alone() -> None:
    assert {one.__name__ for one in holds._REASONS} == {f"_{reason}" for reason in HELD}


@pytest.mark.parametrize(("text", "kept"), HELD_TWICE.values(), ids=HELD_TWICE)
def test_what_several_reasons_keep_goes_without_any(
    tree_of: Parse, monkeypatch: pytest.MonkeyPatch, text: str, kept: str
) -> None:
    tree = tree_of(text)
    assert lost(text, tree, kept) == []
    monkeypatch.setattr(holds, "_REASONS", ())
    assert lost(text, tree, kept) != []


WORDS = [
    "the",
    "first",
    "who",
    "of",
    "Tarn",
    "in",
    "1996",
    "not",
    "said",
    "at",
    "least",
    "Monday",
    "and",
    ",",
    ".",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=15))
def test_any_phrase_of_any_text_is_held_or_not(tree_of: Parse, words: list[str]) -> None:
    text = " ".join(words)
    sentence = ParsedSentence(text, tree_of(text))
    phrases = [sentence.phrase(place) for place in range(len(sentence.tree))]
    answers = {holds.holds(sentence, one, kind) for one in phrases for kind in get_args(PartKind)}
    assert answers <= {True, False}
