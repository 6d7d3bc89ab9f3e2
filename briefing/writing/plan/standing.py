"""Whether a sentence can stand alone, by its tree: a clause of its own, and nobody left unnamed."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import language
from briefing.language.quotes import inside_quotes
from briefing.language.syntax import ParsedSentence
from briefing.models.base import Tree

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_OBJECTS: Final = ("dobj", "ccomp", "xcomp")
_SUBORDINATORS: Final = language("en").words("classes.subordinators")
_DAY_OF_PICTURE: Final = re.compile(language("en").pattern("form.furniture.day_of_picture"))
_PERSONS: Final = language("en").words("classes.pronouns_of_persons")


def stands_alone(text: str, tree: Tree) -> bool:
    """Whether a text says something of somebody: no caption, no fragment, no "he" without a name."""
    nameless = _nameless(ParsedSentence(text, tree), _roots(tree))
    return has_clause(text, tree) and not nameless and not is_caption(text, tree)


def has_clause(text: str, tree: Tree) -> bool:
    """Whether a text states something: an order, a heading and a fragment have no finite verb, and nothing that stands before them gives them one."""
    sentence = ParsedSentence(text, tree)
    return any(_is_clause(sentence, root) for root in _roots(tree))


def has_verb(tree: Tree) -> bool:
    """Whether any word may be a finite verb: what has none is a label, or tells what a picture shows ("The cabin of a plane.")."""
    return any(
        word.tag in _FINITE or (word.tag == "VBN" and word.relation != "amod") for word in tree
    )


def _roots(tree: Tree) -> list[int]:
    return [place for place, word in enumerate(tree) if word.head == place]


def _is_clause(sentence: ParsedSentence, root: int) -> bool:
    """Whether a finite verb holds the words below `root` together, and no subordinator that opens the text, with no comma behind its clause, introduces it."""
    verbs = [root, *sentence.children(root, "aux", "auxpass", "cop", "conj")]
    if any(sentence.tree[one].tag in _FINITE for one in verbs):
        return not _is_subordinate(sentence, root)
    return _has_subject(sentence, root)


def _is_subordinate(sentence: ParsedSentence, root: int) -> bool:
    opening = sentence.low[0] in _SUBORDINATORS and "," not in sentence.text
    return opening and 0 in sentence.children(root, "mark", "advmod")


def _has_subject(sentence: ParsedSentence, root: int) -> bool:
    """Whether what the tree takes for a participle has what only a finite verb has before it, its subject, and what no passive has behind it, an object.

    The small parser often takes a past for the participle that is written so ("Lund announced that …").
    """
    alone = not sentence.children(root, "aux", "auxpass")
    subjects = [one for one in sentence.children(root, "nsubj") if one < root]
    objects = sentence.children(root, *_OBJECTS)
    return sentence.tree[root].tag == "VBN" and alone and bool(subjects and objects)


def is_caption(text: str, tree: Tree) -> bool:
    """Whether a text tells in the present what a picture shows, with the day and year on which it was taken."""
    if not _DAY_OF_PICTURE.search(text):
        return False
    sentence = ParsedSentence(text, tree)
    roots = _roots(tree)
    verbs = [one for root in roots for one in (root, *sentence.children(root, "aux", "auxpass"))]
    tags = {sentence.tree[one].tag for one in verbs}
    return "VBD" not in tags and not tags.isdisjoint(_PRESENT)


def _nameless(sentence: ParsedSentence, roots: list[int]) -> bool:
    """Whether a person is spoken of before anybody is named; inside quotations anything goes."""
    subjects = [one for root in roots for one in sentence.children(root, "nsubj", "nsubjpass")]
    if any(sentence.is_name(one) for one in subjects):
        return False
    inside = inside_quotes(sentence.text)
    for place, word in enumerate(sentence.tree):
        if word.start in inside or word.relation == "npadvmod":
            continue
        if sentence.low[place] in _PERSONS:
            return True
        if word.tag.startswith("NN"):
            return False
    return False
