"""Which of the outputs a brief gets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib.util import find_spec
from typing import Final

from briefing.errors import ConfigError
from briefing.publishing.page import Rendering

USUAL: Final = ("md", "html", "json")
"""What is made where nothing else is asked for."""

_ALWAYS: Final = "json"
"""What other commands read: which days there are, how many items a brief has, what is mailed."""


def choose(renderings: Sequence[Rendering], formats: Collection[str]) -> tuple[Rendering, ...]:
    """Return the renderings that `formats` name, in their own order.

    Raises :class:`ConfigError` for a name that none has, for a package that one lacks, and where ``json`` is left out.
    """
    known = {one.format: one for one in renderings}
    strange = [name for name in formats if name not in known]
    if strange:
        raise ConfigError(
            f"output.formats: there is no format {strange[0]!r}; there are: {', '.join(known)}."
        )
    if _ALWAYS not in formats:
        raise ConfigError(f"output.formats lacks {_ALWAYS!r}, which other commands read; add it.")
    found = tuple(one for name, one in known.items() if name in formats)
    for one in found:
        if one.needs and find_spec(one.needs[0]) is None:
            raise ConfigError(
                f"output.formats: {one.format!r} needs a package that is not installed: "
                f"pip install 'briefing[{one.needs[1]}]'."
            )
    return found
