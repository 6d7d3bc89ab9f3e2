# ruff: noqa: T201 - a command prints what is stale
"""Tell which generated files are stale, or write them."""

from __future__ import annotations

import argparse
import sys

from tools import stale, write


def main() -> int:
    """Return 1 where a file is stale and was not written."""
    asked = argparse.ArgumentParser(prog="python -m tools", description=__doc__)
    asked.add_argument("--write", action="store_true", help="write them anew")
    flags = asked.parse_args()
    names = stale()
    print("\n".join(f"stale: {name}" for name in names) or "all generated files are up to date")
    if flags.write:
        write()
    return 1 if names and not flags.write else 0


if __name__ == "__main__":
    sys.exit(main())
