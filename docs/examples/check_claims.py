"""Whether a text carries a claim, whoever wrote it.  Run it anywhere: python docs/examples/check_claims.py"""

# %% Pairs of a text and a claim.
import briefing

TEXT = "The bridge of Tarn was closed on Tuesday after a lorry struck its railing. Nobody was hurt. It opens again on Friday."
claims = [
    "The bridge of Tarn was closed after a lorry struck its railing.",
    "Three people were hurt on the bridge of Tarn.",
]

# %% The verdict, the score from 0 to 1, and what speaks against the claim.
for claim, found in zip(claims, briefing.verify((TEXT, claim) for claim in claims), strict=True):
    print(f"{found.supported!s:5} {found.score:.2f} {claim} {', '.join(found.reasons)}")
