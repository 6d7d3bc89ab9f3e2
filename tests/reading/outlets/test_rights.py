"""Who holds the rights in a page."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.rights import holders_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("© 2026 Lock Tribune Media Ltd. All rights reserved.", ["Lock Tribune"]),
        ("Copyright 2026 Packet Newspapers All Rights Reserved", ["Packet"]),
        ("Copyright (c) 2019-2026 Hill & Hollow", ["Hill & Hollow"]),
        ("Moor News © 2026", ["Moor News"]),
        ("© Fell and Dale Reporter", ["Fell and Dale Reporter"]),
        ("© 2026 Reuters", []),
        ("© all of us", []),
        ("No rights at all", []),
    ],
)
def test_a_copyright_line_names_the_holder(line: str, names: list[str]) -> None:
    assert list(holders_in(line)) == names
