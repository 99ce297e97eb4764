"""Indicators that may be one, beside each other as an officer compares them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from giamsat.targets.alike import pairs
from giamsat.targets.models import Goal, Indicator, Joining
from giamsat.tasks.models import Programme
from giamsat.web.shown.indicators import goal_said, years_said


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sheets, with what documents want of it."""

    indicator: Indicator
    #: "57-NQ/TW: ≥ 30 % GDP (2030)".
    goals: list[str]


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two sheets with names alike."""

    first: Side
    second: Side
    #: 85 to 100.
    score: int

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.first, self.second

    @property
    def seen(self) -> int:
        return self.first.indicator.revision + self.second.indicator.revision


def pairs_shown(programme: Programme) -> list[PairShown]:
    """Pairs nobody has judged, the most alike first."""
    found = pairs(programme)
    keys = {one.pk for pair in found for one in (pair.first, pair.second)}
    goals: dict[int, list[Goal]] = {}
    for goal in Goal.objects.filter(indicator__in=keys, replaced_at=None).order_by("year_to", "pk"):
        goals.setdefault(goal.indicator_id, []).append(goal)
    return [PairShown(_side(pair.first, goals), _side(pair.second, goals), pair.score) for pair in found]


def _side(one: Indicator, goals: dict[int, list[Goal]]) -> Side:
    return Side(one, [_said(goal, one) for goal in goals.get(one.pk, ())])


def _said(goal: Goal, one: Indicator) -> str:
    years = years_said(goal)
    return f"{goal.symbol}: {goal_said(goal, one)}" + (f" ({years})" if years else "")


def joined_shown(said: QuerySet[Joining]) -> Iterable[Joining]:
    """What was said of pairs, the newest first."""
    return said.select_related("kept", "gone", "by__person", "parted_by__person").order_by("-pk")
