"""What is asked about a number at entry: outliers and breaks, never a refusal. PURE but for the sheet it is told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from giamsat.targets.models import Indicator
from giamsat.targets.numbers import plain
from giamsat.targets.states import Accumulation, Direction, IndicatorKind, Question

#: values before it that tell what is usual for a series; how many deviations are unusual
FEWEST, FAR = 6, 6
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a value, with what it is compared to."""

    question: Question
    than: str

    @property
    def sentence(self) -> str:
        return self.question.label

    def as_json(self) -> dict[str, str]:
        return {"question": self.question.value, "than": self.than}


def questions(indicator: Indicator, number: Decimal | None, before: Sequence[Decimal]) -> tuple[Asked, ...]:
    """What is asked about a number, given those of its place before it, oldest first; any answer lets it pass."""
    if number is None or indicator.kind not in (IndicatorKind.NUMBER, IndicatorKind.SHARE, IndicatorKind.RANK):
        return ()
    asked = [
        _outside(indicator, number),
        *_against_last(indicator, number, before),
        _outlying(indicator, number, before),
    ]
    return tuple(one for one in asked if one)


def _outside(indicator: Indicator, number: Decimal) -> Asked | None:
    """A share of a whole lies between 0 and 100, a growth rate ("%/năm") anywhere; nothing else is negative."""
    is_share = indicator.measure.startswith("%")
    if is_share and "/" not in indicator.measure:
        return Asked(Question.OUTSIDE, "0–100") if not 0 <= number <= HUNDRED else None
    return Asked(Question.OUTSIDE, "≥ 0") if number < 0 and not is_share else None


def _against_last(indicator: Indicator, number: Decimal, before: Sequence[Decimal]) -> Sequence[Asked]:
    if not before:
        return ()
    last = before[-1]
    asked = []
    if last and not abs(last) / 2 <= abs(number) <= abs(last) * 2:
        asked.append(Asked(Question.JUMP, plain(last)))
    only_grows = indicator.kind == IndicatorKind.NUMBER and indicator.direction == Direction.UP
    if only_grows and indicator.accumulation == Accumulation.AS_AT and number < last:
        asked.append(Asked(Question.FALLS, plain(last)))
    return asked


def _outlying(indicator: Indicator, number: Decimal, before: Sequence[Decimal]) -> Asked | None:
    """By median and median deviation, of the steps between values as at a time, of the values within a period."""
    steps, step = list(before), number
    if indicator.accumulation == Accumulation.AS_AT:
        steps = [later - earlier for earlier, later in pairwise(before)]
        step = number - before[-1] if before else number
    if len(steps) < FEWEST:
        return None
    usual = median(steps)
    spread = median(abs(one - usual) for one in steps)
    # A series that has hardly moved still may move by a hundredth of its size.
    least = abs(median(before)) / 100
    return Asked(Question.OUTLIER, plain(usual)) if abs(step - usual) > FAR * max(spread, least) else None
