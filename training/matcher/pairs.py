"""Makes pairs of a passage and a claim that it supports or not, to teach the matching network.

A sentence of a real text is the claim, with parts left out and words exchanged that leave it true.
An edit makes it false: another name or number, the contrary word, a negation more or less, another
modality, a dropped hedge, words of elsewhere, subject and object turned, phrases of a neighbouring
sentence.  The words that the edit touched are marked.  Where the same edit is made in the passage,
the edited claim is true and the plain one false, so that a claim alone never tells what it is.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from briefing.language.tokens import stem
from training.matcher.tables import CONTRARY, HEDGED, MODALS, SAME

CONTENT: Final = ("NN", "NNS", "VBD", "VBZ", "VB", "VBG", "VBN", "JJ")
DENIALS: Final = frozenset({"not", "n't", "never", "no"})
BOUND: Final = (
    HEDGED
    | DENIALS
    | {"only", "hardly", "rarely", "even", "barely", "once", "too", "so", "as", "less"}
)
"""Adverbs that a claim cannot drop."""
RELATIVE: Final = HEDGED | {
    "former",
    "fake",
    "false",
    "possible",
    "potential",
    "own",
    "other",
    "new",
    "first",
    "last",
    "next",
    "same",
}
"""Adjectives that a claim cannot drop."""
ROOM: Final = 650
"""Characters of a passage; its own sentence may be longer."""


class Word(NamedTuple):
    """A token with its place in the tree: `left` to `right` (exclusive) is all that hangs on it."""

    text: str
    pos: str
    tag: str
    dep: str
    head: int
    left: int
    right: int
    entity: tuple[str, int, int] | None


Sentence = tuple[Word, ...]


class Edit(NamedTuple):
    """Words `start` to `end` (exclusive) give way to others."""

    start: int
    end: int
    words: tuple[str, ...]


class Text(NamedTuple):
    """The sentences of an article, and those of a summary that somebody wrote of it."""

    sentences: Sequence[Sentence]
    summary: Sequence[Sentence]


class Made(NamedTuple):
    """A made pair."""

    passage: str
    words: list[str]
    wrong: list[bool]
    """For each word whether an edit put it there."""
    supported: bool


def analyse(pipeline: Any, sentences: Sequence[str]) -> list[Sentence]:
    """Parse sentences with a spaCy pipeline that has a recogniser of names."""
    return [_sentence(parsed) for parsed in pipeline.pipe(sentences, batch_size=128)]


def _sentence(parsed: Any) -> Sentence:
    entities = {
        at: (one.label_, one.start, one.end)
        for one in parsed.ents
        for at in range(one.start, one.end)
    }
    return tuple(
        Word(
            one.text,
            one.pos_,
            one.tag_,
            one.dep_,
            one.head.i,
            one.left_edge.i,
            one.right_edge.i + 1,
            entities.get(one.i),
        )
        for one in parsed
    )


def _show(words: Sequence[str]) -> str:
    text = re.sub(r" ([.,;:!?%)’]|['’]s\b|n['’]t\b|['’](?:re|ve|ll|d|m)\b)", r"\1", " ".join(words))
    return re.sub(r"([($£€]) ", r"\1", text)


def _plain(sentence: Sentence) -> str:
    return _show([word.text for word in sentence])


def _words(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    return tuple(word.text for word in sentence[start:end])


class _Stock:
    """Names by kind and words by tag, of one text and of all."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.names: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.words: defaultdict[str, list[str]] = defaultdict(list)
        for sentence in sentences:
            for kind, start, end in sorted({word.entity for word in sentence if word.entity}):
                self.names[kind].append(_words(sentence, start, end))
            for word in sentence:
                if word.tag in CONTENT and len(word.text) > 2:
                    self.words[word.tag].append(word.text)


class _Maker:
    """All random choices for one text."""

    def __init__(self, chance: random.Random, own: _Stock, others: _Stock) -> None:
        self.chance = chance
        self.own = own
        self.others = others
        self.edits: dict[Callable[[Sentence, Sequence[Sentence]], list[Edit]], int] = {
            self.name: 5,
            self.number: 3,
            self.contrary: 4,
            self.denial: 3,
            self.modality: 2,
            self.hedge: 1,
            self.word: 5,
            self.roles: 4,
            self.names: 2,
            self.neighbour: 5,
            self.predicate: 2,
        }

    def edit(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """A random edit; none where the one chosen has no place in the sentence."""
        (kind,) = self.chance.choices(list(self.edits), list(self.edits.values()))
        return kind(sentence, near)

    # -- other names, numbers and words ---------------------------------------------------------

    def name(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """Another name of the same kind, mostly of the same text."""
        found = sorted({word.entity for word in sentence if word.entity})
        if not found:
            return []
        kind, start, end = self.chance.choice(found)
        pool = self.own.names[kind] if self.chance.random() < 0.7 else self.others.names[kind]
        known = _plain(sentence).lower()
        fresh = [name for name in pool if " ".join(name).lower() not in known]
        return [Edit(start, end, self.chance.choice(fresh))] if fresh else []

    def number(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """Another number."""
        places = [at for at, word in enumerate(sentence) if re.search(r"\d", word.text)]
        if not places:
            return []
        at = self.chance.choice(places)
        text = re.sub(r"\d+", self._other_number, sentence[at].text, count=1)
        return [Edit(at, at + 1, (text,))]

    def _other_number(self, match: re.Match[str]) -> str:
        number = int(match.group()[:9])
        if 1900 <= number < 2100:
            return str(number + self.chance.choice([-10, -3, -2, -1, 1, 2, 3, 10]))
        if number < 30:
            return str(max(0, number + self.chance.choice([-2, -1, 1, 2, 3, 10])) or number + 1)
        return str(int(number * self.chance.choice([0.5, 0.7, 1.2, 1.5, 2])))

    def contrary(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """The contrary of a word."""
        places = [
            at
            for at, word in enumerate(sentence)
            if word.text in CONTRARY or word.text.lower() in CONTRARY
        ]
        if not places:
            return []
        at = self.chance.choice(places)
        text = sentence[at].text
        other = self.chance.choice(CONTRARY.get(text) or CONTRARY[text.lower()])
        other = other[0].upper() + other[1:] if text[0].isupper() else other
        return [Edit(at, at + 1, tuple(other.split()))]

    def word(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """One to three words of elsewhere, each in the place of one of its kind."""
        places = [
            at
            for at, word in enumerate(sentence)
            if word.tag in CONTENT and not word.entity and len(word.text) > 2
        ]
        edits = []
        many = min(len(places), self.chance.choice([1, 1, 1, 2, 3]))
        for at in self.chance.sample(places, many):
            stock = self.own if self.chance.random() < 0.7 else self.others
            pool = stock.words[sentence[at].tag]
            other = self.chance.choice(pool) if pool else ""
            if other and stem(other) not in {stem(word.text) for word in sentence}:
                edits.append(Edit(at, at + 1, (other,)))
        return edits

    # -- polarity, modality, hedges -------------------------------------------------------------

    def denial(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """A negation less, or one more."""
        denied = [at for at, word in enumerate(sentence) if word.text.lower() in DENIALS - {"no"}]
        if denied:
            at = self.chance.choice(denied)
            head = sentence[at].head
            return [Edit(at, at + 1, ()), Edit(head, head + 1, (sentence[head].text,))]
        helped = [
            at
            for at, word in enumerate(sentence)
            if word.tag in {"MD", "VBD", "VBZ", "VBP"} and word.pos == "AUX"
        ]
        if helped:
            at = self.chance.choice(helped) + 1
            return [Edit(at, at, ("not",))]
        return self._past(sentence, (("never",), ("did", "not")))

    def _past(self, sentence: Sentence, before: Sequence[tuple[str, ...]]) -> list[Edit]:
        """Words put before the stem of a verb in the past tense."""
        places = [
            at
            for at, word in enumerate(sentence)
            if word.tag == "VBD" and word.pos == "VERB" and word.text.endswith("ed")
        ]
        if not places:
            return []
        at = self.chance.choice(places)
        return [Edit(at, at + 1, (*self.chance.choice(before), stem(sentence[at].text)))]

    def modality(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """What may be is certain, what was is to come."""
        places = [at for at, word in enumerate(sentence) if word.text.lower() in MODALS]
        places = [at for at in places if sentence[at].tag == "MD"]
        if places:
            at = self.chance.choice(places)
            other = self.chance.choice(MODALS[sentence[at].text.lower()])
            return [Edit(at, at + 1, (other,))]
        return self._past(sentence, (("will",), ("may",), ("might",), ("could",)))

    def hedge(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """A hedge less."""
        for at, word in enumerate(sentence):
            if word.text.lower() in HEDGED and word.dep in {"advmod", "amod"}:
                head = (word.head, word.head + 1)
                return [Edit(at, at + 1, ()), Edit(*head, (sentence[word.head].text,))]
        return []

    # -- who did what to whom -------------------------------------------------------------------

    def roles(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """Subject and object of a verb, or what stands after its preposition, turned."""
        for verb, word in enumerate(sentence):
            if word.pos != "VERB":
                continue
            parts = [at for at, one in enumerate(sentence) if one.head == verb]
            behind = [
                at
                for at, one in enumerate(sentence)
                if one.dep == "pobj" and sentence[one.head].head == verb
            ]
            subjects = _nouns(sentence, parts, {"nsubj", "nsubjpass"})
            objects = _nouns(sentence, [*parts, *behind], {"dobj", "attr", "pobj"})
            if subjects and objects:
                return _turn(sentence, subjects[0], self.chance.choice(objects))
        return self.names(sentence, near)

    def names(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """Two names of one kind turned."""
        kinds: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for kind, start, end in sorted({word.entity for word in sentence if word.entity}):
            kinds[kind].append((start, end))
        pairs = [places for places in kinds.values() if len(places) > 1]
        if not pairs:
            return []
        first, second = sorted(self.chance.sample(self.chance.choice(pairs), 2))
        return _turn(sentence, first, second)

    # -- a neighbouring sentence ----------------------------------------------------------------

    def neighbour(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """A phrase of a neighbouring sentence in the place of one of the same role, or added."""
        if not near:
            return []
        other = self.chance.choice(near)
        here, there = _noun_phrases(sentence), _noun_phrases(other)
        role = self.chance.choice(["nsubj", "dobj", "pobj", "prep"])
        if role != "prep" and here[role] and there[role]:
            start, end = self.chance.choice(here[role])
            words = _words(other, *self.chance.choice(there[role]))
            return [Edit(start, end, words)] if _is_new(words, sentence) else []
        if not there["prep"]:
            return []
        words = _words(other, *self.chance.choice(there["prep"]))
        end = len(sentence) - (not sentence[-1].text[-1].isalnum())
        place = self.chance.choice([*here["prep"], (end, end)])
        return [Edit(*place, words)] if _is_new(words, sentence) else []

    def predicate(self, sentence: Sentence, near: Sequence[Sentence]) -> list[Edit]:
        """The subject of the sentence with what a neighbouring one says of another."""
        if not near:
            return []
        other = self.chance.choice(near)
        here, there = (
            next((at for at, word in enumerate(one) if word.dep == "ROOT"), 0)
            for one in (sentence, other)
        )
        if here < 1 or there < 1 or here > 15 or len(other) - there > 22:
            return []
        return [Edit(here, len(sentence), _words(other, there, len(other)))]

    # -- what leaves a claim true ---------------------------------------------------------------

    def dropped(self, sentence: Sentence) -> set[int]:
        """Words that can go: clauses, phrases, adverbs and adjectives that bind nothing."""
        parts = [(word.left, word.right) for word in sentence if _is_free(sentence, word)]
        self.chance.shuffle(parts)
        gone: set[int] = set()
        for start, end in parts[: self.chance.choice([1, 1, 2, 3])]:
            opened = start > 0 and sentence[start - 1].text == ","
            closed = end < len(sentence) and sentence[end].text == ","
            ends = end >= len(sentence) or sentence[end].text in {",", "."}
            gone |= set(range(start - (opened and ends), end + (closed and (opened or not start))))
        return gone

    def claim(self, sentence: Sentence, edits: Sequence[Edit]) -> tuple[list[str], list[bool]]:
        """The words of a claim, and which of them an edit put there."""
        gone = self.dropped(sentence) if self.chance.random() < 0.6 else set()
        if gone & {at for one in edits for at in range(one.start - 1, one.end + 1)}:
            gone = set()
        rate = 0.6 if self.chance.random() < 0.6 else 0.0
        return self._compose(sentence, edits, gone, rate)

    def _compose(
        self, sentence: Sentence, edits: Sequence[Edit], gone: set[int], rate: float
    ) -> tuple[list[str], list[bool]]:
        words: list[tuple[str, bool]] = []
        starts = {one.start: one for one in edits}
        inside = {at for one in edits for at in range(one.start, one.end)}
        for at in range(len(sentence) + 1):
            if at in starts:
                words += [(word, True) for word in starts[at].words]
            if at < len(sentence) and at not in gone | inside:
                words += [(word, False) for word in self._same(sentence[at].text, rate)]
        return [word for word, _ in words], [wrong for _, wrong in words]

    def _same(self, word: str, rate: float) -> list[str]:
        others = SAME.get(word) or SAME.get(word.lower())
        if not others or self.chance.random() >= rate:
            return [word]
        return str(self.chance.choice(others)).split()

    def edited(self, sentence: Sentence, edits: Sequence[Edit]) -> str:
        """The sentence with the edits, as it stands in a passage."""
        return _show(self._compose(sentence, edits, set(), 0)[0])


def _nouns(sentence: Sentence, places: Sequence[int], roles: set[str]) -> list[tuple[int, int]]:
    words = [sentence[at] for at in places]
    return [
        (word.left, word.right)
        for word in words
        if word.dep in roles and word.pos in {"NOUN", "PROPN"} and word.right - word.left < 10
    ]


def _noun_phrases(sentence: Sentence) -> dict[str, list[tuple[int, int]]]:
    everywhere = range(len(sentence))
    phrases = {role: _nouns(sentence, everywhere, {role}) for role in ("nsubj", "dobj", "pobj")}
    phrases["prep"] = [
        (word.left, word.right)
        for word in sentence
        if word.dep == "prep"
        and sentence[word.head].pos == "VERB"
        and 1 < word.right - word.left < 9
        and word.left > 0
    ]
    return phrases


def _is_new(words: Sequence[str], sentence: Sentence) -> bool:
    return " ".join(words).lower() not in " ".join(word.text for word in sentence).lower()


def _turn(sentence: Sentence, first: tuple[int, int], second: tuple[int, int]) -> list[Edit]:
    if first[1] > second[0] and second[1] > first[0]:
        return []
    return [Edit(*first, _words(sentence, *second)), Edit(*second, _words(sentence, *first))]


def _is_free(sentence: Sentence, word: Word) -> bool:
    """Whether a claim stays true without the word and all that hangs on it."""
    low, long = word.text.lower(), word.right - word.left
    held = {one.text.lower() for one in sentence[word.left : word.right]}
    if held & (DENIALS | {"if", "unless", "when", "without"}):
        return False
    free = {
        "relcl": long < 23,
        "appos": long < 23,
        "advcl": long < 23,
        "prep": sentence[word.head].pos == "VERB" and low not in {"of", "to"} and long < 11,
        "npadvmod": long < 5,
        "advmod": word.tag == "RB" and low not in BOUND and long == 1,
        "amod": word.tag == "JJ" and low not in RELATIVE and long == 1 and not word.entity,
    }
    return free.get(word.dep, False)


# -- pairs --------------------------------------------------------------------------------------


def make_pairs(texts: Sequence[Text], seed: int = 0) -> list[Made]:
    """Two rounds of pairs for each sentence of each text, and pairs of the summaries, shuffled."""
    chance = random.Random(seed)
    everything = _Stock([sentence for text in texts for sentence in text.sentences[:5]])
    made: list[Made] = []
    for text in texts:
        maker = _Maker(chance, _Stock(text.sentences), everything)
        stems = [_stems(sentence) for sentence in text.sentences]
        for at in range(len(text.sentences)):
            made += [one for _ in range(2) for one in _pairs(maker, text, stems, at)]
        for sentence in text.summary:
            made += _summary_pairs(maker, text, stems, sentence)
    chance.shuffle(made)
    return made


def _stems(sentence: Sentence) -> set[str]:
    return {stem(word.text) for word in sentence if len(word.text) > 3}


def _like(wanted: set[str], stems: Sequence[set[str]]) -> list[int]:
    return sorted(range(len(stems)), key=lambda at: -len(wanted & stems[at]) / (1 + len(stems[at])))


def _passage(maker: _Maker, text: Text, stems: Sequence[set[str]], at: int) -> list[int]:
    """A sentence with up to three beside it, or that share most with it."""
    chance, many = maker.chance, maker.chance.choice([0, 1, 1, 2, 2, 3])
    start = max(0, at - chance.randint(0, many))
    beside = range(start, min(len(stems), start + many + 1))
    others = beside if chance.random() < 0.5 else _like(stems[at], stems)[: many + 1]
    kept, room = [at], ROOM - len(_plain(text.sentences[at]))
    for other in others:
        room -= len(_plain(text.sentences[other]))
        if other != at and room >= 0:
            kept.append(other)
    return sorted(kept)


def _pairs(maker: _Maker, text: Text, stems: Sequence[set[str]], at: int) -> Iterator[Made]:
    sentence, places = text.sentences[at], _passage(maker, text, stems, at)
    near = [text.sentences[one] for one in places if one != at]
    edits = maker.edit(sentence, near) if len(sentence) > 5 else []
    if not edits:
        return
    parts = {one: _plain(text.sentences[one]) for one in places}
    passage = " ".join(parts.values())
    plain, edited = maker.claim(sentence, ()), maker.claim(sentence, edits)
    yield Made(passage, *plain, supported=True)
    yield Made(passage, *edited, supported=False)
    if maker.chance.random() < 0.35:
        changed = " ".join({**parts, at: maker.edited(sentence, edits)}.values())
        yield Made(changed, edited[0], [False] * len(edited[0]), supported=True)
        if all(one.words and one.start < one.end for one in edits):
            back = [one._replace(words=_words(sentence, one.start, one.end)) for one in edits]
            yield Made(changed, *maker.claim(sentence, back), supported=False)
    elsewhere = [one for one in range(len(stems)) if one not in places]
    if elsewhere and maker.chance.random() < 0.06:
        words, _ = maker.claim(text.sentences[maker.chance.choice(elsewhere)], ())
        yield Made(passage, words, [True] * len(words), supported=False)


def _summary_pairs(
    maker: _Maker, text: Text, stems: Sequence[set[str]], sentence: Sentence
) -> Iterator[Made]:
    """A summary's sentence, where three of the text's hold most of its words, and an edit of it."""
    wanted = _stems(sentence)
    best = sorted(_like(wanted, stems)[:3])
    found = wanted & set().union(*(stems[at] for at in best))
    passage = " ".join(_plain(text.sentences[at]) for at in best)[:700]
    if len(wanted) < 4 or len(found) < 0.6 * len(wanted) or _plain(sentence) in passage:
        return
    yield Made(passage, *maker.claim(sentence, ()), supported=True)
    edits = maker.edit(sentence, ())
    if edits:
        yield Made(passage, *maker.claim(sentence, edits), supported=False)
