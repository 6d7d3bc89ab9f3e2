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
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = ["Trim", "certain_rule", "hint_of", "normalise_line", "repeated_lines", "trims"]

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_NAME: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\.?\s+)?"
CLOCK: Final = r"(?:\d{4}(?=\s?(?:gmt|utc|GMT|UTC))|\d{1,2}(?:[:.h]\d{2}|\s?(?=[ap]\.?m))(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)"
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
    (rule, re.compile(rf"(?i:{pattern})\Z"))
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
            r"(?:\d+|an?|one|few)\s(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s?\sago",
        ),
    )
)
"""Whole lines that no story holds as its text."""

HINT_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        (
            "relative time",
            r"(?:\W*)(?:\d+|an?|few)\s?(?:s(?:ec)?|m(?:in)?|h(?:r|our)?|d(?:ay)?|minute|second|week|month)s?\sago\b",
        ),
        ("date stamp", rf"\W*(?:{UPDATED}:?\s*)?(?:{STAMP}|{CLOCK}{ZONE})\W*\Z"),
        ("date stamp", rf"\W*{UPDATED}\W+(?:{DATE}|{CLOCK})"),
        (
            "byline",
            r"(?:by|written by|posted by|reported by|author:?)\s+[a-z][\w.'\u2019 ,|-]{3,70}\Z",
        ),
        ("hashtags", r"\W*(?:#\w+\W*){1,20}\Z"),
        (
            "credit",
            r"\(?(?:photos?|images?|pictures?|illustration|source|credit)\s?(?:credit|courtesy|by)?\s*[:\u00a9/]|\(?(?:ap|afp|epa|reuters|getty)\b.{0,20}\Z",
        ),
    )
)
"""What a short line is if its beginning, in lower case, matches."""

HINT_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (
        "newsletter box",
        "newsletter|newsletters|sign up|signing up|subscribe|subscription|subscriptions|subscriber|unsubscribe|"
        "email alerts|e-mail alerts|email address|e-mail address|your inbox|no spam|daily briefing|news alerts|subscribe now",
    ),
    (
        "account line",
        "log in|log out|login|logout|sign in|sign out|register|my account|account|password|member|members|membership|free trial|username",
    ),
    (
        "comment section",
        "comment|comments|commenting|reply|replies|leave a|cancel reply|moderator|moderated|thoughts on|read later|upvote|trackback|points",
    ),
    (
        "related articles",
        "related|recommended|might like|may like|also like|more from|more on|more in|more stories|more news|most read|most popular|"
        "most viewed|most recent|most shared|trending|editor's pick|editor's picks|editors' picks|top stories|top news|top reads|"
        "latest news|latest stories|latest videos|don't miss|must read|see also|also read|read also|next story|prev|previous|"
        "next article|previous article|up next|recently-added|popular|next post|previous post|recent posts|this story",
    ),
    (
        "share line",
        "share|sharing|shares|tweet|facebook|twitter|instagram|pinterest|whatsapp|linkedin|youtube|reddit|telegram|tumblr|viber|"
        "follow us|follow me|social media|retweet|copy link|flipboard|snapchat|tiktok|email|e-mail|print",
    ),
    (
        "cookie notice",
        "cookie|cookies|consent|gdpr|javascript|browser|adblocker|ad-blocker|tracking|preferences",
    ),
    (
        "site information",
        "about us|about me|contact us|contact|privacy|terms of|terms and|terms|advertise|advertising|advertise with|sitemap|site map|"
        "careers|faq|faqs|help center|help centre|our team|editorial|accessibility|feedback|mobile app|mobile apps|app store|google play|"
        "rss|e-edition|archives|archive|skip to|footer|navigation|search|powered by|designed by|corporate|disclaimer|policy|imprint|"
        "copyright|rights reserved|partners|press releases",
    ),
    (
        "hashtags",
        "hashtags|hashtag|tags|topics|topic|filed to|filed under|tagged|labels|categories|category",
    ),
    (
        "player line",
        "video|videos|photos|slideshow|slideshows|gallery|galleries|podcast|podcasts|watch|listen|live blog|live updates|live tv|"
        "play|replay|autoplay|image|images|photo|caption|getty|slides|watched",
    ),
    (
        "read more link",
        "read more|read next|read the|read full|see more|find out|learn more|show more|view more|load more|see all|show all|view all|"
        "click here|continue reading|full story|full coverage|more info|more information|download|view|show",
    ),
    (
        "shop line",
        "shop|shopping|deals|deal|coupon|coupons|buy|sale|free|offer|offers|discount|discounts|brandvoice|paid program|cart|checkout|price|prices",
    ),
    (
        "hand-off line",
        "contributed to|reporting by|editing by|compiled by|write to|originally published|originally appeared|follow him|follow her|follow on",
    ),
)
"""Words, and pairs of words, that furniture is full of, by what they speak for."""

MENU: Final = frozenset(
    """home news world us u.s uk politics business sport sports opinion opinions entertainment tech technology science health
    lifestyle life travel food culture art arts style video videos photos weather local national international markets market
    economy money finance investing education environment climate columnists editorials obituaries jobs cars auto autos
    estate classifieds crossword crosswords puzzles games horoscopes celebrity music movies film tv radio books fashion football soccer
    cricket tennis golf nba nfl mlb nhl rugby hockey europe asia africa america americas east middle china india australia canada
    germany france spain mexico more section sections features topics people media company companies blog blogs live latest popular magazine
    events all today menu about contact subscribe login search help shop index special reports headlines analysis""".split()
)
"""Words of which menus consist."""

MENU_RULE: Final = "menu"
LEXICON: Final = {phrase: rule for rule, phrases in HINT_WORDS for phrase in phrases.split("|")}
RULES: Final = (
    *dict.fromkeys(rule for rule, _ in HINT_PATTERNS),
    *(rule for rule, _ in HINT_WORDS if rule != "hashtags"),
    MENU_RULE,
)
"""Names of all hints, the surer ones first."""

SHORT: Final = 24
"""Words of the longest line that hints are looked for in."""

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
    core = line.strip(EDGES)
    return next((rule for rule, pattern in CERTAIN if pattern.match(core)), None)


EDGES: Final = (
    " \t\r\n.,:;!?*|\u00b7\u2022\u00bb\u203a>+-_=~()[]\u2013\u2014\"'\u2018\u2019\u201c\u201d\u2026"
)
"""What may stand around a line of furniture without making it another."""


def hint_of(line: str) -> str | None:
    """Return what a line looks like if it is furniture, None where nothing speaks for it."""
    found = hints(line, [word.lower() for word in WORD.findall(line[:LINE_LIMIT])])
    return next((rule for rule in RULES if rule in found), None)


def hints(line: str, words: Sequence[str]) -> set[str]:
    """Return the names of the hints that a line gives; `words` are its words in lower case."""
    if not words or len(words) > SHORT:
        return set()
    low = line[:LINE_LIMIT].lower().replace("\u2019", "'")
    found = {rule for rule, pattern in HINT_PATTERNS if pattern.match(low)}
    found.update(LEXICON[word] for word in words if word in LEXICON)
    for pair in pairwise(words):
        if (rule := LEXICON.get(" ".join(pair))) is not None:
            found.add(rule)
    if len(words) <= 6 and all(word in MENU for word in words):
        found.add(MENU_RULE)
    if "\u00a9" in low:
        found.add("site information")
    return found


WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
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
