"""`brief.md`: the brief as Markdown that is pleasant to read raw (CommonMark, GFM tables, footnotes).

Story text is escaped so that none of it acts as markup; file names stand in code spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.publishing.page import (
    Article,
    Change,
    Contested,
    Dating,
    FileRow,
    Line,
    Note,
    Page,
    Rendering,
)
from briefing.publishing.plaintext import one_line
from briefing.publishing.wording import (
    BASES,
    DISAGREEMENTS,
    STATES,
    VERDICTS,
    counted,
    long_date,
    score_words,
    weekday_date,
)

# What can act inside a line: emphasis, code, links, HTML, tables, strike-through, mathematics,
# attributes (Pandoc), hashtags and mentions (forges); an ampersand only where it opens an entity;
# what makes a bare address a link (GFM autolinks, and the bare domains of linkify); an exclamation
# mark at the end, because a footnote mark follows it.  GitHub links an e-mail address whatever is
# escaped (cmark-gfm looks for them after all escapes are gone); such a link shows its own target.
# 19,874 texts of such signs through cmark-gfm and linkify gave no other markup.
_INLINE: Final = re.compile(
    r"[\\`*_\[\]<{}|~$^#@]"
    r"|&(?=#?\w{1,32};)"
    r"|:(?=/)"
    r"|(?<=www)\."
    r"|(?<=[^\W_])\.(?=[^\W\d_]{2})"
    r"|!$",
    re.IGNORECASE,
)
_DASH: Final = "\N{EN DASH}"

# What acts only at the start of a line: lists, quotes, underlined headings, definitions.
_AT_START: Final = re.compile(r"^([-+=>:%]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Return `text` as one line of Markdown that shows exactly its characters, with no markup.

    White space runs become one space, control characters go (CommonMark 0.31, section 2.4:
    a backslash before ASCII punctuation makes it literal).
    """
    line = _INLINE.sub(lambda found: "\\" + found[0], one_line(text))
    return _AT_START.sub(
        lambda found: found[0] + "\\" if found[0].isdecimal() else "\\" + found[0], line
    )


def to_markdown(page: Page) -> str:
    """Return a brief as Markdown: title, counts, items by rank, sources, footnotes."""
    blocks = [
        f"# Morning brief · {weekday_date(page.brief.date)}",
        page.counts,
        *(f"> {escape(remark)}" for remark in page.remarks),
        *(block for article in page.articles for block in _article(article)),
        *([] if page.articles else ["There is nothing to report for this day."]),
        *_sources(page),
        *(_footnote(note) for note in page.notes),
    ]
    return "\n\n".join(blocks) + "\n"


def _article(article: Article) -> list[str]:
    """Return the blocks of one item."""
    return [
        f"## {article.item.rank} · {escape(article.item.headline)}",
        f"*{_provenance(article)}*",
        *([_prose(article.lines)] if article.lines else []),
        *_disagreements(article.contested),
        *(
            f"**Only in {escape(only.outlet) if only.outlet else _code(only.file)}:** "
            f"{_prose(only.lines)}"
            for only in article.single
        ),
        *_novelty(article),
    ]


def _provenance(article: Article) -> str:
    """Return who reports an item, in how many files, and how its date is known."""
    names = f" ({', '.join(map(escape, article.names))})" if article.names else ""
    reports = counted(article.item.reports, "report")
    files = counted(len(article.files), "file")
    return " · ".join([f"{reports}{names} in {files}", *map(_dating, article.datings)])


def _dating(dating: Dating) -> str:
    known = [
        f"{BASES[witness.basis]} {_listing(witness.files)}"
        + (f": {escape(witness.evidence)}" if witness.evidence else "")
        for witness in dating.witnesses
    ]
    return f"{dating.words} ({'; '.join(known)})"


def _prose(lines: Iterable[Line]) -> str:
    return " ".join(escape(line.text) + _marks(line.notes) for line in lines)


def _marks(notes: Iterable[Note]) -> str:
    return "".join(f"[^{note.number}]" for note in notes)


def _disagreements(contested: tuple[Contested, ...]) -> list[str]:
    """Return the table of the values that stand against each other."""
    if not contested:
        return []
    rows = ["| the reports differ on | kind | value | file |", "|---|---|---|---|"]
    for one in contested:
        about, kind = escape(one.about), DISAGREEMENTS[one.kind]
        for value in one.values:
            files = _listing(dict.fromkeys(note.citation.file for note in value.notes))
            rows.append(
                f"| {about} | {kind} | {escape(value.text)}{_marks(value.notes)} | {files} |"
            )
            about = kind = ""
    return ["\n".join(rows)]


def _novelty(article: Article) -> list[str]:
    """Return what is new since an earlier brief, and what corrects one."""
    since = article.item.new_since
    if since is None:
        return []
    if not article.new and not article.changes:
        return [f"**Unchanged since {long_date(since.date)}.**"]
    new = [f"- {_prose([line])}" for line in article.new]
    return [
        *(["\n".join([f"**New since {long_date(since.date)}:**", "", *new])] if new else []),
        *(_correction(change) for change in article.changes),
    ]


def _correction(change: Change) -> str:
    return (
        f"**Corrected:** {_prose([change.now])} "
        f"*Earlier brief of {long_date(change.day)}:* {_prose([change.before])}"
    )


def _sources(page: Page) -> list[str]:
    """Return the table in which every input file stands once."""
    rows = ["| file | stories | state | left out |", "|---|---|---|---|", *map(_row, page.rows)]
    return ["## Sources", "\n".join(rows) if page.rows else "No files were found."]


def _row(row: FileRow) -> str:
    entry = row.entry
    why = "; ".join(escape(text) for text in (entry.reason, *entry.notes) if text)
    state = STATES[entry.state] + (f": {why}" if why else "")
    total = counted(sum(number for _, number in row.left_out), "passage")
    rules = ", ".join(f"{escape(rule)} {number}" for rule, number in row.left_out)
    left_out = f"{total}: {rules}" if rules else _DASH
    return f"| {_code(entry.file)} | {row.stories} | {state} | {left_out} |"


def _footnote(note: Note) -> str:
    cited = note.citation
    quote = f"“{escape(cited.quote)}”"
    parts = [_code(cited.file), f"{cited.start}{_DASH}{cited.end}", quote]
    if note.verdict is not None:
        parts.append(f"*{VERDICTS[note.verdict.kind]}, support {score_words(note.verdict.score)}*")
    if note.earlier is not None:
        parts.append(f"*cited by the brief of {long_date(note.earlier)}*")
    return f"[^{note.number}]: " + " · ".join(parts)


def _listing(files: Iterable[str]) -> str:
    return ", ".join(map(_code, files))


def _code(name: str) -> str:
    """Return a file name as a code span, or escaped where it holds what a code span cannot."""
    shown = one_line(name)
    return escape(name) if not shown or set(shown) & set("`|\\") else f"`{shown}`"


RENDERING: Final = Rendering("brief.md", to_markdown)
