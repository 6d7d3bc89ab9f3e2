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
    "By our shipping correspondent",
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
    "By a staff reporter",
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
            "<div class='node-{number} node'><div class='in'><div class='f-title'><div class='item'>{title}</div></div>"
            "<div class='f-by'><div class='item'>{byline}</div></div><div class='f-body'>{prose}</div></div></div>",
            id="nested",
        ),
        pytest.param(BOX.replace("'box'", "'box-{number}'"), id="numbered classes"),
        pytest.param(
            BOX.replace("{title}", "<a href='/p/{number}'>{title}</a>"), id="linked heads"
        ),
        pytest.param(
            "<div class='clip'><span class='src'>Sorn Courier, 17 June 2025</span><p class='t'>{title}</p>{prose}</div>",
            id="cuttings with source and day",
        ),
        pytest.param(
            "<div class='clip'><p class='t'>{title}</p>{prose}<div class='end'>Sorn Courier, Tuesday, 17 June 2025, page {number}</div></div>",
            id="the day below",
        ),
        pytest.param(
            "<table><tr><td class='s'><p><b>{title}</b></p><p>{byline}</p>{prose}</td></tr></table>",
            id="bold heads in cells",
        ),
        pytest.param(
            "<section class='story n{number}'><p class='kick'>News</p><h2>{title}</h2><p class='by'>{byline}</p>{prose}</section>",
            id="headings below a kicker",
        ),
        pytest.param(
            "<li class='item'><p class='t'>{title}</p><p>HADEN, Sorn (SPA) — The agency had this from its office on the island, at the quay.</p>{prose}</li>",
            id="datelines",
        ),
        pytest.param(
            "<div class='box'><div class='hl'>{title}</div><div class='by'>Von Ulla Kern und Otto Brand</div>{prose}</div>",
            id="German bylines",
        ),
    ],
)
def test_a_story_begins_at_each_head(one: str) -> None:
    assert titles(framed(one)) == TITLES


def test_two_stories_are_enough_and_the_first_may_be_set_apart() -> None:
    two = framed(BOX.replace("'box'", "'box lead'"), [FERRY]) + framed(BOX, [BAKER])
    assert titles(two) == TITLES[:2]


def test_pages_of_the_paper_and_advertisements_stand_between() -> None:
    advert = "<h2>Page 2</h2><div class='box ad'><div class='par'>Lekoa Furnishers: lounge suites from 2,499 crowns, open on Sundays until six.</div></div>"
    assert titles(framed(BOX, between=advert)) == TITLES
    both = f"<div class='sheet'>{framed(BOX, STORIES[:2])}</div><div class='sheet'>{framed(BOX, STORIES[2:])}</div>"
    assert titles(both) == TITLES


def test_a_short_frame_with_a_head_is_a_story_too() -> None:
    short = "<div class='box'><div class='hl'>Fog closes the harbour</div><div class='par'>No ship left Velm on Monday, for nobody could see the pier from the quay.</div></div>"
    assert titles(framed(BOX) + short) == [*TITLES, "Fog closes the harbour"]


def test_each_story_has_its_own_lines_and_day() -> None:
    one = (
        "<div class='clip'><a href='#'>Print</a><p class='t'>{title}</p><p class='by'>{byline}</p>{prose}"
        "<div class='end'>Sorn Courier, {number} June 2025</div><div class='b'>Add new comment</div></div>"
    )
    parts = read_page(page(framed(one), title="Cuttings of 9 June 2025")).parts
    assert [part.published for part in parts] == [f"{number} June 2025" for number in range(1, 5)]
    assert parts[1].body.split("\n") == [BAKER.byline, "Sorn Courier, 2 June 2025", *BAKER.prose]


def test_a_byline_that_two_stories_have_in_common_is_no_button() -> None:
    same = [told._replace(byline="By a staff reporter") for told in STORIES]
    parts = read_page(page(framed(BOX, same), title="Text view")).parts
    assert [part.body.split("\n")[0] for part in parts] == ["By a staff reporter"] * 4


def test_the_day_of_a_picture_is_not_that_of_the_story() -> None:
    one = BOX.replace("{prose}", "{prose}<div class='cap'>The quay on {number} May 2019</div>")
    day = "<meta property='article:published_time' content='2025-06-17'>"
    body = framed(one, STORIES[:1]) + framed(BOX, STORIES[1:])
    parts = read_page(page(body, day, "Text view")).parts
    assert [part.published for part in parts] == ["2025-06-17"] * 4


def test_a_lead_in_a_frame_without_a_head_is_not_lost() -> None:
    lead = "".join(f"<div class='par'>{line} {line}</div>" for line in SAME[:1])
    assert len(titles(f"<div class='box'>{lead}{lead}</div>{framed(BOX)}")) == 1


def test_a_frame_without_a_day_among_dated_ones_has_not_the_day_of_the_page() -> None:
    short = "<div class='clip'><p class='t'>From our files</p><p>In the winter of 1977 the ferry did not sail for nine days, because of weed.</p></div>"
    one = "<div class='clip'><p class='t'>{title}</p>{prose}<p class='end'>Courier, 17 June 2025</p></div>"
    parts = read_page(page(framed(one) + short, title="Courier of 17 June 2025")).parts
    assert [part.published for part in parts] == ["17 June 2025"] * 4 + [""]


NAMES = ("Otto Brand", "Ulla Kern", "Ida Falk", "Jonas Wirth")
SAME = (
    "The ferry Saint Ilse lay on the rocks below Cape Hadder while tugs waited for a higher tide, and the coastguard kept watch over the ferry.",
    "Passengers of the ferry were landed in boats from the rocks, and the master told the coastguard about the rudder of the Saint Ilse.",
    "Divers and tugs are to look at the rocks and at the rudder before the tide turns at the cape.",
)


def _of_one_thing(*heads: str) -> list[Told]:
    return [Told(head, "By our shipping correspondent", SAME) for head in heads]


PARTS = _of_one_thing(
    "How the rudder came to jam", "What the divers saw below her", "Why the tugs have to wait"
)
LEAD = "".join(f"<p>{line}</p>" for line in SAME)
TIMES = ("17:40", "15:10", "13:20", "07:05")
ONE_STORY = {
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
        ("Text view", "<meta name='author' content='Ulla Kern'>"),
        ("Text view", "<meta property='og:type' content='article'>"),
    ],
    ids=["about all of its parts", "of one author", "an article"],
)
def test_a_page_that_says_it_is_one_story_is_one(title: str, head: str) -> None:
    assert len(titles(framed(BOX), title, head)) == 1
