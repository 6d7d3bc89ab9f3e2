"""Settings of somebody who means harm, and what a run touches at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Briefing = Callable[..., Any]
TEMPLATE = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% for a in range(99999) %}{% endfor %}"


def test_patterns_and_words_are_no_expressions_and_none_hangs(
    briefing: Briefing, news: Path
) -> None:
    evil = ["(a+)+$", "*" * 60 + "b", "*a" * 200, "*a" * 100, "?" * 500, "[" * 200, "[!a-", "[z-a]*", "(?P<x>", TEMPLATE, "../*", "~root/*"]  # fmt: skip
    rules = "".join(f"[[outlets]]\nmatch = {one!r}\nname = {'x' + one[:150]!r}\n" for one in evil)
    rules += f"[[outlets]]\nmatch = '*leak*'\nname = {TEMPLATE!r}\n"
    words = [one for one in evil if any(mark.isalnum() for mark in one) and len(one) <= 200]
    rules += f"[[sections]]\nname = 'x (a+)+$'\nwords = {words!r}\n"
    rules += f"[brief]\nfollow = {words!r}\nmute = {words!r}\n"
    Path("briefing.toml").write_text(rules, encoding="utf-8")
    (news / ("a" * 200 + ".txt")).write_text("A" * 3000 + " said on Tuesday.", encoding="utf-8")
    start = time.process_time()
    done = briefing("make", news, "--date", "2025-06-17", "--model", "none", "--json")
    assert done.code == 0
    assert time.process_time() - start < 10
    assert "<class" not in done.out


def test_a_run_talks_to_nobody_starts_no_program_and_writes_only_where_it_should(
    news: Path, user: Path
) -> None:
    page = "<html><head><script src='http://127.0.0.1:9/x'></script></head><body><img src='http://127.0.0.1:9/y'><h1>Hail</h1>"
    (news / "page.html").write_text(f"{page}<p>Hail fell on Tarn on Tuesday, the town said.</p></body></html>")  # fmt: skip
    seen = user / "seen"
    (user / "scratch").mkdir()  # the library of processes tries whether it can write there
    watched = {"WATCH_FILE": str(seen), "WATCH_ROOT": str(user), "TMPDIR": str(user / "scratch")}
    words = ["make", str(news), "--date", "2025-06-17", "--model", "none", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.watched", *words],
        env={**os.environ, **watched, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert Path("briefs/2025-06-17/brief.md").is_file()
    assert not seen.exists() or not seen.read_text("utf-8")
