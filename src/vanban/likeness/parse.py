"""Takes a title apart: words that carry its subject, parts, stage, numbers, places, forms of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import and_
from sys import intern

from vanban.likeness.phrases import (
    BRACKET,
    CONNECTIVES,
    JOINED,
    LISTED,
    PARTED,
    PREPOSITIONS,
    Phrase,
    Word,
    folded,
    found,
    one_wording,
)
from vanban.likeness.spelling import COUNTERS, read
from vanban.likeness.weights import WEIGHTS

#: an unmarked word after one of these may be an order; elsewhere a short verb is half of a noun
_MAY_OPEN = frozenset(("va", "de", "hoac", "tiep", "tuc"))
#: stages that are work of their own; "đề xuất", "báo cáo" may only end another
_WORK = frozenset(("make", "do", "review", "inspect"))
#: verbs as often said of a field of work: "khoa học, phát triển công nghệ"
_NOUNS = frozenset(map(folded, ("phát triển", "ứng dụng", "nghiên cứu", "đầu tư", "hỗ trợ", "mở rộng", "thành lập")))
#: what words weigh in an order verb, and after the mark of a purpose
_VERB, _PURPOSE = 0.25, 0.5
#: a part has at least so many words
_PART = 4
#: a clause that may be a task of its own has at least so many
_CLAUSE = 6


@dataclass(frozen=True, slots=True)
class Parsed:
    """A title ready for comparison."""

    #: subject words in order, folded, one spelling for each phrase
    words: tuple[str, ...]
    #: the same as they may be shown
    shown: tuple[str, ...]
    #: what each word weighs here
    weights: tuple[float, ...]
    #: whether a word names the thing itself: no order verb, no place, party or purpose
    heads: tuple[bool, ...]
    #: whether a word stands in a purpose, a basis or brackets
    tails: tuple[bool, ...]
    #: first and last-but-one places of the parts of the title
    parts: tuple[tuple[int, int], ...]
    #: all words and pairs of neighbours
    known: frozenset[str]
    #: those outside purposes, bases and brackets
    main: frozenset[str]
    #: the words of each thing named, an enumeration giving several
    objects: tuple[frozenset[str], ...]
    #: stages of work named
    stages: frozenset[str]
    #: orders that have a thing of their own
    orders: int
    #: clauses of some length between semicolons or full stops
    clauses: int
    #: stages named before the thing itself
    opening: frozenset[str]
    #: forms of paper or things named, the opening one first
    forms: tuple[str, ...]
    #: numbers that are neither years nor dates
    numbers: frozenset[str]
    #: the numbers that tell one thing from its like: "số 2", "đợt 1"
    ordinals: frozenset[str]
    #: years and quarters
    periods: frozenset[str]
    #: provinces and regions
    places: frozenset[str]
    #: words that may stand on one side of an opposition
    poles: frozenset[str]
    #: short forms nobody explains, folded
    acronyms: frozenset[str]


@dataclass(slots=True)
class _Walk:
    """Goes through a title once, longest known phrase first, and gathers."""

    source: Sequence[Word]
    words: list[Word] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    tails: list[bool] = field(default_factory=list)
    cuts: list[int] = field(default_factory=lambda: [0])
    stages: list[str] = field(default_factory=list)
    opening: set[str] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    poles: set[str] = field(default_factory=set)
    #: subject words since the part began, things named since the last order
    in_part: int = 0
    since_order: int = 0
    orders: int = 0
    factor: float = 1.0
    is_thing: bool = True
    #: inside a plan or list, things named are its contents
    in_paper: bool = False
    ends_in_form: bool = False

    def go(self) -> None:
        at = 0
        while at < len(self.source):
            at += self._step(at)

    def _step(self, at: int) -> int:
        """Takes the phrase at this place; how many words it had."""
        word = self.source[at]
        if word.gap >= PARTED:
            self._open_part(is_bracket=word.gap == BRACKET and at > 0)
        known = found(self.source, at)
        if not known:
            self._pass(at, word)
            return 1
        place, verb, form = self._choose(known, word, at)
        empty, whole = known.get("empty"), known.get("whole")
        length = max((len(phrase.said) for phrase in (place, verb, form, empty, whole) if phrase), default=1)
        self._mark_tail(known.get("purpose"), word, length)
        said = " ".join(w.text for w in self.source[at : at + length])
        if place:
            self.places.add(said)
        elif form and (not verb or len(form.said) >= len(verb.said)):
            self._name_form(form, said, at)
            verb = None
        elif verb:
            self._order(verb, word)
        if not empty or length > len(empty.said):
            self._take(at, length, is_verb=verb is not None and not place)
        self.ends_in_form = form is not None
        return length

    def _pass(self, at: int, word: Word) -> None:
        """Takes a word of no known phrase."""
        self._mark_tail(None, word, 1)
        self.ends_in_form = False
        if word.marked not in CONNECTIVES:
            self._take(at, 1, is_verb=False)

    def _choose(
        self, known: dict[str, Phrase], word: Word, at: int
    ) -> tuple[Phrase | None, Phrase | None, Phrase | None]:
        pole = known.get("pole")
        if pole:
            self.poles.add(" ".join(pole.said))
        place = known.get("place") if word.has_capital else None
        verb = known.get("verb")
        if verb and (place or not self._may_order(verb, at)):
            verb = None
        form = known.get("form")
        if verb and not self.in_part:
            form = None  # "báo cáo" opening an order is an order
        return place, verb, form

    def _may_order(self, verb: Phrase, at: int) -> bool:
        """A verb of one syllable ("trình", "lập") only where an order may begin; a longer one anywhere."""
        return (
            len(verb.said) > 1
            or self.source[at].gap > JOINED
            or self.source[at - 1].text in _MAY_OPEN
            or not self.in_part
        )

    def _open_part(self, *, is_bracket: bool) -> None:
        self.in_paper, self.is_thing, self.in_part = False, not is_bracket, 0
        self.factor = _PURPOSE if is_bracket else 1.0
        self.cuts.append(len(self.words))

    def _mark_tail(self, purpose: Phrase | None, word: Word, length: int) -> None:
        if self.in_part < 2:
            return
        if purpose and len(purpose.said) >= length:
            self.factor = _PURPOSE
        if length == 1 and word.marked in PREPOSITIONS:
            self.is_thing = self.is_thing and word.text == "ve" and self.ends_in_form

    def _name_form(self, form: Phrase, said: str, at: int) -> None:
        after = at + len(form.said)
        is_named = after < len(self.source) and self.source[after].text.isdigit()  # "Đề án 06" holds no list
        if self.source[at].gap and (form.meant == "paper" or not self.in_paper):
            self.cuts.append(len(self.words))
        if form.meant == "paper" and self.is_thing and self.factor == 1.0 and not is_named:
            self.in_paper = True
        self.forms.append(said)

    def _order(self, verb: Phrase, word: Word) -> None:
        self.stages.append(verb.meant)
        if not any(self.heads):
            self.opening.add(verb.meant)
        if self._is_new_order(verb, word):
            self.orders, self.since_order = self.orders + 1, 0
        if word.gap in (LISTED, PARTED) or self.stages[0] == "urge":
            self.factor, self.in_part, self.is_thing, self.in_paper = 1.0, 0, True, False
            self.cuts.append(len(self.words))

    def _is_new_order(self, verb: Phrase, word: Word) -> bool:
        """Another piece of work begins: not a verb listed inside a plan, nor one that is half a noun."""
        if verb.meant not in _WORK or self.since_order < 2 or not word.gap:
            return False
        return word.gap >= PARTED or not (self.in_paper or verb.said in _NOUNS)

    def _take(self, at: int, length: int, *, is_verb: bool) -> None:
        for i in range(at, at + length):
            word = self.source[i]
            if length == 1 and word.marked in CONNECTIVES:
                continue
            counts = word.text.isdigit() and not (i and self.source[i - 1].text in COUNTERS)
            self.words.append(word)
            self.weights.append(self.factor * (_VERB if is_verb else 1.0) * WEIGHTS.get(word.text, 1.0))
            self.heads.append(not is_verb and self.factor == 1.0 and self.is_thing and not counts)
            self.tails.append(self.factor < 1.0)
            self.in_part += not is_verb
            self.since_order += self.heads[-1]


def parse(title: str) -> Parsed:
    """Takes one title apart."""
    out = read(title)
    walk = _Walk(one_wording(out.words))
    walk.go()
    words = tuple(word.text for word in walk.words)
    pairs = [intern(f"{a} {b}") for a, b in pairwise(words)]
    known = frozenset((*words, *pairs))
    is_main = [not tail for tail in walk.tails]
    return Parsed(
        words=words,
        shown=tuple(word.shown for word in walk.words),
        weights=tuple(walk.weights),
        heads=tuple(walk.heads),
        tails=tuple(walk.tails),
        parts=_parts(walk.cuts, len(words)),
        known=known,
        main=known if all(is_main) else _chosen(words, pairs, is_main),
        objects=_objects(words, walk),
        stages=frozenset(walk.stages),
        orders=walk.orders + (walk.since_order > 1),
        clauses=_clauses(walk.source),
        opening=frozenset(walk.opening),
        forms=tuple(dict.fromkeys(walk.forms)),
        numbers=frozenset(out.numbers),
        ordinals=frozenset(out.ordinals),
        periods=frozenset(out.periods),
        places=frozenset(walk.places),
        poles=frozenset(walk.poles),
        acronyms=frozenset(out.acronyms),
    )


def _chosen(words: Sequence[str], pairs: Sequence[str], chosen: Sequence[bool]) -> frozenset[str]:
    return frozenset((*compress(words, chosen), *compress(pairs, map(and_, chosen, chosen[1:]))))


def _objects(words: Sequence[str], walk: _Walk) -> tuple[frozenset[str], ...]:
    ends = sorted({*walk.cuts, len(words)})
    named = (frozenset(compress(words[s:e], walk.heads[s:e])) for s, e in pairwise(ends))
    return tuple(one for one in named if len(one) > 1)


def _clauses(source: Sequence[Word]) -> int:
    ends = [i for i, word in enumerate(source) if word.gap == PARTED] + [len(source)]
    return sum(end - start >= _CLAUSE for start, end in pairwise(ends))


def _parts(cuts: Sequence[int], total: int) -> tuple[tuple[int, int], ...]:
    """The parts; one of fewer than four words goes with the part before it."""
    ends = sorted({*cuts, total})
    out: list[tuple[int, int]] = []
    for start, end in pairwise(ends):
        if out and (end - start < _PART or out[-1][1] - out[-1][0] < _PART):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
