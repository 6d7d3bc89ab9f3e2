"""Known vulnerabilities of the installed packages, as ``pip-audit`` finds them; for ``make audit``.

    python -m tools.audit build/audit/tools/bin/pip-audit build/audit/installed.txt

Where no data can be had that is said in one line, and nothing fails: licences and the list of parts are of use all the same.  (Left to itself
``pip-audit`` ends with a traceback there, or with "No known vulnerabilities found" where it could look up no package.)
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import NamedTuple

_ARGUMENTS = ("--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off")


class Verdict(NamedTuple):
    """What is told, and the exit code: 1 for a package with a vulnerability, or one that could not be looked up among others that were."""

    lines: tuple[str, ...]
    code: int


def verdict(output: str, trouble: str) -> Verdict:
    """Return what an audit comes to: its JSON, and what it printed on stderr."""
    try:
        rows = json.loads(output)["dependencies"]
    except (ValueError, LookupError, TypeError):
        last = (trouble.strip().splitlines() or ["pip-audit said nothing"])[-1]
        return Verdict((f"vulnerabilities: not audited, no data could be had ({last[:160]})",), 0)
    skipped = [row for row in rows if "skip_reason" in row]
    if len(skipped) == len(rows):
        return Verdict(("vulnerabilities: not audited, no package could be looked up",), 0)
    found = [
        f"{row['name']} {row['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no release'}"
        for row in rows
        for one in row.get("vulns", ())
    ]
    missed = [f"{row['name']}: {row['skip_reason']}" for row in skipped]
    told = f"vulnerabilities: {len(found)} known of {len(rows) - len(skipped)} packages"
    return Verdict((*found, *missed, told), 1 if found or missed else 0)


def main() -> int:
    """Run ``pip-audit`` (first argument) on a list of packages (second), and print what it comes to."""
    auditor, packages = sys.argv[1:]
    done = subprocess.run(  # noqa: S603  # the auditor that the Makefile installed
        [auditor, *_ARGUMENTS, "--requirement", packages],
        capture_output=True,
        text=True,
        check=False,
    )
    told = verdict(done.stdout, done.stderr)
    print("\n".join(told.lines))  # noqa: T201  # it is run by make
    return told.code


if __name__ == "__main__":
    sys.exit(main())
