"""Says why two tasks are shown together and what sets them apart: stable codes with the words concerned.

Reasons: object, contains, part, general, slice, agency, product, period. Differences: subject, database, words,
province, number, ordinal, period, form, law, stage, direction, agency, deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vanban.likeness.alike import Cover, left, swaps
from vanban.likeness.parse import Parsed
from vanban.likeness.phrases import LAWS, OPPOSITES
from vanban.likeness.tasks import Task

#: stages that look back on the work, comment on it or report it
_AFTER = frozenset(("review", "comment", "report"))
_DATABASE = "co so du lieu"


def reasons(a: Task, b: Task, cover: Cover, *, is_general: bool) -> tuple[str, ...]:
    """What the two have in common, the weightiest first."""
    return tuple(f"{code}: {words}" for code, words in _reasons(a, b, cover, is_general=is_general))


def differences(a: Task, b: Task, cover: Cover) -> tuple[str, ...]:
    """What sets the two apart, words of the first before those of the second."""
    found = (*_other_words(a.name, b.name, cover), *_other_kind(a.name, b.name), *_other_circumstances(a, b))
    return tuple(f"{code}: {one} / {other}" for code, one, other in found)


def are_other_stages(a: Parsed, b: Parsed) -> bool:
    """Whether one looks back on what the other does."""
    return _looks_back(a, b) or _looks_back(b, a)


def opposites(a: Parsed, b: Parsed) -> tuple[str, str] | None:
    """Two words of opposite direction, one in each title only."""
    for one in sorted(a.poles - b.poles):
        for other in sorted(b.poles - a.poles):
            if frozenset((one, other)) in OPPOSITES:
                return one, other
    return None


def _reasons(a: Task, b: Task, cover: Cover, *, is_general: bool) -> Iterator[tuple[str, str]]:
    both = [i for i, mark in enumerate(cover.marks_a) if mark >= 0.8]
    if both:
        yield "object", _say(a.name, both)
    if cover.high >= 0.85 and cover.high - cover.low >= 0.1:
        yield "contains", (a if cover.a > cover.b else b).title.id
    elif cover.part >= 0.85 and cover.low < 0.75:
        yield "part", _say(a.name, both)
    if is_general:
        yield "general", (a if a.is_general else b).title.id
    only_a, only_b = a.name.places - b.name.places, b.name.places - a.name.places
    if bool(only_a) != bool(only_b) and (b if only_a else a).is_general:
        yield "slice", _all_shown((a if only_a else b).name, only_a or only_b)
    if a.leads & b.leads:
        yield "agency", _join(a.leads & b.leads)
    if a.product and 2 * len(a.product & b.product) >= min(len(a.product), len(b.product)) > 0:
        yield "product", a.title.product
    if a.name.periods & b.name.periods:
        yield "period", _join(a.name.periods & b.name.periods)
    if a.title.deadline and a.title.deadline == b.title.deadline:
        yield "period", a.title.deadline


def _other_words(a: Parsed, b: Parsed, cover: Cover) -> Iterator[tuple[str, str, str]]:
    code = "database" if _DATABASE in {*a.forms} & {*b.forms} else "subject"
    exchanged = swaps(a, b, cover)
    for one, other in exchanged:
        yield code, " ".join(a.shown[one]), " ".join(b.shown[other])
    left_a, left_b = left(a, cover.marks_a), left(b, cover.marks_b)
    if not exchanged and (left_a or left_b):
        yield "words", _say(a, left_a), _say(b, left_b)


def _other_kind(a: Parsed, b: Parsed) -> Iterator[tuple[str, str, str]]:
    if a.places != b.places:
        yield "province", _all_shown(a, a.places - b.places), _all_shown(b, b.places - a.places)
    for code, one, other in (("number", a.numbers, b.numbers), ("period", a.periods, b.periods)):
        if one - other and other - one:
            yield code, _join(one - other), _join(other - one)
    if a.ordinals != b.ordinals:
        yield "ordinal", _join(a.ordinals - b.ordinals), _join(b.ordinals - a.ordinals)
    if a.forms and b.forms and a.forms[0] != b.forms[0]:
        yield "form", _shown(a, a.forms[0]), _shown(b, b.forms[0])
    laws_a, laws_b = LAWS & {*a.forms}, LAWS & {*b.forms}
    if laws_a - laws_b and laws_b - laws_a:
        yield "law", _all_shown(a, laws_a - laws_b), _all_shown(b, laws_b - laws_a)
    if are_other_stages(a, b):
        yield "stage", _join(a.opening), _join(b.opening)
    opposed = opposites(a, b)
    if opposed:
        yield "direction", _shown(a, opposed[0]), _shown(b, opposed[1])


def _other_circumstances(a: Task, b: Task) -> Iterator[tuple[str, str, str]]:
    if a.leads and b.leads and not a.leads & b.leads:
        yield "agency", _join(a.leads), _join(b.leads)
    if a.title.deadline and b.title.deadline and a.title.deadline != b.title.deadline:
        yield "deadline", a.title.deadline, b.title.deadline


def _looks_back(a: Parsed, b: Parsed) -> bool:
    after = a.opening & _AFTER
    return bool(after) and "make" not in a.opening and not after & b.stages


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
