"""Evens out Vietnamese text: composed letters, folded tone marks, one kind of space."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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


@lru_cache(maxsize=16_384)
def even_tones(text: str) -> str:
    """A key that keeps the vowels but not where the tone mark was placed: "thuỷ" equals "thủy"."""
    lowered = squeeze(nfc(text)).lower().translate(_QUOTES)
    return lowered.translate(_TONES)


def clean_with_places(source: str, start: int, end: int) -> tuple[str, list[int]]:
    """Text of source[start:end] without markdown marks and double spaces, and the place of each character.

    The places are offsets into the source: the stored reading itself is never changed.
    """
    piece = source[start:end]
    if unicodedata.is_normalized("NFC", piece):
        return _clean_composed(source, piece, start)
    return _clean_decomposed(source, start, end)


#: a run of white space, a markdown mark, or a run of other letters
_TOKEN = re.compile(r"[\s\u200b\ufeff]+|[*\\`_]|[^\s\u200b\ufeff*\\`_]+(?: [^\s\u200b\ufeff*\\`_]+)*")
#: what must be cleaned away
_DIRT = re.compile(r"[*\\`_\u200b\ufeff]|\s\s|[^\S ]|^\s|\s$")


def is_clean(text: str) -> bool:
    """The text has no markdown marks, no double spaces and only composed letters."""
    return not _DIRT.search(text) and unicodedata.is_normalized("NFC", text)


def _clean_composed(source: str, piece: str, start: int) -> tuple[str, list[int]]:
    """The common case: letters are composed already, so that runs of them are taken whole."""
    letters: list[str] = []
    places: list[int] = []
    spaced = True
    for token in _TOKEN.finditer(piece):
        text, at = token.group(), start + token.start()
        if text[0].isspace() or text[0] in "\u200b\ufeff":
            if letters and not spaced:
                letters.append(" ")
                places.append(at)
                spaced = True
        elif text not in ("*", "\\", "`", "_") or (text == "_" and _inside_word(source, at)):
            letters.append(text)
            places.extend(range(at, at + len(text)))
            spaced = False
    if spaced and letters:
        letters.pop()
        places.pop()
    return "".join(letters), places


def _clean_decomposed(source: str, start: int, end: int) -> tuple[str, list[int]]:
    """Letters and their marks one by one: several characters of the source may make one letter."""
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
