"""Closed word classes of English that the gate and the rule-based compression reason with.

Function words are few and known; everything else counts as content.  The lists are ordinary
reference-grammar inventories (auxiliaries, prepositions, subordinators, irregular verbs) and news
conventions (reporting verbs, approximators, hedges), written down once and shared.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


ARTICLES: Final = words("a an the")
BE: Final = words("is are was were am be been being 's 're")
PERFECT: Final = words("has have had 've")
MODALS: Final = words("will would may might could should can must shall 'll 'd cannot")
PREPOSITIONS: Final = words(
    "of in on at by for with from to into onto over under against between among during after "
    "before since until till through across toward towards without within near off out up down "
    "about around above below behind beside beyond despite via per than as like amid upon inside "
    "outside along alongside past because ahead following including regarding"
)
COORDINATORS: Final = words("and or but nor yet")
RELATIVES: Final = words("who whom whose which that where when why")
SUBORDINATORS: Final = words(
    "after before when while as because since although though unless until if once whereas whether"
)
CONDITIONALS: Final = words("if unless provided whether")
PRONOUNS: Final = words(
    "he she they it him her them his hers their theirs its himself herself themselves itself this "
    "that these those such"
)
NEGATIONS: Final = words(
    "not n't no never neither nor none nobody nothing nowhere without cannot hardly barely scarcely "
    "denied denies deny denying refused refuses refuse refusing failed fails fail failing declined "
    "declines decline rejected rejects reject stopped prevented prevents avoided avoids ruled "
    "false untrue unlikely unable lack lacks lacked lacking"
)
"""Negators and verbs that deny what follows them."""
HEDGES: Final = words(
    "reportedly allegedly apparently supposedly purportedly possibly probably perhaps maybe likely "
    "unlikely presumably seemingly potentially alleged suspected suspects suspect purported "
    "supposed presumed "
    "unconfirmed rumoured rumored so-called may might could appears appeared appear seems seemed "
    "seem believed thought suggests suggested suggesting accused accuses believes expected "
    "preliminary tentative provisional unverified possible probable claims claimed claiming"
)
APPROXIMATORS: Final = words(
    "about around roughly approximately nearly almost over under least most some estimated more "
    "less fewer up many close above below only just"
)
"""Words that, directly before a number, say that it is not exact."""
QUALIFIERS: Final = words(
    "former ex acting deputy vice assistant interim incoming outgoing would-be self-styled failed "
    "attempted proposed planned potential aspiring unsuccessful fake mock anti non pro co counter "
    "few half most partly partially nearly almost hardly part rival ousted late elect shadow "
    "only least first last second third late early minority majority several dozens hundreds "
    "thousands millions suspected alleged possible draft"
)
"""Words without which the noun after them names something else or more."""
REPORTING: Final = words(
    "said says say saying told tells tell telling added adds adding according announced announces "
    "announcing reported reports reporting claimed claims claiming argued argues arguing wrote "
    "writes writing tweeted posted insisted insists insisting warned warns warning stated states "
    "stating declared declares confirmed confirms explained explains noted notes noting suggested "
    "suggests alleged alleges testified believes believed thinks thought acknowledged acknowledges "
    "admitted admits predicted predicts estimated estimates quoted cited citing cites shows showed "
    "found maintains maintained vowed promised urged called calls accused accuses denied denies "
    "described describes"
)
"""Verbs that make what stands beside them somebody's word."""
UNREALISED: Final = words(
    "will would may might could should can must shall 'll plans plan planned planning expected "
    "expects expect intends intend intended wants want wanted seeks seek sought hopes hope hoped "
    "threatened threatens threaten vowed vows promised promises urged urges asked asks calls called "
    "proposed proposes considering consider considered aims aim aimed tried tries try attempted "
    "attempts attempt trying agreed agrees due set scheduled likely unlikely ordered orders order "
    "demanded demands pledged pledges offered offers if unless"
)
"""Words after which a verb is not (yet) an event."""
INSERTABLE: Final = words("a an the of in on at and that was were has have had been its 's by ,")
"""Function words that a rewrite may add: none of them carries a relation of its own that the
alignment does not check elsewhere (`was … by` only as a passive, `of`/`'s` only as a possessive)."""
CONNECTIVES: Final = words(
    "but and or so yet however meanwhile moreover furthermore therefore thus instead nevertheless "
    "nonetheless otherwise still then also too likewise similarly additionally besides hence "
    "consequently accordingly separately elsewhere conversely indeed"
)
FUNCTION: Final = (
    ARTICLES
    | BE
    | PERFECT
    | MODALS
    | PREPOSITIONS
    | COORDINATORS
    | RELATIVES
    | SUBORDINATORS
    | PRONOUNS
    | words(
        "not n't no 's 've 're 'll 'd 'm do does did i you we us me my your our mine yours ours "
        "there here then so too also very just only even what how both either neither each every "
        "any some all more most less least own other another one's if than more rather much many "
        "few per cannot"
    )
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NUMBER_WORDS: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        1,
    )
}
ABBREVIATIONS: Final = words(
    "mr mrs ms dr prof gen sen rep gov lt col sgt capt maj st mt jr sr vs no ft jan feb mar apr jun "
    "jul aug sep sept oct nov dec pres rev hon messrs supt det insp adm cmdr cpl pvt spc dept inc "
    "corp ltd co bros etc ave blvd rd fig approx"
)
"""Abbreviations whose full stop ends no sentence (titles, months, companies)."""

_IRREGULAR_FORMS: Final = """
be was were is are been being am; have has had having; do does did done; go goes went gone;
say says said saying; tell tells told; rise rises rose risen rising; fall falls fell fallen;
win wins won winning; lose loses lost losing; take takes took taken taking; give gives gave given;
make makes made making; see sees saw seen; come comes came coming; get gets got gotten getting;
leave leaves left leaving; hold holds held; meet meets met meeting; begin begins began begun;
bring brings brought; buy buys bought; build builds built; catch catches caught; choose chooses
chose chosen; cut cuts cutting; deal deals dealt; draw draws drew drawn; drive drives drove driven;
eat eats ate eaten; feel feels felt; fight fights fought; find finds found; flee flees fled;
fly flies flew flown; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen;
grow grows grew grown; hear hears heard; hide hid hidden; hit hits hitting; hurt hurts; keep keeps
kept; know knows knew known; lay lays laid; lead leads led; lend lent; let lets; lie lies lay lain;
mean means meant; pay pays paid; put puts; quit quits; read reads; ride rode ridden; ring rang rung;
run runs ran running; seek seeks sought; sell sells sold; send sends sent; set sets setting; shake
shook shaken; shoot shoots shot shooting; show shows showed shown; shut shuts; sing sang sung; sink
sank sunk; sit sits sat; sleep slept; speak speaks spoke spoken; spend spends spent; spread spreads;
stand stands stood; steal stole stolen; stick stuck; strike strikes struck; swear swore sworn; swim
swam swum; teach taught; tear tore torn; think thinks thought; throw throws threw thrown; understand
understood; wake woke woken; wear wore worn; withdraw withdraws withdrew withdrawn; write writes
wrote written; break breaks broke broken; become becomes became; overthrow overthrew overthrown;
undergo underwent undergone; overtake overtook overtaken; plead pled pleaded; beat beats beaten;
bid bids; bind bound; bleed bled; blow blew blown; cost costs; feed fed; shed sheds; slide slid;
"""
IRREGULAR: Final = {
    form: group.split()[0]
    for group in _IRREGULAR_FORMS.split(";")
    if group.strip()
    for form in group.split()
}
"""Irregular forms and the verb they belong to (``lay`` goes to ``lie``)."""
TITLES: Final = words(
    """president prime minister king queen pope chancellor secretary senator general governor
    mayor judge prince princess foreign interior finance defence defense chief justice
    ambassador professor doctor sheikh sultan emir ayatollah cardinal bishop archbishop
    captain colonel mr mrs ms dr representative congressman congresswoman attorney vice
    deputy supreme leader"""
)
