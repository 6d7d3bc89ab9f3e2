"""`briefing` turns a folder of dirty news pages into one dated, cited, verified brief.

The model phrases; code decides, selects, cites and checks.  Start reading at
:mod:`briefing.pipeline`, whose docstring draws the way of the data.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
