from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.publishing.markdown import escape, to_markdown
from briefing.publishing.page import lay_out
from briefing.publishing.plaintext import one_line
from briefing.records import Brief

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# Letters and everything that means something to Markdown, thick enough to meet.
SIGNS = st.text("ab1 \n\t\\`*_[]<>(){}|~$^#@!&;:/.-+='\"%\r\x1b\u202e", max_size=30)


def tokens(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> list[str]:
    return [token.type for token in tokens(text) if token.type not in {"text", "text_special"}]


def shown(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type == "text")


def assert_literal(text: str) -> None:
    """Assert that `text` escaped is one paragraph that shows exactly its own characters."""
    line = one_line(text)
    assert kinds(escape(text)) == (["paragraph_open", "inline", "paragraph_close"] if line else [])
    assert shown(escape(text)) == line


@given(st.one_of(SIGNS, st.text(st.characters(), max_size=30)))
def test_escaped_text_shows_its_characters_and_nothing_acts(text: str) -> None:
    assert_literal(text)


def test_known_tricks_do_nothing(hostile: tuple[str, ...]) -> None:
    for text in hostile:
        assert_literal(text)


@given(SIGNS)
def test_text_does_nothing_in_headings_tables_and_before_footnote_marks(text: str) -> None:
    line = one_line(text)
    table = f"| {escape(text)} | x |\n|---|---|\n| {escape(text)} | y |"
    assert shown(f"## 1 · {escape(text)}") == f"1 · {line}".rstrip()
    assert kinds(table) == kinds("| a | x |\n|---|---|\n| a | y |") or not line
    assert shown(f"{escape(text)}[^1] a") == f"{line}[^1] a"


@given(SIGNS.filter(lambda text: bool(one_line(text))))
def test_a_brief_has_the_same_markup_whatever_its_stories_say(
    brief_saying: Callable[[str], Brief], text: str
) -> None:
    def markup(said: str) -> list[str]:
        return [
            kind
            for kind in kinds(to_markdown(lay_out(brief_saying(said), {})))
            if kind != "code_inline"
        ]

    assert markup(text) == markup("word")


def test_addresses_do_not_become_links() -> None:
    text = "See http://evil.example, www.evil.example, evil.example or me@evil.example at 3.5 U.S."
    assert escape(text) == (
        r"See http\://evil\.example, www\.evil\.example, evil\.example or me\@evil\.example"
        " at 3.5 U.S."
    )


def test_ordinary_prose_stays_readable() -> None:
    text = '"We should... go," Xi\'s aide (58) said - R&D is up 3.5%: 1,200 jobs; no?'
    assert escape(text) == text


def test_each_footnote_mark_has_its_footnote(brief: Brief) -> None:
    text = to_markdown(lay_out(brief, {}))
    body, notes = text.split("## About this brief")
    marks = re.findall(r"\[\^(\d+)\]", body)
    assert marks == ["1", "2", "3", "4", "5", "2", "6", "7", "8"]
    assert re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE) == [str(n) for n in range(1, 9)]


def test_notes_name_outlets_and_quote_only_what_the_sentence_does_not_say(brief: Brief) -> None:
    text = to_markdown(lay_out(brief, {}))
    assert "\n[^1]: Harbour Post, `a_quay.txt` 228–273\n" in text
    assert (
        "[^4]: Harbour Post, `a_quay.txt` 64–117: “A ferry with 86 people on board struck the stone "
        "quay”; AFP, `b.txt` 50–106: “a ferry struck the quay of Port Ellery on Monday evening” "
        "· rewritten, support 0.97"
    ) in text
    assert text.count("“Fifteen people were hurt”") == 1


def test_differences_are_told_by_outlet(brief: Brief) -> None:
    assert (
        "| The reports differ | injured · contradictory |\n|---|---|\n"
        "| Harbour Post | 12[^5] |\n| AFP | 15[^2] |"
    ) in to_markdown(lay_out(brief, {}))


def test_a_later_figure_is_told_beside_it(brief: Brief) -> None:
    item = brief.items[0]
    first, second = item.disagreements[0].values
    values = (first, second.model_copy(update={"later": True}))
    one = item.disagreements[0].model_copy(update={"kind": "update", "values": values})
    told = item.model_copy(update={"disagreements": (one,)})
    text = to_markdown(lay_out(brief.model_copy(update={"items": (told,)}), {}))
    assert "| The reports differ | injured |\n" in text
    assert "| AFP | 15[^2] · later figure |" in text


def test_an_empty_day_says_so(empty_brief: Brief) -> None:
    assert to_markdown(lay_out(empty_brief, {})) == (
        "# Morning brief · Thursday 29 February 2024\n\n"
        "There is nothing to report for this day.\n\n"
        "## About this brief\n\n"
        "> Extractive brief: no language model took part, the sentences are the sources'.\n\n"
        "0 files · 0 stories · 0 events · 0 independent reports · 0 sentences withheld\n\n"
        "No files were found.\n"
    )


def test_an_item_without_news_is_one_line(brief: Brief) -> None:
    novelty = brief.items[0].new_since
    assert novelty
    quiet = novelty.model_copy(update={"new": (), "changed": ()})
    item = brief.items[0].model_copy(
        update={"new_since": quiet, "claims": brief.items[0].claims[1:], "disagreements": ()}
    )
    assert (
        "## Nothing new\n\n- **Ferry strikes the quay at Port Ellery** *(Harbour Post, AFP · "
        "2 reports, 1 agency, 1 copy · 17 June 2025, unchanged since 16 June 2025)* "
        "The bow door had been repaired only in March.[^1]\n"
    ) in to_markdown(lay_out(brief.model_copy(update={"items": (item,)}), {}))


def test_a_change_stands_beside_what_was_reported_before_with_both_citations(
    brief: Brief,
) -> None:
    text = to_markdown(lay_out(brief, {}))
    assert "**Changed:** Fifteen are hurt.[^2] *On 15 June 2025:* Nine are hurt.[^3]" in text
    assert ("[^3]: `a_quay.txt` 9–30 (reported on 15 June 2025): “Nine people were hurt”") in text


def test_a_change_of_the_first_sentence_stands_first(brief: Brief) -> None:
    item = brief.items[0]
    assert item.new_since
    line = item.new_since.changed[0].model_copy(update={"text": item.claims[0].text})
    since = item.new_since.model_copy(update={"changed": (line,)})
    turned = item.model_copy(update={"new_since": since})
    text = to_markdown(lay_out(brief.model_copy(update={"items": (turned,)}), {}))
    assert "**Changed:** A ferry with 86 people on board" in text
    assert text.index("**Changed:**") < text.index("**New since")
    marks = re.findall(r"\[\^(\d+)\]", text.partition("## About this brief")[0])
    first = list(dict.fromkeys(marks))
    assert first == sorted(first, key=int)


def test_no_sentence_of_an_item_stands_twice(brief: Brief) -> None:
    body = to_markdown(lay_out(brief, {})).partition("## About this brief")[0]
    assert all(body.count(claim.text) == 1 for claim in brief.items[0].claims)


def test_a_change_of_a_brief_that_kept_no_citation_says_what_it_said(brief: Brief) -> None:
    novelty = brief.items[0].new_since
    assert novelty
    line = novelty.changed[0].model_copy(update={"earlier_citations": (), "earlier_date": None})
    since = novelty.model_copy(update={"changed": (line,)})
    item = brief.items[0].model_copy(update={"new_since": since})
    text = to_markdown(lay_out(brief.model_copy(update={"items": (item,)}), {}))
    assert "*On 16 June 2025:* Nine are hurt.\n" in text
