"""Who may move a duty where, how it stands, what it lacks. No query, no clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from giamsat.assignments.states import BindingRole
from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Duty, Programme, Task
from giamsat.tasks.states import EXPLAINED, MOVES, RUNNING, SET_ASIDE, DutyState, Side, Standing
from giamsat.timetable import VIETNAM, period_holding


class NoEvidence(Refused):
    """Chưa có minh chứng. Báo hoàn thành phải kèm sản phẩm hoặc tài liệu minh chứng; hãy đính kèm tệp rồi gửi lại."""

    code = "no_evidence"


class NotDelivered(Refused):
    """Chưa giao đủ sản phẩm. Hãy ghi từng sản phẩm đã giao (văn bản, hệ thống…) kèm tệp rồi báo hoàn thành."""

    code = "not_delivered"


class SameEyes(NotAllowed):
    """Người báo hoàn thành không tự xác nhận được. Hãy để người khác của cơ quan giao xác nhận."""

    code = "same_eyes"


class Unexplained(Refused):
    """Hãy ghi lý do để bên kia hiểu vì sao và biết phải làm gì tiếp."""

    code = "unexplained"


class NothingToIssue(Refused):
    """Chưa có nhiệm vụ nào để giao. Hãy xác nhận ít nhất một nhiệm vụ chưa giao trong văn bản này."""

    code = "nothing_to_issue"


class VerdictUnexplained(Refused):
    """Hãy ghi lý do để người sau hiểu vì sao hai việc được xem là khác nhau hay là một."""

    code = "verdict_unexplained"


class NothingToMerge(Refused):
    """Chỉ gộp được một việc còn chờ xem xét vào việc kia. Cả hai việc này đã được xác nhận hoặc đã giao."""

    code = "nothing_to_merge"


def side_of(post: Post, duty: Duty) -> Side:
    """On whose side a post stands towards a duty."""
    if post.role in (Role.REPORTER, Role.APPROVER) and post.unit_id == duty.unit_id:
        return Side.UNIT
    if post.role == Role.COORDINATOR and post.unit_id == duty.task.assigner_id:
        return Side.ASSIGNER
    return Side.NOBODY


def check_side(duty: Duty, side: Side, by: Post) -> None:
    """Raise unless `by` stands on `side` of the duty."""
    if side_of(by, duty) != side:
        raise NotAllowed


def check_move(duty: Duty, to: DutyState, by: Post) -> None:
    """Raise unless `by` may move the duty to `to`: the side whose step it is, evidence, other eyes to verify."""
    moves = MOVES[DutyState(duty.state)]
    if to not in moves:
        raise BadMove
    check_side(duty, moves[to], by)
    if to in (DutyState.REPORTED_DONE, DutyState.DONE) and duty.evidence_count == 0:
        raise NoEvidence
    if to in (DutyState.REPORTED_DONE, DutyState.DONE) and duty.role == BindingRole.LEAD:
        check_delivered_all(duty.task)
    if to == DutyState.DONE and duty.reported_by is not None and duty.reported_by.person_id == by.person_id:
        raise SameEyes


def check_delivered_all(task: Task) -> None:
    """Raise unless every product of a task has been delivered."""
    if task.products_undelivered:
        raise NotDelivered


def check_explained(was: DutyState, to: DutyState, reason: str) -> None:
    """Raise unless a move that stops, sends back or contradicts the other side says why."""
    if (was, to) in EXPLAINED and not reason.strip():
        raise Unexplained


def check_may_issue(programme: Programme, by: Post) -> None:
    """Raise unless `by` is a coordinator of the programme's standing agency."""
    if by.role != Role.COORDINATOR or by.unit_id != programme.owner_id:
        raise NotAllowed


def standing_of(duty: Duty, at: datetime) -> Standing:
    """How a duty stands at `at`. What was reported done is measured at that moment, however long it waits for eyes."""
    late_from = duty.late_from
    if duty.state in SET_ASIDE:
        return Standing.SET_ASIDE
    if duty.state == DutyState.DONE and duty.reported_at is not None:
        is_late = late_from is not None and duty.reported_at >= late_from
        return Standing.DONE_LATE if is_late else Standing.DONE_ON_TIME
    if late_from is None:
        return Standing.NO_DEADLINE
    measured = duty.reported_at if duty.state == DutyState.REPORTED_DONE and duty.reported_at else at
    if measured >= late_from:
        return Standing.OVERDUE
    return Standing.DUE_SOON if measured >= soon_from(late_from, duty.programme) else Standing.ON_TRACK


def next_moment(duty: Duty, at: datetime) -> datetime | None:
    """When the standing changes by the passing of time alone; None when it does not."""
    if duty.late_from is None or duty.state not in RUNNING:
        return None
    moments = (soon_from(duty.late_from, duty.programme), duty.late_from)
    return next((moment for moment in moments if moment > at), None)


def soon_from(late_from: datetime, programme: Programme) -> datetime:
    """From when a deadline is near."""
    return late_from - timedelta(days=programme.soon_days)


def period_of(duty: Duty, at: datetime) -> str:
    """The name of the period ("2026-06", "2026-W23", "2026-06-02", "2026-Q2") that an update at `at` speaks of."""
    cadence = duty.recurrence[0] if duty.recurrence else duty.programme.update_every
    return period_holding(cadence, at.astimezone(VIETNAM).date())


def keys_above(task: Task) -> list[int]:
    """Keys of the duties a task is a part of, from the root down."""
    return [int(key) for key in task.lineage.split("/") if key]


def rolled_up(states: Iterable[str]) -> DutyState:
    """The state of a task from those of its leads' duties: done only when all that are still followed are done."""
    every = {DutyState(state) for state in states}
    found = every - {DutyState.WITHDRAWN, DutyState.MERGED} or every
    if len(found) == 1:
        return found.pop()
    if found <= {DutyState.ASSIGNED, DutyState.REFUSED}:
        return DutyState.ASSIGNED
    if found <= {DutyState.REPORTED_DONE, DutyState.DONE}:
        return DutyState.REPORTED_DONE
    return DutyState.DOING
