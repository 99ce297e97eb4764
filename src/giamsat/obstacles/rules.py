"""What an obstacle must say, who may move it where, by when a level answers. No query, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import (
    ABOVE_UNIT,
    AWAITING,
    HOLDER,
    MOVES,
    Cause,
    Level,
    ObstacleKind,
    ObstacleState,
    Party,
)
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Duty
from giamsat.timetable import VIETNAM, Calendar, check_day

#: Working days in which each level answers, unless whoever sends it there names another day.
ANSWER_DAYS = {Level.UNIT: 5, Level.STANDING: 5, Level.DEPUTY_PM: 7, Level.PM: 10}


class ProposalMissing(Refused):
    """Vướng mắc vượt thẩm quyền phải kèm kiến nghị cụ thể để cấp trên quyết định. Hãy ghi kiến nghị."""

    code = "proposal_missing"


class DescriptionMissing(Refused):
    """Hãy ghi vướng mắc là gì."""

    code = "description_missing"


class ReasonMissing(Refused):
    """Hãy ghi lý do để các bên hiểu vì sao vướng mắc được chuyển đi."""

    code = "obstacle_reason_missing"


class AnswerMissing(Refused):
    """Hãy ghi nội dung quyết định hoặc cách giải quyết."""

    code = "answer_missing"


class PaperMissing(Refused):
    """Quyết định của cấp trên phải có văn bản: hãy ghi số, ký hiệu, ngày và cơ quan ban hành."""

    code = "paper_missing"


class AnswerDayPast(Refused):
    """Ngày hẹn trả lời đã qua. Hãy chọn một ngày từ hôm nay trở đi."""

    code = "answer_day_past"


class TooFewParts(Refused):
    """Tách vướng mắc phải thành ít nhất hai phần. Hãy ghi mỗi phần một dòng riêng."""

    code = "too_few_parts"


class NothingToMergeInto(Refused):
    """Chỉ gộp được các vướng mắc đang chờ cấp trên quyết định trong cùng chương trình. Hãy chọn vướng mắc khác."""

    code = "nothing_to_merge_into"


@dataclass(frozen=True, slots=True)
class Difficulty:
    """An obstacle as a unit describes it."""

    kind: ObstacleKind
    cause: Cause
    beyond_authority: bool
    description: str
    proposal: str = ""
    #: Who can decide; None: the unit itself, or the standing agency for what is beyond its authority.
    decider: Level | None = None

    @property
    def decided_by(self) -> Level:
        """Who can decide."""
        if not self.beyond_authority:
            return Level.UNIT
        return self.decider if self.decider in ABOVE_UNIT else Level.STANDING


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided about an obstacle, and the paper that says so."""

    words: str
    symbol: str = ""
    on: date | None = None
    issuer: str = ""


def parties_of(post: Post, duty: Duty) -> frozenset[Party]:
    """In whose name a post may act on the obstacles of a duty."""
    found = set()
    if post.speaks_for(duty.unit_id):
        found |= {Role.REPORTER: {Party.REPORTER}, Role.APPROVER: {Party.HEAD}}.get(Role(post.role), set())
    if post.role == Role.COORDINATOR and post.speaks_for(duty.programme.owner_id):
        found.add(Party.STANDING)
    if post.role == Role.LEADER and post.speaks_for(duty.programme.steered_by_id):
        found.add(Party.STEERING)
    return frozenset(found)


def party_for(obstacle: Obstacle, to: ObstacleState, by: Post) -> Party:
    """In whose name `by` moves the obstacle to `to`; raises when he may not."""
    moves = MOVES[ObstacleState(obstacle.state)]
    if to not in moves:
        raise BadMove
    mine = parties_of(by, obstacle.duty)
    party = next((party for party in moves[to] if party in mine), None)
    if party is None:
        raise NotAllowed
    return party


def check_move(obstacle: Obstacle, to: ObstacleState, by: Post) -> None:
    """Raise unless `by` may move the obstacle to `to`: the table of moves; what was returned goes back where it was."""
    party_for(obstacle, to, by)
    if obstacle.state == ObstacleState.RETURNED and to in AWAITING and to != obstacle.level:
        raise BadMove
    if to in AWAITING and not obstacle.proposal.strip():
        raise ProposalMissing


def check_noted(obstacle: Obstacle) -> None:
    """Raise when an obstacle was raised before."""
    if obstacle.state != ObstacleState.NOTED:
        raise BadMove


def is_turn_of(obstacle: Obstacle, post: Post) -> bool:
    """Whether the obstacle waits for this post."""
    return bool(parties_of(post, obstacle.duty).intersection(HOLDER[ObstacleState(obstacle.state)]))


def check_difficulty(difficulty: Difficulty) -> None:
    """Raise unless it says what is in the way, and what is beyond the unit's authority comes with a proposal."""
    if not difficulty.description.strip():
        raise DescriptionMissing
    if difficulty.beyond_authority and not difficulty.proposal.strip():
        raise ProposalMissing


def check_reason(words: str) -> None:
    """Raise unless a step says why."""
    if not words.strip():
        raise ReasonMissing


def check_answer_day(day: date | None, today: date) -> None:
    """Raise when the day named for an answer is over or out of reach."""
    check_day(day)
    if day is not None and day < today:
        raise AnswerDayPast


def check_ruling(ruling: Ruling, level: Level) -> None:
    """Raise unless the decision is said; one from above the unit needs its paper (PRODUCT O2)."""
    check_day(ruling.on)
    if not ruling.words.strip():
        raise AnswerMissing
    is_papered = bool(ruling.symbol.strip() and ruling.on and ruling.issuer.strip())
    if (level in ABOVE_UNIT and not is_papered) or (ruling.symbol.strip() and ruling.on is None):
        raise PaperMissing


def check_parts(parts: Sequence[str]) -> None:
    """Raise unless an obstacle is split into two or more."""
    if len([part for part in parts if part.strip()]) < 2:
        raise TooFewParts


def check_merge(obstacle: Obstacle, into: Obstacle) -> None:
    """Raise unless both wait for a decision from above in one programme and are two."""
    waiting = {obstacle.state, into.state} <= set(AWAITING)
    if obstacle.pk == into.pk or not waiting or obstacle.duty.programme_id != into.duty.programme_id:
        raise NothingToMergeInto


def level_of(state: ObstacleState) -> Level:
    """The level whose turn it is in a state; what was returned is the unit's to answer."""
    return Level.UNIT if state in (ObstacleState.NOTED, ObstacleState.RETURNED) else Level(state.value)


def answer_day(level: Level, today: date, calendar: Calendar) -> date:
    """The day by which a level answers what reaches it today."""
    return calendar.add_working_days(today, ANSWER_DAYS[level])


def late_from_of(obstacle: Obstacle) -> datetime | None:
    """The first instant at which the answer that somebody owes is late, UTC+7; None when nobody owes one."""
    if not HOLDER[ObstacleState(obstacle.state)] or obstacle.answer_by is None:
        return None
    return datetime.combine(obstacle.answer_by + timedelta(days=1), time(), VIETNAM)


def answer_overdue(obstacle: Obstacle, at: datetime) -> timedelta | None:
    """For how long the level has owed its answer; None while it is in time or nobody owes one."""
    late_from = late_from_of(obstacle)
    return at - late_from if late_from is not None and at >= late_from else None
