"""Reads a title into syllables: short forms written out, numbers evened, periods and dates set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from vanban.likeness import words as lists
from vanban.likeness.phrases import BRACKET, JOINED, LISTED, PARTED, Word, folded, marked, syllable
from vanban.text import fold, nfc

_TOKEN = re.compile(r"\d+(?:\.\d{3})+(?![\d/.])|\w+(?:[&/.\-]+\w+)*|[;:,.()&]")
_SPAN = re.compile(r"(?<=\d) ?[-–—] ?(?=\d{4})")
_MAY_COUNT = re.compile(r"\d|^[IVX]+$")
_ROMAN = re.compile(r"[IVX]{1,5}")
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?")
_QUARTER = re.compile(r"([IVX]+|[1-4])/(\d{4})")
_DATE = re.compile(r"(?:\d{1,2}[/.\-]){1,2}(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d+(?:\.\d{3})+")
_JOINTS = re.compile(r"[&/.\-]+")
_SUMS = {"nghin": "000", "ngan": "000", "trieu": "000000"}
_AND = frozenset((",", "và", "va", "&"))
#: a number after one of these names a thing: "số 2", "đợt 1"; elsewhere it counts things
COUNTERS = frozenset(folded("quý số đợt kỳ cấp loại hạng nhóm tầng khóa lần đoạn"))
_SHORT = {key: value.split() for key, value in lists.ABBREVIATIONS.items()}


@dataclass(slots=True)
class Read:
    """A title as syllables, and what was set apart."""

    words: list[Word] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    #: numbers that name a thing
    ordinals: set[str] = field(default_factory=set)
    #: years and quarters
    periods: set[str] = field(default_factory=set)
    #: short forms nobody explains, folded
    acronyms: set[str] = field(default_factory=set)


def read(title: str) -> Read:
    """The syllables of a title."""
    out = Read()
    gap = PARTED
    tokens = _TOKEN.findall(_SPAN.sub("-", nfc(title)))
    for place, raw in enumerate(tokens):
        if raw in ";:.()":
            gap = BRACKET if raw == "(" else max(gap, PARTED)
        elif raw.lower() in _AND:
            gap = max(gap, LISTED)
        elif _add(out, raw, tokens[place + 1] if place + 1 < len(tokens) else "", gap):
            gap = JOINED
    return out


def _add(out: Read, raw: str, after: str, gap: int) -> bool:
    """Adds one token; whether it gave a word."""
    before = out.words[-1].text if out.words else ""
    number = _number(raw, before, after) if _MAY_COUNT.search(raw) else None
    if number:
        return _add_number(out, number, raw, before, gap)
    spelled, is_unknown = _spelled(raw)
    if is_unknown:
        out.acronyms.add(spelled[0])
    for word in spelled:
        own = marked(word) if len(spelled) == 1 else ""
        out.words.append(Word(syllable(word), own, word, gap, raw[0].isupper()))
        gap = JOINED
    return bool(spelled)


def _add_number(out: Read, number: tuple[str, str], raw: str, before: str, gap: int) -> bool:
    kind, value = number
    if kind == "period":
        if value:
            out.periods.add(value)
        return False
    out.numbers.add(value)
    if before in COUNTERS:
        out.ordinals.add(value)
    out.words.append(Word(value, value, raw, gap, has_capital=False))
    return True


@lru_cache(maxsize=32768)
def _spelled(raw: str) -> tuple[tuple[str, ...], bool]:
    """A token as syllables, and whether it is a short form nobody knows."""
    bare = _JOINTS.sub("", raw)
    pieces = tuple(piece for piece in _JOINTS.split(raw) if piece)
    if len(bare) < 2 or sum(map(str.isupper, bare)) < max(2, len(bare) - 1):
        return pieces, False
    known = _SHORT.get(bare.upper())
    if known:
        return tuple(known), False
    if len(pieces) > 1 and all(piece.upper() in _SHORT for piece in pieces):
        return tuple(word for piece in pieces for word in _SHORT[piece.upper()]), False
    return (fold(bare),), bare.isalpha()


def _number(raw: str, before: str, after: str) -> tuple[str, str] | None:
    """("number" | "period", value), the value empty for a date; None when it is a word."""
    if _ROMAN.fullmatch(raw) and (len(raw) > 1 or before in COUNTERS):
        return ("period", f"q{_roman(raw)}") if before == "qui" else ("number", str(_roman(raw)))
    if not any(map(str.isdigit, raw)):
        return None
    if _YEARS.fullmatch(raw):
        return "period", raw
    quarter = _QUARTER.fullmatch(raw) if before == "qui" else None
    if quarter:
        return "period", f"q{_value(quarter[1])}"
    if _DATE.fullmatch(raw) or before in ("ngai", "ngay", "thang"):
        return "period", ""
    if before == "qui" and raw.isdigit():
        return "period", f"q{raw}"
    value = raw.replace(".", "") if _THOUSANDS.fullmatch(raw) else fold(raw).lstrip("0") or "0"
    return "number", value + _SUMS.get(fold(after), "")


def _value(raw: str) -> int:
    return int(raw) if raw.isdigit() else _roman(raw)


def _roman(raw: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in raw]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))
