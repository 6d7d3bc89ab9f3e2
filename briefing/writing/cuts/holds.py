"""What reaches over a part of a sentence from outside, so that it has to stay.

"Nobody was hurt in Tarn" does not say that nobody was hurt; "the first woman to win in Tarn" is not
the first woman to win; "patients under 18 get it" is not said of all patients.  A part stays that
a denial, a superlative, a quantity, a direction or a condition reaches over, that a noun or verb is
completed by, or that tells which one is meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final

from briefing.language.base import either, language
from briefing.language.calendar import DAY_PARTS, MONTHS, WEEKDAYS
from briefing.language.syntax import ParsedSentence, PartKind, Phrase

_EN: Final = language("en")
_ABOUT: Final = _EN.words("grammar.about")
_ANSWERED: Final = _EN.words("grammar.answered")
_ANSWERING: Final = _EN.words("grammar.answering")
_BYGONE: Final = _EN.words("times.bygone")
_CAUSES: Final = _EN.words("details.causes")
_CHANCE: Final = _EN.words("grammar.limits")
_CONTENTS: Final = _EN.words("grammar.contents")
_COORDINATING: Final = _EN.words("classes.coordinators_of_lists")
_DEATH: Final = _EN.words("events.death")
_DEFINITE: Final = _EN.words("classes.definite")
_DISPUTES: Final = _EN.words("speech.disputes")
_EVENTFUL: Final = _EN.words("verbs.eventful")
_FINDING: Final = _EN.words("verbs.finding")
_HARM: Final = _EN.words("events.death", "events.injury", "events.attack")
_HOLDING: Final = _EN.words("grammar.holding")
_INJURY: Final = _EN.words("events.death", "events.injury")
_INVERTED: Final = _EN.words("grammar.inverted")
_MEASURES: Final = _EN.words("grammar.measures")
_NEGATIONS: Final = _EN.words("grammar.negations")
_PERIODS: Final = _EN.words("times.periods")
_PERSONS: Final = _EN.words("classes.pronouns_of_persons")
_POSSESSING: Final = _EN.words("verbs.possessing")
_PRONOUNS: Final = _EN.words("classes.pronouns_of_third_person")
_QUANTITIES: Final = _EN.words("grammar.quantities")
_REPORTING: Final = _EN.words("speech.reporting", "speech.sources")
_SETTINGS: Final = _EN.words("speech.settings")
_SHARES: Final = _EN.words("grammar.shares")
_TIMED: Final = _EN.words("times.timed")
_LIMITED: Final = _EN.words("grammar.before_cases")
_BEFORE_CHANCE: Final = _EN.words("grammar.before_limits")
_PLACES: Final = _EN.words("classes.prepositions_of_place_and_day")
_LIKENING: Final = _EN.words("details.likening")
_LOOSE: Final = _EN.words("details.of_bare_nouns")
_BOUNDS: Final = _EN.words("grammar.bounds")
_COMPARING: Final = _EN.words("grammar.comparing")
_SPANNED: Final = _EN.words("times.span_links")
_HALVING: Final = _EN.words("classes.coordinators_after_commas", "classes.range_links") | {"-", "–"}
_MOMENT: Final = re.compile(
    rf"\b(?:\d{{4}}|{either((*WEEKDAYS, *MONTHS))}|{_EN.either('times.moments')})s?\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(rf"\b{_EN.pattern('times.later')}\b", re.IGNORECASE)
_NEXT_MOMENT: Final = re.compile(
    rf",? {_EN.either('times.before_dates')} (?:the )?"
    rf"(?:\d|{_EN.pattern('times.dates')}|{either(MONTHS)})",
    re.IGNORECASE,
)
_SCOPES: Final = re.compile(
    rf"{_EN.either('grammar.counting')}|{_EN.pattern('grammar.counting_figures')}"
    rf"|(?!{_EN.either('grammar.no_superlatives')})\w{{3,}}{_EN.either('grammar.superlative_endings')}"
)
_DIRECTION: Final = re.compile(rf"{_EN.pattern('verbs.rising_or_falling')}\w*")
_RESTRICTING: Final[frozenset[PartKind]] = frozenset(
    {
        "restrictive clause",
        "bare clause",
        "phrase",
        "noun detail",
        "time",
        "opening",
        "setting",
        "aside",
    }
)
"""Kinds that may tell of where, when, how or whom something holds."""
_DATED: Final = re.compile(rf"(?:1[5-9]|20)\d\ds?|{either(MONTHS)}")
"""Without its year or month a thing of the past would be news."""
_SPANS: Final = _EN.words("times.spans")
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_IN_NOUNS: Final[frozenset[PartKind]] = frozenset({"restrictive clause", "noun detail"})


def holds(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether something outside `phrase`, which is a `kind`, needs it."""
    return any(reason(sentence, phrase, kind) for reason in _REASONS)


def _depends(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether the phrase is a condition, a source, a denial, or the manner of one."""
    if kind == "second predicate":
        return False
    first = sentence.low[phrase.first]
    opened = {first, sentence.mark(phrase.first + 1)}
    inner = sentence.low[phrase.first : phrase.last + 1]
    told = first in {"as", "though"} and bool(set(inner) & _REPORTING)
    limit = first == "at" and bool(opened & _BOUNDS)
    role = first == "as" and kind != "clause"  # or a comparison, or a time that no comma parts
    # A source at the end of an aside is mostly that of the whole sentence.
    weighs = bool({"according", "but", *_DISPUTES} & set(inner))
    meant = first in _BEFORE_CHANCE and bool(_CHANCE & set(inner[:3]))
    inverted = phrase.first == 0 and first in _INVERTED
    # "in places where it is forbidden", "for the first time"
    limited = first in _LIMITED and bool({"where", "first"} & set(inner[:4]))
    return (
        bool(opened & _HOLDING) or told or limit or role or weighs or meant or inverted or limited
    )


def _tells_of_harm(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:  # noqa: ARG001  # as below
    """Whether the phrase alone tells that somebody died or was hurt, or by whom."""
    inner = sentence.low[phrase.first : phrase.last + 1]
    rest = sentence.low[: phrase.first] + sentence.low[phrase.last + 1 :]
    if sentence.tree[phrase.head].relation == "agent":
        return bool(_HARM & set(rest))
    return any(told & set(inner) and not told & set(rest) for told in (_HARM, _INJURY, _DEATH))


def _counts(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether an opening holds a figure, or tells of whom or of what something holds: "For some, …".

    "Over the last year 25,000 people, a small town, have …" is easily parsed amiss.
    """
    if kind != "opening":
        return False
    inner = range(phrase.first, phrase.last + 1)
    figures = [one for one in inner if sentence.tree[one].tag == "CD"]
    years = all(_DATED.fullmatch(sentence.low[one]) for one in figures)
    edges = {sentence.low[phrase.first], sentence.low[phrase.last]}
    of_some = any(sentence.low[one] in _QUANTITIES for one in inner)
    return bool(edges & _SHARES) or not years or of_some


def _completes(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:  # noqa: ARG001  # all reasons are asked alike
    """Whether the phrase holds what the words before it ask for, however it was parsed.

    "no sense in Ann Lee, who …, being moved away"; "the pilot said before the race he had a plan".
    """
    inner = sentence.low[phrase.first : phrase.last + 1]
    gerund = inner[0] == "being" or any(
        pair == (",", "being") for pair in itertools.pairwise(inner)
    )
    head = sentence.tree[phrase.head].head
    content = sentence.children(head, "ccomp", "dobj", "parataxis", "prep", "dative")
    tells = sentence.low[head] in _REPORTING and sentence.is_verb(head) and head < phrase.first
    quoted = any(mark in sentence.text for mark in "\"“‘'")
    told = tells and sentence.tree[phrase.head].relation in {"advcl", "prep"} and not quoted
    voted = inner[0] == "on" and sentence.mark(phrase.first - 1) in _ABOUT
    ranges = inner[0] == "from" and any(
        sentence.low[one] == "to" and one > phrase.last for one in sentence.children(head, "prep")
    )
    return (
        gerund or ranges or voted or (told and not [one for one in content if one != phrase.head])
    )


def _ties(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether a dash or colon beside the phrase binds it: "500 people—today 600", "the book read – the"."""
    edges = {sentence.mark(phrase.first - 1), sentence.mark(phrase.last + 1)}
    marked = not sentence.bounded(phrase) and bool(edges & (sentence.DASHES | {":"}))
    counted = sentence.mark(phrase.first - 1) in _MEASURES
    # "280 points | from a possible 300", "five goals | in 29 games", "rose | by 44 points"
    before = {one.tag for one in sentence.tree[max(0, phrase.first - 2) : phrase.first]}
    figures = [
        one
        for one in range(phrase.first, phrase.last + 1)
        if sentence.tree[one].tag == "CD" or sentence.low[one][:1].isdigit()
    ]
    rated = sentence.low[phrase.first] in {"from", "in"} and "CD" in before
    by_how_much = sentence.low[phrase.first] == "by" and kind == "phrase"
    counted |= bool(figures) and (rated or by_how_much)
    return marked or counted or sentence.mark(phrase.first - 1) in _SPANS  # "in the weeks since …"


def _answers(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:  # noqa: ARG001  # as above
    """Whether a word answers one before it: "it is not only near, it | also sells"."""
    one = phrase.first == phrase.last and sentence.low[phrase.first] in _ANSWERING
    return one and bool(_ANSWERED & set(sentence.low[: phrase.first]))


def _tells_a_state(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:  # noqa: ARG001  # as above
    """Whether the phrase tells the state of what a verb or "with" has for an object.

    "They found the house, burning fiercely"; "with many guests, all friends, wearing metal".
    """
    word, head = sentence.tree[phrase.head], sentence.tree[phrase.head].head
    beside = [_top(sentence, head), *sentence.children(head, "prep")]
    worn = word.tag == "VBG" and any(
        "with" in {sentence.low[one], sentence.low[sentence.tree[one].head]}
        and sentence.phrase(one).last in {phrase.first - 2, phrase.last}
        for one in beside
    )
    head = _top(sentence, head)
    while sentence.tree[head].relation in {"conj", "appos"}:
        head = sentence.tree[head].head
    governor = sentence.low[sentence.tree[head].head]
    found = sentence.tree[head].relation == "dobj" and governor in _FINDING
    state = word.relation in {"acl", "prep"} and sentence.low[phrase.first] not in _PLACES
    return worn or (found and state)


def _goes_on(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether something behind the phrase needs it: its other half, or a pronoun.

    "The bridge, built by Tarn, and the tunnel, …"; "When Ann Lee fell, a nurse held her hand."
    """
    joined = sentence.mark(phrase.last + 1) == "," and sentence.mark(phrase.last + 2)
    if joined in _COORDINATING and kind != "second predicate":
        return True
    following = sentence.tag(phrase.last + 2)
    # "a vote of 31 | to 28", "by 18 votes | to 17"; ", as they try to pass the law, | extend the tax and …"
    figures = [one for one in sentence.tree[phrase.first : phrase.last + 3] if one.tag == "CD"]
    other = sentence.mark(phrase.last + 1) in _HALVING
    halved = other and len(figures) > 1 and following == "CD"
    listed = bool(joined) and following in {"VB", "VBP"}
    aged = kind == "apposition" and sentence.low[phrase.first].isdigit()
    one_of_ages = aged and len(re.findall(r", \d{1,3}\b", sentence.text)) > 1
    own = _has_more_behind(phrase.first > 0, kind, joined or "", following)
    another = kind in {"aside", "apposition"} and _names_another(sentence, phrase)
    needed = halved or listed or one_of_ages or own or another
    return needed or _names_a_pronoun(sentence, phrase)


def _has_more_behind(inside: bool, kind: PartKind, word: str, tag: str) -> bool:  # noqa: FBT001  # of four
    """Whether the word behind a phrase's comma, with its tag, is told of the phrase.

    "after Jan Moss, its head, | told the paper that …", ", including the fair in Tarn, | visited by 600
    guests", ", who pay a fee, | much like inns".
    """
    if not word:
        return False
    finite = tag in {"VBD", "VBZ", "VBP"} and word not in _REPORTING
    if kind in {"phrase", "clause", "bare clause"}:
        return finite and inside
    if kind == "relative clause":
        return word in _LIKENING
    return kind == "aside" and tag == "VBN"


def _names_another(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether somebody else is joined on inside: ", of Court Road, Tarn, and Lund, …"."""
    return any(
        sentence.low[one] in _COORDINATING
        and sentence.low[one - 1] == ","
        and sentence.is_name(one + 1)
        for one in range(phrase.first + 1, phrase.last)
    )


def _dates(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether a time outside is counted from the phrase, or would be another one's without it."""
    behind = sentence.text[sentence.tree[phrase.last].end :]
    gone = sentence.text[sentence.tree[phrase.first].start : sentence.tree[phrase.last].end]
    counted = bool(_LATER.search(behind) and _MOMENT.search(gone))
    # "since the March 7, | 2023 flood", "in January, | 2016"
    day = sentence.tree[phrase.first].tag == "CD" and sentence.mark(phrase.first - 2).isdigit()
    year = bool(_DATED.fullmatch(gone.strip(" ,")))
    # "in the night | to Tuesday"
    spanned = kind == "time" and sentence.mark(phrase.last + 1) in _SPANNED
    # "… before the release of the album in 1967": the year would be that of the verb.
    timed = kind in {"clause", "bare clause"} or sentence.low[phrase.head] in _TIMED
    hung = timed and phrase.first > 0 and bool(_NEXT_MOMENT.match(behind))
    inner = sentence.low[phrase.first : phrase.last + 1]
    before = kind == "opening" and len(inner) > 1 and bool(_BYGONE & set(inner))
    return counted or day or year or spanned or hung or before


def _runs_into(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether what follows a phrase belongs to its last words, however it was parsed.

    "after saying she slept | and was ill has …", "a deal through a bank | to build the mill", "a clash
    with their rivals | Tarn Rovers", "and published a book, its theme | has been disputed", "near Tarn
    with the mayor, | the owner of the mill and a guide".
    """
    if phrase.first == 0 or phrase.last + 2 >= len(sentence.tree):
        return False
    located = _is_located(sentence, phrase.last + 2)
    if located or sentence.bounded(phrase):
        return located
    behind, low = sentence.tree[phrase.last + 1], sentence.low[phrase.last + 1]
    if low in _COORDINATING and (
        sentence.holds_clause(phrase) or not sentence.is_verb(phrase.last + 2)
    ):
        return True
    afloat = low == "," and _is_afloat(sentence, phrase.last + 2)
    if kind in {"second predicate", "clause", "bare clause"}:
        return afloat or behind.tag in {"VBZ", "VBD", "VBP", "MD"}
    named = behind.tag.startswith(("NN", "CD", "AFX", "HYPH")) and low not in DAY_PARTS
    if low in {"to", "of"} or (named and sentence.tree[phrase.last].tag.startswith("NN")):
        return True
    return afloat


def _is_afloat(sentence: ParsedSentence, place: int) -> bool:
    """Whether a noun behind a comma hangs on something before it: the next of a list, or an apposition."""
    top = place
    while place <= sentence.tree[top].head != top:
        top = sentence.tree[top].head
    word = sentence.tree[top]
    return word.tag.startswith(("NN", "CD")) and word.head < place


def _is_located(sentence: ParsedSentence, place: int) -> bool:
    """Whether a name behind a comma tells where the name before it is: "in Tarn, Ohio" is one place.

    "in Tarn, Lee said" is none.
    """
    told = _REPORTING & set(sentence.low[place : place + 4])
    named = sentence.is_name(place) and sentence.is_name(place - 2)
    return named and sentence.low[place - 1] == "," and not told


def _names_a_pronoun(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a pronoun behind may mean somebody in the phrase: nobody else is named before it."""
    inside = range(phrase.first, phrase.last + 1)
    named = any(sentence.is_name(one) for one in inside)
    if phrase.first == phrase.last or (phrase.first > 0 and not named):
        return False
    wanted = _PERSONS if phrase.first else _PRONOUNS
    behind = range(phrase.last + 1, len(sentence.tree))
    first = next((one for one in behind if sentence.low[one] in wanted), None)
    if first is None:
        return False
    others = [one for one in range(first) if one not in inside]
    if named:
        subjects = (one for one in others if sentence.tree[one].relation in _SUBJECTS)
        return not any(sentence.is_name(one) for one in subjects)
    return not any(sentence.tree[one].tag.startswith("NN") for one in others)


def _scoped(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether the phrase is part of a count, a comparison, a rise, or a plan's when."""
    if kind not in _RESTRICTING:
        return False
    head = sentence.tree[phrase.head].head
    if kind == "time" and sentence.low[head] in _EVENTFUL:
        return True
    if _in_scope(sentence, phrase, head):
        return True
    opened = sentence.low[phrase.first : phrase.first + 6]
    if kind != "restrictive clause" and any(_DATED.fullmatch(low) for low in opened):
        return True
    clause = _clause_of(sentence, head)
    moves = any(_DIRECTION.fullmatch(sentence.low[one]) for one in (head, clause))
    return moves and kind != "time" and sentence.low[phrase.head] not in _CAUSES


def _in_scope(sentence: ParsedSentence, phrase: Phrase, head: int) -> bool:
    """Whether a superlative or its like stands in the clause of `head` or on a noun above it."""
    mine, above = _clause_of(sentence, head), set(_above(sentence, head))
    noun = sentence.tree[sentence.tree[mine].head]
    if sentence.tree[mine].relation == "relcl" and noun.relation == "attr":
        mine = noun.head  # "the fastest were those who trained at night"
    for place in _scope_words(sentence):
        if phrase.first <= place <= phrase.last:
            continue
        governor = sentence.tree[place].head
        on_noun = governor in above and not sentence.is_verb(governor)
        if on_noun or _clause_of(sentence, place) == mine:
            return True
    return False


def _scope_words(sentence: ParsedSentence) -> Iterator[int]:
    for place, low in enumerate(sentence.low):
        before, behind = sentence.mark(place - 1), sentence.mark(place + 1)
        governor = sentence.tree[sentence.tree[place].head]
        counted = governor.tag == "CD"
        if _SCOPES.fullmatch(low):
            bound = low in _BOUNDS and before == "at"
            past = low == "last" and behind in DAY_PARTS | _PERIODS
            if not (bound or past or (low == "all" and before in {"at", "after"})):
                yield place
        elif low in _COMPARING and not counted and not behind[:1].isdigit():
            yield place


def _clause_of(sentence: ParsedSentence, place: int) -> int:
    """The verb of the clause that a word stands in; an apposition is one of its own."""
    while True:
        word = sentence.tree[place]
        verbal = sentence.is_verb(place) and word.relation not in {"amod", "aux", "auxpass"}
        if verbal or word.head == place or word.relation in {"appos", "relcl", "advcl", "ccomp"}:
            return place
        place = word.head


def _above(sentence: ParsedSentence, place: int) -> Iterator[int]:
    yield place
    while (head := sentence.tree[place].head) != place:
        yield head
        place = head


def _denied(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether a denial reaches over the phrase: what did not happen there may have happened elsewhere."""
    head = sentence.tree[phrase.head].head
    if kind == "adverb":
        return any(sentence.low[one] in _NEGATIONS for one in sentence.children(head))
    parted = kind == "clause" and sentence.bounded(phrase)
    if kind not in _RESTRICTING | {"second predicate", "clause"} or parted:
        return False
    beside = kind == "second predicate"
    head = _clause_of(sentence, head) if kind in _IN_NOUNS else head
    while True:
        own = not beside and sentence.low[head] in _NEGATIONS
        arguments = sentence.children(head, "nsubj", "nsubjpass", "dobj")
        inner = [one for argument in arguments for one in sentence.children(argument, "det", "neg")]
        near = [*sentence.children(head, "neg", "advmod", "det", "aux"), *arguments, *inner]
        if own or any(sentence.low[one] in _NEGATIONS for one in near):
            return True
        word = sentence.tree[head]
        if word.head == head or word.relation not in {"xcomp", "pcomp", "acl", "ccomp", "acomp"}:
            return False
        head, beside = word.head, False


def _identifies(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> bool:
    """Whether the phrase tells which one, or how many of which, a noun means."""
    if kind not in _IN_NOUNS:
        return False
    noun = sentence.tree[phrase.head].head
    top = _top(sentence, noun)
    subject = sentence.tree[top].relation in _SUBJECTS
    counted = sentence.children(noun, "det", "poss", "nummod", "predet")
    generic = subject and not counted and not sentence.is_name(noun)
    said = sentence.tree[noun].relation in {"attr", "acomp", "oprd", "appos"}
    filled = (
        sentence.low[noun] in _CONTENTS | _SETTINGS
        or "," in sentence.low[phrase.first : phrase.last]
    )
    afloat = kind == "restrictive clause" and sentence.mark(sentence.phrase(noun).first - 1) == ","
    if filled or afloat or sentence.tree[noun].tag in {"PRP", "WP", "DT", "CD"}:
        return True
    if generic or said or sentence.tree[top].relation in {"attr", "oprd"}:
        return True
    if (subject or kind == "restrictive clause") and _of_a_quantity(sentence, noun):
        return True
    return _is_meant(sentence, phrase, kind, subject=subject)


def _top(sentence: ParsedSentence, noun: int) -> int:
    """The head of the whole noun phrase: "half" for "men" in "half of the men"."""
    while sentence.tree[noun].relation == "pobj":
        preposition = sentence.tree[noun].head
        above = sentence.tree[preposition].head
        if sentence.tree[preposition].relation != "prep" or sentence.is_verb(above):
            break
        noun = above
    return noun


def _of_a_quantity(sentence: ParsedSentence, noun: int) -> bool:
    for one in _above(sentence, noun):
        near = [one, *sentence.children(one, "det", "nummod", "amod", "predet", "advmod")]
        if any(sentence.low[word] in _QUANTITIES for word in near):
            return True
        if sentence.tree[one].relation not in {"pobj", "prep"}:
            return False
    return False


def _is_meant(sentence: ParsedSentence, phrase: Phrase, kind: PartKind, *, subject: bool) -> bool:
    """Whether "the man" could be anybody without the phrase, or a name's place is part of it."""
    noun = sentence.tree[phrase.head].head
    determiners = sentence.children(noun, "det", "poss")
    definite = any(
        sentence.low[one] in _DEFINITE or sentence.tree[one].relation == "poss"
        for one in determiners
    )
    modifiers = sentence.children(noun, "amod", "compound", "nmod", "prep")
    bare = definite and not [one for one in modifiers if one < phrase.first]
    had = sentence.low[sentence.tree[noun].head] in _POSSESSING and not subject
    if kind == "restrictive clause":
        return had or (bare and not sentence.is_name(noun))
    loose = sentence.low[phrase.first] in _LOOSE and not determiners
    titled = sentence.is_name(noun) and bool(determiners)  # "the Great Women in Shipping Prize"
    return loose or titled or bare or (subject and sentence.is_name(noun))


_REASONS: Final[tuple[Callable[[ParsedSentence, Phrase, PartKind], bool], ...]] = (
    _depends,
    _tells_of_harm,
    _counts,
    _completes,
    _ties,
    _answers,
    _tells_a_state,
    _goes_on,
    _dates,
    _runs_into,
    _scoped,
    _denied,
    _identifies,
)
