"""The closed list of reasons for which the gate rejects a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Why a sentence was rejected, or what stands against an item; the value is what `brief.json` and the statistics show.

    What each means stands under it; the reference of the documentation is made of that.
    """

    EMPTY = "empty"
    """Nothing to print, or nothing cited."""
    UNFINISHED = "unfinished sentence"
    """It ends in the middle, or has no main verb left."""
    NOT_SELF_STANDING = "not self-standing"
    """It leans on a sentence that is not there: "he", "the move", "but" at its head."""
    FURNITURE = "page furniture"
    """It speaks of the page or the outlet, not of the news: credits, calls to subscribe."""
    INSTRUCTION = "instruction"
    """It gives orders to a text machine, or bears the marks of a chat."""
    REPETITION = "repetition"
    """It has a word or a stretch of words twice."""
    TOO_LONG = "too long"
    """More than sixty words; sentences printed as they stand are exempt."""
    WORDS = "words not in source"
    """It has words that its passages lack, or that stand there in another order."""
    NUMBER = "number not in source"
    """A figure is not in its passages, counts another thing there, or is half of a range."""
    NAME = "name not in source"
    """A name is not in its passages."""
    DATE = "date not in source"
    """A day, month or year is not in its passages, or is another one by the story's date."""
    QUOTATION = "quotation not verbatim"
    """Words between quotation marks are not those of the passage, or lost their marks."""
    SPEAKER = "quotation by another speaker"
    """Quoted words are given to somebody else."""
    NEGATION = "negation changed"
    """A "not" was lost or added."""
    HEDGE = "hedge lost"
    """"May", "reportedly", "about" was lost, so that more is claimed."""
    ATTRIBUTION = "attribution lost"
    """Who said it was lost, or changed."""
    QUALIFIER = "qualifier lost"
    """A word that narrows what is claimed was lost: "former", "planned", "only"."""
    DIRECTION = "direction changed"
    """It tells of rising or falling, of more or less, in a word that its passages lack."""
    ROLES = "roles changed"
    """Who does what to whom may have changed."""
    MODALITY = "tense or modality changed"
    """What is planned, possible or conditional became a fact, or the other way round."""
    GRAMMAR = "not whole sentences of the source"
    """In a language whose grammar is not known: not whole sentences of the passage."""
    PARTICULARS = "name, figure or day cut where the item needs it"
    """A name, figure or day was cut that the item has not said before."""
    UNINTRODUCED = "name not introduced"
    """Of an item: a surname comes before anything says who that is."""
    DANGLING = "points at nothing told before"
    """Of an item: a pronoun or "the …" points at nothing that was told before it."""
    LEAD = "day or place lost in the lead"
    """Of an item: its first sentence lost the day or the place of its source, and no other tells it."""
    TWICE = "fact told twice"
    """Of an item: two sentences tell one fact."""
    CONTRADICTION = "figures contradict each other"
    """Of an item: two sentences give two figures of one thing, and nothing says that reports differ."""
    ELSEWHERE = "number said of something else"
    """Of a claim that is verified: the figure stands in the text, of another thing."""
    SUPPORT = "support too low"
    """The verifier finds too little in the passages for it."""


REASONS: Final = tuple(Reason)
FORM: Final = frozenset(
    {
        Reason.EMPTY,
        Reason.UNFINISHED,
        Reason.NOT_SELF_STANDING,
        Reason.FURNITURE,
        Reason.INSTRUCTION,
    }
)
"""Reasons that concern the sentence itself and not its source: verbatim text can have them too."""
