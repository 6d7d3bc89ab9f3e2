"""`briefing search`: what was reported, over all days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.archive import output_folder
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    QuietOption,
    Talk,
    folders,
    parse_day,
    print_json,
    print_text,
    require_named,
    settings_from,
)
from briefing.cli.paging import is_coloured
from briefing.errors import UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from collections.abc import Sequence

    from briefing.assembly.archive import Hit, Period
    from briefing.language.lookup import Term
    from briefing.settings.config import Settings


EPILOG = """Every word must occur, in headline, sentences, outlets or section; "in quotation marks": one after the other;
ferr*: what begins so. Case and accents do not matter. The newest day comes first and, within a day, what fits best.

Examples:

  briefing search ferry

  briefing search '"harbour wall" ferr*' --since -30 --json"""


def command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
    out: Annotated[str | None, typer.Option("--out", help="Folder of the briefs.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="First day: a date, -30, monday.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last day.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Events at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of lines.")] = False,
    profile: ProfileOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Find the events of all days that have all WORDS."""
    from briefing.assembly.archive import Period
    from briefing.language.lookup import parse_query

    require_named(out)
    settings = settings_from(config, {"output.folder": out}, profile).settings
    folder = output_folder(settings)
    period = Period(_day(since, settings, "--since"), _day(until, settings, "--until"))
    query = parse_query(" ".join(words))
    if not query:
        raise UsageError(f"{' '.join(words)}: no word to look for; give letters or digits.")
    talk = Talk(quiet=quiet)
    hits = _hits(folder, settings, query, period, limit + 1, talk)
    shown = hits[:limit]
    if as_json:
        print_json([_fields(hit, folder) for hit in shown], indent=2)
    elif shown:
        print_text("\n\n".join(_told(hit, query) for hit in shown))
    if not hits:
        talk.note(f"{folder}: nothing was found.")
    elif len(hits) > limit:
        talk.note(f"there is more; --limit {limit * 5} shows more of it.")


def _day(text: str | None, settings: Settings, flag: str) -> date | None:
    return None if text is None else parse_day(text, settings, flag)


def _hits(
    folder: Path,
    settings: Settings,
    query: Sequence[Term],
    period: Period,
    limit: int,
    talk: Talk,
) -> list[Hit]:
    """Look, and once more where what was kept turns out to be damaged: then it is read anew."""
    from briefing.assembly.archive import look_for, refresh
    from briefing.store import SearchIndex

    with SearchIndex(folders().state / "search.sqlite") as index:
        for _ in range(2):
            before = index.trouble
            unread = refresh(index, folder, settings.brief.language)
            hits = look_for(index, folder, query, period, limit)
            if index.trouble == before:
                break
        if index.trouble:
            talk.note(f"note: {index.trouble}")
    for told in unread.values():
        talk.warn(f"warning: not searched: {told}")
    return hits


def _fields(hit: Hit, folder: Path) -> dict[str, object]:
    line = hit.line
    return {
        "date": hit.day.isoformat(),
        "id": line.id,
        "rank": line.place,
        "headline": line.headline,
        "section": line.section or None,
        "outlets": line.outlets,
        "sentence": hit.sentence,
        "brief": str(folder / hit.day.isoformat() / "brief.html"),
        "score": round(hit.score, 4),
    }


def _told(hit: Hit, query: Sequence[Term]) -> str:
    """A hit as lines, with its words marked where somebody sees it."""
    from briefing.language.lookup import hits
    from briefing.publishing import Style

    style = Style(is_coloured())

    def marked(text: str) -> str:
        return "".join(style.hit(piece) if hit else piece for piece, hit in hits(text, query))

    line = hit.line
    head = f"{style.quiet(hit.day.isoformat())} · {line.place} · {marked(line.headline)}"
    rest = [marked(hit.sentence), style.quiet(", ".join(line.outlets))]
    return "\n".join([head, *(f"    {text}" for text in rest if text)])
