"""How dirty pages are cut into stories.  Run in the project's folder: python docs/examples/read_pages.py"""

# %% Contents may come from anywhere: files, folders, or texts by name.
from datetime import date

import briefing
from briefing.records import Unread

PAGE = """Menu  Search  Subscribe

Tram line to open in September

32 minutes ago

The tram line from the station to the hospital opens in September, the mayor of Lanternfield said on Tuesday. It is
6.4 kilometres long and has 13 stops.

Related Articles
"""
settings = briefing.load_settings(brief__timezone="UTC")
readings = briefing.inspect({"lanternfield.txt": PAGE}, date=date(2025, 6, 17), settings=settings)

# %% Stories with their dates, and what was left out by which rule.
for reading in readings:
    if isinstance(reading, Unread):
        print(reading.file, "was not read:", reading.reason)
        continue
    for story in reading.stories:
        print(story.headline, "|", story.when.day, story.when.basis, "|", story.when.evidence)
    for removed in reading.removed:
        print("left out:", repr(PAGE[removed.start : removed.end]), "by", removed.rule)
