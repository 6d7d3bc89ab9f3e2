"""Figures in English and German: what is read of each sentence, and what holds of any text."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.language.figures import Figure, find_figures, find_numerals, stands_for
from briefing.language.figures.reader import MOST
from briefing.language.sentences import LONGEST
from briefing.language.tokenise import tokenise


def told(text: str, figure: Figure) -> str:
    """All that is read of a figure: its characters, bound, values, unit, noun and kind."""
    value = f"{figure.low:.10g}"
    if figure.low != figure.high:
        value = f"{value}..{figure.high:.10g}"
    bound = figure.bound if figure.bound != "exact" else ""
    kind = figure.kind if figure.kind != "cardinal" else ""
    words = (bound, value, figure.unit, figure.noun, kind)
    return f"{text[figure.start : figure.end]} = {' '.join(word for word in words if word)}"


def read(text: str, language: str) -> str:
    return "; ".join(told(text, figure) for figure in find_figures(text, language))


ENGLISH = [
    ("The mill lost half a million.", "half a million = 500000"),
    ("It cut half a dozen jobs.", "half a dozen = 6 job"),
    ("It cut two dozen jobs.", "two dozen = 24 job"),
    ("A dozen boats sank.", "A dozen = 12 boat"),
    ("Half-a-dozen boats sank.", "Half-a-dozen = 6 boat"),
    ("It needs a hundred boats.", "a hundred = 100 boat"),
    ("It needs two hundred and fifty boats.", "two hundred and fifty = 250 boat"),
    ("It needs 250 boats.", "250 = 250 boat"),
    ("It cost two and a half million euros.", "two and a half million euros = 2500000 euro"),
    ("It cost a million and a half euros.", "a million and a half euros = 1500000 euro"),
    ("A quarter of a million people left.", "A quarter of a million = 250000 peopl"),
    ("Three-quarters of a million people left.", "Three-quarters of a million = 750000 peopl"),
    ("The half-million copies were sold.", "half-million = 500000 copy"),
    ("It cost 1.5 lakh rupees.", "1.5 lakh rupees = 150000 rupee"),
    ("It cost Rs. 3 crore.", "Rs. 3 crore = 30000000 rupee"),
    ("It cost 1.5 lakh crore rupees.", "1.5 lakh crore rupees = 1.5e+12 rupee"),
    ("It cost ₹12,34,567.", "₹12,34,567 = 1234567 rupee"),
    ("Two-thirds of the voters came.", "Two-thirds = 66.66666667 percent share"),
    ("One-third of the voters came.", "One-third = 33.33333333 percent share"),
    ("A third of the voters came.", "A third = 33.33333333 percent share"),
    ("The third of the boats sank.", "third = 3 ordinal"),
    ("Half of the voters came.", "Half = 50 percent share"),
    ("It was cut by half.", "half = 50 percent share"),
    ("In the first half of the game they led.", "first = 1 ordinal"),
    ("Nearly half the boats sank.", "half = about 50 percent share"),
    ("Three quarter-finals were played.", "Three = 3 quarter-final"),
    ("One in five children can swim.", "One in five = 20 percent share"),
    ("1 in 10 of them can swim.", "1 in 10 = 10 percent share"),
    ("It sank two in 10 days.", "two = 2; 10 = 10"),
    ("Some 10-15 boats sank.", "10-15 = about 10..15 boat range"),
    ("10 to 15 boats sank.", "10 to 15 = 10..15 boat range"),
    ("Between 10 and 15 boats sank.", "Between 10 and 15 = 10..15 boat range"),
    ("It rose from 10 to 15 percent.", "10 = 10; 15 percent = 15 percent"),
    ("It costs $5-10 million.", "$5-10 million = 5000000..10000000 dollar range"),
    (
        "It costs $5 million to $10 million.",
        "$5 million to $10 million = 5000000..10000000 dollar range",
    ),
    ("It takes 2-3 weeks.", "2-3 = 2..3 range"),
    ("It fell by 5–10 per cent.", "5–10 per cent = 5..10 percent range"),
    ("Orvo won 3-1.", ""),
    ("Orvo took a 1-2 defeat.", ""),
    ("Call 555-1234-22.", ""),
    ("It ran on 2025-06-17.", ""),
    ("It rose by 5pc.", "5pc = 5 percent"),
    ("It rose by 5 per cent.", "5 per cent = 5 percent"),
    ("It rose by 5%.", "5% = 5 percent"),
    ("It rose by five percent.", "five percent = 5 percent"),
    ("It rose by 5 percentage points.", "5 percentage points = 5 percentage point"),
    ("It rose by 25 basis points.", "25 basis points = 25 basis point"),
    ("She is in the mid-20s.", "mid-20s = 24..26 vague"),
    ("It was in the late 1990s.", "late 1990s = 1997..1999 year year"),
    ("It was in the 1990s.", "1990s = 1990..1999 year year"),
    ("The twentysomething left.", "twentysomething = 20..29 leav vague"),
    ("The thirty-something left.", "thirty-something = 30..39 leav vague"),
    ("It cost €1bn.", "€1bn = 1000000000 euro"),
    ("It cost one billion euros.", "one billion euros = 1000000000 euro"),
    ("It cost 1 billion euro.", "1 billion euro = 1000000000 euro"),
    ("It cost EUR 1bn.", "EUR 1bn = 1000000000 euro"),
    ("It cost EUR100.", "EUR100 = 100 euro"),
    ("It cost US$5m.", "US$5m = 5000000 dollar"),
    ("It cost A$5m.", "A$5m = 5000000 australian dollar"),
    ("It cost £5k.", "£5k = 5000 pound"),
    ("It cost $1.2-billion.", "$1.2-billion = 1200000000 dollar"),
    ("It cost 20 francs.", "20 francs = 20 franc"),
    ("A few hundred boats sank.", "A few hundred = 200..1000 boat vague"),
    ("Several thousand people left.", "Several thousand = 2000..10000 peopl vague"),
    ("A couple of hundred people left.", "A couple of hundred = 200..1000 peopl vague"),
    ("Dozens of boats sank.", "Dozens = 24..120 boat vague"),
    ("Tens of thousands of people left.", "Tens of thousands = 20000..100000 peopl vague"),
    ("Hundreds left.", "Hundreds = 200..1000 leav vague"),
    ("Millions of dollars were lost.", "Millions = 2000000..10000000 dollar vague"),
    ("Some 400 left.", "400 = about 400 leav"),
    ("About 400 left.", "400 = about 400 leav"),
    ("Nearly 5,000 people left.", "5,000 = about 5000 peopl"),
    ("An estimated 400 people left.", "400 = about 400 peopl"),
    ("More than 21,000 people left.", "21,000 = at least 21000 peopl"),
    ("At least a dozen people left.", "a dozen = at least 12 peopl"),
    ("As many as 40 people left.", "40 = at least 40 peopl"),
    ("Fewer than 50 people left.", "50 = at most 50 peopl"),
    ("Up to 50 people left.", "50 = at most 50 peopl"),
    ("No more than 50 people left.", "50 = at most 50 peopl"),
    ("50 or more people left.", "50 = at least 50"),
    ("50-odd people left.", "50 = about 50 peopl"),
    ("A loan of 50+ days.", "50 = at least 50"),
    ("The number nearly doubled.", "doubled = about 2 times multiple"),
    ("It is nearly double.", "double = about 2 times multiple"),
    ("A double murder.", ""),
    ("It is twice as large.", "twice = 2 times multiple"),
    ("He was arrested twice.", ""),
    ("It is three times as large.", "three times = 3 times multiple"),
    ("He was arrested three times.", "three = 3"),
    ("It rose tenfold.", "tenfold = 10 times multiple"),
    ("It cost 1,234.5.", "1,234.5 = 1234.5"),
    ("It was the 17th boat.", "17th = 17 ordinal"),
    ("It was the twenty-first boat.", "twenty-first = 21 ordinal"),
    ("The second boat sank.", "second = 2 ordinal"),
    ("It lies at No. 10.", "No. 10 = 10 name"),
    ("The plan for Route 22 advances.", "Route 22 = 22 name"),
    ("The plan for Rte. 22 advances.", "Rte. 22 = 22 name"),
    ("Highway 22 widens.", "Highway 22 = 22 name"),
    ("Interstate 22 floods.", "Interstate 22 = 22 name"),
    ("The plan for Routes 22 and 9 advances.", "Routes 22 = 22 name; 9 = 9 advanc"),
    ("Falcon 22 rockets", "22 = 22 rocket"),
    ("In the Bay Area 22 homes burned.", "22 = 22 hom"),
    ("They crossed the Channel 22 times.", "22 = 22"),
    ("On Flight 22 passengers slept.", "22 = 22 passenger"),
    ("It lies at Number 10.", "Number 10 = 10 name"),
    ("The U-20 team won.", "U-20 = 0 name"),
    ("The G7 met.", "G7 = 0 name"),
    ("The G-7 met.", "G-7 = 0 name"),
    ("An F-16 landed.", "F-16 = 0 name"),
    ("Two F-16s landed.", "Two = 2 f-16; F-16s = 0 name"),
    ("It is open 24/7.", "24/7 = 0 name"),
    ("Since 9/11 it is shut.", "9/11 = 0 name"),
    ("He told France 24 so.", "France 24 = 24 name"),
    ("In France 24 people died.", "24 = 24 peopl"),
    ("He spoke on Channel 4.", "Channel 4 = 4 name"),
    ("Flight 370 was lost.", "Flight 370 = 370 name"),
    ("COVID-19 spread.", ""),
    ("It happened on 17 June.", ""),
    ("It happened on June 17, 2025.", "2025 = 2025 year year"),
    ("It happened on the 5th of May.", ""),
    ("It began at 5 pm.", ""),
    ("It began at 10:30.", ""),
    ("It began at 7 o'clock.", ""),
    ("It lasted 5 hours.", "5 = 5 hour"),
    ("A five-year plan.", "five = 5"),
    ("The 33-year-old left.", "33-year-old = 33 age"),
    ("She was 33 years old.", "33 years old = 33 age"),
    ("He died aged 45.", "45 = 45 age"),
    ("They met in 2019.", "2019 = 2019 year year"),
    ("It took 2019 boats.", "2019 = 2019 boat"),
    ("The 2019-20 season.", "2019-20 = 2019..2020 year year"),
    ("The 1914-1918 war.", "1914-1918 = 1914..1918 year year"),
    ("A magnitude 5.8 quake.", "5.8 = 5.8 magnitude"),
    ("A magnitude-5.8 quake.", "5.8 = 5.8 magnitude"),
    ("A 5.8-magnitude quake.", "5.8-magnitude = 5.8 magnitude"),
    ("It lies 5km off.", "5km = 5 kilometre"),
    ("It lies 5 kilometres off.", "5 kilometres = 5 kilometre"),
    ("It weighs 20 tons.", "20 tons = 20 tonne"),
    ("A 5-mile walk.", "5-mile = 5 mile"),
    ("It was 20°C.", "20°C = 20 celsius"),
    ("One person left.", "One = 1 person"),
    ("One of them left.", ""),
    ("Twenty-five people left.", "Twenty-five = 25 peopl"),
    ("Twenty five people left.", "Twenty five = 25 peopl"),
    (
        "One hundred and twenty-five thousand people left.",
        "One hundred and twenty-five thousand = 125000 peopl",
    ),
    (
        "Two million five hundred thousand people left.",
        "Two million five hundred thousand = 2500000 peopl",
    ),
    ("Twelve hundred people left.", "Twelve hundred = 1200 peopl"),
    ("A thousand and one nights.", "A thousand and one = 1001 night"),
    (
        "Between two thousand and three thousand boats sank.",
        "Between two thousand and three thousand = 2000..3000 boat range",
    ),
    ("Between two hundred and fifty boats.", "two hundred = 200; fifty = 50 boat"),
    ("It has 2½ rooms.", "2½ = 2.5 room"),
    ("It has 1.2.3 as its version.", ""),
    ("It has 007 on it.", "007 = 7"),
    ("Three undersea cables broke.", "Three = 3 cabl"),
    ("Five wounded lie there.", "Five = 5 wound"),
    ("Six other boats sank.", "Six = 6 boat"),
    ("A 48-page report.", "48 = 48 pag"),
    ("They have 3 boats and 4 cars.", "3 = 3 boat; 4 = 4 car"),
    ("They have three, four or five boats.", "three = 3; four = 4; five = 5 boat"),
    ("Zero boats sank.", "Zero = 0 boat"),
    ("He has 99 problems, 98 solved.", "99 = 99 problem; 98 = 98 solv"),
    ("It fell to -5.", ""),
    ("The hundred boats.", ""),
    ("Ten thousand runners came.", "Ten thousand = 10000 runner"),
    ("A record 3.2 trillion yen.", "3.2 trillion yen = 3.2e+12 yen"),
    ("Almost a third of them left.", "a third = about 33.33333333 percent share"),
    ("The sum of $1,000.50 was lost.", "$1,000.50 = 1000.5 dollar"),
    ("Marine 12 boats.", "12 = 12 boat"),
    ("There is no figure here.", ""),
]

GERMAN = [
    ("Es kostet 1.234,5.", "1.234,5 = 1234.5"),
    ("Es kostet 5 Mio. Euro.", "5 Mio. Euro = 5000000 euro"),
    ("Es kostet 1,5 Mrd. Euro.", "1,5 Mrd. Euro = 1500000000 euro"),
    ("Rund 5 Millionen Menschen kamen.", "5 Millionen = about 5000000 menschen"),
    ("Ein Dutzend Boote sank.", "Ein Dutzend = 12 boot"),
    ("Zwei Dutzend Boote sanken.", "Zwei Dutzend = 24 boot"),
    ("Zwei Drittel der Wähler kamen.", "Zwei Drittel = 66.66666667 percent share"),
    ("Ein Viertel der Wähler kam.", "Ein Viertel = 25 percent share"),
    ("Die Hälfte der Wähler kam.", "Hälfte = 50 percent share"),
    ("Es stieg um 5 Prozent.", "5 Prozent = 5 percent"),
    ("Es stieg um 5 Prozentpunkte.", "5 Prozentpunkte = 5 percentage point"),
    ("Es kostet anderthalb Millionen Euro.", "anderthalb Millionen Euro = 1500000 euro"),
    ("Eine halbe Million Menschen kam.", "Eine halbe Million = 500000 menschen"),
    ("Es waren hundert Boote.", "hundert = 100 boot"),
    ("Zweiundzwanzig Boote sanken.", "Zweiundzwanzig = 22 boot"),
    ("Einundzwanzig Boote sanken.", "Einundzwanzig = 21 boot"),
    ("Zweihundertfünfzig Boote sanken.", "Zweihundertfünfzig = 250 boot"),
    ("Dreihunderttausend Menschen kamen.", "Dreihunderttausend = 300000 menschen"),
    ("Mehr als 21.000 Menschen kamen.", "21.000 = at least 21000 menschen"),
    ("Höchstens 20 Boote sanken.", "20 = at most 20 boot"),
    ("Hunderte Menschen kamen.", "Hunderte = 200..1000 menschen vague"),
    ("Ein paar hundert Menschen kamen.", "Ein paar hundert = 200..1000 menschen vague"),
    ("Zwischen 10 und 15 Boote sanken.", "Zwischen 10 und 15 = 10..15 boot range"),
    ("10 bis 15 Boote sanken.", "10 bis 15 = 10..15 boot range"),
    ("Eine von fünf Frauen kam.", "Eine von fünf = 20 percent share"),
    ("Es geschah am 17. Juni 2025.", "2025 = 2025 year year"),
    ("Es beginnt um 5 Uhr.", ""),
    ("Er wohnt in Nr. 10.", "Nr. 10 = 10 name"),
    ("Die Zahl hat sich verdoppelt.", "verdoppelt = 2 times multiple"),
    ("Der 33-jährige Mann kam.", "33-jährige = 33 age"),
    ("In den 1990er Jahren.", "1990er = 1990..1999 year year"),
    ("Es liegt 5 km entfernt.", "5 km = 5 kilometre"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_figures_are_read_in_english(text: str, expected: str) -> None:
    assert read(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN)
def test_figures_are_read_in_german(text: str, expected: str) -> None:
    assert read(text, "de") == expected


def test_a_language_without_data_has_whole_numbers_in_digits_alone() -> None:
    assert read("5 million, 1.5 or 7%", "zz") == "5 = 5 million; 7 = 7"


def one(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("half a million", "500,000"),
        ("two hundred and fifty", "250"),
        ("$1bn", "one billion dollars"),
        ("1.5 lakh rupees", "Rs 150,000"),
        ("a dozen", "twelve"),
        ("half", "50 per cent"),
        ("one in five", "20%"),
        ("a few hundred", "few hundred"),
        ("10-15", "between 10 and 15"),
        ("twice as many", "doubled"),
        ("G7", "G-7"),
    ],
)
def test_spellings_of_one_figure_agree(first: str, second: str) -> None:
    assert one(first).agrees(one(second))
    assert one(second).agrees(one(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("half a million", "a million"),
        ("half a dozen", "a dozen"),
        ("a dozen", "two dozen"),
        ("5 percentage points", "5 per cent"),
        ("1.5 lakh rupees", "1.5 rupees"),
        ("a few hundred", "several hundred"),
        ("a few hundred", "300"),
        ("the mid-20s", "25"),
        ("G7", "7"),
        ("No. 10", "10"),
        ("17th", "17"),
        ("10-15", "10"),
        ("doubled", "2"),
        ("$5", "€5"),
    ],
)
def test_figures_that_say_different_things_do_not_agree(first: str, second: str) -> None:
    assert not one(first).agrees(one(second))
    assert not one(second).agrees(one(first))


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        ("more than 50", "53", True),
        ("more than 50", "47", False),
        ("nearly 5,000", "4,930", True),
        ("a few hundred", "300", True),
        ("dozens", "3", False),
        ("10-15", "12", True),
        ("10-15", "16", False),
        ("two-thirds", "66 per cent", True),
        ("two-thirds", "60 per cent", False),
    ],
)
def test_two_figures_can_be_true_of_one_thing(first: str, second: str, *, allowed: bool) -> None:
    assert one(first).allows(one(second)) is allowed
    assert one(second).allows(one(first)) is allowed


@pytest.mark.parametrize(
    ("first", "second", "rounded"),
    [
        ("1,200 ballots", "1,204 ballots", True),
        ("4.4 billion crowns", "4.38 billion crowns", True),
        ("1,200 ballots", "1,290 ballots", False),
        ("64 percent", "61 percent", False),
        ("0 goals", "12 goals", False),
    ],
)
def test_the_rounder_of_two_figures_may_be_the_other(
    first: str, second: str, *, rounded: bool
) -> None:
    assert one(first).rounds(one(second)) is rounded
    assert one(second).rounds(one(first)) is rounded


def test_ranks_ages_and_names_count_nothing() -> None:
    text = "The 17th U-20 team of the 33-year-old, No. 10 of the G7, is open 24/7 for 6 days."
    assert [text[one.start : one.end] for one in find_figures(text) if one.counts] == ["6"]


@pytest.mark.parametrize(
    ("mark", "rounded", "exact", "stands"),
    [
        ("about", 3000, 2987, True),
        ("about", 3000, 2700, False),
        ("nearly", 3000, 2987, True),
        ("nearly", 3000, 3010, False),
        ("more than", 3000, 3010, True),
        ("over", 3000, 2987, False),
        ("exactly", 3000, 2987, False),
        ("about", 3000, 0, False),
        ("about", float("inf"), float("inf"), False),
    ],
)
def test_a_marked_round_number_stands_for_an_exact_one(
    mark: str, rounded: float, exact: float, *, stands: bool
) -> None:
    assert stands_for(rounded, exact, mark) is stands


WORDS = """
a and half of the two hundred fifty million dozen thirds in five - 10 15 1,234.5 $ € % per cent
points mid 20s U- G7 No. 24/7 few several thousands twentysomething 2025 to between about 5th bn m
ein Dutzend zwei Drittel Mio. anderthalb
"""
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=12)
TEXTS = st.one_of(
    st.text(max_size=60), PIECES.map(" ".join), PIECES.map("".join), PIECES.map("-".join)
)


@given(text=TEXTS, language=st.sampled_from(["en", "de", "zz"]))
@example(text="TWO\u20ac HALF", language="en")
def test_figures_of_any_text_stand_in_it_in_order(text: str, language: str) -> None:
    figures = find_figures(text, language)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
    assert all(a.end <= b.start for a, b in pairwise(figures))
    assert all(figure.low <= figure.high for figure in figures)


@given(text=TEXTS, language=st.sampled_from(["en", "de"]))
def test_the_characters_of_a_number_alone_are_the_same_number(text: str, language: str) -> None:
    for numeral in find_numerals(text, language):
        (alone,) = find_numerals(text[numeral.start : numeral.end], language)
        assert (alone.key, alone.low, alone.high) == (numeral.key, numeral.low, numeral.high)


@pytest.mark.parametrize("text", [text for text, _ in ENGLISH])
def test_the_characters_of_a_figure_alone_have_the_same_value(text: str) -> None:
    """What makes an age or a name of it may stand outside, and its unit too (`magnitude 5`)."""
    for figure in find_figures(text):
        alone = find_figures(text[figure.start : figure.end])
        assert [(one.low, one.high) for one in alone] == [(figure.low, figure.high)] or not alone


@given(text=TEXTS)
def test_a_token_is_a_number_with_the_key_of_the_reader(text: str) -> None:
    keys = {numeral.start: numeral.key for numeral in find_numerals(text)}
    numbers = [token for token in tokenise(text) if token.text[0].isdecimal()]
    assert all(token.stem in {keys.get(token.start), token.low} for token in numbers)


@pytest.mark.parametrize(
    "unit",
    ["9", "a", " ", "$1 ", "3 of 4 ", "and a half ", "1-", "million ", "tens of ", "one in "],
)
def test_the_time_is_linear_in_the_text(unit: str) -> None:
    short, long = (_time(unit * (count // len(unit))) for count in (5_000, 40_000))
    assert long < 40 * short + 0.2


def test_a_table_is_read_up_to_more_figures_than_a_sentence_can_hold() -> None:
    assert MOST >= LONGEST // 2
    assert len(find_figures("$1 " * (MOST + 1))) == MOST


def _time(text: str) -> float:
    """The least of three times: a collection of garbage in between is none of the reader's."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    start = process_time()
    find_figures(text)
    tokenise(text)
    return process_time() - start
