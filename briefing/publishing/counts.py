"""What the reader is told in numbers: the line under the title and the row of each file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing.language.wording import Wording
from briefing.records import Brief, FileEntry, Role


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of one brief."""

    files: int
    stories: int
    events: int
    reports: int
    """Independent reports: copies of one text count once."""
    copies: int
    """Stories that print a text once more, in another outlet or in their own."""
    withheld: int
    """Sentences lost: drafts that were replaced by another wording do not count."""

    def line(self, words: Wording) -> str:
        """All numbers in one line; copies only where there are any."""
        numbers = {
            "file": self.files,
            "story": self.stories,
            "event": self.events,
            "independent": self.reports,
            **({"copy": self.copies} if self.copies else {}),
            "withheld": self.withheld,
        }
        parts = (words.counted(number, f"counted.{noun}") for noun, number in numbers.items())
        return " · ".join(parts)


def count(brief: Brief) -> Counts:
    """Count what `brief` reports.  Stories of other days stand in the file table, not here."""
    roles = [entry.role for item in brief.items for entry in item.stories]
    return Counts(
        files=len(brief.files),
        stories=len(roles),
        events=len(brief.items),
        reports=sum(item.reports for item in brief.items),
        copies=roles.count("reprint"),
        withheld=sum(not claim.verdict.instead for item in brief.items for claim in item.withheld),
    )


def story_roles(brief: Brief) -> dict[str, Role]:
    """Return the role of each story that the items of `brief` rest on, by story id."""
    return {entry.story.id: entry.role for item in brief.items for entry in item.stories}


def story_words(entry: FileEntry, roles: dict[str, Role], words: Wording) -> str:
    """Return how many stories a file holds, and how many of them are copies or not in the brief."""
    known = [roles.get(story) for story in entry.stories]
    parts = [
        words.counted(known.count("reprint"), "counted.copy") if "reprint" in known else "",
        words.say("elsewhere", n=known.count(None)) if None in known else "",
    ]
    aside = ", ".join(part for part in parts if part)
    return f"{len(known)} ({aside})" if aside else str(len(known))


def left_out(entry: FileEntry, words: Wording) -> tuple[tuple[str, int], ...]:
    """Return (rule, number of passages that it removed) of a file, the most frequent rule first."""
    rules = Counter(words.rule(removed.rule) for removed in entry.removed)
    return tuple(sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])))
