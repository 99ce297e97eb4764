"""What an obstacle must say. No query, no clock."""

from dataclasses import dataclass

from giamsat.errors import BadMove, Refused
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import MOVES, Cause, ObstacleKind, ObstacleState


class ProposalMissing(Refused):
    """Vướng mắc vượt thẩm quyền phải kèm kiến nghị cụ thể để cấp trên quyết định. Hãy ghi kiến nghị."""

    code = "proposal_missing"


@dataclass(frozen=True, slots=True)
class Difficulty:
    """An obstacle as a unit describes it."""

    kind: ObstacleKind
    cause: Cause
    beyond_authority: bool
    description: str
    proposal: str = ""


def check_move(obstacle: Obstacle, to: ObstacleState) -> None:
    """Raise unless an obstacle in its state may become `to`."""
    if to not in MOVES[ObstacleState(obstacle.state)]:
        raise BadMove


def check_difficulty(difficulty: Difficulty) -> None:
    """Raise unless what is beyond the unit's authority comes with a proposal."""
    if difficulty.beyond_authority and not difficulty.proposal.strip():
        raise ProposalMissing
