"""How far one title is said by another: words shared in a row, parts contained, words left over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from vanban.likeness.parse import Parsed

#: a folded Vietnamese syllable; anything else in Latin letters is a slip of the pen or a foreign name
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oeo|uay|uoi|uou|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
#: how many words after the order verbs name the thing to be done
_HEAD = 6


@dataclass(frozen=True, slots=True)
class Shared:
    """Two titles laid beside each other."""

    #: share of the first title's weight said by the second, and the other way round
    cover_a: float
    cover_b: float
    #: the same for the words that name the thing to be done
    head_a: float
    head_b: float
    #: best covered part of at least four words, of either title
    part: float
    #: words of the first that the second lacks, and the other way round
    left_a: tuple[str, ...]
    left_b: tuple[str, ...]
    #: words in both, in the order of the first
    both: tuple[str, ...]


def lay(a: Parsed, b: Parsed) -> Shared:
    """Lays two titles beside each other."""
    mark_a, mark_b = _marks(a, b), _marks(b, a)
    _spell_out(a, mark_a, b, mark_b)
    _spell_out(b, mark_b, a, mark_a)
    _forgive(a, mark_a, b, mark_b)
    return Shared(
        _cover(a, mark_a, 0, len(a.words)),
        _cover(b, mark_b, 0, len(b.words)),
        _cover_head(a, mark_a),
        _cover_head(b, mark_b),
        max(_best_part(a, mark_a), _best_part(b, mark_b)),
        _left(a, mark_a),
        _left(b, mark_b),
        tuple(dict.fromkeys(w for w, m, k in zip(a.words, mark_a, a.weights, strict=True) if m >= 1 and k >= 0.3)),
    )


def _marks(a: Parsed, b: Parsed) -> list[float]:
    """1 for a word whose neighbour stands beside it in `b` as well, 0.5 for one met alone, 0 for one not met."""
    words, known = a.words, b.known
    marks = [0.5 if word in known else 0.0 for word in words]
    for i in range(len(words) - 1):
        if marks[i] and marks[i + 1] and f"{words[i]} {words[i + 1]}" in known:
            marks[i] = marks[i + 1] = 1.0
    for i, word in enumerate(words):
        if marks[i] == 0.5 and a.weights[i] >= 1.0 and (len(word) > 3 or not word.isalpha()):
            marks[i] = 0.8  # a rare word needs no neighbour
    return marks


def _spell_out(a: Parsed, mark_a: list[float], b: Parsed, mark_b: list[float]) -> None:
    """A short form nobody explained is met where the other title has words with those initials in a row."""
    for i, word in enumerate(a.words):
        if mark_a[i] or word not in a.acronyms:
            continue
        at = "".join(other[0] for other in b.words).find(word)
        if at >= 0:
            mark_a[i] = 1.0
            mark_b[at : at + len(word)] = [1.0] * len(word)


def _forgive(a: Parsed, mark_a: list[float], b: Parsed, mark_b: list[float]) -> None:
    """One wrong letter, where one of the two is no Vietnamese syllable."""
    loose = [j for j, mark in enumerate(mark_b) if not mark]
    for i, mark in enumerate(mark_a):
        if mark or len(a.words[i]) < 3 or not a.words[i].isalpha():
            continue
        for j in loose:
            one, other = a.words[i], b.words[j]
            odd = not (_SYLLABLE.fullmatch(one) and _SYLLABLE.fullmatch(other))
            if odd and len(other) > 2 and other.isalpha() and OSA.distance(one, other, score_cutoff=1) <= 1:
                mark_a[i] = mark_b[j] = 1.0


def _cover(p: Parsed, marks: list[float], start: int, end: int) -> float:
    total = sum(p.weights[start:end])
    return sum(w * m for w, m in zip(p.weights[start:end], marks[start:end], strict=True)) / total if total else 0.0


def _cover_head(p: Parsed, marks: list[float]) -> float:
    """Over the first words that are no order verb."""
    at = [i for i, weight in enumerate(p.weights) if p.heads[i]][:_HEAD]
    total = sum(p.weights[i] for i in at)
    return sum(p.weights[i] * marks[i] for i in at) / total if total else 0.0


def _best_part(p: Parsed, marks: list[float]) -> float:
    return max((_cover(p, marks, s, e) for s, e in p.parts if sum(p.weights[s:e]) >= 2.0), default=0.0)


def _left(p: Parsed, marks: list[float]) -> tuple[str, ...]:
    return tuple(w for w, m, k in zip(p.words, marks, p.weights, strict=True) if m == 0 and k >= 0.3)
