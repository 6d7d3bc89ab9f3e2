"""Which sentences can stand alone, by their trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.models.base import Tree
from briefing.writing.plan.standing import has_verb, is_caption, stands_alone

pytestmark = pytest.mark.model

Parse = Callable[[str], Tree]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour of Tarn was closed after a crane fell on two ferries.",
        "Ann Lee said that she would appeal.",
        "In his first speech, Mayor Odalys Brenner promised a new bridge.",
        "“He is a liar,” Ann Lee told the court.",
        "The driver said he had seen nobody.",
        "Nobody will go hungry, and the school stays open.",
        "The council voted on Tuesday, June 17, 2025, to close the quay that divers use.",
        "When the tide came back to the strand on Tuesday evening the whale did not go with it.",
        "After 50 hours the search for the victims of the flood has been suspended.",
    ],
)
def test_a_sentence_with_a_verb_and_a_name_stands(tree_of: Parse, text: str) -> None:
    assert stands_alone(text, tree_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Lund, 47, announced earlier this week that she would end her nine-year stint at the port when the present season draws to a close, prompting talk of a move.",
    ],
)  # fmt: skip
def test_a_past_that_the_tree_takes_for_a_participle_is_a_verb_all_the_same(
    tree_of: Parse, text: str
) -> None:
    tree = tree_of(text)
    roots = [word for at, word in enumerate(tree) if word.head == at]
    assert {word.tag for word in roots}.isdisjoint({"VBD", "VBZ", "VBP"})
    assert stands_alone(text, tree)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Odalys Brenner, as seen in one of the many posters on the bridge.",
        "Crowds of cheering fans in the old harbour of Tarn.",
        "“Safety first,” he replied.",
        "A day later, she left the party.",
        "Copyright 2014 Tarn Television.",
        "Mayor Odalys Brenner speaks to reporters, Tuesday, June 17, 2025, in Port Ellery.",
        "People look at the damaged quay as divers search the harbour on Monday, 16 June 2025.",
        "The claim that the mayor of Tarn lied to the court in 2019.",
        "Guards pictured with the mayor at the harbour of Tarn earlier this month.",
        "The mill of Tarn destroyed by fire on Monday.",
        "While critics in Tarn say the plan failed.",
        "When police found the man who killed Ada Lund.",
        "Unless the court says the law was broken.",
    ],
)
def test_captions_fragments_and_persons_without_a_name_do_not(tree_of: Parse, text: str) -> None:
    assert not stands_alone(text, tree_of(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mayor Odalys Brenner speaks to reporters, Tuesday, June 17, 2025, in Port Ellery.", True),
        ("The fair of Port Ellery opens to the public on June 17, 2025.", False),
        ("Odalys Brenner was born in Port Ellery, June 17, 1960.", False),
        ("The council voted on Tuesday, June 17, 2025, to close the quay that divers use.", False),
        ("A day later, she left the party.", False),
    ],
)
def test_a_caption_tells_in_the_present_what_a_day_and_year_showed(
    tree_of: Parse, text: str, *, shown: bool
) -> None:
    assert is_caption(text, tree_of(text)) == shown


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The scene of collapsed houses along the quay of Tarn.", False),
        ("Ada Lund before opening the harbour.", False),
        ("A lorry loaded with paper caught fire in the middle of the road tunnel of Tarn.", True),
        ("The mayor of Tarn resigns.", True),
    ],
)
def test_what_has_no_word_that_may_be_a_verb_is_a_label(
    tree_of: Parse, text: str, *, verb: bool
) -> None:
    assert has_verb(tree_of(text)) is verb
