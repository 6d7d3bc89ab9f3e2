"""`briefing store`: what is kept between runs."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.common import DebugOption, folders, print_text

app = typer.Typer(
    help="Look at what is kept between runs: answers of models, what earlier days said.",
    no_args_is_help=True,
)

_FILE = "state.sqlite"


@app.command("stats")
def stats(debug: DebugOption = False) -> None:  # noqa: ARG001  # read from the command line by main()
    """Print where it lies, how large it is, and how old."""
    from briefing.store import Store

    path = folders().state / _FILE
    with Store(path) as store:
        found = store.statistics()
        print_text(f"{path}: {found.size / 1e6:.1f} MB")
        print_text(f"answers: {found.answers}, asked for since {found.oldest_answer or '-'}")
        print_text(f"days: {found.days}, since {found.oldest_day or '-'}")
        for told in filter(None, (store.mended, store.trouble)):
            print_text(f"trouble: {told}")
        if store.trouble:
            raise typer.Exit(1)


@app.command("prune")
def prune(
    days: Annotated[int, typer.Option("--days", min=0, help="Days without use.")] = 31,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Drop answers that no run has asked for in so many days, and give their space back."""
    from briefing.store import Store

    path = folders().state / _FILE
    with Store(path) as store:
        before = store.statistics().size
        dropped = store.forget(days or -1)
        store.compact()
        saved = (before - path.stat().st_size) / 1e6 if path.exists() else 0
        print_text(f"{dropped} answers dropped, {saved:.1f} MB given back")


@app.command("check")
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Save what can be read.")] = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Read everything once, and say what is damaged; with --repair, keep what is not.

    Exit code 1 where something is damaged and was not repaired.
    """
    import sqlite3

    from briefing.store import Store, salvage, waiting

    path = folders().state / _FILE
    if not path.exists():
        print_text(f"{path}: nothing is kept yet")
        return
    try:
        database = sqlite3.connect(path)
        found = [row[0] for row in database.execute("PRAGMA integrity_check(20)")]
        database.close()
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if not path.stat().st_size:
        found = ["it is empty, and was not made so: it was cut off"]
    if found == ["ok"]:
        with Store(path) as store:
            found = store.faults() or ["ok"]
    print_text(f"{path}: {'; '.join(found)}")
    if found == ["ok"]:
        return
    if not repair:
        print_text("briefing store check --repair saves what can be read")
        raise typer.Exit(1)
    with waiting(path.parent):
        saved = salvage(path)
    print_text(f"{saved} rows saved; the damaged file is {path.with_suffix('.broken')}")
