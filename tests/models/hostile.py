"""Loads model folders under an audit hook, and tells what each did: ``python -m tests.models.hostile FOLDER...``.

A line of JSON a folder: what was answered, or the error, and each event that a folder must not cause.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WATCHED = (
    "import", "exec", "compile", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "socket.getaddrinfo",
    "pickle.find_class", "ctypes.dlopen", "open",
)  # fmt: skip
seen: list[str] = []
folder = ""


def watch(event: str, details: tuple[Any, ...]) -> None:
    """Note what runs code of the folder, starts a program, or leaves the machine."""
    if not folder or event not in WATCHED:
        return
    text = " ".join(_told(one) for one in details)
    is_own = event == "subprocess.Popen" and "rendering.py" in text
    writes = event == "open" and (folder not in text or str(details[1])[:1] in {"r", "N"})
    runs = event in {"import", "exec", "compile", "ctypes.dlopen"} and folder not in text
    if not (is_own or writes or runs):
        seen.append(f"{event} {text[:200]}")


def _told(detail: Any) -> str:
    return str(getattr(detail, "co_filename", detail))


def ask(model: Any, identity: Any) -> None:
    """Have one text rewritten, as a run does: what fails is an error of the model."""
    from briefing.models.base import SLOT, Decoding, Frame, Prompt, Running
    from briefing.models.kept import KeptGenerator
    from briefing.store import Store

    prompt = Prompt(frame=Frame(messages=(("user", f"Text: {SLOT}"),)), text="Rain.")
    with Store(None) as store:
        kept = KeptGenerator(identity, lambda: model, store, Running(1))
        list(kept.generate([prompt], Decoding(max_new_tokens=2)))


def main(folders: Sequence[str]) -> None:
    """Load each, ask it once, print what happened."""
    global folder  # noqa: PLW0603  # a hook stays for ever
    from briefing.errors import ModelError
    from briefing.models.hf import load_embedder, load_generator, load_verifier
    from briefing.records import ModelIdentity

    identity = ModelIdentity(name="evil", digest="0")
    sys.addaudithook(watch)
    for name in folders:
        seen.clear()
        folder = name
        start, told = time.process_time(), []
        for load in (load_generator, load_embedder, load_verifier):
            try:
                model = load(Path(name), identity, "cpu", "float32")
                if load is load_generator:
                    ask(model, identity)
                told.append("answered")
            except ModelError as error:
                told.append(str(error))
            except Exception as error:  # noqa: BLE001  # told, and judged by the test
                told.append(f"FAULT {type(error).__name__}: {error}")
        folder = ""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        row = {
            "told": told,
            "seen": list(seen),
            "seconds": time.process_time() - start,
            "peak": peak,
        }
        sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
