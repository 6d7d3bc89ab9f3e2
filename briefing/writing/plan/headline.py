"""The headline of an item: chosen from its sources and cleaned, or cut from its lead; never generated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.quotes import inside_quotes
from briefing.language.text import read
from briefing.language.words import STOP_WORDS, fold
from briefing.records import Disagreement, Event, Story
from briefing.writing.cuts import compress
from briefing.writing.gate import Reason, check, form, knows_grammar, tells_one_side
from briefing.writing.plan.casing import in_sentence_case
from briefing.writing.plan.titles import cleaned, faults, is_bait, loudness

_LEAD: Final = 6  # sentences in which a headline's words must come up
_LONGEST: Final = 110  # characters; longer ones are decks or first paragraphs
FEWEST_WORDS: Final = 5
"""Words of a lead's part that can be a headline."""
MEASURED: Final = 3
"""Words of a headline, names and figures aside, from which their share in the printed sentences is asked."""
SHARED: Final = 0.6
"""The least such share, in a headline of another report than the one that is told."""
ROOT: Final = 5
"""First letters that make two words one name: "Karvenia", "Karvenian"."""
SHORT_ENOUGH: Final = 16
"""Words of a lead's part that takes the place of a headline with a fault."""

LINE: Final = 12
"""Words of what begins a sentence that stands where nothing else can be a headline."""
_SETTING: Final = language("en").words("classes.prepositions", "classes.subordinators")
_DETERMINERS: Final = language("en").either("lines.indefinite", "classes.definite")
_COORDINATORS: Final = language("en").either("classes.coordinators")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_DESCRIBED: Final = re.compile(
    rf"^((?:[A-Z][\w.'’-]*(?: |(?=,)))+), {_DETERMINERS} [^,;:“\"]+, (?=[a-z])(?!{_COORDINATORS}\b)"
)
"""Who somebody is stands in the item: a line that opens with the name goes straight on."""
_PARTICIPLE: Final = re.compile(language("en").pattern("form.headlines.participles"))
_CONNECTIVES: Final = language("en").words("classes.connectives")
_TYING: Final = language("en").words("details.openers")
_ROLES: Final = language("en").words("classes.subordinators_of_roles")
_SPOKEN: Final = language("en").words("classes.pronouns_of_conversation")
_POINTING: Final = language("en").words("classes.pronouns")
_SPANS: Final = language("en").words("times.spans")
_TIMED: Final = language("en").words("times.timed")
_CLOSING: Final = language("en").words("classes.coordinators_of_lists")
_BREAKS: Final = language("en").words("classes.subordinators", "classes.relatives_of_names")


class _Title(NamedTuple):
    """A source's headline, cleaned, and what speaks against it."""

    text: str
    code: str
    unfit: bool
    """A question, bait, a quotation alone, a sentence, or too long for a line."""
    loud: int
    is_long: bool
    """Whether being longer than a line is all that makes it unfit."""
    beyond: bool
    """Whether it says what no printed sentence says: a name, a figure, or in another report's words something else; or one of
    two figures that differ."""
    is_told: bool
    nearness: float

    def order(self) -> tuple[bool, bool, int, bool, float, str]:
        """By what headlines are ordered, the best first."""
        return self.unfit, self.beyond, self.loud, not self.is_told, -self.nearness, self.text


def choose_headline(
    event: Event,
    told: str = "",
    printed: Sequence[str] = (),
    disagreements: Sequence[Disagreement] = (),
) -> str:
    """Return the soberest source headline that says what the item says, cleaned; else the lead cut to a line.

    A line that says nothing of what its story says, or speaks to the reader, is no headline.  `printed` are the item's
    sentences: a headline with a name or figure that they lack yields, and so does one with a fault where a line can be cut from the lead,
    or with one alone of the figures on which reports surely differ.
    Else that of the story that is `told` goes first, as the item says what it says, then the one nearest to the words of all headlines
    and first sentences.  An event without any gets the first printed sentence, or its first words and an ellipsis; where nothing is printed, the first of its stories that can stand alone.
    """
    stories = [(story, story.language_or(event.language)) for story in event.stories]
    centre = Counter(word for story, code in stories for word in _words(_opening(story), code))
    titles = [
        _beside(disagreements, _judged(story, code, centre, printed, is_told=story.id == told))
        for story, code in stories
        if story.title and _speaks_of(story, code)
    ]
    if not titles:
        lead = _from_lead(printed, event.language, at_any_price=True)
        first = " ".join(printed[0].split()) if printed else _first_sentence(*stories[0])
        return lead or _begun(first)
    best = min(titles, key=_Title.order)
    faulty = best.unfit or best.loud or best.beyond
    wrong = best.loud > 0 or best.beyond  # of a question or a long line a poorer one takes no place
    cut = _from_lead(printed, event.language, at_any_price=wrong) if faulty else ""
    if cut and not best.unfit and not (read(cut).names or read(cut).figures):
        cut = ""  # "The answer was yes" tells less than any headline
    if best.beyond and not cut:  # a long headline is better than one of something else
        fit = [one for one in titles if one.is_long or not one.unfit]
        own = [one for one in fit if not one.beyond] or [one for one in fit if one.is_told]
        best = min(own or titles, key=_Title.order)
    return cut or in_sentence_case(best.text, event.stories, best.code)


def _judged(
    story: Story,
    code: str,
    centre: Counter[str],
    printed: Sequence[str],
    *,
    is_told: bool,
) -> _Title:
    title = story.title.text if story.title else ""
    text = cleaned(title, story.outlet, code)
    found = set(faults(text, code))
    plain = in_sentence_case(text, (story,), code)
    return _Title(
        text=text,
        code=code,
        unfit=_unfit(text, code) or bool(found),
        is_long=not _unfit(text, code) and found <= {"long"},
        loud=loudness(text),
        beyond=bool(printed)
        and (
            says_beyond(plain, printed, code) or not (is_told or shares_words(plain, printed, code))
        ),
        is_told=is_told,
        nearness=_nearness(text, code, centre),
    )


def _beside(disagreements: Sequence[Disagreement], title: _Title) -> _Title:
    """The headline beside the figures on which reports differ."""
    one_sided = any(tells_one_side(title.text, row, title.code) for row in disagreements)
    return title._replace(beyond=title.beyond or one_sided)


def says_beyond(title: str, printed: Sequence[str], code: str = "en") -> bool:
    """Whether a headline has a figure or a name that no printed sentence has.

    Initials stand for a name ("DSCC"), and a person's full name for the surname.
    """
    own, told = read(title, code), read(" ".join(printed), code)
    if {one.key for one in own.counts} - {one.key for one in told.figures}:
        return True
    words = {fold(word) for word in told.words} | {token.stem for token in told.tokens}
    initials = "".join(token.low[0] for token in told.tokens if token.kind == "word")
    known = {
        fold(token.text) for name in own.names if fold(name[-1].text) in words for token in name
    }
    # A straight mark that closes a quotation is no part of a name.
    lost = {fold(one.strip("'")) for one in own.name_terms - told.name_terms} - words - known
    begun = {word[:ROOT] for word in words}
    return any(len(one) > 1 and one[:ROOT] not in begun and one not in initials for one in lost)


def shares_words(title: str, printed: Sequence[str], code: str = "en") -> bool:
    """Whether the printed sentences have enough of a headline's words, names and figures aside; few words tell nothing."""
    own, told = read(title, code), read(" ".join(printed), code)
    plain = {token.stem for token in own.tokens if token.content and token.kind != "number"}
    plain -= {token.stem for name in own.names[1:] for token in name}
    shared = plain & {token.stem for token in told.tokens}
    return len(plain) < MEASURED or len(shared) >= SHARED * len(plain)


def _from_lead(printed: Sequence[str], code: str, *, at_any_price: bool) -> str:
    """Return the lead's longest first part that fits a line and says no more than the lead; empty where none does, or it opens with a setting.

    The lead is the first sentence that needs no other; where there is none it is the first one `at_any_price`, for there is no headline, a loud one, or one that says what is not told.
    What may end where is the gate's to say, which knows English alone.
    """
    if not printed or not knows_grammar(code):
        return ""
    # A first sentence that leans on nothing but its place is no headline, nor is what was in another year.
    alone = (
        one
        for number, one in enumerate(printed)
        if not _leans(one, code) and not (number and _YEAR.search(one))
    )
    lead = " ".join(next(alone, printed[0] if at_any_price else "").split())
    if not lead:
        return ""
    words = _DESCRIBED.sub(r"\1 ", lead).rstrip(".").split()
    if not words or words[0].lower() in _SETTING:
        return ""
    for size in range(min(len(words), SHORT_ENOUGH), FEWEST_WORDS - 1, -1):
        part = " ".join(words[:size]).rstrip(" ,;:")
        whole = size == len(words)
        breaks = whole or (
            _may_break(words[:size], words[size : size + SHORT_ENOUGH])
            and not _lists(words[size - 1 :])
        )
        stands = "*" not in part and (at_any_price or not _is_pointed(part, code))
        if stands and breaks and (whole or _holds(part, lead)):
            return part
    return ""


def _leans(sentence: str, code: str) -> bool:
    """Whether a sentence goes on with one before it: "He was held", "But …", "Instead, …", "Earlier, …"."""
    tokens = read(sentence, code).tokens
    goes_on = bool(tokens) and tokens[0].low in _CONNECTIVES
    goes_on |= len(tokens) > 1 and tokens[0].low in _TYING and tokens[1].text == ","
    return goes_on or Reason.NOT_SELF_STANDING in form(sentence, code)


def _is_pointed(part: str, code: str) -> bool:
    """Whether a line speaks to or of who reads and writes, or ends with a word that points back: "You can …", "will never do that"."""
    tokens = [token for token in read(part, code).tokens if token.kind != "punct"]
    quoted = inside_quotes(part)
    spoken = any(token.low in _SPOKEN and token.start not in quoted for token in tokens)
    return spoken or (bool(tokens) and tokens[-1].low in _POINTING)


def _may_break(words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a clause may end behind `words`: at their only comma but for those of a list, or before a word that begins the next one.

    A measure belongs to what follows it: "one day before", "27 years since", "soon after", a figure to what stands before it: "a nine-year, $360 million contract",
    a describing word to the noun that is still to come: "from reactive, risk-driven methods", and a role to who has it: "to act as mentors".
    """
    following = rest[0]
    if words[-1].endswith((",", ";")):
        if not following[0].isalpha() or _describes(following):
            return False
        commas = [at for at, word in enumerate(words[:-1]) if word.endswith(",")]
        return all(_lists(words[at:]) for at in commas)
    near = read(" ".join(words[-3:])).tokens
    measured = any(token.kind == "number" or token.text == "," for token in near)
    measured |= following.lower() in _TIMED and words[-1].lower() in _SPANS
    return following.lower() in _BREAKS and not measured and not _names_role(rest)


def _names_role(words: Sequence[str]) -> bool:
    """Whether words open with one that begins a clause or names a role, and no verb is behind it before the next such word."""
    if words[0].lower() not in _ROLES:
        return False
    borders = (at for at, word in enumerate(words) if at and word.lower() in _BREAKS)
    return not any(token.verbal for token in read(" ".join(words[: next(borders, None)])).tokens)


def _describes(word: str) -> bool:
    """Whether a word behind a comma is one of several before a noun: of two parts ("risk-driven")."""
    return word[0].islower() and "-" in word.strip("-")


def _lists(words: Sequence[str]) -> bool:
    """Whether a comma behind the first of `words` parts members of a list: they are written alike, and nothing happens before the "and" that closes it."""
    alike = len(words) > 1 and words[0][:1].isupper() == words[1][:1].isupper()
    if not words[0].endswith(",") or not alike:
        return False
    closing = next((at for at, word in enumerate(words) if word.lower() in _CLOSING), None)
    between = " ".join(words[1:closing])
    return closing is not None and not any(token.verbal for token in read(between).tokens)


def _holds(part: str, lead: str) -> bool:
    """Whether a part of the lead has a verb in its last clause, one that opens with a participle in its first, too, and the gate lets it pass.

    "Scanning the field as the wind blew" waits for who does, and "prize-winning" is no verb.
    """
    tokens = read(part).tokens
    breaks = [at for at, token in enumerate(tokens) if at and token.low in _BREAKS]
    verbs = [
        at for at, one in enumerate(tokens) if at and one.verbal and part[one.start - 1] != "-"
    ]
    waits = _PARTICIPLE.match(part) and not any(at < (*breaks, len(tokens))[0] for at in verbs)
    holds = any(at > (0, *breaks)[-1] for at in verbs)
    return holds and not waits and not check(f"{part}.", [lead])


def _opening(story: Story) -> str:
    return f"{story.title.text if story.title else ''} {story.sentences[0].text}"


def _speaks_of(story: Story, code: str) -> bool:
    """Whether the headline is about its story: it has a word of the first sentences."""
    title = story.title.text if story.title else ""
    told = _words(" ".join(sentence.text for sentence in story.sentences[:_LEAD]), code)
    return bool(_words(title, code) & told) and not form(title, code) & {
        Reason.INSTRUCTION,
        Reason.FURNITURE,
    }


def _first_sentence(story: Story, code: str) -> str:
    texts = [" ".join(sentence.text.split()) for sentence in story.sentences]
    first = next((text for text in texts[:_LEAD] if not form(text, code, [text])), texts[0])
    return compress(first) if knows_grammar(code) else first


def _begun(text: str) -> str:
    """What is longer than a headline, begun: its first words up to a noun or verb, and an ellipsis."""
    words = text.split()
    if len(words) <= SHORT_ENOUGH:
        return text
    first = words[:LINE]
    while len(first) > FEWEST_WORDS and (
        fold(first[-1]) in STOP_WORDS or first[-1].endswith(".") or _is_open(first)
    ):
        first.pop()
    return f"{' '.join(first).rstrip(' ,;:–—-')}…"


def _is_open(words: Sequence[str]) -> bool:
    """Whether a quotation or bracket is open behind these words."""
    text = " ".join(words)
    opened, closed = (sum(map(text.count, marks)) for marks in ("([“«", ")]”»"))
    return text.count('"') % 2 == 1 or opened > closed


def _words(text: str, code: str) -> set[str]:
    return {
        token.stem
        for token in read(text, code).tokens
        if token.kind != "punct" and len(token.stem) > 3
    }


def _unfit(title: str, code: str) -> bool:
    return len(title) > _LONGEST or is_bait(title, code)


def _nearness(title: str, code: str, centre: Counter[str]) -> float:
    """Mean weight of the title's words; the square root keeps short titles from winning by one."""
    words = _words(title, code)
    return sum(centre[word] for word in words) / len(words) ** 0.5 if words else 0.0
