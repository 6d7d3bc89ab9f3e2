"""Libraries keep silent: what they have to say is for programmers."""

from __future__ import annotations

import logging
import os
import sys
import warnings


def hush() -> None:
    """Keep warnings and logs of libraries off the terminal: they are for programmers, and cron mails every word.

    ``-W`` and ``PYTHONWARNINGS`` bring warnings back.
    """
    logging.lastResort = logging.NullHandler()  # without any, a line says that there is none
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
