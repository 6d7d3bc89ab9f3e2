"""An audit that could not be made is told as such, and never as a clean one."""

from __future__ import annotations

import json
from typing import Any

from tools.audit import Verdict, verdict

CLEAN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
STRUCK = {
    "name": "lxml",
    "version": "5.3",
    "vulns": [{"id": "CVE-2026-1", "fix_versions": ["5.4"], "description": "…"}],
}
UNKNOWN = {"name": "numpy", "skip_reason": "not found"}


def of(*rows: dict[str, Any]) -> Verdict:
    return verdict(json.dumps({"dependencies": rows, "fixes": []}), "")


def test_where_no_data_can_be_had_one_line_says_so() -> None:
    told = verdict("", "Traceback …\nProxyError: cannot connect\n")
    assert told == Verdict(
        ("vulnerabilities: not audited, no data could be had (ProxyError: cannot connect)",), 0
    )
    assert of(UNKNOWN, UNKNOWN) == Verdict(
        ("vulnerabilities: not audited, no package could be looked up",), 0
    )


def test_a_vulnerability_fails_and_names_the_release_that_mends_it() -> None:
    told = of(CLEAN, STRUCK)
    assert told.code == 1
    assert told.lines == (
        "lxml 5.3: CVE-2026-1, mended in 5.4",
        "vulnerabilities: 1 known of 2 packages",
    )


def test_a_package_that_was_passed_over_is_no_clean_one() -> None:
    assert of(CLEAN, UNKNOWN) == Verdict(
        ("numpy: not found", "vulnerabilities: 0 known of 1 packages"), 1
    )
    assert of(CLEAN).code == 0
