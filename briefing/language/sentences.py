"""Sentences of a paragraph, as spans.

The splitting itself is nupunkt's (F1 .996 on news, English); this module adds what news needs:
abbreviations it does not know, closing quotes that fall behind the full stop, an ellipsis that does
not end anything, and a bound on the memory that one endless paragraph may take.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final, Protocol, cast

CHUNK: Final = 100_000
"""Characters given to the splitter at once; no news sentence is a hundredth as long."""

NEWS_ABBREVIATIONS: Final = (
    *("bn", "mn", "mln", "tn", "trn", "approx", "m.p.h", "k.m.h", "p.p", "c.e.o", "v", "vs"),
    *("lt", "col", "maj", "gen", "brig", "cmdr", "capt", "sgt", "insp", "supt", "det", "adm"),
    *("gov", "sen", "rep", "atty", "messrs", "mme", "mlle", "hon", "amb", "u.n", "e.u", "r.i.p"),
)
"""Abbreviations of news English, lower case and without their last stop, whatever nupunkt knows."""

WORD_ABBREVIATIONS: Final = frozenset(
    """adm ala apr apt approx asst assn assns assoc atty aug ave bldg bldgs blvd brig bros calif capt cmdr
    col colo cong conn corp cpl dec del dept depts det dist div drs esq etc ext feb fla fri gen gov govs hon hwy
    inc insp inst intl jan jul jun kan lbs ltd maj mar mass messrs mfg mgr mich minn misc mon mont mrs
    mts mtn natl neb nev nov oct okla ore penn penna pkwy pres prof profs prov pvt rep reps rev rte sec
    sen sens sept sgt ste supp supt tenn tex thu thur thurs treas tue tues twp univ vol vols wash wed wis
    wyo""".split()  # noqa: SIM905  # a list of words reads best as text
)
"""Abbreviations of three letters and more that news text has, and that end no sentence."""
NO_ABBREVIATIONS: Final = frozenset(
    ("ah", "an", "at", "ha", "me", "or", "so", "us", "ob", "he", "we")
)
BEFORE_NAMES: Final = WORD_ABBREVIATIONS.union(
    NEWS_ABBREVIATIONS, ("mr", "ms", "dr", "st", "jr", "sr", "mt", "ft", "no", "co")
)
"""Abbreviations behind which a capital is no new sentence, also without a space."""

ONLY_CLOSING: Final = re.compile(r"""[\s"'\u2019\u201d\u00bb)\]}.,;:]+\Z""")
NEXT_WORD: Final = re.compile(r"""[\s"'\u2018\u201c\u00ab(\[]*(\w)""")
LAST_WORD: Final = re.compile(r"""[^\W_]+(?=[)%'\u2019\u201d]*\Z)""")
EXCLAIMED_NAME: Final = re.compile(r"\b(?:Yahoo|Jeopardy|Oklahoma|Mamma Mia)!\Z")
LONGEST_DATELINE: Final = 40
"""Characters: "AUGUSTA, Me." before its dash."""
ENDINGS: Final = ".!?\u2026\u3002\uff01\uff1f"
NO_SPACE: Final = re.compile(
    r"""(?:(?P<word>\b[^\W\d_]*[a-z]{2})\.|\b[A-Z]{2,5}\.|(?<=[\d)%"\u2019\u201d])\.|(?<=[a-z]{3})[!?])["'\u2019\u201d]?"""
    r"""(?=["'\u2018\u201c]?(?!(?:Com|Org|Net)\b)[A-Z](?:[a-z]{2,}[ ,'\u2019-]|[a-z]? ))"""
)
"""An end without a space behind it ("the ship.At least three"): paragraphs that a scraper glued."""

NO_STOP: Final = re.compile(
    r"""(?<=[^\W_]|[)%'\u2019\u201d])\ (?=(?:(?:However|Elsewhere|Meanwhile|Instead|Earlier|Later),|But|He|She|They|This|These|His|Her|Their|The|There|We|
    As|While|After|Although|Following|Despite|(?P<weak>An?|In|It|On|At|When|For|From|If|By|Since|You|Now|Last|
    Some|Many|All|One|Two|Three|Hundreds|Thousands|Millions))\ [a-z])""",
    re.VERBOSE,
)
"""An opening word behind no mark at all ("left for Tarn The driver was"): a caption glued to what follows it.

In a title the next word has a capital ("Into The Woods").  Of 90 read, of news
pages, 88 were seams; "a Class A misdemeanor" and its like are left alone (:func:`_is_seam`).
"""
NO_SEAM: Final = frozenset(
    ("the", "a", "an", "of", "in", "on", "at", "for", "to", "from", "by", "and", "or", "called")
)
"""Words that no caption ends with: what follows is a name."""


class _Splitter(Protocol):
    def span_tokenize(self, text: str) -> list[tuple[int, int]]: ...


@cache
def _splitter() -> _Splitter:
    """Load nupunkt's English model, once (16 ms), as an instance of our own.

    Its 5,865 abbreviations were learned from scanned papers and hold ordinary words ("hand", "york",
    "century"): behind them no sentence would end.  Those of letters alone go but for those known.
    """
    from nupunkt.models import load_default_model

    model = load_default_model()
    for abbreviation in list(model.abbreviations):
        is_word = abbreviation.isalpha() and len(abbreviation) > 2
        if abbreviation in NO_ABBREVIATIONS or (is_word and abbreviation not in WORD_ABBREVIATIONS):
            model.remove_abbreviation(abbreviation)
    for abbreviation in NEWS_ABBREVIATIONS:
        model.add_abbreviation(abbreviation)
    return cast("_Splitter", model)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence of ``text[start:end]``, in order.

    The spans are offsets into `text`, stripped, not overlapping, and leave out nothing but white
    space.  A sentence that is cut off at the end of the paragraph comes out as it stands.
    """
    spans: list[tuple[int, int]] = []
    position = start
    while position < end:
        stop = min(end, position + CHUNK)
        found = _merge(text, _spans_of_chunk(text, position, stop))
        if stop < end and len(found) > 1:
            stop = found.pop()[0]  # may go on behind the chunk
        spans.extend(found)
        position = stop
    return spans


def _spans_of_chunk(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for low, high in _splitter().span_tokenize(text[start:end]):
        for left, right in _unglued(text, start + low, start + high):
            body = text[left:right].strip()
            if body:
                first = text.index(body[0], left)
                found.append((first, first + len(body)))
    return found


def _unglued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a span that ends without a space behind them cut it into; mostly one."""
    cuts = [
        # A straight mark closes what is open, and opens where nothing is.
        glued.end() - (glued[0][-1] == '"' and text.count('"', start, glued.start()) % 2 == 0)
        for glued in NO_SPACE.finditer(text, start, end)
        if (glued["word"] or "").lower() not in BEFORE_NAMES
    ]
    cuts += [seam.end() for seam in NO_STOP.finditer(text, start, end) if _is_seam(text, seam)]
    return list(pairwise([start, *sorted(cuts), end]))


def _is_seam(text: str, seam: re.Match[str]) -> bool:
    """Whether a caption ends before an opening word: some of these are parts of names as well."""
    before = LAST_WORD.search(text, max(0, seam.start() - 40), seam.start())
    if before is None or before[0].lower() in NO_SEAM:
        return False
    return not (seam["weak"] and before[0][0].isupper())


def _merge(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what the splitter parted inside a sentence."""
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and _belongs_together(text, merged[-1], span):
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged


def _belongs_together(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    head, tail = text[max(first[0], first[1] - 40) : first[1]], text[second[0] : second[0] + 40]
    if ONLY_CLOSING.match(tail) and second[1] - second[0] < 40:
        return True
    if EXCLAIMED_NAME.search(head):
        return True
    if first[1] - first[0] <= LONGEST_DATELINE and tail[0] in "-–—":
        return True
    following = NEXT_WORD.match(tail)
    return following is not None and following.group(1).islower() and head[-1] in ENDINGS
