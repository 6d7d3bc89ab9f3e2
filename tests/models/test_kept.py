"""Models behind a store: nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pydantic import TypeAdapter

from briefing.models.base import (
    SLOT,
    Answer,
    Decoding,
    Deletion,
    Embedder,
    Frame,
    Prompt,
    Running,
)
from briefing.models.batching import plan
from briefing.models.fake import FakeEmbedder, FakeGenerator, FakeParser
from briefing.models.kept import KeptEmbedder, KeptGenerator, KeptParser, batch_key, deletions_key
from briefing.records import ModelIdentity
from briefing.store import Store

Row = TypeVar("Row")
FRAME = Frame(messages=(("user", f"Shorten: {SLOT}"),), digest="one")
IDENTITY = ModelIdentity(name="small", digest="abc")
DECODING = Decoding()
TEXTS = [f"Story number {n} has {'many ' * n}words." for n in range(10)]


def prompts_of(texts: Sequence[str], frame: Frame = FRAME) -> list[Prompt]:
    return [Prompt(frame=frame, text=text) for text in texts]


class Memory:
    """A store in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Any]] = {}

    def rows(self, key: str, form: TypeAdapter[list[Row]]) -> list[Row] | None:  # written nowhere
        return self.kept.get(key)

    def keep_rows(
        self, key: str, form: TypeAdapter[list[Row]], rows: list[Row]
    ) -> None:  # as above
        self.kept[key] = rows


def no_model() -> FakeGenerator:
    raise AssertionError("the model was loaded although all answers were kept")


def kept(model: FakeGenerator, store: Memory | Store, size: int = 3) -> KeptGenerator:
    return KeptGenerator(IDENTITY, lambda: model, store, Running(size))


# -- generators ---------------------------------------------------------------------------------


def test_answers_come_back_in_the_order_of_the_prompts() -> None:
    answers = kept(FakeGenerator(str.upper), Memory()).generate(prompts_of(TEXTS), DECODING)
    assert [answer.text for answer in answers] == [text.upper() for text in TEXTS]


def test_a_second_run_loads_no_model(tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        first = kept(FakeGenerator(), store)
        told = list(first.generate(prompts_of(TEXTS), DECODING))
        again = KeptGenerator(IDENTITY, no_model, store, Running(3))
        assert list(again.generate(prompts_of(TEXTS), DECODING)) == told
    assert (first.batches_run, again.batches_run) == (len(plan(TEXTS, 3)), 0)


def test_the_model_is_loaded_once() -> None:
    loaded = []

    def load() -> FakeGenerator:
        loaded.append(1)
        return FakeGenerator()

    generator = KeptGenerator(IDENTITY, load, Memory(), Running(2))
    list(generator.generate(prompts_of(TEXTS), DECODING))
    list(generator.generate(prompts_of(["another"]), DECODING))
    assert loaded == [1]


def test_batches_are_those_of_the_whole_input_whatever_the_store_has() -> None:
    fresh, half = FakeGenerator(), FakeGenerator()
    memory = Memory()
    list(kept(fresh, Memory()).generate(prompts_of(TEXTS), DECODING))
    generator = kept(half, memory)
    list(generator.generate(prompts_of(TEXTS[:4]), DECODING))
    half.batches.clear()
    list(generator.generate(prompts_of(TEXTS), DECODING))
    assert fresh.batches == [[TEXTS[i] for i in batch] for batch in plan(TEXTS, 3)]
    assert all(batch in fresh.batches for batch in half.batches)


def test_one_missing_answer_runs_its_whole_batch_again() -> None:
    model, memory = FakeGenerator(), Memory()
    generator = kept(model, memory)
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
        list(kept(Interrupted(), store).generate(prompts_of(TEXTS), DECODING))
    with Store(tmp_path / "state.sqlite") as store:
        list(kept(model, store).generate(prompts_of(TEXTS), DECODING))
    assert model.batches == [[TEXTS[i] for i in batch] for batch in plan(TEXTS, 3)[2:]]


def test_what_did_not_fit_into_memory_is_asked_again_next_time() -> None:
    class Short(FakeGenerator):
        def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
            return iter([Answer(text="", finish="memory")] * len(prompts))

    memory = Memory()
    short = kept(Short(), memory).generate(prompts_of(TEXTS), DECODING)
    assert {answer.finish for answer in short} == {"memory"}
    assert memory.kept == {}
    answers = kept(FakeGenerator(), memory).generate(prompts_of(TEXTS), DECODING)
    assert [answer.text for answer in answers] == TEXTS


def test_kept_answers_of_the_wrong_number_are_not_used() -> None:
    memory = Memory()
    memory.kept[batch_key(prompts_of(["a"]), DECODING, IDENTITY, Running(3))] = []
    answers = kept(FakeGenerator(), memory).generate(prompts_of(["a"]), DECODING)
    assert [answer.text for answer in answers] == ["a"]


def test_progress_counts_prompts_up_to_all_of_them() -> None:
    seen: list[tuple[int, int]] = []
    generator = KeptGenerator(
        IDENTITY, FakeGenerator, Memory(), Running(4), lambda *step: seen.append(step)
    )
    list(generator.generate(prompts_of(["a", "b", "c", "d", "e"]), DECODING))
    assert seen == [(4, 5), (5, 5)]


def test_nothing_asked_loads_nothing() -> None:
    generator = KeptGenerator(IDENTITY, no_model, Memory(), Running(4))
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


def test_the_keys_are_those_of_the_answers_that_users_have_kept() -> None:
    prompts, running = prompts_of(["a", "b"]), Running(8)
    assert batch_key(prompts, DECODING, IDENTITY, running) == "27fbf9fd2cf816e4"
    gaps = [[Deletion(0, 1)], []]
    assert deletions_key(prompts, gaps, IDENTITY, running) == "27ab90fa0d5a2708"


# -- embedders ----------------------------------------------------------------------------------


TEXTS_OF_DAMS = ["A dam leaks.", "A bridge closes.", "A dam leaks."]


class Counting(FakeEmbedder):
    """Counts how many texts it was asked for."""

    asked = 0

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        self.asked += len(texts)
        return super().embed(texts)


def _embedder(store: Store, model: Embedder, identity: ModelIdentity = IDENTITY) -> KeptEmbedder:
    return KeptEmbedder(identity, lambda: model, store)


def test_a_second_run_finds_the_same_vectors_without_the_model(tmp_path: Path) -> None:
    model = Counting()
    with Store(tmp_path / "state.sqlite") as store:
        first = list(_embedder(store, model).embed(TEXTS_OF_DAMS))
        again = list(_embedder(store, model).embed(TEXTS_OF_DAMS))
    assert first == again == list(FakeEmbedder().embed(TEXTS_OF_DAMS))
    assert model.asked == len(TEXTS_OF_DAMS)


def test_other_texts_or_weights_are_another_request(tmp_path: Path) -> None:
    model = Counting()
    with Store(tmp_path / "state.sqlite") as store:
        list(_embedder(store, model).embed(TEXTS_OF_DAMS))
        list(_embedder(store, model).embed(TEXTS_OF_DAMS[:2]))
        other = ModelIdentity(name="small", digest="def")
        list(_embedder(store, model, other).embed(TEXTS_OF_DAMS))
    assert model.asked == 3 + 2 + 3


def test_without_texts_nothing_is_loaded(tmp_path: Path) -> None:
    def load() -> Embedder:
        raise AssertionError("loaded for nothing")

    with Store(tmp_path / "state.sqlite") as store:
        assert list(KeptEmbedder(IDENTITY, load, store).embed([])) == []


# -- parsers ------------------------------------------------------------------------------------


def test_what_the_store_has_is_not_parsed_again(tmp_path: Path) -> None:
    parser = FakeParser()
    with Store(tmp_path / "s.sqlite") as store:
        first = list(KeptParser(IDENTITY, lambda: parser, store).parse(["One.", "Two."]))
        again = list(KeptParser(IDENTITY, lambda: parser, store).parse(["One.", "Two."]))
        other = list(KeptParser(IDENTITY, lambda: parser, store).parse(["Two."]))
    assert again == first
    assert other == first[1:]
    assert len(parser.batches) == 2


def test_trees_of_another_parser_are_not_taken(tmp_path: Path) -> None:
    parser = FakeParser()
    with Store(tmp_path / "s.sqlite") as store:
        list(KeptParser(IDENTITY, lambda: parser, store).parse(["One."]))
        list(
            KeptParser(ModelIdentity(name="small", digest="1"), lambda: parser, store).parse(
                ["One."]
            )
        )
    assert len(parser.batches) == 2
