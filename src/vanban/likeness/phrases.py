"""Finds known phrases in a row of syllables, however their marks and tones were typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vanban.likeness import words as lists
from vanban.text import fold

#: separators before a word: none, comma or "và", an end of a part, an opening bracket
JOINED, LISTED, PARTED, BRACKET = 0, 1, 2, 3
_LAST_Y = re.compile(r"^(k|l|m|t|s|h|qu|v|b|c)y$")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOCABULARY = 32768  # syllables kept folded; the language has about seven thousand


@dataclass(slots=True)
class Word:
    """One syllable of a title."""

    #: folded, one spelling
    text: str
    #: with its marks; empty when it stands for a longer phrase
    marked: str
    #: as it may be shown
    shown: str
    #: the separator before it
    gap: int
    has_capital: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """One known phrase."""

    kind: str
    #: its syllables, folded
    said: tuple[str, ...]
    #: its only syllable with its marks: "cổng" is a thing, "công" is not; empty for longer phrases
    marked: str
    #: what it stands for
    meant: str


@lru_cache(maxsize=_VOCABULARY)
def syllable(word: str) -> str:
    """One spelling for a syllable: no marks, "kỹ" as "kĩ"."""
    return _LAST_Y.sub(r"\1i", fold(word))


@lru_cache(maxsize=_VOCABULARY)
def marked(word: str) -> str:
    """A syllable with its marks, lower case, wherever the tone was put: "hoá" as "hóa"."""
    letters = unicodedata.normalize("NFD", word.lower())
    tone = "".join(c for c in letters if c in _TONES)
    return "".join(c for c in letters if c not in _TONES) + tone


def folded(text: str) -> tuple[str, ...]:
    """The syllables of a phrase, folded."""
    return tuple(syllable(word) for word in text.split())


def _phrase(kind: str, said: str, meant: str) -> Phrase:
    return Phrase(kind, folded(said), "" if " " in said else marked(said), meant)


def _by_opening(phrases: Iterable[Phrase]) -> dict[tuple[str, ...], tuple[Phrase, ...]]:
    """Phrases by their first two syllables, or their only one; longest first."""
    out: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in phrases:
        out.setdefault(phrase.said[:2], []).append(phrase)
    return {opening: tuple(sorted(rows, key=lambda row: -len(row.said))) for opening, rows in out.items()}


SAME = _by_opening([_phrase("same", said, line[0]) for line in lists.SAME for said in line])
KNOWN = _by_opening(
    [_phrase("verb", verb, stage) for stage, verbs in lists.STAGES.items() for verb in verbs]
    + [_phrase("verb", verb, "order") for verb in lists.ORDER_VERBS]
    + [_phrase("purpose", mark, "") for mark in lists.PURPOSES]
    + [_phrase("form", form, "paper") for form in lists.PAPERS]
    + [_phrase("form", form, "thing") for form in lists.THINGS]
    + [_phrase("place", place, "") for place in lists.PLACES.split(", ")]
    + [_phrase("pole", pole, "") for pole in sorted({pole for pair in lists.OPPOSITES for pole in pair})]
    + [_phrase("whole", word, "") for word in lists.WHOLE]
    + [_phrase("empty", phrase, "") for phrase in lists.EMPTY]
)
PREPOSITIONS = frozenset(marked(word) for word in lists.PREPOSITIONS.split())
CONNECTIVES = frozenset(marked(word) for word in f"{lists.CONNECTIVES} {lists.BARE_CONNECTIVES}".split())
OPPOSITES = frozenset(frozenset((" ".join(folded(a)), " ".join(folded(b)))) for a, b in lists.OPPOSITES)
LAWS = frozenset(" ".join(folded(law)) for law in lists.LAWS)


def standing(table: Mapping[tuple[str, ...], tuple[Phrase, ...]], words: Sequence[Word], at: int) -> Iterator[Phrase]:
    """The phrases of a table that stand at this place, longest first, none running over the end of a part."""
    first = words[at]
    if at + 1 < len(words) and words[at + 1].gap < PARTED:
        for phrase in table.get((first.text, words[at + 1].text), ()):
            if len(phrase.said) == 2 or _goes_on(phrase.said, words, at):
                yield phrase
    for phrase in table.get((first.text,), ()):
        if phrase.marked == first.marked:
            yield phrase


def _goes_on(said: tuple[str, ...], words: Sequence[Word], at: int) -> bool:
    if at + len(said) > len(words):
        return False
    return all(words[at + i].text == said[i] and words[at + i].gap < PARTED for i in range(2, len(said)))


def found(words: Sequence[Word], at: int) -> dict[str, Phrase]:
    """The longest known phrase of each kind that stands here."""
    out: dict[str, Phrase] = {}
    for phrase in standing(KNOWN, words, at):
        out.setdefault(phrase.kind, phrase)
    return out


def one_wording(words: Sequence[Word]) -> list[Word]:
    """Phrases that mean the same become one."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        first = words[at]
        phrase = next(standing(SAME, words, at), None)
        if phrase:
            gap = first.gap
            for word in phrase.meant.split():
                out.append(Word(syllable(word), marked(word), word, gap, first.has_capital))
                gap = JOINED
        else:
            out.append(first)
        at += len(phrase.said) if phrase else 1
    return out


PROVINCE_CODES = frozenset(fold(place).upper().replace(" ", "_") for place in lists.PLACES.split(", "))
