"""Saved mails: single stories and newsletters with several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final

from briefing.language.base import together
from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.digests import passed_on, pieces_of
from briefing.reading.formats.forwards import Forward, forward_or_text
from briefing.reading.formats.html import TOO_MANY_TAGS, is_endless
from briefing.reading.formats.letter_lines import Line
from briefing.reading.formats.letters import below_headline, without_frame
from briefing.reading.formats.linked import linked_headings
from briefing.reading.formats.message import content_of, header_of, in_text, inside, parse_message
from briefing.reading.formats.parts import Parsed, Part, Refusal, compose, require_lines, tidy
from briefing.reading.formats.tails import without_tail
from briefing.reading.limits import MOST_LINES

_HEADER: Final = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version"
    rb"|Content-Type|Reply-To|List-Unsubscribe|X-[\w-]+):[ \t]",
    re.IGNORECASE,
)
_WORDS: Final = together()
_FORWARDS: Final = re.compile(
    rf"^(?:{_WORDS.either('furniture.mail_prefixes')}\s*:\s*)+", re.IGNORECASE
)
_NAMES: Final = _WORDS.pattern("outlets.name_words")
_NAMED: Final = re.compile(rf"\b{_NAMES}\b")
_PAPER: Final = re.compile(rf"(?:[A-Z][\w’'-]{{1,30}} ){{1,3}}{_NAMES}\b")
_SERVICE: Final = re.compile(
    rf"^(?P<name>.{{0,80}}\b{_NAMES}\b.{{0,40}}?)\s+{_WORDS.either('letters.sender.services')}$",
    re.IGNORECASE,
)
_PERSON_AT: Final = re.compile(
    rf"^[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*)?\s{_WORDS.either('letters.sender.joint')}\s(?P<name>.{{0,60}}\b{_NAMES}\b.{{0,40}})$"
)
_VIA: Final = re.compile(rf"\s{_WORDS.either('letters.sender.via')}\s.{{1,60}}$")
_BYLINE: Final = re.compile(
    rf"^{_WORDS.pattern('outlets.byline')}\s[^,|]{{3,60}}[,|]\s*(?P<name>[^,|.]{{3,60}})$"
)
_DEEPEST: Final = 3
"""Mails inside mails that are opened."""


def looks_like_mail(data: bytes) -> bool:
    """Whether `data` opens with at least three of the usual header lines."""
    head = re.split(rb"\r?\n\r?\n", data[:16384].lstrip(), maxsplit=1)[0]
    lines = [line for line in head.splitlines() if not line.startswith((b" ", b"\t"))]
    known = sum(1 for line in lines if _HEADER.match(line))
    return bool(lines) and _HEADER.match(lines[0]) is not None and known >= 3


def parse_mail(data: bytes) -> Parsed:
    """Return the stories of a mail, or all of its text where they are still to be cut.

    A letter with headings gives a section for each story; any other mail one section with sender and
    date.  A mail that was sent on speaks for itself: sender and date are its own.
    """
    notes: list[str] = []
    message = parse_message(data)
    parts = _parts(message, notes, 0)
    kind = "multipart/digest" if _posts(message) else "message/rfc822"
    return compose(parts, notes, kind)


def _parts(message: EmailMessage, notes: list[str], depth: int) -> list[Part]:
    held, around = inside(message), 0
    while len(held) == 1:  # sent on, and sent on again
        message, held, around = held[0], inside(held[0]), around + 1
    posts = [] if held else _posts(message)
    if posts:
        notes.append(f"{len(posts)} mails of a digest were read in its place")
        return [part for one in posts for part in _stories(one, notes, is_post=True)]
    if around:
        notes.append(f"read as the mail inside: it was sent on {around} times")
    if held and depth >= _DEEPEST:
        notes.append(f"{len(held)} mails inside a mail inside mails were not read")
    elif held:
        notes.append(f"{len(held)} mails inside the mail were read in its place")
        return _inner(held, notes, depth)
    attached = sum(1 for _ in message.iter_attachments())
    if attached:
        notes.append(f"{attached} attachments were not read")
    return _stories(message, notes)


def _posts(message: EmailMessage) -> list[EmailMessage]:
    """The mails of a list's digest; who has posted them is no outlet, unless called like one."""
    held = in_text(message, content_of(_part_of(message, "plain")))
    for one in held:
        if not _NAMED.search(parseaddr(header_of(one, "from"))[0]):
            del one["from"]
    return held


def _inner(held: Sequence[EmailMessage], notes: list[str], depth: int) -> list[Part]:
    """The parts of mails inside a mail; one that is refused costs itself alone, unless nothing else is there."""
    parts, refused = list[Part](), None
    for one in held:
        try:
            parts += _parts(one, notes, depth + 1)
        except Refusal as refusal:
            refused = refusal
            notes.append(f"a mail inside the mail was not read: {refusal}")
    if refused and not parts:
        raise refused
    return parts


def _stories(message: EmailMessage, notes: list[str], *, is_post: bool = False) -> list[Part]:
    lines, subject = _body(message), header_of(message, "subject")
    sender, published = header_of(message, "from"), header_of(message, "date")
    read = forward_or_text(lines)
    if isinstance(read, Forward):
        forward = read
        notes.append(f"sent on by {sender[:80]}: read as the mail inside")
        lines, sender, published = list(forward.lines), forward.sender, forward.date or published
        subject = forward.subject or subject
    else:
        lines = read
    name = _sender(sender, lines)
    title = _FORWARDS.sub("", subject)
    kept = without_frame(lines, name)
    whole = Part(title, "", name, published, language=header_of(message, "content-language"))
    pieces = pieces_of(kept, (name, title))
    if pieces:
        kept = [line for piece in pieces for line in (Line(piece.title), *piece.lines)]
    left_out = _count(lines) - _count(kept)
    if left_out > 0:
        notes.append(f"{left_out} lines of the letter that are of no story were left out")
    article = passed_on(kept) if is_post and not pieces else None
    if article:
        named = {found[0].strip() for found in _PAPER.finditer(f"{title}\n{article.label}")}
        outlet = named.pop() if len(named) == 1 else name
        return [whole._replace(title=article.title, body=_joined(article.lines), outlet=outlet)]
    if not pieces:
        return [whole._replace(body=without_tail(tidy(_joined(below_headline(kept, title)))))]
    return [
        whole._replace(title=one.title, body=_joined(one.lines), published=one.label or published)
        for one in pieces
    ]


def _count(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if line.text.strip())


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _sender(field: str, lines: Sequence[Line]) -> str:
    """The outlet that a mail comes from; an address alone names none."""
    name, _ = parseaddr(re.sub(r"\[mailto:([^\]]{1,200})\]", r"<\1>", field))
    name = _VIA.sub("", name).strip("'\" ") if "@" not in name else ""
    person = _PERSON_AT.match(name)
    service = _SERVICE.match(name)
    name = person["name"] if person else service["name"] if service else name
    return next(_fuller(name, lines), name)


def _fuller(name: str, lines: Sequence[Line]) -> Iterator[str]:
    """The name as a byline gives it in full ("By Ida Falk, Port Tarn Courier")."""
    for line in lines:
        byline = _BYLINE.match(line.text.strip()) if len(line.text) < 140 else None
        if name and byline and set(name.split()) <= set(byline["name"].split()):
            yield byline["name"].strip()


def _body(message: EmailMessage) -> list[Line]:
    """Return the lines of the body.

    The plain part is taken where the HTML part has no headings, unless it is a stub beside it
    ("view in browser").
    """
    plain, markup = (content_of(_part_of(message, kind)) for kind in ("plain", "html"))
    if is_endless(markup) and not plain.strip():
        raise Refusal(TOO_MANY_TAGS, "too_large")
    try:
        shown = [Line(*one) for one in linked_headings(markup)]
    except Refusal:
        if not plain.strip():
            raise
        shown = []
    if shown and plain.count("\n") > MOST_LINES:
        return shown
    require_lines(plain.count("\n"))
    text = tidy(plain)
    is_structured = sum(line.is_heading for line in shown) >= 2
    if is_structured or len(text) * 2 < sum(len(line.text) for line in shown):
        return shown
    return [Line(line) for line in text.split("\n")]


def _part_of(message: EmailMessage, kind: str) -> EmailMessage | None:
    part = message.get_body((kind,))
    return part if isinstance(part, EmailMessage) else None


def _recognises(sample: Sample) -> bool:
    return sample.ending in {".eml", ".mht", ".mhtml"} or looks_like_mail(sample.head)


FORMAT: Final = Format("mail", _recognises, lambda data, _: parse_mail(data))
