"""Bytes to text: which encoding a file is in, and whether it was encoded twice.

The order is that of the WHATWG (mark, then label), with strict UTF-8 before any label because text
of another encoding is hardly ever valid UTF-8 by chance; then a statistical detector; then
Windows-1252, which decodes anything.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final, NamedTuple

from briefing.reading.formats.parts import Refusal

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD: Final = 8192  # bytes looked at for binary content: git's rule for "binary" uses 8000
_SAMPLE: Final = 65536  # bytes given to the detector: it is linear, and 64 KiB decide
_CONTROLS: Final = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
# Bytes of UTF-8 read as Windows-1252: the first of two or three, as a capital or one of the small
# letters that open quotes (e2) and signs (f0), and one that follows.  Small letters that open other
# scripts need two behind them, none a hard space: French sets one between "é" and its closing quote.
_FOLLOWS: Final = "\u0080-\u009f\u00a1-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_TWICE: Final = re.compile(
    # The letters of both ways first: the rest of a text is passed over, in a third of the time.
    f"[\u00c2-\u00deà-ð](?:(?<=[\u00c2-\u00deâð])[\u00a0{_FOLLOWS}]|(?<=[à-ï])[{_FOLLOWS}]{{2}})"
)
_EAST_ASIAN: Final = re.compile("[\t\r\n -~\u2010-\u2027\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_EAST_ASIAN_MARKS: Final = re.compile("[\u3001\u3002\uff0c]")
_MAY_BE_INVISIBLE: Final = re.compile(
    "[\u200b-\u200d\u2060\ufeff\u202d\u202e\U000e0000-\U000e007f]"
)
_INVISIBLE: Final = re.compile(
    "[\U000e0000-\U000e007f\u202d\u202e]"  # tag characters, forced writing direction
    "|(?<=[A-Za-z])[\u200b-\u200d\u2060\ufeff]+(?=[A-Za-z])"  # words split by nothing
)


class Decoded(NamedTuple):
    """A file's text and how it was had."""

    text: str
    encoding: str
    """Name that ``bytes.decode`` takes; marks at the start are not part of the text."""
    notes: tuple[str, ...] = ()
    mended: bool = False
    """True where `text` differs from the decoded bytes."""


def text_of(data: bytes, declared: str = "") -> Decoded:
    """Return the text of `data`, mended; raises :class:`Refusal` where it is no text at all."""
    decoded = decode(data, declared)
    if decoded is None:
        raise Refusal("this is no text, but binary: save it as text or HTML")
    return mend(decoded)


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Return the text of `data`, or None where it is no text at all.

    `declared` is the label that the format gives (``<meta charset>``, a MIME parameter); it is
    asked after a byte order mark and strict UTF-8.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            decoded = _lenient(data, name)
            return None if _is_noise(decoded.text[:4000]) else decoded
    if is_binary(data):
        return _unmarked_utf16(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, declared, error)


def is_binary(data: bytes) -> bool:
    """Whether `data` holds a NUL, or more control characters than text does (1 in 50)."""
    head = data[:_HEAD]
    return b"\0" in head or (len(head) - len(head.translate(None, _CONTROLS))) * 50 > len(head)


def _unmarked_utf16(data: bytes) -> Decoded | None:
    if len(data) % 2 or b"\0" not in data[:_HEAD]:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text[:4000]):
            return Decoded(text, name)
    return None


def _odd(text: str) -> int:
    """How many characters no text has: unassigned ones, those of no script, controls."""
    return sum(
        1 for c in text if unicodedata.category(c) in {"Cn", "Co", "Cc"} and c not in "\t\r\n"
    )


def _is_noise(text: str) -> bool:
    """Whether what follows a byte order mark is none of its encoding: of random pairs of bytes one in seven is odd or broken."""
    return (_odd(text) + text.count("\ufffd")) * 20 > len(text)


def _reads_as_text(text: str) -> bool:
    """Whether `text` has the white space of prose and hardly any unassigned characters."""
    odd = _odd(text)
    spaces = sum(1 for c in text if c in " \n")
    return odd * 100 <= len(text) and (spaces * 20 >= len(text) or _reads_as_east_asian(text))


def _reads_as_east_asian(text: str) -> bool:
    """Whether nearly all characters are those of Chinese and Japanese text, its marks among them.

    Of random pairs of bytes a third falls among the ideographs, and hardly any on a mark.
    """
    known = len(_EAST_ASIAN.findall(text))
    return known * 20 >= len(text) * 19 and _EAST_ASIAN_MARKS.search(text) is not None


def _not_utf8(data: bytes, declared: str, error: UnicodeDecodeError) -> Decoded:
    label = _python_name(declared)
    if label and label != "utf-8":
        return _lenient(data, label)
    damaged = _damaged_utf8(data)
    if damaged is not None:
        return damaged
    start = max(0, error.start - 1024)
    return _lenient(data, _detect(data[start : start + _SAMPLE]))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a cut file): many whole sequences for each broken one."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(data) - len(text.encode("ascii", "ignore")) - broken
    if whole < 20 * broken:
        return None
    return Decoded(text, "utf-8", (f"{broken} bytes are not valid UTF-8 and were replaced",))


def _detect(sample: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    name = _python_name(detect_encoding(sample, max_len=_SAMPLE) or "")
    # The detector calls English with a few curly quotes UTF-8, which was tried before.
    return name if name not in {"", "utf-8"} else "cp1252"


def _python_name(label: str) -> str:
    """Return Python's name of the codec that a web label means, or "" where there is none."""
    try:
        name = codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""
    # The web reads Latin-1 and ASCII as Windows-1252, and the Chinese sets as their superset.
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
        name, name
    )


def _lenient(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except (UnicodeDecodeError, LookupError, AssertionError):
        pass
    try:
        text = data.decode(name, "replace")
    except (UnicodeDecodeError, LookupError, AssertionError):
        name = "cp1252"
        text = data.decode(name, "replace")
    broken = text.count("\ufffd")
    return Decoded(text, name, (f"{broken} bytes are not valid {name} and were replaced",))


def encoded_once(text: str) -> str:
    """Return `text` with double encoding undone ("cafÃ©"), nothing else changed."""
    if text.isascii() or not _TWICE.search(text):
        return text
    import ftfy

    # Line by line, and nothing but the encoding: quotes, ligatures and widths stay the writer's.
    return "".join(
        ftfy.fix_encoding(line) if _TWICE.search(line) else line
        for line in text.splitlines(keepends=True)
    )


def mend(decoded: Decoded) -> Decoded:
    """Undo double encoding ("cafÃ©") and take out characters that nobody can see.

    Text that needs neither comes back as it is, so that its offsets stay those of the file.
    """
    text, notes = decoded.text, list(decoded.notes)
    if text.isascii():
        return decoded
    text = encoded_once(text)
    if text != decoded.text:
        notes.append("text that was encoded twice was mended")
    hidden = 0
    if _MAY_BE_INVISIBLE.search(text):
        text, hidden = _INVISIBLE.subn("", text)
    if hidden:
        notes.append(f"{hidden} invisible characters were left out")
    return Decoded(text, decoded.encoding, tuple(notes), text != decoded.text)
