from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing import reading
from briefing.records import Event, Report, Sentence, Story
from briefing.writing.plan import casing, headline
from briefing.writing.plan.casing import in_sentence_case
from briefing.writing.plan.headline import says_beyond, shares_words
from briefing.writing.plan.titles import cleaned

BODY = "The swimming hall of Dunmore was closed on Tuesday after a pipe burst, the town said."
PLAIN = "Burst pipe closes the swimming hall of Dunmore"


def story(title: str | None, body: str = BODY, name: str = "s") -> Story:
    def sentence(text: str, paragraph: int) -> Sentence:
        return Sentence(
            story=name, document=name, start=0, end=len(text), text=text, paragraph=paragraph
        )

    return Story(
        id=name,
        document=name,
        file=f"{name}.txt",
        title=sentence(title, -1) if title is not None else None,
        sentences=(sentence(body, 0),),
        spans=((0, len(body)),),
    )


def choose_headline(stories: Sequence[Story], language: str = "en") -> str:
    reports = tuple(Report(id=one.id, stories=(one,)) for one in stories)
    return headline.choose_headline(Event(id="e", reports=reports, language=language))


@pytest.mark.parametrize(
    "bait",
    [
        "Why the swimming hall of Dunmore is closed",
        "Is the swimming hall of Dunmore closed after a pipe burst?",
        "You won't believe what closed the swimming hall of Dunmore",
        "Swimming hall of Dunmore closed after a pipe burst, the town said...",
        "7 things about the burst pipe of the Dunmore swimming hall",
        "The swimming hall of Dunmore was closed after a pipe burst, " * 3,
    ],
)
def test_bait_and_whole_paragraphs_give_way_to_a_plain_headline(bait: str) -> None:
    assert choose_headline([story(bait, name="a"), story(PLAIN, name="b")]) == PLAIN


def test_the_headline_nearest_to_what_the_stories_say_is_chosen() -> None:
    far = story("Mixed feelings in the north", name="a")
    assert choose_headline([far, story(PLAIN, name="b"), story(None, name="c")]) == PLAIN


def test_the_order_of_stories_does_not_matter() -> None:
    rows = [
        story(PLAIN, name="a"),
        story("Leak closes Dunmore hall", name="b"),
        story("Fog", name="c"),
    ]
    assert choose_headline(rows) == choose_headline(rows[::-1])


def test_bait_is_better_than_nothing() -> None:
    assert choose_headline([story("Why the hall is closed")]) == "Why the hall is closed"


def test_without_a_headline_the_first_sentence_stands_in_one_line() -> None:
    broken = BODY.replace(" of ", "\r\n of ")
    assert choose_headline([story(None, broken)]) in BODY
    assert "\n" not in choose_headline([story(None, broken)])


def test_a_headline_over_two_lines_becomes_one() -> None:
    assert choose_headline([story(PLAIN.replace(" the ", "\n  the "))]) == PLAIN


def _tram() -> Story:
    text = (
        "The council of Port Ellery has bought twelve trams from the Lindholm works.\n\n"
        "They will run to the harbour from May, and the NTSB has been asked to test them at night."
    )
    made = reading.given_story("tram", text, "", None, "The Ledger")
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("PORT ELLERY BUYS TWELVE TRAMS", "Port Ellery buys twelve trams"),
        (
            "Port Ellery Buys Twelve Trams From Lindholm",
            "Port Ellery buys twelve trams from Lindholm",
        ),
        ("NTSB TO TEST TRAMS AT NIGHT", "NTSB to test trams at night"),
        ("Port Ellery buys twelve trams", "Port Ellery buys twelve trams"),
        ("Trams for Ellery", "Trams for Ellery"),
        ("US Asked To Test Trams", "US asked to test trams"),
        ("U.S. ASKED TO TEST TRAMS", "U.S. asked to test trams"),
        ("WHO Buys Trams For Us", "WHO buys trams for us"),
        ("US BUYS TWELVE TRAMS", "US buys twelve trams"),
        (
            "Port Ellery City vs Lindholm Night; Tram Cup",
            "Port Ellery City vs Lindholm Night; Tram Cup",
        ),
        ("Tram Q&A: Who Buys Trams?", "Tram Q&A: who buys trams?"),
    ],
    ids=[
        "capitals",
        "capitals throughout",
        "an abbreviation",
        "a sentence",
        "too short to tell",
        "a land",
        "with points",
        "a body",
        "a land among capitals",
        "a fixture",
        "letters with a sign",
    ],
)
def test_a_headline_is_set_as_a_sentence_is(title: str, cased: str) -> None:
    assert in_sentence_case(title, [_tram()]) == cased


def _caucus() -> Story:
    text = (
        "Members of the Town Black Caucus did not vote, and the police of Ellery did ask them why.\n\n"
        "Lind Tells The Police Why\n\n"
        "Lind's report on the black market of Ellery is out, and 'defund the police' is what it says of it."
    )
    made = reading.given_story("caucus", text, "", None, "The Ledger")
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("Why The Black Caucus Votes", "Why the Black Caucus votes"),
        ("Report On A Black Market In Ellery", "Report on a black market in Ellery"),
        ("Ellery's Voters Read Lind’s Report", "Ellery's voters read Lind’s report"),
        ("What 'Defund The Police' Means In Ellery", "What 'defund the police' means in Ellery"),
        ("Lind Tells The Police Why", "Lind tells the police why"),  # a line of the story as well
        ("Police DID Ask Black Caucus", "Police did ask Black Caucus"),
        ("Lind Meets Pell In New York On Monday", "Lind meets Pell in New York on Monday"),
        ("Lind To Bring Back Its Police", "Lind to bring back its police"),
        ("CIA'S CHIEF ASKS ELLERY", "CIA's chief asks Ellery"),
        ("51 Companies Ask The Police", "51 companies ask the police"),
        ("Lind VOWS to defend the Police of Ellery", "Lind vows to defend the police of Ellery"),
    ],
)
def test_a_word_is_written_as_beside_the_same_words_in_the_story(title: str, cased: str) -> None:
    assert in_sentence_case(title, [_caucus()]) == cased


def _library() -> Story:
    text = (
        "The old archive by the water belongs to the Ellery Digital Library, which is said to be a small part of the Town Department of Environmental Protection.\n\n"
        "Another digital library in the hills holds maps, and the old catalogue of maps is in each digital library.\n\n"
        "It was paid for by Pell Target Works, and a library for the town, a library for the hills, is good for all, with maps for all: a board says LIBRARY FOR ALL OF ELLERY.\n\n"
        "The town waits for its Spring Feast and hopes that a feast of maps is a part of it."
    )
    made = reading.given_story("library", text, "", None, "The Ledger")
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("Maps For The Ellery Digital Library", "Maps for the Ellery Digital Library"),
        (
            "Ellery Digital Library In The Hills Gets Maps",
            "Ellery Digital Library in the hills gets maps",
        ),
        (
            "ELLERY DIGITAL LIBRARY IN THE HILLS GETS MAPS",
            "Ellery Digital Library in the hills gets maps",
        ),
        ("Maps For A Digital Library", "Maps for a digital library"),
        ("Library Plans Spring Feast Of Maps", "Library plans Spring feast of maps"),
        ("Plan For A Library For All Ellery", "Plan for a library for all Ellery"),
        ("Library Sues Target Over Maps", "Library sues Target over maps"),
        (
            "Library Thanks Lady Lind-Fielding At School",
            "Library thanks lady Lind-Fielding at school",
        ),
        ("Library Shows Spider-Tarn At School", "Library shows Spider-Tarn at school"),
    ],
    ids=[
        "a row of capitals is one name",
        "before a word of another row",
        "in capitals",
        "the same words alone",
        "two words that tell nothing together",
        "what a board shouts",
        "a word only of a longer name",
        "a name with what looks like a participle",
        "a name with a hyphen",
    ],
)
def test_names_of_several_words_keep_their_capitals(title: str, cased: str) -> None:
    assert in_sentence_case(title, [_library()]) == cased


def test_only_the_words_of_the_headline_are_counted() -> None:
    written = casing._inner_words([_library()], ["maps", "digital"])
    assert set(written.alone) == {"maps", "digital"}
    assert all({"maps", "digital"} & {pair[0], pair[1]} for pair in written.beside)


def test_where_nothing_can_be_a_headline_a_long_sentence_is_begun() -> None:
    long = (
        "By the time that the water had reached the second floor of the swimming hall of Dunmore and "
        "all the lamps had gone out nobody could say who had the key of the cellar."
    )
    begun = choose_headline([story(None, long)])
    assert begun == "By the time that the water had reached the second floor…"
    open_mark = long.replace("the time that the water", "the time that (as he said) the “water")
    assert choose_headline([story(None, open_mark)]) == "By the time that (as he said)…"


def test_the_headline_is_that_of_the_story_which_the_item_tells() -> None:
    first = story("Swimming hall of Dunmore closed", name="a")
    second = story("Pipe bursts in Dunmore", name="b")
    event = Event(
        id="e", reports=tuple(Report(id=one.id, stories=(one,)) for one in (first, second))
    )
    titles = {one.id: one.title.text for one in (first, second) if one.title}
    assert {name: headline.choose_headline(event, name) for name in titles} == titles


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("UPDATE 2-Burst pipe closes swimming hall", "Burst pipe closes swimming hall"),
        ("BREAKING: Burst pipe closes swimming hall", "Burst pipe closes swimming hall"),
        ("SHOCKING: Burst pipe closes swimming hall", "Burst pipe closes swimming hall"),
        ("First on KBC: Burst pipe closes swimming hall", "Burst pipe closes swimming hall"),
        ("Watch: Burst pipe closes swimming hall [VIDEO]", "Burst pipe closes swimming hall"),
        ("Burst pipe closes swimming hall (UPDATES)", "Burst pipe closes swimming hall"),
        ("Burst pipe closes swimming hall | The Ledger", "Burst pipe closes swimming hall"),
        ("Burst pipe closes swimming hall - The Ledger", "Burst pipe closes swimming hall"),
        ("Burst pipe closes swimming hall - again", "Burst pipe closes swimming hall - again"),
        ("3. Burst pipe closes swimming hall", "Burst pipe closes swimming hall"),
        ("3 hurt as pipe bursts", "3 hurt as pipe bursts"),
        ("burst-pipe-closes-swimming-hall", "Burst pipe closes swimming hall"),
        ("✊ Burst pipe closes swimming hall", "Burst pipe closes swimming hall"),
        ("NATO: Burst pipe closes swimming hall", "NATO: Burst pipe closes swimming hall"),
        ("Pell: Burst pipe closes swimming hall", "Pell: Burst pipe closes swimming hall"),
        ('Tweet "The hall is closed"', '"The hall is closed"'),
        ("The hall of Dunmore is shut. Nobody was hurt", "The hall of Dunmore is shut"),
        (
            "Burst pipe closes the swimming hall of Dunmore; town asks for help from the capital",
            "Burst pipe closes the swimming hall of Dunmore",
        ),
    ],
)
def test_what_desks_and_pages_set_around_a_headline_goes(title: str, clean: str) -> None:
    assert cleaned(title, "The Ledger") == clean


LEAD = (
    "Engineers closed the swimming hall of Dunmore on Tuesday after a pipe burst, Oswin Pell said."
)
CUT = "Engineers closed the swimming hall of Dunmore on Tuesday"


@pytest.mark.parametrize(
    "title",
    [
        "Engineers close 12 swimming halls of Dunmore",
        "Mayor Ingrid Falk closes the swimming hall of Dunmore",
        "Is the swimming hall of Dunmore closed?",
        "“The swimming hall of Dunmore is closed”",
        "OUTRAGE as swimming hall of Dunmore closes!",
    ],
)
def test_a_headline_with_a_fault_gives_way_to_the_lead_cut_to_a_line(title: str) -> None:
    event = Event(id="e", reports=(Report(id="r", stories=(story(title, LEAD),)),))
    assert headline.choose_headline(event, "s", [LEAD]).startswith(CUT)


def test_where_outlets_differ_in_tone_the_sober_headline_stands() -> None:
    loud = story("Swimming hall of Dunmore SHUT!", LEAD, "a")
    sober = story("Engineers close swimming hall of Dunmore", LEAD, "b")
    event = Event(id="e", reports=tuple(Report(id=one.id, stories=(one,)) for one in (loud, sober)))
    assert (
        headline.choose_headline(event, "a", [LEAD]) == "Engineers close swimming hall of Dunmore"
    )


@pytest.mark.parametrize(
    ("title", "beyond"),
    [
        ("Engineers close swimming hall of Dunmore", False),
        ("Oswin Pell closes swimming hall", False),
        ("Two pipes burst in Dunmore", True),
        ("Ingrid Falk closes swimming hall", True),
    ],
)
def test_a_headline_says_what_the_item_says(title: str, *, beyond: bool) -> None:
    printed = ["Engineers closed the swimming hall of Dunmore after a pipe burst, Pell said."]
    assert says_beyond(title, printed) is beyond


def test_the_headline_of_another_report_has_the_words_of_the_item() -> None:
    printed = ["Engineers closed the swimming hall of Dunmore after a pipe burst, Pell said."]
    assert shares_words("Engineers close hall after burst pipe", printed)
    assert not shares_words("Farmers demand cheaper seeds and machines", printed)


def test_a_part_that_goes_on_with_but_is_not_cut_off() -> None:
    title = "Regulator lets the town of Dunmore draw on the river – but less than asked for"
    assert cleaned(title) == title


def test_a_line_cut_from_a_lead_goes_straight_on_behind_the_name_that_it_opens_with() -> None:
    lead = "Oda Lind, the mayor of Dunmore, has closed the swimming hall, saying that a pipe had burst in the night and that nobody could swim."
    one = story(
        "‘I could have wept all day': the mayor of a little town on the coast about her swimming hall and its pipes",
        lead,
    )
    event = Event(id="e", reports=(Report(id="s", stories=(one,)),))
    assert headline.choose_headline(event, "s", [lead]) == "Oda Lind has closed the swimming hall"


@pytest.mark.parametrize(
    "lead",
    [
        "Oda Lind has come back to the swimming hall on a new nine-year, $360 million contract with the town of Dunmore after a season of pipes.",
        "Dunmore Pools AB, a maker of pipes and pumps, and a pioneer in automated halls, today announced a new pump for the towns of the coast.",
    ],
)
def test_a_line_ends_before_no_figure_and_leaves_no_half_of_who_somebody_is(lead: str) -> None:
    title = "The long story of all that went on in and around the hall of Dunmore, and of who paid for it"
    event = Event(id="e", reports=(Report(id="s", stories=(story(title, lead),)),))
    assert headline.choose_headline(event, "s", [lead]) == title


def test_a_long_headline_is_better_than_one_of_something_else() -> None:
    lead = "In the hall of Dunmore, which is the only one on the coast, a pipe burst on Monday."
    told = story(
        "A pipe of the swimming hall of Dunmore has burst on Monday for the third time", lead, "a"
    )
    other = story(
        "Farmers of Dunmore demand cheaper seeds", "Farmers of Dunmore demanded seeds.", "b"
    )
    event = Event(id="e", reports=tuple(Report(id=one.id, stories=(one,)) for one in (told, other)))
    assert told.title is not None
    assert headline.choose_headline(event, "a", [lead]) == told.title.text
    bait = story("Did a pipe burst in the hall of Dunmore?", lead, "a")
    event = Event(id="e", reports=tuple(Report(id=one.id, stories=(one,)) for one in (bait, other)))
    assert other.title is not None
    assert headline.choose_headline(event, "a", [lead]) == other.title.text


def test_a_line_is_not_cut_inside_a_list() -> None:
    lead = (
        "Oda Lind met the mayors of Marel, Tarn and Ellery, discussing trams, ferries, harbours and whatever else the "
        "towns of the coast have in common."
    )
    one = story(
        "What a day this was for the mayors of the whole coast, and what a night it will be for all of them",
        lead,
    )
    event = Event(id="e", reports=(Report(id="s", stories=(one,)),))
    assert (
        headline.choose_headline(event, "s", [lead])
        == "Oda Lind met the mayors of Marel, Tarn and Ellery"
    )


def test_a_first_sentence_that_leans_is_no_headline_and_neither_is_what_was_years_before() -> None:
    leaning = "He was arrested on Monday in the town of Tarn."
    event = Event(id="e", reports=(Report(id="s", stories=(story(None, leaning),)),))
    told = "Police in Tarn hold a baker over the fire."
    assert headline.choose_headline(event, "s", [leaning, told]) == told.rstrip(".")
    before = "Police had first been called to the house in 2003."
    assert "2003" not in headline.choose_headline(event, "s", [leaning, before])


@pytest.mark.parametrize(
    "lead",
    [
        "Instead, the swimming hall of Dunmore was closed.",
        "You can swim in the hall of Dunmore again.",
        "The town of Dunmore will never do that, as it has no money left this year and nobody knows whom else it could ask.",
        "The swimming hall of Dunmore had been empty long before the pipe burst in its cellar, said Oswin Pell of the town.",
    ],
)
def test_a_headline_with_a_fault_is_better_than_a_line_that_needs_more(lead: str) -> None:
    """What goes on with a sentence before, speaks to the reader, points back, or parts "long" from "before" is no headline."""
    title = "Is the swimming hall of Dunmore closed?"
    event = Event(id="e", reports=(Report(id="r", stories=(story(title, lead),)),))
    assert headline.choose_headline(event, "s", [lead]) == title


def test_a_quotation_in_single_marks_is_not_cut_in_the_middle() -> None:
    title = "'I have seen many pipes burst - and never one like this', the oldest engineer of Dunmore says"
    assert cleaned(title) == title


def test_without_headlines_the_first_printed_sentence_is_begun_and_not_another_storys() -> None:
    told = "The government of Marel is considering the picking of the Republican governor of the county of Dunmore for the highest court of the country, which has lacked a judge since the death of Oda Lind in spring."
    other = "MAREL (Agency) - Oswin Pell called on the council of Dunmore on Wednesday to fulfil what he calls its duties and to hear the candidate."
    stories = (story(None, other, "a"), story(None, told, "b"))
    reports = tuple(Report(id=one.id, stories=(one,)) for one in stories)
    found = headline.choose_headline(Event(id="e", reports=reports), "b", [told])
    assert told.startswith(found.rstrip("…"))


@pytest.mark.parametrize(
    ("title", "beyond"),
    [
        ("Every hat that Ann Low wore for 'Dune'", False),
        ("Every hat that Ann Low wore for 'Tarn'", True),
    ],
)
def test_a_quoted_name_is_what_the_item_says(title: str, *, beyond: bool) -> None:
    printed = ['The plan along Route 22 moved forward, and Ann Low wore a hat for "Dune".']
    assert says_beyond(title, printed) is beyond


@pytest.mark.parametrize(
    "lead",
    [
        "Scanning her field on Friday morning as the wind blew through the grass, Ilsa Brand cried for the bison.",
        "A 12-time prize-winning soul singer whose songs sold 14 million copies is coming to the hall of Corrin.",
    ],
)
def test_no_line_is_cut_where_nobody_has_done_anything_yet(lead: str) -> None:
    event = Event(id="e", reports=(Report(id="r", stories=(story(None, lead),)),))
    assert headline.choose_headline(event, printed=[lead]).endswith("…")


def test_a_headline_of_the_told_story_goes_before_one_of_something_else() -> None:
    own = "Dunmore closes the swimming hall after the burst of a pipe and looks for an engineer from Corrie"
    other = "Eminent author plans residency at Dunmore college"
    told, beside = story(own, name="a"), story(other, f"{BODY} An author plans it.", name="b")
    reports = tuple(Report(id=one.id, stories=(one,)) for one in (told, beside))
    printed = ["After the burst of a pipe the swimming hall of Dunmore looks for an engineer."]
    assert headline.choose_headline(Event(id="e", reports=reports), "a", printed) == own


def test_a_year_that_no_sentence_has_may_be_a_count() -> None:
    assert says_beyond("Tarn to cut 1998 jobs", ["Tarn will cut jobs, it said."])


def test_the_number_of_a_road_is_no_count_whatever_stands_behind_it() -> None:
    told = ["A plan for homes to be built along Route 22 moved forward on Wednesday."]
    assert not says_beyond("Plan for homes along Route 22 advances", told)
    assert says_beyond("Plan for 22 homes along the road advances", ["A plan advances."])


@pytest.mark.parametrize(
    ("lead", "line"),
    [
        (
            "The town of Dunmore has an opportunity to shift from reactive, risk-driven methods to a model of care that other towns of the coast have.",
            "",
        ),
        (
            "The school of Dunmore is seeking teachers, clerks and porters to act as mentors for the pupils of the town before the year ends.",
            "",
        ),
        (
            "The council of Dunmore has named the swimmer Oda Lind as head of the halls, the pools and the pumps of the whole town.",
            "",
        ),
        (
            "The council of Dunmore has named the swimmer Oda Lind as head of the halls and the pumps while the old one was ill.",
            "",
        ),
        (
            "The council of Dunmore closed the swimming hall as water was found in the cellar below the pumps on Monday morning.",
            "The council of Dunmore closed the swimming hall",
        ),
        ("...", ""),
    ],
    ids=[
        "describing words",
        "a role",
        "a role behind a verb",
        "a role before a clause",
        "a clause",
        "nothing",
    ],
)
def test_a_line_ends_where_nothing_is_still_to_come(lead: str, line: str) -> None:
    assert headline._from_lead([lead], "en", at_any_price=True) == line


def test_a_name_of_two_parts_describes_nothing() -> None:
    assert headline._may_break(["They", "closed", "it,"], ["Lind-Pell", "said"])
    assert not headline._may_break(["They", "closed", "it,"], ["risk-driven", "methods"])


def test_an_opening_that_ties_a_sentence_to_the_one_before_is_no_headline() -> None:
    leaning = [
        "Earlier, the council met in the hall.",
        "Regardless, the hall of Dunmore is shut.",
        "Anyway, the hall of Dunmore is shut.",
    ]
    told = "Oda Lind opened the hall of Dunmore on Monday."
    for one in leaning:
        assert headline._from_lead([one, told], "en", at_any_price=True) == told[:-1]
    assert (
        headline._from_lead(
            ["Earlier trains will run to Dunmore.", told], "en", at_any_price=False
        )[:7]
        == "Earlier"
    )
