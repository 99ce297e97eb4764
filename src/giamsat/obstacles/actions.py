from datetime import datetime

from django.db import transaction

from giamsat.errors import Stale
from giamsat.journal.actions import record
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.rules import Difficulty, check_difficulty, check_move
from giamsat.obstacles.states import ObstacleState
from giamsat.people.models import Post
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import check_side
from giamsat.tasks.states import Side
from giamsat.wording import nfc


@transaction.atomic
def note(duty: Duty, difficulty: Difficulty, *, by: Post, at: datetime) -> Obstacle:
    """Write down an obstacle of the unit's own; nobody outside sees it before the head has approved."""
    check_side(duty, Side.UNIT, by)
    check_difficulty(difficulty)
    obstacle = Obstacle.objects.create(
        duty=duty,
        kind=difficulty.kind,
        cause=difficulty.cause,
        beyond_authority=difficulty.beyond_authority,
        description=nfc(difficulty.description),
        proposal=nfc(difficulty.proposal),
        by=by,
        at=at,
    )
    record("obstacle.noted", obstacle, by=by)
    return obstacle


@transaction.atomic
def settle(obstacle: Obstacle, *, to: ObstacleState, by: Post, at: datetime) -> None:
    """Raise a noted obstacle, or withdraw it, when the head decides about the update it came with."""
    check_move(obstacle, to)
    was = obstacle.state
    if not Obstacle.objects.filter(pk=obstacle.pk, state=was).update(state=to):
        raise Stale
    record(f"obstacle.{to}", obstacle, by=by)
    obstacle.state = to
