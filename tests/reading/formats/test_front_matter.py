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
    (headed,) = front_matter(text)
    assert headed.body == TEXT_OF_IT
    assert headed.fields == {
        "title": "Harbour of Tarn closed",
        "url": "https://tarnpost.example/a",
        "author": "Ines Falk",
        "published": "2026-03-02",
        "tags": "clippings",
    }
    for kind in (MARKDOWN, TEXT):
        made = kind.parse(text.encode(), 0)
        assert made.text == f"Harbour of Tarn closed\n\n{TEXT_OF_IT.strip()}"
        assert [(one.published, one.outlet) for one in made.sections] == [("2026-03-02", "")]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Storm in Tarn: harbour closed", "Storm in Tarn: harbour closed"),
        ("title:    Harbour closed  ", "Harbour closed"),
        ("Title: 'It''s closed'", "It's closed"),
        ('title: "The \\"old\\" harbour"', 'The "old" harbour'),
        ("title: >-\n  Harbour\n  closed", None),
        ("title:", None),
        (
            "title: Harbour chief guilty of theft after\n  long trial, then cleared",
            "Harbour chief guilty of theft after long trial, then cleared",
        ),
        ('title: "Harbour" of Tarn is "closed"', '"Harbour" of Tarn is "closed"'),
        ("title: '[[Tarn]] meets [[Marel]]'", "[[Tarn]] meets [[Marel]]"),
        ("title: Harbour closed # not checked", "Harbour closed"),
        ("title: Harbour closed\ntitle: Lund elected", "Harbour closed"),
        ("og:title: Harbour closed", None),
    ],
)
def test_values_are_read_as_programs_write_them(line: str, title: str | None) -> None:
    (headed,) = front_matter(f"---\n{line}\ndate: 2026-03-02\n---\n{TEXT_OF_IT}")
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
        f"---\nTitle: Harbour closed\n\n{TEXT_OF_IT}---\n{TEXT_OF_IT}",
        f"---\nDate: 3 March 2026\n{TEXT_OF_IT}---\n{TEXT_OF_IT}",
        f"---\ntitle: Digest\n---\n# Harbour closed\n{TEXT_OF_IT}\n# Ferry sunk\n{TEXT_OF_IT}",
        "---\ntitle: Harbour closed\n---\n\n",
    ],
    ids=[
        "none",
        "rules",
        "another use",
        "open",
        "further below",
        "endless",
        "a story",
        "prose",
        "several texts",
        "no text",
    ],
)
def test_what_tells_nothing_of_the_text_is_text(text: str) -> None:
    assert front_matter(text) == ()


@given(st.text(alphabet="-a: \n'\"[]>|#", max_size=60))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    found = front_matter(f"---\ntitle: a\n---\n{text}")
    assert not found or "".join(one.body for one in found) == text


def test_texts_one_below_the_other_have_fields_of_their_own() -> None:
    text = "".join(
        f"---\ntitle: {title}\ndate: 2026-03-0{day}\n---\n{TEXT_OF_IT}\n"
        for day, title in enumerate(("Harbour closed", "Ferry sunk", "Lund elected"), 2)
    )
    made = TEXT.parse(text.encode(), 0)
    assert [(one.title, one.published) for one in made.sections] == [
        ("Harbour closed", "2026-03-02"),
        ("Ferry sunk", "2026-03-03"),
        ("Lund elected", "2026-03-04"),
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (
            "source: https://web.archive.org/web/20260302120000/https://tarnpost.example/a",
            ("url", "https://tarnpost.example/a"),
        ),
        ("source: instapaper", None),
        ("created: 2026-03-09", None),
        ("date saved: 2026-03-09", None),
        ("date_published: 2026-03-02", ("date_published", "2026-03-02")),
    ],
)
def test_what_is_of_the_copy_is_not_of_the_story(line: str, field: tuple[str, str] | None) -> None:
    (headed,) = front_matter(f"---\ntitle: Harbour closed\n{line}\n---\n{TEXT_OF_IT}")
    assert headed.fields == dict([("title", "Harbour closed"), *([field] if field else [])])
