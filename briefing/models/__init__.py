"""The model floor: tokens, texts and devices, and nothing of news.

::

    name ─ weights (pins) ─▶ folder ─ hf, parser ─▶ Generator, Scorer, Embedder, Parser
    requests ─ batching ─▶ batches ─▶ answers, kept in the store: nothing is asked twice

`base` holds the protocols and the records of a request, `batching` the order in which requests run,
`answers` the store-backed generator, `weights` finds and converts weights, the package `hf`
alone imports torch and transformers, `fake` is the deterministic double.
"""

__all__: list[str] = []
