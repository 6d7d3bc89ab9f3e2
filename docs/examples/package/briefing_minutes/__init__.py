"""Minutes: each line of `*.minutes` is `speaker | what was said`; the text is what was said.  Headlines: one a line."""

from __future__ import annotations

from briefing.publishing import Rendering
from briefing.publishing.page import Page
from briefing.reading.formats import Format, Parsed, Refusal
from briefing.reading.formats.base import Sample


def _recognises(sample: Sample) -> bool:
    return sample.ending == ".minutes"


def _parse(data: bytes, most: int) -> Parsed:
    text = data[:most].decode("utf-8", "replace")
    said = [line.partition("|")[2].strip() for line in text.splitlines() if "|" in line]
    if not said:
        raise Refusal("no line of it is 'speaker | what was said'")
    return Parsed(text="\n\n".join(said), media_type="text/x-minutes", encoding="utf-8")


def _render(page: Page) -> str:
    return "".join(f"{article.item.headline}\n" for article in page.articles)


FORMAT = Format("minutes", _recognises, _parse)
RENDERING = Rendering("brief.headlines", _render)
