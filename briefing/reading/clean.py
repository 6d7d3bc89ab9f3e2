"""Page furniture that can be named: the conventions of news pages, as patterns with plain names.

Two strengths of evidence live here.  A *hint* (:func:`hint_of`) says what a line would be if it
were furniture; whether it is, the line model decides from the whole page.  A *certain* pattern
(:func:`certain_rule`) is never story text, wherever it stands ("Advertisement", "Share this
article").  :func:`trims` finds what is glued to a paragraph of a story: a date stamp in front, a
"read more" link behind.  All tables hold general conventions of English news pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

__all__ = ["Trim", "certain_rule", "hint_of", "normalise_line", "repeated_lines", "trims"]

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_NAME: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\.?\s+)?"
CLOCK: Final = r"\d{1,2}(?:[:.h]\d{2}|\s?(?=[ap]\.?m))(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?"
ZONE: Final = r"(?:\s*\(?(?:[A-Z]{2,4}|[a-z]{2,4}|[+-]\d{2}:?\d{2})\)?)?"
DATE: Final = (
    rf"{DAY_NAME}(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?[\s-]+{MONTH}(?:[\s,-]+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
STAMP: Final = rf"{DATE}(?:\s*[,|@\u2013-]?\s*(?:at\s+)?{CLOCK}{ZONE}|T\d\d:\d\d\S*)?"
UPDATED: Final = (
    r"(?:first\s+|last\s+)?(?:published|updated?|modified|posted|issued|date)(?:\s+(?:on|at))?"
)
NAME: Final = r"[A-Z][\w.'\u2019-]*(?:\s+(?:(?:de|van|von|al|bin|la|le|du)\s+)?[A-Z][\w.'\u2019-]*)"

CERTAIN: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (rule, re.compile(rf"(?i:\W*(?:{pattern})\W*)\Z"))
    for rule, pattern in (
        (
            "advertisement",
            r"advert(?:isement|ising)?s?|ad|sponsored(?: content| links?)?|promoted(?: stories)?"
            r"|(?:advertisement\W+)?(?:story continue[sd] below|continue reading the main story"
            r"|article continues below)(?:\W+advertisement)?|scroll to continue|skip advertisement",
        ),
        (
            "share line",
            r"(?:share|tweet|pin(?: it)?|e-?mail|print|comments?|reddit|linkedin|whatsapp|flipboard"
            r"|facebook|twitter|google\+?|telegram|messenger|save|copy link|copied|\W){2,}"
            r"|share (?:this|on|via|the)\b.{0,40}|(?:click to )?share|tweet|e-?mail this.{0,30}"
            r"|read or share this story\b.{0,60}|(?:whatsapp|telegram|reddit|flipboard|linkedin)",
        ),
        (
            "player line",
            r"media playback is (?:not supported|unsupported) on (?:this|your) device|replay"
            r"|more videos(?: \.\.\.)?|play video|watch live|please enable javascript.{0,80}"
            r"|loading(?: content)?(?: \.\.\.)?|just watched|must watch",
        ),
        ("read more link", r"read (?:more|next|also|full story|the full story)|(?:see|learn) more"),
        (
            "menu",
            r"skip to (?:main )?(?:content|navigation)|(?:main |footer )?menu|site navigation",
        ),
        ("comment section", r"(?:no|\d+) comments?(?: yet)?|(?:post|leave|add) a comment"),
        (
            "relative time",
            r"[~<]?\s?(?:\d+|an?|one|few)\s(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s?\sago",
        ),
    )
)
"""Whole lines that no story holds as its text."""

HINTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        (
            "relative time",
            r"(?i)\b(?:\d+|an?|few)\s?(?:s(?:ec)?|m(?:in)?|h(?:r|our)?|d(?:ay)?|minute|second|week|month)s?\sago\b|\bjust now\b",
        ),
        ("date stamp", rf"(?i)\A\W*(?:{UPDATED}:?\s*)?(?:{STAMP}|{CLOCK}{ZONE})\W*\Z"),
        ("date stamp", rf"(?i)\A\W*{UPDATED}\W+(?:{DATE}|{CLOCK})"),
        ("byline", rf"(?:[Bb]y|BY|Written by|Posted by|Reported by|Author:?)\s+{NAME}.{{0,60}}\Z"),
        (
            "byline",
            r"(?i)(?:\w+\s){1,3}(?:staff|political|senior|contributing)?\s?(?:writer|reporter|correspondent|editor)\Z",
        ),
        (
            "credit",
            r"(?i)(?:photo|image|picture|foto|file photo|illustration|video)s?(?:\s+(?:credit|courtesy|copyright|by|source))?\s*[:\u00a9/]"
            r"|\(?(?:image|photo|picture|credit|source)\s?:|\bgetty images\b|\bimage (?:copyright|caption)\b"
            r"|\b(?:AP|AFP|EPA|Reuters) ?(?:photo|images?)?\)?\Z|courtesy of\b|\bvia getty\b|\bshutterstock\b",
        ),
        (
            "copyright line",
            r"(?i)\u00a9|\(c\)\s?\d{4}|copyright|all rights reserved|may not be (?:published|reproduced)",
        ),
        (
            "newsletter box",
            r"(?i)newsletter|sign(?:ing)? up\b|subscri(?:be|ption)|unsubscribe|e-?mail (?:alerts?|address)|in(?:to)? your inbox|no spam|daily briefing|breaking news alerts",
        ),
        (
            "account line",
            r"(?i)\b(?:log ?(?:in|out)|sign (?:in|out)|register|my account|create (?:an )?account|password|member(?:ship)?|free trial)\b",
        ),
        (
            "comment section",
            r"(?i)\bcomments?\b|\breply\b|\breplies\b|leave a|cancel reply|moderat(?:or|ed)|\bthoughts on\b|read later",
        ),
        (
            "related articles",
            r"(?i)related|recommended|you (?:may|might) (?:also )?like|more (?:from|on|in|stories|news)\b|most (?:read|popular|viewed|recent|shared)|trending|editor'?s.? picks?|top (?:stories|news|reads)|latest (?:news|stories|videos)|don'?t miss|must.?read|see also|also read|read also|next story|prev(?:ious)?(?: story| article)?\b|up next|recently.added|popular",
        ),
        (
            "share line",
            r"(?i)\bshar(?:e|ing)\b|tweet|facebook|twitter|instagram|pinterest|whatsapp|linkedin|youtube|reddit|follow (?:us|me|@|\w+ on)|social media|retweet|copy link",
        ),
        ("cookie notice", r"(?i)cookie|consent|gdpr|javascript|browser|ad.?blocker|tracking"),
        (
            "site information",
            r"(?i)about (?:us|me)|contact(?: us)?|privacy|terms (?:of|and|&)|\bterms\b|advertis(?:e|ing)|site ?map|careers|\bfaqs?\b|help (?:center|centre)|our team|editorial|accessib|feedback|mobile apps?|download (?:the|our)|app store|google play|rss|e-?edition|archives?|skip to|footer|navigation|search|powered by|designed by|corporate",
        ),
        (
            "hashtags",
            r"(?i)\A\W*(?:#\w+\W*){1,20}\Z|hash ?tags?|\btags?:|topics?:|filed (?:to|under)|topics in this|in this story\Z",
        ),
        (
            "player line",
            r"(?i)\bvideos?\b|\bphotos?\b|slide ?shows?|galler(?:y|ies)|podcasts?|watch|listen|live (?:blog|updates|tv)|play|\bHD\b|images?\b",
        ),
        (
            "read more link",
            r"(?i)read (?:more|next|the|full)|(?:see|find out|learn|show|view|load) (?:more|all)|click here|continue reading|full (?:story|coverage)",
        ),
        (
            "shop line",
            r"(?i)\b(?:shop(?:ping)?|deals?|coupons?|buy|sale|free|offers?|discounts?|brandvoice|paid program)\b",
        ),
        (
            "hand-off line",
            r"(?i)contributed to this (?:report|story|article)|reporting by|editing by|compiled by|write to \w+|this (?:story|article) (?:was|has been|originally)|copyright \d|e-?mail:|\bfollow (?:him|her|@)",
        ),
        (
            "menu",
            r"(?i)\A\W*(?:home|news|world|u\.?s\.?|uk|politics|business|sports?|opinions?|entertainment|tech(?:nology)?|science|health|lifestyle|life|travel|food|culture|arts?|style|video|"
            r"photos?|weather|local|national|international|markets?|economy|money|finance|investing|education|environment|climate|columnists?|editorials?|obituaries|jobs|cars|autos?|"
            r"real estate|classifieds|crosswords?|puzzles|games|horoscopes?|celebrity|music|movies|tv|books|fashion|football|soccer|cricket|tennis|golf|nba|nfl|mlb|nhl|rugby|hockey|"
            r"europe|asia|africa|americas?|middle east|china|india|australia|canada|germany|france|more|sections?|features?|topics|people|media|company|blogs?|live|latest|popular|magazine|events?)\W*\Z",
        ),
    )
)
"""What a line would be if it were furniture; also features of the line model."""

RULE_NAMES: Final = tuple(dict.fromkeys(rule for rule, _ in HINTS))

INSTRUCTION: Final = re.compile(
    r"(?i)\b(?:ignore|disregard|forget)\b.{0,30}\b(?:previous|prior|above|earlier|all)\b.{0,30}"
    r"\b(?:instructions?|prompts?|messages?|context)\b"
    r"|<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]"
    r"|\bas an ai (?:language )?model, (?:you|please)\b"
)
"""Words that address a model, not a reader.  Narrow on purpose: news reports about such attacks too."""

LINE_LIMIT: Final = 2_000
"""Characters of a line that patterns look at: furniture is short."""


class Trim(NamedTuple):
    """A stretch at the edge of a paragraph that is furniture."""

    start: int
    end: int
    rule: str


def certain_rule(line: str) -> str | None:
    """Return the name of the rule that makes a whole line furniture wherever it stands."""
    if len(line) > 160:
        return None
    return next((rule for rule, pattern in CERTAIN if pattern.match(line)), None)


def hint_of(line: str) -> str | None:
    """Return what a line looks like if it is furniture, None where nothing speaks for it."""
    return next((rule for rule, hit in hints(line[:LINE_LIMIT]) if hit), None)


def hints(line: str) -> list[tuple[str, bool]]:
    """Say of each hint whether it is found in the line, in the order of the table."""
    return [(rule, pattern.search(line) is not None) for rule, pattern in HINTS]


NUMBER: Final = re.compile(r"\d+")
SPACE: Final = re.compile(r"\s+")


def normalise_line(line: str) -> str:
    """Return a line as it is compared between pages: lower case, single spaces, digits as ``0``."""
    return SPACE.sub(" ", NUMBER.sub("0", line.strip().lower()))


def repeated_lines(texts: Iterable[str], *, files: int = 3, longest: int = 120) -> frozenset[str]:
    """Return the normalised lines that stand in at least `files` of the texts.

    Lines of more than `longest` characters are left out: prose that stands in many files is a
    reprint, not furniture.  Memory is bounded: the count keeps at most 200,000 lines and forgets
    those seen once when it is full.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(
            {normalise_line(line) for line in text.splitlines() if 0 < len(line) <= longest}
        )
        if len(counts) > COUNTED_LINES:
            counts = Counter({line: n for line, n in counts.items() if n > 1})
            if len(counts) > COUNTED_LINES:
                counts = Counter(dict(counts.most_common(COUNTED_LINES // 2)))
    return frozenset(line for line, n in counts.items() if n >= files and line)


COUNTED_LINES: Final = 200_000
"""Different lines that are counted at once (some 30 MB)."""

FRONT: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("date stamp", rf"(?i:{UPDATED}\W{{0,3}}\s*{STAMP}\s*(?:[|\u2013\u2014-]\s*)?)(?=\S)"),
        (
            "date stamp",
            r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\s+(?=[A-Z\"\u201c\u2018'])",
        ),
        ("date stamp", r"(?i:last\s+updated|first\s+published|published|updated)\s*:\s+(?=[A-Z])"),
        ("credit", r"Image (?:copyright|source),? [^.]{1,60}? (?:Image )?caption,? (?=\S)"),
        ("credit", r"Image caption,? (?=\S)"),
        (
            "share line",
            r"(?i:(?:share\s+)?(?:tweet|pin|e-?mail|print)(?:\s+(?:tweet|pin|e-?mail|print|share)){2,})\s+(?=[A-Z])",
        ),
        (
            "player line",
            r"Media playback is (?:not supported|unsupported) on (?:this|your) device\s+(?=\S)",
        ),
        (
            "advertisement",
            r"(?:Advertisement|ADVERTISEMENT)\s+(?:Continue reading the main story\s+)?(?=[A-Z\"\u201c])",
        ),
        ("heading before furniture", r"Story highlights\s+(?=[A-Z\"\u201c])"),
    )
)
BACK: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        (
            "read more link",
            r"(?<=[.!?\"\u201d])\s+(?:\(?(?i:read (?:more|also|next)|also read|see also|click here to \w+|continue reading))\b[^.!?]{0,120}\Z",
        ),
        (
            "advertisement",
            r"(?<=[.!?\"\u201d])\s+(?:Advertisement|ADVERTISEMENT|Story continues below.{0,20})\Z",
        ),
    )
)


def trims(line: str) -> list[Trim]:
    """Return the stretches at both edges of a story's line that are furniture, front first.

    Offsets count from the start of `line`.  What is left in the middle is never empty.
    """
    found: list[Trim] = []
    start = len(line) - len(line.lstrip())
    while (hit := _front(line, start)) is not None:
        found.append(hit)
        start = hit.end
    tail = max(start, len(line) - 400)
    for rule, pattern in BACK:
        if (match := pattern.search(line, tail)) is not None and line[
            start : match.start()
        ].strip():
            found.append(Trim(match.start(), len(line), rule))
            break
    return found


def _front(line: str, start: int) -> Trim | None:
    for rule, pattern in FRONT:
        match = pattern.match(line, start, start + LINE_LIMIT)
        if match is not None and match.end() < len(line):
            return Trim(start, match.end(), rule)
    return None
