from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest

from briefing.language.wording import wording_for
from briefing.publishing.blocks import tell
from briefing.publishing.book import to_book
from briefing.publishing.html import to_html
from briefing.publishing.mailpage import to_mail_page
from briefing.publishing.markdown import to_markdown
from briefing.publishing.packed import unpack
from briefing.publishing.page import Dating, Witness, lay_out
from briefing.publishing.textfile import to_text
from briefing.publishing.word import to_word
from briefing.records import Brief, Novelty


def test_marks_are_numbered_in_the_order_of_reading(brief: Brief) -> None:
    page = lay_out(brief, {})
    told = [line for article in page.articles for line in article.told]
    assert [line.number for line in told if not line.again] == list(range(1, 9))
    assert [line for line in told if not line.again] == list(page.marked)
    assert [line.text for line in told[:4]] == [
        "The bow door had been repaired only in March.",
        "Fifteen are hurt.",
        "Nine are hurt.",
        "A ferry with 86 people on board struck the quay of Port Ellery.",
    ]


def test_items_are_shown_by_rank_whatever_their_order(brief: Brief) -> None:
    turned = brief.model_copy(update={"items": tuple(reversed(brief.items))})
    assert lay_out(turned, {}).articles == lay_out(brief, {}).articles


def test_files_that_date_an_item_alike_are_told_together(brief: Brief) -> None:
    assert lay_out(brief, {}).articles[0].datings == (
        Dating(
            "dated 17 June 2025",
            "2025-06-17",
            (
                Witness("stated", "", ("a_quay.txt", "wire/c.txt")),
                Witness("inferred", "the same report is dated in wire/c.txt", ("b.txt",)),
            ),
        ),
    )


def test_an_undated_item_says_so(brief: Brief) -> None:
    assert lay_out(brief, {}).articles[1].datings == (
        Dating("date unknown", "", (Witness("unknown", "", ("d|e.txt",)),)),
    )


def test_a_language_is_named_only_where_all_stories_share_it(brief: Brief) -> None:
    ferry, bees = lay_out(brief, {}).articles
    assert (ferry.language, bees.language) == ("", "")
    item = brief.items[0].model_copy(update={"stories": brief.items[0].stories[:2]})
    assert lay_out(brief.model_copy(update={"items": (item,)}), {}).articles[0].language == "en"


def test_a_brief_without_a_model_never_goes_without_saying_so(empty_brief: Brief) -> None:
    assert lay_out(empty_brief, {}).remarks == (
        "Extractive brief: no language model took part, the sentences are the sources'.",
    )
    told = empty_brief.model_copy(update={"notes": ("No model was found.",)})
    assert lay_out(told, {}).remarks == ("No model was found.",)


def test_a_page_is_in_the_language_of_its_brief(brief: Brief) -> None:
    german = brief.model_copy(update={"language": "de"})
    text = to_markdown(lay_out(german, {}))
    assert text.partition("\n")[0].endswith(f" · {wording_for('de').weekday_date(brief.date)}")
    assert "\n5 Dateien · 4 Meldungen · " in text


def test_a_section_is_opened_by_its_first_item_alone(brief: Brief) -> None:
    first, second = brief.items
    for names, opened in [(("A", "A"), ["A", ""]), (("A", "B"), ["A", "B"]), (("", ""), ["", ""])]:
        items = [
            item.model_copy(update={"section": name})
            for item, name in zip((first, second), names, strict=True)
        ]
        page = lay_out(brief.model_copy(update={"items": tuple(items)}), {})
        assert [article.opens for article in page.articles] == opened


def test_items_without_news_stand_behind_those_with(brief: Brief) -> None:
    ferry, bees = brief.items
    quiet = ferry.model_copy(update={"new_since": Novelty(date=date(2025, 6, 16))})
    page = lay_out(brief.model_copy(update={"items": (quiet, bees)}), {})
    assert [article.item.id for article in page.articles] == ["2b", "1f"]
    assert [article.unchanged for article in page.articles] == [False, True]


def test_what_has_no_news_stands_under_a_heading_of_its_own_wherever_it_is_told(
    brief: Brief,
) -> None:
    ferry, bees = (one.model_copy(update={"section": "Harbour"}) for one in brief.items)
    trams = ferry.model_copy(update={"rank": 3, "headline": "Trams run"})
    quiet = bees.model_copy(update={"new_since": Novelty(date=date(2025, 6, 16))})
    told = brief.model_copy(update={"items": (ferry, quiet, trams), "minutes": 0.01})
    page = lay_out(told, {})
    word: Any = docx.Document(io.BytesIO(to_word(page)))
    levels = [one.style.name for one in word.paragraphs if "Heading" in one.style.name]
    assert levels == [f"Heading {level}" for level in (1, 2, 2, 1, 2, 1)]
    made = {
        "brief.html": to_html(page),
        "brief.md": to_markdown(page),
        "brief.txt": to_text(page),
        "brief.mail.html": to_mail_page(page),
        "brief.docx": "\n".join(one.text for one in word.paragraphs),
        "brief.epub": unpack(to_book(page))["EPUB/nav.xhtml"].decode(),
    }
    for name, text in made.items():
        heading = text.rindex("Nothing new")
        assert text.rindex("Trams run", 0, heading) < text.index("bee hotel", heading), name


def test_minutes_are_those_of_signs_where_no_spaces_part_words(brief: Brief) -> None:
    item = brief.items[1]

    def minutes(text: str) -> int:
        claims = tuple(one.model_copy(update={"text": text}) for one in item.claims)
        told = item.model_copy(update={"claims": claims, "only_in": ()})
        return lay_out(brief.model_copy(update={"items": (told,)}), {}).minutes

    assert [minutes(text) for text in ("渡" * 1000, "ไทย" * 1000, "渡船。" * 400, "a " * 1000)] == [
        4,
        4,
        4,
        5,
    ]


def test_the_first_item_never_folds(brief: Brief) -> None:
    hurried = brief.model_copy(update={"minutes": 0.01})
    assert [one.beyond for one in lay_out(hurried, {}).articles] == [False, True]
    assert [one.beyond for one in lay_out(brief, {}).articles] == [False, False]


def test_what_is_beyond_the_minutes_asked_for_is_a_sentence_where_nothing_folds(
    brief: Brief,
) -> None:
    page = lay_out(brief.model_copy(update={"minutes": 0.01}), {})
    markdown, text, mail = to_markdown(page), to_text(page), to_mail_page(page)
    assert '## Beyond 1 minute, a sentence each\n\n- 2 · **A "bee hotel"' in markdown
    assert '== Beyond 1 minute, a sentence each ==\n\n\n2. A "bee hotel"' in text
    assert "Beyond 1 minute, a sentence each</h2>" in mail
    for made, notes in ((markdown, "[^{}]: "), (text, "   [{}] "), (mail, "[{}] ")):
        assert [notes.format(number) in made for number in (6, 7, 8)] == [True, True, False]
        assert "Only in one report" not in made
    assert "Only in one report" in to_html(page)
    assert [len(one.notes) for one in tell(page)] == [6, 2]


def test_the_time_to_read_is_that_of_what_is_told(brief: Brief) -> None:
    many = tuple(brief.items[0].model_copy(update={"rank": rank}) for rank in range(1, 31))
    page = lay_out(brief.model_copy(update={"items": many, "minutes": 1}), {})
    assert "\n3 minutes to read\n" in to_text(page)
    assert f">{page.minutes} minutes to read<" not in to_mail_page(page)
    assert f"· {page.minutes} minutes to read</p>" in to_html(page)
    assert page.minutes == 6


def test_where_no_minutes_are_asked_for_all_is_told(brief: Brief) -> None:
    many = tuple(brief.items[0].model_copy(update={"rank": rank}) for rank in range(1, 150))
    page = lay_out(brief.model_copy(update={"items": many}), {})
    assert any(one.beyond for one in page.articles)
    assert page.short == ()


def test_the_news_stands_first_wherever_it_is_told(brief: Brief) -> None:
    page = lay_out(brief, {})
    word: Any = docx.Document(io.BytesIO(to_word(page)))
    book = unpack(to_book(page))["EPUB/front.xhtml"].decode()
    texts = (
        to_html(page),
        to_markdown(page),
        to_text(page),
        to_mail_page(page),
        "\n".join(one.text for one in word.paragraphs),
        book,
    )
    for text in texts:
        words = " ".join(text.split())
        assert words.index("Ferry strikes") < words.index("About this brief")
        assert words.rindex("Ferry strikes") < words.rindex("5 files · 4 stories")
        assert words.rindex("About this brief") < words.rindex("5 files · 4 stories")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A café.", "“Villagers of Low Marrin, VILLAGE (AFP) - […]”"),
        ("A cafe.", "“Villagers of Low Marrin, VILLAGE (AFP) - A café.”"),
        ("", "“Villagers of Low Marrin, VILLAGE (AFP) - A café.”"),
    ],
)
def test_a_note_does_not_say_its_sentence_twice(brief: Brief, text: str, told: str) -> None:
    item = brief.items[1]
    (claim,) = item.claims
    quote = "Villagers of Low Marrin, VILLAGE (AFP) -  A café."
    cited = claim.citations[0].model_copy(update={"quote": quote})
    short = claim.model_copy(update={"text": text, "citations": (cited,)})
    told_item = item.model_copy(update={"claims": (short,), "only_in": ()})
    page = lay_out(brief.model_copy(update={"items": (told_item,)}), {})
    assert told in to_markdown(page).replace("\\", "")
    assert told in " ".join(to_text(page).split())
