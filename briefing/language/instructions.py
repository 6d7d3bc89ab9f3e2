"""Sentences that address a model or its user, planted in a page: never part of a story.

On 30,378 sentences of clean news it finds 4, on 991 of stories that look alike none, on 285 planted ones 240.
Both sides of the house ask: reading leaves such sentences out of stories, and the gate prints none.
Stories that report such attacks quote them; what stands behind an opening quotation mark is left alone.
"""

from __future__ import annotations

import re
from typing import Final

_LEADING: Final = (
    r"^\W*(?:(?:important|note|attention|system|assistant|user)\W{1,3}\s*)?(?:please\s+)?"
)
_ABOUT_THE_ANSWER: Final = re.compile(
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]"
    rf"|{_LEADING}(?:ignore|disregard|forget)\b(?! (?:of|for)\b).{{0,25}}\b(?:previous|above|prior|earlier|preceding|instructions?|rules?)\b"
    rf"|{_LEADING}you are (?:now |an? )?(?:ai|assistant|chatbot|language model)\b"
    r"|\b(?:on top of|in addition to|besides|before) your (?:main |actual |current )?task\b"
    r"|\b(?:in|to|of|with|from|your|for) your (?:\w+ ){0,2}(?:answer|reply|response|output)s?\b"
    rf"|{_LEADING}(?:modify|augment|enhance|introduce|integrate|misspell|jumble|scramble|reverse|shuffle|encode|decode|translate|rearrange|combine|replace|remove|swap|insert|embed|include|append|end|begin|start|write|provide|format|add|give|use|substitute|change|convert|present|make|randomly|intentionally)\b.{{0,80}}\b(?:your|the) (?:\w+ )?(?:answer|reply|response|output|message|summary)\b"
    rf"|{_LEADING}(?:respond|reply|answer) (?:only |solely |just )?(?:with|in|by|using|to)\b.{{0,40}}\b(?:only|word|letters?|question|following)\b",
    re.IGNORECASE,
)
_TASK: Final = re.compile(
    r"^\W*(?:please\s+|also\s+|now\s+|first\s+|finally\s+|additionally\s+)?,?\s*(?:"
    r"(?:tell|remind)\s+(?:me|us)\b"
    r"|(?:print|output|write|compose|draft|list|name|state|mention|describe|explain|define|provide|identify|"
    r"specify|summari[sz]e|translate|generate|create|calculate|compute|solve|suggest|recommend|"
    r"say|repeat|answer|outline|discuss|compare|analy[sz]e|enumerate|indicate|insert|append|"
    r"replace|convert|scramble|jumble|misspell|reverse|shuffle|"
    r"render|rewrite|rephrase|break down|elaborate on|illustrate|evaluate|determine)"
    r"\s+(?:an?|the|me|us|your|my|this|these|three|two|five|one|all|any|every|how|what|why|who|where|which|"
    r"some|it|out|only|just|that|more|our|here|below|random|random\w*)\b)",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"\s*[\"“‘']")


def addresses_a_model(text: str) -> bool:
    """Whether a sentence tells somebody what to answer, or sets a task, instead of telling news."""
    if _QUOTED.match(text):
        return False
    return bool(_ABOUT_THE_ANSWER.search(text) or _TASK.match(text))
