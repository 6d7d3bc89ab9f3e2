"""The parts of a sentence that can go: what its tree says no other word asks for.

A part is a whole subtree, so no word loses what it governs: a speaker keeps the claim, a claim its
speaker, "not" its verb.  A part that something outside reaches over stays as well
(:mod:`briefing.writing.cuts.holds`).  A part may go only as far as these two modules say; whether it
should, and whether what is left reads well, is the model's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from briefing.language.base import language
from briefing.language.calendar import DAY_PARTS
from briefing.language.syntax import ParsedSentence, Part, PartKind, Phrase
from briefing.models.base import Tree
from briefing.writing.cuts.holds import holds

_EN: Final = language("en")
_ADVERBS: Final = _EN.words("details.adverbs")
_ASKING: Final = _EN.words("verbs.asking")
_BOUND: Final = _EN.words("details.of_passives")
_COORDINATING: Final = _EN.words("classes.coordinators_of_lists")
_EVENTFUL: Final = _EN.words("verbs.eventful")
_FREE: Final = _EN.words("details.free")
_MANNER: Final = _EN.words("verbs.first_halves")
_NOUN_DETAILS: Final = _EN.words("details.of_nouns")
_OPENERS: Final = _EN.words("details.openers")
_PLACING: Final = _EN.words("verbs.placing")
_POSSESSING: Final = _EN.words("verbs.possessing")
_RELATIVES: Final = _EN.words("classes.relatives_of_nouns")
_REPORTING: Final = _EN.words("speech.reporting", "speech.sources")
_REVERSALS: Final = _EN.words("verbs.reversing")
_SETTINGS: Final = _EN.words("speech.settings")
_VERB_DETAILS: Final = _EN.words("details.free", "details.behind_objects")
_SPEAKING: Final = _EN.words("speech.reporting")
_FILLING: Final = _EN.words("grammar.naming")
_BE: Final = _EN.words("classes.be_alone")
_WHENEVER: Final = _EN.words("grammar.whenever")
_NO_CLAUSES: Final = _EN.words("details.no_clauses")
_PARTICIPLES: Final = _FREE | _EN.words("details.of_participles")
_CLOCK: Final = _EN.words("times.clock")
_BEFORE_CLOCK: Final = _EN.words("times.before_clock")
_BEFORE_DAYS: Final = _EN.words("classes.prepositions_of_place_and_day")
_TIMES: Final = _EN.words("times.openers")

_MOST: Final = 0.75
"""Share of a text that one part may take along."""

_Found = tuple[Phrase, PartKind] | None


def loose_parts(text: str, tree: Tree) -> tuple[Part, ...]:
    """Return the parts of `text` that may go, in the order of their words; they may overlap."""
    sentence = ParsedSentence(text, tree)
    found: list[Part] = []
    for place, word in enumerate(tree):
        rule = _RULES.get(word.relation)
        got = rule(sentence, place) if rule and word.head != place else None
        if got and not holds(sentence, *got):
            found.append(_with_marks(sentence, *got))
    found += _parentheses(sentence)
    kept = (part for part in found if _outside_quotations(text, part))
    return tuple(part for part in kept if part.end - part.start < _MOST * len(text))


# -- rules: one for each relation, the phrase and what it is, or nothing ---------------------------


def _relative(sentence: ParsedSentence, place: int) -> _Found:
    """A clause or participle that tells more of a noun."""
    phrase = sentence.phrase(place)
    finite = sentence.tree[place].relation == "relcl"
    opened = _RELATIVES & set(sentence.low[phrase.first : phrase.first + 4])
    if (finite and not opened) or (not finite and sentence.tree[place].tag not in {"VBN", "VBG"}):
        return None  # "Lee left" behind a noun is as often a main clause, parsed amiss
    filling = sentence.low[phrase.first] in _FILLING or phrase.first == phrase.last
    if (not sentence.bounded(phrase) and filling) or _strikes(sentence, phrase):
        return None
    if phrase.first == 0:
        return (phrase, "opening") if sentence.mark(phrase.last + 1) == "," else None
    return phrase, "relative clause" if sentence.bounded(phrase) else "restrictive clause"


def _strikes(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a "when" hung on a date brings the news: "he was walking home in May, when it struck"."""
    above = sentence.tree[phrase.head].head
    while not sentence.is_verb(above) and sentence.tree[above].head != above:
        above = sentence.tree[above].head
    return sentence.low[phrase.first] == "when" and sentence.tree[above].tag == "VBG"


def _apposition(sentence: ParsedSentence, place: int) -> _Found:
    """What a name is, behind it; a name behind a description ("its head, Ann Lee,") stays.

    Also behind one that ends in a name, on which the parser hangs it: "a farmer in Tarn, Ann Lee,".
    """
    phrase, head = sentence.phrase(place), sentence.tree[place].head
    inner = range(phrase.first, phrase.last + 1)
    full_name = len(inner) > 1 and all(sentence.is_name(one) for one in inner)
    joined = sentence.mark(phrase.last + 2) in _COORDINATING or sentence.children(
        head, "conj", "cc"
    )
    is_detail = sentence.is_name(head) and phrase.first > head and not full_name
    return (phrase, "apposition") if is_detail and not joined and sentence.bounded(phrase) else None


def _clause(sentence: ParsedSentence, place: int) -> _Found:
    """What happened besides: "after two members resigned", "raising the fee"."""
    phrase, head = sentence.phrase(place), sentence.tree[place].head
    speaks = sentence.low[place] in _REPORTING and sentence.children(place, "nsubj")
    low = sentence.low[phrase.first]
    if not sentence.is_verb(head) or speaks or low in _NO_CLAUSES:
        return None
    if _is_needed(sentence, phrase) or _runs_on(sentence, place):
        return None
    if phrase.first == 0:
        return (phrase, "clause") if sentence.mark(phrase.last + 1) == "," else None
    if sentence.bounded(phrase):
        # "from asking – once more – to alter the law"
        verb_asks = low == "to" and sentence.mark(phrase.first - 1) in sentence.DASHES
        return None if verb_asks else (phrase, "clause")
    return (phrase, "bare clause") if _is_loose(sentence, phrase, head) else None


def _is_loose(sentence: ParsedSentence, phrase: Phrase, head: int) -> bool:
    """Whether a verb has what it asks for without a clause that no comma parts from it."""
    low, tag = sentence.low[phrase.first], sentence.tree[phrase.head].tag
    if sentence.tree[head].relation == "acl" and len(sentence.children(head)) == 1:
        return False  # "a prize founded after the war ended"
    if low == "to":
        return _is_purpose(sentence, phrase)
    if tag in {"VBG", "VBN", "VB"} and low not in _PARTICIPLES:
        return bool(sentence.children(head, "dobj", "nsubjpass"))
    return sentence.low[head] not in _BE


def _is_needed(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a "when" tells a condition or the news itself.

    "You fall ill when you eat it"; "she was nine when it sank"; "he was walking home, when it struck".
    """
    head, opens = sentence.tree[phrase.head].head, phrase.first == 0
    if sentence.low[phrase.first] not in _WHENEVER:
        return False
    if sentence.tree[head].tag == "VBG" or not (opens or sentence.bounded(phrase)):
        return True
    plain = sentence.tree[head].tag in {"VBP", "VBZ", "VB"} or sentence.low[head] in _BE
    return plain and opens


def _runs_on(sentence: ParsedSentence, place: int) -> bool:
    """Whether a clause has a finite verb without a subject: the main verb, parsed amiss."""
    for verb in (place, *sentence.children(place, "ccomp")):
        helpers = (verb, *sentence.children(verb, "aux", "auxpass"))
        finite = any(sentence.tree[one].tag in {"VBD", "VBZ", "VBP", "MD"} for one in helpers)
        if finite and not sentence.children(verb, "nsubj", "nsubjpass", "expl", "csubj"):
            return True
    return False


def _is_purpose(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """An infinitive behind an object, which no word before it asks for: "hired him to drive" does."""
    head = sentence.tree[phrase.head].head
    objects = sentence.children(head, "dobj")
    asked = {sentence.low[one] for one in (head, *objects)} & _ASKING
    people = any(sentence.is_name(one) or sentence.tree[one].tag == "PRP" for one in objects)
    return bool(objects) and not asked and not people


def _prepositional(sentence: ParsedSentence, place: int) -> _Found:
    phrase, head = sentence.phrase(place), sentence.tree[place].head
    on_verb = sentence.is_verb(head)
    if _ends_a_name(sentence, phrase) or phrase.first == phrase.last:
        return None  # "paid for by the mill": half of the verb
    if on_verb and phrase.first == 0:
        return (phrase, "opening") if sentence.mark(phrase.last + 1) == "," else None
    if sentence.bounded(phrase):
        return None if _is_asked_for(sentence, phrase.first - 1) else (phrase, "aside")
    if on_verb and _is_day(sentence, place) and sentence.low[: phrase.first] != ("also",):
        return phrase, "time"
    kind = _at_verb(sentence, place, head) if on_verb else _in_noun(sentence, place, head)
    return (phrase, kind) if kind else None


def _in_noun(sentence: ParsedSentence, place: int, head: int) -> PartKind | None:
    of_noun = sentence.tree[head].tag.startswith("NN")
    return "noun detail" if of_noun and sentence.low[place] in _NOUN_DETAILS else None


def _is_asked_for(sentence: ParsedSentence, comma: int) -> bool:
    """Whether a few words in commas part what follows a comma from its verb: "ended, at last, in a brawl"."""
    earlier = [one for one in range(comma - 1, max(0, comma - 6), -1) if sentence.low[one] == ","]
    return bool(earlier) and sentence.is_verb(earlier[0] - 1)


def _at_verb(sentence: ParsedSentence, place: int, head: int) -> PartKind | None:
    """What a phrase is that no comma parts from its verb; nothing where the verb may ask for it."""
    low = sentence.low[place]
    tells = sentence.low[head] in _SPEAKING
    # "told the court in May that …": what is told is easily parsed into the phrase.
    filled = tells and sentence.holds_clause(sentence.phrase(place))
    if filled or sentence.children(head, "attr", "acomp", "oprd"):
        return None
    if low in _FREE:
        return "phrase"
    if sentence.low[head] in _EVENTFUL | _POSSESSING | _PLACING:
        return None
    objects = {sentence.low[one] for one in sentence.children(place, "pobj")}
    if tells and objects & _SETTINGS:
        return "setting"
    return "phrase" if low in _VERB_DETAILS and _is_served(sentence, place, head) else None


def _is_served(sentence: ParsedSentence, place: int, head: int) -> bool:
    """Whether a verb has what it asks for without the phrase at `place`."""
    low = sentence.low[place]
    earlier = [one for one in sentence.children(head, "prep", "prt") if one < place]
    # "as she was seen", "which was painted" would want more.
    main = sentence.tree[head].relation in {"ROOT", "ccomp", "conj", "xcomp"}
    full = ("dobj", "ccomp", "xcomp", "nsubjpass") if main else ("dobj", "ccomp", "xcomp")
    served = sentence.children(head, *full)
    if not earlier and low in _BOUND and not sentence.children(head, *full[:3]):
        return False  # "have been focused on the search"
    return bool(served or [one for one in earlier if sentence.low[one] not in _FREE])


def _noun_adverbial(sentence: ParsedSentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    head = sentence.tree[place].head
    # "a statement released this morning": without its day the participle is left bare.
    bare = sentence.tree[head].relation == "acl" and len(sentence.children(head)) == 1
    on_verb = sentence.is_verb(head) and not bare
    is_day = sentence.low[place] in DAY_PARTS and not _more_than_day(sentence, phrase)
    return (phrase, "time") if on_verb and is_day else None


def _adverb(sentence: ParsedSentence, place: int) -> _Found:
    phrase, low = sentence.phrase(place), sentence.low[place]
    if phrase.first != phrase.last:
        return None
    if phrase.first == 0:
        opens = sentence.mark(1) == "," and low in _OPENERS | _ADVERBS
        return (phrase, "opening") if opens else None
    on_verb = sentence.is_verb(sentence.tree[place].head)
    return (phrase, "adverb") if on_verb and low in _ADVERBS else None


def _second(sentence: ParsedSentence, place: int) -> _Found:
    """What somebody also did, or what also happened: ", and left"."""
    phrase, head = sentence.phrase(place), sentence.tree[place].head
    joined = [one for one in sentence.children(head, "cc") if head < one < phrase.first]
    if not joined or sentence.low[joined[-1]] != "and" or not sentence.is_verb(place):
        return None
    above = sentence.tree[head].head
    listed = sentence.tree[head].relation == "conj" and not sentence.children(above, "cc")
    others = [one for one in sentence.children(head, "conj") if one != place]
    paired = sentence.children(head, "preconj") or sentence.low[head] in _MANNER
    whole = phrase._replace(first=joined[-1])
    listed = listed or _ends_a_list(sentence, whole.first)
    if listed or others or paired or not sentence.is_verb(head):
        return None  # "A, B and C": without the last, "A, B" is no sentence
    if sentence.text[sentence.tree[place].start].isupper():
        return None  # the last of several titles, parsed amiss
    turned = _REVERSALS & set(sentence.low[whole.first : whole.last + 1])
    return None if turned else (whole, "second predicate")


def _ends_a_list(sentence: ParsedSentence, place: int) -> bool:
    """Whether nothing verbal stands between the last two commas before an "and": "pay, tax, and".

    What follows is then as likely the last member: "stopped benefits".
    """
    if sentence.mark(place - 1) != ",":
        return False
    for one in range(place - 2, 0, -1):
        if sentence.low[one] == ",":
            return True
        if sentence.is_verb(one) and sentence.tree[one].relation != "amod":
            return False
    return False


def _connective(sentence: ParsedSentence, place: int) -> _Found:
    phrase = sentence.phrase(place)
    return (phrase, "connective") if phrase.first == phrase.last == 0 else None


_RULES: Final[dict[str, Callable[[ParsedSentence, int], _Found]]] = {
    "relcl": _relative,
    "acl": _relative,
    "appos": _apposition,
    "advcl": _clause,
    "prep": _prepositional,
    "agent": _prepositional,
    "npadvmod": _noun_adverbial,
    "advmod": _adverb,
    "conj": _second,
    "cc": _connective,
}


def _is_day(sentence: ParsedSentence, place: int) -> bool:
    """Whether a prepositional phrase is a weekday or a part of the day: "on Tuesday morning"."""
    objects = sentence.children(place, "pobj")
    phrase = sentence.phrase(place)
    inner = sentence.low[phrase.first : phrase.last + 1]
    if sentence.low[place] in _BEFORE_CLOCK and _CLOCK & set(inner):
        return len(inner) <= 6
    return (
        bool(objects)
        and sentence.low[place] in _BEFORE_DAYS
        and all(sentence.low[one] in DAY_PARTS for one in objects)
        and not _more_than_day(sentence, phrase)
    )


def _ends_a_name(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a day may be the end of a paper's name, which has its article: "The Post on Sunday"."""
    named = phrase.first > 1 and sentence.is_name(phrase.first - 1)
    on_day = sentence.low[phrase.first] == "on" and sentence.mark(phrase.first + 1) in DAY_PARTS
    return (
        named
        and on_day
        and sentence.text[sentence.tree[phrase.first - 2].start :].startswith("The ")
    )


def _more_than_day(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a phrase of time has more than four words, figures, or a clause of its own."""
    inner = range(phrase.first, phrase.last + 1)
    return len(inner) > 4 or any(
        sentence.tree[one].tag == "CD" or sentence.is_verb(one) or sentence.low[one] == "every"
        for one in inner
    )


# -- characters --------------------------------------------------------------------------------------


def _with_marks(sentence: ParsedSentence, phrase: Phrase, kind: PartKind) -> Part:
    """The characters of a phrase with the commas that only it has, and one space."""
    text, tree = sentence.text, sentence.tree
    start, end = tree[phrase.first].start, tree[phrase.last].end
    before, behind = sentence.mark(phrase.first - 1), sentence.mark(phrase.last + 1)
    marks = sentence.DASHES | {","}
    if phrase.first == 0:
        end = tree[phrase.last + 1].end if behind in marks else end
        return Part(0, len(text) - len(text[end:].lstrip()), kind)
    if before in marks:
        aged = sentence.mark(phrase.first - 3) == "," and sentence.tag(phrase.first - 2) == "CD"
        start = tree[phrase.first - (3 if aged and behind == "," else 1)].start
        if behind == before and behind in marks and not _closes_more(sentence, phrase):
            end = tree[phrase.last + 1].end
    return Part(len(text[:start].rstrip()), end, kind)


def _closes_more(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether the comma behind a phrase is needed without it.

    It closes a longer aside as well ("Ann Lee, who wrote the plan, a novelty, died"), or somebody or
    something new comes behind it: "Where A did B, doing C, D did …", "A called B, who left, C said".
    """
    if sentence.mark(phrase.first - 2) in _COORDINATING | {"but"}:
        return False  # "a spade, and, to our surprise, a key"
    following = sentence.mark(phrase.last + 2)
    dated = following in _TIMES  # ", 70, last week"
    tag = "" if dated else sentence.tag(phrase.last + 2)
    if following == "according" or (tag == "VBG" and following != "being"):
        return True
    if tag.startswith(_NEW) or _opens_next(sentence, phrase.last + 2):
        return True
    above = sentence.tree[phrase.head].head
    while above != sentence.tree[above].head:
        outer = sentence.phrase(above)
        parted = outer.first < phrase.first and sentence.mark(outer.first - 1) == ","
        aside = sentence.tree[above].relation in {"appos", "relcl", "acl", "prep"} and parted
        if outer.last == phrase.last and aside:
            return True
        above = sentence.tree[above].head
    return False


_NEW: Final = ("NN", "DT", "PRP", "W", "JJ", "CD")
"""Tags of words that begin something new: no verb that goes on, no preposition."""


def _opens_next(sentence: ParsedSentence, following: int) -> bool:
    """Whether a phrase between commas begins at a word."""
    for one in range(following, len(sentence.tree)):
        phrase = sentence.phrase(one)
        if phrase.first == following and sentence.tree[one].relation in {"prep", "advcl", "acl"}:
            return sentence.mark(phrase.last + 1) == ","
    return False


_BRACKETED: Final = re.compile(r"(?<!\s)\s*\([^()]*\)")


def _parentheses(sentence: ParsedSentence) -> Iterator[Part]:
    """A bracketed aside; several are a list ("500 ($7) and 1,000 ($15)"), of which none goes."""
    found = list(_BRACKETED.finditer(sentence.text))
    if len(found) == 1 and found[0].start():
        yield Part(found[0].start(), found[0].end(), "parenthesis")


def _outside_quotations(text: str, part: Part) -> bool:
    """Whether a part lies outside of quotations: what is quoted is quoted whole."""
    before, gone = text[: part.start], text[part.start : part.end]
    straight = before.count('"') % 2 == 0 and gone.count('"') % 2 == 0
    curly = before.count("“") <= before.count("”") and gone.count("“") == gone.count("”")
    single = _opens_single(before) or _opens_single(gone)
    return straight and curly and not single


_SINGLE: Final = re.compile(r"(?:^|[\s(])['‘](?=\w)")
_SINGLE_END: Final = re.compile(r"(?<![\ss])['’](?!\w)|(?<=s)['’](?=[,.;:!?)]|$)")
"""A closing mark; behind an "s" it is as often a possessive ("the Lines’ ship")."""


def _opens_single(text: str) -> bool:
    """Whether a quotation between single marks is still open at the end of `text`."""
    opened = [found.end() for found in _SINGLE.finditer(text)]
    return bool(opened) and not _SINGLE_END.search(text, opened[-1])
