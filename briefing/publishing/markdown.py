"""`brief.md`: the brief as Markdown that is pleasant to read raw (CommonMark, GFM tables, footnotes).

News comes first; what is behind it stands in footnotes, by outlet, and at the end.  Story text is escaped so that none of
it acts as markup; file names stand in code spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.language.wording import Wording
from briefing.publishing.origin import outlets
from briefing.publishing.page import (
    Article,
    Change,
    Contested,
    FileRow,
    Note,
    NotedText,
    Page,
    Rendering,
    Single,
    Source,
    Witness,
)
from briefing.publishing.plaintext import one_line
from briefing.publishing.shown import unsaid

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
    """Return a brief as Markdown: title, items by rank (under their sections), then counts, files and footnotes."""
    words = page.words
    blocks = [
        f"# {escape(page.title)}",
        *(block for one in page.news if not one.is_short for block in _article(one, words)),
        *_short(page),
        *_unchanged(page),
        *([] if page.articles else [words.say("empty")]),
        f"## {words.say('page.about')}",
        *(f"> {escape(remark)}" for remark in page.remarks),
        page.counts,
        *_dates(page),
        *_files(page),
        *(_footnote(line, words) for line in _marked(page)),
    ]
    return "\n\n".join(blocks) + "\n"


def _article(article: Article, words: Wording) -> list[str]:
    """Return the blocks of one item."""
    level = "###" if article.item.section else "##"
    return [
        *([f"## {escape(article.opens)}"] if article.opens else []),
        f"{level} {article.item.rank} · {escape(article.item.headline)}",
        f"*{escape(article.origin)}*",
        *_novelty(article, words),
        *([_prose(article.lines)] if article.lines else []),
        *(_disagreement(one, words) for one in article.contested),
        *(_only(single, words) for single in article.single),
    ]


def _short(page: Page) -> list[str]:
    """Return the items beyond the minutes that the reader asked for, one line each."""
    lines = [
        f"- {one.item.rank} · **{escape(one.item.headline)}** *({escape(one.origin)})* {_prose(one.lead)}".rstrip()
        for one in page.short
    ]
    heading = f"## {page.words.say('page.beyond_short', minutes=page.beyond)}"
    return [heading, "\n".join(lines)] if lines else []


def _marked(page: Page) -> Iterable[NotedText]:
    """Return what has a mark, those sentences left out that are not told."""
    told = {line.number for one in page.articles if not one.is_short for line in one.told}
    told |= {line.number for one in page.short for line in one.lead}
    return (line for line in page.marked if line.number in told)


def _unchanged(page: Page) -> list[str]:
    """Return the items without news, one line each."""
    lines = [_unchanged_line(article, page.words) for article in page.unchanged]
    heading = f"## {page.words.say('page.unchanged')}"
    return [heading, "\n".join(lines)] if lines else []


def _unchanged_line(article: Article, words: Wording) -> str:
    since = article.item.new_since
    day = words.long_date(since.date) if since else ""
    told = f"{escape(article.origin)}, {words.say('page.unchanged_since', date=day)}"
    return f"- **{escape(article.item.headline)}** *({told})* {_prose(article.lines)}".rstrip()


def _only(single: Single, words: Wording) -> str:
    name = (
        f"{words.say('only_outlet')} {escape(single.outlet)}"
        if single.outlet
        else words.say("only_report")
    )
    return f"**{name}:** {_prose(single.lines)}"


def _prose(lines: Iterable[NotedText]) -> str:
    return " ".join(escape(line.text) + _mark(line) for line in lines)


def _mark(line: NotedText) -> str:
    return f"[^{line.number}]" if line.number else ""


def _disagreement(one: Contested, words: Wording) -> str:
    """Return the table of the values that stand against each other, a row for each."""
    kind = f" · {words.say(f'disagreements.{one.kind}')}"
    known = any(one.later)
    head = escape(one.about) + ("" if known else kind)
    rows = [f"| {words.say('page.differ')} | {head} |", "|---|---|"]
    rows += [
        f"| {escape(outlets(value, words))} | {escape(form)}{_mark(value)}{kind if later else ''} |"
        for value, form, later in zip(one.values, one.forms, one.later, strict=True)
    ]
    return "\n".join(rows)


def _novelty(article: Article, words: Wording) -> list[str]:
    """Return what is new since an earlier day, and what has changed."""
    since = article.item.new_since
    if since is None:
        return []
    title = f"**{words.say('new_since', date=words.long_date(since.date))}**"
    new = [f"{title} {_prose(article.new)}"] if article.new else []
    changes = [_change(change, words) for change in article.changes]
    return [*changes, *new] if article.changes_first else [*new, *changes]


def _change(change: Change, words: Wording) -> str:
    earlier = words.say("earlier_said", date=words.long_date(change.day))
    return (
        f"**{words.say('changed')}** {_prose([change.now])} *{earlier}* {_prose([change.before])}"
    )


def _dates(page: Page) -> list[str]:
    """Return how the days of those items are known that not every file states, one line each."""
    told = [
        f"- {article.item.rank} · {_witness(witness, page.words)}"
        for article in page.articles
        for dating in article.datings
        for witness in dating.witnesses
        if witness.basis not in ("stated", "unknown")
    ]
    return [f"**{page.words.say('page.dates')}**", "\n".join(told)] if told else []


def _witness(witness: Witness, words: Wording) -> str:
    known = f"{words.say(f'bases.{witness.basis}')} {', '.join(map(_code, witness.files))}"
    return f"{known}: {escape(witness.evidence)}" if witness.evidence else known


def _files(page: Page) -> list[str]:
    """Return the table in which every input file stands once."""
    words = page.words
    if not page.rows:
        return [words.say("no_files")]
    names = ("file", "stories", "state", "left_out")
    heads = " | ".join(words.say(f"page.{name}") for name in names)
    return [
        "\n".join([f"| {heads} |", "|---|---|---|---|", *(_row(row, words) for row in page.rows)])
    ]


def _row(row: FileRow, words: Wording) -> str:
    entry = row.entry
    why = "; ".join(escape(text) for text in (entry.reason, *entry.notes) if text)
    state = words.say(f"states.{entry.state}") + (f": {why}" if why else "")
    left_out = ", ".join(f"{escape(rule)} {number}" for rule, number in row.left_out) or _DASH
    return f"| {_code(entry.file)} | {row.stories} | {state} | {left_out} |"


def _footnote(line: NotedText, words: Wording) -> str:
    """Return the sources of a sentence by outlet; a passage that the sentence repeats stands there alone."""
    told = "; ".join(_source(source, line, words) for source in line.sources)
    if line.verdict is None or line.verdict.kind == "verbatim":
        return f"[^{line.number}]: {told}"
    support = words.say("support", score=words.score(line.verdict.score))
    return f"[^{line.number}]: {told} · {words.say(f'verdicts.{line.verdict.kind}')}, {support}"


def _source(source: Source, line: NotedText, words: Wording) -> str:
    places = ", ".join(_place(note, line, words) for note in source.notes)
    copies = ", ".join(map(escape, source.copies))
    same = f" ({words.say('same_in', names=copies)})" if copies else ""
    day = f", {words.long_date(source.day)}" if source.day else ""
    return (f"{escape(source.name)}{day}, " if source.name else "") + places + same


def _place(note: Note, line: NotedText, words: Wording) -> str:
    cited = note.citation
    place = f"{_code(cited.file)} {cited.start}{_DASH}{cited.end}"
    if note.earlier is not None:
        place += f" ({words.say('reported_on', date=words.long_date(note.earlier))})"
    quote = unsaid(note, line)
    return f"{place}: {words.quote(escape(quote))}" if quote else place


def _code(name: str) -> str:
    """Return a file name as a code span, or escaped where it holds what a code span cannot."""
    shown = one_line(name)
    return escape(name) if not shown or set(shown) & set("`|\\") else f"`{shown}`"


RENDERING: Final = Rendering("brief.md", to_markdown)
