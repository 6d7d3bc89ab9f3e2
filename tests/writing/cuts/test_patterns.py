"""Compression by rule: only deletes, and never what carries the sense."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.writing.cuts import patterns
from briefing.writing.cuts.patterns import compress, is_compression, trim, without_dateline
from briefing.writing.gate.checks import check
from briefing.writing.gate.reasons import FORM

SHORTER = [
    (
        "GRAZ, Austria (AP) — The city council approved a new tram line on Monday after a long debate.",
        "The city council approved a new tram line on Monday after a long debate.",
    ),
    (
        "(Reuters) - The airline Nordvind ordered 30 planes on Tuesday in its largest purchase.",
        "The airline Nordvind ordered 30 planes on Tuesday in its largest purchase.",
    ),
    (
        "However, the council approved the new tram line to the airport on Monday.",
        "The council approved the new tram line to the airport on Monday.",
    ),
    (
        "The National Health Board (NHB) approved the vaccine for children under 12 on Friday.",
        "The National Health Board approved the vaccine for children under 12 on Friday.",
    ),
    (
        "Carla Benitez, who was elected in 2019, signed the budget on Thursday in Quito.",
        "Carla Benitez signed the budget on Thursday in Quito.",
    ),
    (
        "Carla Benitez, a former judge, signed the budget on Thursday in the capital Quito.",
        "Carla Benitez signed the budget on Thursday in the capital Quito.",
    ),
    (
        "The minister opened the new road tunnel under the lake on Monday, which had been delayed.",
        "The minister opened the new road tunnel under the lake on Monday.",
    ),
    (  # a tail with a figure in it is often the news
        "The minister opened the new road tunnel on Monday, which runs for nine kilometres.",
        "The minister opened the new road tunnel on Monday, which runs for nine kilometres.",
    ),
    (
        "“We will rebuild the school before winter,” Mayor Lena Ortiz said in a statement.",
        "“We will rebuild the school before winter,” Mayor Lena Ortiz said.",
    ),
    (
        "Speaking at a rally in Porto, the party leader Ana Belo promised to lower the sales tax.",
        "The party leader Ana Belo promised to lower the sales tax.",
    ),
    (
        "The museum has also bought four drawings by the same painter, including a self-portrait.",
        "The museum has bought four drawings by the same painter.",
    ),
]

KEPT = [
    "The police did not find the boat, officials said on Monday.",
    "The company reportedly plans to sell its chain of bakeries in Poland.",
    "Two people were killed in the fire, according to the fire service.",
    "The minister said he would resign, adding that the decision was his own.",
    "If the vote fails, the prime minister, Ivo Lund, will resign on Friday.",
    "The dam, officials warned on Sunday, could burst if the rain goes on.",
    "France, Germany, Italy and Spain signed the treaty on Monday in Rome.",
]


@pytest.mark.parametrize(("sentence", "short"), SHORTER)
def test_what_news_conventions_make_dispensable_goes(sentence: str, short: str) -> None:
    assert compress(sentence) == short


@pytest.mark.parametrize("sentence", KEPT)
def test_negation_hedge_condition_and_attribution_stay(sentence: str) -> None:
    assert compress(sentence) == sentence


def test_a_compression_passes_the_gate_against_its_sentence() -> None:
    assert [check(compress(sentence), [sentence]) for sentence, _ in SHORTER] == [()] * len(SHORTER)


@pytest.mark.parametrize(
    ("text", "source", "answer"),
    [
        ("The council met.", "The city council met on Monday.", True),
        ("The council met Monday.", "On Monday the council met.", False),
        ("the COUNCIL", "The city council", True),
        ("", "Anything at all", True),
        ("The council's plan", "The council’s new plan", True),
        ("met met", "met", False),
    ],
)
def test_a_compression_has_the_words_of_its_source_in_order(
    text: str, source: str, *, answer: bool
) -> None:
    assert is_compression(text, source) is answer


@given(st.text(max_size=200))
def test_any_text_is_only_ever_shortened(text: str) -> None:
    short = compress(text)
    assert is_compression(short, text)
    assert len(short) <= len(text)
    assert set(check(short, [text])) <= FORM


@given(st.lists(st.sampled_from([*(sentence for sentence, _ in SHORTER), *KEPT]), max_size=3))
def test_a_second_compression_of_joined_sentences_stays_a_compression(parts: list[str]) -> None:
    text = " ".join(parts)
    once = compress(text)
    assert is_compression(once, text)
    assert is_compression(compress(once), once)


def test_a_hyphen_does_not_end_a_dateline() -> None:
    text = "TARN (PPA) — U.S.-Tarnish tensions over the lake spilled over into the trade talks on Monday."
    assert compress(text).startswith("U.S.-Tarnish tensions")


def test_a_dateline_with_its_agency_goes_whoever_speaks_behind_it() -> None:
    told = "Tarn's Lund said on Friday it had built its first pump, adding that the tests had gone well."
    assert trim(f"PARIS (Reuters) - {told}") == told
    assert trim(f"(Paris) \u2013 {told}") == told
    firm = "Tarn Pumps — the firm of Lund — said on Friday it had built its first pump, adding no more."
    assert trim(firm) == firm


@pytest.mark.parametrize("mark", ["(The Tarn Reporter)", "(TARN)"])
def test_a_mark_of_the_page_in_front_of_a_sentence_goes(mark: str) -> None:
    told = "Ada Lund, who drew the harbour for fifty years, has died in Tarn."
    assert trim(f"{mark}{told}") == told
    assert without_dateline(f"{mark}{told}") == told


@pytest.mark.parametrize(
    "opening",
    ["(The harbour) ", "At nine (local time) ", "Opinion | ", "(Mis)Trust in ", "(Alleged)Thief "],
)
def test_what_prose_sets_in_front_of_a_sentence_stays(opening: str) -> None:
    told = f"{opening}Ada Lund opened the harbour of Tarn on Monday in the rain."
    assert trim(told) == told


@pytest.mark.parametrize("piece", ["A", "A ", "A, ", "Aa", "A.", "(A", "A-"])
def test_no_rule_hangs_on_a_sentence_that_was_made_for_it(piece: str) -> None:
    start = time.process_time()
    compress(piece * (3000 // len(piece)) + " said on Tuesday.")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "opening", ["PARIS (Reuters) - ", "ST. IVES, Tarn (AP) — ", "(Reuters) – "]
)
def test_a_dateline_with_its_agency_goes(opening: str) -> None:
    assert trim(f"{opening}The firm cut 30 jobs.") == "The firm cut 30 jobs."


@pytest.mark.parametrize("size", [1_000, 3_900, 4_100])
def test_what_no_gate_lets_pass_is_not_held_against_it(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """A thousand characters of titles to cut were 250 texts of 250 words, at .1 s each."""
    monkeypatch.setattr(patterns, "check", lambda *given: pytest.fail(str(given)))
    text = ("Mr. " * size)[:size].strip()
    assert compress(text) == text


WON = "The college has won a grant of two million crowns to study the tides."


@pytest.mark.parametrize(
    "dateline",
    ["SANTA CORRIN, CA--", "CORRIN, Calif.--", "ST. CORRIN, GERMANY--", "CORRIN, NEW YORK--"],
)
def test_two_hyphens_without_spaces_end_a_dateline_with_its_state(dateline: str) -> None:
    assert trim(f"{dateline}{WON}") == WON
    assert without_dateline(f"{dateline}{WON}") == WON


@pytest.mark.parametrize(
    "sentence",
    [
        "NEVER--Ever was he seen in the town again after the trial in the spring.",
        "U.S.--Marel trade has fallen by a tenth in the first half of the year.",
        "U.S., CANADA--Marel trade has fallen by a tenth in the first half of the year.",
        "AFL--CIO members have chosen a new head of the union for the next three years.",
        "LUND, CEO--That is what the sign on the door of the empty office still says.",
        "CORRIN, CA--Based firms have spent two million crowns on the new mole.",
        "CORRIN, CA--Led talks have ended without a result after three days in Marel.",
        "CORRIN, CA--Born players have won two of the last three cups of the land.",
        "CORRIN, CA--a town that nobody knew, has won a grant of two million crowns.",
        "Corrin, CA--The town that nobody knew has won a grant of two million crowns.",
        "Corrin, Texas – A town of 2,000 people – has voted to close its only school in May.",
        "Rosa Lund, Ohio – We need a new mole and a new lighthouse by the end of the year.",
        "CORRIN: The man and the city were both younger when the book was begun.",
        "BAND, May 3: The players open the new hall of Corrin before ten thousand guests.",
        "E.U.- Marel talks have ended without a result after three days in the town.",
        "U.S.\u00adMarel ties have sunk to the lowest point in the last thirty years.",
        "Opinion CORRIN, May 3 (Ledger) - The court has no right to order the state to pay.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(sentence: str) -> None:
    assert trim(sentence) == sentence
    assert without_dateline(sentence) == sentence


def test_what_leans_keeps_what_may_say_who() -> None:
    sentence = "MAREL BANK — It will close three of its halls in the town of Corrin in the spring."
    assert trim(sentence) == sentence
