"""The assembly: the only place that knows the order.

::

    pipeline: files ─▶ Brief, the whole way          ledger: what became of every input file
    rows:     one room at a time, on rows that somebody hands over
"""

__all__: list[str] = []
