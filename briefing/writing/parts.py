"""The parts of a sentence that can go: what its tree says is an aside, a setting or an addition.

A part is a whole subtree, so no word loses what it governs: a speaker keeps the claim, a claim its
speaker, "not" its verb.  What reaches over a part from outside (a negation, a superlative, "only", a
count) forbids it.  A part may go only as far as this module says; whether it reads well without it
is the model's to say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from briefing.models.base import Tree
from briefing.writing.gate_tables import NEGATIONS, REPORTING
from briefing.writing.parts_tables import (
    ADJUNCTS,
    ADVERBS,
    ASKING,
    CLOSING,
    CONDITIONS,
    CONTENTS,
    DASHES,
    DAY_PARTS,
    DETAILS,
    DIRECTION,
    EVENTFUL,
    JOINING,
    OPENERS,
    PLACES,
    POSSESSING,
    PRONOUNS,
    RELATIVES,
    SCOPES,
    SETTINGS,
    TAIL_CLAUSES,
)
from briefing.writing.trees import Phrase, Sentence

__all__ = ["BACKGROUND", "Kind", "Part", "parts"]

Kind = Literal[
    "relative clause",
    "apposition",
    "participle",
    "adverbial clause",
    "opening",
    "aside",
    "parenthesis",
    "time",
    "setting",
    "adverb",
    "tail",
    "noun detail",
    "second predicate",
    "connective",
]

BACKGROUND: Final[frozenset[Kind]] = frozenset(
    {
        "relative clause",
        "apposition",
        "participle",
        "parenthesis",
        "setting",
        "time",
        "adverb",
        "connective",
        "opening",
        "aside",
        "noun detail",
    }
)
"""What may go even from the sentence that tells the news."""


class Part(NamedTuple):
    """Characters `start` to `end` of a sentence that may go, with the marks that go with them."""

    start: int
    end: int
    kind: Kind


def parts(text: str, tree: Tree) -> tuple[Part, ...]:
    """Return the parts of `text` that may go, in the order of their words; they may overlap."""
    sentence = Sentence(text, tree)
    found: list[Part] = []
    for place, word in enumerate(tree):
        rule = _RULES.get(word.relation)
        if rule:
            phrase, kind = rule(sentence, place)
            tied = kind and (
                _bound(sentence, phrase, kind)
                or _completes(sentence, phrase)
                or _goes_on(sentence, phrase)
            )
            if kind and not tied:
                found.append(_with_marks(sentence, phrase, kind))
    found += _parentheses(sentence)
    return tuple(part for part in found if _outside_quotations(text, part))


# -- rules: one for each relation, the phrase and what it is, or nothing ---------------------------

_Found = tuple[Phrase, Kind | None]


def _relative(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    if _of_an_indefinite(sentence, phrase):
        return phrase, "noun detail"
    opened = {sentence.low[phrase.first], sentence.mark(phrase.first + 1)} & RELATIVES
    return phrase, "relative clause" if opened and _bounded(sentence, phrase) else None


def _apposition(sentence: Sentence, place: int) -> _Found:
    """What a name is, behind it; a name behind a description ("its head, Ann Lee,") stays.

    Also behind one that ends in a name, on which the parser hangs it: "a farmer in Tarn, Ann Lee,".
    """
    phrase = sentence.phrase(place)
    head = sentence.tree[place].head
    is_detail = sentence.is_name(head) and phrase.first > head
    listed = sentence.mark(phrase.last + 2) in {"and", "or"} or sentence.children(
        head, "conj", "cc"
    )
    inner = range(phrase.first, phrase.last + 1)
    full_name = len(inner) > 1 and all(sentence.is_name(one) for one in inner)
    free = is_detail and not listed and not full_name
    return phrase, "apposition" if free and _bounded(sentence, phrase) else None


def _participle(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    if _of_an_indefinite(sentence, phrase) and sentence.tree[place].tag in {"VBG", "VBN"}:
        return phrase, "noun detail"
    return phrase, "participle" if _bounded(sentence, phrase) and _free(sentence, phrase) else None


def _adverbial(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    free = _free(sentence, phrase) and not _told(sentence, phrase)
    opening = phrase.first == 0 and sentence.mark(phrase.last + 1) == ","
    if free and (opening or _bounded(sentence, phrase)):
        return phrase, "adverbial clause"
    at_end = sentence.mark(phrase.last + 1) in CLOSING and sentence.tree[place].head < phrase.first
    tail = (
        free
        and at_end
        and (sentence.low[phrase.first] in TAIL_CLAUSES or _purpose(sentence, phrase))
    )
    return phrase, "tail" if tail else None


def _purpose(sentence: Sentence, phrase: Phrase) -> bool:
    """An infinitive behind an object, which no word before it asks for: "hired him to drive" does."""
    head = sentence.tree[phrase.head].head
    objects = sentence.children(head, "dobj")
    asked = {sentence.low[one] for one in (head, *objects)} & ASKING
    people = any(sentence.is_name(one) or sentence.tree[one].tag == "PRP" for one in objects)
    return sentence.low[phrase.first] == "to" and bool(objects) and not asked and not people


def _prepositional(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    low = sentence.low[phrase.first]
    if not _free(sentence, phrase):
        return phrase, None
    if phrase.first == 0:
        opens = sentence.mark(phrase.last + 1) == "," and (
            low in OPENERS or _is_day(sentence, place)
        )
        return phrase, "opening" if opens else None
    return phrase, _kind_of_phrase(sentence, place, phrase)


def _kind_of_phrase(sentence: Sentence, place: int, phrase: Phrase) -> Kind | None:
    head = sentence.tree[place].head
    objects = [sentence.low[one] for one in sentence.children(place, "pobj")]
    if not sentence.is_verb(head):
        if sentence.low[place] in DETAILS and _of_an_indefinite(sentence, phrase):
            return "noun detail"
        return (
            "aside"
            if _bounded(sentence, phrase) and sentence.low[phrase.first] in ADJUNCTS
            else None
        )
    if sentence.low[head] in REPORTING - {"according"} and set(objects) & SETTINGS:
        return None if _holds_clause(sentence, phrase) else "setting"
    if _is_day(sentence, place):
        return "time"
    if _bounded(sentence, phrase):
        return "aside"
    at_end = sentence.mark(phrase.last + 1) in CLOSING and phrase.first > head
    return "tail" if at_end and _needs_no_more(sentence, head, phrase) else None


def _holds_clause(sentence: Sentence, phrase: Phrase) -> bool:
    return any(
        sentence.is_verb(one) or sentence.low[one] == "that"
        for one in range(phrase.first, phrase.last + 1)
    )


def _needs_no_more(sentence: Sentence, head: int, phrase: Phrase) -> bool:
    """Whether a verb has what it asks for without the phrase at the end, and the phrase is no year."""
    low = sentence.low[phrase.first]
    if any(sentence.tree[one].tag == "CD" for one in sentence.children(phrase.head, "pobj")):
        return False
    if low in ADJUNCTS:
        return True
    full = [
        one
        for one in sentence.children(head, "dobj", "nsubjpass", "ccomp", "prep")
        if one != phrase.head and (one < phrase.first)
    ]
    return low in PLACES and bool(full) and sentence.low[head] not in EVENTFUL


def _noun_adverbial(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    on_verb = sentence.is_verb(sentence.tree[place].head)
    is_day = sentence.low[place] in DAY_PARTS and not _more_than_day(sentence, phrase)
    return phrase, "time" if on_verb and is_day else None


def _adverb(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    low = sentence.low[place]
    if phrase.first == phrase.last == 0:
        opens = sentence.mark(1) == "," and low in OPENERS | ADVERBS
        return phrase, "opening" if opens else None
    alone = phrase.first == phrase.last and sentence.is_verb(sentence.tree[place].head)
    return phrase, "adverb" if alone and low in ADVERBS else None


def _second(sentence: Sentence, place: int) -> _Found:
    """What somebody also did, or what also happened, at the end: ", and left"."""
    phrase, head = sentence.phrase(place), sentence.tree[place].head
    joined = [one for one in sentence.children(head, "cc") if head < one < phrase.first]
    above = sentence.tree[head].head
    if sentence.tree[head].relation == "conj" and not sentence.children(above, "cc"):
        return phrase, None  # "A, B and C": without the last, "A, B" is no sentence
    if not joined or sentence.low[joined[-1]] != "and" or not sentence.is_verb(place):
        return phrase, None
    paired = {sentence.low[one] for one in sentence.children(head, "preconj")}
    free = sentence.is_verb(head) and not paired and sentence.mark(phrase.last + 1) in CLOSING
    whole = phrase._replace(first=joined[-1])
    return whole, "second predicate" if free and not _told(sentence, whole) else None


def _connective(sentence: Sentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    return phrase, "connective" if phrase.first == phrase.last == 0 else None


_RULES: Final[dict[str, Callable[[Sentence, int], _Found]]] = {
    "relcl": _relative,
    "appos": _apposition,
    "acl": _participle,
    "advcl": _adverbial,
    "prep": _prepositional,
    "npadvmod": _noun_adverbial,
    "advmod": _adverb,
    "conj": _second,
    "cc": _connective,
}


# -- what the rules ask ----------------------------------------------------------------------------


def _bounded(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether commas or dashes, or the end of the sentence, stand on both sides."""
    before, behind = sentence.mark(phrase.first - 1), sentence.mark(phrase.last + 1)
    if before in DASHES:
        return not _is_hyphen(sentence, phrase.first - 1) and (
            behind == before or behind in CLOSING
        )
    return before == "," and (behind == "," or behind in CLOSING)


def _of_an_indefinite(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase at the end tells more of "a video" or of "letters", not which one is meant.

    Behind "is" or "has" the detail is what is said.
    """
    noun = sentence.tree[phrase.head].head
    word = sentence.tree[noun]
    before = sentence.children(noun, "det", "poss", "nummod", "amod")
    determiners = [sentence.low[one] for one in before]
    plain = word.tag == "NNS" and not determiners
    governor = word.head if word.relation == "dobj" else sentence.tree[word.head].head
    return (
        sentence.mark(phrase.last + 1) in CLOSING
        and noun < phrase.first
        and word.relation in {"dobj", "pobj"}
        and (
            determiners[:1] in (["a"], ["an"])
            or (plain and sentence.tree[phrase.head].relation != "relcl")
        )
        and sentence.low[noun] not in SETTINGS | CONTENTS
        and sentence.mark(sentence.phrase(noun).first - 1) != ","
        and sentence.low[governor] not in POSSESSING
        and "of" not in sentence.low[noun + 1 : phrase.first]
    )


def _is_hyphen(sentence: Sentence, place: int) -> bool:
    """Whether a dash stands inside a word: "co-founder"."""
    start = sentence.tree[place].start
    return sentence.low[place] == "-" and not sentence.text[:start].endswith(" ")


def _free(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase opens with no condition, source or denial."""
    opened = {sentence.low[phrase.first], sentence.mark(phrase.first + 1)}
    return not opened & CONDITIONS and opened != {"at", "least"}


def _told(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase may be what the rest is said by: "as police said", "citing a source"."""
    inner = sentence.low[phrase.first : phrase.last + 1]
    return sentence.low[phrase.first] in {"as", "though"} and bool(set(inner) & REPORTING)


def _is_day(sentence: Sentence, place: int) -> bool:
    """Whether a prepositional phrase is a weekday or a part of the day: "on Tuesday morning"."""
    objects = sentence.children(place, "pobj")
    phrase = sentence.phrase(place)
    inner = sentence.low[phrase.first : phrase.last + 1]
    if sentence.low[place] in {"at", "around", "about"} and {"a.m.", "p.m.", "am", "pm"} & set(
        inner
    ):
        return len(inner) <= 6
    return (
        bool(objects)
        and sentence.low[place] in {"on", "in", "at"}
        and all(sentence.low[one] in DAY_PARTS for one in objects)
        and not _more_than_day(sentence, phrase)
    )


def _more_than_day(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase of time has more than four words, figures, or a clause of its own."""
    inner = range(phrase.first, phrase.last + 1)
    return len(inner) > 4 or any(
        sentence.tree[one].tag == "CD" or sentence.is_verb(one) or sentence.low[one] == "every"
        for one in inner
    )


_RESTRICTING: Final = frozenset({"time", "tail", "aside", "opening", "noun detail"})
"""Kinds that may tell of where, when or whom something holds."""


def _completes(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase holds what the words before it ask for, however it was parsed.

    "no sense in Ann Lee, who …, being moved away"; "the pilot said before the race he had a plan".
    """
    inner = sentence.low[phrase.first : phrase.last + 1]
    if "according" in inner:
        return True  # a source at the end of an aside is mostly that of the whole sentence
    gerund = inner[0] == "being" or any(
        pair == (",", "being") for pair in itertools.pairwise(inner)
    )
    head = sentence.tree[phrase.head].head
    content = sentence.children(head, "ccomp", "dobj", "parataxis", "prep", "dative")
    tells = sentence.low[head] in REPORTING and sentence.is_verb(head) and head < phrase.first
    quoted = any(mark in sentence.text for mark in "\"“‘'")
    told = tells and sentence.tree[phrase.head].relation in {"advcl", "prep"} and not quoted
    return gerund or (told and not [one for one in content if one != phrase.head])


def _goes_on(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether something behind the phrase needs it: its other half, or a pronoun that it names.

    "The bridge, built by Tarn, and the tunnel, …"; "When Ann Lee fell, a nurse held her hand."
    """
    if sentence.mark(phrase.last + 1) == "," and sentence.mark(phrase.last + 2) in JOINING:
        return True
    opens = phrase.first == 0 and phrase.last > 0
    names = any(sentence.tree[one].tag.startswith("NN") for one in range(phrase.last + 1))
    return opens and names and bool(PRONOUNS & set(sentence.low[phrase.last + 1 :]))


def _bound(sentence: Sentence, phrase: Phrase, kind: Kind) -> bool:
    """Whether something outside the phrase reaches over it."""
    head = sentence.tree[phrase.head].head
    if kind not in _RESTRICTING | {"second predicate", "adverb"}:
        return False
    if any(sentence.low[one] in NEGATIONS for one in sentence.children(head)):
        return True
    before = sentence.text[: sentence.tree[phrase.first].start]
    rest = before + sentence.text[sentence.tree[phrase.last].end :]
    if kind in _RESTRICTING and (SCOPES.search(rest) or DIRECTION.search(rest)):
        return True
    if kind == "time" and sentence.low[head] in EVENTFUL:
        return True
    return kind == "tail" and bool(sentence.children(head, "attr", "acomp"))


# -- characters --------------------------------------------------------------------------------------


def _with_marks(sentence: Sentence, phrase: Phrase, kind: Kind) -> Part:
    """The characters of a phrase with the commas that only it has, and one space."""
    text, tree = sentence.text, sentence.tree
    start, end = tree[phrase.first].start, tree[phrase.last].end
    before, behind = sentence.mark(phrase.first - 1), sentence.mark(phrase.last + 1)
    marks = DASHES | {","}
    if phrase.first == 0:
        end = tree[phrase.last + 1].end if behind in marks else end
        return Part(0, len(text) - len(text[end:].lstrip()), kind)
    if before in marks:
        start = tree[phrase.first - 1].start
        if behind == before and behind in marks and not _closes_more(sentence, phrase):
            end = tree[phrase.last + 1].end
    return Part(len(text[:start].rstrip()), end, kind)


def _closes_more(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the comma behind a phrase closes a longer aside or an opening clause as well.

    "Where A did B, doing C, D did …", "Ann Lee, who wrote the plan, a novelty, died".
    """
    above = sentence.tree[phrase.head].head
    while above != (head := sentence.tree[above].head):
        outer = sentence.phrase(above)
        relation = sentence.tree[above].relation
        aside = relation in {"appos", "relcl", "acl"} and outer.first < phrase.first
        opening = relation == "advcl" and head > phrase.last
        if outer.last == phrase.last and (aside or opening):
            return True
        above = head
    return False


_BRACKETED: Final = re.compile(r"\s*\([^()]*\)")


def _parentheses(sentence: Sentence) -> Iterator[Part]:
    """A bracketed aside; several are a list ("500 ($7) and 1,000 ($15)"), of which none goes."""
    found = list(_BRACKETED.finditer(sentence.text))
    if len(found) == 1 and found[0].start():
        yield Part(found[0].start(), found[0].end(), "parenthesis")


def _outside_quotations(text: str, part: Part) -> bool:
    """Whether a part neither begins nor ends inside a quotation."""
    before, gone = text[: part.start], text[part.start : part.end]
    straight = before.count('"') % 2 == 0 and gone.count('"') % 2 == 0
    curly = before.count("“") <= before.count("”") and gone.count("“") == gone.count("”")
    return straight and curly and not re.search(r"(?:^|\s)['‘]\w[^'’]*$", before)
