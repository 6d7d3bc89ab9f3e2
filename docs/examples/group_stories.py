"""Which stories tell one event, and which carry one text.  Run it anywhere: python docs/examples/group_stories.py"""

# %% Stories by id; a title, a date and a source help.
import briefing

TEXTS = {
    "herald": "A lorry struck the bridge of Tarn on Tuesday and the town closed it, the council said. Nobody was hurt.",
    "post": "The council of Tarn has closed the town's bridge after a lorry hit its railing on Tuesday. No one was injured.",
    "echo": "The rowers of Port Ellery won the harbour cup on Monday, for the first time in 37 years.",
}
rows = [briefing.StoryRow(id=name, text=text, date="2025-06-17") for name, text in TEXTS.items()]

# %% Events hold ids; so do reports, the stories that carry one text.
groups = briefing.cluster(rows)
print("events: ", groups.events)
print("reports:", groups.reports)
