"""Says whether two tasks are one, partly one, or only neighbours: points for and against, each with its reason.

The points are a scale of evidence, set by hand on labelled pairs and rounded; zero in sum is an even chance.
Nothing here decides anything: a pair found is shown to a person with its reasons and its differences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from vanban.likeness import words as lists
from vanban.likeness.alike import Shared, lay
from vanban.likeness.leads import leads_by_form
from vanban.likeness.parse import Parsed, parse
from vanban.likeness.phrases import LAWS, OPPOSITES, PROVINCE_CODES
from vanban.likeness.titles import Pair, Relation, Title

#: what each piece of evidence is worth
POINTS = {
    "start": -6.3,  # before anything is known
    "cover": 6.4,  # the smaller of the two shares of words said by the other
    "contains": 13.0,  # beyond three quarters of the shorter title
    "part": 8.0,  # beyond three quarters of one part
    "object": 1.0,  # the things named are the same
    "general": 5.0,  # one task is given to everybody and names what the other makes one of
    "slice": 2.4,  # a province's share of a task given to every province
    "agency": 0.9,
    "product": 0.4,
    "deadline": 0.6,
    "swapped": -1.6,  # per weight of a word in the place of another, all else alike
    "number": -2.4,
    "ordinal": -4.5,
    "province": -8.0,
    "lone_province": -3.0,
    "stage": -10.0,
    "form": -3.3,
    "direction": -6.0,
    "law": -1.0,
}
#: a pair is worth showing from this score on
SHOWN = 0.5
#: from this share of words on, said both ways, two tasks found alike are one and the same
_SAME = 0.6
_HIGH = 0.75
#: stages that look back on the work, comment on it or report it
_AFTER = frozenset(("review", "comment", "report"))
_EVERYBODY = frozenset(lists.EVERYBODY)


@dataclass(frozen=True, slots=True)
class Task:
    """A title taken apart, with its product and leads."""

    title: Title
    name: Parsed
    product: frozenset[str]
    leads: frozenset[str]

    @classmethod
    def of(cls, title: Title, leads_of: Callable[[str], frozenset[str]] = leads_by_form) -> Task:
        return cls(title, parse(title.title), _words_of(title.product), leads_of(title.lead))

    @property
    def is_general(self) -> bool:
        return bool(self.leads & _EVERYBODY)


@lru_cache(maxsize=4096)
def _words_of(product: str) -> frozenset[str]:
    return parse(product).known


@dataclass(slots=True)
class _Verdict:
    points: float = POINTS["start"]
    reasons: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def add(self, evidence: str, amount: float = 1.0) -> None:
        self.points += POINTS[evidence] * amount

    @property
    def score(self) -> float:
        return 1.0 / (1.0 + math.exp(-self.points))


def judge(a: Task, b: Task) -> Pair | None:
    """The pair with its reasons when it is worth showing, else nothing. The order of the two does not matter."""
    if b.title.id < a.title.id:
        a, b = b, a
    shared = lay(a.name, b.name)
    verdict = _Verdict()
    _weigh_words(verdict, a, b, shared)
    _weigh_scope(verdict, a, b, shared)
    _weigh_numbers(verdict, a.name, b.name)
    _weigh_kind(verdict, a.name, b.name, shared)
    _weigh_circumstances(verdict, a, b)
    score = 1.0 if _is_same(a, b) else verdict.score
    if score < SHOWN:
        return None
    relation = _relation(verdict, a, b, shared)
    return Pair(a.title.id, b.title.id, relation, round(score, 3), tuple(verdict.reasons), tuple(verdict.differences))


def _is_same(a: Task, b: Task) -> bool:
    """Word for word the same, and not two provinces each with its own."""
    return a.name.words == b.name.words and not (a.leads != b.leads and _provinces(a) and _provinces(b))


def _provinces(task: Task) -> frozenset[str]:
    return task.leads & PROVINCE_CODES


def _relation(verdict: _Verdict, a: Task, b: Task, shared: Shared) -> Relation:
    partly = any(reason.startswith(("general", "slice")) for reason in verdict.reasons)
    return "overlap" if partly or min(shared.cover_a, shared.cover_b) < _SAME else "duplicate"


def _weigh_words(verdict: _Verdict, a: Task, b: Task, shared: Shared) -> None:
    low, high = sorted((shared.cover_a, shared.cover_b))
    verdict.add("cover", low)
    verdict.add("contains", max(0.0, high - _HIGH))
    verdict.add("part", max(0.0, shared.part - _HIGH))
    verdict.add("object", shared.object)
    if shared.both:
        verdict.reasons.append(f"object: {_say(a.name, shared.both)}")
    if high >= 0.85 and high - low >= 0.1:
        inner = a if shared.cover_a > shared.cover_b else b
        verdict.reasons.append(f"contains: {inner.title.id}")
    elif shared.part >= 0.85 and low < _HIGH:
        verdict.reasons.append("part")
    worst = 0.0
    for one, other in shared.swaps:
        worst = max(worst, min(2.0, sum(a.name.weights[one]), sum(b.name.weights[other])))
        code = "database" if "co so du lieu" in {*a.name.forms} & {*b.name.forms} else "subject"
        words = f"{' '.join(a.name.shown[one])} / {' '.join(b.name.shown[other])}"
        verdict.differences.append(f"{code}: {words}")
    if low > 0.7:
        verdict.add("swapped", worst)
    if not shared.swaps and (shared.left_a or shared.left_b):
        verdict.differences.append(f"words: {_say(a.name, shared.left_a)} / {_say(b.name, shared.left_b)}")


def _weigh_scope(verdict: _Verdict, a: Task, b: Task, shared: Shared) -> None:
    """One province against another; a share of a task given to everybody."""
    only_a, only_b = a.name.places - b.name.places, b.name.places - a.name.places
    if not (only_a or only_b) and _provinces(a) and _provinces(b) and not a.leads & b.leads:
        verdict.add("province")
        verdict.differences.append(f"province: {_join(_provinces(a))} / {_join(_provinces(b))}")
        return
    if only_a or only_b:
        verdict.differences.append(f"province: {_all_shown(a.name, only_a)} / {_all_shown(b.name, only_b)}")
    if only_a and only_b:
        verdict.add("province")
    elif only_a or only_b:
        whole = b if only_a else a
        if whole.is_general:
            verdict.add("slice")
            part = b if whole is a else a
            verdict.reasons.append(f"slice: {_all_shown(part.name, only_a or only_b)}")
        else:
            verdict.add("lone_province")
    elif a.is_general != b.is_general and _names_the_same(a.name, b.name, shared):
        verdict.add("general")
        verdict.reasons.append(f"general: {(a if a.is_general else b).title.id}")


def _names_the_same(a: Parsed, b: Parsed, shared: Shared) -> bool:
    opens_alike = _opening_words(a) == _opening_words(b) != []
    return (
        opens_alike
        and max(shared.head_a, shared.head_b) >= 0.85
        and shared.core >= 0.5
        and bool({*a.forms} & {*b.forms})
    )


def _opening_words(p: Parsed) -> list[str]:
    return [word for word, is_head in zip(p.words, p.heads, strict=True) if is_head][:2]


def _weigh_numbers(verdict: _Verdict, a: Parsed, b: Parsed) -> None:
    for code, one, other in (("number", a.numbers, b.numbers), ("period", a.periods, b.periods)):
        if one - other and other - one:
            verdict.differences.append(f"{code}: {_join(one - other)} / {_join(other - one)}")
            verdict.add("number")
    if a.ordinals ^ b.ordinals:
        verdict.add("ordinal")
        verdict.differences.append(f"ordinal: {_join(a.ordinals)} / {_join(b.ordinals)}")
    if a.periods & b.periods:
        verdict.reasons.append(f"period: {_join(a.periods & b.periods)}")


def _weigh_kind(verdict: _Verdict, a: Parsed, b: Parsed, shared: Shared) -> None:
    """Another stage, another form of paper, another law, the opposite direction."""
    if _looks_back(a, b) or _looks_back(b, a):
        verdict.add("stage")
        verdict.differences.append(f"stage: {_join(a.opening)} / {_join(b.opening)}")
    if a.forms and b.forms and a.forms[0] != b.forms[0] and shared.object < 0.9:
        verdict.add("form")
        verdict.differences.append(f"form: {_shown(a, a.forms[0])} / {_shown(b, b.forms[0])}")
    laws_a, laws_b = LAWS & {*a.forms}, LAWS & {*b.forms}
    if laws_a - laws_b and laws_b - laws_a:
        verdict.add("law")
        verdict.differences.append(f"law: {_all_shown(a, laws_a - laws_b)} / {_all_shown(b, laws_b - laws_a)}")
    for one in a.poles - b.poles:
        for other in b.poles - a.poles:
            if frozenset((one, other)) in OPPOSITES:
                verdict.add("direction")
                verdict.differences.append(f"direction: {_shown(a, one)} / {_shown(b, other)}")
                return


def _looks_back(a: Parsed, b: Parsed) -> bool:
    after = a.opening & _AFTER
    return bool(after) and "make" not in a.opening and not after & b.stages


def _weigh_circumstances(verdict: _Verdict, a: Task, b: Task) -> None:
    if a.leads & b.leads:
        verdict.add("agency")
        verdict.reasons.append(f"agency: {_join(a.leads & b.leads)}")
    elif a.leads and b.leads:
        verdict.differences.append(f"agency: {_join(a.leads)} / {_join(b.leads)}")
    common = a.product & b.product
    if common:
        share = len(common) / min(len(a.product), len(b.product))
        verdict.add("product", share)
        if share >= 0.5:
            verdict.reasons.append(f"product: {a.title.product}")
    if a.title.deadline and b.title.deadline:
        if a.title.deadline == b.title.deadline:
            verdict.add("deadline")
            verdict.reasons.append(f"period: {a.title.deadline}")
        else:
            verdict.differences.append(f"deadline: {a.title.deadline} / {b.title.deadline}")


def _say(p: Parsed, at: Iterable[int]) -> str:
    """The words at these places, neighbours together, the weightiest three stretches in their order."""
    stretches: list[list[int]] = []
    for i in at:
        if stretches and stretches[-1][-1] == i - 1:
            stretches[-1].append(i)
        else:
            stretches.append([i])
    heaviest = sorted(stretches, key=lambda one: -sum(p.weights[i] for i in one))[:3]
    return "; ".join(" ".join(p.shown[i] for i in one) for one in sorted(heaviest)) or "-"


def _shown(p: Parsed, phrase: str) -> str:
    """A folded phrase as the title has it; as it is where the title only means it."""
    said = tuple(phrase.split())
    for i in range(len(p.words) - len(said) + 1):
        if p.words[i : i + len(said)] == said:
            return " ".join(p.shown[i : i + len(said)])
    return phrase


def _all_shown(p: Parsed, phrases: Iterable[str]) -> str:
    return ", ".join(sorted(_shown(p, phrase) for phrase in phrases)) or "-"


def _join(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "-"
