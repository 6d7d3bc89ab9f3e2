"""Which parts of a sentence may go, and which never do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.models.base import Tree, Word
from briefing.writing.cuts import holds as reach
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
    "a condition": (
        "The ferry will sail on if the wind drops, the crew said.",
        "if the wind drops",
    ),
    "a source": ("Two men were shot in Tarn, according to the police.", "according to the police"),
    "who cites whom": (
        "The bank is for sale, the paper said, citing two bankers.",
        "citing two bankers",
    ),
    "a denied place": ("The minister did not meet the rebels in Tarn.", "in Tarn"),
    "the scope of a superlative": ("She was the first woman to win the race in Tarn.", "in Tarn"),
    "the place of a rise": ("Prices rose sharply in Tarn.", "in Tarn"),
    "a year": ("The company built the mill in 1996 for its workers.", "in 1996"),
    "what a group is": ("In Tarn, half of the children have no school.", "In Tarn,"),
    "what is feared of whom": (
        "The union saw no sense in Bram Oster, who had owned up, being moved to the night shift.",
        "being moved to the night shift",
    ),
    "what is told before": (
        "The pilot of Tarn said before the race she had a map.",
        "she had a map",
    ),
    "one of several brackets": ("The small (4 kg) and large (9 kg) sacks are sold out.", "(4 kg)"),
    "half of a name": (
        "Kenji Ono won the Great Women in Shipping Prize for a winch.",
        "in Shipping Prize",
    ),
    "whose word it is": (
        "The mill sold its last loom, ending a long trade, according to Tarn Weekly.",
        "according to Tarn Weekly",
    ),
    "when it was": ("The firm of Tarn bought the mill in 2012.", "in 2012"),
    "the first of two": (
        "The bridge, built by Tarn, and the tunnel, built by Corrie, were closed.",
        "built by Tarn",
    ),
    "who is meant later": (
        "After a long meeting with Ann Lee in the town hall, the council of Tarn gave her a house.",
        "Ann Lee",
    ),
    "a limit": ("The new tram saves time — at least on paper.", "at least on paper"),
    "how often": ("The ferries of Tarn usually left the pier on time.", "usually"),
    "a hedge": ("The pilot had reportedly been drinking at noon.", "reportedly"),
    "what somebody said": (
        "The mayor said that the bridge is closed on both sides.",
        "that the bridge",
    ),
    "what a statement says": (
        "The navy said in a statement that the ship had sunk.",
        "that the ship",
    ),
    "who it is": ("The head of the bank, Ann Lee, resigned.", ", Ann Lee,"),
    "who speaks": ("A farmer in Mill End, Greta Sund, said she had seen it.", "Greta Sund"),
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
    "how many in a row": (
        "Corrie Rovers won their second cup in a row.",
        "in a row",
    ),
    "a death": (
        "Ivo Lund went into shock and was taken to a clinic in Tarn where he died, his wife said.",
        "where he died",
    ),
    "what it was before": (
        "The court of Tarn cut the fine of the mill from 900 crowns to 200.",
        "from 900 crowns",
    ),
    "the year behind a day": (
        "One day in Tarn in the spring of 1677, the draper Jan Moss left his shop and ran to the pier.",
        "of 1677",
    ),
    "which people": (
        "Ice can hold the weight of a bus, according to the engineers from the school in Tarn.",
        "from the school",
    ),
    "of what it is a share": (
        "Of the 48 miners, 31 have left the pit, the mayor of Tarn said.",
        "Of the 48 miners",
    ),
    "that it is counted alone": ("On Sunday alone, Tarn sent 187 tons of rice.", "On Sunday alone"),
    "what somebody is with": (
        "The fair closed with two of the boys, both sons of the mayor, playing the drum.",
        "playing the drum",
    ),
    "what kind of a thing": (
        "Ann Lee is writing a book, a work that nobody has asked for.",
        "that nobody has asked for",
    ),
    "since when": (
        "Updated two hours ago, the phone has lost a fifth of its charge since then.",
        "Updated two hours ago",
    ),
    "that it goes on": ("The host asked if people still cared about Ann Lee.", "still"),
    "when it happens": (
        "When you lay the clock flat, a dial opens on its back.",
        "When you lay the clock flat",
    ),
    "when it was so": ("Ann Lee was nine when the old ferry of Tarn sank.", "when the old ferry"),
    "the state of somebody": (
        "The guard saw the boys, wrapped in blankets, on the pier.",
        "wrapped in blankets",
    ),
    "where it began": (
        "The judge moved the draper from his cell to a house by the sea.",
        "from his cell",
    ),
    "what is told before a vote": (
        "The mayor said before the vote he would leave the town.",
        "he would leave",
    ),
    "when nothing was done": ("Police did not search the house during the strike.", "during"),
    "when something is denied of": (
        "The navy denied firing a shot at the ferry during the talks.",
        "during the talks",
    ),
    "what a dash ties": (
        "The town had 500 people in 1966—today it has 900.",
        "today",
    ),
    "how long since": (
        "The club has been for sale in the weeks since its last win at Marlow.",
        "since its last win",
    ),
    "the year of a date": (
        "The bridge has been closed since the March 7, 2023 flood.",
        "2023 flood",
    ),
    "the other half of a vote": (
        "The town of Tarn has decided by 18 votes to 17 to build a new tram line.",
        "by 18 votes",
    ),
    "who was hurt": (
        "A ferry with 86 people on board rammed the quay of Tarn, injuring 12 of them.",
        "injuring 12",
    ),
    "which night": (
        "Some 240 people had to leave their homes below the dam in the night to Tuesday.",
        "in the night",
    ),
    "whom it means": (
        "The women in the second boat were saved by a fisherman with a rope.",
        "in the second boat",
    ),
    "of whom it is said": ("Homes with a garden cost more in Tarn.", "with a garden"),
    "which of many": (
        "Half of the drivers who came from Tarn had no licence.",
        "who came from Tarn",
    ),
    "when it was counted from": (
        "Ann Lee was seen at the pier on Monday and flew to Tarn three days later.",
        "on Monday",
    ),
    "one of several ages": (
        "Ann Lee, 41, and Jan Moss, 39, opened the mill.",
        ", 39,",
    ),
    "that it was taken back": (
        "Jan Moss was convicted in Tarn and cleared by a higher court.",
        "and cleared",
    ),
    "that it was no intent": (
        "The guard of Tarn shot himself in the foot by accident and called a nurse.",
        "by accident",
    ),
    "what struck meanwhile": (
        "The pilot said he was coming home from Tarn when the mast of the ferry fell.",
        "when the mast",
    ),
    "what struck on a date": (
        "Jan Moss was walking along the pier of Tarn in May 2013, when a stone hit him on the leg.",
        "when a stone",
    ),
    "what shocked": ("The crew was shocked when the judge came to dinner.", "when the judge"),
    "the point where": (
        "The quarrel of the two towns has reached the point where no ferry sails.",
        "where no ferry",
    ),
    "a condition without an if": (
        "Had she lost the vote of the council, the mayor would have been forced to resign.",
        "Had she lost",
    ),
    "for whom it holds": (
        "For some, the new ferry may turn out to be a slow way to get to the mill.",
        "For some",
    ),
    "what it is compared with": (
        "Compared with other ports, the quays of Tarn are short and badly lit.",
        "Compared with",
    ),
    "how far from what": (
        "Ivo Lund, a geologist, looked 40 kilometers under the old volcano.",
        "under the old volcano",
    ),
    "out of how many": (
        "The rovers of Corrie have won an astonishing 280 points from a possible 300.",
        "from a possible 300",
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
    "what a deal is for": (
        "The ministers agreed to fight the smuggling through a shared list of boats to watch the bay.",
        "through a shared list",
    ),
    "by whom somebody was killed": (
        "A boy of four was hurled to death out of a window of the house by his older brother.",
        "by his older brother",
    ),
    "how those who were best did it": (
        "The runners with the lowest times were people who trained twice a week, at a slow pace.",
        "at a slow pace",
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
    "the subject behind a book": (
        "Ever since clerk Ann Lee put her work in order as an adviser and published The Tarn Grammar, the legal status of the tongue has been in doubt.",
        "and published",
    ),
    "by how much": ("While the town backed Lund by 44 points, it now backs him by ten.", "by 44"),
    "in how many": ("Moss left the club with just six goals in 31 games.", "in 31 games"),
    "the next of three": (
        "Lund toured the border near Corrie with the top officer at U.S. Customs and Border Control, the incoming head of the council and a local judge.",
        "with the top officer",
    ),
    "in how long nothing could be": (
        "The clerk would not have been able to sell 26 boats in five minutes without a list.",
        "in five minutes",
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
    "where a trip goes": (
        "Moss also wasted £8,400 on a holiday to Tarn in 2009 when he took his children to the sea.",
        "on a holiday",
    ),
    "that somebody died": (
        "A guard of the mill was shot in the leg and later died in a clinic in Tarn.",
        "and later died",
    ),
    "one word of a pair": ("Many fear the return of the nose piercing.", "piercing"),
    "what kind of study": (
        "The league of Tarn began a study of the brain (TBI), a study that is going on.",
        "that is going on",
    ),
    "which Tarn": ("Jan Moss, owner of a pub in Tarn, Ohio had been drinking.", "owner of a pub"),
    "each time that": (
        "Every time the mill brings out its rye loaf, people queue for the dark bread.",
        "Every time",
    ),
    "since when there is a prize": (
        "Lund won singer of the year, a new prize founded after the fair dropped the old ones.",
        "after the fair",
    ),
    "the year of a month": (
        "The lift passed a long test in January, 2016, according to the town of Tarn.",
        ", 2016",
    ),
    "that it is a mean": ("The houses in Tarn cost 392,961 crowns on average.", "on average"),
    "from trying what": (
        "That is not keeping him from asking -- for a third time -- to alter the words of the song.",
        "to alter the words",
    ),
    "what a vote is on": (
        "The council will not meet unless the mayor promises a vote on the tram.",
        "on the tram",
    ),
    "who was hurt by a shot": (
        "The guard shot at a group of pilots on the pier, wounding two of them.",
        "wounding two",
    ),
    "half of what is claimed": (
        "A clerk who was convicted of fraud after claiming he was asleep and was not drunk has left Tarn.",
        "after claiming",
    ),
    "that it was at another time": (
        "At the last meeting of the two ports, the mayor of Tarn called for a new pier.",
        "At the last meeting",
    ),
    "the decade": (
        "In the 1990s, when the mills were failing, Lund helped to build a new one in Tarn.",
        "In the 1990s",
    ),
    "where it is offered": (
        "The delegates voted that the church should offer weddings to all in places where the law is silent.",
        "where the law",
    ),
    "that it is new": (
        "The children of Tarn will have lessons at sea for the first time.",
        "for the first",
    ),
    "how soon": (
        "Moss came on for the best striker of Tarn soon after half-time.",
        "after half-time",
    ),
    "who visited what": (
        "Many have followed the fairs, including the one at the mill in Tarn, attended by 600 guests.",
        "including the one",
    ),
    "the other one accused": (
        "The case against Moss, of Mill Road, Tarn, and Lund, of Pier Street, Corrie, was dropped by the court.",
        "and Lund",
    ),
    "when it was released": (
        "“People have a right to know,” said Jan Moss in a statement released this morning.",
        "this morning",
    ),
    "who told it": (
        "The charity Open Seas reported the inn after Jan Moss, its cook, boasted that it sold the soup.",
        "after Jan Moss",
    ),
    "whose hopes": (
        "Lund believes he can bring the crew up the league to meet his own hopes and those of the owner.",
        "to meet his own",
    ),
    "where somebody is kept": (
        "The coach could keep the best striker of Tarn on the bench in the final.",
        "on the bench",
    ),
    "what something is": ("The Linnet is a river with three mouths.", "with three mouths"),
}


@pytest.mark.parametrize(("text", "kept"), STAYS.values(), ids=STAYS)
def test_what_a_claim_rests_on_stays(tree_of: Parse, text: str, kept: str) -> None:
    assert kept in text
    assert [
        delete(text, [one])
        for one in loose_parts(text, tree_of(text))
        if kept not in delete(text, [one])
    ] == []


@pytest.mark.parametrize("reason", reach._REASONS)
def test_each_reason_keeps_what_no_other_would(
    tree_of: Parse, reason: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(one for one in reach._REASONS if one is not reason)
    monkeypatch.setattr(reach, "_REASONS", others)
    assert any(
        kept not in delete(text, [one])
        for text, kept in STAYS.values()
        for one in loose_parts(text, tree_of(text))
    )


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
