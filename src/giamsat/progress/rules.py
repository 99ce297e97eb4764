"""What an update must say and who decides about it. No query, no clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.obstacles.rules import Difficulty
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress.models import Commitment, Update
from giamsat.progress.states import MOVES, Kept, UpdateKind, UpdateState
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import follows_periods
from giamsat.tasks.states import HOLDER, DutyState, Side, Standing
from giamsat.timetable import VIETNAM, Every, Recurrence, check_day, period_holding, period_start, recurrence


class ResultMissing(Refused):
    """Hãy ghi kết quả đã làm được; kỳ này chưa có gì mới thì chọn "Không thay đổi" hoặc "Không phát sinh"."""

    code = "result_missing"


class NextStepMissing(Refused):
    """Không thay đổi so với kỳ trước thì phải ghi việc tiếp theo là gì."""

    code = "next_step_missing"


class DoneWithoutResult(Refused):
    """Báo hoàn thành thì chọn "Có kết quả mới" và ghi kết quả. Tỷ lệ ước tính không thay cho sản phẩm và minh chứng."""

    code = "done_without_result"


class PercentOut(Refused):
    """Tỷ lệ ước tính phải từ 0 đến 100."""

    code = "percent_out"


class CommitmentMissing(Refused):
    """Nhiệm vụ đã quá hạn: hãy cam kết ngày hoàn thành mới. Hạn gốc vẫn được giữ nguyên."""

    code = "commitment_missing"


class CommitmentPast(Refused):
    """Ngày cam kết đã qua. Hãy chọn một ngày từ hôm nay trở đi."""

    code = "commitment_past"


class AlreadyWaiting(Refused):
    """Đã có một cập nhật đang chờ người đứng đầu duyệt. Hãy chờ duyệt hoặc trả lại cập nhật đó trước."""

    code = "already_waiting"


class NotYours(NotAllowed):
    """Chỉ người lập rút được cập nhật đang chờ duyệt."""

    code = "not_yours"


class ReasonMissing(Refused):
    """Hãy ghi lý do trả lại để đơn vị biết phải sửa gì."""

    code = "reason_missing"


class OwnUpdate(NotAllowed):
    """Người lập cập nhật không tự duyệt được. Hãy để người đứng đầu đơn vị duyệt."""

    code = "own_update"


#: A duty in one of these is its unit's to work on and to update.
OPEN_STATES = tuple(state for state, holder in HOLDER.items() if holder == Side.UNIT)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a unit enters once: result, next step, obstacle, commitment."""

    kind: UpdateKind
    result: str = ""
    next_step: str = ""
    #: Estimated share done, 0 to 100.
    percent: int | None = None
    says_done: bool = False
    difficulty: Difficulty | None = None
    #: New date for a late duty, Vietnam calendar.
    commitment_on: date | None = None
    commitment: str = ""


def must_commit(duty: Duty, standing: Standing) -> bool:
    """Whether the next update of a duty must name a new date (T6): late against a day, not against a period that the
    update itself answers."""
    return standing == Standing.OVERDUE and not follows_periods(duty)


def check_entry(entry: Entry, duty: Duty, standing: Standing, today: date) -> None:
    """Raise unless the entry says enough: a result, a next step where nothing changed, or that nothing was due;
    a late duty commits to a new date (T6)."""
    if HOLDER[DutyState(duty.state)] != Side.UNIT:
        raise BadMove
    if entry.kind == UpdateKind.PROGRESS and not entry.result.strip():
        raise ResultMissing
    if entry.kind == UpdateKind.NO_CHANGE and not entry.next_step.strip():
        raise NextStepMissing
    if entry.says_done and entry.kind != UpdateKind.PROGRESS:
        raise DoneWithoutResult
    if entry.percent is not None and not 0 <= entry.percent <= 100:
        raise PercentOut
    if must_commit(duty, standing) and not entry.says_done and entry.commitment_on is None:
        raise CommitmentMissing
    if entry.commitment_on is not None and entry.commitment_on < today:
        raise CommitmentPast
    check_day(entry.commitment_on)


def check_may_decide(update: Update, to: UpdateState, by: Post) -> None:
    """Raise unless `by` is the approver of the same unit and did not write the update himself."""
    if to not in MOVES[UpdateState(update.state)]:
        raise BadMove
    if by.role != Role.APPROVER or not by.speaks_for(update.duty.unit_id):
        raise NotAllowed
    if by.person_id == update.by.person_id:
        raise OwnUpdate


def check_may_withdraw(update: Update, by: Post) -> None:
    """Raise unless `by` wrote the update and nobody has decided about it."""
    if UpdateState.WITHDRAWN not in MOVES[UpdateState(update.state)]:
        raise BadMove
    if by.person_id != update.by.person_id or not by.speaks_for(update.duty.unit_id):
        raise NotYours


def kept(commitment: Commitment, duty: Duty, at: datetime) -> Kept:
    """Whether a commitment was kept: the duty was reported done before the day committed to was over (UTC+7)."""
    over = datetime.combine(commitment.on + timedelta(days=1), time(), VIETNAM)
    if duty.state in (DutyState.REPORTED_DONE, DutyState.DONE) and duty.reported_at is not None:
        return Kept.KEPT if duty.reported_at < over else Kept.BROKEN
    return Kept.OPEN if at < over else Kept.BROKEN


def stale_from(duty: Duty, at: datetime) -> datetime:
    """The first instant of the period before that of `at`: a duty last heard of earlier has missed two (UTC+7)."""
    cadence = duty.recurrence[0] if duty.recurrence else duty.programme.update_every
    return start_before(recurrence(cadence).every, at)


def start_before(every: Every, at: datetime) -> datetime:
    """The first instant of the period before the one that holds `at`, of a cadence, UTC+7."""
    day = at.astimezone(VIETNAM).date()
    this = period_start(period_holding(Recurrence(every), day))
    return datetime.combine(period_start(period_holding(Recurrence(every), this - timedelta(days=1))), time(), VIETNAM)


def period_names(at: datetime) -> set[str]:
    """The names of all periods that hold a moment, one for every cadence there is."""
    day = at.astimezone(VIETNAM).date()
    return {period_holding(Recurrence(every), day) for every in Every}
