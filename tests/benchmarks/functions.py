"""Every function that takes text, and how it is called with one: what stands before it in the way of the data is not timed."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from briefing import grouping, publishing, reading, remembering, writing
from briefing.assembly.items import write_items
from briefing.assembly.pipeline import make, publish
from briefing.assembly.run import Run, Statistics
from briefing.grouping.events import Shingler
from briefing.language import calendar, chat, detect, figures, likeness, lookup, names, spellings
from briefing.language.sentences import split_sentences
from briefing.language.text import Text
from briefing.models.fake import FakeGenerator, FakeParser
from briefing.publishing.plaintext import one_line, printable, terminal_text
from briefing.reading import ReadingSettings, ingest
from briefing.reading.dating import parse_field
from briefing.reading.formats.broken_headlines import with_whole_headlines
from briefing.reading.formats.reference_links import without_references
from briefing.records import Document, Event, Fact, Story, When
from briefing.settings.config import resolve
from briefing.writing import cuts, gate
from briefing.writing.cuts import loose_parts

DAY: Final = date(2025, 6, 17)
SETTINGS: Final = ReadingSettings(day=DAY, max_bytes=2_000_000)
LEAD: Final = "The ferry to Skarn was stopped on Tuesday after 40 people were hurt, the port said."
OTHER: Final = (
    "The ferry to Skarn was stopped after 41 people had been hurt, the port said on Tuesday."
)
WHEN: Final = When.on(DAY, "stated", "")
_DIGITS: Final = str.maketrans("0123456789", "1234567890")

Work = Callable[[], object]
Function = Callable[[str], Work]
"""From a text to the work that is timed; what it needs is made before."""


def run(*, model: bool = False) -> Run:
    """What a run is told; with doubles of the models, or without any."""
    settings = resolve(None, {}, {}).settings
    if not model:
        return Run(DAY, settings, None)
    return Run(DAY, settings, None, parser=FakeParser(), shortener=FakeGenerator())


# -- reading --------------------------------------------------------------------------------------


def as_file(name: str, wrap: Callable[[str], str] = str) -> Function:
    """The text as a file of a kind, decoded."""

    def prepare(text: str) -> Work:
        data = wrap(text).encode("utf-8", "surrogatepass")
        return lambda: ingest(name, data, SETTINGS)

    return prepare


def as_page(name: str, wrap: Callable[[str], str] = str) -> Function:
    """The text as a document of a kind, cut into dated stories."""

    def prepare(text: str) -> Work:
        got = ingest(name, wrap(text).encode("utf-8", "surrogatepass"), SETTINGS)
        return (lambda: reading.read([got], SETTINGS)) if isinstance(got, Document) else nothing

    return prepare


def nothing() -> None:
    """The work where what stands before gave nothing."""


def _html(text: str) -> str:
    return f"<html><head><title>Ferry to Skarn</title></head><body><article><h1>Ferry to Skarn stopped</h1><p>{LEAD}</p><p>{text}</p></article></body></html>"


def _escaped(text: str) -> str:
    return _html(html.escape(text))


def _headed(text: str) -> str:
    return f"Ferry to Skarn stopped\n\n17 June 2025\n\n{LEAD}\n\n{text}\n"


def _mail(text: str) -> str:
    return f"From: a@b.example\nSubject: Ferry\nDate: Tue, 17 Jun 2025 06:00:00 +0000\n\n{LEAD}\n{text}"


def _subject(text: str) -> str:
    return f"From: a@b.example\nSubject: {text[:40_000]}\n\n{LEAD}\n"


def _json(text: str) -> str:
    return json.dumps([{"title": "Ferry to Skarn stopped", "text": f"{LEAD} {text}"}])


def _feed(text: str) -> str:
    return f"<rss><channel><title>A</title><item><title>Ferry</title><description>{html.escape(text)}</description></item></channel></rss>"


def _csv(text: str) -> str:
    return f"title,text\nFerry,{text}\n"


# -- language -------------------------------------------------------------------------------------


def of_text(function: Callable[[str], object]) -> Function:
    """A function of a text alone; an iterator is used up."""
    return lambda text: lambda: _whole(function(text))


def _whole(found: object) -> None:
    if isinstance(found, Iterable) and not isinstance(found, str | bytes | tuple | list):
        for _ in found:
            pass


def part(name: str, code: str = "en") -> Function:
    """A part of a text that is read once."""
    return lambda text: lambda: getattr(Text(text, code), name)


# -- stories, events ------------------------------------------------------------------------------


def stories(text: str) -> tuple[Story, ...]:
    """Two stories with the text, one of them with other digits."""
    rows = (("1", f"{LEAD}\n{text}"), ("2", f"{OTHER}\n{text.translate(_DIGITS)}"))
    found = (reading.given_story(name, row, "Ferry to Skarn stopped", DAY) for name, row in rows)
    return tuple(one for one in found if one is not None)


def event(text: str) -> Event:
    """The two stories as one event."""
    reports = grouping.separate_reports(stories(text))
    return Event(id="1", reports=tuple(reports))


def of_stories(function: Callable[[Sequence[Story]], object]) -> Function:
    """A function of stories."""

    def prepare(text: str) -> Work:
        made = stories(text)
        return lambda: _whole(function(made))

    return prepare


def of_event(function: Callable[[Event], object]) -> Function:
    """A function of an event."""

    def prepare(text: str) -> Work:
        made = event(text)
        return lambda: _whole(function(made))

    return prepare


def of_facts(function: Callable[[Event, Sequence[Fact]], object]) -> Function:
    """A function of an event and its facts."""

    def prepare(text: str) -> Work:
        made = event(text)
        facts = grouping.align_facts(made, {})
        return lambda: _whole(function(made, facts))

    return prepare


def _outline(made: Event, facts: Sequence[Fact]) -> writing.Outline:
    return writing.outline(made, facts, grouping.only_in(made, facts), 5)


def of_plan(function: Callable[[writing.Outline], object]) -> Function:
    """A function of the outline of an item."""
    return of_facts_then(_outline, function)


def of_facts_then(
    first: Callable[[Event, Sequence[Fact]], Any], then: Callable[[Any], object]
) -> Function:
    """A function of what another one makes of an event and its facts."""

    def prepare(text: str) -> Work:
        made = event(text)
        outcome = first(made, grouping.align_facts(made, {}))
        return lambda: _whole(then(outcome))

    return prepare


def items_of(text: str, *, model: bool) -> Sequence[Any]:
    """The items of the event."""
    return write_items([event(text)], run(model=model), Statistics())


def of_item(function: Callable[[Any], object]) -> Function:
    """A function of a written item."""

    def prepare(text: str) -> Work:
        written = items_of(text, model=False)
        return lambda: _whole(map(_whole, map(function, written)))

    return prepare


def _brief(text: str, *, model: bool = False) -> Work:
    files = [
        ("a.txt", _headed(text).encode("utf-8", "surrogatepass")),
        ("b.txt", _headed(text.translate(_DIGITS)).replace(LEAD, OTHER).encode("utf-8", "surrogatepass")),
    ]  # fmt: skip
    return lambda: make(files, run(model=model))


def of_page(function: Callable[[publishing.page.Page], object]) -> Function:
    """A function of the laid-out page of a brief."""

    def prepare(text: str) -> Work:
        made: Any = _brief(text)()
        texts = {id_: document.text for id_, document in made.documents.items()}
        page = publishing.lay_out(made.brief, texts)
        return lambda: _whole(function(page))

    return prepare


def _published(text: str) -> Work:
    made: Any = _brief(text)()
    return lambda: publish(made)


def _inspected(text: str) -> Work:
    got = ingest("a.txt", _headed(text).encode("utf-8", "surrogatepass"), SETTINGS)
    if not isinstance(got, Document):
        return nothing
    readings = reading.read([got], SETTINGS)
    return lambda: publishing.to_inspection(readings, ())


def _judged(text: str) -> Work:
    made = event(text)
    rows = remembering.remember([made])
    written = items_of(text, model=False)
    return lambda: remembering.judge(written, {date(2025, 6, 16): rows}, "en")


def _loose(text: str) -> Work:
    (tree,) = FakeParser().parse([text])
    return lambda: loose_parts(text, tree)


def _claim(text: str) -> Work:
    return lambda: writing.verify([LEAD, text], [text])


def _explained(made: Sequence[Story]) -> object:
    return grouping.explain(made[0], made[-1], made)


def _written(text: str, *, model: bool) -> Work:
    made, how = event(text), run(model=model)
    return lambda: write_items([made], how, Statistics())


FUNCTIONS: Final[Mapping[str, Function]] = {
    # reading
    "decode txt": as_file("a.txt"),
    "decode html": as_file("a.html"),
    "decode html, in an article": as_file("a.html", _html),
    "decode html, escaped": as_file("a.html", _escaped),
    "decode eml": as_file("a.eml", _mail),
    "decode eml, subject": as_file("a.eml", _subject),
    "decode eml, headers": as_file("a.eml"),
    "decode json": as_file("a.json", _json),
    "decode json, as it is": as_file("a.json"),
    "decode jsonl": as_file("a.jsonl", _json),
    "decode csv": as_file("a.csv", _csv),
    "decode feed": as_file("a.xml", _feed),
    "decode md": as_file("a.md"),
    "decode, no name": as_file("a"),
    "read txt": as_page("a.txt"),
    "read txt, under a headline": as_page("a.txt", _headed),
    "read html": as_page("a.html", _escaped),
    "read eml": as_page("a.eml", _mail),
    "read json": as_page("a.json", _json),
    "broken headlines": of_text(with_whole_headlines),
    "references": of_text(
        lambda text: without_references(f"{text}][1]\n[1]: https://t.example/a\n")
    ),
    "given story": of_text(lambda text: reading.given_story("1", text)),
    "sentence texts": of_text(reading.sentence_texts),
    "dates of fields": of_text(
        lambda text: parse_field(text, calendar.Clock(DAY, calendar.zone_named("Europe/Berlin")))
    ),
    # language
    "sentences": of_text(lambda text: split_sentences(text, 0, len(text))),
    "sentences, de": of_text(lambda text: split_sentences(text, 0, len(text), "de")),
    "figures": part("figures"),
    "figures, de": part("figures", "de"),
    "numerals": of_text(figures.find_numerals),
    "tokens": part("tokens"),
    "tokens, de": part("tokens", "de"),
    "words": part("words"),
    "names": part("names"),
    "name terms": part("name_terms"),
    "names as written": of_text(lambda text: names.written_names(text, "en")),
    "quotes": part("quotes"),
    "addresses a model": part("addresses_a_model"),
    "is a request": part("is_request"),
    "days": of_text(lambda text: calendar.find_days(text, DAY)),
    "dates": of_text(
        lambda text: calendar.find_dates(
            text, calendar.Clock(DAY, calendar.zone_named("Europe/Berlin"))
        )
    ),
    "relative": of_text(calendar.find_relative),
    "short distance": of_text(calendar.find_short_distance),
    "weekday": of_text(lambda text: calendar.find_weekday([(0, text)])),
    "language": of_text(detect.find_language),
    "likely language": of_text(detect.likely_language),
    "is foreign": of_text(lambda text: detect.is_foreign(text, "en")),
    "content": of_text(likeness.content_of),
    "likeness": lambda text: partial(
        likeness.likeness,
        likeness.content_of(text),
        likeness.content_of(text.translate(_DIGITS)),
    ),
    "spellings": of_text(spellings.canonical),
    "same name": of_text(lambda text: spellings.same_name(text, text[1:])),
    "chat": of_text(lambda text: (chat.has_chat_mark(text), list(chat.turns(text)))),
    "query": of_text(lookup.parse_query),
    "hits": of_text(lambda text: lookup.hits(text, lookup.parse_query("ferry skarn"))),
    # grouping
    "shingles": of_text(lambda text: Shingler()(text)),  # noqa: PLW0108  # a new one each time: it keeps words
    "reports": of_stories(grouping.find_reports),
    "events": of_stories(lambda made: grouping.find_events(grouping.separate_reports(made))),
    "explanation": of_stories(_explained),
    "facts": of_event(lambda made: grouping.align_facts(made, {})),
    "leads in doubt": of_event(lambda made: grouping.leads_in_doubt([made])),
    "texts in doubt": of_event(lambda made: grouping.texts_in_doubt([made])),
    "ranks": of_event(lambda made: grouping.rank_events([made], DAY)),
    "topics": of_event(lambda made: grouping.section_of(made, [("Sea", ["ferry", "port"])])),
    "only in": of_facts(grouping.only_in),
    "disagreements": of_facts(lambda made, facts: grouping.find_disagreements(facts, made, {})),
    # writing
    "outline": of_facts(_outline),
    "to parse": of_facts(
        lambda _, facts: writing.to_parse(one for fact in facts for one in fact.sentences)
    ),
    "to look up": of_plan(lambda plan: writing.to_look_up([(plan.event, plan.picks)], {})),
    "consolidate": of_plan(lambda plan: writing.consolidate(plan, {}, 1)),
    "items": partial(_written, model=False),
    "items, with models": partial(_written, model=True),
    "gate": of_text(lambda text: gate.check(LEAD, [text], WHEN)),
    "gate, of itself": of_text(lambda text: gate.check(text, [text], WHEN)),
    "gate, of itself, de": of_text(lambda text: gate.check(text, [text], WHEN, "de")),
    "gate, of another": of_text(
        lambda text: gate.check(text.translate(_DIGITS), [text, LEAD], WHEN)
    ),
    "form": of_text(gate.form),
    "support of words": of_text(lambda text: gate.support(text, [text])),
    "support": _claim,
    "compress": of_text(cuts.compress),
    "trim": of_text(cuts.trim),
    "is a compression": of_text(lambda text: cuts.is_compression(text[:-1], text)),
    "loose parts": _loose,
    "omissions": of_item(writing.find_omissions),
    "objections": of_item(writing.find_objections),
    # remembering
    "remember": of_event(lambda made: remembering.remember([made])),
    "novelty": _judged,
    "compare": of_text(lambda text: remembering.compare([text], [[text.translate(_DIGITS)]])),
    # publishing
    "publish": _published,
    "inspection": _inspected,
    "text file": of_page(publishing.to_text),
    "mail page": of_page(publishing.to_mail_page),
    "terminal": of_page(lambda page: terminal_text(str(page))),
    "one line": of_text(one_line),
    "printable": of_text(printable),
    # the whole way
    "brief": _brief,
    "brief, with models": partial(_brief, model=True),
}
"""By name."""
