"""Lines of a page that are the paper's own voice: notices, credits, calls to its readers.

Lists of what they say stand in ``language/<code>/webpages.toml``; how credits are set is the same in all.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import together

_WORDS: Final = together()
_NOTICE_LENGTH: Final = 500
_NOTICE: Final = re.compile(rf"(?i)\b{_WORDS.pattern('webpages.notices')}")
_WHOLE: Final = re.compile(rf"(?i)\W{{0,3}}{_WORDS.pattern('webpages.lines')}\W{{0,3}}")
_READERS: Final = re.compile(rf"(?i)\b{_WORDS.either('webpages.readers')}\b")
_QUOTED: Final = re.compile('["“”„«»]')
_MAIL: Final = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w{2}")
_MAIL_WORDS: Final = 14
_NAME: Final = r"[^\W\d_a-zà-ÿ][\w.'’-]{0,30}"
_NAMES: Final = rf"{_NAME}(?:\s{_NAME}){{0,3}}"
LONGEST_CREDIT: Final = 60
"""Characters of the longest line that only says whose a picture is."""
_CREDIT_LENGTH: Final = 300
_CAPTION_LENGTH: Final = 450
"""Characters of the longest line that a picture's owner can make its text: agencies write up to three sentences."""
_LABEL: Final = rf"{_WORDS.pattern('webpages.credit_labels')}\s?[:©/|]\s?"
_LABELLED_CREDIT: Final = re.compile(rf"(?i)\W{{0,3}}{_LABEL}[^.!?]{{2,80}}")
_ENDING_CREDIT: Final = re.compile(rf"(?i)(?:[.!?)”\"]|\s)\s?\(?(?:{_LABEL}|©\s?)[^.!?]{{2,70}}$")
_RIGHTS: Final = re.compile(r"(?i)\W{0,3}(?:copyright\b|©|\(c\)\s).{0,200}")
_SLASHED_CREDIT: Final = re.compile(
    rf"(?:^|[.!?)”\"]\s+)\(?{_NAMES}\s?/\s?{_NAMES}(?:\s(?:via|für|pour)\s{_NAMES})?\)?$"
)
_POINTING: Final = re.compile(r"\(see\s[^()]*\)$")
_PERSON: Final = rf"{_NAME}\s{_NAME}(?:\s{_NAME})?"
_MAKERS: Final = rf"(?:The\s)?{_NAME}(?:\s(?:&\s)?{_NAME}){{0,3}}"
_STROKES: Final = rf"(?:\s?/\s?{_MAKERS}){{1,2}}(?:,?\s(?:via|für|pour)\s{_MAKERS})?(?:,\s{_NAME})?"
_MADE_BY: Final = (
    rf"(?i:{_LABEL}){_NAMES}(?:\s?[/,]\s?{_MAKERS}){{0,3}}(?:\s(?:via|für|pour)\s{_MAKERS})?"
)
_MONTHS: Final = _WORDS.either("calendar.months", "calendar.short_months")
_BEHIND_WORDS: Final = r"(?:[^\W\d_]{3}[.!?]|[)”\"])\s+"
_BEHIND_A_DAY: Final = (
    rf"(?:\b(?:19|20)\d\d|\b{_MONTHS}\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\b\d{{1,2}}\s{_MONTHS})[.]\s+"
)
"""The text of a picture ends with the day of the picture; other figures are results."""
_NAMED_CREDIT: Final = re.compile(
    rf"{_BEHIND_WORDS}\(?{_PERSON}\s?/\s?(?:The\s)?{_NAMES}\)?$"
    rf"|(?:{_BEHIND_WORDS}|{_BEHIND_A_DAY})\((?:{_PERSON}{_STROKES}|[A-Z]{{2,8}}\s?/\s?{_PERSON})\)(?:\s\([^()]{{2,60}}\))?$"
    rf"|(?:{_BEHIND_WORDS}|{_BEHIND_A_DAY})\(?{_MADE_BY}\)?$"
)
"""A person and an agency at a stroke, or a label and names, behind the end of a sentence; in brackets, or with a label, behind a day as well."""
_CREDIT_MARKS: Final = frozenset("/:©|")
"""One of these is in everything that _NAMED_CREDIT matches, and in few lines: 200 times cheaper."""
_BARRED_CREDIT: Final = re.compile(
    rf"[.!?)”\"]\s+\|\s(?:{_PERSON}\s?/\s?(?:[A-Z]{{2,10}}|Getty)\b|AP\sPhoto\b|Getty\sImages\b)[^.!?]{{0,100}}$"
)
"""A person and an agency behind a bar; what may be behind it, without a mark at its end, is the headline."""
_SENTENCE_END: Final = re.compile(r"[.!?][)”\"]?\s+(?=[\W\d]?[A-ZÀ-Ý])")
_MOST_SENTENCES: Final = 3
_FILM: Final = re.compile(
    rf"[.!?]\s+(?:\({_WORDS.either('calendar.months', 'calendar.short_months')}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\)\s{_NAMES}|\([0-5]:\d\d\))$"
)
"""Behind the end of a sentence the day and the maker of a film, "(Feb. 5) AP", or how long it runs."""
_PLAYER: Final = re.compile(_WORDS.pattern("sentences.players"))
_OWNER: Final = r"\([A-Z][\w ]{1,30}\)"
_BRACKETED_CREDIT: Final = re.compile(
    rf"(?:\((?=[^()]*(?:\b[A-Z]|[:/]))(?i:[^()]{{0,30}}\b{_WORDS.pattern('webpages.credit_labels')}\b)[^()]{{0,60}}\)(?:\s?{_OWNER})?"
    rf"|(?:\.\.\.|\u2026)\s?{_OWNER})$"
)
"""With an owner: "(see picture)" names none."""


def is_notice(line: str) -> bool:
    """Whether a line tells how the page works or what the paper earns by it."""
    if len(line) > _NOTICE_LENGTH:
        return False
    if _WHOLE.fullmatch(line) or _NOTICE.search(line):
        return True
    return line.count(" ") < _MAIL_WORDS and line[-1:] != "." and _MAIL.search(line) is not None


def is_credit(line: str) -> bool:
    """Whether a line tells whose a picture or a text is.

    As in "Photo: Ilse Orr", "A crane on Monday. Ilse Orr/Agency", "A crane on Monday. © Ilse Orr", "A crane (File photo, Ilse Orr)",
    "A crane on Monday. The hand... (Agency)", as agencies cut the texts of their pictures.
    """
    if len(line) > _CREDIT_LENGTH:
        return False
    whole = _LABELLED_CREDIT.fullmatch(line) or _RIGHTS.fullmatch(line)
    return whole is not None or any(
        p.search(line) for p in (_SLASHED_CREDIT, _ENDING_CREDIT, _BRACKETED_CREDIT)
    )


def ends_with_credit(line: str) -> bool:
    """Whether a line ends with whose picture it is, and tells what that shows therefore; news seldom ends so.

    Not asked: rights ("© …"), which papers set behind their last sentence, and labels in front ("Video: …").
    """
    return (
        _may_be_caption(line)
        and not _POINTING.search(line)
        and (_has_named_credit(line) or any(p.search(line) for p in (_BRACKETED_CREDIT, _FILM)))
    )


def _has_named_credit(line: str) -> bool:
    return not _CREDIT_MARKS.isdisjoint(line) and _NAMED_CREDIT.search(line) is not None


def has_barred_credit(line: str) -> bool:
    """Whether a bar and a picture's maker stand behind a sentence of a line: "The ferry on Monday. | Ulla Kern/Harbour Pictures"."""
    return _may_be_caption(line) and _BARRED_CREDIT.search(line) is not None


def _may_be_caption(line: str) -> bool:
    """Whether a line is as short as a picture's text with its maker: a longer one, with more sentences, is a story in one paragraph."""
    if len(line) <= _CREDIT_LENGTH:
        return True
    return len(line) <= _CAPTION_LENGTH and len(_SENTENCE_END.findall(line)) <= _MOST_SENTENCES


def opens_with_player(line: str) -> bool:
    """Whether a line opens with the button that closes a player: what stands behind it tells what its film shows."""
    return len(line) <= _NOTICE_LENGTH and _PLAYER.match(line) is not None


def is_known_line(line: str) -> bool:
    """Whether a line, as a whole, is one of those by which pages tell what can be done on them."""
    return _WHOLE.fullmatch(line) is not None


def speaks_to_readers(line: str) -> bool:
    """Whether a line has words for its readers, or for those who make the page, and quotes nobody."""
    return _READERS.search(line) is not None and _QUOTED.search(line) is None
