"""Who may give a post to whom, and stand in for whom. No query, no clock."""

from collections.abc import Iterable
from datetime import date

from giamsat.errors import NotAllowed, Refused, allowed
from giamsat.people.models import Person, Post, Unit
from giamsat.people.states import DELEGABLE, GRANTS, Role
from giamsat.wording import folded


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


class NameTaken(Refused):
    """Tên đăng nhập này đã thuộc người khác. Hãy chọn tên khác, hoặc ghi đúng họ tên của người đó."""

    code = "name_taken"


class NotYours(NotAllowed):
    """Người này còn giữ chức danh ngoài phạm vi của bạn. Hãy nhờ quản trị hệ thống."""

    code = "not_yours"


class LinkEnded(Refused):
    """Đường dẫn này đã dùng hoặc hết hạn. Hãy xin quản trị viên của cơ quan đường dẫn mới."""

    code = "link_ended"


class IdentityTaken(Refused):
    """Danh tính này đã gắn với tài khoản khác. Hãy kiểm tra lại mã danh tính."""

    code = "identity_taken"


class PlaceTooHigh(NotAllowed):
    """Bạn chỉ lập được đơn vị trực thuộc cơ quan mình hoặc đơn vị dưới cơ quan mình."""

    code = "place_too_high"


class CodeTaken(Refused):
    """Mã đơn vị này đã có. Hãy chọn mã khác."""

    code = "code_taken"


class PostHeld(Refused):
    """Một người không giữ hai lần cùng một chức danh trong cùng cơ quan."""

    code = "post_held"


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
    """Raise unless it is a post that another may act from, not itself a stand-in, one's own or one's to give."""
    if post.stands_in_for_id is not None or post.role not in DELEGABLE:
        raise NotDelegable
    if post.pk != by.pk and not allowed(check_may_grant, post.unit, Role(post.role), by=by):
        raise NotDelegable


def check_may_manage(person: Person, held: Iterable[Post], *, by: Post) -> None:
    """Raise unless `by` could have given every post that the person holds: who signs in for whom rests on it."""
    check_not_oneself(person, by=by)
    posts = list(held)
    if by.role != Role.SYSTEM_ADMIN and not posts:
        raise NotYours
    if not all(allowed(check_may_grant, post.unit, Role(post.role), by=by) for post in posts):
        raise NotYours


def check_may_found(parent: Unit, *, by: Post) -> None:
    """Raise unless `by` administers the unit under which another is to be founded."""
    if by.role not in GRANTS or not (by.role == Role.SYSTEM_ADMIN or parent.path.startswith(by.unit.path)):
        raise PlaceTooHigh


def check_name(person: Person, full_name: str) -> None:
    """Raise unless a user name that is there belongs to the one who is meant."""
    if folded(person.full_name) != folded(full_name):
        raise NameTaken


def check_leave(first: date, last: date, today: date) -> None:
    """Raise unless the days of leave (both counted) lie ahead, in order, and are few enough."""
    if first < today or last < first or (last - first).days >= LONGEST_LEAVE:
        raise BadLeave
