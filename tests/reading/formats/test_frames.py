"""Stories in frames are cut at their heads; what one story, its readers or a shop set in frames stays whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import page


class Told(NamedTuple):
    """One story of the invented paper."""

    title: str
    byline: str
    prose: tuple[str, ...]


FERRY = Told(
    "Sorn ferry aground for a third night",
    "By OTTO LUND, our shipping correspondent",
    (
        "The car ferry Saint Ilse lay on the rocks below Cape Hadder for a third night on Tuesday while tugs waited for a higher tide to pull her off.",
        "Her master, Otto Brand, told the coastguard that the rudder had jammed to port as she rounded the cape with eighty passengers aboard, all of whom were landed in boats.",
        "Divers found a tear of nine metres in the plates, and oil booms have been laid across the bay.",
    ),
)
BAKER = Told(
    "Haden baker takes the rye prize again",
    "By ULLA KERN",
    (
        "A loaf of rye and caraway has won the national prize of the millers for a woman whose grandfather built the oven in which it was baked.",
        "Maren Voss, 44, bakes sixty of them each morning in Haden and sells them before eight; the jury praised a crust that sings when it cools and a crumb as dark as peat.",
        "She said that she would spend the money on a new roof, and would not tell anyone what is in the dough.",
    ),
)
COURT = Told(
    "Treasurer of the chess club jailed for two years",
    "By a Staff Reporter",
    (
        "The man who kept the books of the Velm chess club was sent to prison for two years on Tuesday because he had gambled away its savings.",
        "Judge Ida Falk said that Anton Reuss, 58, had stolen from widows and from schoolchildren who had saved their coins for a journey to a tournament abroad.",
        "Reuss, who pleaded guilty, lost 41,000 crowns on greyhounds within eleven months, the prosecution said.",
    ),
)
ROWERS = Told(
    "Canal eight beats the holders in driving rain",
    "From PETER LESENIUS",
    (
        "Half a length was enough for the crew of the brewery to knock out the holders of the autumn cup before some three thousand umbrellas.",
        "Stroke Jonas Wirth had caught a crab after forty strokes, but his boat came back along the willows and led at the bridge for the first time.",
        "The final is rowed on Sunday against the customs officers, who have not lost since spring.",
    ),
)
STORIES = (FERRY, BAKER, COURT, ROWERS)
TITLES = [one.title for one in STORIES]


def framed(one: str, stories: Sequence[Told] = STORIES, between: str = "") -> str:
    """Return stories as `one` sets each: {title}, {byline}, {prose}, {number}."""
    return between.join(
        one.format(
            title=told.title,
            byline=told.byline,
            prose="".join(f"<div class='par'>{line}</div>" for line in told.prose),
            number=number,
        )
        for number, told in enumerate(stories, 1)
    )


def titles(body: str, title: str = "Text view - PagePress Reader", head: str = "") -> list[str]:
    return [part.title for part in read_page(page(f"<div>{body}</div>", head, title)).parts]


BOX = "<div class='box'><div class='hl'>{title}</div><div class='by'>{byline}</div>{prose}</div>"


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(BOX, id="e-paper"),
        pytest.param(
            "<div class='box'><div class='tools'><a href='#'>Listen</a> | <a href='#'>Translate</a> | <a href='#'>Copy</a></div>"
            "<div class='hl'>{title}</div><div class='by'>{byline}</div>{prose}</div>",
            id="buttons above the head",
        ),
        pytest.param(
            "<div class='node-{number} node'><div class='f'><h2>{title}</h2></div><div class='f'><p>{byline}</p></div>{prose}</div>",
            id="nested",
        ),
        pytest.param(BOX.replace("'box'", "'box-{number}'"), id="numbered classes"),
        pytest.param(
            BOX.replace("{title}", "<a href='/p/{number}'>{title}</a>"), id="linked heads"
        ),
        pytest.param(
            "<table><tr><td class='s'><p><b>{title}</b></p><p>{byline}</p>{prose}</td></tr></table>",
            id="bold heads in cells",
        ),
        pytest.param(
            "<section class='story n{number}'><p class='kick'>News</p><h2>{title}</h2><p class='by'>{byline}</p>{prose}</section>",
            id="headings below a kicker",
        ),
        pytest.param(BOX.replace("{byline}", "{byline}, 17 June 2025"), id="bylines with the day"),
    ],
)
def test_a_story_begins_at_each_head(one: str) -> None:
    assert titles(framed(one)) == TITLES


def test_bylines_are_known_in_other_languages() -> None:
    told = [one._replace(byline=f"Von {name}") for one, name in zip(STORIES, NAMES, strict=True)]
    assert titles(framed(BOX, told)) == TITLES


def test_two_stories_are_enough_and_the_first_may_be_set_apart() -> None:
    two = framed(BOX.replace("'box'", "'box lead'"), [FERRY]) + framed(BOX, [BAKER])
    assert titles(two) == TITLES[:2]


def test_pages_of_the_paper_and_advertisements_stand_between() -> None:
    advert = "<h2>Page 2</h2><div class='box ad'><div class='par'>Lekoa Furnishers: lounge suites from 2,499 crowns, open on Sundays until six.</div></div>"
    assert titles(framed(BOX, between=advert)) == TITLES


def bodies(body: str, head: str = "", title: str = "Text view") -> list[list[str]]:
    return [
        part.body.split("\n") for part in read_page(page(f"<div>{body}</div>", head, title)).parts
    ]


RESIGNED = "Prime Minister Ada Holm resigned on Monday after a vote of no confidence, the speaker of parliament said."
LOST_BESIDES = {
    "a frame without a head": f"<div class='box'><div class='par'>{RESIGNED}</div></div>",
    "a short frame": f"<div class='box'><div class='hl'>Government falls</div><div class='par'>{RESIGNED}</div></div>",
    "a box of another kind": f"<div class='last'><p>{RESIGNED}</p></div>",
}


@pytest.mark.parametrize("other", LOST_BESIDES.values(), ids=LOST_BESIDES)
def test_a_story_goes_on_to_the_next_with_all_between(other: str) -> None:
    between, behind = bodies(framed(BOX, between=other)), bodies(framed(BOX) + other)
    assert [len(between), RESIGNED in between[0]] == [4, True]
    assert [RESIGNED in one for one in behind] == [False, False, False, True]


def test_lines_set_as_the_head_inside_a_frame_stay() -> None:
    one = BOX.replace(
        "{prose}",
        "{prose}<div class='hl'>No one was hurt</div><div class='par'>The next tide is on the night of Thursday, the harbour master said.</div>",
    )
    told = bodies(framed(one))
    assert len(told) == len(STORIES)
    assert all("No one was hurt" in one for one in told)


def test_words_to_readers_above_are_no_story() -> None:
    to_readers = "<div>You are reading through the library of Velm, and your card lends this paper for a day.</div>"
    assert titles(to_readers + framed(BOX)) == TITLES


def test_the_day_of_the_page_is_that_of_all() -> None:
    one = BOX.replace(
        "{prose}",
        "<div class='cap'>The quay on {number} May 2019</div>{prose}<div class='end'>Open until {number} June 2031</div>",
    )
    day = "<meta property='article:published_time' content='2025-06-17'>"
    parts = read_page(page(framed(one), day, "Text view")).parts
    assert [part.published for part in parts] == ["2025-06-17"] * 4


def test_the_outlet_in_the_page_s_title_is_that_of_all() -> None:
    parts = read_page(page(framed(BOX), title="Text view | Sorn Courier")).parts
    assert {part.outlet for part in parts} == {"Sorn Courier"}


def test_links_and_credits_inside_a_frame_are_not_read() -> None:
    one = BOX.replace(
        "{prose}",
        "<div class='cap'>Photo: Ilse Orr</div><div class='go'><a href='/{number}'>Send page {number} on</a></div>{prose}",
    )
    told = bodies(framed(one))
    assert [len(lines) for lines in told] == [1 + len(story.prose) for story in STORIES]


IN_FRAMES = {
    "a linked sentence": "<p><a href='/{number}'>Inquiry {number} found on Monday that the ministry had been warned twice.</a></p>",
    "the text of a picture": "<div class='im'><img src='a.jpg'><div>The quay of Haden in winter light {number}</div></div>",
    "a sentence said twice": "<div class='pq'>The tide turned after midnight, and nobody on the quay had expected so much of it.</div>" * 2,
    "a call to readers": "<div class='subs'><p><b>Want more of this? Subscribe to our evening letter <a href='/n'>here</a>.</b></p></div>",
    "a table": "<table><tr><th>Rank</th><th>Place {number}</th></tr><tr><td>First</td><td>{number}</td></tr></table>",
}  # fmt: skip


@pytest.mark.parametrize("inside", IN_FRAMES.values(), ids=IN_FRAMES)
def test_what_is_read_is_what_is_read_of_one_story(inside: str) -> None:
    body = framed(BOX.replace("{prose}", "{prose}" + inside + "<p>More is told on page {number} of this paper today, in Haden.</p>"))  # fmt: skip
    whole = bodies(body, "<meta property='og:type' content='article'>")
    told = bodies(body)
    assert [len(whole), len(told)] == [1, 4]
    heads = {one.title for one in STORIES}
    assert [line for one in told for line in one] == [
        line for line in whole[0] if line not in heads
    ]


NAMES = ("Otto Brand", "Ulla Kern", "Ida Falk", "Jonas Wirth")
SAME = (
    "The ferry Saint Ilse lay on the rocks below Cape Hadder while tugs waited for a higher tide, and the coastguard kept watch over the ferry.",
    "Passengers of the ferry were landed in boats from the rocks, and the master told the coastguard about the rudder of the Saint Ilse.",
    "Divers and tugs are to look at the rocks and at the rudder before the tide turns at the cape.",
)


def _of_one_thing(*heads: str) -> list[Told]:
    return [Told(head, "By OTTO LUND", SAME) for head in heads]


PARTS = _of_one_thing(
    "How the rudder came to jam", "What the divers saw below her", "Why the tugs have to wait"
)
LEAD = "".join(f"<p>{line}</p>" for line in SAME)
TIMES = ("17:40", "15:10", "13:20", "07:05")
LONG = "Приходить лучше к шести, пока не приехали повара из столичных ресторанов, и деньги принимают только наличные."
IN_RUSSIAN = (
    "Хаден — город на берегу залива, где каждое утро рыбаки продают с лодок сельдь и треску, а чайки дерутся за головы на мокром камне.",
    "Вельм — бывшая крепость ордена, окружённая рвом и липовыми аллеями; внутри хранятся гобелены и кровать, в которой умер магистр.",
    "Келль — остров без автомобилей, куда паром идёт сорок минут мимо тюленьих отмелей; песок здесь белый, а ветер почти всегда южный.",
)
GUIDE = [
    Told(head, "", (line, LONG, "Билет для школьников стоит вдвое дешевле, и кофе наливают в будке у мола."))
    for head, line in zip(("Старый порт и рыбный рынок", "Замок над соляными шахтами", "Пляж для семей с детьми"), IN_RUSSIAN, strict=True)
]  # fmt: skip
ONE_STORY = {
    "sections that open with a definition": framed(BOX.replace("<div class='by'>{byline}</div>", ""), GUIDE),
    "notes of when and where": framed(
        BOX.replace("<div class='by'>{byline}</div>", "<p>WHEN: Friday, {number} March – Sunday, 29 March at the pier in Velm, daily at noon, and nobody sits on the bollards.</p>")
    ),
    "below a heading of two words": f"<h2>Four tales</h2>{framed(BOX)}",
    "below the first words of the page's title": f"<div class='big'>Text view</div>{framed(BOX)}",
    "below a sentence": f"<p>{RESIGNED}</p>{framed(BOX)}",
    "bylines of many days": framed(BOX.replace("{byline}", "{byline}, {number} June 2025")),
    "one writer of all": framed(BOX.replace("{byline}", "By Ulla Kern")),
    "a byline outside": framed(BOX) + "<p>By Clara Boyd</p>",
    "in columns": f"<div class='sheet'>{framed(BOX, STORIES[:2])}</div><div class='sheet'>{framed(BOX, STORIES[2:])}</div>",
    "below the page's own headline": f"<h1>Four tales</h1>{framed(BOX)}",
    "below a heading of some words": f"<h3>What our reporters saw</h3>{framed(BOX)}",
    "below a line of the page's title": f"<div class='big'>Text view - PagePress</div>{framed(BOX)}",
    "a line above the heads": framed(
        BOX.replace("<div class='hl'>", "<div class='cap'>What the picture {number} shows here</div><div class='hl'>")
    ),
    "a line below the heads": framed(
        BOX.replace("<div class='by'>", "<div class='cap'>What picture {number} shows</div><div class='by'>")
    ),
    "the way to them": framed(BOX.replace("{byline}", "By bus or on foot from the pier")),
    "numbers of the way": framed(BOX.replace("{byline}", "By bus {number} from Velm")),
    "one byline among other lines": framed(BOX, STORIES[:1])
    + framed(BOX.replace("{byline}", "Tickets {number} at the door"), STORIES[1:]),
    "long heads": framed(BOX.replace("{title}", "{title} and {title} and {title} and {title} and {title}")),
    "bylines above datelines": framed(
        BOX.replace("{title}", "By Ulla Kern: {title}").replace("<div class='by'>{byline}</div>", "<p>HADEN, Sorn (SPA) — The agency had this from its office on the island.</p>")
    ),
    "days": framed(BOX.replace("{byline}", "{number} June 2025")),
    "heads that are days": framed(BOX.replace("{title}", "Tuesday, {number} June 2025")),
    "heads that are sentences": framed(BOX.replace("{title}", "{title}.")),
    "a head in another place": framed(BOX, STORIES[:3]) + framed(BOX.replace("'hl'", "'kicker'"), STORIES[3:]),
    "comments": framed(
        "<div class='box'><div class='hl'>{title}</div><div class='by'>17 June 2025</div>{prose}</div>",
        [told._replace(title=name) for told, name in zip(STORIES, NAMES, strict=True)],
    ),
    "comments with subjects below an article": f"<div class='main'>{LEAD}</div>" + framed(BOX),
    "sections below a lead": f"<div class='main'>{LEAD}</div>"
    + framed(BOX.replace("{prose}", "{prose}{prose}")),
    "boxes above an article": framed(BOX, STORIES[:2]) + f"<div class='main'>{LEAD}</div>",
    "news in brief": framed(
        BOX, [told._replace(prose=(told.prose[2], told.prose[2])) for told in STORIES]
    ),
    "comments with subjects, named so": f"<div class='replies'>{framed(BOX)}</div>",
    "a thread": framed(BOX, [told._replace(title=FERRY.title) for told in STORIES]),
    "entries with the time": "".join(
        framed(
            f"<div class='box'><div class='t'>{time}</div><div class='hl'>{{title}}</div><div class='by'>{{byline}}</div>{{prose}}</div>",
            [told],
        )
        for time, told in zip(TIMES[:2], STORIES, strict=False)
    ),
    "comments of people with long names": framed(
        BOX.replace("{byline}", "17 June 2025"),
        [
            told._replace(title=f"{name.split()[0]} van der {name.split()[1]}")
            for told, name in zip(STORIES, NAMES, strict=True)
        ],
    ),
    "columns under bylines": framed(
        "<div class='box'><div class='by'>{byline} {number}</div>{prose}<div class='end'>17 June 2025</div></div>"
    ),
    "a label over one of the frames": framed(BOX, STORIES[:2])
    + framed(BOX, [COURT._replace(title="Opinion")]),
    "questions": framed(
        BOX,
        [
            told._replace(title=" ".join([*told.title.split()[:6]]) + "?")
            for told in STORIES
        ],
    ),
    "a list that counts": framed(BOX.replace("{title}", "{number}. {title}")),
    "sections without bylines": framed(
        "<div class='box'><div class='hl'>{title}</div>{prose}</div>"
    ),
    "sections below one byline": f"<p class='by'>By Ulla Kern, in Haden</p>{framed(BOX)}",
    "sections of one thing": framed(BOX, PARTS),
    "a chronicle": framed(
        "<div class='box'><div class='hl'>{title}</div><div class='d'>{number} June 2025</div>{prose}</div>",
        PARTS,
    ),
    "reviews of customers": f"<div id='reviews'>{framed(BOX)}</div>",
    "goods": framed(BOX.replace("'box'", "'box product'")),
    "legal terms": framed(
        BOX.replace("{title}", "§ {number} {title}").replace("{byline}", "Section {number}")
    ),
    "a release and who sent it": framed(BOX, [FERRY])
    + framed("<div class='box'><div class='hl'>{title}</div>{prose}</div>", [BAKER._replace(title="About the Sorn Bakers' Association")]),
    "boxes beside an article": f"<div class='main'>{LEAD}{LEAD.replace('ferry', 'ship')}</div>"
    + framed("<div class='box'><div class='hl'>{title}</div>{prose}</div>", STORIES[:2]),
    "people of the house": framed(BOX.replace("{title}", "Maren Voss, editor")),
    "an article in two containers": framed(
        "<div class='box'>{prose}</div>", STORIES[:2], "<div class='ad'>Advertisement</div>"
    ),
    "teasers": framed(
        "<div class='box'><div class='hl'><a href='/{number}'>{title}</a></div><div class='by'>{byline}</div><p>The story of the day in a single sentence, for those who click.</p></div>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", ONE_STORY.values(), ids=ONE_STORY)
def test_what_is_one_story_or_none_stays_whole(body: str) -> None:
    assert len(titles(body)) < 2


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Ferry aground, baker honoured, treasurer jailed, eight through", ""),
        (f"{BAKER.title} | Sorn Courier", ""),
        ("Text view", "<meta name='author' content='Ulla Kern'>"),
        ("Text view", "<meta property='og:type' content='article'>"),
    ],
    ids=["about all of its parts", "named for one of them", "of one author", "an article"],
)
def test_a_page_that_says_it_is_one_story_is_one(title: str, head: str) -> None:
    assert len(titles(framed(BOX), title, head)) == 1
