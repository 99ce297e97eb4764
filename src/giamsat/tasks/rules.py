"""Who may move a duty where, how it stands, what it lacks. No query, no clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from giamsat.assignments.states import BindingRole
from giamsat.errors import BadMove, NotAllowed, Refused, Stale
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.tasks.models import DeadlineVersion, Duty, Programme, Request, Task
from giamsat.tasks.states import (
    EXPLAINED,
    FINAL,
    MOVES,
    REQUEST_MOVES,
    RUNNING,
    SET_ASIDE,
    Ask,
    DutyState,
    RequestState,
    Side,
    Standing,
)
from giamsat.timetable import VIETNAM, Bound, Due, check_day, period_holding


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


class PaperMissing(Refused):
    """Hãy ghi số, ký hiệu và ngày của văn bản làm căn cứ, ví dụ “Công văn 12/BTC-VP ngày 03/6/2026”."""

    code = "paper_missing"


class PastParent(Refused):
    """Hạn này muộn hơn hạn của nhiệm vụ cấp trên (%(until)s). Hãy chọn ngày sớm hơn, hoặc xin gia hạn cấp trên."""

    code = "past_parent"


class NotLater(Refused):
    """Ngày đề nghị không muộn hơn hạn đang có. Hãy chọn một ngày muộn hơn."""

    code = "not_later"


class NoOwnDay(Refused):
    """Phần việc này lặp lại theo kỳ, không có thời hạn riêng để đổi. Hãy rút phần việc rồi giao lại theo kỳ mới."""

    code = "no_own_day"


class NoDeadlineToExtend(Refused):
    """Phần việc này không có một thời hạn để gia hạn. Việc định kỳ phải thực hiện từng kỳ."""

    code = "no_deadline_to_extend"


class AskUnexplained(Refused):
    """Hãy ghi lý do đề nghị để cơ quan giao có căn cứ quyết định."""

    code = "ask_unexplained"


class AnswerMissing(Refused):
    """Hãy ghi lý do không chấp thuận để đơn vị biết."""

    code = "answer_missing"


class AlreadyAsked(Refused):
    """Phần việc này đang có một đề nghị chờ giải quyết. Hãy chờ kết quả hoặc rút đề nghị đó trước."""

    code = "already_asked"


class DayMissing(Refused):
    """Hãy ghi ngày đề nghị."""

    code = "day_missing"


class AskerDecides(NotAllowed):
    """Người đề nghị không tự quyết định được. Hãy để người khác của cơ quan giao quyết định."""

    code = "asker_decides"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a unit asks about a duty."""

    ask: Ask
    reason: str
    #: The paper it is asked by, in words.
    paper: str
    #: The new day, or the end of the pause, and the hour (Vietnam time).
    on: date | None = None
    clock: time | None = None


class OutsideUnit(Refused):
    """Chỉ giao tiếp được cho đơn vị trực thuộc. Hãy bỏ các đơn vị khác: %(units)s."""

    code = "outside_unit"


class ProgrammeExists(Refused):
    """Đã có chương trình mang ký hiệu hoặc tiền tố mã này. Hãy chọn ký hiệu khác."""

    code = "programme_exists"


class ProgrammeIncomplete(Refused):
    """Hãy ghi đủ ký hiệu, tên và tiền tố mã (chữ in không dấu và số) của chương trình."""

    code = "programme_incomplete"


class NotYourColumn(NotAllowed):
    """Đơn vị ghi số đề nghị và số giải ngân; cơ quan giao ghi số được cấp. Hãy chỉ sửa phần của mình."""

    code = "not_your_column"


class MoneyWrong(Refused):
    """Số tiền phải là số nguyên không âm, tính bằng đồng, và phải ghi nguồn và năm. Hãy kiểm tra lại."""

    code = "money_wrong"


class BadMark(Refused):
    """Mức ưu tiên từ 0 đến 3 sao, và lãnh đạo phụ trách phải là lãnh đạo đang giữ chức. Hãy chọn lại."""

    code = "bad_mark"


@dataclass(frozen=True, slots=True)
class Mark:
    """How much a task matters, who watches over it, and which field it belongs to."""

    stars: int = 0
    leader: Post | None = None
    field: str = ""

    @property
    def said(self) -> str:
        return "; ".join(part for part in ("★" * self.stars, str(self.leader or ""), self.field) if part)


@dataclass(frozen=True, slots=True)
class Money:
    """One line of funding, in đồng; None leaves a figure as it stands."""

    source: str
    year: int
    asked: int | None = 0
    allocated: int | None = 0
    disbursed: int | None = 0

    def over(self, before: "Money") -> "Money":
        """What stands once this has been written over what stood."""
        kept = {
            name: getattr(before, name) for name in ("asked", "allocated", "disbursed") if getattr(self, name) is None
        }
        return replace(self, **kept)

    @property
    def said(self) -> str:
        return f"{self.asked} / {self.allocated} / {self.disbursed}"


def side_of(post: Post, duty: Duty) -> Side:
    """On whose side a post stands towards a duty."""
    if post.role in (Role.REPORTER, Role.APPROVER) and post.speaks_for(duty.unit_id):
        return Side.UNIT
    if post.speaks_for(duty.task.assigner_id) and post.role in assigning_roles(duty.task):
        return Side.ASSIGNER
    return Side.NOBODY


def assigning_roles(task: Task) -> tuple[Role, ...]:
    """Who acts for the assigner: its coordinators; of a part that a unit gave on, its head too."""
    return (Role.COORDINATOR, Role.APPROVER) if task.parent_id else (Role.COORDINATOR,)


def check_may_break_down(duty: Duty, by: Post) -> None:
    """Raise unless `by` is of the duty's unit and may give on what it still has to do."""
    if not by.speaks_for(duty.unit_id) or by.role not in (Role.COORDINATOR, Role.APPROVER):
        raise NotAllowed
    if duty.state not in RUNNING:
        raise BadMove


def check_beneath(units: Iterable[Unit], above: Unit) -> None:
    """Raise unless all units stand beneath one."""
    outside = [unit.name for unit in units if unit.pk == above.pk or not unit.path.startswith(above.path)]
    if outside:
        raise OutsideUnit(units=", ".join(outside))


def check_may_run_own(by: Post) -> None:
    """Raise unless `by` may begin a programme of his unit's own."""
    if by.role != Role.COORDINATOR:
        raise NotAllowed


def check_programme(code: str, name: str, prefix: str) -> None:
    """Raise unless a programme is named, and its tasks can be numbered."""
    if not code.strip() or not name.strip() or not re.fullmatch(r"[A-Z0-9]{2,10}", prefix):
        raise ProgrammeIncomplete


def check_may_share(programme: Programme, by: Post) -> None:
    """Raise unless a programme is private and `by` coordinates it."""
    check_may_issue(programme, by)
    if not programme.is_private:
        raise BadMove


def check_may_mark(task: Task, sign: Mark, by: Post) -> None:
    """Raise unless `by` acts for the assigner, and the leader is one."""
    if not by.speaks_for(task.assigner_id) or by.role not in assigning_roles(task):
        raise NotAllowed
    if not 0 <= sign.stars <= 3 or (sign.leader is not None and sign.leader.role != Role.LEADER):
        raise BadMark


def check_funding(duty: Duty, money: Money, was: Money | None, by: Post) -> None:
    """Raise unless each side writes its own column only, in whole đồng (a year of this century)."""
    side, before = side_of(by, duty), was or Money(money.source, money.year)
    if side == Side.NOBODY:
        raise NotAllowed
    figures = (money.asked, money.allocated, money.disbursed)
    in_range = all(n is not None and 0 <= n < 10**17 for n in figures)
    if not money.source.strip() or not 2000 <= money.year <= 2100 or not in_range:
        raise MoneyWrong
    is_units = money.allocated == before.allocated
    is_assigners = (money.asked, money.disbursed) == (before.asked, before.disbursed)
    if not (is_units if side == Side.UNIT else is_assigners):
        raise NotYourColumn


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


def check_paper(paper: str) -> None:
    """Raise unless a decision names the paper it rests on."""
    if not paper.strip():
        raise PaperMissing


def due_of(on: date, clock: time | None) -> Due:
    """A day granted: through its end, or before the hour; in words as a paper says it."""
    if clock is None:
        return Due(words=f"chậm nhất ngày {on:%d/%m/%Y}", bound=Bound.BY, on=on)
    return Due(words=f"trước {clock:%Hh%M} ngày {on:%d/%m/%Y}", bound=Bound.BEFORE, on=on, at=clock)


def check_deadline(duty: Duty, due: Due) -> None:
    """Raise unless a duty that still runs may be due then: not past that of the duty it is a part of (T4)."""
    if duty.state in FINAL:
        raise BadMove
    check_day(due.on)
    above = duty.task.parent.late_from if duty.task.parent else None
    if above is not None and due.late_from > above:
        raise PastParent(until=f"{above.astimezone(VIETNAM):%H:%M %d/%m/%Y}")


def check_seen_deadline(last: DeadlineVersion | None, seen: int | None) -> None:
    """Raise when another deadline was set since the person looked."""
    if seen is not None and seen != (last.version if last else 0):
        raise Stale


def check_wish(duty: Duty, wish: Wish, by: Post) -> None:
    """Raise unless a unit may ask that: its own running duty, a reason, a paper, and for more time a later day."""
    check_side(duty, Side.UNIT, by)
    if duty.state not in RUNNING:
        raise BadMove
    if not wish.reason.strip():
        raise AskUnexplained
    check_paper(wish.paper)
    check_day(wish.on)
    if wish.ask == Ask.EXTEND:
        _check_later(duty, wish.on, wish.clock)


def check_answer(answer: str) -> None:
    """Raise unless a refusal says why."""
    if not answer.strip():
        raise AnswerMissing


def check_offer(request: Request, on: date, clock: time | None) -> None:
    """Raise unless another date makes sense for what was asked."""
    if request.ask != Ask.EXTEND:
        raise BadMove
    check_day(on)
    _check_later(request.duty, on, clock)


def check_request_move(request: Request, to: RequestState, by: Post) -> None:
    """Raise unless `by` may take a request there: the side whose step it is, and never who asked decides (I7)."""
    moves = REQUEST_MOVES[RequestState(request.state)]
    if to not in moves:
        raise BadMove
    check_side(request.duty, moves[to], by)
    if moves[to] == Side.ASSIGNER and by.person_id == request.asked_by.person_id:
        raise AskerDecides


def _check_later(duty: Duty, on: date | None, clock: time | None) -> None:
    if on is None:
        raise DayMissing
    if duty.late_from is None or follows_periods(duty):
        raise NoDeadlineToExtend
    due = due_of(on, clock)
    check_deadline(duty, due)
    if due.late_from <= duty.late_from:
        raise NotLater


def check_may_issue(programme: Programme, by: Post) -> None:
    """Raise unless `by` is a coordinator of the programme's standing agency."""
    if by.role != Role.COORDINATOR or not by.speaks_for(programme.owner_id):
        raise NotAllowed


def follows_periods(duty: Duty) -> bool:
    """Whether a duty has no day of its own: its clock is that of the earliest period still owed."""
    return bool(duty.recurrence) and duty.first_late_from is None


def check_has_own_day(duty: Duty) -> None:
    """Raise for a duty whose deadlines are those of its periods."""
    if follows_periods(duty):
        raise NoOwnDay


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
    is_near = duty.state in RUNNING and measured >= soon_from(late_from, duty.programme)
    return Standing.DUE_SOON if is_near else Standing.ON_TRACK


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
