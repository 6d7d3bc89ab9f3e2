"""Sentences of a paragraph, as spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.sentences import (
    INITIALS,
    LAST_TOKEN,
    MAY_BE_GLUED,
    NO_SPACE,
    split_sentences,
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ['"We should... go on with more care," said Ms Orr in comments.'],
        ["\u201cThe bridge is safe.\u201d", "Then she left."],
        ["It rose to $1.3 bn. in the second quarter.", "Analysts were surprised."],
        ["Det. Sgt. Ann Lee, of Mt. Dora, Fla., came at 5 p.m. Monday."],
        ["AUGUSTA, Me. — The embattled governor of the state has apologised."],
        ["She sold Yahoo! Inc. and moved on."],
        ["Mr. Brown asked: \u201cWhy?\u201d", "Nobody answered."],
        ["The talks ended.", "What comes next is op"],
        ["Lt. Col. J. R. Smith commanded No. 7 Squadron."],
        ["Rep. Ann Orr (D-La.), who came late, left the U.N. General Assembly at noon."],
        ["Shares of the shipyard TARN.L rose by 3 percent."],
        ["The quay lies in Tarn, N.J.", "As a result, nobody came."],
        ["Orr notes: “Mr. Lane had said so.”", "She knew."],
        ["Ann Orr (D-La.) — who came late — is to speak.", "Lane is not."],
        ["It was in the Aug. 23-Sept. 5 issue (see Fig. 1A)."],
        ["They met the sales reps.", "The mill was closed."],
        [
            "It was signed by state Reps. Ann Orr and Jim Lane and by Sens. Dunn and Quill.",
            "They left.",
        ],
    ],
)
def test_news_prose_is_split_where_a_reader_would_split_it(sentences: list[str]) -> None:
    assert split("  ".join(sentences)) == sentences


@pytest.mark.parametrize("word", ["hand", "York", "wall", "life", "week", "man", "air", "me"])
def test_a_sentence_ends_behind_an_ordinary_word(word: str) -> None:
    sentences = [f"It was about the {word}.", "Police came at noon."]
    assert split(" ".join(sentences)) == sentences


def test_a_sentence_ends_behind_capitals_without_a_space() -> None:
    assert split("It wrote to the late MP.The police said no.") == [
        "It wrote to the late MP.",
        "The police said no.",
    ]
    assert split("It left for the U.S.Virgin Islands.") == ["It left for the U.S.Virgin Islands."]


def test_sentences_that_a_scraper_glued_together_are_parted() -> None:
    glued = 'The ferry left at six.At least three people were cold.The crew said so in 2014.They won the Cup.It called the sea "wild".Ms Ode waved."A boat!" she said.'
    assert split(glued) == [
        "The ferry left at six.",
        "At least three people were cold.",
        "The crew said so in 2014.",
        "They won the Cup.",
        'It called the sea "wild".',
        "Ms Ode waved.",
        '"A boat!" she said.',
    ]


@pytest.mark.parametrize(
    ("caption", "story"),
    [
        ("Ann Lee leaves the court in Tarn (file image)", "A driver has been fined for the crash."),
        ("The mill was closed after the flood", "The owner said that he would build it anew."),
        ("Jan Moss waves to the crowd in Corrie", "However, his ship came last."),
    ],
)
def test_a_caption_is_parted_from_the_story_glued_to_it(caption: str, story: str) -> None:
    assert split(f"{caption} {story}") == [caption, story]


@pytest.mark.parametrize(
    "text",
    [
        "It was a Class A misdemeanor in the town of Tarn.",
        "They liked the On the mat show and Into the Woods at the fair.",
        "In a review of the In between days the singer was praised.",
        "He read Gone With the wind on the ferry.",
    ],
)
def test_an_opening_word_inside_a_name_parts_nothing(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote to Prof.Lane and Gov.Reed of Amazon.Com about Node.JS and St.Louis.",
        "The U.S.Navy paid $3.5M for a plan of the No.2 yard.",
    ],
)
def test_a_name_with_a_stop_inside_is_not_parted(text: str) -> None:
    assert split(text) == [text]


@given(st.text(alphabet=st.sampled_from("aB .!?\u201d\u201c\"'()\n\u2026 1,"), max_size=120))
def test_no_sentence_loses_anything_but_white_space(text: str) -> None:
    position = 0
    for start, end in split_sentences(text, 0, len(text)):
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""


def test_offsets_count_in_the_whole_text() -> None:
    text = "Head\nOne fell. Two rose.\nTail"
    assert split_sentences(text, 5, 24) == [(5, 14), (15, 24)]


def test_a_paragraph_without_end_comes_in_bounded_pieces() -> None:
    text = "word " * 100_000
    spans = split_sentences(text, 0, len(text))
    assert 1 < len(spans) < 10
    assert "".join(text[start:end] for start, end in spans).count("word") == 100_000


def test_a_sentence_may_end_with_an_ordinary_word_that_was_taken_for_an_abbreviation() -> None:
    text = "He spoke for the Global South. Prime Minister Odalys Brenner held talks on Monday."
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text))] == [
        "He spoke for the Global South.",
        "Prime Minister Odalys Brenner held talks on Monday.",
    ]


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("en", ["The firm moved to Lund, N.Y.", "Her brother stayed."]),
        ("en", ["They met at 5 p.m.", "They left at six."]),
        ("en", ["The U.S. Department of Tarn and the E.U. Commission met."]),
        ("de", ["Das am 9. Mai eröffnete Bad kostet ca. 3 Mio. Kronen.", "Der Rat zahlt."]),
        ("de", ["Sie wohnt in der Mühlstr. 5 in Tarn.", "Laut Abs. 2 gilt das nicht."]),
        ("de", ["Das 19. Jahrhundert endete.", "Die 2. Liga auch."]),
        ("es", ["La Sra. Orr vive en la Av. Mayor núm. 5.", "¿Quién paga?", "Nadie lo sabe."]),
        ("es", ["El pte. Ruiz citó el art. 5.", "EE.UU. calló."]),
        ("fr", ["M. Orr et Mme. Roux sont venus.", "« C'est fini. »", "Elle est partie."]),
        ("it", ["Il dott. Neri e l'on. Verdi sono arrivati.", "Poi l'art. 3 è caduto."]),
        ("pt", ["O Exmo. Juiz e a Dra. Costa vieram.", "A av. Paulista fechou."]),
        ("nl", ["Dhr. Orr en mevr. De Vries kwamen.", "Het kost ca. 3 mln. euro."]),
        ("pl", ["Ul. Długa jest zamknięta.", "Kosztuje to ok. 3 mln. zł.", "Rada głosuje."]),
        ("ru", ["Г. Тарн и ул. Ленина закрыты.", "Это стоит 3 млн. руб. в год."]),
        ("uk", ["Це сталося у 2025 р. у Тарні.", "Мер, п. Коваль, приїхав."]),
        ("sv", ["Det kostar ca. 3 milj. kronor bl.a. för taket.", "Rådet möts."]),
        ("da", ["Den 3. april begyndte salget.", "Den 2. Verdenskrig var forbi."]),
        ("nb", ["Hr. Orr og dr. Holm kom.", "De gikk igjen."]),
        ("fi", ["Se alkoi 3. huhtikuuta.", "Se maksaa n. 3 milj. euroa."]),
        ("cs", ["Začalo to 3. dubna.", "Ing. Orr a Mgr. Dvořáková přišli."]),
        ("tr", ["Av. Şahin gelmedi.", "2. Lig başladı.", "Bu yıl 20 takım var."]),
        ("hi", ["पुल बंद है।", "लोग पैदल जाते हैं।"]),
        ("ar", ["أغلق الجسر.", "متى يفتح؟", "لا أحد يعرف."]),
        ("ur", ["پل بند ہے۔", "لوگ پیدل جاتے ہیں۔"]),
        ("el", ["Η γέφυρα έκλεισε.", "Πότε θα ανοίξει;", "Κανείς δεν ξέρει."]),
    ],
)
def test_each_language_has_its_own_abbreviations_ordinals_and_marks(
    code: str, sentences: list[str]
) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text), code)] == sentences


@pytest.mark.parametrize("code", ["zh", "ja", "en"])
def test_chinese_and_japanese_have_no_space_between_sentences(code: str) -> None:
    sentences = ["桥关闭了。", "市长说：“明天开放！”", "居民们很高兴吗？", "橋は閉鎖された。"]
    text = "".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text), code)] == sentences


@pytest.mark.parametrize("code", ["de", "es", "da", "tr"])
def test_a_figure_behind_an_ordinary_word_opens_a_sentence(code: str) -> None:
    sentences = ["Orr kam ins Tal.", "5 Tore fielen."]
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text), code)] == sentences


@given(st.text(alphabet="UNab. (-", min_size=1, max_size=12))
def test_initials_have_a_stop_inside_the_last_word(head: str) -> None:
    token = LAST_TOKEN.search(head.rpartition(" ")[2])
    if token and INITIALS.search(head):
        assert "." in token[1]


@given(st.text(alphabet="""abABC.?!"'“” """, max_size=20))
def test_the_cheap_test_lets_all_glued_ends_through(text: str) -> None:
    assert MAY_BE_GLUED.search(text) or not NO_SPACE.search(text)
