"""Which parts of a sentence may go, and which never do."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.models.base import Tree, Word
from briefing.writing.cuts.parts import loose_parts
from briefing.writing.cuts.patterns import is_compression
from briefing.writing.cuts.shorten import delete

pytestmark = pytest.mark.model

Parse = Callable[[str], Tree]

MAY_GO = [
    (
        "relative clause",
        "Ines Carter, who chaired the talks in Tarn, summed up the rest in a note.",
        "Ines Carter summed up the rest in a note.",
    ),
    (
        "apposition",
        "Lena Okafor, the harbour master of Marlow Bay, closed the pier.",
        "Lena Okafor closed the pier.",
    ),
    (
        "apposition",
        "The court fined Glenn Moss, 56, for fraud.",
        "The court fined Glenn Moss for fraud.",
    ),
    (
        "relative clause",
        "The clerk, accused of selling the files, has left the country.",
        "The clerk has left the country.",
    ),
    (
        "clause",
        "The council of Tarn passed the budget, raising the fee for parking.",
        "The council of Tarn passed the budget.",
    ),
    (
        "opening",
        "On Monday, the court of Tarn opened the case against the company.",
        "The court of Tarn opened the case against the company.",
    ),
    (
        "time",
        "The company sacked its chairman on Tuesday after two members resigned.",
        "The company sacked its chairman after two members resigned.",
    ),
    (
        "setting",
        "“The ship has sunk,” the navy of Tarn said in a statement.",
        "“The ship has sunk,” the navy of Tarn said.",
    ),
    (
        "second predicate",
        "The driver left the car at the bridge and walked back to the village.",
        "The driver left the car at the bridge.",
    ),
    (
        "parenthesis",
        "The camp lies 27 kilometres (17 miles) from the border.",
        "The camp lies 27 kilometres from the border.",
    ),
    (
        "connective",
        "And the mayor of Tarn has left the party.",
        "The mayor of Tarn has left the party.",
    ),
    (
        "restrictive clause",
        "The museum bought a painting stolen from a chapel near Tarn.",
        "The museum bought a painting.",
    ),
]


@pytest.mark.parametrize(("kind", "text", "short"), MAY_GO)
def test_detail_may_go(tree_of: Parse, kind: str, text: str, short: str) -> None:
    made = {(part.kind, delete(text, [part])) for part in loose_parts(text, tree_of(text))}
    assert (kind, short) in made


STAYS = {
    "the place of a rise": ("Prices rose sharply in Tarn.", "in Tarn"),
    "what is feared of whom": (
        "The union saw no sense in Bram Oster, who had owned up, being moved to the night shift.",
        "being moved to the night shift",
    ),
    "what is told before": (
        "The pilot of Tarn said before the race she had a map.",
        "she had a map",
    ),
    "one of several brackets": ("The small (4 kg) and large (9 kg) sacks are sold out.", "(4 kg)"),
    "how often": ("The ferries of Tarn usually left the pier on time.", "usually"),
    "a hedge": ("The pilot had reportedly been drinking at noon.", "reportedly"),
    "what somebody said": (
        "The mayor said that the bridge is closed on both sides.",
        "that the bridge",
    ),
    "who it is": ("The head of the bank, Ann Lee, resigned.", ", Ann Lee,"),
    "members of a list": ("The band played in Tarn, Corrie, Arnfell and Linnet.", "and Linnet"),
    "the last of three deeds": (
        "He packed, paid the bill and left the house.",
        "and left the house",
    ),
    "what a verb asks for": ("The firm put the blame on its supplier.", "on its supplier"),
    "a contrast": (
        "The tenants may use the yard, but they may not park there.",
        "but they may not",
    ),
    "that it goes on": ("The host asked if people still cared about Ann Lee.", "still"),
    "when it happens": (
        "When you lay the clock flat, a dial opens on its back.",
        "When you lay the clock flat",
    ),
    "when it was so": ("Ann Lee was nine when the old ferry of Tarn sank.", "when the old ferry"),
    "of whom it is said": ("Homes with a garden cost more in Tarn.", "with a garden"),
    "that it was taken back": (
        "Jan Moss was convicted in Tarn and cleared by a higher court.",
        "and cleared",
    ),
    "what struck meanwhile": (
        "The pilot said he was coming home from Tarn when the mast of the ferry fell.",
        "when the mast",
    ),
    "what shocked": ("The crew was shocked when the judge came to dinner.", "when the judge"),
    "the point where": (
        "The quarrel of the two towns has reached the point where no ferry sails.",
        "where no ferry",
    ),
    "how far from what": (
        "Ivo Lund, a geologist, looked 40 kilometers under the old volcano.",
        "under the old volcano",
    ),
    "the day in a paper's name": (
        "The health secretary told The Post on Sunday that the clinic will stay open.",
        "on Sunday",
    ),
    "the main verb behind a quotation": (
        "Wood said a note that the paper ran, saying the views “are those of a few,” did not go far.",
        "did not go far",
    ),
    "the last of several causes": (
        "They were seized on as proof that people suffer because of low pay, the spare room tax, and stopped benefits.",
        "and stopped benefits",
    ),
    "in what it ended": (
        "The long quarrel of the two clerks ended, a year later, in a brawl at the gate.",
        "in a brawl",
    ),
    "what it is called": ("A website called Tarnbook was made by Ivo Lund.", "called Tarnbook"),
    "of whom one is": (
        "Of all the people to fear being caught on film, you would think a reporter knows better.",
        "Of all the people",
    ),
    "what is told meanwhile": (
        "Ann Lee told the police during a long talk that she took the keys of the mill.",
        "that she took",
    ),
    "on what": (
        "The crews of the pier have been focused on the search since the ferry sank.",
        "on the search",
    ),
    "whose name follows": (
        "The coach called their match with old rivals Tarn Rovers the best for years.",
        "with old rivals",
    ),
    "one word of a pair": ("Many fear the return of the nose piercing.", "piercing"),
    "each time that": (
        "Every time the mill brings out its rye loaf, people queue for the dark bread.",
        "Every time",
    ),
    "from trying what": (
        "That is not keeping him from asking -- for a third time -- to alter the words of the song.",
        "to alter the words",
    ),
    "that it is new": (
        "The children of Tarn will have lessons at sea for the first time.",
        "for the first",
    ),
    "whose hopes": (
        "Lund believes he can bring the crew up the league to meet his own hopes and those of the owner.",
        "to meet his own",
    ),
    "where somebody is kept": (
        "The coach could keep the best striker of Tarn on the bench in the final.",
        "on the bench",
    ),
}


@pytest.mark.parametrize(("text", "kept"), STAYS.values(), ids=STAYS)
def test_what_a_claim_rests_on_stays(tree_of: Parse, text: str, kept: str) -> None:
    assert kept in text
    assert [
        delete(text, [one])
        for one in loose_parts(text, tree_of(text))
        if kept not in delete(text, [one])
    ] == []


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "When the mayor closed the bridge, angering the shops, the council of Tarn sued her.",
            "When the mayor closed the bridge, the council of Tarn sued her.",
        ),
        (
            "Andreas Moss, 46, of Tarn, failed the test.",
            "Andreas Moss, of Tarn, failed the test.",
        ),
        (
            "The court fined Glenn Moss, 56, for fraud.",
            "The court fined Glenn Moss for fraud.",
        ),
        (
            "Five boats were looking for the crew, joined by a plane, the navy said.",
            "Five boats were looking for the crew, the navy said.",
        ),
        (
            "In the summer of the flood, when the mill burned, the town built a bridge.",
            "In the summer of the flood, the town built a bridge.",
        ),
        (
            "The school called Ann Lee, who took the boy to a clinic, the family said.",
            "The school called Ann Lee, the family said.",
        ),
        (
            "The band of Tarn hired Ann Lee, 66, a singer whom nobody knew.",
            "The band of Tarn hired Ann Lee, a singer whom nobody knew.",
        ),
        (
            "Grant Moss, of Tarn, Ohio, bought the mill with the money.",
            "Grant Moss, of Tarn, bought the mill with the money.",
        ),
        (
            "A harbour pilot — fined last week for racing a tug — was elected in Tarn.",
            "A harbour pilot was elected in Tarn.",
        ),
        (
            "At the hearing, Moss - who keeps bees when he is home - said he was asleep.",
            "At the hearing, Moss said he was asleep.",
        ),
        (
            "In the chest were a spade, a lamp, and, in a nod to the crew, a map.",
            "In the chest were a spade, a lamp, and a map.",
        ),
        (
            "Ann Lee, 27, daughter of a miller in Tarn, will wed Jan Moss in the town hall.",
            "Ann Lee will wed Jan Moss in the town hall.",
        ),
        (
            "Moss gave a speech for Ann Lee, the author of the book, saying she had earned it.",
            "Moss gave a speech for Ann Lee, saying she had earned it.",
        ),
        (
            "Friends of the mayor made offers to Mr. Lund, 70, last week about a post in Tarn.",
            "Friends of the mayor made offers to Mr. Lund last week about a post in Tarn.",
        ),
        (
            "The clerk left the boat in the wood, near the old mill, according to the police.",
            "The clerk left the boat in the wood, according to the police.",
        ),
        (
            "Where builder Ann Hale, who drew the first plan, moved the gate, others did not.",
            "Where builder Ann Hale moved the gate, others did not.",
        ),
    ],
)
def test_the_marks_go_that_belong_to_the_part_alone(tree_of: Parse, text: str, short: str) -> None:
    assert short in {delete(text, [one]) for one in loose_parts(text, tree_of(text))}


def test_what_is_told_of_a_clause_does_not_outlive_it(tree_of: Parse) -> None:
    text = (
        "The cost would be paid for by mill owners, who would have to buy a permit, much like inns."
    )
    short = {delete(text, [one]) for one in loose_parts(text, tree_of(text))}
    assert not [one for one in short if "owners, much like inns" in one or "paid by" in one]


def test_no_part_begins_or_ends_inside_a_quotation(tree_of: Parse) -> None:
    text = 'She called the plan "a gift, which was overdue, to the town and its people" on Monday.'
    assert all(delete(text, [one]).count('"') in {0, 2} for one in loose_parts(text, tree_of(text)))
    assert all(
        "which was overdue" in delete(text, [one]) for one in loose_parts(text, tree_of(text))
    )


@pytest.mark.parametrize(
    "text",
    [
        "‘We go into Monday's game (at Tarn) in high spirits and we will win the cup.’",
        "'The arrival of Marlow Lines’ ship has been put off after a storm that closed the port,' the notice said.",
    ],
)
def test_nothing_goes_from_a_quotation_between_single_marks(tree_of: Parse, text: str) -> None:
    assert loose_parts(text, tree_of(text)) == ()


def test_behind_a_short_quotation_detail_goes(tree_of: Parse) -> None:
    text = "The mayor called it 'a gift' to the town after two members had left the room."
    assert "The mayor called it 'a gift' to the town." in {
        delete(text, [one]) for one in loose_parts(text, tree_of(text))
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            [
                *[
                    "the",
                    "who",
                    "which",
                    "left",
                    "on",
                    "Monday",
                    "said",
                    "and",
                    "Ann",
                    "12",
                    "after",
                    "in",
                ],
                *',.-"()',
            ]
        ),
        min_size=1,
        max_size=25,
    )
)
def test_parts_lie_inside_any_text_and_only_delete(tree_of: Parse, words: list[str]) -> None:
    text = " ".join(words)
    for one in loose_parts(text, tree_of(text)):
        assert 0 <= one.start < one.end <= len(text)
        assert is_compression(delete(text, [one]), text)


def test_a_hyphen_inside_a_word_opens_no_aside() -> None:
    text = "Tarn hired Ferrypal-founder Lee."
    words = [
        Word(0, 4, "NNP", "nsubj", 1),
        Word(5, 10, "VBD", "ROOT", 1),
        Word(11, 19, "NNP", "dobj", 1),
        Word(19, 20, "HYPH", "punct", 2),
        Word(20, 27, "NN", "compound", 5),
        Word(28, 31, "NNP", "appos", 2),  # as the parser sometimes hangs it
        Word(31, 32, ".", "punct", 1),
    ]
    assert loose_parts(text, tuple(words)) == ()


def test_white_space_is_looked_through_once() -> None:
    """A run of blanks that no bracket ends was tried from each of its places: 25,000 took .57 s, twice as many four times that."""
    blanks = " " * 100_000
    begun = process_time()
    assert loose_parts(blanks, ()) == ()
    assert process_time() - begun < 1
