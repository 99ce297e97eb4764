"""Many duties, one verb: each is checked alone, and what was refused is told with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from giamsat.errors import GiamsatError
from giamsat.people.models import Post
from giamsat.tasks import actions
from giamsat.tasks.models import Duty
from giamsat.tasks.states import MOVES, DutyState, Side

#: The verbs that make sense for many at once: the moves of the assigner.
VERBS: tuple[DutyState, ...] = tuple(
    to for to in DutyState if any(moves.get(to) == Side.ASSIGNER for moves in MOVES.values()) and to != DutyState.MERGED
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one duty."""

    duty: Duty
    #: Why it was refused; None when it was done.
    refusal: GiamsatError | None = None


def move_many(duties: Iterable[Duty], *, to: DutyState, by: Post, at: datetime, reason: str = "") -> list[Outcome]:
    """Move each duty on its own, in a transaction of its own: one that is refused does not hold up the others."""
    return [_moved(duty, to=to, by=by, at=at, reason=reason) for duty in duties]


def _moved(duty: Duty, *, to: DutyState, by: Post, at: datetime, reason: str) -> Outcome:
    try:
        actions.move(duty, to=to, by=by, at=at, reason=reason)
    except GiamsatError as refusal:
        return Outcome(duty, refusal)
    return Outcome(duty)
