"""What the names of models mean that mean none, with the form that would be right; and what of a name may be printed."""

from __future__ import annotations

import difflib
import re
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from briefing.models.pins import PINS

SCHEMES: Final = ("http://", "https://")
"""How the address of a server begins."""
_SERVERS: Final = {
    "ollama": "http://127.0.0.1:11434/v1",
    "lmstudio": "http://127.0.0.1:1234/v1",
    "lm-studio": "http://127.0.0.1:1234/v1",
    "vllm": "http://127.0.0.1:8000/v1",
    "llamacpp": "http://127.0.0.1:8080/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
    "llama-server": "http://127.0.0.1:8080/v1",
    "tgi": "http://127.0.0.1:8080/v1",
}
"""Where these programs answer unless they are told otherwise, as their own manuals say."""
_PREFIXED: Final = re.compile(r"([\w.-]+?)(?:_chat)?(?::/{0,2}|/)(.+)")
_HOST: Final = re.compile(r"(?:\[[\da-fA-F:]+\]|[\w-]+(?:\.[\w-]+)*):\d{1,5}(?:[/#].*)?")
_HUB_PAGE: Final = re.compile(r"(?:hf\.co|(?:www\.)?huggingface\.co)/([\w.-]+/[\w.-]+).*")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z\d+.-]*")
_NO_SCHEME: Final = re.compile(
    r"""
      (?:[^/?#]*@)?                                 # who asks
      (?: \[[\da-fA-F:]+\] | localhost | \d+(?:\.\d+){3}
        | [\w-]+(?:\.[\w-]+)* (?: (?=:\d) | (?<=\.[A-Za-z]{2}) | (?<=\.[A-Za-z]{3}) )
      )
      (?::\d{1,5})? (?:[/?#].*)?
    | [^/?#@]*@[^/?#]+/v\d(?:[/#?].*)?              # KEY@HOST/v1
    | (?![A-Za-z]:[\\/]) [^/?#@]*:[^?#]*@.*        # NAME:KEY@…; no drive of Windows
    """,
    re.VERBOSE,
)
"""Addresses without their scheme."""
_UNSAFE: Final = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".h5", ".msgpack", ".onnx")


def is_hub_page(name: str) -> bool:
    """Whether a name is the address of a model's page on the hub."""
    return _HUB_PAGE.fullmatch(_bare(name)) is not None


def _bare(name: str) -> str:
    """An address without its scheme."""
    return name.strip().rstrip("/").partition("://")[2] or name.strip()


def advice(name: str) -> str:
    """Return what to write in place of a name that leads to no model; empty where the form is right."""
    bare = _bare(name)
    if page := _HUB_PAGE.fullmatch(bare):
        return f"a page of the hub; write the hub id alone: {page[1]}"
    prefixed = _PREFIXED.fullmatch(name.strip())
    if prefixed and prefixed[1].casefold() in _SERVERS:
        url = _SERVERS[prefixed[1].casefold()]
        return f"a server is named by its address: {url}#{shown(prefixed[2])}"
    if _HOST.fullmatch(bare) and not name.endswith(".gguf"):
        return f"an address begins with its scheme: {shown(f'http://{bare}')}"
    return _of_a_path(name) or _of_a_slip(name)


def _of_a_path(name: str) -> str:
    """What is told of a file or folder that is not there, or not fit."""
    suffix = PurePath(name).suffix.casefold()
    if suffix == ".gguf":
        return (
            "no GGUF file of that name is there, neither a path nor ORG/NAME:FILE.gguf of the hub; once it is: "
            f"briefing models pull {shown(name)}"
        )
    if suffix == ".safetensors":
        return "give the folder that the weights lie in, with their config.json and tokenizer"
    if suffix in _UNSAFE:
        return f"weights as {suffix} are refused: loading them can run code; give a folder of safetensors"
    if name.startswith(("/", "~", ".", "\\")) or name.count("/") > 1:
        return "no such folder is there"
    return ""


def _of_a_slip(name: str) -> str:
    near = difflib.get_close_matches(name.casefold(), PINS, n=1, cutoff=0.4)
    if "/" in name or name in PINS or not near:
        return ""
    return f"there is none of that name; did you mean '{near[0]}'?"


def shown(name: str) -> str:
    """Return a model's name as it may be printed: of an address, without what may be a key.

    That is what stands before an ``@`` and behind a ``?``; all, where the address cannot be read and has either.  An address whose
    scheme was left out is one as well, where its host looks like one: a hub id has its ``@`` behind a name (`org/name@v1`).
    """
    scheme, marks, rest = name.partition("://")
    if marks and _SCHEME.fullmatch(scheme):
        return f"{scheme}://{_without_key(rest)}"
    return _without_key(name) if _NO_SCHEME.fullmatch(name) else name


def _without_key(address: str) -> str:
    """An address behind its scheme, without what may be a key."""
    try:
        parts = urlsplit(f"//{address}")
        is_readable = bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        is_readable = False
    if not is_readable:
        return "…" if {"@", "?"} & {*address} else address
    _, at, host = parts.netloc.rpartition("@")
    query = "?…" if parts.query else ""
    model = f"#{parts.fragment}" if parts.fragment else ""
    return f"{'…@' if at else ''}{host}{parts.path}{query}{model}"
