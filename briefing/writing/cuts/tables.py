"""Word classes that tell which parts of a parsed sentence may go.

Ordinary inventories of English, written down once; what each is for stands below it.  Words were added where
a cut that was read turned out wrong (docs/experiments/writing.md).
"""

from __future__ import annotations

import re
from typing import Final

from briefing.language.classes import MONTHS, WEEKDAYS, words

COORDINATING: Final = words("and or nor")
PRONOUNS: Final = words("he she they it him her them his their its")
PERSONS: Final = words("he she him her his hers himself herself")
DEFINITE: Final = words("the this that these those")
RELATIVES: Final = words("who which whose whom where that when")
HOLDING: Final = words(
    """if unless without except whether provided assuming until till than not never only especially
    particularly even apparently reportedly allegedly possibly perhaps lest barring according citing
    quoting per denying nor or but just mainly mostly largely partly rather depending pending excluding
    via like versus so such though although whereas compared"""
)
"""Openers of what a statement depends on, or is attributed to, or is weighed against."""
OPENERS: Final = words(
    """meanwhile however moreover unfortunately still also additionally separately nevertheless
    instead indeed elsewhere earlier later notably"""
)
DAY_PARTS: Final = frozenset(WEEKDAYS) | words(
    "today yesterday tomorrow tonight morning afternoon evening night"
)
"""A brief is of one day: weekdays are detail there, while a year, a month or a week tells another time."""
PERIODS: Final = words("week month year weekend season")
BYGONE: Final = words("last previous earlier former past ago then originally initially")
"""What tells that something was at another time: "At the last summit, Xi called for …"."""
TIMED: Final = words("before after during since following")
"""Openers of phrases that a later date may hang on."""
MOMENT: Final = re.compile(
    r"\b(?:\d{4}|"
    + "|".join([*WEEKDAYS, *MONTHS])
    + r"|today|yesterday|tomorrow|ago|hour|week|month|year|day|"
    r"night|morning|evening)s?\b",
    re.IGNORECASE,
)
LATER: Final = re.compile(
    r"\b(?:later|earlier|afterwards|thereafter|(?:since|by|until) then|the (?:next|following|same|previous) \w+|"
    r"that (?:day|night|morning|afternoon|evening|week|month|year))\b",
    re.IGNORECASE,
)
"""Times that are counted from another one."""
NEXT_MOMENT: Final = re.compile(
    r",? (?:in|on|at|last|this|next|early|late|by|until|since|from|before|after|during) (?:the )?"
    r"(?:\d|\w*day|week|month|year|spring|summer|autumn|winter|night|morning|early|late|mid|"
    + "|".join(MONTHS)
    + ")",
    re.IGNORECASE,
)
"""A date directly behind a phrase: without the phrase it would be another event's."""
SETTINGS: Final = words(
    """statement interview tweet post email e-mail release address briefing conference speech report
    letter message blog video testimony memo filing call anonymity"""
)
CONTENTS: Final = words(
    """claim claims fact facts news idea ideas belief hope hopes fear fears evidence suggestion allegation
    allegations ruling rulings promise promises sign signs warning warnings reports rumour rumours
    charges charge point stage extent degree use access role part interest rise fall increase drop"""
)
"""Nouns that what stands behind them fills: "a statement that the ship had sunk" (often parsed amiss)."""
FREE: Final = words(
    "during after before amid amidst since following despite alongside because throughout"
)
"""Openers of phrases and clauses that no verb asks for."""
CAUSES: Final = words("after following amid despite because")
"""What a rise or fall may be told without."""
VERB_DETAILS: Final = FREE | words(
    """in at on near outside inside under across through around behind beside beyond between by for
    along from with within over off past toward towards aboard"""
)
"""Prepositions whose phrase may go behind an object or a passive: the verb has what it asks for."""
BOUND: Final = words("on with for from into over toward towards")
"""Prepositions that a passive often asks for: "was focused on", "was charged with"."""
NOUN_DETAILS: Final = words(
    """in at on near outside inside under across during after before amid following behind beside
    alongside by from with along within around off"""
)
"""Prepositions of what a thing is like or where; "of", "for" and "about" tell which thing it is."""
ADVERBS: Final = words(
    """also meanwhile however therefore thus immediately quickly promptly actually ultimately
    subsequently suddenly simply swiftly abruptly certainly clearly obviously indeed unfortunately
    additionally separately recently"""
)
"""Adverbs that do not change what is claimed; "usually", "nearly", "still" and their like do."""
SCOPES: Final = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|consecutive|last|only|most|least|best|worst|record|every|all|each|any|no|none|ever|(?!interest|request|"
    r"protest|arrest|forest|west|test|guest|quest|contest|invest|suggest|latest|rest|east|nest|chest|"
    r"harvest|priest|manifest|midwest|northwest|southwest|northeast|southeast|conquest|bequest|honest|modest|digest|unrest)"
    r"\w{3,}est"
)
"""Words that make what stands with them part of a count or a comparison: "the first … in 20 years"."""
ABOUT: Final = words(
    "vote votes ban limit limits cap tax debate talks ruling pressure report study hearing"
)
"""Nouns that what is behind their "on" fills: "a vote on the budget"."""
QUANTITIES: Final = words(
    """all every any no most many few half none those anyone everyone each some more fewer less only both
    either neither several much percent per whoever people anything everything nothing something one
    ones two-thirds third thirds quarter majority number"""
)
"""Words that count or compare what a restriction picks out."""
DIRECTION: Final = re.compile(
    r"(?:ros|ris|f[ae]ll|drop|grew|grow|increas|decreas|declin|climb|jump|surg|slump|doubl|tripl|soar|"
    r"plung|shr[aiu]nk|gain|lost|los)\w*"
)
"""Of a rise or fall, where and when are part of the claim."""
DISPUTES: Final = words(
    """deny denies denied denying dispute disputes disputed reject rejects rejected incorrect wrong wrongly
    false falsely untrue inaccurate mistaken misleading hoax fake"""
)
"""What says of a claim that it may not hold."""
DEATH: Final = words(
    "dead die dies died dying killed kills killing death deaths fatal fatally murdered drowned"
)
INJURY: Final = DEATH | words("injured injures injuring hurt hurting wounded wounds wounding")
HARM: Final = INJURY | words("shot stabbed")
"""What no brief of an event may lose."""
INVERTED: Final = words("had were should")
"""Openers of a condition without an "if": "Had he lost, …"."""
CHANCE: Final = words(
    "accident mistake error chance purpose average total theory principle paper practice effect part"
)
"""Limits of a deed or figure, which is another without: "shot himself by accident", "on average"."""
MEASURES: Final = words(
    "miles kilometers kilometres meters metres feet yards blocks inches mile kilometer kilometre km degrees"
)
"""Units that what is behind them counts from: "40 miles under the sea"."""
SHARES: Final = words("of out among amongst alone")
"""Openings of what a figure behind them is a share of, or counts alone."""
FINDING: Final = words(
    """find finds found finding leave leaves left leaving keep keeps kept see sees saw seen catch caught have
    has had get got report reports reported show shows showed shown"""
)
"""Verbs that say what state their object is in: "found the house, burning fiercely"."""
REVERSALS: Final = words(
    """cleared acquitted overturned reversed quashed cancelled canceled withdrew withdrawn dropped released
    freed recovered resumed lifted reopened abandoned retracted apologised apologized corrected denied
    revoked rescinded restored returned survived"""
)
"""Second predicates that take the first one back."""
MANNER: Final = words("try tried tries go goes come comes wait")
"""First halves of one deed: "try and win"."""
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
    """has have had having is are was were be been being become became becomes remain remains make makes
    made need needs needed like include includes included including as use uses used"""
)
PLACING: Final = words(
    """put puts putting place placed places lay laid pin pinned impose imposed base bring brought turn turned
    accuse accused accuses charge charged name named replace replaced provide provided send sent swap
    swapped trade traded link linked blame blamed credit credited keep keeps kept keeping leave leaves left
    leaving hold holds holding held"""
)
"""Verbs that ask for a phrase behind their object: "put the blame on", "charged him with"."""
EVENTFUL: Final = words(
    """be is are was were been being happen happened occur occurred take took taken place begin began begun
    start started end ended open opened close closed due schedule scheduled set plan planned expect
    expected held hold born die died arrive arrived live lives lived come came go went base based locate
    located found stay remain remained"""
)
"""Verbs of which time or place is half of what they say."""
