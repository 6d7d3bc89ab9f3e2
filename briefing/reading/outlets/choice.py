"""The outlet of each story of a document: the witnesses in the order of their strength."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from briefing.reading.agencies import agency_named
from briefing.reading.outlets.beside import own_outlet, passed_on, shared_outlet
from briefing.reading.outlets.mastheads import Page, masthead
from briefing.reading.outlets.names import key_of
from briefing.reading.outlets.rows import name_in_rows, row_that_names, rows_of
from briefing.reading.outlets.stated import clean_outlet, host_of, is_sender_only
from briefing.reading.outlets.surroundings import Surroundings
from briefing.reading.settings import ReadingSettings
from briefing.records import UNKNOWN, Document, Section


def find_outlets(
    document: Document,
    around: Surroundings,
    sections: Sequence[Section | None],
    settings: ReadingSettings,
) -> list[str]:
    """Return the outlet of each of a document's stories, ``unknown`` where nothing tells.

    `around` holds the lines beside the stories, `sections` what the format states of each.  A file that
    the settings map to an outlet has that one, whatever stands in it.
    """
    mapped = _mapped(document.file, settings)
    if mapped:
        return [mapped] * len(sections)
    stated = [_stated(document, section) for section in sections]
    if all(name != UNKNOWN for name in stated):
        return stated
    shown = _shown(document, around)
    addresses = [host_of(section.url) if section else "" for section in sections]
    return [
        name if name != UNKNOWN else seen or address or UNKNOWN
        for name, seen, address in zip(stated, shown, addresses, strict=True)
    ]


def _stated(document: Document, section: Section | None) -> str:
    """What a field says.  A mail's sender may be who forwarded it: a person, or a relay without a name."""
    name = clean_outlet(section.outlet) if section else UNKNOWN
    is_mail = document.media_type in {"message/rfc822", "multipart/digest"}
    return UNKNOWN if is_mail and is_sender_only(name) else name


def _mapped(file: str, settings: ReadingSettings) -> str:
    """The outlet that the settings give a file; the first pattern decides."""
    return next((name for pattern, name in settings.outlets if is_named(pattern, file)), "")


def is_named(pattern: str, file: str) -> bool:
    """Return whether a pattern with ``*`` and ``?`` fits a file's path or its name; case does not matter."""
    names = (file, file.rpartition("/")[2])
    return any(fnmatchcase(one.casefold(), pattern.casefold()) for one in names)


def _shown(document: Document, around: Surroundings) -> list[str]:
    """The outlets that the text itself names, "" where it does not."""
    page = Page(around, document.text, document.file)
    own = [own_outlet(beside, page.speaks_of) for beside in around.beside]
    own = _with_over(_with_shared(own, around, page), around, page)
    own = _with_like_rows(own, around)
    if document.media_type != "multipart/digest":  # mails of several people: no name covers all
        own = _covered(own, masthead(page), page)
    return [agency_named(name) or name for name in own]


def _with_like_rows(own: list[str], around: Surroundings) -> list[str]:
    """Give a story the name in a line that is built as the line which names another story's outlet."""
    rows = [rows_of((*beside.head, *beside.over, *beside.above[:4])) for beside in around.beside]
    wanted = {
        row for name, one in zip(own, rows, strict=True) if (row := row_that_names(one, name))
    }
    return [name or name_in_rows(one, wanted) for name, one in zip(own, rows, strict=True)]


def _with_over(own: Sequence[str], around: Surroundings, page: Page) -> list[str]:
    """Give a story without a name the one that stands further over it, where that is no other story's."""
    found = [shared_outlet(beside.over, page.speaks_of) for beside in around.beside]
    return [
        name or (found[at] if at and own[at - 1] not in {"", found[at]} else "")
        for at, name in enumerate(own)
    ]


def _with_shared(own: list[str], around: Surroundings, page: Page) -> list[str]:
    """Give the lines between two stories to one of them.

    To the story above where the page's last story has its name below it, else to the one below, as heads
    stand above.
    """
    found = [shared_outlet(beside.shared, page.speaks_of) for beside in around.beside]
    if not any(found):
        return own
    below = bool(own[-1]) and not own[0]
    shifted = found if below else ["", *found[:-1]]
    return [name or other for name, other in zip(own, shifted, strict=True)]


def _covered(own: list[str], page: str, whole: Page) -> list[str]:
    """Let the page's name cover the stories that name none.

    The page of a digest, most of whose stories name other outlets, covers none.  A name that one story
    of several has at the edge of the page, and no other story any, is the page's.  Where somebody passes
    articles on, what stands around them is nobody's.
    """
    named = [name for name in own if name]
    passed = set(map(passed_on, whole.lines.beside))
    kinds = set(map(key_of, named))
    alone = len(own) > 1 and len(kinds) == 1 and not passed & set(named)
    if alone and len(named) == 1 and not page and whole.has_at_edge(named[0]):
        return [named[0]] * len(own)
    if page and len(kinds) > 1 and 2 * len(named) >= len(own):
        page = ""
    if not page and alone and 2 * len(named) >= len(own):
        page = named[0]
    return [name or page for name in own]
