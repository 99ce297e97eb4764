"""Indicators of a programme that may be one, by their names: a proposal to an officer, never more."""

from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from giamsat.targets.models import Indicator, Joining
from giamsat.targets.states import IndicatorKind, JoiningState
from giamsat.tasks.models import Programme

#: how alike two names must be, of 100
ALIKE = 85
#: pairs proposed at once
MOST = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Two indicators with names alike, the one that came in first before the other."""

    first: Indicator
    second: Indicator
    #: 85 to 100.
    score: int


def pairs(programme: Programme) -> list[Pair]:
    """Pairs nobody has judged yet, the most alike first."""
    standing = Indicator.objects.filter(programme=programme, joined_into=None).exclude(kind=IndicatorKind.HEADING)
    judged = Joining.objects.filter(kept__programme=programme).exclude(state=JoiningState.JOINED)
    apart = {frozenset(pair) for pair in judged.values_list("kept", "gone")}
    found = [
        Pair(one, other, score)
        for one, other in combinations(standing.select_related("lead").order_by("pk"), 2)
        if one.direction == other.direction
        and frozenset((one.pk, other.pk)) not in apart
        and (score := likeness(one.folded, other.folded)) >= ALIKE
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.first.pk, pair.second.pk))[:MOST]


def likeness(one: str, other: str) -> int:
    """How alike two folded names are, 0 to 100: words shared, and words not shared counted against it."""
    return round((fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2)
