"""Words that can stand for each other, and words that must not, for made claims."""

from __future__ import annotations

import re
from typing import Final


def _table(text: str) -> dict[str, tuple[str, ...]]:
    entries = (part.split("=", 1) for part in re.split(r";\s*", text.strip()) if part.strip())
    return {word.strip(): tuple(others.split(",")) for word, others in entries}


SAME: Final = _table(
    """
said=stated,added,announced,declared; says=states; told=informed; killed=slain;
injured=hurt,wounded; big=large; large=big; huge=enormous; began=started; started=began;
start=begin; begin=start; bought=purchased; buy=purchase; purchase=buy;
about=around,roughly,approximately; around=about; nearly=almost; almost=nearly; help=assist;
helped=assisted; ended=concluded; show=reveal; showed=revealed; shows=reveals; police=officers;
officers=police; company=firm; firm=company; children=kids; house=home; home=house; car=vehicle;
get=obtain; got=obtained; job=position; jobs=positions; kids=children; also=additionally;
attack=assault; attacked=assaulted; doctor=physician; doctors=physicians; arrested=detained;
detained=arrested; died=perished; despite=notwithstanding; however=nevertheless;
often=frequently; rarely=seldom; many=numerous; several=multiple; top=leading; chief=head;
leader=head; major=significant; wanted=wished; wants=wishes; need=require; needs=requires;
required=needed; used=utilised; use=utilise; using=utilising; try=attempt; tried=attempted;
trying=attempting; let=allow; allow=permit; allowed=permitted; ask=request; asked=requested;
keep=retain; kept=retained; give=provide; gave=provided; fast=quick; quickly=rapidly;
rapidly=quickly; film=movie; movie=film; whole=entire; entire=whole; near=close to;
because=since; while=whereas; though=although; although=though; over=more than;
government=administration; country=nation; nation=country; countries=nations; city=town;
town=city; found=discovered; discovered=found; think=believe; thinks=believes; believe=think;
believes=thinks; happened=occurred; occurred=happened; ill=sick; sick=ill; student=pupil;
students=pupils; fight=battle; battle=fight; claimed=asserted; wife=spouse; husband=spouse;
deal=agreement; agreement=deal; meeting=gathering; picture=image; pictures=images;
images=pictures; photos=pictures; crash=collision; worker=employee; workers=employees;
employees=workers; chance=opportunity; choose=select; chosen=selected; close=shut; closed=shut;
comes=arrives; came=arrived; quit=resigned; resigned=quit; fired=dismissed; sacked=fired;
important=crucial; hard=difficult; difficult=hard; easy=simple; shop=store; store=shop;
%=percent,per cent; percent=%; per=a; U.S.=United States; US=United States; UK=United Kingdom;
U.K.=United Kingdom; can't=cannot; cannot=can not; n't=not; 're=are; 'll=will; 've=have; one=1;
two=2; three=3; four=4; five=5; six=6; seven=7; eight=8; nine=9; ten=10; 2=two; 3=three; 4=four;
5=five; 6=six; 7=seven; 8=eight; 9=nine; 10=ten; initial=first; final=last; revealed=disclosed;
plan=intend; plans=intends; planned=intended; build=construct; built=constructed;
building=structure; discuss=talk about; hit=struck; struck=hit; speak=talk; spoke=talked;
talks=negotiations; lawyer=attorney; attorney=lawyer; teen=teenager; teenager=teen; mother=mum;
mom=mother; father=dad; dad=father; lives=resides; live=reside; lived=resided; money=funds;
funds=money; result=outcome; results=findings; rise=increase; rose=climbed,increased;
fell=dropped,declined; increase=rise; decrease=decline; gun=firearm; trial=court case;
victory=win; defeat=loss
"""
)
"""Words that may be exchanged in a claim without making it false."""

CONTRARY: Final = _table(
    """
rose=fell; fell=rose; rise=fall; fall=rise; rising=falling; falling=rising; increase=decrease;
increased=decreased; increases=decreases; decrease=increase; decreased=increased; won=lost;
lost=won; win=lose; lose=win; wins=loses; winning=losing; losing=winning; before=after;
after=before; more=less; less=more; fewer=more; above=below; below=above; higher=lower;
lower=higher; high=low; low=high; first=last; last=first; early=late; late=early; earlier=later;
later=earlier; best=worst; worst=best; better=worse; worse=better; good=bad; bad=good;
accept=reject; accepted=rejected; reject=accept; rejected=accepted; support=oppose;
supported=opposed; supports=opposes; oppose=support; opposed=supported; opposes=supports;
agree=disagree; agreed=refused; approve=reject; approved=rejected; allow=forbid; allowed=banned;
banned=allowed; ban=allow; open=closed; opened=closed; closed=opened; buy=sell; bought=sold;
sold=bought; sell=buy; guilty=innocent; innocent=guilty; alive=dead; dead=alive;
confirmed=denied; denied=confirmed; deny=confirm; confirm=deny; denies=confirms;
admitted=denied; success=failure; failed=succeeded; succeeded=failed; old=young; young=old;
older=younger; younger=older; larger=smaller; smaller=larger; large=small; small=large;
big=small; long=short; short=long; stronger=weaker; weaker=stronger; strong=weak; weak=strong;
male=female; female=male; man=woman; woman=man; men=women; women=men; boy=girl; girl=boy;
husband=wife; wife=husband; mother=father; father=mother; son=daughter; daughter=son;
brother=sister; sister=brother; north=south; south=north; east=west; west=east;
northern=southern; southern=northern; eastern=western; western=eastern; left=right; right=left;
start=end; started=ended; began=ended; ended=began; join=leave; joined=left; arrive=depart;
arrived=departed; gain=loss; gained=lost; gains=losses; losses=gains; profit=loss;
victory=defeat; defeat=victory; defeated=lost to; always=never; never=always; most=few;
many=few; few=many; some=all; all=some; only=also; up=down; down=up; over=under; under=over;
inside=outside; outside=inside; with=without; without=with; to=from; from=to; public=private;
private=public; rich=poor; poor=rich; love=hate; loved=hated; safe=dangerous; dangerous=safe;
positive=negative; negative=positive; ally=enemy; allies=enemies; friend=enemy; friends=enemies;
praised=criticised; criticized=praised; criticised=praised; welcomed=condemned;
condemned=welcomed; likely=unlikely; unlikely=likely; possible=impossible; legal=illegal;
illegal=legal; million=billion; billion=million; thousand=million; Monday=Friday;
Tuesday=Saturday; Wednesday=Sunday; Thursday=Monday; Friday=Tuesday; Saturday=Wednesday;
Sunday=Thursday; January=May; February=September; March=October; April=November; June=January;
July=February; August=March; September=April; October=June; November=July; December=August;
hot=cold; cold=hot; black=white; white=black; red=blue; blue=red; green=yellow; morning=evening;
evening=morning; night=day; yesterday=tomorrow; tomorrow=yesterday; past=future; next=last;
former=current; current=former; new=old; hired=fired; fired=hired; survived=died; died=survived;
killed=injured; injured=killed; minor=serious; serious=minor; pass=fail; passed=failed;
lead=trail; leading=trailing; decline=increase; declined=increased; dropped=climbed;
climbed=dropped; soared=plunged; plunged=soared
"""
)
"""Words whose exchange makes a claim false."""

HEDGED: Final = frozenset(
    [
        "about",
        "allegedly",
        "alleged",
        "almost",
        "apparently",
        "likely",
        "maybe",
        "mostly",
        "nearly",
        "often",
        "partly",
        "perhaps",
        "possibly",
        "probably",
        "reportedly",
        "sometimes",
        "suspected",
    ]
)
"""Words that a claim cannot drop."""

MODALS: Final = {
    "may": ("will",),
    "might": ("will",),
    "could": ("will",),
    "would": ("will",),
    "will": ("may", "might"),
    "can": ("must",),
    "should": ("will",),
    "must": ("may",),
}
"""What a modal verb is exchanged for to change what is certain."""
