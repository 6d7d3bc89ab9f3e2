"""The line of telling: one report's own sentences in their order, chosen as a whole.

A journalist's opening introduces everybody, says who, where and when, and each sentence rests on the one before.  Sentences picked
one by one from everywhere lose that.  So the item follows one report; what others have stands beside it: where they differ, and what
only one of them says.  Which of its sentences is one question (`choice.py`): what covers most of what matters to the event (`salience.py`).
Which report is another (`following.py`): it counts what its item covers, and whether the report is one of the others' kind.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from briefing.language.base import language
from briefing.language.syntax import UNPARSED, Analysis
from briefing.language.text import read
from briefing.records import Event, Fact, Sentence, Story
from briefing.writing.cuts import trim, without_wire
from briefing.writing.gate import Reason, form
from briefing.writing.plan import following
from briefing.writing.plan.choice import Choice, Limits, Option, choose
from briefing.writing.plan.following import OPENING, Comparison, argues, sobriety
from briefing.writing.plan.planted import Surroundings
from briefing.writing.plan.quotations import torn_by_quotation
from briefing.writing.plan.salience import COPIES, FARTHEST, Concept, concepts_of, weigh
from briefing.writing.plan.selection import (
    LONGEST,
    Candidate,
    Pick,
    candidates_of,
    overlap,
    pick_of,
    stems_of,
)
from briefing.writing.plan.standing import has_clause, has_verb, is_caption
from briefing.writing.plan.supposing import Supposing, points_back, suppositions
from briefing.writing.plan.titles import cries

SLOW: Final = (2.0, 1.5)
"""How many times as much as a first sentence without day and speaker a later one tells that opens in its place: in all, and for
the square root of its words.  Of 1,195 openings that were labelled 28 yield, 12 of them rightly and 12 wrongly; at 1.7 and 1.35 ten
more do, three of them rightly (docs/experiments/writing.md)."""
CRY: Final = 8
"""Words from which a first sentence can tell an event; shorter ones are cries and rubrics."""
ROOM: Final = (24, 12)
"""Words that an item may have, and so many more for each of its sentences: 48 for two, 84 for five; a long lead may go beyond."""
FREE: Final = 45
"""Words that an item has anyway, where its report has them."""
BASES: Final = 5
"""Reports that are tried as the one to be followed."""
OPTIONS: Final = 14
"""Sentences of a report, and what they rest on, that are weighed against each other."""


class _Prices(NamedTuple):
    """What an item pays, in what a concept weighs that a summary has for certain."""

    word: float
    gap: float
    """Skipping one sentence that is no quotation (`choice.Option.gap`): what stands far from what was told belongs to something else."""


SINGLE, SEVERAL = _Prices(word=0.06, gap=1.0), _Prices(word=0.08, gap=0.7)
"""A single story's own opening is hard to better, so a gap costs more there.  How both were chosen: docs/experiments/writing.md."""
UNKNOWN: Final = 3.0
"""What it costs that a sentence takes for known whom or what the item has not told (`supposing.py`), in what a summary has for certain.

At 3 readers preferred the item so told in 31 of the 50 that change, at 2 in 22 of 38; told and ROUGE stay (docs/experiments/writing.md)."""
TURN: Final = 4.0
"""What it is worth to tell the sentence by which an opening turns from how things were to the news ("Now a team has found …").

Of nine such sentences of 487 events three were left out, with one of them the news itself."""
TURNING: Final = 4
"""Sentences of a story among which its opening turns."""
JOINED: Final = 3.0
"""How many times as much a gap costs before a sentence that goes on with what was said."""
SAME: Final = 0.6
"""Overlap of content words from which a sentence says again what was said."""
QUOTED: Final = 0.5
"""Share of a sentence's characters in quotation marks from which it is a quotation: a voice, no news."""
OPENING_QUOTED: Final = 0.25
"""The share where the sentence opens with the quotation."""
QUOTES: Final = ('"', "“", "„", "«", "'", "‘")


Role = Literal["lead", "detail"]


class _Line(NamedTuple):
    """A report's story as it may be told: its sentences, and the fact of each."""

    story: Story
    report: str
    """Id of its report."""
    code: str
    facts: Mapping[tuple[str, int], Candidate]
    """Of all stories of the event, by the place of each sentence."""
    torn: frozenset[tuple[str, int]]
    parsed: Mapping[str, Analysis]
    is_original: bool
    """The agency's own copy, or the earliest: copies are cut and given other openings."""
    stock: frozenset[str] = frozenset()
    """Texts of sentences that an outlet has in several of its reports."""
    opening: int | None = None
    """Which of the first sentences opens its telling, counted from 1; None where none does."""
    opens_alone: bool = True
    """Whether that one needs no other."""


class Telling(NamedTuple):
    """A way to tell the event."""

    line: _Line
    sentences: tuple[tuple[Sentence, bool], ...]
    """Those of the report that is followed, and whether each rests on the one before; the first, on being its story's first."""
    features: tuple[float, ...]
    """What speaks for following this report, in the order of `following.FEATURES`."""

    def weigh(self, weights: Sequence[float]) -> tuple[float, bool, str]:
        """By what the ways to tell an event are ordered, the best last."""
        weighed = sum(map(operator.mul, weights, self.features))
        return weighed, self.line.is_original, self.line.story.id


class _Given(NamedTuple):
    """What all ways to tell an event share."""

    event: Event
    candidates: Sequence[Candidate]
    worth: Mapping[Concept, float]
    budget: int
    surroundings: Surroundings

    @property
    def is_single(self) -> bool:
        """Whether one report is all there is."""
        return len(self.event.reports) < 2

    @property
    def prices(self) -> _Prices:
        """What words and gaps cost."""
        return SINGLE if self.is_single else SEVERAL


def tell(
    facts: Sequence[Fact],
    event: Event,
    budget: int,
    parsed: Mapping[str, Analysis] = UNPARSED,
    worth: Mapping[Concept, float] | None = None,
) -> tuple[Pick, ...]:
    """Return at most `budget` picks, the lead first: sentences of one report.

    `worth` is what each concept weighs where the learned weights shall not say it.  No picks where no report opens with a
    sentence that tells something by itself.
    """
    ways = ways_to_tell(facts, event, budget, parsed, worth)
    if not ways:
        return ()
    weights = following.learned()
    return picks_of(max(ways, key=lambda one: one.weigh(weights)), event)


def ways_to_tell(
    facts: Sequence[Fact],
    event: Event,
    budget: int,
    parsed: Mapping[str, Analysis] = UNPARSED,
    worth: Mapping[Concept, float] | None = None,
) -> list[Telling]:
    """Return the best way to follow each report that is worth trying; the arguments are those of `tell`."""
    candidates = candidates_of(facts, event, parsed)
    if budget < 1 or not candidates:
        return []
    given = _Given(
        event, candidates, weigh(event) if worth is None else worth, budget, Surroundings.of(event)
    )
    compared = Comparison(event)
    return [_tell(line, given, compared) for line in _bases(list(_lines(given, parsed)), given)]


def picks_of(telling: Telling, event: Event) -> tuple[Pick, ...]:
    """Return what a way to tell an event picks, the lead first."""
    return tuple(_picks(telling, event))


def _lines(given: _Given, parsed: Mapping[str, Analysis]) -> Iterator[_Line]:
    """Yield the stories that open with a sentence that tells something."""
    stock = _stock(given.event)
    of_place = {_place(one): fact for fact in given.candidates for one in fact.fact.sentences}
    for report in given.event.reports:
        for story in report.stories[:COPIES]:
            line = _Line(
                story=story,
                report=report.id,
                code=story.language_or(given.event.language),
                facts=of_place,
                torn=torn_by_quotation(story.sentences),
                stock=stock,
                parsed=parsed,
                is_original=story is report.original,
            )
            stands = _first_that_stands(line, given)
            opening = _opening(line, given, stands)
            if opening:
                yield line._replace(opening=opening, opens_alone=opening == stands)


def _stock(event: Event) -> frozenset[str]:
    """Return what an outlet prints word for word under several reports of an event: its furniture, or old background."""
    printed: dict[tuple[str, str], set[str]] = {}
    for report in event.reports:
        for story in report.stories:
            for sentence in story.sentences:
                printed.setdefault((story.outlet, sentence.text), set()).add(report.id)
    return frozenset(text for (_, text), reports in printed.items() if len(reports) > 1)


def _bases(lines: Sequence[_Line], given: _Given) -> Sequence[_Line]:
    """Return the reports worth trying: those that open with what stands alone, in which nobody argues, and whose headline does not cry, where there are any.

    By what their openings tell.
    """
    sober = [line for line in lines if line.opens_alone] or lines
    sober = [line for line in sober if not argues(line.story, line.code)] or sober
    sober = [line for line in sober if not _cries(line.story, line.code)] or sober
    return sorted(sober, key=lambda line: (-_promise(line, given), line.story.id))[:BASES]


def _cries(story: Story, code: str) -> bool:
    return story.title is not None and cries(story.title.text, story.outlet, code)


def _promise(line: _Line, given: _Given) -> float:
    opening = line.story.sentences[: given.budget]
    told = frozenset[Concept]().union(*(concepts_of(one.text, line.code) for one in opening))
    sober = following.learned()[1] * sobriety(line.story, line.code)
    return sum(given.worth.get(one, 0.0) for one in told) + sober


def _tell(line: _Line, given: _Given, compared: Comparison) -> Telling:
    """The best way to follow one report."""
    own = _options(line, given)
    options = _with_repeats([option for _, option in own], [one for one, _ in own], given.event)
    room = max(ROOM[0] + ROOM[1] * given.budget, options[0].words)
    limits = Limits(room, given.budget, given.prices.word, FREE, UNKNOWN)
    found: Choice = choose(options, given.worth, limits)
    # What a turn adds is for the choice of sentences: no report is the better one for having it.
    turns = sum(-min(0.0, own[at][1].price) for at in found.chosen)
    leans = {at for at in found.chosen if own[at][1].rests or not (at or line.opens_alone)}
    sentences = tuple((own[at][0], at in leans) for at in found.chosen)
    item = [one for one, _ in sentences]
    return Telling(
        line, sentences, compared.describe(line.report, line.story, item, found.worth - turns)
    )


def _options(line: _Line, given: _Given) -> list[tuple[Sentence, Option]]:
    """The sentences of a report that may be told, its opening first."""
    place = (line.opening or 1) - 1
    sentences = line.story.sentences[:FARTHEST]
    concepts = [concepts_of(one.text, line.code) for one in sentences]
    prices = [given.surroundings.price(one.text, line.code) for one in sentences]
    supposed = _suppositions(sentences, line)
    # "But" and "Also" answer the sentence before: without it they point at nothing.
    answering = {at for at, one in enumerate(sentences) if _answers(one, line.code)}
    later = range(place + 1, len(sentences))
    # What may have been planted is no turn, however it opens.
    turning = {at for at in later if not prices[at] and _turns(sentences[at], line)}
    sound = {at for at in later if at not in answering and _is_sound(sentences[at], line)}
    leaning = {at for at in later if at not in sound and _leans(sentences[at], line)}
    # A quotation may be left out of any telling.
    places = [*accumulate((not _is_voice(one) for one in sentences), initial=0)]

    def density(at: int) -> float:
        new = concepts[at] - concepts[place]
        told = sum(given.worth.get(one, 0.0) for one in new)
        return (prices[at] - TURN * (at in turning) - told) / math.sqrt(len(sentences[at].text))

    kept = {place}
    for at in sorted(sound | leaning, key=lambda at: (density(at), at))[:OPTIONS]:
        chain = [at]
        while chain[-1] in leaning and chain[-1] - 1 > place:
            chain.append(chain[-1] - 1)
        if set(chain) <= sound | leaning:
            kept.update(chain)
    return [
        (
            sentences[at],
            Option(
                concepts[at],
                len(_plain(sentences[at], line.parsed).split()),
                rests=at in leaning,
                place=places[at],
                gap=given.prices.gap * (JOINED if _goes_on(sentences[at], line.code) else 1),
                supposing=supposed[at],
                price=prices[at] - TURN * (at in turning),
            ),
        )
        for at in sorted(kept)
    ]


def _is_joined(sentence: Sentence, code: str) -> bool:
    """Whether a sentence opens as those do that go on with what was said: "The comments", "And"."""
    return _opens_with(sentence, code, "form.leaning_determiners") or _answers(sentence, code)


def _goes_on(sentence: Sentence, code: str) -> bool:
    """Whether a sentence opens as one that goes on with what was said, or points back to it: "also", "the 52-year-old"."""
    return _is_joined(sentence, code) or points_back(sentence.text, code)


def _turns(sentence: Sentence, line: _Line) -> bool:
    """Whether one of a story's first sentences opens with the word that turns from how things were to what is new: "Now", "But now"."""
    words = language(line.code)
    early = any(sentence is one for one in line.story.sentences[:TURNING])
    return (
        early
        and words.has("form.turns")
        and bool(re.match(words.pattern("form.turns"), sentence.text))
    )


def _answers(sentence: Sentence, code: str) -> bool:
    """Whether a sentence opens with what ties it to the one before: "But", "Also"."""
    return _opens_with(sentence, code, "classes.connectives")


def _opens_with(sentence: Sentence, code: str, *names: str) -> bool:
    """Whether the first word of a sentence is one of the lists with these names."""
    first = read(sentence.text, code).words[:1]
    return any(word.lower() in _in_lower_case(code, *names) for word in first)


@cache
def _in_lower_case(code: str, *names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in language(code).words(*names))


def _with_repeats(
    options: Sequence[Option], sentences: Sequence[Sentence], event: Event
) -> list[Option]:
    """The options, each with the numbers of those before it that say the same."""
    stems = [stems_of(one.text, event.code_of(one)) for one in sentences]
    return [
        option._replace(
            repeats=frozenset(
                at for at in range(number) if overlap(stems[at], stems[number]) >= SAME
            )
        )
        for number, option in enumerate(options)
    ]


def _plain(sentence: Sentence, parsed: Mapping[str, Analysis]) -> str:
    """A sentence without its dateline, as far as that is known."""
    known = parsed.get(sentence.text)
    return known.text if known else trim(sentence.text)


def _place(sentence: Sentence) -> tuple[str, int]:
    return sentence.document, sentence.start


def _is_sound(sentence: Sentence, line: _Line) -> bool:
    """Whether a sentence tells something by itself."""
    known = line.parsed.get(sentence.text)
    # What opens a story rests on nothing, whatever its tree is taken for: of 714 first sentences the tree is wrong about sixteen. Those without any
    # verb, 22, are pictures, labels and cries.
    opens = (
        sentence is line.story.sentences[0]
        and not _is_shown(known)
        and not _is_label(sentence, line)
    )
    stands = opens or known is None or known.stands_alone
    return stands and not _form(sentence, line) and _is_news(sentence, line)


def _form(sentence: Sentence, line: _Line) -> frozenset[Reason]:
    """The faults of a sentence's form; its tree tells better than its words whether it is finished."""
    return form(sentence.text, line.code, [sentence.text] if sentence.text in line.parsed else [])


def _is_news(sentence: Sentence, line: _Line) -> bool:
    """Whether a sentence is whole, its report's own, no list but for a lead, and no mere quotation."""
    opens = sentence is line.story.sentences[0]
    return (
        _place(sentence) not in line.torn
        and (not _is_voice(sentence) or (opens and _quotes_somebody(sentence, line)))
        and sentence.text not in line.stock
        and not _is_glued(sentence.text)
        and (opens or len(sentence.text.split()) <= LONGEST)
    )


def _quotes_somebody(sentence: Sentence, line: _Line) -> bool:
    """Whether a first sentence says who speaks and of what before it quotes: without it nobody is introduced."""
    quoted = next(filter(None, read(sentence.text).quotes), "")
    before, words = sentence.text.partition(quoted)[0] if quoted else "", language(line.code)
    if len(before.split()) < CRY or not words.has("events.attribution"):
        return False
    return bool(re.search(words.pattern("events.attribution"), before))


def _opening(line: _Line, given: _Given, place: int | None) -> int | None:
    """Return which of the first sentences opens the telling, counted from 1; None where none does.  The one at `place` stands alone.

    Where none does that stands alone, the story's first one: nothing stands before it that it could point to.  A single story's own first one
    also goes before one that points back; of several reports another may open better.
    """
    torn = given.is_single and place is not None and _points_back(line, place)
    return 1 if (place is None or torn) and _may_begin(line, given) else place


def _points_back(line: _Line, place: int) -> bool:
    """Whether one of a story's sentences, counted from 1, points to what stands before it, or to whom a first one that cannot stand introduces."""
    if place < 2:
        return False
    opening = line.story.sentences[:place]
    supposes = _suppositions(opening, line)[-1].supposes
    unknown = supposes and not _is_sound(opening[0], line)
    return bool(unknown) or points_back(opening[-1].text, line.code)


def _may_begin(line: _Line, given: _Given) -> bool:
    """Whether a story's first sentence can open its telling though it points to something: "They are the signs that …"."""
    first, words = line.story.sentences[0], language(line.code)
    himself = words.words("classes.pronouns_of_the_outlet")
    spoken = {*read(first.text, line.code).words} - words.words("classes.no_pronouns_of_the_outlet")
    return (
        _form(first, line) <= {Reason.NOT_SELF_STANDING}
        and _is_news(first, line)
        and _tells_all(first, line.code)
        and not _answers(first, line.code)
        and not _is_shown(line.parsed.get(first.text))
        and not _is_label(first, line)
        and himself.isdisjoint(map(str.lower, spoken))
        and not given.surroundings.price(first.text, line.code)
    )


def _first_that_stands(line: _Line, given: _Given) -> int | None:
    """Return which of the first sentences opens the telling and stands alone, counted from 1."""
    first = line.story.sentences[:OPENING]
    sound = [
        at
        for at, sentence in enumerate(first)
        if _is_sound(sentence, line) and not (at and _answers(sentence, line.code))
    ]
    # What may have been planted opens a telling only where nothing else does.
    sound = [at for at in sound if not given.surroundings.price(first[at].text, line.code)] or sound
    full = [at for at in sound if _tells_all(first[at], line.code)]
    supposed = _suppositions(first, line)
    clear = [at for at in full if not supposed[at].supposes]
    place = next(iter((*clear, *full, *sound)), None)
    if place is None:
        return None
    swift = [at for at in full if at > place and _is_slow(first[place], first[at], line, given)]
    return min(swift, default=place) + 1


def _is_slow(sentence: Sentence, other: Sentence, line: _Line, given: _Given) -> bool:
    """Whether a sentence delays what a later one tells: it says neither when nor who says so, and much less."""
    words = language(line.code)
    says = words.has("events.attribution") and re.search(
        words.pattern("events.attribution"), sentence.text
    )
    # "A newlywed has died": who it was comes second, as is the custom.
    introduces = sentence.text.split()[0].casefold() in words.words("lines.indefinite")
    if says or introduces or read(sentence.text, line.code).days(line.story.when.day):
        return False
    told, more = (
        sum(given.worth.get(concept, 0.0) for concept in concepts_of(one.text, line.code))
        for one in (sentence, other)
    )
    length = math.sqrt(len(sentence.text.split()) / len(other.text.split()))
    joined = _is_joined(other, line.code)
    much = more > told and more >= SLOW[0] * told and more * length >= SLOW[1] * told
    return much and not joined


def _tells_all(sentence: Sentence, code: str) -> bool:
    """Whether a sentence is no cry, and does not open as if something had been said."""
    return len(sentence.text.split()) >= CRY and not _answers(sentence, code)


def _leans(sentence: Sentence, line: _Line) -> bool:
    """Whether nothing but the sentence before is missing: it says “he” or “the move”."""
    known = line.parsed.get(sentence.text)
    torn = known is not None and not known.stands_alone and not has_clause(known.text, known.tree)
    only = _form(sentence, line) <= {Reason.NOT_SELF_STANDING}
    return only and not torn and not _is_shown(known) and _is_news(sentence, line)


def _is_label(sentence: Sentence, line: _Line) -> bool:
    """Whether nothing in a sentence may be a verb."""
    known = line.parsed.get(sentence.text)
    return known is not None and not has_verb(known.tree)


def _suppositions(sentences: Sequence[Sentence], line: _Line) -> list[Supposing]:
    """What each sentence supposes and tells; a label, a heading or furniture tells nothing, as it is not printed, and whoever wrote the report introduced everybody behind it."""
    texts = ["" if _is_never_told(one, line) else one.text for one in sentences]
    return [*suppositions(texts, line.code)]


def _is_never_told(sentence: Sentence, line: _Line) -> bool:
    """Whether a sentence is none of its report's text: a label, furniture, or a heading, which ends without a mark."""
    heading = sentence.text.rstrip()[-1:].isalnum() and Reason.UNFINISHED in _form(sentence, line)
    return heading or _is_label(sentence, line) or Reason.FURNITURE in _form(sentence, line)


def _is_shown(known: Analysis | None) -> bool:
    """Whether a sentence tells what a picture shows."""
    return known is not None and not known.stands_alone and is_caption(known.text, known.tree)


def _picks(telling: Telling, event: Event) -> Iterator[Pick]:
    for number, (sentence, follows) in enumerate(telling.sentences):
        role: Role = "detail" if number else "lead"
        known = telling.line.facts.get(_place(sentence))
        if known is None:
            name = f"{sentence.document}:{sentence.start}"
            yield Pick(fact=name, sentences=(sentence,), role=role, follows=follows)
        else:
            made = pick_of(known.model_copy(update={"sentence": sentence}), role, event)
            yield made.model_copy(update={"follows": follows})


def _is_glued(text: str) -> bool:
    """Whether a line of a sentence, but not its first, opens with an agency's dateline: what stands above is furniture."""
    return any(without_wire(line) != line for line in text.split("\n")[1:])


def _is_voice(sentence: Sentence) -> bool:
    """Whether a sentence is a cry or a quotation, or opens with one: who speaks comes late, what happened not at all."""
    if sentence.text.rstrip().endswith("!"):
        return True
    quoted = sum(len(part) for part in read(sentence.text).quotes)
    opens = quoted and sentence.text.lstrip().startswith(QUOTES)
    return quoted >= (OPENING_QUOTED if opens else QUOTED) * len(sentence.text)
