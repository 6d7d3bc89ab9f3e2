"""The assembly: the only place that knows the order.

::

    pipeline: files ─▶ Brief, the whole way          run: what it is told, counts and makes
    items, drafting: events ─▶ items, and the models' part in it       editing, wishes: an editor's and a reader's
    job: the same for commands and calling programs  ledger: what became of every input file
    archive: all days together                       rows: one room at a time, on rows that somebody hands over
"""

__all__: list[str] = []
