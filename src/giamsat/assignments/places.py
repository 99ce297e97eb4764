"""Where words that a person quotes stand in a reading, and where a sentence may be cut. PURE."""

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from giamsat.wording import nfc

#: what the paper on the page does not show, or shows otherwise than the reading holds it
UNSHOWN = re.compile(r"[\s*|]")
CUT = re.compile(r"(?:[;\n]|\.(?=\s)|,(?=\s*đồng thời\b))\s*(?:đồng thời\s+)?", re.IGNORECASE)
WORDS_LEAST = 2  # a shorter part ("1.", "TP.") is no sentence


def spans_of(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of `words` in the text, whatever the white space, the case and the table bars.

    A word that a selection cut short is made whole.
    """
    sought = UNSHOWN.sub("", nfc(words)).casefold()
    seen, places = _letters(text)
    found, begin = [], seen.find(sought) if sought else -1
    while begin >= 0:
        start, end = places[begin], places[begin + len(sought) - 1] + 1
        while _is_inside_word(text, start):
            start -= 1
        while _is_inside_word(text, end):
            end += 1
        found.append((start, end))
        begin = seen.find(sought, begin + 1)
    return list(dict.fromkeys(found))


def nearest_span(text: str, words: str, near: int) -> tuple[int, int, bool]:
    """Where `words` of another reading of the same paper stand in this one, and whether that is sure.

    Standing in several places, the one nearest to character `near` is meant; in none, the passage most like them.
    """
    found = spans_of(text, words)
    if found:
        start, end = min(found, key=lambda span: abs(span[0] - near))
        return start, end, True
    like = fuzz.partial_ratio_alignment(words, text)
    if like is None or like.dest_end <= like.dest_start:
        return 0, max(1, len(text)), False
    return like.dest_start, like.dest_end, False


def cuts_of(text: str, start: int, end: int) -> list[int]:
    """Places in text[start:end] where a second assignment may begin: after ";", ".", ", đồng thời" and new lines."""
    places = [start + cut.end() for cut in CUT.finditer(text[start:end])]
    ends = [start, *places, end]
    parts = [len(text[begin:stop].split()) >= WORDS_LEAST for begin, stop in pairwise(ends)]
    return [place for n, place in enumerate(places) if any(parts[: n + 1]) and parts[n + 1]]


@lru_cache(maxsize=2)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """The letters of a text as they are sought, and the place of each; kept while one paper is looked through."""
    letters = [(letter, place) for place, shown in enumerate(text) for letter in _seen(shown)]
    return "".join(letter for letter, _place in letters), tuple(place for _letter, place in letters)


def _seen(shown: str) -> str:
    return "" if UNSHOWN.match(shown) else shown.casefold()


def _is_inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
