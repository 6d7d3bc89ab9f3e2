from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models.base import SLOT, Answer, Frame, Prompt, Tree
from briefing.records import UNKNOWN_WHEN, Citation, Event, Report, Sentence, Story
from briefing.settings.prompts import load_prompt
from briefing.writing.asking import Bound, Request, analyse, item_requests, parse, requests
from briefing.writing.cuts import Draft
from briefing.writing.ladder import Place, climb
from briefing.writing.plan import Pick
from briefing.writing.references import Introduction

FRAME = Frame(messages=(("user", SLOT),), digest="d")
LONG = "The swimming hall of Dunmore was closed on Tuesday after a pipe burst in the cellar, the town said."


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(
        story="s", document="d", start=start, end=start + len(text), text=text, paragraph=0
    )


def pick(text: str, start: int = 0) -> Pick:
    role = "detail" if start else "lead"
    return Pick.model_validate(
        {"fact": f"f{start}", "sentences": (sentence(text, start),), "role": role}
    )


def event(*picks: Pick) -> Event:
    sentences = tuple(one.sentences[0] for one in picks)
    spans = tuple((one.start, one.end) for one in sentences)
    story = Story(id="s", document="d", file="a.txt", title=None, sentences=sentences, spans=spans)
    return Event(id="e", reports=(Report(id="r", stories=(story,)),))


SHORT = "Nobody was hurt."
EVENT = event(pick(LONG))
ONE = Request(Prompt(frame=FRAME, text=LONG), (Bound(LONG),))
ITEM = Request(Prompt(frame=FRAME, text="plan"), (Bound(LONG), Bound(SHORT)), is_numbered=True)


def test_each_text_is_asked_about_once_with_its_white_space_joined() -> None:
    broken = LONG.replace(" after ", "\r\n  after ")
    asked = requests([sentence(LONG), sentence(broken), sentence(LONG)], FRAME)
    assert asked == [
        Request(Prompt(frame=FRAME, text=LONG), (Bound(text),)) for text in (LONG, broken)
    ]


@pytest.mark.parametrize("text", ["It rained.", LONG * 7], ids=["short", "long"])
def test_what_is_plain_already_or_too_long_is_not_asked_about(text: str) -> None:
    assert requests([sentence(text)], FRAME) == []
    assert item_requests([(EVENT, [pick(text)])], FRAME) == []


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("  The hall\tis closed. ", "The hall is closed."),
        ("Answer: The hall is closed.", "The hall is closed."),
        ("REWRITTEN : The hall is closed.", "The hall is closed."),
        ("The answer: no.", "The answer: no."),
        ("", ""),
    ],
)
def test_a_draft_is_the_answer_without_labels_and_spare_space(text: str, draft: str) -> None:
    assert parse(ONE, Answer(text=text, finish="stop")) == {LONG: draft}


@pytest.mark.parametrize("finish", ["length", "memory"])
def test_an_answer_that_was_cut_off_is_no_draft(finish: str) -> None:
    cut = Answer.model_validate({"text": "1. The hall is", "finish": finish})
    assert parse(ONE, cut) == parse(ITEM, cut) == {}


@given(text=st.text(max_size=80))
def test_a_draft_is_one_line_without_space_around(text: str) -> None:
    answer = Answer(text=text, finish="stop")
    for draft in [*parse(ONE, answer).values(), *parse(ITEM, answer).values()]:
        assert draft == " ".join(draft.split())


@pytest.mark.model
def test_a_text_is_known_by_its_source_with_what_may_go_from_it(
    tree_of: Callable[[str], Tree],
) -> None:
    text = "Ines Carter, who chaired the talks, closed the harbour of Tarn."
    texts = {f"TARN — {text}": text, "(Copyright 2014)": "Copyright 2014."}
    known = analyse(texts, map(tree_of, texts.values()))
    one, other = known[f"TARN — {text}"], known["(Copyright 2014)"]
    assert one.core == "Ines Carter closed the harbour of Tarn."
    assert one.loose == pytest.approx((len(text) - len(one.core)) / len(text))
    assert (one.stands_alone, other.stands_alone) == (True, False)
    assert (other.core, other.loose) == (other.text, 0.0)


# -- a whole item -------------------------------------------------------------------------------


def test_the_plan_of_an_item_has_a_line_of_its_own_for_each_passage() -> None:
    picks = [pick(LONG.replace(" after ", "\r\nSource:  after ")), pick(SHORT, 200)]
    (asked,) = item_requests([(event(*picks), picks)], FRAME)
    assert asked.prompt.text == (
        f"Sentence 1: lead, at most 20 words\nSource: {LONG.replace(' after ', ' Source: after ')}\n\n"
        f"Sentence 2: detail, at most 3 words\nSource: {SHORT}"
    )
    assert [one.source for one in asked.bound] == [one.sentences[0].text for one in picks]


def test_a_passage_that_is_too_long_is_left_out_of_the_plan() -> None:
    picks = [pick(LONG * 7), pick(LONG, 900)]
    (asked,) = item_requests([(event(*picks), picks)], FRAME)
    assert asked.bound == (Bound(LONG),)


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        ("1. The hall is closed.\n2. Nobody is hurt.", ("The hall is closed.", "Nobody is hurt.")),
        (" 1)  The hall\tis closed.\n\n2) 12 are hurt. ", ("The hall is closed.", "12 are hurt.")),
        ("1. 2. The hall.\n2. Nobody.", ("2. The hall.", "Nobody.")),
        ("1. The hall is closed.", ()),
        ("1. The hall is closed.\n2.", ()),
        ("1. The hall is closed.\n1. Nobody is hurt.", ()),
        ("2. The hall is closed.\n3. Nobody is hurt.", ()),
        ("1.The hall is closed.\n2.5 million are hurt.", ()),
        ("Sure!\n1. The hall is closed.\n2. Nobody is hurt.", ()),
        ("", ()),
    ],
)
def test_an_item_is_its_numbered_lines_or_nothing(text: str, drafts: tuple[str, ...]) -> None:
    found = parse(ITEM, Answer(text=text, finish="stop"))
    assert found == (dict(zip((LONG, SHORT), drafts, strict=True)) if drafts else {})


@pytest.mark.parametrize(
    ("full", "draft", "short"),
    [
        ("chief engineer Ann Hill", "Chief engineer Ann Hill left.", "Hill left."),
        ("Ann Hill, the chief", "It is so, said Ann Hill, the chief.", "It is so, said Hill."),
        ("Ann Hill, the chief", "Ann Hill, the chief, left.", "Hill left."),
        ("Ann Hill, the chief", "Ann Hill, the chiefest, left.", "Ann Hill, the chiefest, left."),
        ("Ann Hill", "Joann Hill left.", "Joann Hill left."),
        ("Ann Hill", "Ann Hill, who sang, left.", "Hill, who sang, left."),
    ],
)
def test_a_draft_is_held_against_its_source_with_the_names_that_the_source_has(
    full: str, draft: str, short: str
) -> None:
    asked = ITEM._replace(bound=(Bound(LONG, (Introduction(full, "Hill"),)),))
    assert parse(asked, Answer(text=f"1. {draft}", finish="stop")) == {LONG: short}


@pytest.mark.model
def test_the_plan_tells_whom_to_introduce(tree_of: Callable[[str], Tree]) -> None:
    texts = [
        LONG,
        "Pell said on the evening of the same day that the hall had been empty by noon, and he praised the guests.",
        "Pell left the hall of Dunmore when the last of the nine pumps had been switched off, at two in the morning.",
        "The guests were sent home by manager Oswin Pell.",
    ]
    picks = [pick(text, 200 * at) for at, text in enumerate(texts)]
    parsed = analyse({text: text for text in texts}, map(tree_of, texts))
    (asked,) = item_requests([(event(*picks), picks[:3])], FRAME, parsed)
    heads = [line for line in asked.prompt.text.split("\n") if line.startswith("Sentence")]
    assert [head.partition("introduces: ")[2] for head in heads] == ["", "Manager Oswin Pell", ""]
    assert asked.bound[1].introductions == (Introduction("Manager Oswin Pell", "Pell"),)


@pytest.mark.model
def test_as_many_words_are_wanted_as_tell_what_the_item_needs(
    tree_of: Callable[[str], Tree],
) -> None:
    texts = [
        "Ines Carter, who chaired the talks in Brill, closed the harbour of Tarn to all ships that carry oil.",
        "Nora Falk, who lives in Brill, opened the harbour of Tarn to all ferries that carry passengers.",
    ]
    picks = [pick(text, 200 * at) for at, text in enumerate(texts)]
    parsed = analyse({text: text for text in texts}, map(tree_of, texts))
    (asked,) = item_requests([(event(*picks), picks)], FRAME, parsed)
    (first, second) = (int(one) for one in re.findall(r"at most (\d+) words", asked.prompt.text))
    assert first == len(texts[0].split())  # Brill is told of nowhere else
    assert second == len(texts[1].replace(", who lives in Brill,", "").split())


def test_what_the_worked_examples_answer_passes_the_gate() -> None:
    """A model does as it is shown: an example that the gate refuses teaches what is refused."""
    (_, *turns) = load_prompt("item.v1").messages
    shown = list(zip(turns[:-1:2], turns[1::2], strict=True))
    assert len(shown) >= 2
    for (_, plan), (_, answer) in shown:
        sources = re.findall(r"^Source: (.*)$", plan, re.MULTILINE)
        heads = re.findall(
            r"^Sentence (\d): .*at most (\d+) words(?:, introduces: (.*))?$", plan, re.MULTILINE
        )
        names = [(Introduction(full, full.split()[-1]),) if full else () for _, _, full in heads]
        request = ITEM._replace(bound=tuple(map(Bound, sources, names)))
        drafts = parse(request, Answer(text=answer, finish="stop"))
        said = ""
        for source, (_, most, _) in zip(sources, heads, strict=True):
            cited = Citation(document="d", file="a", start=0, end=len(source), quote=source)
            draft = Draft(drafts[source])
            rungs = climb([cited], [draft], UNKNOWN_WHEN, place=Place(said=said))
            assert rungs.claim is not None
            assert (rungs.draft, rungs.withheld) == (draft, ())
            assert len(draft.text.split()) <= int(most)
            said = f"{said} {draft.text}"
