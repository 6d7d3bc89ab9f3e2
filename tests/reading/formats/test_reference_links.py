"""Links of Markdown whose addresses stand apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.base import Format
from briefing.reading.formats.inline_marks import is_markdown, unmarked
from briefing.reading.formats.plain import MARKDOWN, TEXT
from briefing.reading.formats.reference_links import with_links_inline

PROSE = "was closed on Tuesday after a storm tore three cranes from their rails"
ADDRESSES = (
    "\n[1]: https://t.example/a\n[Port]: <mailto:port@t.example> 'To the port'\n[3]: /b_(c).gif\n"
)


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        (f"The [harbour][1] {PROSE}.", f"The harbour {PROSE}."),
        (f"The [port][] of [Tarn][ port ] {PROSE}.", f"The port of Tarn {PROSE}."),
        (f"![Photo of a crane][3] The harbour {PROSE}.", f" The harbour {PROSE}."),
        (f"![\\[Photo of a crane\\]][3] The harbour {PROSE}.", f" The harbour {PROSE}."),
        (f"The [harbour\nof Tarn][1]\n{PROSE}.", f"The harbour\nof Tarn\n{PROSE}."),
    ],
    ids=["full", "collapsed", "picture", "picture in brackets", "over lines"],
)
@pytest.mark.parametrize("form", [MARKDOWN, TEXT], ids=["markdown", "text"])
def test_prose_is_read_without_references(marked: str, read: str, form: Format) -> None:
    text = f"{marked}\n{ADDRESSES}"
    assert is_markdown(text)
    first, _, rest = form.parse(text.encode(), 100_000).text.partition("\n\n")
    assert first.strip() == read.strip()
    assert rest.count("]:") < ADDRESSES.count("]:")


def test_a_picture_that_is_a_link_has_both_addresses() -> None:
    found = with_links_inline(f"[![A crane][3]][1]\n{ADDRESSES}")
    assert found.startswith("[![A crane](/b_%28c%29.gif)](https://t.example/a)\n")
    assert "[1]:" not in found
    assert "[Port]:" in found


@pytest.mark.parametrize(
    "text",
    [
        f"The harbour[1] {PROSE}, he said [1].\n\n[1]: https://t.example/a\n",
        f"The [harbour][2] {PROSE}.\n\n[1]: https://t.example/a\n",
        f"[Orr][1] and [Lund][2] {PROSE}.\n\n[1]: Orr, of the port\n[2]: Lund\n",
        f"The matrix a[i][j] {PROSE}.\n\n[x]: https://t.example/a\n",
        f"The \\[harbour][1] {PROSE}.\n\n[1]: https://t.example/a\n",
        "",
    ],
    ids=["notes", "not defined", "no addresses", "indices", "escaped", "nothing"],
)
def test_what_is_no_reference_stays(text: str) -> None:
    assert with_links_inline(text) is text


@given(st.text(alphabet="[]!\\:a1 \n/.", max_size=120))
def test_any_text_is_read(text: str) -> None:
    unmarked(f"{text}[a][1]\n\n[1]: /a\n")
