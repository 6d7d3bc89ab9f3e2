"""Models behind a server of the OpenAI kind: vLLM, llama.cpp's ``llama-server``, Ollama, LM Studio.

::

    "http://127.0.0.1:8000/v1#name" ─ address ─▶ host and model ─ resolve ─▶ addresses, near or refused
                                                     └─ asking.find ─▶ Found: what the server tells of itself
    prompts ─ messages ─▶ bodies ─ connection, on several threads ─▶ answers

    address      what is asked, and whether it is near     messages     prompts to JSON, JSON to answers
    connection   one request: limits, errors, patience     asking       the backend

No library of a vendor: one request of JSON, and one answer.  httpx2 is imported at the first of them.
"""

from briefing.models.server.asking import BACKEND

__all__ = ["BACKEND"]
