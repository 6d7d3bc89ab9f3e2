"""Small briefs, to make archives of."""

from __future__ import annotations

from datetime import date

from briefing.publishing.archive import Line, indexed, read_items
from briefing.publishing.jsonfile import to_json
from briefing.records import Brief, Citation, Claim, Item, Sentence, Story, StoryEntry, Verdict

VERBATIM = Verdict(kind="verbatim", score=1.0)


def brief_of(
    day: date,
    *headlines: str,
    outlet: str = "Harbour Post",
    section: str = "",
    told: tuple[str, ...] = ("{headline}, it was said.",),
) -> Brief:
    """Return a brief with an item of each headline, which tells the sentences `told`."""
    items = [
        Item(
            id=f"{day}-{rank}",
            rank=rank,
            headline=headline,
            reports=1,
            section=section,
            claims=tuple(_claim(one.replace("{headline}", headline)) for one in told),
            stories=(_entry(f"s{day}{rank}", headline, outlet),),
        )
        for rank, headline in enumerate(headlines, start=1)
    ]
    return Brief(date=day, mode="model", items=tuple(items), files=())


def lines_of(brief: Brief, language: str) -> tuple[Line, ...]:
    """The items of a brief as an archive keeps them."""
    return tuple(one.line for one in indexed(read_items(to_json(brief).encode()), language))


def _claim(text: str) -> Claim:
    cited = Citation(document="a.txt", file="a.txt", start=0, end=len(text), quote=text)
    return Claim(text=text, citations=(cited,), verdict=VERBATIM)


def _entry(id_: str, headline: str, outlet: str) -> StoryEntry:
    title = Sentence(
        story=id_, document="a.txt", start=0, end=max(len(headline), 1), text=headline, paragraph=-1
    )
    story = Story(
        id=id_,
        document="a.txt",
        file="a.txt",
        title=title,
        sentences=(title,),
        spans=((0, title.end),),
        outlet=outlet,
    )
    return StoryEntry(story=story, role="original")
