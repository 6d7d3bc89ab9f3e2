"""Sentences of a paragraph, as spans.

The splitting itself is nupunkt's (F1 .996 on news, English); this module adds what news needs:
abbreviations it does not know, closing quotes that fall behind the full stop, an ellipsis that does
not end anything, and a bound on the memory that one endless paragraph may take.  Abbreviations and
opening words are data of the language (``sentences.toml``); a language without any is split as English,
and at the final marks of its script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import Final, Protocol, cast

from briefing.language.base import Language, language

CHUNK: Final = 100_000
"""Characters given to the splitter at once; no news sentence is a hundredth as long."""
LONGEST: Final = 4_000
"""Characters of the longest sentence that anything is written of: of 386,000 of news three are longer, all lists that were glued."""
LONGEST_WORD: Final = 1_000
"""Characters without white space from which no sentence ends inside: an address, packed data, a row of marks."""
_ENDLESS: Final = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD},}}")
ONLY_CLOSING: Final = re.compile(r"""[\s"'\u2019\u201d\u00bb)\]}.,;:]+\Z""")
NEXT_WORD: Final = re.compile(r"""[\s"'\u2018\u201c\u201e\u00ab(\[]*(\w)""")
LAST_WORD: Final = re.compile(r"""[^\W_]+(?=[)%'\u2019\u201d]*\Z)""")
CLOSING: Final = ")]},;"
"""No sentence opens with one: "Rep. Ann Orr (D-La." "), who came late"."""
INITIALS: Final = re.compile(r"\b(?:[A-Z]\.){2,}\Z")
LONGEST_DATELINE: Final = 40
"""Characters: "AUGUSTA, Me." before its dash."""
ENDINGS: Final = ".!?\u2026\u3002\uff01\uff1f"
_OTHER_MARKS: Final = "\u3002\uff01\uff1f\uff61\u061f\u06d4\u0964\u0965\u104b\u1362"
OTHER_ENDS: Final = re.compile(
    rf"""[{_OTHER_MARKS};](?:(?<=[{_OTHER_MARKS}])[{_OTHER_MARKS}]*["'\u2019\u201d\u00bb\u300d\u300f\uff09)]*|(?<=[\u0370-\u03ff];)(?=\s))"""
)
"""Final marks of other scripts: Chinese and Japanese, Arabic and Urdu, Hindi, Burmese, Amharic, and the Greek
question mark.  They end a sentence and nothing else, with or without a space behind."""
NO_SPACE: Final = re.compile(
    r"""(?:(?P<word>\b[^\W\d_]*[a-z]{2})\.|\b[A-Z]{2,5}\.(?!["'\u2018\u201c]?(?!A )[A-Z] )|(?<=[\d)%"\u2019\u201d])\.|(?<=[a-z]{3})[!?])["'\u2019\u201d]?"""
    r"""(?=["'\u2018\u201c]?(?!(?:Com|Org|Net)\b)[A-Z](?:[a-z]{2,}[ ,'\u2019-]|[a-z]? ))"""
)
"""An end without a space behind it ("the ship.At least three"): paragraphs that a scraper glued.

A single letter behind capitals is the exchange of a share ("TARN.L"), but for an article."""
MAY_BE_GLUED: Final = re.compile(r"""[.!?]["'\u2019\u201d]?["'\u2018\u201c]?[A-Z]""")
"""A mark with a capital right behind it, as everything that NO_SPACE matches has: 20 times cheaper than NO_SPACE."""
WORD: Final = re.compile(r"[^\W\d_]+")
LAST_TOKEN: Final = re.compile(r"([^\W\d_][\w.-]*)\.\Z")
ORDINAL: Final = re.compile(r"(?<![\w.,:])\d{1,2}\.\Z")
"""A number of a day, a century or a club; longer ones are years and counts."""


class _Splitter(Protocol):
    def span_tokenize(self, text: str) -> list[tuple[int, int]]: ...


class _Rules:
    """How one language ends its sentences."""

    def __init__(self, own: Language) -> None:
        self._own: Final = own
        abbreviations = own.words("sentences.abbreviations", "sentences.word_abbreviations")
        self.before_names: Final = abbreviations | own.words("sentences.before_names")
        """Abbreviations behind which a capital is no new sentence, also without a space."""
        self.exclaimed_name: Final = re.compile(rf"\b{own.either('sentences.exclaimed_names')}!\Z")
        self.no_stop: Final = re.compile(
            # The cheap tests first: most words are small.
            r" (?=[^a-z])(?<=[^\W_] |[)%'\u2019\u201d] )"
            rf"(?=(?:{own.either('sentences.opening_with_comma')},|{own.either('sentences.opening')}"
            rf"|(?P<weak>{own.either('sentences.opening_weak')})) [a-z])"
        )
        """An opening word behind no mark at all ("left for Tarn The driver was").

        In a title the next word has a capital ("Into The Woods").  Of 90 read, of English news
        pages, 88 were seams; "a Class A misdemeanor" and its like are left alone (:meth:`is_seam`).
        """
        self._no_caption_ends: Final = own.words("sentences.no_caption_ends")
        self._behind_numbers: Final = own.words("sentences.behind_numbers")
        self._titles: Final = own.words("sentences.titles")
        self._titles_of_several: Final = own.words("sentences.titles_of_several")
        self._small: Final = own.words("words.stop", "classes.articles", "classes.prepositions")
        figures = own.phrases("sentences.before_figures")
        self._before_figures: Final = frozenset(figures)
        self._ends_before_figures: Final = tuple(one[1:] for one in figures if one[0] == "-")
        initials_end = re.compile(
            r"\. (?<=[A-Z]\.[A-Z]\. |\b[ap]\.m\. )"
            rf"(?=(?:{own.either('sentences.opening')}|{own.either('sentences.opening_with_comma')},) [a-z])"
        )
        quotes = own.phrases("sentences.closed_quotes")
        self.other_ends: Final = (*map(re.compile, quotes), initials_end, OTHER_ENDS)
        """Ends with the language's own closing mark behind them, and the white space before the next; initials that
        end a sentence as well ("in Washington, D.C. His wife"): no name goes on like that; marks of other scripts."""

    @cached_property
    def splitter(self) -> _Splitter:
        """The English model of nupunkt (16 ms to load) with the abbreviations of this language.

        Its 5,865 abbreviations were learned from scanned papers and hold ordinary words ("hand", "york",
        "century"): behind them no sentence would end.  Those of letters alone go but for those known.
        """
        from nupunkt.models import load_default_model

        model = load_default_model()
        known = self._own.words("sentences.word_abbreviations")
        none = self._own.words("sentences.no_abbreviations")
        for abbreviation in list(model.abbreviations):
            is_word = abbreviation.isalpha() and len(abbreviation) > 2
            if abbreviation in none or (is_word and abbreviation not in known):
                model.remove_abbreviation(abbreviation)
        for abbreviation in self._own.phrases("sentences.abbreviations"):
            model.add_abbreviation(abbreviation)
        return cast("_Splitter", model)

    def may_be_glued(self, text: str, start: int, end: int) -> bool:
        """Whether there is any sign in a paragraph of an end that the splitter does not see; in most there is none."""
        signs = (MAY_BE_GLUED, self.no_stop, *self.other_ends)
        return any(one.search(text, start, end) for one in signs)

    def is_seam(self, text: str, seam: re.Match[str]) -> bool:
        """Whether a caption ends before an opening word: some of these are parts of names as well."""
        before = LAST_WORD.search(text, max(0, seam.start() - 40), seam.start())
        if before is None or before[0].lower() in self._no_caption_ends:
            return False
        return not (seam["weak"] and before[0][0].isupper())

    def is_ordinal(self, head: str, tail: str) -> bool:
        """Whether a number with a stop is an ordinal that `tail` goes on behind ("16." "Juni 2025")."""
        if not self._behind_numbers or ORDINAL.search(head) is None:
            return False
        word = WORD.match(tail)
        return word is not None and word[0] not in self._behind_numbers

    def goes_on(self, head: str, tail: str) -> bool:
        """Whether `head` ends with what stands before a name or a figure: "la Dra." "Quist", "Abs." "2"."""
        token = LAST_TOKEN.search(head.rpartition(" ")[2])
        if token is None:
            return False
        word = token[1].casefold()
        if "." in word and INITIALS.search(head):
            return self._is_of_name(tail)
        if tail[0].isdigit():
            return word in self._before_figures or word.endswith(self._ends_before_figures)
        titled = word in self._titles or token[1] in self._titles_of_several
        return titled and self._is_of_name(tail)

    def _is_of_name(self, tail: str) -> bool:
        """Whether what follows initials or a title goes on with a name: "the U.N." "General Assembly", and not "in Tarn, N.J." "As the".

        Of 49 ends behind initials in 41,568 sentences of news, 19 were inside a name, and a small word opened each true sentence.
        """
        word = WORD.match(tail)
        return word is not None and word[0][0].isupper() and word[0].casefold() not in self._small


@cache
def _rules(code: str) -> _Rules:
    own = language(code)
    return _Rules(own) if own.has("sentences") or code == "en" else _rules("en")


def split_sentences(text: str, start: int, end: int, code: str = "en") -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence of ``text[start:end]``, in order.

    `code` is the language of the text (ISO 639-1, perhaps with a region), which decides what is an
    abbreviation.  The spans are offsets into `text`, stripped, not overlapping, and leave out nothing
    but white space.  A sentence that is cut off at the end of the paragraph comes out as it stands.
    """
    rules = _rules(code[:2].lower())
    spans: list[tuple[int, int]] = []
    position = start
    while position < end:
        stop = min(end, position + CHUNK)
        found = _merge(text, _spans_of_chunk(text, (position, stop), rules), rules)
        if stop < end and len(found) > 1:
            stop = found.pop()[0]  # may go on behind the chunk
        spans.extend(found)
        position = stop
    return spans


def _spans_of_chunk(text: str, chunk: tuple[int, int], rules: _Rules) -> list[tuple[int, int]]:
    found = []
    start, end = chunk
    may_be_glued = rules.may_be_glued(text, start, end)
    piece = text[start:end]
    if len(piece) >= LONGEST_WORD:  # most paragraphs have no room for an endless word
        piece = _ENDLESS.sub(_muted, piece)
    for low, high in rules.splitter.span_tokenize(piece):
        span = (start + low, start + high)
        for left, right in _unglued(text, span, rules) if may_be_glued else (span,):
            body = text[left:right].strip()
            if body:
                first = text.index(body[0], left)
                found.append((first, first + len(body)))
    return found


def _muted(word: re.Match[str]) -> str:
    """An endless word without the marks inside it: the splitter looks at the whole word for each of them."""
    letters, last = word[0][:1], word[0][-LONGEST_WORD // 10 :]
    return letters + "x" * (len(word[0]) - len(last) - 1) + last


def _unglued(text: str, span: tuple[int, int], rules: _Rules) -> list[tuple[int, int]]:
    """The parts of a span that ends without a space behind them cut it into; mostly one."""
    start, end = span
    cuts = {
        seam.end() for seam in rules.no_stop.finditer(text, start, end) if rules.is_seam(text, seam)
    }
    cuts.update(_glued(text, span, rules))
    for ends in rules.other_ends:
        cuts.update(found.end() for found in ends.finditer(text, start, end))
    return list(pairwise([start, *sorted(cuts), end]))


def _glued(text: str, span: tuple[int, int], rules: _Rules) -> Iterator[int]:
    """Where sentences end that have no space behind them."""
    start, end = span
    if not MAY_BE_GLUED.search(text, start, end):  # another sentence of the paragraph has the sign
        return
    for glued in NO_SPACE.finditer(text, start, end):
        if (glued["word"] or "").lower() not in rules.before_names:
            # A straight mark closes what is open, and opens where nothing is.
            opens = glued[0][-1] == '"' and text.count('"', start, glued.start()) % 2 == 0
            yield glued.end() - opens


def _merge(text: str, spans: list[tuple[int, int]], rules: _Rules) -> list[tuple[int, int]]:
    """Join what the splitter parted inside a sentence."""
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and _belongs_together(text, merged[-1], span, rules):
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged


def _belongs_together(
    text: str, first: tuple[int, int], second: tuple[int, int], rules: _Rules
) -> bool:
    head, tail = text[max(first[0], first[1] - 40) : first[1]], text[second[0] : second[0] + 40]
    if ONLY_CLOSING.match(tail) and second[1] - second[0] < 40:
        return True
    if tail[0] in CLOSING or (head[-1] == "!" and rules.exclaimed_name.search(head)):
        return True
    if rules.is_ordinal(head, tail):
        return True
    if rules.goes_on(head, tail):
        return True
    # Behind a dateline, and behind an abbreviation in brackets: "Ann Orr (D-La.) — who came late — is".
    short = first[1] - first[0] <= LONGEST_DATELINE
    if tail[0] in "-–—" and (short or head.endswith(".)")):
        return True
    following = NEXT_WORD.match(tail)
    return following is not None and following.group(1).islower() and head[-1] in ENDINGS
