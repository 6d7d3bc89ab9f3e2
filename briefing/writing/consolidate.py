"""One event becomes one item: headline, sentences, disagreements, what only one outlet says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from briefing.language.syntax import UNPARSED, Analysis
from briefing.records import (
    Claim,
    Disagreement,
    Event,
    Fact,
    Item,
    OnlyIn,
    Record,
    Role,
    StoryEntry,
    Verdict,
)
from briefing.writing.cuts import Draft
from briefing.writing.differing import with_differences
from briefing.writing.gate import Printed, Reason, against_what_is_told
from briefing.writing.ladder import Place, Rungs, climb
from briefing.writing.objections import find_objections
from briefing.writing.plan import Pick, choose_headline, select, tell
from briefing.writing.references import Told, complete


class Outline(Record):
    """What an item will say, before anything is written."""

    event: Event
    main: tuple[Pick, ...]
    only: tuple[Pick, ...]
    """What only one report says: one fact at most."""

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All facts to be written, main ones first."""
        return (*self.main, *self.only)


def outline(
    event: Event,
    facts: Sequence[Fact],
    alone: Mapping[str, Sequence[Fact]],
    budget: int,
    parsed: Mapping[str, Analysis] = UNPARSED,
) -> Outline:
    """Choose what the item says: `budget` main facts, then the weightiest that only one report has.

    `alone` gives the facts that a single report of the event carries, by story id; `parsed` is what
    is known of sentences by their trees, by text.
    """
    main = (
        tell(facts, event, budget, parsed) or select(facts, event, budget, parsed) or _first(facts)
    )
    taken = {pick.fact for pick in main}
    rest = [fact for own in alone.values() for fact in own if fact.id not in taken]
    return Outline(event=event, main=main, only=select(rest, event, 1, parsed))


def _first(facts: Sequence[Fact]) -> tuple[Pick, ...]:
    """The first fact of an event none of whose sentences can stand alone.

    The gate will hardly let it pass, but then the item tells that something was withheld, and why.
    """
    return tuple(Pick(fact=fact.id, sentences=(fact.anchor,), role="lead") for fact in facts[:1])


def consolidate(
    plan: Outline,
    drafts: Mapping[str, Sequence[Draft]],
    rank: int,
    disagreements: Sequence[Disagreement] = (),
    parsed: Mapping[str, Analysis] = UNPARSED,
) -> Item:
    """Write the item of an outline.  `drafts` maps a sentence's text to the model's drafts.

    `parsed` is what is known of sentences by their trees, by text: it tells who somebody is.  A sentence in the
    model's own words to which the item as a whole objects falls to its next rung alone: the item is written
    anew without it, once for each at most.
    """
    item, own = _write_item(plan, drafts, rank, disagreements, parsed)
    against = _objections(item, own, plan.event.language) if own else {}
    if not against:
        return item
    rest = {
        text: [
            one if one.whole else one._replace(against=against.get(text, one.against))
            for one in rows
        ]
        for text, rows in drafts.items()
    }
    return consolidate(plan, rest, rank, disagreements, parsed)


def _objections(item: Item, own: AbstractSet[str], code: str) -> Mapping[str, tuple[Reason, ...]]:
    """What an item as a whole has against its sentences that were written from `own` texts, by text."""
    found = [
        (item.claims[one.sentence - 1], one.reason)
        for one in find_objections(item, code)
        if one.sentence
    ]
    gone = [one for one in item.withheld if not one.verdict.instead]
    found += [(claim, reason) for claim in gone for reason in claim.verdict.reasons]
    against: dict[str, tuple[Reason, ...]] = {}
    for claim, reason in found:
        text = claim.citations[0].quote
        if text in own:
            against[text] = (*against.get(text, ()), Reason(reason))
    return against


def _write_item(
    plan: Outline,
    drafts: Mapping[str, Sequence[Draft]],
    rank: int,
    disagreements: Sequence[Disagreement],
    parsed: Mapping[str, Analysis],
) -> tuple[Item, frozenset[str]]:
    """The item, and the texts of which it tells in the model's own words."""
    written = _written(plan, drafts)
    own = frozenset(
        pick.sentences[0].text
        for pick, rungs in zip(plan.main, written, strict=True)
        if rungs.draft is not None and not rungs.draft.whole
    )
    only = [_write(pick, plan.event, drafts) for pick in plan.only]
    kept, dropped = _mended(_printed(written), plan.event.language, disagreements)
    # Who is introduced is known only when it is known what is printed.
    written = [one if one.claim in kept else one._replace(claim=None) for one in written]
    written, only = _introduced(plan, written, only, parsed)
    main = tuple(
        with_differences(claim, disagreements, _code(claim, plan.event))
        for claim in _printed(written)
    )
    item = Item(
        id=plan.event.id,
        rank=rank,
        headline=_headline(plan, main, disagreements),
        reports=len(plan.event.reports),
        claims=main,
        withheld=(*(claim for rungs in (*written, *only) for claim in rungs.withheld), *dropped),
        disagreements=tuple(disagreements),
        only_in=_only_in(plan, _printed(only)),
        stories=_entries(plan.event),
    )
    return item, own


def _code(claim: Claim, event: Event) -> str:
    """The ISO 639-1 code of the language of a sentence."""
    document = claim.citations[0].document
    codes = (one.language_or(event.language) for one in event.stories if one.document == document)
    return next(codes, event.language)


def _headline(plan: Outline, claims: Sequence[Claim], disagreements: Sequence[Disagreement]) -> str:
    told = plan.main[0].sentences[0].story if plan.main else ""
    printed = [claim.text for claim in claims]
    return choose_headline(plan.event, told, printed, disagreements)


def _mended(
    claims: tuple[Claim, ...], code: str, disagreements: Sequence[Disagreement]
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Part the sentences into those that stay, and later ones that tell a fact again or contradict an earlier figure.

    The reader finds the figures that differ beside the item; its sentences tell one of them, or both together.
    """
    kept: list[Claim] = []
    dropped: list[Claim] = []
    for claim in claims:
        told = [Printed(one.text, one.citations, code) for one in (*kept, claim)]
        against = against_what_is_told(told, disagreements)
        if against is None:
            kept.append(claim)
        else:
            verdict = Verdict(kind="withheld", score=0.0, reasons=(str(against),))
            dropped.append(claim.model_copy(update={"verdict": verdict}))
    return tuple(kept), tuple(dropped)


def _only_in(plan: Outline, claims: tuple[Claim, ...]) -> tuple[OnlyIn, ...]:
    if not claims:
        return ()
    story = plan.event.story_of(plan.only[0].sentences[0])
    return (OnlyIn(outlet=story.outlet, file=story.file, claims=claims),)


def _written(plan: Outline, drafts: Mapping[str, Sequence[Draft]]) -> list[Rungs]:
    """Write the main sentences one after the other: what is printed before tells what the next may rest on."""
    rows: list[Rungs] = []
    for pick in plan.main:
        follows = pick.follows and (not rows or rows[-1].claim is not None)
        said = " ".join(row.claim.text for row in rows if row.claim is not None)
        rows.append(_write(pick, plan.event, drafts, Place(follows, said)))
    return rows


def _introduced(
    plan: Outline,
    main: Sequence[Rungs],
    only: Sequence[Rungs],
    parsed: Mapping[str, Analysis],
) -> tuple[list[Rungs], list[Rungs]]:
    """The sentences with who somebody is, where the item first names them."""
    rows = [*main, *only]
    told = {
        at: Told(rungs.claim, pick.sentences[0])
        for at, (rungs, pick) in enumerate(zip(rows, plan.picks, strict=True))
        if rungs.claim is not None
    }
    whole = dict(zip(told, complete(list(told.values()), plan.event, parsed), strict=True))
    rows = [_with(one, whole.get(at)) for at, one in enumerate(rows)]
    return rows[: len(main)], rows[len(main) :]


def _with(rungs: Rungs, claim: Claim | None) -> Rungs:
    """What is printed of a fact now; a sentence that leans on what is not printed is withheld, and says so."""
    if claim is None and rungs.claim is not None:
        verdict = Verdict(kind="withheld", score=0.0, reasons=(str(Reason.DANGLING),))
        gone = rungs.claim.model_copy(update={"verdict": verdict})
        return rungs._replace(claim=None, withheld=(*rungs.withheld, gone))
    return rungs._replace(claim=claim)


def _write(
    pick: Pick,
    event: Event,
    drafts: Mapping[str, Sequence[Draft]],
    place: Place = Place(),  # noqa: B008  # a tuple, never changed
) -> Rungs:
    first = pick.sentences[0]
    citations = [event.story_of(sentence).cite(sentence) for sentence in pick.sentences]
    when, code = event.story_of(first).when, event.code_of(first)
    return climb(citations, drafts.get(first.text, ()), when, code, place)


def _printed(rows: Sequence[Rungs]) -> tuple[Claim, ...]:
    """The sentences that hold, none twice: two sources may compress to the same words."""
    claims: dict[str, Claim] = {}
    for rungs in rows:
        if rungs.claim is not None:
            claims.setdefault(rungs.claim.text, rungs.claim)
    return tuple(claims.values())


def _entries(event: Event) -> tuple[StoryEntry, ...]:
    """The stories of an event with their roles: a text printed once is independent."""
    entries = []
    for report in event.reports:
        for story in report.stories:
            role: Role = "independent"
            if len(report.stories) > 1:
                role = "original" if story is report.original else "reprint"
            entries.append(StoryEntry(story=story, role=role))
    return tuple(entries)
