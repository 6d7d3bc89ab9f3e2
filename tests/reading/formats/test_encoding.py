"""Encodings: what the bytes are, by mark, by validity, by label, by statistics."""

from __future__ import annotations

import random

import pytest

from briefing.reading.formats.encoding import decode, encoded_once

ENGLISH = "The café’s owner said: “We could not wait any longer.” It cost €2.4 million. " * 4
GERMAN = (
    "Der Bürgermeister fährt über die Brücke, die größer ist als früher, und müßte zahlen. " * 4
)
RUSSIAN = "Городской совет согласился отремонтировать старый мост до зимы, сказал мэр. " * 4
CHINESE = "市议会同意在冬天之前修复旧桥，市长办公室说。居民们曾要求修复这座桥。" * 4
JAPANESE = (
    "市議会は冬の前に古い橋を修理することに同意したと市長室は述べた。住民は修理を求めていた。" * 4
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (GERMAN, "iso8859-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (f"{CHINESE}\n", "utf-16-le"),
        (f"{JAPANESE}\n", "utf-16-be"),
    ],
)
def test_text_comes_back_and_the_named_encoding_decodes_the_file(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = decode(data)
    assert found is not None
    assert found.text == text
    assert data.decode(found.encoding) == text


def test_a_label_is_asked_after_utf8() -> None:
    found = decode("Größe, Maß und Übermut".encode(), declared="iso-8859-1")
    assert found is not None
    assert found.encoding == "utf-8"


def test_a_label_decides_what_is_not_utf8() -> None:
    found = decode("Ćwiczenie".encode("iso8859-2"), declared="ISO-8859-2")
    assert found is not None
    assert found.text == "Ćwiczenie"


def test_a_cut_utf8_file_stays_utf8_and_is_noted() -> None:
    found = decode(RUSSIAN.encode()[:-3])
    assert found is not None
    assert found.encoding == "utf-8"
    assert found.notes == ("1 bytes are not valid UTF-8 and were replaced",)


def test_binary_is_no_text() -> None:
    assert decode(bytes(range(256)) * 4) is None


def test_escapes_of_a_terminal_are_no_binary() -> None:
    assert decode(b"\x1b[1mThe mill burns.\x1b[0m " * 4) is not None


def test_windows_1252_with_a_few_curly_quotes_is_not_taken_for_utf_8() -> None:
    data = (
        b"The school\x92s caretaker noticed a ring of brass.\r\n\r\n"
        b"\x93She drew what she knew,\x94 said the keeper of the museum\x92s maps.\r\n"
    ) * 5
    found = decode(data)
    assert found is not None
    assert (found.encoding, found.notes) == ("cp1252", ())
    assert found.text == data.decode("cp1252")


def test_random_bytes_are_no_utf16() -> None:
    draw = random.Random(5)
    for _ in range(200):
        assert decode(b"\0\n" + bytes(draw.choices(range(256), k=998))) is None


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])
def test_random_bytes_behind_a_byte_order_mark_are_no_text(mark: bytes) -> None:
    draw = random.Random(6)
    for size in (400, 401, 20_000):
        assert decode(mark + draw.randbytes(size)) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_damaged_text_behind_a_byte_order_mark_is_read(encoding: str) -> None:
    found = decode((RUSSIAN * 20).encode(encoding)[:-3])
    assert found is not None
    assert RUSSIAN in found.text


@pytest.mark.parametrize(
    "text",
    [
        "Çağrı Şahin",
        "Řeka Morava",
        "Одер",
        "हिन्दी में",
        "日本語の新聞",
        "Ærøskøbing",
        "“Été”",
        "😀 ok",
    ],
)
@pytest.mark.parametrize("through", ["cp1252", "latin-1"])
def test_letters_of_any_script_that_were_encoded_twice_are_mended(text: str, through: str) -> None:
    try:
        twice = text.encode().decode(through)
    except UnicodeDecodeError:
        return  # bytes that this encoding has no letters for
    assert encoded_once(twice) == text


@pytest.mark.parametrize(
    "text", ["Il dit : « été »", "„SCHÖN“ und „Spaß“", "À «Tarn»", "Ãtapé", "Þórður"]
)
def test_letters_that_are_right_stay(text: str) -> None:
    assert encoded_once(text) == text
