"""What the models make of planned items: sentences in other words, and what is left out of them.

::

    Outline ─ requests ─▶ Request ┄ generator ┄ writing.parse ─▶ Draft ─┐
    Outline ─ begin_cuts ⇄ shortener ──────────────────────────▶ Draft ─┴─ drafts ─▶ by the sentence that each is of
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from briefing import writing
from briefing.assembly.run import Run, Statistics
from briefing.errors import MissingModelError
from briefing.models.base import Decoding, Generator
from briefing.models.pins import DEFAULT_GENERATOR
from briefing.records import Sentence
from briefing.settings.prompts import load_prompt

SHORTEN: Final = "shorten.v2"
"""The prompt under which the embedded model was taught to shorten."""

ITEM: Final = "item.v1"
"""The prompt under which a model writes an item from its plan."""


def requests(
    plans: Sequence[writing.Outline], known: Mapping[str, writing.Analysis], run: Run
) -> list[writing.Request]:
    """What the model may put in its own words, by `model.rewrite`: items as a whole, or sentences."""
    how, frame = _rewrites(run), load_prompt(_prompt(run))
    if how == "item":
        items = [(plan.event, _picks_in_the_language(plan, plan.main, run)) for plan in plans]
        return writing.item_requests(items, frame, known)
    most = {"all": None, "first": 1, "none": 0}[how]
    sentences = [
        pick.sentences[0]
        for plan in plans
        for pick in _picks_in_the_language(plan, plan.main[:most], run)
    ]
    return writing.requests(sentences, frame)


def _rewrites(run: Run) -> Literal["item", "all", "first", "none"]:
    """How much the model writes in its own words.

    It takes forty passes of the model where scoring deletions takes one, and of the embedded model's
    own sentences one in 150 was printed, or one in five was wrong with beams
    (docs/experiments/model.md): so that one only says what to leave out.  A model that knows no chat
    cannot be told of a plan.
    """
    how, generator = run.settings.model.rewrite, run.generator
    if generator is None:
        return "none"
    if how != "auto":
        return how
    wanted = run.settings.model.generator
    if wanted == generator.identity.name == DEFAULT_GENERATOR:  # a server may have one of its name
        return "none"
    return "item" if generator.chats else "all"


def drafts(
    plans: Sequence[writing.Outline],
    parsed: Mapping[str, writing.Analysis],
    asked: Sequence[writing.Request],
    run: Run,
    statistics: Statistics,
) -> Mapping[str, tuple[writing.Draft, ...]]:
    """The model's drafts for each sentence, by its text: a free rewrite, then a deletion."""
    if run.generator is None and run.shortener is None:
        return {}
    every = [
        pick.sentences[0]
        for plan in plans
        for pick in _picks_in_the_language(plan, plan.picks, run)
    ]
    with statistics.timed("model"):
        rewritten = _rewrite(asked, run, run.generator, statistics) if run.generator else {}
        shortened = _shorten(every, plans, parsed, run)
    texts = dict.fromkeys([*rewritten, *shortened])
    return {
        text: (*((rewritten[text],) if text in rewritten else ()), *shortened.get(text, ()))
        for text in texts
    }


def _picks_in_the_language(
    plan: writing.Outline, picks: Sequence[writing.Pick], run: Run
) -> list[writing.Pick]:
    """The picks whose sentence to write from is in the brief's language, where its grammar is known."""
    language = run.settings.brief.language
    return [
        pick
        for pick in picks
        if plan.event.code_of(pick.sentences[0]) == language and writing.knows_grammar(language)
    ]


def _rewrite(
    asked: Sequence[writing.Request], run: Run, generator: Generator, statistics: Statistics
) -> Mapping[str, writing.Draft]:
    statistics.counts["model requests"] = len(asked)  # before one of them fails
    try:
        answers = list(generator.generate([one.prompt for one in asked], _decoding(run)))
    except MissingModelError:  # nobody was there: the page must not say that text was sent
        del statistics.counts["model requests"]
        raise
    drafts: dict[str, writing.Draft] = {}
    for request, answer in zip(asked, answers, strict=True):
        found = writing.parse(request, answer)
        if answer.finish != "stop":
            statistics.counts[f"answers ended by {answer.finish}"] += 1
        elif not found:
            statistics.counts["answers without the lines asked for"] += 1
        drafts |= {text: writing.Draft(draft) for text, draft in found.items()}
    return drafts


def _decoding(run: Run) -> Decoding:
    """One line for a sentence, or a line for each of an item; by the settings alone, so that answers stay valid when events come."""
    most = run.settings.model.max_new_tokens
    if _rewrites(run) != "item":
        return Decoding(max_new_tokens=most)
    return Decoding(max_new_tokens=most * run.settings.brief.max_sentences, stop_at_newline=False)


def _shorten(
    sentences: Sequence[Sentence],
    plans: Sequence[writing.Outline],
    parsed: Mapping[str, writing.Analysis],
    run: Run,
) -> Mapping[str, tuple[writing.Draft, ...]]:
    """The sentences without what the model leaves out."""
    if run.shortener is None:
        return {}
    parsed = writing.cuts_in_place(
        ([(pick.sentences[0].text, pick.follows) for pick in plan.picks] for plan in plans), parsed
    )
    cuts = writing.begin_cuts(
        {one.text: parsed[one.text] for one in sentences if one.text in parsed}
    )
    done = writing.shorten(list(cuts.values()), load_prompt(SHORTEN), run.shortener)
    return {text: (cut.draft,) for text, cut in zip(cuts, done, strict=True)}


def _prompt(run: Run) -> str:
    """Name of the prompt under which the model writes."""
    return ITEM if _rewrites(run) == "item" else run.settings.model.prompt


def prompts(run: Run) -> tuple[tuple[str, str], ...]:
    """Return the prompts of a run by name, with their digests; none without a model."""
    names = (_prompt(run), SHORTEN) if run.generator else (SHORTEN,) if run.shortener else ()
    return tuple((name, load_prompt(name).digest) for name in names)
