"""New layouts out of known ones: the top of one, the stories of another, their heads in another order.

A model that sees only whole families learns families; crossed ones have no pattern but that of pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from training.layouts.templates import Layout, Part, TemplateLine

NAMES: Final = ("top", "story", "between", "inside", "bottom")
LOST, MOVED, BARE, MARKED = 0.2, 0.2, 0.25, 0.12
"""How often a line of a head is left out or stands on the other side of the headline, blank lines are lost, and
headlines get a mark or capitals."""
COMMENTED, NOTED, WALLED, RELATED = 0.15, 0.12, 0.06, 0.1
"""How often readers' comments, a note on the author, a notice of consent and teasers are added."""
COMMENT_HEADS: Final = (
    "Comments",
    "{count} comments",
    "Readers' comments ({minutes})",
    "Kommentare",
    "Join the conversation",
    "Leserbriefe",
    "What do you think?",
    "{count} Kommentare",
    "Commentaires",
    "Top comments",
)
COMMENT_NAMES: Final = (
    "{name} {ago}",
    "{name}",
    "{name} · {ago}",
    "{name}, {date}",
    "{name}, {clock}",
    "{ago} {name}",
    "{name} says:",
    "{name} ({place}) {ago}",
)
COMMENTS: Final = ("{remark}", "{name}: {remark}", "{remark} {emoji}", "@{name} {remark}")
COMMENT_TAILS: Final = (
    "Reply",
    "Like  Reply",
    "{minutes} likes",
    "Report",
    "Antworten",
    "Répondre  Signaler",
)
NOTES: Final = (
    "{name} covers {section} for {masthead}.",
    "{name} is {masthead}'s {section} editor.",
    "{name} writes for {masthead} from {place}.",
    "{name} has been a reporter at {masthead} since {year}.",
    "About the author: {name} lives in {place}.",
)
RELATED_HEADS: Final = (
    "Related",
    "More on this",
    "Read more",
    "Mehr zum Thema",
    "À lire aussi",
    "You may also like",
    "Recommended for you",
    "Most read",
)
MARKS: Final = (
    "{n}. {headline}",
    "• {headline}",
    "## {headline}",
    "**{headline}**",
    "{HEADLINE}",
    "{emoji} {headline}",
    "{n}) {headline}",
    "> {headline}",
    "{headline} — {outlet}",
    "[{section}] {headline}",
)


def crossed(layouts: Sequence[Layout], random: Random) -> Layout:
    """Make a layout whose parts come from several families of `layouts`."""
    chosen = {name: random.choice(layouts) for name in NAMES}
    # Heads of families that hold their own texts alone (corrections, letters) go with no others.
    general = [each for each in layouts if each.settings.get("text") != "own"]
    chosen["story"] = random.choice(general)
    owned = [own for name in NAMES if (own := chosen[name].named(name))]
    parts = list(map(random.choice, owned))
    mixed = [_mixed(part, random) if part.name == "story" else part for part in parts]
    if random.random() < BARE:
        mixed = list(map(_without_blanks, mixed))
    mixed = _with_blocks(mixed, random)
    bodies = chosen["story"].named("body")
    settings = _settings(chosen["story"], chosen["top"], random)
    return Layout("crossed", chosen["story"].author, settings, (*mixed, *bodies))


def _without_blanks(part: Part) -> Part:
    return part._replace(lines=tuple(line for line in part.lines if line.label != "-"))


def _settings(story: Layout, top: Layout, random: Random) -> dict[str, str]:
    settings = {**story.settings, "gap": top.settings.get("gap", "blank"), "kind": "crossed"}
    if random.random() < 0.5:
        settings["wrap"] = random.choice(["none", "none", "72", "60"])
    return settings


def _mixed(part: Part, random: Random) -> Part:
    """Leave lines of the head out, or set them on the other side of the headline."""
    lines: list[TemplateLine] = []
    moved: list[TemplateLine] = []
    for line in part.lines:
        if line.label == "M" and random.random() < LOST:
            continue
        if line.label == "M" and random.random() < MOVED:
            moved.append(line)
        else:
            lines.append(_marked(line, random))
    place = next((number for number, line in enumerate(lines) if line.label == "H"), None)
    if place is None:
        return part._replace(lines=(*moved, *lines))
    at = place if random.random() < 0.5 else place + 1
    return part._replace(lines=(*lines[:at], *moved, *lines[at:]))


def _marked(line: TemplateLine, random: Random) -> TemplateLine:
    if line.label == "H" and line.text == "{headline}" and random.random() < MARKED:
        return line._replace(text=random.choice(MARKS))
    return line


def _with_blocks(parts: list[Part], random: Random) -> list[Part]:
    """Add comments, notes and teasers behind the stories, and now and then a wall before them."""
    after = [
        *(_comments(random) if random.random() < COMMENTED else []),
        *(_related(random) if random.random() < RELATED else []),
    ]
    noted = [_furniture(random.choice(NOTES))] if random.random() < NOTED else []
    found = []
    for part in parts:
        if part.name == "story":
            found.append(part._replace(lines=(*part.lines, *noted, *after)))
        elif part.name == "top" and random.random() < WALLED:
            found.append(
                part._replace(
                    lines=(
                        *part.lines,
                        _furniture("{junk}"),
                        _furniture("{remark}"),
                        _furniture("{~Accept all|Reject|OK|Sign in|Zustimmen}"),
                    )
                )
            )
        else:
            found.append(part)
    return found


def _comments(random: Random) -> list[TemplateLine]:
    name, text, tail = (
        random.choice(COMMENT_NAMES),
        random.choice(COMMENTS),
        random.choice(COMMENT_TAILS),
    )
    named, tailed = random.random() < 0.8, random.random() < 0.5
    lines = [_furniture(random.choice(COMMENT_HEADS))]
    for _ in range(random.randint(1, 5)):
        lines += [_furniture(name)] * named + [_furniture(text)] + [_furniture(tail)] * tailed
    return lines


def _related(random: Random) -> list[TemplateLine]:
    several = random.choice(["{other}", "{teaser}", "{other} {ago}", "{section} {other}"])
    return [_furniture(random.choice(RELATED_HEADS)), *[_furniture(several)] * random.randint(1, 5)]


def _furniture(text: str) -> TemplateLine:
    return TemplateLine("F", text, sticky=False, share=1.0, times=(1, 1))
