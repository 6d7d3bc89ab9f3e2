"""`briefing` turns a folder of dirty news pages into one dated, cited, verified brief.

The model phrases; code decides, selects, cites and checks.

::

    files ─ reading ─▶ Story ─ grouping ─▶ Event ─ writing ─▶ Item ─ publishing ─▶ brief.md, .html, .json

Start reading at :mod:`briefing.assembly.pipeline`, whose docstring draws the way in full.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
