"""What a model is to the rest of the program: protocols, the records of a request, and backends.

A stage hands over everything it has and gets an iterator of answers back in order; how the requests
are cut into batches is the floor's own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol, Self, runtime_checkable

from pydantic import model_validator

from briefing.records import ModelIdentity, Record

SLOT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a frame where the text goes.  The text is encoded apart from the frame, so that
control tokens inside it stay plain text."""


Device = Literal["auto", "cpu", "cuda"]
Dtype = Literal["auto", "float32", "bfloat16", "float16"]


class Frame(Record):
    """The trusted part of a prompt: chat messages, one of which holds the slot for the text."""

    messages: tuple[tuple[Literal["system", "user", "assistant"], str], ...]
    digest: str = ""
    """Digest of the prompt file, which enters the cache key."""

    @model_validator(mode="after")
    def _has_one_slot(self) -> Self:
        if sum(content.count(SLOT) for _, content in self.messages) != 1:
            raise ValueError("a frame needs exactly one slot for the text")
        return self


class Prompt(Record):
    """One request: a frame, and the untrusted text that goes into its slot."""

    frame: Frame
    text: str
    answer: str = ""
    """What the model is made to say where deletions are scored; the text itself where it is empty."""


class Decoding(Record):
    """How answers are drawn.  Greedy; every field enters the cache key."""

    max_new_tokens: int = 64
    stop_at_newline: bool = True
    """One line is wanted: what follows a line break is not generated."""


class Running(NamedTuple):
    """How a model is run, as the settings say: batch size, device and number format."""

    batch_size: int
    device: Device = "auto"
    dtype: Dtype = "auto"


class Answer(Record):
    """What came back for one prompt."""

    text: str
    finish: Literal["stop", "length", "memory"]
    """`stop`: the model ended it; `length`: cut off; `memory`: no room even for a batch of one."""


class Deletion(NamedTuple):
    """Characters `start` to `end` (exclusive) of a prompt's answer, to be left out."""

    start: int
    end: int


class Generator(Protocol):
    """Text in, text out."""

    @property
    def identity(self) -> ModelIdentity:
        """Name and digest of the weights."""

    @property
    def chats(self) -> bool:
        """Whether it was taught to answer the turns of a chat, so that it can follow a task of several lines."""

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
        """Yield one answer per prompt, in order."""


@runtime_checkable
class DeletionScorer(Protocol):
    """Tells how well a text bears the loss of some of its words."""

    @property
    def identity(self) -> ModelIdentity:
        """Name and digest of the weights."""

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        """Yield a score for each deletion of each prompt, in order; higher reads better."""


class Scorer(Protocol):
    """Scores how well a text supports a claim."""

    @property
    def identity(self) -> ModelIdentity:
        """Name and digest of the weights."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
        """Yield the support of each (text, claim) pair, 0 to 1, in order."""


class Embedder(Protocol):
    """Texts to vectors of length one."""

    @property
    def identity(self) -> ModelIdentity:
        """Name and digest of the weights."""

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        """Yield one unit vector per text, in order."""


class Word(NamedTuple):
    """One word or mark of a parsed text: characters `start` to `end`, and what it hangs on."""

    start: int
    end: int
    tag: str
    """Part of speech, a tag of the Penn Treebank: "NNP", "VBD", ","."""
    relation: str
    """How it depends on its head, a label of the CLEAR style: "nsubj", "relcl", "ROOT"."""
    head: int
    """Index of the word that it depends on; its own for a root."""


Tree = tuple[Word, ...]
"""The words of a text in order; where the text holds several sentences, several roots."""


class Parser(Protocol):
    """Texts to dependency trees."""

    @property
    def identity(self) -> ModelIdentity:
        """Name and digest of the weights."""

    def parse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield the tree of each text, in order."""


class Found(NamedTuple):
    """A model that is there, and not loaded yet."""

    name: str
    """As the user called it."""
    identity: ModelIdentity
    place: str
    """A folder or an address, as its backend means it."""
    chats: bool = False
    """Whether it was taught to answer the turns of a chat (:attr:`Generator.chats`), where it writes."""
    leaves_machine: bool = False
    """Whether the texts that it is asked about go to another machine."""
    elsewhere: bool = False
    """Whether another program runs it."""
    together: int | None = None
    """How many requests it is best asked at a time, where that is not the user's batch size."""


class ServerWanted(Protocol):
    """What the settings say of a server that writes."""

    @property
    def url(self) -> str:
        """Its address, or empty."""

    @property
    def name(self) -> str:
        """Name of the model there, or empty."""

    @property
    def key_variable(self) -> str:
        """Environment variable that holds its key, or empty."""

    @property
    def key_file(self) -> str:
        """File that holds its key, or empty."""

    @property
    def seconds(self) -> float:
        """Of one answer, at most."""

    @property
    def concurrency(self) -> int:
        """Requests under way at a time."""

    @property
    def retries(self) -> int:
        """Of a request that fails in passing."""

    @property
    def allow_remote(self) -> bool:
        """Whether text may leave the private network."""


class Wanted(Protocol):
    """What the settings say of models."""

    @property
    def generator(self) -> str:
        """Name of the model that writes."""

    @property
    def parser(self) -> str:
        """Name of the model that parses."""

    @property
    def verifier(self) -> str:
        """Name of the model that judges claims, or ``default``."""

    @property
    def batch_size(self) -> int:
        """Requests run together at most."""

    @property
    def device(self) -> Device:
        """Where models run."""

    @property
    def dtype(self) -> Dtype:
        """Their number format."""

    @property
    def server(self) -> ServerWanted:
        """The server that writes, where one does."""


class Backend(NamedTuple):
    """A place that models come from.

    What it cannot do is None; the brief is then made without, as where a model is missing.
    """

    name: str
    recognises: Callable[[str], bool]
    """Whether a model is to be looked for here, by its name."""
    find: Callable[[str, Path], Found]
    """Name and the user's folder of models in, what can be loaded now out; asks nobody but a server that the name is of.

    Raises :class:`ModelError`, a :class:`MissingModelError` where there is none of the name."""
    generator: Callable[[Found, Running], Generator] | None = None
    embedder: Callable[[Found, Running], Embedder] | None = None
    scorer: Callable[[Found, Running], Scorer] | None = None
    parser: Callable[[Found, Running], Parser] | None = None
    configured: Callable[[Wanted], Backend] | None = None
    """Gives the backend as the settings want it, where they say more of it than a name."""
