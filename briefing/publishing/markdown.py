"""`brief.md`: the brief as Markdown that is pleasant to read raw (CommonMark, GFM tables, footnotes).

Story text is escaped so that none of it acts as markup; file names stand in code spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.language.wording import Wording
from briefing.publishing.page import (
    Article,
    Change,
    Contested,
    Dating,
    FileRow,
    Note,
    NotedText,
    Page,
    Rendering,
    Single,
)
from briefing.publishing.plaintext import one_line

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
    """Return a brief as Markdown: title, counts, items by rank (under their sections), sources, footnotes."""
    words = page.words
    blocks = [
        f"# {words.say('title', day=words.weekday_date(page.brief.date))}",
        page.counts,
        *(f"> {escape(remark)}" for remark in page.remarks),
        *(block for article in page.articles for block in _article(article, words)),
        *([] if page.articles else [words.say("empty")]),
        *_sources(page),
        *(_footnote(note, words) for note in page.notes),
    ]
    return "\n\n".join(blocks) + "\n"


def _article(article: Article, words: Wording) -> list[str]:
    """Return the blocks of one item."""
    level = "###" if article.item.section else "##"
    return [
        *([f"## {escape(article.opens)}"] if article.opens else []),
        f"{level} {article.item.rank} · {escape(article.item.headline)}",
        f"*{_provenance(article, words)}*",
        *_novelty(article, words),
        *([_prose(article.lines)] if article.lines else []),
        *_disagreements(article.contested, words),
        *(_only(single, words) for single in article.single),
    ]


def _only(single: Single, words: Wording) -> str:
    name = (
        f"{words.say('only_outlet')} {escape(single.outlet)}"
        if single.outlet
        else f"{words.say('only_file')} {_code(single.file)}"
    )
    return f"**{name}:** {_prose(single.lines)}"


def _provenance(article: Article, words: Wording) -> str:
    """Return who reports an item, in how many files, and how its date is known."""
    names = f" ({', '.join(map(escape, article.names))})" if article.names else ""
    reports = words.counted(article.item.reports, "counted.report")
    files = words.counted(len(article.files), "counted.file")
    told = f"{reports}{names} {words.say('reports_in_files')} {files}"
    return " · ".join([told, *(_dating(dating, words) for dating in article.datings)])


def _dating(dating: Dating, words: Wording) -> str:
    known = [
        f"{words.say(f'bases.{witness.basis}')} {_listing(witness.files)}"
        + (f": {escape(witness.evidence)}" if witness.evidence else "")
        for witness in dating.witnesses
    ]
    return f"{dating.words} ({'; '.join(known)})"


def _prose(lines: Iterable[NotedText]) -> str:
    return " ".join(escape(line.text) + _marks(line.notes) for line in lines)


def _marks(notes: Iterable[Note]) -> str:
    return "".join(f"[^{note.number}]" for note in notes)


def _disagreements(contested: tuple[Contested, ...], words: Wording) -> list[str]:
    """Return the table of the values that stand against each other."""
    if not contested:
        return []
    rows = _heads(words, "differ", "kind", "value", "file")
    for one in contested:
        about, kind = escape(one.about), words.say(f"disagreements.{one.kind}")
        for value in one.values:
            files = _listing(dict.fromkeys(note.citation.file for note in value.notes))
            rows.append(
                f"| {about} | {kind} | {escape(value.text)}{_marks(value.notes)} | {files} |"
            )
            about = kind = ""
    return ["\n".join(rows)]


def _heads(words: Wording, *names: str) -> list[str]:
    """Return the first two lines of a table."""
    heads = " | ".join(words.say(f"heads.{name}") for name in names)
    return [f"| {heads} |", "|" + "---|" * len(names)]


def _novelty(article: Article, words: Wording) -> list[str]:
    """Return what is new since an earlier day, and what has changed."""
    since = article.item.new_since
    if since is None:
        return []
    if not since.new and not since.changed:
        return [f"**{words.say('unchanged', date=words.long_date(since.date))}**"]
    title = f"**{words.say('new_since', date=words.long_date(since.date))}**"
    new = [f"{title} {_prose(article.new)}"] if article.new else []
    changes = [_change(change, words) for change in article.changes]
    return [*changes, *new] if article.changes_first else [*new, *changes]


def _change(change: Change, words: Wording) -> str:
    earlier = words.say("earlier_said", date=words.long_date(change.day))
    return (
        f"**{words.say('changed')}** {_prose([change.now])} *{earlier}* {_prose([change.before])}"
    )


def _sources(page: Page) -> list[str]:
    """Return the table in which every input file stands once."""
    words = page.words
    rows = _heads(words, "file", "stories", "state", "left_out")
    rows += [_row(row, words) for row in page.rows]
    return [f"## {words.say('sources')}", "\n".join(rows) if page.rows else words.say("no_files")]


def _row(row: FileRow, words: Wording) -> str:
    entry = row.entry
    why = "; ".join(escape(text) for text in (entry.reason, *entry.notes) if text)
    state = words.say(f"states.{entry.state}") + (f": {why}" if why else "")
    total = words.counted(sum(number for _, number in row.left_out), "counted.passage")
    rules = ", ".join(f"{escape(rule)} {number}" for rule, number in row.left_out)
    left_out = f"{total}: {rules}" if rules else _DASH
    return f"| {_code(entry.file)} | {row.stories} | {state} | {left_out} |"


def _footnote(note: Note, words: Wording) -> str:
    cited = note.citation
    quote = words.quote(escape(cited.quote))
    parts = [_code(cited.file), f"{cited.start}{_DASH}{cited.end}", quote]
    if note.verdict is not None:
        support = words.say("support", score=words.score(note.verdict.score))
        parts.append(f"*{words.say(f'verdicts.{note.verdict.kind}')}, {support}*")
    if note.earlier is not None:
        parts.append(f"*{words.say('reported_on', date=words.long_date(note.earlier))}*")
    return f"[^{note.number}]: " + " · ".join(parts)


def _listing(files: Iterable[str]) -> str:
    return ", ".join(map(_code, files))


def _code(name: str) -> str:
    """Return a file name as a code span, or escaped where it holds what a code span cannot."""
    shown = one_line(name)
    return escape(name) if not shown or set(shown) & set("`|\\") else f"`{shown}`"


RENDERING: Final = Rendering("brief.md", to_markdown)
