"""Language: what a word, a figure, a day, a name and a sentence are, once for all rooms.

::

    text ─┬─ split_sentences ─▶ sentences        ├─ find_figures ─▶ figures
          ├─ tokenise ─▶ tokens                  ├─ find_days, find_dates, find_relative ─▶ days
          ├─ surface_words, fold, stem ─▶ words  └─ content_of, likeness: how alike two sentences are

Its modules are entered one by one: each is a door of its own.
"""

__all__: list[str] = []
