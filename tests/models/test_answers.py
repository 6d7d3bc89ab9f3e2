"""The generator that asks its store before it asks the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from briefing.models.answers import Running, StoredGenerator, batch_key
from briefing.models.base import SLOT, Answer, Decoding, Frame, Prompt
from briefing.models.batching import plan
from briefing.models.fake import FakeGenerator
from briefing.records import ModelIdentity
from briefing.store import Store

FRAME = Frame(messages=(("user", f"Shorten: {SLOT}"),), digest="one")
IDENTITY = ModelIdentity(name="small", digest="abc")
DECODING = Decoding()
TEXTS = [f"Story number {n} has {'many ' * n}words." for n in range(10)]


def prompts_of(texts: Sequence[str], frame: Frame = FRAME) -> list[Prompt]:
    return [Prompt(frame=frame, text=text) for text in texts]


class Memory:
    """A store in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Answer]] = {}
        self.scored: dict[str, list[tuple[float, ...]]] = {}

    def answers(self, key: str) -> list[Answer] | None:
        return self.kept.get(key)

    def keep_answers(self, key: str, answers: Sequence[Answer]) -> None:
        self.kept[key] = list(answers)

    def scores(self, key: str) -> list[tuple[float, ...]] | None:
        return self.scored.get(key)

    def keep_scores(self, key: str, scores: Sequence[tuple[float, ...]]) -> None:
        self.scored[key] = list(scores)


def no_model() -> FakeGenerator:
    raise AssertionError("the model was loaded although all answers were kept")


def stored(model: FakeGenerator, store: Memory | Store, size: int = 3) -> StoredGenerator:
    return StoredGenerator(IDENTITY, lambda: model, store, Running(size))


def test_answers_come_back_in_the_order_of_the_prompts() -> None:
    answers = stored(FakeGenerator(str.upper), Memory()).generate(prompts_of(TEXTS), DECODING)
    assert [answer.text for answer in answers] == [text.upper() for text in TEXTS]


def test_a_second_run_loads_no_model(tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        first = stored(FakeGenerator(), store)
        told = list(first.generate(prompts_of(TEXTS), DECODING))
        again = StoredGenerator(IDENTITY, no_model, store, Running(3))
        assert list(again.generate(prompts_of(TEXTS), DECODING)) == told
    assert (first.batches_run, again.batches_run) == (len(plan(TEXTS, 3)), 0)


def test_the_model_is_loaded_once() -> None:
    loaded = []

    def load() -> FakeGenerator:
        loaded.append(1)
        return FakeGenerator()

    generator = StoredGenerator(IDENTITY, load, Memory(), Running(2))
    list(generator.generate(prompts_of(TEXTS), DECODING))
    list(generator.generate(prompts_of(["another"]), DECODING))
    assert loaded == [1]


def test_batches_are_those_of_the_whole_input_whatever_the_store_has() -> None:
    fresh, half = FakeGenerator(), FakeGenerator()
    memory = Memory()
    list(stored(fresh, Memory()).generate(prompts_of(TEXTS), DECODING))
    generator = stored(half, memory)
    list(generator.generate(prompts_of(TEXTS[:4]), DECODING))
    half.batches.clear()
    list(generator.generate(prompts_of(TEXTS), DECODING))
    assert fresh.batches == [[TEXTS[i] for i in batch] for batch in plan(TEXTS, 3)]
    assert all(batch in fresh.batches for batch in half.batches)


def test_one_missing_answer_runs_its_whole_batch_again() -> None:
    model, memory = FakeGenerator(), Memory()
    generator = stored(model, memory)
    list(generator.generate(prompts_of(TEXTS), DECODING))
    lost = [TEXTS[i] for i in plan(TEXTS, 3)[1]]
    del memory.kept[batch_key(prompts_of(lost), DECODING, IDENTITY, Running(3))]
    model.batches.clear()
    list(generator.generate(prompts_of(TEXTS), DECODING))
    assert model.batches == [lost]


def test_an_interrupted_run_keeps_the_batches_it_finished(tmp_path: Path) -> None:
    class Interrupted(FakeGenerator):
        def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
            if len(self.batches) == 2:
                raise KeyboardInterrupt
            return super().generate(prompts, decoding)

    model = FakeGenerator()
    with (
        Store(tmp_path / "state.sqlite") as store,
        pytest.raises(KeyboardInterrupt),
    ):
        list(stored(Interrupted(), store).generate(prompts_of(TEXTS), DECODING))
    with Store(tmp_path / "state.sqlite") as store:
        list(stored(model, store).generate(prompts_of(TEXTS), DECODING))
    assert model.batches == [[TEXTS[i] for i in batch] for batch in plan(TEXTS, 3)[2:]]


def test_what_did_not_fit_into_memory_is_asked_again_next_time() -> None:
    class Short(FakeGenerator):
        def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
            return iter([Answer(text="", finish="memory")] * len(prompts))

    memory = Memory()
    short = stored(Short(), memory).generate(prompts_of(TEXTS), DECODING)
    assert {answer.finish for answer in short} == {"memory"}
    assert memory.kept == {}
    answers = stored(FakeGenerator(), memory).generate(prompts_of(TEXTS), DECODING)
    assert [answer.text for answer in answers] == TEXTS


def test_kept_answers_of_the_wrong_number_are_not_used() -> None:
    memory = Memory()
    memory.kept[batch_key(prompts_of(["a"]), DECODING, IDENTITY, Running(3))] = []
    answers = stored(FakeGenerator(), memory).generate(prompts_of(["a"]), DECODING)
    assert [answer.text for answer in answers] == ["a"]


def test_progress_counts_prompts_up_to_all_of_them() -> None:
    seen: list[tuple[int, int]] = []
    generator = StoredGenerator(
        IDENTITY, FakeGenerator, Memory(), Running(4), lambda *step: seen.append(step)
    )
    list(generator.generate(prompts_of(["a", "b", "c", "d", "e"]), DECODING))
    assert seen == [(4, 5), (5, 5)]


def test_nothing_asked_loads_nothing() -> None:
    generator = StoredGenerator(IDENTITY, no_model, Memory(), Running(4))
    assert list(generator.generate([], DECODING)) == []


def test_the_key_changes_with_everything_that_can_change_an_answer() -> None:
    other_prompt = Frame(messages=FRAME.messages, digest="two")
    other_words = Frame(messages=(("user", f"Cut: {SLOT}"),), digest="one")
    digest, name = (IDENTITY.model_copy(update={k: "new"}) for k in ("digest", "name"))
    running, ab = Running(8), prompts_of(["a", "b"])
    keys = [
        batch_key(ab, DECODING, IDENTITY, running),
        batch_key(prompts_of(["a", "b"], other_prompt), DECODING, IDENTITY, running),
        batch_key(prompts_of(["a", "b"], other_words), DECODING, IDENTITY, running),
        batch_key(ab, Decoding(max_new_tokens=9), IDENTITY, running),
        batch_key(ab, Decoding(stop_at_newline=False), IDENTITY, running),
        batch_key(ab, DECODING, digest, running),
        batch_key(ab, DECODING, name, running),
        batch_key(ab, DECODING, IDENTITY, Running(8, "cuda")),
        batch_key(ab, DECODING, IDENTITY, Running(8, "auto", "float32")),
        batch_key(prompts_of(["a"]), DECODING, IDENTITY, running),
        batch_key(prompts_of(["b", "a"]), DECODING, IDENTITY, running),
        batch_key(prompts_of(["a", "b", "c"]), DECODING, IDENTITY, running),
    ]
    assert len(set(keys)) == len(keys)


def test_the_key_of_a_batch_is_the_same_every_time() -> None:
    first, second = (batch_key(prompts_of(["a"]), DECODING, IDENTITY, Running(n)) for n in (1, 8))
    assert first == second  # what it was batched with counts, not what it might have been


def test_no_text_can_pass_for_two() -> None:
    frame = FRAME.model_dump_json()
    left = prompts_of([f"a\x1f{frame}\x1fb", "c"])
    right = prompts_of(["a", f"b\x1f{frame}\x1fc"])
    assert batch_key(left, DECODING, IDENTITY, Running(8)) != batch_key(
        right, DECODING, IDENTITY, Running(8)
    )
