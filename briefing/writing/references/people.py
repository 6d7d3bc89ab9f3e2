"""Who somebody is, where an item first names them: the full name and a description that a report has.

An opening often tells a name in full later than the sentences of it that are printed, and sentences of other
reports rest on what stood before them there.  So a bare surname gets the full form that the event's reports
have, as they have it (Nenkova and McKeown, References to Named Entities, HLT-NAACL 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from briefing.language.base import language
from briefing.language.syntax import Analysis, ParsedSentence
from briefing.language.text import read
from briefing.language.tokens import word_classes
from briefing.language.words import STOP_WORDS
from briefing.records import Event, Sentence, Story
from briefing.writing.plan import torn_by_quotation
from briefing.writing.references.mentions import (
    FullForm,
    full_forms,
    full_names_in,
    is_courtesy,
    is_proper,
    is_title,
    surnames_in,
)
from briefing.writing.references.placing import PutIn, places_in

_EN: Final = language("en")
_PLACING: Final = _EN.words("classes.prepositions_of_place")
_NO_NAMES: Final = STOP_WORDS | word_classes("en").function | _EN.words("details.openers")
_YEAR: Final = re.compile(r"(?<![\w.,])(?:1[89]|20)\d\d(?!\w|[.,]\d)")
_PLACED: Final = 0.15
"""Share of the uses of a surname behind "in", "at" or "near" up to which it is no place's name."""


class Names:
    """The full names of an event's people, looked for as they are asked for."""

    def __init__(self, event: Event, parsed: Mapping[str, Analysis]) -> None:
        self.event: Final = event
        self._parsed = parsed
        self._forms: dict[str, Mapping[str, tuple[FullForm, ...]]] = {}

    def of(self, surname: str, sentence: Sentence, *, described: bool = True) -> FullForm | None:
        """Return how to name in full whom `sentence` means by a surname; None where it may be two.

        The story of the sentence tells whom; where it has no full name, all reports together do.  A form that
        says who it is goes before a name alone where it is to be `described`.
        """
        found = self._by_story(surname)
        named = any(form.nearest for forms in found.values() for form in forms)
        by_story = {
            id_: [one for one in forms if bool(one.nearest) == named]
            for id_, forms in found.items()
        }
        every = [form for forms in by_story.values() for form in forms]
        own = by_story.get(sentence.story, ())
        meant = own or every
        stories = [self.event.story_of(sentence)] if own else self.event.stories
        if not _are_one(meant) or _is_doubtful(surname, meant, stories):
            return None
        given = {one.nearest for one in meant}
        fitting = [one for one in every if one.nearest in given]
        if not any(one.is_person for one in fitting):
            return None
        return min(
            fitting,
            key=lambda one: (
                described and not (one.before or one.behind),
                one.sentence.story != sentence.story,
            ),
        )

    def is_called(self, surname: str, sentence: Sentence) -> bool:
        """Whether the story of `sentence` calls somebody by the surname alone, and it is one person's."""
        story = self.event.story_of(sentence)
        bare = re.compile(rf"(?<![\w-]){re.escape(surname)}(?![\w-]| [A-Z])")
        before = re.compile(rf"[A-Z][\w.'’-]* {re.escape(surname)}")
        alone = any(bare.search(before.sub("", one.text)) for one in story.sentences)
        return alone and self.of(surname, sentence) is not None

    def _by_story(self, surname: str) -> Mapping[str, tuple[FullForm, ...]]:
        if surname not in self._forms:
            found: dict[str, list[FullForm]] = {}
            for story in self.event.stories:
                # What stands in a quotation that began before is somebody's own way to call them.
                torn = torn_by_quotation(story.sentences)
                for sentence in story.sentences:
                    known = self._parsed.get(sentence.text)
                    if known is not None and (sentence.document, sentence.start) not in torn:
                        forms = full_forms(surname, sentence, known)
                        found.setdefault(story.id, []).extend(_undated(forms, sentence, story))
            self._forms[surname] = {id_: tuple(forms) for id_, forms in found.items()}
        return self._forms[surname]


def _undated(forms: Iterator[FullForm], sentence: Sentence, story: Story) -> Iterator[FullForm]:
    """The forms, without a description where the sentence tells of another year than the story's, or of any where that is not known: offices pass."""
    day = story.when.day
    old = any(day is None or int(year) != day.year for year in _YEAR.findall(sentence.text))
    for form in forms:
        yield form._replace(before="", behind="") if old else form


def _are_one(forms: Sequence[FullForm]) -> bool:
    """Whether the names of several forms are one name, in part with more given names."""
    longest = max((frozenset(one.name.split()) for one in forms), key=len, default=frozenset())
    return bool(forms) and (
        len({one.nearest for one in forms}) == 1
        or all(frozenset(one.name.split()) <= longest for one in forms)
    )


def _is_doubtful(surname: str, forms: Sequence[FullForm], stories: Sequence[Story]) -> bool:
    """Whether stories have another given name before a surname, or use it for a place as well."""
    given = {word for one in forms for word in one.name.split()}
    texts = [one.text for story in stories for one in story.sentences if surname in one.text]
    heads = [story.title.text for story in stories if story.title]
    return (
        any(_names_another(surname, given, text) for text in texts)
        or any(_names_another(surname, given, head, is_headline=True) for head in heads)
        or any(_are_two(surname, one) for one in forms)
        or _is_placed(surname, given, texts)
    )


def _names_another(
    surname: str, given: AbstractSet[str], text: str, *, is_headline: bool = False
) -> bool:
    """Whether a text has a word before a surname that is neither a title nor a known given name."""
    for match in re.finditer(rf"([A-Z][\w'’-]+) {re.escape(surname)}(?!\w)", text):
        word = match[1]
        # Any word has a capital where it opens a sentence, and in many a headline.
        opens = is_headline or not re.search(r"\w[ ,]+$", text[: match.start()])
        is_none = word.isupper() or word.lower() in _NO_NAMES
        known = word in given or is_title(word) or is_none
        if not known and (not opens or is_proper(word)):
            return True
    return False


def _are_two(surname: str, form: FullForm) -> bool:
    """Whether the surname stands alone before the full name: "Dunphy's wife, Nora Dunphy"."""
    text = form.sentence.text
    return is_introduced(surname, text[: max(0, text.find(form.name))])


def _is_placed(surname: str, given: AbstractSet[str], texts: Sequence[str]) -> bool:
    single = re.compile(rf"(\w+)?\W+{re.escape(surname)}(?!\w)")
    words = [word for text in texts for word in single.findall(f" {text}")]
    placed = sum(word.lower() in _PLACING for word in words)
    return placed > _PLACED * len([word for word in words if word not in given])


def introductions(
    text: str, known: Analysis, sentence: Sentence, said: Sequence[str], names: Names
) -> Iterator[PutIn]:
    """Yield the full forms for surnames that `text`, made of `sentence`, is the first of an item to name.

    `said` are the sentences that the item has before it.
    """
    parsed = ParsedSentence(known.text, known.tree)
    places = places_in(text, parsed)
    done: set[str] = set()
    for short in surnames_in(parsed):
        if not {short.first, short.place} <= set(places):
            continue
        start, end = places[short.place]
        surname = text[start:end]
        before = [*said, text[:start]]
        if surname in done or any(is_introduced(surname, one) for one in before):
            continue
        done.add(surname)
        title = text[places[short.first][0] : start]
        office = bool(title) and not is_courtesy(title)
        form = names.of(surname, sentence, described=not office)
        if form is not None and form.name not in text:
            if is_courtesy(title):
                start = places[short.first][0]
            rest = text[end:]
            full = (
                form.name if office else _fitted(form, parsed, short.place, rest, [*before, rest])
            )
            at_start = not text[:start].strip(" \"'“‘")
            full = form.name if at_start and full[0].isdigit() else full
            yield PutIn(start, end, _capital(full) if at_start else full, form.sentence)


def short_forms(
    text: str, known: Analysis, sentence: Sentence, said: Sequence[str], names: Names
) -> Iterator[PutIn]:
    """Yield the surnames for the full names in `text` of whom the item has introduced already.

    Only where a report calls them by surname as well: nobody calls the White House “House”.
    """
    parsed = ParsedSentence(known.text, known.tree)
    places = places_in(text, parsed)
    before = " ".join(said)
    for full in full_names_in(parsed):
        if not set(full) <= set(places):
            continue
        start, end = places[full[0]][0], places[full[-1]][1]
        surname = text[slice(*places[full[-1]])]
        others = re.findall(rf"([A-Z][\w'’.-]*) {re.escape(surname)}(?!\w)", before)
        is_one = set(others) == {parsed.text_of(full[-2], full[-2])}
        names_again = text[:start].rstrip().endswith(",")  # "the driver, Ann Hill, …"
        if (
            text[start:end] in before
            and not names_again
            and is_one
            and names.is_called(surname, sentence)
        ):
            yield PutIn(start, end, surname, sentence)


def is_introduced(surname: str, text: str) -> bool:
    """Whether `text` has the surname already as a name of its own: in full, behind a title, or bare."""
    return re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-]| [A-Z])", text) is not None


def _fitted(
    form: FullForm, parsed: ParsedSentence, place: int, rest: str, told: Sequence[str]
) -> str:
    """The full form as it fits where `place` stands; `rest` follows there, `told` is in the item already."""
    listed = parsed.tree[place].relation == "conj" or parsed.children(place, "cc", "conj")
    more = [at for at in parsed.children(place, "appos", "relcl", "acl", "prep") if at > place]
    said = " ".join(told)
    if listed or more:
        return form.name
    if form.before and not _is_known(form.before.removesuffix(form.name), said):
        return form.before
    possessive = rest[:1] in {"'", "’"} or rest.startswith(" (")
    if form.behind and not possessive and not _is_known(form.behind, said):
        closed = rest[:1] in set(",.;!?")
        return f"{form.name}, {form.behind}" + ("" if closed else ",")
    return form.name


def _is_known(description: str, said: str) -> bool:
    """Whether the item has every word of a description already."""
    mine = {token.stem for token in read(description).tokens if token.content}
    theirs = {token.stem for token in read(said).tokens if token.content}
    return mine <= theirs


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
