"""Marks of headings: I. II. III., 1. 2. 3., a) b) c) d) đ) e) (Decree 30/2020/NĐ-CP, Appendix I, II.6)."""

import re

#: order of the points; f, j, w and z are not letters of Vietnamese
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LEVELS = (1, 2, 3)
WRITTEN = {1: re.compile(r"([IVXLC]+)\.\s"), 2: re.compile(r"(\d{1,3})\.\s"), 3: re.compile(r"(\w)\)\s")}


def roman(number: int) -> str:
    """4 → "IV"."""
    written = ""
    for value, sign in ROMAN:
        while number >= value:
            written, number = written + sign, number - value
    return written


def mark(level: int, number: int) -> str:
    """The mark of the `number`-th heading of a level; points after y) begin again at a)."""
    if level == 1:
        return f"{roman(number)}."
    return f"{number}." if level == 2 else f"{LETTERS[(number - 1) % len(LETTERS)]})"


class Counter:
    """Counts the headings of one text; a heading of a level starts the levels below afresh."""

    def __init__(self) -> None:
        self._at = dict.fromkeys(LEVELS, 0)

    def marked(self, level: int, text: str) -> str:
        """`text` with its mark, which it keeps when it already has one of this level."""
        found = WRITTEN[level].match(text)
        own = NUMBERS[level].get(found[1]) if found else None
        self._at[level] = own or self._at[level] + 1
        self._at |= dict.fromkeys(range(level + 1, LEVELS[-1] + 1), 0)
        return text if own else f"{mark(level, self._at[level])} {text}"


#: what a written mark counts as: "IV" → 4, "7" → 7, "đ" → 5
NUMBERS = {
    1: {roman(number): number for number in range(1, 400)},
    2: {str(number): number for number in range(1, 1000)},
    3: {letter: number for number, letter in enumerate(LETTERS, 1)},
}
