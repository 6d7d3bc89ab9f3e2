"""Conventions of English news pages: the words and patterns that furniture is made of.

Tables only; :mod:`briefing.reading.pages.furniture` reads them.  They hold what many sites have in common, no
site's own wording.
"""

from __future__ import annotations

import re
from typing import Final

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_NAME: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\.?\s+)?"
CLOCK: Final = r"(?:\d{4}(?=\s?(?:gmt|utc|GMT|UTC))|\d{1,2}(?:[:.h]\d{2}|\s?(?=[ap]\.?m))(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)"
ZONE: Final = (
    r"(?:\s*\(?(?:(?:gmt|utc)(?:[+-]\d{1,2}(?::?\d\d)?)?|[cew]?e?e[sd]t|[ecmp][sd]?t|ist|bst|[an]z?e?[sd]t|a[ce][sd]t"
    r"|jst|kst|hkt|sgt|pk?t|sast|[wec]at|msk|wib|wita?|pht|gst|hrs?|hours|local(?:\stime)?|z|[+-]\d{2}:?\d{2})\b\)?)?"
)
DATE: Final = (
    rf"{DAY_NAME}(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?[\s-]+{MONTH}(?:[\s,-]+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
STAMP: Final = rf"(?:{CLOCK}{ZONE},?\s*(?:on\s+)?)?{DATE}(?:\s*[,|@\u2013-]?\s*(?:at\s+)?{CLOCK}{ZONE}|T\d\d:\d\d\S*)?"
UPDATED: Final = (
    r"(?:first\s+|last\s+)?(?:published|updated?|modified|posted|issued|date)(?:\s+(?:on|at))?"
)

CERTAIN: Final[tuple[tuple[str, str], ...]] = (
    (
        "advertisement",
        (
            r"advert(?:isement|ising)?s?|ad|sponsored(?: content| links?)?|promoted(?: stories)?"
            r"|(?:advertisement\W+)?(?:story continue[sd] below|continue reading the main story"
            r"|article continues below)(?:\W+advertisement)?|scroll to continue|skip advertisement"
        ),
    ),
    (
        "share line",
        (
            r"(?:share|tweet|pin(?: it)?|e-?mail|print|comments?|reddit|linkedin|whatsapp|flipboard"
            r"|facebook|twitter|google\+?|telegram|messenger|save|copy link|copied|\W){2,}"
            r"|share (?:this|on|via|the)\b.{0,40}|(?:click to )?share|tweet|e-?mail this.{0,30}"
            r"|read or share this story\b.{0,60}|(?:whatsapp|telegram|reddit|flipboard|linkedin)"
        ),
    ),
    (
        "player line",
        (
            r"media playback is (?:not supported|unsupported) on (?:this|your) device|replay"
            r"|more videos(?: \.\.\.)?|play video|watch live|please enable javascript.{0,80}"
            r"|loading(?: content)?(?: \.\.\.)?|just watched|must watch"
        ),
    ),
    (
        "read more link",
        (
            r"read (?:more|next|also|full story|the full story)|(?:see|learn) more"
            r"|(?:if you(?:'re|\u2019re| are)[^.!?]{0,40},?\s)?click here\b.{0,80}"
            r"|(?:read (?:more|next|also)|also read|see also|related(?: article| story)?|more on this)\s?[:|]\s.{8,140}"
        ),
    ),
    ("picture", r"image:\s.{0,150}"),
    (
        "menu",
        r"skip to (?:main )?(?:content|navigation)|(?:main |footer )?menu|site navigation",
    ),
    ("comment section", r"(?:no|\d+) comments?(?: yet)?|(?:post|leave|add) a comment"),
    (
        "newsletter box",
        (
            r"(?:subscribe|sign up)(?:\s(?:now|today|here|free))?\s(?:to|for|and|with|at|in|now|here|today)\b.{0,140}"
            r"|to (?:view|read|continue)\b[^.!?]{0,50},?\s(?:please\s)?(?:subscribe|log ?in|sign ?(?:in|up)|register)\b.{0,100}"
            r"|(?:for|get|never miss|don't miss)\s(?:all\s)?(?:the\s|our\s)?(?:latest|more|breaking|news)\b[^.!?]{0,60}"
            r"\b(?:download|sign(?:ing)? up|sign(?:ing)? in|subscrib(?:e|ing))\b.{0,100}"
        ),
    ),
    (
        "hand-off line",
        (
            r"(?:follow|see|read|find|for)\s(?:\w+(?:'s|\u2019s)?\s){0,4}(?:coverage|more|news)\b[^.!?]{0,80}"
            r"(?:at|on|here|visit)?:?\s(?:https?://|www\.)\S+"
        ),
    ),
    (
        "browser notice",
        (
            r"(?:we(?:'ve|\u2019ve| have)? (?:detected|noticed)|it (?:looks|seems) like|you are|you're|you\u2019re"
            r"|your (?:web )?browser\b)[^.!?]{0,60}(?:browser|internet explorer|javascript|ad.?blocker)\b.{0,110}"
        ),
    ),
    (
        "newsletter box",
        (
            r"(?:click here to )?unsubscribe\b.{0,120}|to unsubscribe\b.{0,120}"
            r"|you(?:\s?are|'re|\u2019re|\shave)? receiv(?:e|ed|ing) this (?:e-?mail|letter|newsletter|message|mail)\b.{0,120}"
            r"|(?:manage|update|change) your (?:e-?mail |newsletter )?(?:preferences|subscriptions?).{0,60}"
            r"|view (?:this |the )?(?:e-?mail|newsletter|message)? ?(?:in|on) (?:your |a |the )?(?:web )?browser.{0,60}"
        ),
    ),
    (
        "relative time",
        r"(?:\d+|an?|one|few)\s(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s?\sago",
    ),
)
"""Whole lines that no story holds as its text: rule and pattern, marks at the edges left out."""

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
            r"(?:by|written by:?|posted by:?|reported by:?|author:?)\s+[a-z][\w.'\u2019 ,|\u00b7\u2022\u2013\u2014/:-]{3,70}\Z",
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
        (
            "newsletter|newsletters|sign up|signing up|subscribe|subscription|subscriptions|subscriber|unsubscribe|"
            "email alerts|e-mail alerts|email address|e-mail address|your inbox|no spam|daily briefing|news alerts|subscribe now"
        ),
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
        (
            "related|recommended|might like|may like|also like|more from|more on|more in|more stories|more news|most read|most popular|"
            "most viewed|most recent|most shared|trending|editor's pick|editor's picks|editors' picks|top stories|top news|top reads|"
            "latest news|latest stories|latest videos|don't miss|must read|see also|also read|read also|next story|prev|previous|"
            "next article|previous article|up next|recently-added|popular|next post|previous post|recent posts|this story"
        ),
    ),
    (
        "share line",
        (
            "share|sharing|shares|tweet|facebook|twitter|instagram|pinterest|whatsapp|linkedin|youtube|reddit|telegram|tumblr|viber|"
            "follow us|follow me|social media|retweet|copy link|flipboard|snapchat|tiktok|email|e-mail|print"
        ),
    ),
    (
        "cookie notice",
        "cookie|cookies|consent|gdpr|javascript|browser|adblocker|ad-blocker|tracking|preferences",
    ),
    (
        "site information",
        (
            "about us|about me|contact us|contact|privacy|terms of|terms and|terms|advertise|advertising|advertise with|sitemap|site map|"
            "careers|faq|faqs|help center|help centre|our team|editorial|accessibility|feedback|mobile app|mobile apps|app store|google play|"
            "rss|e-edition|archives|archive|skip to|footer|navigation|search|powered by|designed by|corporate|disclaimer|policy|imprint|"
            "copyright|rights reserved|partners|press releases"
        ),
    ),
    (
        "hashtags",
        "hashtags|hashtag|tags|topics|topic|filed to|filed under|tagged|labels|categories|category",
    ),
    (
        "player line",
        (
            "video|videos|photos|slideshow|slideshows|gallery|galleries|podcast|podcasts|watch|listen|live blog|live updates|live tv|"
            "play|replay|autoplay|image|images|photo|caption|getty|slides|watched"
        ),
    ),
    (
        "read more link",
        (
            "read more|read next|read the|read full|see more|find out|learn more|show more|view more|load more|see all|show all|view all|"
            "click here|continue reading|full story|full coverage|more info|more information|download|view|show"
        ),
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
    """
    home news world us u s uk politics business sport sports opinion opinions entertainment
    tech technology science health lifestyle life travel food culture art arts style video
    videos photos weather local national international markets market economy money finance
    investing education environment climate columnists editorials obituaries jobs cars auto
    autos estate classifieds crossword crosswords puzzles games horoscopes celebrity music
    movies film tv radio books fashion football soccer cricket tennis golf nba nfl mlb nhl
    rugby hockey europe asia africa america americas east middle china india australia canada
    germany france spain mexico more section sections features topics people media company
    companies blog blogs live latest popular magazine events all today menu about contact
    subscribe login search help shop index special reports headlines analysis
    """.split()  # noqa: SIM905  # one word a line would fill pages
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

FRONT: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("heading mark", r"#{1,6}\s+(?=\w|[\"\u201c\u2018'(*])"),
        # Atomic groups: a stamp is taken whole or not at all.
        (
            "date stamp",
            rf"(?>(?i:{UPDATED}\W{{0,3}}\s*{STAMP}))(?:(?<=\s)|(?!\w))[.,;:)]?\s*(?>[|\u2013\u2014-]?)\s*(?=[^\s\d])",
        ),
        (
            "date stamp",
            r"(?>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:Z\b|UTC|GMT|[ECMP][SD]T\b|CES?T\b|BST\b|IST\b|[+-]\d\d:?\d\d))?)?)(?:\s*[|\u2013\u2014:-])?\s+(?=[A-Z\"\u201c\u2018'])",
        ),
        (
            "date stamp",
            rf"(?i:last\s+updated|first\s+published|published|updated)\s*:\s+(?!(?i:{DATE}))(?=[A-Z])",
        ),
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
