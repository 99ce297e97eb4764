"""How far one title is said by another: words shared in a row, parts contained, words left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from rapidfuzz.distance import OSA

from vanban.likeness.parse import Parsed
from vanban.likeness.weights import WEIGHTS

#: a folded Vietnamese syllable; anything else in Latin letters is a slip of the pen or a foreign name
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oeo|uay|uoi|uou|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
#: how many words after the order verbs name the thing to be done
_HEAD = 6
#: what a word is worth that the other title names only in its purpose, that stands alone, that is rare and alone
_ASIDE, _ALONE, _RARE = 0.6, 0.5, 0.8
#: a word heavier than this is shown as missing
_SAYS = 0.3
#: words naming the thing are all said, half of their pairs of neighbours stand in both
_SAID, _HALF = 0.85, 0.5
#: so many neighbours in a row are no accident
_LONG = 6
#: two things named are compared when they share at least this weight
_OBJECT = 1.2


@dataclass(frozen=True, slots=True)
class Cover:
    """How far two titles are said by each other."""

    #: how well each word of the first is met in the second, 0..1, and the other way round
    marks_a: list[float]
    marks_b: list[float]
    #: share of the first title's weight said by the second, and the other way round
    a: float
    b: float
    #: best covered part of either title
    part: float

    @property
    def low(self) -> float:
        return min(self.a, self.b)

    @property
    def high(self) -> float:
        return max(self.a, self.b)


def covers(a: Parsed, b: Parsed) -> Cover:
    """Lays two titles side by side."""
    marks_a, marks_b = _marks(a, b), _marks(b, a)
    _spell_out(a, marks_a, b, marks_b)
    _spell_out(b, marks_b, a, marks_a)
    _forgive(a, marks_a, b, marks_b)
    return Cover(
        marks_a,
        marks_b,
        _cover(a, marks_a, 0, len(a.words)),
        _cover(b, marks_b, 0, len(b.words)),
        max(_best_part(a, marks_a), _best_part(b, marks_b)),
    )


def opens_alike(a: Parsed, b: Parsed, cover: Cover) -> bool:
    """Whether the things to be done begin with the same words and one is all said by the other."""
    opening = [a.words[i] for i in _head(a)[:2]]
    if not opening or opening != [b.words[i] for i in _head(b)[:2]]:
        return False
    head = max(_cover_head(a, cover.marks_a), _cover_head(b, cover.marks_b))
    return head >= _SAID and min(_core(a, b), _core(b, a)) >= _HALF


def swapped_weight(a: Parsed, b: Parsed, cover: Cover) -> float:
    """The weight of the heaviest word put in the place of another, at most 2."""
    exchanged = swaps(a, b, cover)
    return max((min(2.0, sum(a.weights[one]), sum(b.weights[other])) for one, other in exchanged), default=0.0)


def _marks(a: Parsed, b: Parsed) -> list[float]:
    """1 for a word whose neighbour stands beside it in `b` as well, less for one met alone, 0 for one not met.

    What the other title names only in its purpose counts less: "… for the national data centre" is not the centre.
    """
    words, known, main = a.words, b.known, b.main
    marks = [_ALONE if word in known else 0.0 for word in words]
    for i, word in enumerate(words):
        if marks[i] and a.weights[i] >= 1.0 and (len(word) > 3 or not word.isalpha()):
            marks[i] = _RARE
    for i in range(len(words) - 1):
        if marks[i] and marks[i + 1]:
            pair = f"{words[i]} {words[i + 1]}"
            if pair in main or (a.tails[i] and pair in known):
                marks[i] = marks[i + 1] = 1.0
            elif pair in known:
                marks[i], marks[i + 1] = max(marks[i], _ASIDE), max(marks[i + 1], _ASIDE)
    return marks


def _spell_out(a: Parsed, marks_a: list[float], b: Parsed, marks_b: list[float]) -> None:
    """A short form nobody explained is met where the other title has words with those initials in a row."""
    for i, word in enumerate(a.words):
        if marks_a[i] or word not in a.acronyms:
            continue
        at = "".join(other[0] for other in b.words).find(word)
        if at >= 0:
            marks_a[i] = 1.0
            marks_b[at : at + len(word)] = [1.0] * len(word)


def _forgive(a: Parsed, marks_a: list[float], b: Parsed, marks_b: list[float]) -> None:
    """One wrong letter, where one of the two is no Vietnamese syllable."""
    loose_a = [i for i, mark in enumerate(marks_a) if not mark and _may_be_slip(a.words[i])]
    loose_b = [j for j, mark in enumerate(marks_b) if not mark and _may_be_slip(b.words[j])]
    odd_a = [i for i in loose_a if not _is_syllable(a.words[i])]
    odd_b = [j for j in loose_b if not _is_syllable(b.words[j])]
    for i, j in (*product(odd_a, loose_b), *product(loose_a, odd_b)):
        if OSA.distance(a.words[i], b.words[j], score_cutoff=1) <= 1:
            marks_a[i] = marks_b[j] = 1.0


@lru_cache(maxsize=32768)
def _is_syllable(word: str) -> bool:
    return _SYLLABLE.fullmatch(word) is not None


def _may_be_slip(word: str) -> bool:
    return len(word) > 2 and word.isalpha()


def _cover(p: Parsed, marks: Sequence[float], start: int, end: int) -> float:
    total = sum(p.weights[start:end])
    return sum(w * m for w, m in zip(p.weights[start:end], marks[start:end], strict=True)) / total if total else 0.0


def _head(p: Parsed) -> list[int]:
    return [i for i, is_head in enumerate(p.heads) if is_head][:_HEAD]


def _cover_head(p: Parsed, marks: Sequence[float]) -> float:
    at = _head(p)
    total = sum(p.weights[i] for i in at)
    return sum(p.weights[i] * marks[i] for i in at) / total if total else 0.0


def _core(a: Parsed, b: Parsed) -> float:
    pairs, others = _head_pairs(a), _head_pairs(b)
    return len(pairs & others) / len(pairs) if pairs else 0.0


def _head_pairs(p: Parsed) -> set[tuple[str, str]]:
    words = [p.words[i] for i in _head(p)]
    return set(pairwise(words))


def _best_part(p: Parsed, marks: Sequence[float]) -> float:
    return max((_cover(p, marks, s, e) for s, e in p.parts if sum(p.weights[s:e]) >= 2.0), default=0.0)


def says_something(a: Parsed, b: Parsed) -> bool:
    """Whether two neighbours both titles have are more than everyday words, or everyday words go on for long."""
    common = a.main & b.main
    if any(" " in pair and _is_telling(pair) for pair in common):
        return True
    run = 0
    for one, other in pairwise(a.words):
        run = run + 1 if f"{one} {other}" in common else 0
        if run >= _LONG:
            return True
    return False


def _is_telling(pair: str) -> bool:
    one, other = (WEIGHTS.get(word, 1.0) for word in pair.split(" "))
    return max(one, other) >= 1.0 and min(one, other) >= _HALF


def nearest_objects(a: Parsed, b: Parsed) -> float:
    """How much the two nearest things named have in common, 1 for the same words."""
    best = 0.0
    for one in a.objects:
        for other in b.objects:
            both = _weigh(one & other)
            if both >= _OBJECT:
                best = max(best, both / _weigh(one | other))
    return best


def nearest_piece(a: Parsed, b: Parsed) -> float:
    """The same for things that have more in common than the form they take: "chiến lược" alone is nothing in common."""
    form = {word for said in (*a.forms, *b.forms) for word in said.split()}
    best = 0.0
    for one in a.objects:
        for other in b.objects:
            if _weigh((one & other) - form) >= _OBJECT:
                best = max(best, _weigh(one & other) / _weigh(one | other))
    return best


def _weigh(words: Iterable[str]) -> float:
    return sum(WEIGHTS.get(word, 1.0) for word in words)


def swaps(a: Parsed, b: Parsed, cover: Cover) -> tuple[tuple[slice, slice], ...]:
    """Runs of unmet words that stand beside the same neighbours in both titles: places in the first, in the second."""
    others = [(_between(b, run), run) for run in _runs(cover.marks_b)]
    out = []
    for run in _runs(cover.marks_a) if others else ():
        before, after = _between(a, run)
        for (other_before, other_after), other in others:
            if (before and before == other_before) or (after and after == other_after):
                out.append((run, other))
    return tuple(out)


def _runs(marks: Sequence[float]) -> list[slice]:
    out, start = [], -1
    for i, mark in enumerate([*marks, 1.0]):
        if not mark and start < 0:
            start = i
        elif mark and start >= 0:
            out.append(slice(start, i))
            start = -1
    return out


def _between(p: Parsed, run: slice) -> tuple[str, str]:
    before, after = p.words[max(0, run.start - 2) : run.start], p.words[run.stop : run.stop + 2]
    return " ".join(before) if len(before) == 2 else "", " ".join(after) if len(after) == 2 else ""


def left(p: Parsed, marks: Sequence[float]) -> tuple[int, ...]:
    """Places of the words of some weight that the other title lacks."""
    return tuple(i for i, mark in enumerate(marks) if not mark and p.weights[i] >= _SAYS)
