"""When one running task may go on as another, and who must agree. No query, no clock."""

from collections.abc import Collection

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.tasks.models import Duty, Merger, Task
from giamsat.tasks.renaming_rules import assigns
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import FINAL, MERGER_MOVES, MOVES, DutyState, MergerState


class SameTask(Refused):
    """Không gộp một nhiệm vụ vào chính nó. Hãy chọn nhiệm vụ khác."""

    code = "same_task"


class NoSuchTask(Refused):
    """Không thấy nhiệm vụ có mã này trong những nhiệm vụ bạn được xem. Hãy kiểm tra lại mã."""

    code = "no_such_task"


class MergeBlocked(Refused):
    """Có %(duties)s phần việc đang bị từ chối vì giao nhầm hoặc đã chia nhỏ nên chưa gộp được. Hãy xử lý trước."""

    code = "merge_blocked"


class TasksMerged(Refused):
    """Hai nhiệm vụ này đã gộp. Muốn xem xét lại, hãy bấm “Tách lại” ở trang nhiệm vụ đã gộp."""

    code = "tasks_merged"


def check_may_ask(gone: Task, kept: Task, duties: Collection[Duty], by: Post, *, reason: str) -> None:
    """Raise unless `by` assigns one of two tasks of which one may go on as the other; `duties`: those of `gone`."""
    if gone.pk == kept.pk:
        raise SameTask
    if not assigns(by, gone) and not assigns(by, kept):
        raise NotAllowed
    if gone.state in FINAL or gone.merged_into_id or kept.merged_into_id or kept.state == DutyState.WITHDRAWN:
        raise BadMove
    check_mergeable(duties)
    if not reason.strip():
        raise Unexplained


def check_mergeable(duties: Collection[Duty]) -> None:
    """Raise while a duty is contested or has been given on to others."""
    blocked = [
        duty
        for duty in duties
        if duty.state not in FINAL and (DutyState.MERGED not in MOVES[DutyState(duty.state)] or duty.parts_total)
    ]
    if blocked:
        raise MergeBlocked(duties=len(blocked))


def check_may_decide(merger: Merger, to: MergerState, by: Post) -> None:
    """Raise unless `by` assigns the task whose assigner has not yet spoken."""
    if to not in MERGER_MOVES[merger.word]:
        raise BadMove
    theirs = [task for task in (merger.gone, merger.kept) if not assigns(merger.by, task)]
    if not all(assigns(by, task) for task in theirs):
        raise NotAllowed


def check_may_undo(merger: Merger, by: Post, *, reason: str) -> None:
    """Raise unless the assigner of the task that went takes the merger back, saying why."""
    if MergerState.UNDONE not in MERGER_MOVES[merger.word]:
        raise BadMove
    if not assigns(by, merger.gone):
        raise NotAllowed
    if not reason.strip():
        raise Unexplained
