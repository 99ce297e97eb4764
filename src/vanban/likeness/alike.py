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
#: what a word is worth that the other title names only in its purpose
_ASIDE = 0.6


@dataclass(frozen=True, slots=True)
class Shared:
    """Two titles laid beside each other."""

    #: share of the first title's weight said by the second, and the other way round
    cover_a: float
    cover_b: float
    #: the same for the words that name the thing to be done
    head_a: float
    head_b: float
    #: share of the words naming the thing that the other title has among its own such words
    core_a: float
    core_b: float
    #: share of them that the other title has among all its words for things
    thing_a: float
    thing_b: float
    #: words put in the place of others, the rest being alike: (of the first, of the second)
    swaps: tuple[tuple[str, str], ...]
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
        _core(a, b),
        _core(b, a),
        _thing(a, b),
        _thing(b, a),
        _swaps(a, mark_a, b, mark_b),
        max(_best_part(a, mark_a), _best_part(b, mark_b)),
        _left(a, mark_a),
        _left(b, mark_b),
        tuple(dict.fromkeys(w for w, m, k in zip(a.words, mark_a, a.weights, strict=True) if m >= 1 and k >= 0.3)),
    )


def _marks(a: Parsed, b: Parsed) -> list[float]:
    """1 for a word whose neighbour stands beside it in `b` as well, 0.5 for one met alone, 0 for one not met.

    What the other title names only in its purpose counts less: "… for the national data centre" is not the centre.
    """
    words, known, main = a.words, b.known, b.main
    marks = [0.5 if word in known else 0.0 for word in words]
    for i, word in enumerate(words):
        if marks[i] and a.weights[i] >= 1.0 and (len(word) > 3 or not word.isalpha()):
            marks[i] = 0.8  # a rare word needs no neighbour
    for i in range(len(words) - 1):
        if marks[i] and marks[i + 1]:
            pair = f"{words[i]} {words[i + 1]}"
            if pair in main or (a.tails[i] and pair in known):
                marks[i] = marks[i + 1] = 1.0
            elif pair in known:
                marks[i], marks[i + 1] = max(marks[i], _ASIDE), max(marks[i + 1], _ASIDE)
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


def _core(a: Parsed, b: Parsed) -> float:
    words = [a.words[i] for i in range(len(a.words)) if a.heads[i]][:_HEAD]
    others = [b.words[i] for i in range(len(b.words)) if b.heads[i]][:_HEAD]
    pairs = {*zip(words, words[1:], strict=False)}
    return len(pairs & {*zip(others, others[1:], strict=False)}) / len(pairs) if pairs else 0.0


def _thing(a: Parsed, b: Parsed) -> float:
    at = [i for i in range(len(a.words)) if a.heads[i]][:_HEAD]
    met = {
        k
        for i, j in zip(at, at[1:], strict=False)
        if f"{a.words[i]} {a.words[j]}" in b.things
        for k in (i, j)
    }
    total = sum(a.weights[i] for i in at)
    single = sum(0.5 * a.weights[i] for i in at if i not in met and a.words[i] in b.things)
    return (sum(a.weights[i] for i in met) + single) / total if total else 0.0


def _swaps(a: Parsed, mark_a: list[float], b: Parsed, mark_b: list[float]) -> tuple[tuple[str, str], ...]:
    """Runs of unmet words that stand between the same neighbours in both titles."""
    places = {_between(b, run): run for run in _runs(mark_b)}
    out = []
    for run in _runs(mark_a):
        left, right = _between(a, run)
        for (other_left, other_right), other in places.items():
            if (left == other_left and left) or (right == other_right and right):
                out.append((" ".join(a.words[slice(*run)]), " ".join(b.words[slice(*other)])))
    return tuple(out)


def _runs(marks: list[float]) -> list[tuple[int, int]]:
    out, start = [], -1
    for i, mark in enumerate([*marks, 1.0]):
        if mark == 0 and start < 0:
            start = i
        elif mark and start >= 0:
            out.append((start, i))
            start = -1
    return out


def _between(p: Parsed, run: tuple[int, int]) -> tuple[str, str]:
    start, end = run
    return (
        " ".join(p.words[max(0, start - 2) : start]) if start > 1 else "",
        " ".join(p.words[end : end + 2]) if end + 1 < len(p.words) else "",
    )


def _best_part(p: Parsed, marks: list[float]) -> float:
    return max((_cover(p, marks, s, e) for s, e in p.parts if sum(p.weights[s:e]) >= 2.0), default=0.0)


def _left(p: Parsed, marks: list[float]) -> tuple[str, ...]:
    return tuple(w for w, m, k in zip(p.words, marks, p.weights, strict=True) if m == 0 and k >= 0.3)
