"""What an update must say and who decides about it. No query, no clock."""

from dataclasses import dataclass
from datetime import date

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.obstacles.rules import Difficulty
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress.models import Update
from giamsat.progress.states import MOVES, UpdateKind, UpdateState
from giamsat.tasks.models import Duty
from giamsat.tasks.states import HOLDER, DutyState, Side, Standing
from giamsat.timetable import check_day


class ResultMissing(Refused):
    """Hãy ghi kết quả đã làm được, hoặc chọn "Không phát sinh" nếu kỳ này chưa có gì mới."""

    code = "result_missing"


class CommitmentMissing(Refused):
    """Nhiệm vụ đã quá hạn: hãy cam kết ngày hoàn thành mới. Hạn gốc vẫn được giữ nguyên."""

    code = "commitment_missing"


class CommitmentPast(Refused):
    """Ngày cam kết đã qua. Hãy chọn một ngày từ hôm nay trở đi."""

    code = "commitment_past"


class AlreadyWaiting(Refused):
    """Đã có một cập nhật đang chờ người đứng đầu duyệt. Hãy chờ duyệt hoặc trả lại cập nhật đó trước."""

    code = "already_waiting"


class ReasonMissing(Refused):
    """Hãy ghi lý do trả lại để đơn vị biết phải sửa gì."""

    code = "reason_missing"


class OwnUpdate(NotAllowed):
    """Người lập cập nhật không tự duyệt được. Hãy để người đứng đầu đơn vị duyệt."""

    code = "own_update"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a unit enters once: result, next step, obstacle, commitment."""

    kind: UpdateKind
    result: str = ""
    next_step: str = ""
    says_done: bool = False
    difficulty: Difficulty | None = None
    #: New date for a late duty, Vietnam calendar.
    commitment_on: date | None = None
    commitment: str = ""


def check_entry(entry: Entry, duty: Duty, standing: Standing, today: date) -> None:
    """Raise unless the entry says enough: a result or "nothing to report"; a late duty commits to a new date (T6)."""
    if HOLDER[DutyState(duty.state)] != Side.UNIT:
        raise BadMove
    if entry.kind == UpdateKind.PROGRESS and not entry.result.strip():
        raise ResultMissing
    if standing == Standing.OVERDUE and not entry.says_done and entry.commitment_on is None:
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
