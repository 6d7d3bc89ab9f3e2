from __future__ import annotations

from datetime import date

from briefing.language.wording import wording_for
from briefing.publishing.blocks import tell
from briefing.publishing.html import to_html
from briefing.publishing.mailpage import to_mail_page
from briefing.publishing.markdown import to_markdown
from briefing.publishing.page import Dating, Witness, lay_out
from briefing.publishing.textfile import to_text
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


def test_where_no_minutes_are_asked_for_all_is_told(brief: Brief) -> None:
    many = tuple(brief.items[0].model_copy(update={"rank": rank}) for rank in range(1, 150))
    page = lay_out(brief.model_copy(update={"items": many}), {})
    assert any(one.beyond for one in page.articles)
    assert page.short == ()
