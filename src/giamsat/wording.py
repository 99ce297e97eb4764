"""Vietnamese wording: folded search text, sort keys, and enums that carry their Vietnamese term. PURE."""

import re
import unicodedata
from enum import StrEnum
from typing import Self

# The Vietnamese alphabet; a plain sort puts Đ after Z and Ă, Â among the marks.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """`text` in NFC with runs of white space made one space and trimmed."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def nfc_lines(text: str) -> str:
    """Text of several lines, each in NFC and trimmed; empty lines at both ends dropped."""
    return "\n".join(nfc(line) for line in text.strip().splitlines())


def folded(text: str) -> str:
    """`text` as it is searched: lower case, tone and vowel marks removed, đ as d."""
    bare = unicodedata.normalize("NFD", nfc(text).lower()).replace("đ", "d")
    return "".join(c for c in bare if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """A string whose plain order is the Vietnamese order of `text` (letters first, then tones, digits by value)."""
    letters, tones = [], []
    for chunk in re.findall(r"\d+|\D", nfc(text).lower()):
        if chunk.isdigit():
            letters.append(f"!{int(chunk):09d}")
            continue
        parts = unicodedata.normalize("NFD", chunk)
        tone = next((_TONES[c] for c in parts if c in _TONES), "0")
        plain = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        letters.append(_LETTER.get(plain, plain))
        tones.append(tone)
    return "".join(letters) + " " + "".join(tones)


class Worded(StrEnum):
    """An enum whose members carry the Vietnamese term shown to people: `DONE = "done", "Hoàn thành"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def values(cls) -> list[str]:
        """The plain values, as constraints and migrations write them."""
        return [member.value for member in cls]
