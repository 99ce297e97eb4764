"""Evens out Vietnamese text: composed letters, folded tone marks, one kind of space."""

from __future__ import annotations

import re
import unicodedata

_TONES = str.maketrans("òóỏõọùúủũụỳýỷỹỵ", "ooooouuuuuyyyyy")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def nfc(text: str) -> str:
    """Composed letters, so that "ế" is one character however it was typed."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Runs of white space become one space; ends are trimmed."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """A key for comparing names: lower case, no marks, đ as d, quotes and dashes evened."""
    lowered = squeeze(text).lower().translate(_QUOTES).replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return nfc(bare)


def even_tones(text: str) -> str:
    """A key that keeps the vowels but not where the tone mark was placed: "thuỷ" equals "thủy"."""
    lowered = squeeze(nfc(text)).lower().translate(_QUOTES)
    return lowered.translate(_TONES)


def clean_with_places(source: str, start: int, end: int) -> tuple[str, list[int]]:
    """Text of source[start:end] without markdown marks and double spaces, and the place of each character.

    The places are offsets into the source: the stored reading itself is never changed.
    """
    letters: list[str] = []
    places: list[int] = []
    i = start
    while i < end:
        j = i + 1
        while j < end and unicodedata.combining(source[j]):
            j += 1
        cluster = source[i:j]
        letter = cluster if len(cluster) == 1 and cluster < "\u0300" else nfc(cluster)
        if letter.isspace() or letter in ("\u200b", "\ufeff"):
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(i)
        elif letter not in ("*", "\\", "`", "_") or (letter == "_" and _inside_word(source, i)):
            letters.extend(letter)
            places.extend([i] * len(letter))
        i = j
    while letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places


def _inside_word(source: str, i: int) -> bool:
    return 0 < i < len(source) - 1 and source[i - 1].isalnum() and source[i + 1].isalnum()
