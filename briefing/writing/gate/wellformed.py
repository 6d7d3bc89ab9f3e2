"""What can be said of a sentence without its source.

Whether it is finished, whether it can stand alone, whether it is story text at all.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Final

from briefing.language.classes import (
    ABBREVIATIONS,
    ARTICLES,
    CONNECTIVES,
    COORDINATORS,
    REPORTING,
    SUBORDINATORS,
    words,
)
from briefing.language.instructions import addresses_a_model
from briefing.language.tokenise import tokenise
from briefing.language.tokens import Token, normal
from briefing.writing.gate.quotes import balanced
from briefing.writing.gate.reasons import Reason

_INSTRUCTION: Final = re.compile(
    r"<\|"
    r"|\b(?:ignore|disregard|forget)\b(?! (?:of|for)\b).{0,25}\b(?:previous|above|prior|earlier|preceding|instructions?|rules?)\b"
    r"|\b(?:system|developer) prompt\b|\bas an ai\b|\blanguage model\b.{0,30}\byou\b"
    r"|\b(?:in|to|of|with|from|your|for) your (?:\w+ ){0,2}(?:summary|message)s?\b",
    re.IGNORECASE,
)
"""Words of such instructions anywhere, also where a story tells of them: too near to print."""
_IMPERATIVE: Final = re.compile(
    r"^\W*(?:please\s+|also\s+|now\s+|first\s+|finally\s+|additionally\s+)?,?\s*(?:"
    r"(?:show|help|give|send|teach|let)\s+(?:me|us)\b"
    r"|(?:add|include|tell|remove|change|use|visit|download|"
    r"install|click|subscribe|share|check|remember|consider|imagine|note|see|read|watch|follow|find|learn|get|"
    r"develop|design|prepare|produce)"
    r"\s+(?:an?|the|me|us|your|my|this|these|three|two|five|one|all|any|every|how|what|why|who|where|which|"
    r"some|it|out|only|just|that|more|our|here|below|random|random\w*)\b)",
    re.IGNORECASE,
)
"""Verbs that a story's own sentences may begin with ("Consider the …"): story text, but not printed."""
_FURNITURE: Final = re.compile(
    r"https?://|www\.|©|all rights reserved|\b(?:read|see|watch|learn) (?:more|also|next|full story)\b"
    r"|\bclick (?:here|to|on)\b|\bsign up (?:for|to|now|here)\b|\bsubscribe\b.{0,30}\b(?:now|today|newsletter|to our|here)\b"
    r"|\bfollow (?:us|live updates|@)|\b(?:share|comment)s? (?:this|on this|on facebook|on twitter)\b"
    r"|\b(?:is|are) (?:seen|pictured|shown) (?:here|above|below|in|at|on|during|before|after|as|with)\b"
    r"|^\W*advertisement\b|\bscroll (?:down|for)\b|\bcookies?\b.{0,30}\b(?:policy|accept|browser)\b"
    r"|\b(?:enable|turn on) javascript\b|\bterms (?:of (?:use|service)|and conditions) apply\b"
    r"|^\W*(?:\w+ \w+\)\s*)?(?:file\s*[-—–]+|file photo\b|photo(?:s)?\s*:|image\s*:|picture\s*:|image source|photograph\s*:|related\s*:|"
    r"(?:story|video|article) (?:continue[sd]?|highlights)|last updated|updated\s*:|caption\s*:|credit\s*:|watch\s*:|video\s*:|source\s*:)"
    r"|\bcontributed to (?:this|the) (?:report|story|article|post)\b|\bmedia playback is (?:not|un)\s?supported\b"
    r"|\((?:(?:ap|afp|reuters|getty)\b[^)]*)?(?:photo|file|image)[^)]*\)|/(?:getty|ap|afp|reuters)\b|\bgetty images\b",
    re.IGNORECASE,
)
_OF_THEM: Final = re.compile(
    r"^\W*(?:\w+\s){1,4}of (?:them|these|those|it|which|whom)\b", re.IGNORECASE
)
_OPENERS: Final = words(
    """he she they it his her their its him them this these those that such there here both
    neither former latter another others so thus hence therefore"""
)
_FIRST_PERSON: Final = frozenset({"i", "we", "our", "my", "us", "me"})
_CLOSED: Final = re.compile(r"[.!?…][\"'”’)\]]*$")
_LAST_WORDS: Final = (
    ARTICLES
    | COORDINATORS
    | words(
        """of from into than as because although though while whose if her his their its my our
    your very such between among per toward towards against during including"""
    )
)
_FINAL_ABBREVIATION: Final = ABBREVIATIONS - {
    "inc",
    "corp",
    "ltd",
    "co",
    "jr",
    "sr",
    "no",
    "etc",
    "ave",
    "rd",
    "blvd",
    "ms",
    "fig",
    "bros",
    "ft",
}


def form(text: str) -> set[Reason]:
    """Reasons that lie in the sentence itself."""
    plain = normal(text)
    tokens = tokenise(plain)
    words = [token for token in tokens if token.kind != "punct"]
    if not words:
        return {Reason.EMPTY}
    found: set[Reason] = set()
    if _unfinished(plain, tokens, words):
        found.add(Reason.UNFINISHED)
    if _dangles(plain, tokens, words) or _OF_THEM.match(plain):
        found.add(Reason.NOT_SELF_STANDING)
    if _FURNITURE.search(plain):
        found.add(Reason.FURNITURE)
    if addresses_a_model(plain) or _INSTRUCTION.search(plain) or _IMPERATIVE.match(plain):
        found.add(Reason.INSTRUCTION)
    return found


def _unfinished(plain: str, tokens: tuple[Token, ...], words: list[Token]) -> bool:
    if not _CLOSED.search(plain) or len(words) < 3 or plain.endswith(("...", "…")):
        return True  # an ellipsis at the end is where a teaser was cut
    last = words[-1]
    if plain.endswith(".") and (
        last.low in _FINAL_ABBREVIATION or (len(last.text) == 1 and last.text.isupper())
    ):
        return True
    if (last.low in _LAST_WORDS and not last.capital) or (
        tokens[-2].low in {",", ";", ":", "—"} if len(tokens) > 1 else False
    ):
        return True
    if plain.startswith("According to") and "," not in plain:
        return True
    if plain.count("(") != plain.count(")") or not balanced(plain):
        return True
    return (
        words[0].low in SUBORDINATORS - {"before", "since", "once"}
        and "," not in plain
        and "—" not in plain
    )


def _dangles(plain: str, tokens: tuple[Token, ...], words: list[Token]) -> bool:
    """Openers that point to something said before; the outlet's own "we"; a question."""
    first = words[0].low
    if first in CONNECTIVES and len(words) > 1:
        first = words[1].low
    near = {word.low for word in words[1:14]}
    paired = (first == "neither" and "nor" in near) or (first == "both" and "and" in near)
    if first in _OPENERS and not paired and not plain.startswith(('"', "'")):
        return True
    if re.match(r"(?:(?:but|and|yet|so) )?(?:the (?:former|latter)\b(?= (?:is|was|were|are|has|had|have|will|would|could|said|did|does|also|never)\b|,)|the (?:same|two|three|four|pair|duo|trio)\b(?!-)|on the other hand\b|for (?:example|instance)\b|as a result\b|in (?:addition|contrast|response|turn|other words)\b|at the (?:same|time)\b|(?:in|on|at|with|by|from|after|of|for) (?:it|them|this|that|these|those|him|her|which|whom)\b|(?:which|who|whose)\b|one of (?:them|those|these)\b|according to (?:him|her|them|it)\b)", plain, re.IGNORECASE):  # fmt: skip
        return True
    if plain.rstrip("\"'”’)").endswith("?"):
        return True
    return _speaks_itself(tokens) or _nameless_speaker(tokens)


def _nameless_speaker(tokens: tuple[Token, ...]) -> bool:
    """Whether "he said" or "said she" has nobody before it, outside quotation marks, to mean."""
    inside, seen = False, 0
    for at, token in enumerate(tokens):
        if token.low == '"':
            inside = not inside
        if inside or token.kind == "punct":
            continue
        beside = {near.low for near in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])}
        if token.low in {"he", "she", "they"} and beside & REPORTING and not seen:
            return True
        seen += token.content and token.low not in REPORTING
    return False


def _speaks_itself(tokens: tuple[Token, ...]) -> bool:
    """Whether "I" or "we" stands outside quotation marks, or nothing outside them but the marks."""
    inside, outside = False, 0
    single = any(token.low == "'" for token in tokens)
    for token in tokens:
        if token.low == '"':
            inside = not inside
        elif not inside and token.kind != "punct":
            if token.low in _FIRST_PERSON and not single and token.text not in {"US", "I."}:
                return True
            outside += 1
    return outside == 0


def repeats(draft: tuple[Token, ...], source: tuple[Token, ...]) -> bool:
    """Whether a draft says a word twice in a row or a content word more often than its sources."""
    words = [token for token in draft if token.kind != "punct"]
    if any(
        a.low == b.low and a.kind == "word" and a.low not in {"had", "that"}
        for a, b in itertools.pairwise(words)
    ):
        pairs = [token.low for token in source if token.kind != "punct"]
        twice = {a for a, b in itertools.pairwise(pairs) if a == b}
        if any(a.low == b.low and a.low not in twice for a, b in itertools.pairwise(words)):
            return True
    said = Counter(token.stem for token in draft if token.content)
    known = Counter(token.stem for token in source if token.content)
    return any(count > max(1, known[stem]) for stem, count in said.items())
