"""Who may give a post to whom, and stand in for whom. No query, no clock."""

from datetime import date

from giamsat.errors import NotAllowed, Refused
from giamsat.people.models import Person, Post, Unit
from giamsat.people.states import DELEGABLE, GRANTS, Role


class GrantTooHigh(NotAllowed):
    """Bạn chỉ giao được chức danh trong phạm vi của mình, cho cơ quan mình và đơn vị trực thuộc."""

    code = "grant_too_high"


class OwnGrant(NotAllowed):
    """Không ai tự giao chức danh cho mình. Hãy nhờ quản trị viên khác."""

    code = "own_grant"


class UnitEnded(Refused):
    """Cơ quan này đã kết thúc hoạt động; hãy chọn cơ quan kế thừa."""

    code = "unit_ended"


class NotDelegable(NotAllowed):
    """Chức danh này không giao cho người khác làm thay được: chỉ giao chức danh của chính mình, không giao tiếp."""

    code = "not_delegable"


class NotColleague(Refused):
    """Người làm thay phải đang giữ chức danh trong cùng cơ quan. Hãy chọn người khác."""

    code = "not_colleague"


class BadLeave(Refused):
    """Thời gian làm thay chưa đúng: ngày cuối phải từ ngày đầu trở đi và không quá 90 ngày."""

    code = "bad_leave"


LONGEST_LEAVE = 90  # days


def check_may_grant(unit: Unit, role: Role, *, by: Post) -> None:
    """Raise unless `by` may give or end a post of this role in `unit`: at most his own grant, in his subtree."""
    if role not in GRANTS.get(Role(by.role), ()):
        raise GrantTooHigh
    if by.role != Role.SYSTEM_ADMIN and not unit.path.startswith(by.unit.path):
        raise GrantTooHigh


def check_not_oneself(person: Person | None, *, by: Post) -> None:
    """Raise when somebody would give himself a post."""
    if person is not None and person.pk == by.person_id:
        raise OwnGrant


def check_alive(unit: Unit) -> None:
    """Raise when a unit has ended."""
    if unit.dissolved_on is not None:
        raise UnitEnded


def check_may_delegate(post: Post, *, by: Post) -> None:
    """Raise unless it is one's own post, of a kind that another may act from, and not itself a stand-in."""
    is_own = post.pk == by.pk and post.stands_in_for_id is None
    if not is_own or post.role not in DELEGABLE:
        raise NotDelegable


def check_leave(first: date, last: date, today: date) -> None:
    """Raise unless the days of leave (both counted) lie ahead, in order, and are few enough."""
    if first < today or last < first or (last - first).days >= LONGEST_LEAVE:
        raise BadLeave
