"""A brief of a folder, its sentences, and where each comes from.  Run in the project's folder: python docs/examples/make_a_brief.py"""

# %% Make it.  Without `settings` the embedded model shortens; "none" takes the sources' own sentences.
from datetime import date

import briefing

settings = briefing.load_settings(model__generator="none", brief__max_items=3)
brief = briefing.make("seeds/", date=date(2025, 6, 17), settings=settings)

# %% What is in it.
for item in brief.items:
    print(f"{item.rank}. {item.headline} ({item.reports} reports)")
    for claim in item.claims:
        source = claim.citations[0]
        print(f"   {claim.text}  [{source.file}, {source.start}-{source.end}]")

# %% What became of the files, and what went wrong.
print(sum(one.state == "used" for one in brief.inputs), "of", len(brief.inputs), "files used")
print(*brief.warnings, sep="\n")

# %% The files that `briefing make` writes.
print(brief.to_markdown()[:200])
# brief.save("briefs")   # writes briefs/2025-06-17/
