"""The page that shows how files were read: all of the text, once, harmless."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.publishing.inspection import to_inspection, visible
from briefing.records import (
    UNKNOWN_WHEN,
    Document,
    Reading,
    Removed,
    Sentence,
    Span,
    Story,
    Undecided,
    Unread,
    When,
)


class Shown(HTMLParser):
    """Collects what the page shows of the files, and what it says about them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.said, self.titles = "", [""], list[str]()
        self.elements = list[str]()
        self._depth, self._small = 0, False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        given = dict(attrs)
        self.titles += [given["title"] or ""] if "title" in given else []
        if tag == "div" and given.get("class") == "file":
            self._depth = 1
        if tag == "small":
            self._small = True
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div" and self._depth > 0
        self._small = self._small and tag != "small"

    def handle_data(self, data: str) -> None:
        if self._small:
            self.said[-1] += data
        elif self._depth:
            self.text += data


def sentence(text: str, start: int, end: int, paragraph: int = 0) -> Sentence:
    return Sentence(
        story="s", document="d", start=start, end=end, text=text[start:end], paragraph=paragraph
    )


def reading_of(text: str, marks: list[int], undecided: tuple[Undecided, ...] = ()) -> Reading:
    """A reading whose headline, sentence, sub-headline, aside and furniture end at `marks`."""
    a, b, c, d, e = marks
    document = Document(
        id="d", file="a<b>.txt", sha256="", media_type="text/plain", encoding="utf-8", text=text
    )
    story = Story(
        id="s",
        document="d",
        file=document.file,
        title=sentence(text, 0, a, -1),
        sentences=(sentence(text, a, b),),
        subheads=(Span(document="d", start=b, end=c),),
        spans=((0, a), (a, b), (b, c), (c, d)),
        when=UNKNOWN_WHEN,
    )
    removed = (Removed(start=d, end=e, rule="share line", score=0.875),)
    return Reading(document=document, stories=(story,), removed=removed, undecided=undecided)


TEXT = "Bridge <b>open</b>\nIt opened.\nNo winners\nAdvertisement\nShare & like\n\n"
MARKS = [19, 30, 41, 55, 67]


def test_a_page_shows_the_whole_text_and_says_what_became_of_it() -> None:
    notes = (
        Undecided(line=2, words="a story does not begin here (probability 0.30)"),
        Undecided(words="all was short"),
    )
    page = to_inspection([reading_of(TEXT, MARKS, notes)])
    shown = Shown(page)
    assert shown.text == TEXT
    assert [words for words in shown.said if words][2:] == [
        "story 1",
        "narrow: a story does not begin here (probability 0.30)",
        "sub-headline",
        "aside",
        "share line, 0.88",
    ]
    assert "removed: share line, 0.88" in shown.titles
    assert "all was short" in page
    assert "a&lt;b&gt;.txt" in page
    assert not {"script", "b", "img", "link", "iframe"} & set(shown.elements)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_a_day_in_the_evidence_stays_on_one_line_and_its_words_are_escaped() -> None:
    reading = reading_of(TEXT, MARKS)
    told = '<b>"2016-09-20</b>"\x1b[31m, not 12016-09-201'
    when = When.on(date(2016, 9, 20), "stated", told)
    story = reading.stories[0].model_copy(update={"when": when})
    page = to_inspection([reading.model_copy(update={"stories": (story,)})])
    shown = (
        '&lt;b&gt;&#34;<span class="day">2016-09-20</span>&lt;/b&gt;&#34;, not 12016-09-201</td>'
    )
    assert shown in page


def test_a_file_that_was_not_read_stands_there_with_its_reason() -> None:
    gone = Unread(file="x.bin", sha256="", state="unreadable", reason="this is <no> text")
    assert "this is &lt;no&gt; text" in to_inspection([], [gone])


def test_what_cannot_be_shown_has_a_sign() -> None:
    assert visible("a\x00b\r\nc\rd\u202ee\ud800\t") == "a\u2400b\nc\nd\ufffde\ufffd\t"


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_characters="\r"), min_size=12, max_size=60),
    st.lists(st.integers(1, 10), min_size=5, max_size=5, unique=True),
)
def test_every_character_of_any_text_stands_there_once(text: str, marks: list[int]) -> None:
    made = reading_of(text, sorted(marks))
    assert Shown(to_inspection([made])).text == visible(text)
