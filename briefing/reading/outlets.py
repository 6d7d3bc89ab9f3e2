"""Who published a story: from metadata, from the lines beside the headline, from the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from briefing.language.distances import find_relative
from briefing.records import UNKNOWN

_NAME_WORDS: Final = re.compile(
    r"\b(?:Times|Post|News\d{0,2}|Guardian|Telegraph|Herald|Tribune|Gazette|Journal|Chronicle|Observer|Mirror"
    r"|Daily|Today|Express|Standard|Independent|Mail|Star|Sun|Globe|Courier|Examiner|Inquirer|Bulletin"
    r"|Dispatch|Register|Sentinel|Mercury|Echo|Argus|Argonaut|Monitor|Press|Review|Insider|Network|Broadcasting|Radio"
    r"|TV|Television|Online|BBC|CNN|NBC|CBS|ABC|CNBC|MSNBC|NPR|PBS|NDTV|ITV|RTÉ|CBC|SBS|NHK|DW|RFI|France 24|Al Jazeera|Sky"
    r"|Bloomberg|Forbes|Politico|Axios|Vox|Wire|Hindu|Economist|Spiegel|Zeitung|Monde|Figaro|País|Repubblica|Newsweek|Time)\b"
)
_SURELY: Final = re.compile(
    r"(?:The\s)?(?!(?:Breaking|World|Local|Latest|Top|More|Search|Your|Our|Today)\b)(?:[A-Z][\w.'’-]+\s){1,3}"
    r"(?:Times|Post|Herald|Tribune|Gazette|Chronicle|Journal|Telegraph|Guardian|Observer|Courier|Examiner"
    r"|Inquirer|Dispatch|Sentinel|Mercury|Argus|Gleaner)$"
    r"|The\s(?:[A-Z][\w.'\u2019-]+\s){1,2}(?:Daily|Weekly|Echo|Star|Globe|Mirror|Standard|Independent|Express|Monitor"
    r"|Advertiser|Advocate|Record|Bulletin)$"
    r"|(?:BBC|CNN|NBC|CBS|ABC|Fox|Sky|ITV)\sNews$|(?:BBC|CNN|CNBC|NDTV|Al Jazeera|The Guardian|France 24|Deutsche Welle)$"
)
_NOT_NAMES: Final = re.compile(
    r"(?i)\b(?:comments?|related|articles?|share|follow|subscribe|sign|log|read|more|watch|listen|menu|search|home|advert\w*"
    r"|newsletters?|trending|popular|latest|hashtags?|features?|explore|photos?|images?|videos?|gallery|topics?|tags?"
    r"|updated|published|posted|min|mins|minutes?|ago|next|previous|story|stories|top|breaking|live|click|view|all|print|email"
    r"|copyright|rights|reserved|privacy|policy|terms|cookies?|by|opinion|world|politics|business|sports?|health|technology|entertainment|science)\b"
)
_DASHED: Final = re.compile(r"^[-–—•|]\s*(?P<name>[^\W_][^|]{1,40})$")
_LABELLED: Final = re.compile(
    r"^(?:source|published (?:by|in|on)|from|via|publisher|outlet|©|\(c\)|copyright)\s*[:©]?\s*(?:(?:19|20)\d\d(?:-\d{2,4})?,?\s)?"
    r"(?P<name>[A-Z][^|.,;:()]{1,40})",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"^By\s[A-Z][^,|]{2,60}[,|]\s*(?:for\s)?(?P<name>(?:The\s)?[A-Z][^,|.]{2,40})$"
)
_LINE_LIMIT: Final = 60
_SAME_HEADLINE: Final = re.compile(r"\s[|–—-]\s(?P<name>[^|–—]{2,40})$")
_HOST: Final = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|news|tv|[a-z]{2}))\b"
)


def find_outlet(before: Sequence[str], title: str, stated: str = "", url: str = "") -> str:
    """Return the outlet's name, or ``unknown``.

    `before` are the lines above the headline that are no story text (the nearest last), `stated`
    is what the format says and `url` the story's address.
    """
    name = clean_outlet(stated)
    if name != UNKNOWN:
        return name
    near = [line.strip() for line in before if line.strip()][-6:]
    return (
        _paired(near)
        or _labelled(near)
        or _in_title(title)
        or _beside_time(near)
        or _host(url)
        or UNKNOWN
    )


def clean_outlet(stated: str) -> str:
    """Return an outlet's name as a format states it, without what is not the name."""
    name = " ".join(stated.split())
    if name.startswith(("http://", "https://")) or re.fullmatch(r"(?:[\w-]+\.)+\w{2,4}", name):
        return _host(name) or UNKNOWN
    name = re.split(r"\s+[|–—»:]\s+|\s+-\s+", name)[0].strip(" -|»")
    return name[:80] or UNKNOWN


def _paired(lines: Sequence[str]) -> str:
    """A line that stands twice, once behind a dash, as aggregators print the outlet."""
    for line in reversed(lines):
        match = _DASHED.match(line)
        if match and any(other.casefold() == match["name"].strip().casefold() for other in lines):
            return match["name"].strip()
    return ""


def _labelled(lines: Sequence[str]) -> str:
    for line in reversed(lines):
        if len(line) > 100:
            continue
        match = _LABELLED.match(line) or _BYLINE.match(line)
        if match and _could_be_name(match["name"].strip()) and _NAME_WORDS.search(match["name"]):
            return match["name"].strip()
    return ""


def _in_title(title: str) -> str:
    match = _SAME_HEADLINE.search(title)
    return match["name"].strip() if match and _NAME_WORDS.search(match["name"]) else ""


def _beside_time(lines: Sequence[str]) -> str:
    """A short line of capitalised words next to a time line, or one that can only be an outlet.

    Menus hold "News", "U.S. News" and "Nightly News": words of outlet names alone do not count.
    """
    for number in reversed(range(len(lines))):
        line = re.split(r"\s+[|•·]\s+", lines[number])[0].strip("-–—•| ")
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        timed = any(len(other) <= _LINE_LIMIT and find_relative(other) for other in beside)
        if _could_be_name(line) and (timed or _SURELY.match(line)):
            return line
    return ""


def _could_be_name(line: str) -> bool:
    words = line.split()
    if not 1 <= len(words) <= 5 or len(line) > 40 or line[-1:] in ".?!:;,":
        return False
    if _NOT_NAMES.search(line) and not _NAME_WORDS.search(line):
        return False
    small = {"of", "the", "and", "for", "de", "la", "le", "el", "in", "&"}
    return all(word[0].isupper() or word[0].isdigit() or word in small for word in words)


def _host(url: str) -> str:
    """Return the host of an address without ``www.``; the address of an outlet names it."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|edition|mobile)\.", "", host) if _HOST.fullmatch(host) else ""


# -- day and month ------------------------------------------------------------------------------

_DAY_FIRST: Final = re.compile(
    r"\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|lk|sg|my|hk|fr|de|es|it|nl|be|at|ch|pt|br|mx|ar|pl|ru|tr|eu)\b"
    r"|\b(?:BBC|Guardian|Telegraph|Independent|Daily Mail|Daily Mirror|Evening Standard|Sky News|ITV|Irish"
    r"|Hindu(?:stan)?|Indian|NDTV|News18|Deccan|Economic Times|Times of India|Mint|Dawn|Daily Star|Al Jazeera"
    r"|Straits Times|Sydney|Melbourne|Australian|ABC News Australia|NZ|Stuff|Punch|Vanguard|Mail & Guardian"
    r"|Gulf|Khaleej|Arab News|France 24|Deutsche Welle|Euronews|Scotsman|Financial Times)\b"
)
_MONTH_FIRST: Final = re.compile(
    r"\b(?:CNN|NBC|CBS|MSNBC|Fox News|NPR|PBS|Washington|New York|Los Angeles|Chicago|Boston|Wall Street"
    r"|USA|Politico|Axios|Bloomberg|San|Houston|Dallas|Miami|Denver|Seattle|Philadelphia|Associated Press|Newsweek|Hill)\b"
    r"|\.us\b|\.gov\b"
)


_EDITION: Final = re.compile(r"/en[-_](us|gb|uk|au|in|nz|ie|za|sg)(?:/|$)", re.IGNORECASE)


def day_first_of(outlet: str, url: str = "") -> bool | None:
    """Return whether an outlet writes the day before the month; None where its name does not tell."""
    host = _host(url)
    edition = _EDITION.search(url)
    if edition:
        return edition[1].lower() != "us"
    if _DAY_FIRST.search(outlet) or _DAY_FIRST.search(host):
        return True
    if _MONTH_FIRST.search(outlet) or _MONTH_FIRST.search(host):
        return False
    return None
