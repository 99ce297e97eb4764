"""Who may rename or re-scope a running task, and what a proposal must say. No query, no clock."""

from collections.abc import Collection

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Rewording, Task
from giamsat.tasks.rules import Unexplained, assigning_roles
from giamsat.tasks.states import FINAL, REWORDING_MOVES, RewordingState, Side


class NothingReworded(Refused):
    """Tên và nội hàm chưa khác gì hiện nay. Hãy sửa ít nhất một trong hai."""

    code = "nothing_reworded"


class NameMissing(Refused):
    """Nhiệm vụ phải có tên. Hãy ghi tên ngắn gọn, bắt đầu bằng việc phải làm."""

    code = "name_missing"


class RewordingOpen(Refused):
    """Nhiệm vụ này đang có một đề nghị đổi tên, nội hàm chờ quyết định. Hãy chờ kết quả rồi đề nghị tiếp."""

    code = "rewording_open"


class OwnProposal(NotAllowed):
    """Người đề nghị không tự quyết định được. Hãy chờ cơ quan chủ trì đồng ý, hoặc để người khác quyết định."""

    code = "own_proposal"


def assigns(post: Post, task: Task) -> bool:
    """Whether a post speaks for the assigner of a task."""
    return post.speaks_for(task.assigner_id) and post.role in assigning_roles(task)


def side_on(post: Post, task: Task, leads: Collection[int]) -> Side:
    """On whose side a post stands towards a task that the units with keys `leads` lead."""
    if assigns(post, task):
        return Side.ASSIGNER
    if post.role in (Role.REPORTER, Role.APPROVER) and post.unit.speaks_for & set(leads):
        return Side.UNIT
    return Side.NOBODY


def check_may_reword(task: Task, leads: Collection[int], by: Post) -> None:
    """Raise unless `by` speaks for the assigner or a lead, and the task still runs."""
    if side_on(by, task, leads) == Side.NOBODY:
        raise NotAllowed
    if task.state in FINAL:
        raise BadMove


def check_reworded(task: Task, scope: str, *, name: str, new_scope: str, reason: str) -> None:
    """Raise unless something differs from the name and `scope` in force, there is a name, and it is said why."""
    if not name:
        raise NameMissing
    if (name, new_scope) == (task.name, scope):
        raise NothingReworded
    if not reason:
        raise Unexplained


def check_may_decide(rewording: Rewording, to: RewordingState, by: Post) -> None:
    """Raise unless `by` may agree to a proposal or refuse it: the assigner, with other eyes than the proposer's.

    A coordinator may agree to his own proposal once a unit that leads the task has assented.
    """
    if to not in REWORDING_MOVES[rewording.word]:
        raise BadMove
    if not assigns(by, rewording.task):
        raise NotAllowed
    if by.person_id == rewording.by.person_id and not rewording.assented:
        raise OwnProposal


def check_may_assent(rewording: Rewording, leads: Collection[int], by: Post) -> None:
    """Raise unless the assigner's proposal waits and `by` speaks for a unit that leads the task."""
    if rewording.state != RewordingState.ASKED or rewording.side != Side.ASSIGNER:
        raise BadMove
    if side_on(by, rewording.task, leads) != Side.UNIT:
        raise NotAllowed


def check_may_take_back(rewording: Rewording, by: Post) -> None:
    """Raise unless a proposal waits and `by` is of the unit and the role's side that made it."""
    if RewordingState.TAKEN_BACK not in REWORDING_MOVES[rewording.word]:
        raise BadMove
    is_assigner = rewording.side == Side.ASSIGNER
    is_side = assigns(by, rewording.task) if is_assigner else by.role in (Role.REPORTER, Role.APPROVER)
    if not by.speaks_for(rewording.by.unit_id) or not is_side:
        raise NotAllowed
