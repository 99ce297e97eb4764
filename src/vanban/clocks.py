"""Small parts of a time: what bounds it, its digits, its hour."""

from __future__ import annotations

import re
from datetime import time

from vanban.grammar.times import BEFORE, BY


def bound_of(word: str | None) -> str:
    if not word:
        return "during"
    if re.fullmatch(BEFORE, word):
        return "before"
    return "by" if re.fullmatch(BY, word) else "during"


def number_of(digits: str | None) -> int:
    return int((digits or "0").translate(str.maketrans("OolI", "0011")))


def clock_of(hour: str | None, minute: str | None, half: str | None) -> tuple[time | None, bool]:
    if not hour:
        return None, False
    h, m = int(hour), number_of(minute)
    if half and half.strip() in ("chiều", "tối") and h < 12:
        h += 12
    if h == 24 and m == 0:
        return time(0, 0), True
    return (time(h, m), False) if h < 24 and m < 60 else (None, False)
