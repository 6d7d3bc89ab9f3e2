"""Deletions scored by tiny models, and their scores kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing.models.base import SLOT, Deletion, Frame, Prompt, Running
from briefing.models.fake import FakeGenerator
from briefing.models.kept import KeptShortener
from briefing.records import ModelIdentity
from briefing.store import Store

pytestmark = pytest.mark.usefixtures("one_thread")

FRAME = Frame(messages=(("system", "Shorten."), ("user", f"Text:\n{SLOT}")))
TEXT = "The harbour, which is old, stays closed until Friday."
ASIDE = Deletion(11, 26)
OPENING = Deletion(0, 26)
TAIL = Deletion(39, 52)
IDENTITY = ModelIdentity(name="tiny", digest="0")


def score(model: Any, text: str, *deletions: Deletion) -> tuple[float, ...]:
    (row,) = model.score_deletions([Prompt(frame=FRAME, text=text)], [deletions])
    assert isinstance(row, tuple)
    return row


def by_hand(model: Any, text: str, deletion: Deletion) -> float:
    """The same figure without cache, batch or padding."""
    import torch

    before, after = model._frames.render(FRAME)
    encode = model.tokenizer
    front = encode(before, add_special_tokens=False)["input_ids"]
    back = encode(after, add_special_tokens=False)["input_ids"]
    coded = encode(text, add_special_tokens=False, return_offsets_mapping=True)
    ids = coded["input_ids"]
    starts = [
        start + len(text[start:]) - len(text[start:].lstrip())
        for start, _ in coded["offset_mapping"]
    ]

    def at(place: int) -> int:
        return starts.index(place + len(text[place:]) - len(text[place:].lstrip()))

    gap, landing = at(deletion.start), at(deletion.end)
    with torch.inference_mode():
        logits = model.model(torch.tensor([front + ids + back + ids[:gap]])).logits[0, -1]
    logs = torch.log_softmax(logits.float(), dim=-1)
    return float(logs[ids[landing]] - logs[ids[gap]])


@pytest.mark.parametrize("deletion", [ASIDE, TAIL])
def test_a_score_is_the_log_odds_of_going_on_behind_the_gap(chat: Any, deletion: Deletion) -> None:
    assert score(chat, TEXT, deletion)[0] == pytest.approx(by_hand(chat, TEXT, deletion), abs=1e-3)


def test_a_gap_is_judged_where_the_ways_part(chat: Any) -> None:
    """ "in Tarn in May": with or without "in Tarn", " in" comes next."""
    import torch

    text = "It rained in Tarn in May."
    (got,) = score(chat, text, Deletion(9, 17))
    before, after = chat._frames.render(FRAME)
    coded = chat.tokenizer(text, add_special_tokens=False)["input_ids"]
    front, back = (
        chat.tokenizer(part, add_special_tokens=False)["input_ids"] for part in (before, after)
    )
    one = chat.tokenizer("It rained in", add_special_tokens=False)["input_ids"]
    with torch.inference_mode():
        logits = chat.model(torch.tensor([front + coded + back + one])).logits[0, -1]
    kept = coded[len(one)]
    gone = chat.tokenizer("It rained in May", add_special_tokens=False)["input_ids"][len(one)]
    assert got == pytest.approx(float(logits[gone] - logits[kept]), abs=1e-3)


def test_what_is_left_is_judged_under_the_whole_text(chat: Any) -> None:
    answer = TEXT.replace(", which is old,", "")
    tail = Deletion(answer.index(" until"), len(answer) - 1)
    prompt = Prompt(frame=FRAME, text=TEXT, answer=answer)
    (row,) = chat.score_deletions([prompt], [(tail,)])
    alone = score(chat, answer, tail)
    assert row != pytest.approx(alone, abs=1e-6)
    (same,) = chat.score_deletions([Prompt(frame=FRAME, text=TEXT, answer=TEXT)], [(TAIL,)])
    assert same == pytest.approx(score(chat, TEXT, TAIL), abs=1e-6)


def test_scores_are_the_same_alone_and_in_a_batch(chat: Any) -> None:
    texts = [TEXT, "It rained, she said.", TEXT + " " + TEXT]
    rows = [[ASIDE, TAIL, OPENING], [Deletion(9, 19)], [ASIDE]]
    prompts = [Prompt(frame=FRAME, text=text) for text in texts]
    together = list(chat.score_deletions(prompts, rows))
    alone = [score(chat, text, *row) for text, row in zip(texts, rows, strict=True)]
    assert [len(row) for row in together] == [3, 1, 1]
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=1e-4)


def test_an_opening_is_judged_by_the_word_that_would_come_first(chat: Any) -> None:
    assert math.isfinite(score(chat, TEXT, OPENING)[0])


def test_an_edge_inside_a_token_or_behind_the_text_is_never_good(chat: Any) -> None:
    assert score(chat, TEXT, Deletion(11, len(TEXT))) == (-math.inf,)
    assert score(chat, TEXT) == ()


def test_a_text_without_room_is_not_a_number(chat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    def crowded(*_: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(chat, "_score", crowded)
    assert all(math.isnan(one) for one in score(chat, TEXT, ASIDE, TAIL))


class Answering(FakeGenerator):
    """A model whose scores are given."""

    def __init__(self, value: float) -> None:
        super().__init__()
        self.value = value

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        for row in deletions:
            yield tuple(self.value for _ in row)


def ask(store: Store, model: Any) -> list[tuple[float, ...]]:
    generator = KeptShortener(IDENTITY, lambda: model, store, Running(2))
    prompts = [Prompt(frame=FRAME, text=f"Story {n}, which is long, ends.") for n in range(5)]
    return list(generator.score_deletions(prompts, [[Deletion(7, 21)]] * 5))


def no_model() -> Any:
    raise AssertionError("the model was asked again")


def test_kept_scores_are_not_asked_for_again(tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        first = ask(store, Answering(-1.5))
        generator = KeptShortener(IDENTITY, no_model, store, Running(2))
        prompts = [Prompt(frame=FRAME, text=f"Story {n}, which is long, ends.") for n in range(5)]
        again = list(generator.score_deletions(prompts, [[Deletion(7, 21)]] * 5))
    assert first == again == [(-1.5,)] * 5


def test_progress_is_told_batch_by_batch(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with Store(tmp_path / "state.sqlite") as store:
        generator = KeptShortener(
            IDENTITY,
            lambda: Answering(0.0),
            store,
            Running(2),
            lambda done, total: told.append((done, total)),
        )
        prompts = [Prompt(frame=FRAME, text=f"Story {n}, which is long, ends.") for n in range(3)]
        list(generator.score_deletions(prompts, [[Deletion(7, 21)]] * 3))
    assert told == [(2, 3), (3, 3)]


def test_scores_for_another_answer_are_asked_for(tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        for value, answer in ((-1.0, ""), (-2.0, "Story 1 ends.")):
            generator = KeptShortener(IDENTITY, lambda: Answering(value), store, Running(2))  # noqa: B023  # called at once
            prompt = Prompt(frame=FRAME, text="Story 1, which is long, ends.", answer=answer)
            assert list(generator.score_deletions([prompt], [[Deletion(5, 7)]])) == [(value,)]


def test_infinite_scores_survive_the_store(tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        assert ask(store, Answering(-math.inf)) == ask(store, Answering(0.0)) == [(-math.inf,)] * 5


def test_scores_that_memory_cut_short_are_not_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        ask(store, Answering(math.nan))
        assert ask(store, Answering(-2.0)) == [(-2.0,)] * 5
