from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from briefing.publishing.book import to_book
from briefing.publishing.html import to_html
from briefing.publishing.mailpage import to_mail_page
from briefing.publishing.markdown import to_markdown
from briefing.publishing.packed import unpack
from briefing.publishing.page import lay_out
from briefing.publishing.shown import unsaid
from briefing.publishing.textfile import to_text
from briefing.publishing.word import to_word
from briefing.records import Brief


def test_a_sentence_has_one_mark_and_one_source_for_each_independent_report(brief: Brief) -> None:
    line = lay_out(brief, {}).articles[0].lines[0]
    assert line.number == 4
    assert [(source.name, len(source.notes)) for source in line.sources] == [
        ("Harbour Post", 1),
        ("AFP", 1),
    ]


def test_a_copy_that_says_the_same_is_named_and_not_quoted_again(brief: Brief) -> None:
    value = lay_out(brief, {}).articles[0].contested[0].values[1]
    assert [(source.name, source.copies) for source in value.sources] == [("AFP", ("wire/c.txt",))]
    assert [note.citation.file for note in value.sources[0].notes] == ["b.txt"]
    assert len(value.notes) == 2


def test_a_copy_that_is_cited_for_something_else_keeps_its_passage(brief: Brief) -> None:
    item = brief.items[0]
    first, second = item.disagreements[0].values[1].citations
    other = second.model_copy(update={"quote": "the coast guard told AFP", "start": 96, "end": 120})
    claim = item.claims[0].model_copy(update={"citations": (first, other)})
    told = item.model_copy(update={"claims": (claim,)})
    line = lay_out(brief.model_copy(update={"items": (told,)}), {}).articles[0].lines[0]
    assert [(source.copies, len(source.notes)) for source in line.sources] == [((), 2)]


def test_the_same_passages_have_the_same_number_within_an_item(brief: Brief) -> None:
    item = brief.items[0]
    value = (
        item.disagreements[0].values[0].model_copy(update={"citations": item.claims[0].citations})
    )
    one = item.disagreements[0].model_copy(update={"values": (value,)})
    told = item.model_copy(update={"disagreements": (one,), "new_since": None})
    article = lay_out(brief.model_copy(update={"items": (told,)}), {}).articles[0]
    again = article.contested[0].values[0]
    assert (article.lines[0].number, again.number, again.again) == (1, 1, True)


def test_a_story_of_another_day_says_so(brief: Brief) -> None:
    moved = brief.model_copy(update={"date": brief.date.replace(day=18)})
    line = lay_out(moved, {}).articles[0].lines[0]
    assert [source.day for source in line.sources] == [brief.date, brief.date]
    assert [source.day for source in lay_out(brief, {}).articles[0].lines[0].sources] == [None] * 2


def test_what_an_earlier_day_said_is_of_no_report_of_this_one(brief: Brief) -> None:
    (change,) = lay_out(brief, {}).articles[0].changes
    assert [(source.name, source.day) for source in change.before.sources] == [("", None)]


def test_a_number_leads_to_the_same_passages_in_every_output(brief: Brief) -> None:
    page = lay_out(brief, {})
    (number,) = {one.number for one in page.articles[1].lines}
    place = "d|e.txt 0–81"
    assert f"[{number}] {place}" in to_text(page)
    assert f"[{number}] <bdi>{place}" in to_mail_page(page)
    assert f"[^{number}]: d\\|e\\.txt 0–81" in to_markdown(page)
    assert f'href="#cite-{number}">{number}</a> <code>d|e.txt</code> 0–81' in to_html(page)
    book = unpack(to_book(page))["EPUB/item-2.xhtml"].decode()
    assert f'id="note-{number}" epub:type="footnote"' in book
    notes = etree.fromstring(unpack(to_word(page))["word/footnotes.xml"])
    (note,) = (one for one in notes if one.get(qn("w:id")) == str(number))
    assert place in "".join(note.itertext())


def test_a_sentence_is_set_without_the_space_that_a_link_left_before_a_comma(brief: Brief) -> None:
    """Its note has no passage, for it says nothing else."""
    item = brief.items[0]
    text = "The report , made in Tarn, names three walls ."
    cited = item.claims[0].citations[0].model_copy(update={"quote": text})
    claim = item.claims[0].model_copy(update={"text": text, "citations": (cited,)})
    told = item.model_copy(update={"claims": (claim,), "new_since": None})
    line = lay_out(brief.model_copy(update={"items": (told,)}), {}).articles[0].lines[0]
    assert line.text == "The report, made in Tarn, names three walls."
    assert unsaid(line.notes[0], line) == ""
