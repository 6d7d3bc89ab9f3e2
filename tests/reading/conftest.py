"""The long form of the property tests: ``pytest tests/reading --hypothesis-profile=long``."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("long", max_examples=2500, deadline=None)
