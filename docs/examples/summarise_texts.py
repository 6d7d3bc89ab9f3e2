"""One item from texts about one event, outside any brief.  Run it anywhere: python docs/examples/summarise_texts.py"""

# %% Each event is a list of texts.
import briefing

HERALD = (
    "A lorry struck the bridge of Tarn on Tuesday and the town closed it, the council said. "
    "Engineers will look at the railing on Wednesday. Buses go by the old road until then."
)
POST = (
    "The council of Tarn has closed the town's bridge after a lorry hit its railing on Tuesday. "
    "The driver, a man of 54, was fined 300 crowns."
)
settings = briefing.load_settings(model__generator="none")  # the sources' own sentences
(item,) = briefing.summarise([[HERALD, POST]], settings=settings)

# %% Its sentences, each with the number of the text that it comes from.
if item is not None:
    print(item.headline)
    for claim in item.claims:
        print(f"   {claim.text}  [text {claim.citations[0].file}]")
