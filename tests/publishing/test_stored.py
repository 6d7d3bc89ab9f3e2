from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from html import escape

import pytest

from briefing.errors import UsageError
from briefing.publishing import subject
from briefing.publishing.html import to_html
from briefing.publishing.jsonfile import to_json
from briefing.publishing.markdown import to_markdown
from briefing.publishing.page import lay_out
from briefing.publishing.stored import read_brief
from briefing.publishing.textfile import to_text
from briefing.records import Brief, When


def test_a_brief_read_back_says_the_same(brief: Brief) -> None:
    again = read_brief(to_json(brief))
    assert to_json(again) == to_json(brief)
    for render in (to_markdown, to_text):
        assert render(lay_out(again, {})) == render(lay_out(brief, {}))


def test_which_figure_is_the_later_one_is_read_back_and_stands_beside_it(brief: Brief) -> None:
    item = next(one for one in brief.items if one.disagreements)
    row = item.disagreements[0]
    values = (row.values[0], row.values[1].model_copy(update={"later": True}), *row.values[2:])
    update = row.model_copy(update={"kind": "update", "values": values})
    told = brief.model_copy(
        update={"items": (item.model_copy(update={"disagreements": (update,)}),)}
    )
    again = read_brief(to_json(told))
    assert [value.later for value in again.items[0].disagreements[0].values][:2] == [False, True]
    text = " ".join(to_text(lay_out(again, {})).split())
    assert f"{values[1].value}[2] · later figure" in text
    assert f"differ · {update.about}: " in text


def test_hostile_texts_come_back_as_they_were(
    brief_saying: Callable[[str], Brief], hostile: tuple[str, ...]
) -> None:
    for text in hostile:
        told = to_json(brief_saying(text))
        assert to_json(read_brief(told)) == told


def test_an_interval_comes_back_whole(brief: Brief) -> None:
    first = brief.items[0].stories[0]
    when = When(
        earliest=datetime(2025, 6, 16, 22),
        latest=datetime(2025, 6, 17, 3),
        basis="relative",
        evidence="2 hours ago",
    )
    entry = first.model_copy(update={"story": first.story.model_copy(update={"when": when})})
    item = brief.items[0].model_copy(update={"stories": (entry,)})
    again = read_brief(to_json(brief.model_copy(update={"items": (item,)})))
    assert again.items[0].stories[0].story.when == when


def test_what_an_editor_decided_is_read_back_and_shown(brief: Brief) -> None:
    item = brief.items[0].model_copy(update={"edited": ("pin", "headline")})
    again = read_brief(to_json(brief.model_copy(update={"items": (item,)})))
    assert again.items[0].edited == ("pin", "headline")
    told = " ".join(to_text(lay_out(again, {})).split())
    assert "put first by the editor · headline by the editor" in told


def test_a_brief_has_the_title_that_the_reader_gave(brief: Brief) -> None:
    title = "Sport <b>\x1b[31m & {day}\n# more"
    told = to_json(brief.model_copy(update={"title": title}))
    page = lay_out(read_brief(told), {})
    whole = "Sport <b> & {day} # more · Tuesday 17 June 2025"
    assert subject(page).startswith(f"{whole}: ")
    assert to_text(page).splitlines()[0] == whole
    assert f"<title>{escape(whole, quote=False)}</title>" in to_html(page)
    assert to_markdown(page).startswith("# Sport \\<b")


def test_a_brief_of_an_older_release_is_read(brief: Brief) -> None:
    fields = json.loads(to_json(brief))
    for name in ("language", "title", "notes"):
        del fields[name]
    for item in fields["items"]:
        del item["edited"]
    for story in fields["items"][0]["stories"]:
        for name in ("language", "url", "date_evidence", "earliest", "latest"):
            del story[name]
    again = read_brief(json.dumps(fields))
    assert (again.language, again.notes) == ("en", ())
    assert again.items[0].stories[0].story.when.day == date(2025, 6, 17)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": 1}', "null", "[" * 10**6])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"no brief\.json"):
        read_brief(text)


def test_another_schema_is_refused_by_its_number() -> None:
    with pytest.raises(UsageError, match="schema version 7"):
        read_brief('{"schema_version": 7}')
