"""The model floor: tokens, texts and devices, and nothing of news.

::

    name ─ choose (BACKENDS) ─▶ Found ─▶ Generator, Scorer, Embedder, Parser
    requests ─ batching ─▶ batches ─ kept in the store? ─▶ answers: nothing is asked twice

    base         protocols, the records of a request, what a backend is
    choose       which models a run has         kept      the store that is asked first
    batching     the order of requests          fake      deterministic doubles
    none, spacy, server, huggingface    the backends; `networks` and `hf` alone import torch, `hf` alone transformers
    find, pull, pins            models on disk: where they are, how they get there, their hashes
    hub, gguf                   those of the hub, and GGUF files made ready
    names                       what to write in place of a name that leads to no model
    listing                     what there is, what for, and whether it is whole
"""

import os

# Threads that wait must sleep: spinning ones made a batch 4 times slower (85 s against 22 s) on two
# cores that other programs used as well.  libgomp reads this when torch is loaded, whoever loads it first.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__all__: list[str] = []
