"""What stands above a text between lines of hyphens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.front_matter import MOST, front_matter
from briefing.reading.formats.plain import MARKDOWN, TEXT

TEXT_OF_IT = (
    "The harbour of Tarn was closed on Tuesday after a storm tore three cranes from their rails.\n"
)


def test_a_clippers_fields_say_what_the_text_is() -> None:
    text = (
        '---\ntitle: "Harbour of Tarn closed"\nsource: "https://tarnpost.example/a"\nauthor:\n  - "[[Ines Falk]]"\n'
        f'published: 2026-03-02\ncreated: 2026-03-05\ntags:\n  - "clippings"\n---\n{TEXT_OF_IT}'
    )
    headed = front_matter(text)
    assert headed is not None
    assert headed.body == TEXT_OF_IT
    assert headed.fields == {
        "title": "Harbour of Tarn closed",
        "source": "https://tarnpost.example/a",
        "author": "Ines Falk",
        "published": "2026-03-02",
        "created": "2026-03-05",
        "tags": "clippings",
    }
    for kind in (MARKDOWN, TEXT):
        made = kind.parse(text.encode(), 0)
        assert made.text == f"Harbour of Tarn closed\n\n{TEXT_OF_IT.strip()}"
        assert [(one.published, one.outlet) for one in made.sections] == [
            ("2026-03-02", "https://tarnpost.example/a")
        ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Storm in Tarn: harbour closed", "Storm in Tarn: harbour closed"),
        ("title:    Harbour closed  ", "Harbour closed"),
        ("Title: 'It''s closed'", "It's closed"),
        ('title: "The \\"old\\" harbour"', 'The "old" harbour'),
        ("title: >-\n  Harbour\n  closed", None),
        ("title:", None),
    ],
)
def test_values_are_read_as_programs_write_them(line: str, title: str | None) -> None:
    headed = front_matter(f"---\n{line}\ndate: 2026-03-02\n---\n{TEXT_OF_IT}")
    assert headed is not None
    assert headed.fields.get("title") == title


@pytest.mark.parametrize(
    "text",
    [
        TEXT_OF_IT,
        f"---\n{TEXT_OF_IT}---\nThe port reopens on Friday.\n",
        f"---\nlayout: post\n---\n{TEXT_OF_IT}",
        f"---\ntitle: Harbour closed\n{TEXT_OF_IT}",
        f"Harbour closed\n---\ntitle: no\n---\n{TEXT_OF_IT}",
        f"---\ntitle: {'x' * MOST}\n---\n{TEXT_OF_IT}",
    ],
    ids=["none", "rules", "another use", "open", "further below", "endless"],
)
def test_what_tells_nothing_of_the_text_is_text(text: str) -> None:
    assert front_matter(text) is None


@given(st.text(alphabet="-a: \n'\"[]>|", max_size=60))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    headed = front_matter(f"---\ntitle: a\n---\n{text}")
    assert headed is not None
    assert headed.body == text
