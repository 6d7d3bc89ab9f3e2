"""Where a sentence names somebody: by a bare surname, or in full with what it says of them.

Both are read off the tree, for which words belong to a name and which describe it no pattern of words tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.names import MOSTLY
from briefing.language.quotes import inside_quotes
from briefing.language.syntax import Analysis, ParsedSentence
from briefing.language.tokens import stem, word_classes
from briefing.language.words import STOP_WORDS, background, fold
from briefing.records import Sentence

_EN: Final = language("en")
_TITLES: Final = frozenset(
    word.lower().rstrip(".")
    for word in _EN.words(
        "names.titles", "names.offices", "names.courtesy", "names.behind_titles", "lines.titles"
    )
)
_LANDS: Final = frozenset(word.lower() for word in _EN.words("names.lands"))
_PROPER: Final = 0.95
"""Share of its occurrences in news from which a word that is written with a capital is nothing but a name."""
_DAYS: Final = word_classes("en").days | word_classes("en").months
_COURTESY: Final = _EN.words("names.courtesy_to_cut")
_PARTICLES: Final = _EN.words("names.particles_of_persons")
_AGED: Final = _EN.words("names.aged")
_RELATED: Final = _EN.words("names.related")
_JOINING: Final = _EN.words("classes.coordinators_of_lists")
_SAYING: Final = _EN.words("speech.saying")
_ARTICLES: Final = _EN.words("classes.articles")
_PRONOUNS: Final = _EN.words("classes.pronouns", "classes.pronouns_of_conversation")
_SUBJECT_RELATIVE: Final = "who"
_DESCRIBING: Final = ("NN", "JJ", "CD", "POS", "CC", "VBN", "HYPH")
"""Tags of the words of a description in front of a name."""
_GOING_ON: Final = ("NN", "JJ", "CD", "POS", "PRP$", "HYPH", "VBN")
"""Tags of a word right before, to which what follows belongs."""
_LINKS: Final = frozenset({"of", "in"})
_ROLES: Final = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "attr", "agent"}
)
"""What a person may be to a sentence; all else ("compound") is a part of another name or a modifier."""
_INNER_MARKS: Final = frozenset({"-", ".", "'s", "’s", "’", "'"})
_SHORTEST: Final = 2
"""Letters of an acronym that may be those of given names as well: "JD"."""
_PLAIN: Final = re.compile(r"[\w'’.-]+")
"""A word of a name; what an extractor glued ("Fla.—President") is none."""
_LONGEST: Final = 9
"""Words of a description in front of a name; longer ones cannot be read at once."""
_LONGEST_BEHIND: Final = 80
"""Characters of what somebody is, behind the name."""


class FullForm(NamedTuple):
    """How a sentence of the event names somebody in full."""

    name: str
    """Given names and surname as they stand there."""
    nearest: str
    """The given name that stands nearest to the surname, by which namesakes are told apart; nothing without one."""
    before: str
    """The name with the description in front of it: "chief engineer Fergal Dunphy"."""
    behind: str
    """What stands behind the name between commas: "the head of the crisis centre"."""
    is_person: bool
    """Whether a title, what describes the name, or a verb of saying beside it tells that it is somebody's."""
    sentence: Sentence


def is_title(word: str) -> bool:
    """Whether a word is an office or a courtesy in front of a name, and no name."""
    return word.lower().rstrip(".") in _TITLES


def is_courtesy(word: str) -> bool:
    """Whether a word is a courtesy in front of a name: "Mr", and no office."""
    return word.strip().rstrip(".") in _COURTESY


class Short(NamedTuple):
    """A surname without given names: its place in the tree, and that of the title in front of it or its own."""

    first: int
    place: int


def surnames_in(parsed: ParsedSentence) -> Iterator[Short]:
    """Yield the names of one word that nothing describes but a title, and that stand for a person or a body."""
    quoted = inside_quotes(parsed.text)
    for place, word in enumerate(parsed.tree):
        if _is_single(parsed, place) and word.start not in quoted:
            first = place - (place > 0 and _is_titled(parsed, place))
            if _is_bare(parsed, first, place):
                yield Short(first, place)


def _is_titled(parsed: ParsedSentence, place: int) -> bool:
    """Whether a title is right before a word: one with a capital, for the tree takes "PM" for no name."""
    between = parsed.text[parsed.tree[place - 1].end : parsed.tree[place].start]
    capital = parsed.text[parsed.tree[place - 1].start].isupper()
    return between == " " and capital and is_title(parsed.low[place - 1])


def _is_single(parsed: ParsedSentence, place: int) -> bool:
    """Whether a word is a name of one, and no day: not "Americans", not "Friday"."""
    return parsed.tag(place) == "NNP" and parsed.low[place] not in _DAYS


def _is_bare(parsed: ParsedSentence, first: int, place: int) -> bool:
    """Whether a word, with a title from `first` on, is a whole name without given names or description."""
    word, text = parsed.tree[place], parsed.text
    before, behind = text[: parsed.tree[first].start], text[word.end :]
    glued = (
        before[-1:].strip(" (\n")
        or before.endswith("& ")
        or (behind[:1] in set("-/@&") and behind[:1])
    )
    left = [one for one in parsed.children(place) if one < first]
    # A capital right before or behind it makes one name of both, whatever the tree says.
    beside = _is_beside(parsed, first - 1) or _is_beside(parsed, place + 1)
    inside = word.relation == "pobj" and parsed.is_name(parsed.tree[word.head].head)
    return word.relation in _ROLES and not inside and not left and not glued and not beside


def _is_beside(parsed: ParsedSentence, place: int) -> bool:
    """Whether the word at `place` is a name, or may be one that the parser has taken for a verb ("Will Hale")."""
    if place >= 0 and parsed.tag(place).startswith("MD"):
        return parsed.text_of(place, place)[0].isupper()
    return parsed.is_name(place) and parsed.tree[place].relation != "npadvmod"


def full_names_in(parsed: ParsedSentence) -> Iterator[range]:
    """Yield the words of full names that nothing describes, in front or behind, outside of quotations."""
    quoted = inside_quotes(parsed.text)
    for place, word in enumerate(parsed.tree):
        if _is_single(parsed, place) and word.start not in quoted:
            first = _first_of_name(parsed, place)
            more = parsed.children(place, "appos", "relcl", "acl", "prep")
            left = [at for at in parsed.children(place) if at < first]
            if first < place and not left and not more and _is_bare(parsed, first, place):
                yield range(first, place + 1)


def full_forms(surname: str, sentence: Sentence, known: Analysis) -> Iterator[FullForm]:
    """Yield how `sentence` names in full whoever has this surname, outside of quotations."""
    if surname not in known.text:
        return
    parsed = ParsedSentence(known.text, known.tree)
    quoted = inside_quotes(parsed.text)
    for place, word in enumerate(parsed.tree):
        whole = parsed.text[word.start : word.end] == surname and word.relation != "compound"
        if whole and _is_single(parsed, place) and word.start not in quoted:
            form = _full_form(parsed, place, sentence, known)
            if form is not None:
                yield form


def _full_form(
    parsed: ParsedSentence, place: int, sentence: Sentence, known: Analysis
) -> FullForm | None:
    first = _first_of_name(parsed, place)
    if first == place:
        return _without_given_name(parsed, place, sentence)
    given = [at for at in range(first, place) if not is_initial(parsed.text_of(at, at))]
    ends = not parsed.is_name(place + 1) and parsed.mark(place + 1) not in {"-", "/"}
    bodied = parsed.mark(first - 1) in _ARTICLES  # "the U.S. Congress"
    if not given or not ends or bodied or not all(_may_be_given(parsed, at) for at in given):
        return None
    before, behind = _described(parsed, first, place), _behind(parsed, place, known)
    return FullForm(
        name=parsed.text_of(first, place),
        nearest=parsed.text_of(given[-1], given[-1]),
        before=before,
        behind=behind,
        is_person=bool(behind) or _is_person(parsed, first, place, before),
        sentence=sentence,
    )


def _without_given_name(parsed: ParsedSentence, place: int, sentence: Sentence) -> FullForm | None:
    """A name of one word with a common noun right in front that tells what bears it: "the rail union RSW"."""
    name, before = parsed.text_of(place, place), _described(parsed, place, place)
    told = parsed.tag(place - 1) == "NN" and parsed.low[place - 1].isalpha()
    alone = not parsed.is_name(place + 1) and parsed.mark(place + 1) not in {"-", "/", "&"}
    if not before or not told or not alone or name.lower() in _LANDS:
        return None
    return FullForm(name, "", before, "", is_person=True, sentence=sentence)


def _is_person(parsed: ParsedSentence, first: int, place: int, before: str) -> bool:
    """Whether what stands in front of a name is an office or a common noun, or the name says something."""
    says = parsed.tree[place].relation == "nsubj" and parsed.low[parsed.tree[place].head] in _SAYING
    if says or (first > 0 and is_title(parsed.low[first - 1])):
        return True
    if before and parsed.tag(first - 1) == "NN" and parsed.low[first - 1].isalpha():
        return True
    if _has_age(parsed, first, place):
        return True
    return all(is_proper(parsed.low[at]) for at in range(first, place + 1))


def _has_age(parsed: ParsedSentence, first: int, place: int) -> bool:
    """Whether an age stands at a name: "53-year-old Ann Hill", "Ann Hill, 53,"."""
    aged = parsed.mark(first - 1) in _AGED and parsed.mark(first - 2) == "-"
    between = parsed.mark(place + 1) == "," and parsed.mark(place + 3) in {",", "."}
    return aged or (between and parsed.tag(place + 2) == "CD" and len(parsed.mark(place + 2)) < 3)


def is_proper(word: str) -> bool:
    """Whether a word is no land, and hardly ever written without a capital: "Mitch", and not "Hotel"."""
    low = word.lower()
    capitals = background().capitals(stem(fold(low)))
    return low not in _LANDS and (capitals is None or capitals >= _PROPER)


def _may_be_given(parsed: ParsedSentence, place: int) -> bool:
    """Whether a word may be a given name: no function word, no acronym."""
    word = parsed.text_of(place, place)
    acronym = word.isupper() and len(word) > _SHORTEST
    return bool(_PLAIN.fullmatch(word)) and not acronym and word.lower() not in STOP_WORDS


def is_initial(word: str) -> bool:
    """Whether a word is a letter of a given name: "H.", "J"."""
    return len(word.rstrip(".")) == 1


def _first_of_name(parsed: ParsedSentence, place: int) -> int:
    """The first word of the name that ends at `place`, titles left out."""
    first = place
    while first > 0 and _goes_on(parsed, first):
        first -= 1
    # "Former Florida Governor Charlie Crist": what stands before the last title is no name.
    titles = [at for at in range(first, place) if is_title(parsed.low[at])]
    first = titles[-1] + 1 if titles else first
    while first < place and parsed.low[first] in _PARTICLES:
        first += 1
    return first


def _goes_on(parsed: ParsedSentence, first: int) -> bool:
    """Whether the word before `first` belongs to the same name: a name or a particle, one space before."""
    word, end = first - 1, parsed.tree[first - 1].end
    named = parsed.is_name(word) and parsed.tree[word].relation == "compound"
    particle = parsed.low[word] in _PARTICLES and parsed.is_name(word - 1)
    return parsed.text[end : parsed.tree[first].start] == " " and (named or particle)


# -- in front of the name -----------------------------------------------------------------------


def _described(parsed: ParsedSentence, first: int, place: int) -> str:
    """The name with what describes it in front, without an article; nothing where none does, or unsurely."""
    start = min(_left_of(parsed, place))
    head = parsed.tree[place].head
    if (
        parsed.tree[place].relation == "appos"
        and head < first
        and "," not in parsed.low[head:first]
    ):
        start = min(parsed.below(head))  # "chief of staff Ann Hill"
    if start < first and parsed.low[start] == "the":
        start += 1
    inner = range(start, first)
    if not inner or len(inner) > _LONGEST or not _is_whole(parsed, start):
        return ""
    if not all(_describes(parsed, at) for at in inner):
        return ""
    described = parsed.text_of(start, place)
    opens = start == 0 and not is_title(parsed.low[0]) and not _is_written_as_name(parsed.low[0])
    return described[:1].lower() + described[1:] if opens else described


def _is_written_as_name(low: str) -> bool:
    """Whether a word that opens its sentence would have its capital anywhere."""
    capitals = background().capitals(stem(fold(low)))
    return capitals is None or capitals >= MOSTLY


def _left_of(parsed: ParsedSentence, place: int) -> Iterator[int]:
    """The place, and all that hangs on it from the left."""
    yield place
    for child in parsed.children(place):
        if child < place:
            yield from parsed.below(child)


def _describes(parsed: ParsedSentence, place: int) -> bool:
    """Whether a word in front of a name may describe it anywhere: no pronoun, article, verb or "brother"."""
    tag, low = parsed.tag(place), parsed.low[place]
    if not low[:1].isalnum():
        return low in _INNER_MARKS
    if tag == "IN":
        return low == "of"
    return tag.startswith(_DESCRIBING) and low not in _RELATED


def _is_whole(parsed: ParsedSentence, start: int) -> bool:
    """Whether a description begins where the tree says.

    No noun, adjective or figure stands right before it, nor one with "of" or "in": "editor in [chief …]".
    """
    linked = parsed.mark(start - 1) in _LINKS and parsed.tag(start - 2).startswith("NN")
    return not linked and not parsed.tag(start - 1).startswith(_GOING_ON)


# -- behind the name ----------------------------------------------------------------------------


def _behind(parsed: ParsedSentence, place: int, known: Analysis) -> str:
    """What somebody is, behind the name and between commas; nothing where it tells what happened."""
    end = parsed.tree[place].end
    for part in known.parts:
        inner = parsed.text[part.start : part.end]
        core = inner.strip(" ,")
        if part.start == end and inner.startswith(",") and len(core) <= _LONGEST_BEHIND:
            words = [at for at, one in enumerate(parsed.tree) if part.start < one.start < part.end]
            words = [at for at in words if parsed.low[at] != ","]
            # Behind a second comma a list goes on: "with Ann Hill, a late goal, Pia Lund and Eva Roth".
            after = words[-1] + 2 if words else 0
            listed = parsed.is_name(after) or parsed.mark(after) in _JOINING
            if words and not listed and _tells_who(parsed, part.kind, words) and "," not in core:
                return core
    return ""


def _tells_who(parsed: ParsedSentence, kind: str, words: list[int]) -> bool:
    opening, verbs = words[0], [at for at in words if parsed.is_verb(at)]
    leans = any(parsed.low[at] in _PRONOUNS - {_SUBJECT_RELATIVE, "that"} for at in words)
    marks = set(parsed.text_of(words[0], words[-1])) & set('"“”‘:;()—–')
    if leans or marks:
        return False
    if kind == "relative clause":
        # The present tells who somebody is, the past what they did.
        return parsed.low[opening] == _SUBJECT_RELATIVE and parsed.tag(opening + 1) in {
            "VBZ",
            "VBP",
        }
    names = parsed.is_name(opening) and parsed.low[opening] not in _ARTICLES
    return kind == "apposition" and not names and not verbs and parsed.low[opening].isalpha()
