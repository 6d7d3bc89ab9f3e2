"""Word classes that tell which parts of a parsed sentence may go.

Ordinary inventories of English, written down once; what each is for stands below it.  Words were added where
a cut that was read turned out wrong (docs/experiments/writing.md).
"""

from __future__ import annotations

import re
from typing import Final

from briefing.writing.gate_tables import WEEKDAYS, words

__all__ = [
    "ADJUNCTS",
    "ADVERBS",
    "ASKING",
    "CLOSING",
    "CONDITIONS",
    "CONTENTS",
    "DASHES",
    "DAY_PARTS",
    "DETAILS",
    "DIRECTION",
    "EVENTFUL",
    "JOINING",
    "OPENERS",
    "PLACES",
    "POSSESSING",
    "PRONOUNS",
    "RELATIVES",
    "SCOPES",
    "SETTINGS",
    "TAIL_CLAUSES",
]

JOINING: Final = frozenset({"and", "or", "nor"})
PRONOUNS: Final = words("he she they it him her them his their its")
DASHES: Final = frozenset({"--", "—", "–", "-"})
CLOSING: Final = frozenset({".", "!", ";", ""})
RELATIVES: Final = frozenset({"who", "which", "whose", "whom", "where"})
CONDITIONS: Final = words(
    """only especially particularly mainly mostly largely partly just even apparently reportedly
    allegedly possibly perhaps if unless without except whether provided assuming depending pending barring excluding
    according citing quoting denying not lest until than rather because for"""
)
"""Openers of what a statement depends on, or is attributed to: never dispensable."""
OPENERS: Final = words(
    """after amid following despite as while speaking addressing responding asked like along alongside
    besides meanwhile however moreover unfortunately still also additionally separately nevertheless
    instead indeed elsewhere earlier later notably though although when since"""
)
"""Words that may open a phrase before the comma; "In Germany," or "Among women," restricts what is said."""
DAY_PARTS: Final = frozenset(WEEKDAYS) | words(
    "today yesterday tomorrow tonight morning afternoon evening night"
)
"""A brief is of one day: weekdays are detail there, while a year, a month or a week tells another time."""
SETTINGS: Final = words(
    """statement interview tweet post email e-mail release address briefing conference speech report
    letter message blog video testimony memo filing call anonymity"""
)
CONTENTS: Final = words(
    """claim claims fact facts news idea ideas belief hope hopes fear fears evidence suggestion allegation
    allegations ruling rulings promise promises sign signs warning warnings reports rumour rumours
    charges charge"""
)
"""Nouns that a clause behind them fills: "a statement that the ship had sunk" (often parsed amiss)."""
ADJUNCTS: Final = words("amid despite during following after before since alongside")
"""Prepositions whose phrase no verb asks for."""
TAIL_CLAUSES: Final = words("as while after before although though")
DETAILS: Final = words("in at near with from on against during")
"""Prepositions of what a thing is like or where; "of", "for" and "about" tell which thing it is."""
PLACES: Final = words("in at near outside inside by through under across")
"""Prepositions whose phrase may go behind an object or a passive: the verb has what it asks for."""
ADVERBS: Final = words(
    """also meanwhile however now then already still instead therefore thus too immediately quickly
    promptly eventually finally recently actually ultimately subsequently suddenly simply swiftly
    abruptly soon later certainly clearly obviously indeed unfortunately additionally separately"""
)
"""Adverbs that do not change what is claimed; "usually", "nearly" and their like do."""
SCOPES: Final = re.compile(
    r"\b(?:first|last|only|most|least|best|worst|record|every|all|each|any|no|none|more|less|fewer|"
    r"than|(?!interest|request|protest|arrest|forest|west|test|guest|quest|contest|invest|suggest|latest|rest|east|nest|chest|harvest|priest|manifest)\w{3,}est)\b",
    re.IGNORECASE,
)
"""Words that make what follows part of a count or a comparison: "the first … in 20 years"."""
DIRECTION: Final = re.compile(
    r"\b(?:ros|ris|f[ae]ll|drop|grew|grow|increas|decreas|declin|climb|jump|surg|slump|doubl|tripl|soar|"
    r"plung|shr[aiu]nk|gain|lost|los)\w*\b",
    re.IGNORECASE,
)
"""Of a rise or fall, where and when are part of the claim."""
ASKING: Final = words(
    """force forced ask asked tell told allow allowed order ordered urge urged persuade persuaded want
    wanted expect expected require required enable enabled help helped invite invited warn warned lead
    led encourage encouraged permit permitted agree agreed plan planned plans decision bid effort efforts
    attempt attempts right deal call calls refusal failure ability threat promise offer time way
    permission intention move vote desire need chance power reason use used take takes took hire hired
    bring brought get got give given gave send sent cost costs have has had need needs needed urged
    likely set able ready due going person people man woman men women anyone someone first last"""
)
"""Verbs and nouns that an infinitive completes."""
POSSESSING: Final = words(
    """has have had having is are was were be been being become became remains remain make makes made
    need needs needed like include includes included including as use uses used"""
)
EVENTFUL: Final = words(
    """be is are was were been being happen happened occur occurred take took taken place begin began begun
    start started end ended open opened close closed due schedule scheduled set plan planned expect
    expected held hold born die died arrive arrived live lives lived come came go went base based locate
    located found stay remain remained"""
)
"""Verbs of which time or place is half of what they say."""
