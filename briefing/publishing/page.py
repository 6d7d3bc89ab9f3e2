"""A brief laid out for reading: marks numbered, files grouped by what dates them.

It is laid out once, and every :class:`Rendering` shows the same page: their marks agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from briefing.language.pace import WORDS_PER_MINUTE, reading_minutes, words_to_read
from briefing.language.wording import Wording, wording_for
from briefing.publishing.counts import count, left_out, story_roles, story_words
from briefing.publishing.numbering import Numbering
from briefing.publishing.origin import origin
from briefing.publishing.reporters import item_reports, report_names
from briefing.publishing.shown import (
    Article,
    Change,
    Contested,
    Dating,
    FileRow,
    Note,
    NotedText,
    Page,
    Rendering,
    Single,
    Source,
    Witness,
    changes_first,
    is_unchanged,
)
from briefing.publishing.values import values_in_one_form
from briefing.records import (
    UNKNOWN,
    Brief,
    Disagreement,
    Item,
    Novelty,
    NoveltyLine,
    OnlyIn,
    StoryEntry,
    Verdict,
    When,
)

__all__ = [
    "Article",
    "Change",
    "Contested",
    "Dating",
    "FileRow",
    "Note",
    "NotedText",
    "Page",
    "Rendering",
    "Single",
    "Source",
    "Witness",
    "lay_out",
]

ROOM: Final = 15.0
"""A reader's minutes where nobody says other: what the default settings can give, 30 items of five
sentences of 22 words, takes 14 and stays open; what is more folds."""


def lay_out(
    brief: Brief,
    texts: Mapping[str, str],
) -> Page:
    """Lay `brief` out: items by rank, those without news last, marks numbered in the order of reading.

    `texts` maps document ids to full texts.  What is beyond the reader's minutes is marked: a page folds it.
    """
    numbering, words = Numbering(brief.date), wording_for(brief.language)
    room = brief.minutes or ROOM
    articles = _folded(_articles(brief, numbering, words), room, asked=bool(brief.minutes))
    roles = story_roles(brief)
    return Page(
        brief=brief,
        counts=count(brief).line(words),
        remarks=_remarks(brief, words),
        articles=articles,
        rows=tuple(
            FileRow(entry, story_words(entry, roles, words), left_out(entry, words))
            for entry in brief.files
        ),
        words=words,
        texts=texts,
        marked=tuple(numbering.marked),
        minutes=reading_minutes(sum(map(_words, articles))),
        minutes_short=reading_minutes(sum(map(_words_short, articles))),
        room=room,
    )


def _articles(brief: Brief, numbering: Numbering, words: Wording) -> list[Article]:
    ranked = sorted(brief.items, key=lambda item: item.rank)
    news = [item for item in ranked if not is_unchanged(item)]
    before = ["", *(item.section for item in news[:-1])]
    opens = [
        "" if item.section == last else item.section
        for item, last in zip(news, before, strict=False)
    ]
    quiet = [item for item in ranked if is_unchanged(item)]
    sections = [*opens, *("" for _ in quiet)]
    return [
        _article(item, section, numbering, words)
        for item, section in zip([*news, *quiet], sections, strict=True)
    ]


def _folded(articles: Sequence[Article], room: float, *, asked: bool) -> tuple[Article, ...]:
    """Mark what lies beyond the reader's minutes; the first item never does, nor one without news, which is short anyway.

    `asked`: whether the reader said how many they are.
    """
    shown: list[Article] = []
    spent = 0.0
    for article in articles:
        spent += _words(article)
        beyond = bool(shown) and not article.unchanged and spent > room * WORDS_PER_MINUTE
        shown.append(replace(article, beyond=beyond, is_short=beyond and asked))
    return tuple(shown)


def _words(article: Article) -> float:
    """Return how many words a reader of `article` reads, or what takes as long; of an unchanged one, the headline."""
    texts = [article.item.headline]
    if not article.unchanged:
        texts += [line.text for line in article.told]
        texts += [one.about for one in article.contested]
    return sum(map(words_to_read, texts))


def _words_short(article: Article) -> float:
    """The same where an item beyond the reader's minutes is told in a sentence."""
    if not article.is_short:
        return _words(article)
    return sum(map(words_to_read, (article.item.headline, *(line.text for line in article.lead))))


def _remarks(brief: Brief, words: Wording) -> tuple[str, ...]:
    """Return the notes of the brief; one that had no model never goes without saying so."""
    if brief.mode == "extractive" and not brief.notes:
        return (words.say("extractive"),)
    return brief.notes


def _article(item: Item, opens: str, numbering: Numbering, words: Wording) -> Article:
    """Lay one item out.  The fields are filled in reading order, which numbers the marks."""
    numbering.begin(item)
    since = item.new_since or _NOTHING
    told = {line.text for line in (*since.new, *since.changed)}
    new, changes = _news(item, since, numbering)
    datings, reports, language = _datings(item.stories, words), item_reports(item), _language(item)
    return Article(
        item=item,
        opens=opens,
        names=report_names(item),
        files=_distinct(entry.story.file for entry in item.stories),
        datings=datings,
        language=language,
        new=new,
        changes=changes,
        lines=numbering.claims(claim for claim in item.claims if claim.text not in told),
        contested=tuple(
            _contested(one, numbering, language or words.language, words)
            for one in item.disagreements
        ),
        single=tuple(_single(only, numbering) for only in item.only_in),
        origin=origin(reports, datings, words, item.edited),
        reports=reports,
    )


def _news(
    item: Item, since: Novelty, numbering: Numbering
) -> tuple[tuple[NotedText, ...], tuple[Change, ...]]:
    """What is new and what has changed, numbered in the order in which they stand."""
    verdicts = {claim.text: claim.verdict for claim in item.claims}
    texts = {line.text for line in since.new}
    new = [claim for claim in item.claims if claim.text in texts]

    def changes() -> tuple[Change, ...]:
        return tuple(
            _change(one, verdicts.get(one.text), since, numbering) for one in since.changed
        )

    if changes_first(item):
        first = changes()
        return numbering.claims(new), first
    return numbering.claims(new), changes()


_NOTHING: Final = Novelty(date=date.min)


def _change(
    line: NoveltyLine, verdict: Verdict | None, since: Novelty, numbering: Numbering
) -> Change:
    day = line.earlier_date or since.date
    return Change(
        now=numbering.line(line.text, line.citations, verdict),
        before=numbering.line(line.earlier, line.earlier_citations, earlier=day),
        day=day,
    )


def _contested(one: Disagreement, numbering: Numbering, language: str, words: Wording) -> Contested:
    values = tuple(numbering.line(value.value, value.citations) for value in one.values)
    forms = values_in_one_form([value.text for value in values], one.about, language, words)
    later = tuple(value.later for value in one.values)
    return Contested(one.about, one.kind, values, forms, later)


def _single(only: OnlyIn, numbering: Numbering) -> Single:
    outlet = "" if only.outlet == UNKNOWN else only.outlet
    return Single(outlet, only.file, numbering.claims(only.claims))


def _datings(entries: Iterable[StoryEntry], words: Wording) -> tuple[Dating, ...]:
    """Group stories by the date they are given, then by how it is known; orders are kept."""
    groups: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for entry in entries:
        when = entry.story.when
        group = groups.setdefault((words.dated(when), _iso(when)), {})
        evidence = "" if when.basis == "stated" else when.evidence
        group.setdefault((when.basis, evidence), []).append(entry.story.file)
    return tuple(
        Dating(
            told,
            iso,
            tuple(Witness(*how, files=_distinct(files)) for how, files in known.items()),
        )
        for (told, iso), known in groups.items()
    )


def _iso(when: When) -> str:
    return when.day.isoformat() if when.day and when.basis != "unknown" else ""


def _language(item: Item) -> str:
    languages = {entry.story.language for entry in item.stories}
    only = languages.pop() if len(languages) == 1 else UNKNOWN
    return only if only.isascii() and only.isalpha() and len(only) <= 3 else ""


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
