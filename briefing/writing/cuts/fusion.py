"""Sentence fusion: a clause that only another report has, added to the sentence that both say.

The basis is the sentence that a fact is written from.  A subtree of another report's sentence about the
same fact is added where both have the words that it hangs on: what somebody is, behind the name; what
the same subject also did, behind the same verb (Barzilay and McKeown, ParsedSentence Fusion for Multidocument
News Summarization, Computational Linguistics 31(3), 2005: "augmentation" of the basis tree).  Whether
the clause is worth its words is the model's to say, as of any other part, but for what somebody is whose
surname alone is told; the gate holds each side against its own source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from briefing.language.base import language
from briefing.language.calendar import DAY_PARTS
from briefing.language.syntax import Addition, Analysis, ParsedSentence, Part, PartKind
from briefing.language.text import read
from briefing.writing.cuts.shorten import Cut

_EN: Final = language("en")

_LONGEST: Final = 120
"""Characters of a clause; longer ones are sentences of their own."""
_NEW: Final = 0.5
"""Share of a clause's content words that the basis lacks, at least."""
_SCOPES: Final = _EN.words(
    "speech.reporting",
    "speech.sources",
    "grammar.hedges",
    "grammar.negations",
    "classes.conditionals",
    "classes.modals",
)
"""Words that reach over what is said with them: a clause must not leave their sentence."""
_COUNTED: Final = DAY_PARTS | _EN.words("times.counted")
"""Times that are counted from the day of their own report."""
_PRONOUNS: Final = _EN.words("classes.pronouns_of_third_person")
_LEANING: Final = _COUNTED | _PRONOUNS | _EN.words("classes.pronouns_of_conversation")
_WHO: Final = _EN.words("classes.relatives_of_names")
_TYING: Final = _EN.words("classes.coordinators_after_commas") | {"'s", "’s", "-", "of"}
_MARKS: Final = frozenset('"“”‘:;()')


def fuse(basis: Analysis, others: Mapping[str, Analysis]) -> Cut | None:
    """Return `basis` with the clause of `others` that tells most, nothing where none fits.

    `others` are sentences of other reports that say the same, by source text.
    """
    ours = ParsedSentence(basis.text, basis.tree)
    found = [
        (len(_new(ours, addition)), addition.text, kind, addition)
        for source, other in others.items()
        for addition, kind in _additions(ours, other, source)
    ]
    if not found:
        return None
    _, _, kind, addition = max(found, key=lambda one: one[:3])
    whole = basis.text[: addition.place] + addition.text + basis.text[addition.place :]
    found_parts = [_moved(part, addition, kind) for part in basis.parts]
    if not (kind == "apposition" and _is_bare(ours, addition.place)):
        end = addition.place + len(addition.text)
        found_parts.append(Part(addition.place, end, kind))
    addition = addition._replace(basis=basis.text, parts=basis.parts)
    return Cut.begin(whole, sorted(found_parts), addition)


def _is_bare(sentence: ParsedSentence, end: int) -> bool:
    """Whether the name that ends at a character has one word: then who it is makes it readable."""
    place = next(at for at, word in enumerate(sentence.tree) if word.end == end)
    return not sentence.tag(place - 1).startswith("NN")


def _moved(part: Part, addition: Addition, kind: PartKind) -> Part:
    """A part of the basis in the fused text; with the words that a clause hangs on the clause goes."""
    size, place = len(addition.text), addition.place
    if part.start >= place:
        return part._replace(start=part.start + size, end=part.end + size)
    holds_host = kind in {"apposition", "relative clause"} and part.end >= place
    return part._replace(end=part.end + size) if part.end > place or holds_host else part


def _new(ours: ParsedSentence, addition: Addition) -> frozenset[str]:
    """The content words of a clause that the basis lacks; none where most are known."""
    told = _stems(addition.text)
    new = told - _stems(ours.text)
    return new if len(new) >= _NEW * len(told) else frozenset()


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in read(text).tokens if token.content)


def _additions(
    ours: ParsedSentence, other: Analysis, source: str
) -> Iterator[tuple[Addition, PartKind]]:
    theirs = ParsedSentence(other.text, other.tree)
    for part in other.parts:
        rule = _behind_name if part.kind in {"apposition", "relative clause"} else _behind_verb
        addition = rule(ours, theirs, part, source)
        if addition is not None and _new(ours, addition) and _is_plain(addition.text):
            yield addition, part.kind


def _behind_name(
    ours: ParsedSentence, theirs: ParsedSentence, part: Part, source: str
) -> Addition | None:
    """What somebody or something is, behind the same name: ", a spokesman for the mill,"."""
    host = max((at for at, word in enumerate(theirs.tree) if word.end <= part.start), default=0)
    inner = theirs.text[part.start : part.end]
    core = inner.strip(" ,")
    opens = core.split(" ", 1)[0].lower()
    scoped = theirs.text if part.kind == "relative clause" else inner
    if not inner.lstrip().startswith(",") or core.isdigit() or _reached_over(scoped):
        return None
    if (part.kind == "relative clause" and opens not in _WHO) or not _stands_free(theirs, host):
        return None
    for place in range(len(ours.tree)):
        same = ours.low[place] == theirs.low[host] and ours.tree[place].relation != "appos"
        if same and _stands_free(ours, place, bare=True):
            end = ours.tree[place].end
            closed = ours.text[end : end + 1] in set(",.;!?")
            text = f", {core}" if closed else f", {core},"
            return Addition(source, end, text, (ours.text[ours.tree[place].start : end],))
    return None


def _stands_free(sentence: ParsedSentence, place: int, *, bare: bool = False) -> bool:
    """Whether a word is the end of one name, of none in a row; `bare`: nothing tells more of it."""
    tied = (
        sentence.tree[place].relation == "conj"
        or sentence.children(place, "cc", "conj", "poss")
        or sentence.mark(place + 1) in _TYING
        or sentence.tag(place + 1).startswith("NN")
        or (sentence.mark(place + 1) == "," and sentence.is_name(place + 2))
    )
    told = bare and sentence.children(place, "appos", "relcl", "acl", "prep")
    return sentence.is_name(place) and not tied and not told


def _behind_verb(
    ours: ParsedSentence, theirs: ParsedSentence, part: Part, source: str
) -> Addition | None:
    """What the same subject also did, or what came of it, behind the same verb: "and sank it"."""
    own, other = _root(ours), _root(theirs)
    if part.kind not in {"second predicate", "clause"} or own is None or other is None:
        return None
    hosts = _shared_hosts(ours, own, theirs, other)
    if not hosts or _reached_over(theirs.text) or _reached_over(ours.text):
        return None
    ends = not theirs.text[part.end :].strip(" .!")
    if not ends or not _hangs_on(theirs, part, other) or not _ends_in_own_words(ours, own):
        return None
    core = theirs.text[part.start : part.end].rstrip(" .!")
    return Addition(source, len(ours.text.rstrip(" .!")), core, hosts)


def _root(sentence: ParsedSentence) -> int | None:
    """The only root, where it is a verb that says what was done."""
    roots = [at for at, word in enumerate(sentence.tree) if word.head == at]
    return roots[0] if len(roots) == 1 and sentence.is_verb(roots[0]) else None


def _shared_hosts(
    ours: ParsedSentence, own: int, theirs: ParsedSentence, other: int
) -> tuple[str, ...]:
    """Subject and verb, where both sentences have the same ones and the same object."""
    rows = []
    for sentence, root in ((ours, own), (theirs, other)):
        subjects = sentence.children(root, "nsubj", "nsubjpass")
        objects = sentence.children(root, "dobj", "attr", "acomp", "prt")
        rows.append([sentence.low[one] for one in (*subjects, root, *objects)])
        if len(subjects) != 1 or sentence.low[subjects[0]] in _PRONOUNS:
            return ()
    return tuple(rows[0]) if rows[0] == rows[1] else ()


def _hangs_on(sentence: ParsedSentence, part: Part, root: int) -> bool:
    """Whether the words of a part belong to the root and to nothing between."""
    inner = {at for at, word in enumerate(sentence.tree) if part.start <= word.start < part.end}
    heads = {sentence.tree[at].head for at in inner} - inner
    return heads == {root}


def _ends_in_own_words(sentence: ParsedSentence, root: int) -> bool:
    """Whether the end of a sentence is the end of its only clause."""
    others = sentence.children(root, "conj", "advcl", "ccomp", "xcomp", "parataxis")
    last = max(at for at, word in enumerate(sentence.tree) if word.tag[:1].isalnum())
    while last != root and not sentence.is_verb(last):
        last = sentence.tree[last].head
    return not others and last == root


def _reached_over(text: str) -> bool:
    return bool(_SCOPES & {token.low for token in read(text).tokens})


def _is_plain(text: str) -> bool:
    """Whether a clause means the same in another report: no pronoun, no time counted from a day."""
    low = {token.low for token in read(text).tokens}
    leaning = low & _LEANING
    return len(text) <= _LONGEST and not leaning and not _MARKS & set(text)
