"""The headline of an item: chosen from its sources, never generated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from briefing.language.base import language
from briefing.language.names import capitals_tell_names
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.language.words import STOP_WORDS, background, fold
from briefing.records import Event, Story
from briefing.writing.cuts import compress
from briefing.writing.gate import Reason, form, knows_grammar

_LEAD: Final = 6  # sentences in which a headline's words must come up
_LONGEST: Final = 110  # characters; longer ones are decks or first paragraphs


CAPITALS: Final = 0.7
"""Share of capitalised words from which a headline is set With Capitals Throughout."""
FEWEST: Final = 4
NAME: Final = 0.6
"""Share of capitals in news from which a word is a name that the stories do not have inside a sentence."""
SHORT: Final = 4
"""Letters of the longest word in capitals that may be an abbreviation."""
_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w'\u2019-]*")

_PRONOUNS: Final = language("en").words("classes.pronouns", "classes.pronouns_of_first_person")


@cache
def _clickbait(code: str) -> re.Pattern[str]:
    opening = language(code).pattern("form.headlines.clickbait")
    return re.compile(rf"\?$|^{opening}\b|\.\.\.$|…$", re.IGNORECASE)


def choose_headline(event: Event, told: str = "") -> str:
    """Return the source headline nearest to the event's centre, without clickbait marks.

    The centre are the words of all headlines and first sentences.  A line that says nothing of what
    its story says, or speaks to the reader, is no headline; that of the story that is `told` goes first, as the item says
    what it says.  An event without any gets the first
    sentence that can stand alone, compressed by rule.
    """
    stories = [(story, story.language_or(event.language)) for story in event.stories]
    centre = Counter(word for story, code in stories for word in _words(_opening(story), code))
    titles = [
        (story.title.text, code, story.id == told)
        for story, code in stories
        if story.title and _speaks_of(story, code)
    ]
    if not titles:
        return _first_sentence(*stories[0])
    chosen, code, _ = min(
        titles,
        key=lambda one: (_unfit(*one[:2]), not one[2], -_nearness(one[0], one[1], centre), one),
    )
    return in_sentence_case(" ".join(chosen.split()), event.stories, code)


def in_sentence_case(title: str, stories: Sequence[Story], code: str = "en") -> str:
    """Return a headline that is set in capitals, or With Capitals Throughout, as a sentence is written.

    A word keeps its capital where the stories write it so inside a sentence, or have it nowhere and it is a name elsewhere.
    """
    words = _WORD.findall(title)
    capital = [word for word in words if word[0].isupper()]
    if (
        not capitals_tell_names(code)
        or len(capital) < CAPITALS * len(words)
        or (len(words) < FEWEST and not title.isupper())
    ):
        return title
    written = _inner_words(stories)
    shouts = title.isupper()
    first = title.find(words[0])
    recased = _WORD.sub(lambda match: _recased(match.group(), written, shouts=shouts), title)
    return recased[:first] + recased[first : first + 1].upper() + recased[first + 1 :]


def _inner_words(stories: Sequence[Story]) -> Mapping[str, Counter[str]]:
    """How often each word, by its lower form, is written in which way inside the stories' sentences."""
    forms: dict[str, Counter[str]] = {}
    for story in stories:
        for sentence in story.sentences:
            for word in _WORD.findall(sentence.text)[1:]:
                forms.setdefault(word.lower(), Counter())[word] += 1
    return forms


def _recased(word: str, written: Mapping[str, Counter[str]], *, shouts: bool) -> str:
    """Return a word as it stands inside a sentence; what may be an abbreviation (US, WHO, IT) stays one."""
    lower, forms = word.lower(), written.get(word.lower(), Counter[str]())
    if "." in word or (word.isupper() and len(word) > 1 and (not shouts or forms[word])):
        return word
    if lower in _PRONOUNS and shouts and not forms:
        return word
    if fold(word) in STOP_WORDS:
        return lower
    if forms:
        return max(forms, key=lambda one: (forms[one], one))
    share = background().capitals(stem(fold(word)))
    if share is not None and share < NAME:
        return lower
    return word[0] + word[1:].lower() if word.isupper() and len(word) > SHORT else word


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
    first = next((text for text in texts[:_LEAD] if not form(text, code)), texts[0])
    return compress(first) if knows_grammar(code) else first


def _words(text: str, code: str) -> set[str]:
    return {
        token.stem
        for token in read(text, code).tokens
        if token.kind != "punct" and len(token.stem) > 3
    }


def _unfit(title: str, code: str) -> bool:
    return len(title) > _LONGEST or bool(_clickbait(code).search(title))


def _nearness(title: str, code: str, centre: Counter[str]) -> float:
    """Mean weight of the title's words; the square root keeps short titles from winning by one."""
    words = _words(title, code)
    return sum(centre[word] for word in words) / len(words) ** 0.5 if words else 0.0
