"""The model floor: tokens, texts and devices, and nothing of news.

::

    name ─ choose (BACKENDS) ─▶ Found ─▶ Generator, Scorer, Embedder, Parser
    requests ─ batching ─▶ batches ─ kept in the store? ─▶ answers: nothing is asked twice

    base         protocols, the records of a request, what a backend is
    choose       which models a run has         kept      the store that is asked first
    batching     the order of requests          fake      deterministic doubles
    none, spacy, server, huggingface    the backends; `hf` alone imports torch and transformers
    find, pull, pins            models on disk: where they are, how they get there, their hashes
    hub, gguf                   those of the hub, and GGUF files made ready
    names                       what to write in place of a name that leads to no model
    listing                     what there is, what for, and whether it is whole
"""

__all__: list[str] = []
