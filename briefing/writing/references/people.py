"""Who somebody is, where an item first names them: the full name and a description that a report has.

An opening often tells a name in full later than the sentences of it that are printed, and sentences of other
reports rest on what stood before them there.  So a bare surname gets the full form that the event's reports
have, as they have it (Nenkova and McKeown, References to Named Entities, HLT-NAACL 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.syntax import Analysis, ParsedSentence
from briefing.language.text import read
from briefing.records import Event, Sentence, Story
from briefing.writing.references.mentions import (
    FullForm,
    full_forms,
    is_courtesy,
    is_title,
    surnames_in,
)

_EN: Final = language("en")
_PLACING: Final = _EN.words("classes.prepositions_of_place")
_PLACED: Final = 0.15
"""Share of the uses of a surname behind "in", "at" or "near" up to which it is no place's name."""
_WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")


class PutIn(NamedTuple):
    """A full form for a short one: characters `start` to `end` of a sentence, and what stands there instead."""

    start: int
    end: int
    text: str
    sentence: Sentence
    """The sentence that it is cited from."""


class Names:
    """The full names of an event's people, looked for as they are asked for."""

    def __init__(self, event: Event, parsed: Mapping[str, Analysis]) -> None:
        self._event = event
        self._parsed = parsed
        self._forms: dict[str, Mapping[str, tuple[FullForm, ...]]] = {}

    def of(self, surname: str, sentence: Sentence) -> FullForm | None:
        """Return how to name in full whom `sentence` means by a surname; None where it may be two.

        The story of the sentence tells whom; where it has no full name, all reports together do.
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
        stories = [self._event.story_of(sentence)] if own else self._event.stories
        if not _are_one(meant) or _is_doubtful(surname, meant, stories):
            return None
        given = {one.nearest for one in meant}
        fitting = [one for one in every if one.nearest in given]
        if not any(one.is_person for one in fitting):
            return None
        return min(
            fitting,
            key=lambda one: (
                not (one.before or one.behind),
                one.sentence.story != sentence.story,
            ),
        )

    def _by_story(self, surname: str) -> Mapping[str, tuple[FullForm, ...]]:
        if surname not in self._forms:
            found: dict[str, list[FullForm]] = {}
            for story in self._event.stories:
                for sentence in story.sentences:
                    known = self._parsed.get(sentence.text)
                    if known is not None:
                        found.setdefault(story.id, []).extend(full_forms(surname, sentence, known))
            self._forms[surname] = {id_: tuple(forms) for id_, forms in found.items()}
        return self._forms[surname]


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
    before = re.compile(rf"(?<=\w[ ,])([A-Z][\w'’-]+) {re.escape(surname)}(?!\w)")
    if any(
        word not in given and not is_title(word) for text in texts for word in before.findall(text)
    ):
        return True
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
        form = names.of(surname, sentence)
        if form is not None:
            title = text[places[short.first][0] : start]
            if is_courtesy(title):
                start = places[short.first][0]
            office = bool(title) and not is_courtesy(title)
            rest = text[end:]
            full = (
                form.name if office else _fitted(form, parsed, short.place, rest, [*before, rest])
            )
            at_start = not text[:start].strip(" \"'“‘")
            yield PutIn(start, end, _capital(full) if at_start else full, form.sentence)


def places_in(text: str, parsed: ParsedSentence) -> Mapping[int, tuple[int, int]]:
    """Return where the words of a tree stand in `text`, which was made of its sentence, by their place."""
    words = [(one.start(), one.end()) for one in _WORD.finditer(text)]
    theirs = [(at, one.start, one.end) for at, one in enumerate(parsed.tree)]
    ours = [text[start:end] for start, end in words]
    tree = [parsed.text[start:end] for _, start, end in theirs]
    # The tree parts "Ann's"; so do we.
    found: dict[int, tuple[int, int]] = {}
    split = [part for one, span in zip(ours, words, strict=True) for part in _parts(one, span)]
    matcher = SequenceMatcher(None, [one for one, _ in split], tree, autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            found[second + step] = split[first + step][1]
    return found


_TAIL: Final = re.compile(r"['’]\w+$")


def _parts(word: str, span: tuple[int, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    tail = _TAIL.search(word)
    if tail is None or tail.start() == 0:
        yield word, span
    else:
        cut = span[0] + tail.start()
        yield word[: tail.start()], (span[0], cut)
        yield tail[0], (cut, span[1])


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
