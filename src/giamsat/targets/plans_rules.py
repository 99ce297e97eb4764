"""Who writes a plan, what it must say before it is handed in, who reviews it. No query, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.targets.models import Plan, PlanRemark
from giamsat.targets.numbers import check_number
from giamsat.targets.plans_content import Content, is_said
from giamsat.targets.plans_states import PLAN_MOVES, REMARK_MOVES, REVIEWED, MeasureKind, PlanState, RemarkState, Term
from giamsat.targets.states import COUNTED, Operator
from giamsat.timetable import Bound, check_day


class PlanYears(Refused):
    """Năm cuối của giai đoạn phải từ năm kế hoạch trở đi, trong khoảng 2000 đến 2100."""

    code = "plan_years"


class GoalUnsaid(Refused):
    """Mục tiêu “%(term)s” thiếu giá trị. Hãy ghi một số, hoặc chọn “bằng lời” rồi ghi nội dung."""

    code = "goal_unsaid"


class RangeUpsideDown(Refused):
    """Mục tiêu “%(term)s”: khoảng giá trị phải ghi đủ hai đầu, đầu sau không nhỏ hơn đầu trước."""

    code = "range_upside_down"


class LeadCoordinates(Refused):
    """Đơn vị chủ trì không đồng thời là đơn vị phối hợp. Hãy bỏ một trong hai."""

    code = "lead_coordinates"


class NothingNamed(Refused):
    """Hãy ghi tên."""

    code = "nothing_named"


class NotAbove(Refused):
    """Việc chứa việc này phải là một nhiệm vụ, giải pháp khác trong cùng kế hoạch và không nằm trong việc nào."""

    code = "not_above"


class RemarkUnsaid(Refused):
    """Hãy ghi nội dung."""

    code = "remark_unsaid"


class RemarksUnsent(Refused):
    """Kế hoạch còn nhận xét chưa gửi. Hãy trả lại kèm nhận xét, hoặc bỏ các nhận xét rồi thống nhất."""

    code = "remarks_unsent"


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """What an agency sets itself for one term."""

    operator: Operator
    value: Decimal | None = None
    value_max: Decimal | None = None
    text: str = ""
    note: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None and not self.text


@dataclass(frozen=True, slots=True)
class MeasureSaid:
    """A task or solution as an agency writes it."""

    name: str
    kind: MeasureKind = MeasureKind.TASK
    #: Keys of the indicator it serves and of units.
    indicator: int | None = None
    lead: int | None = None
    coordinators: tuple[int, ...] = ()
    #: The line of the measure above.
    under: str = ""
    product: str = ""
    words: str = ""
    bound: Bound = Bound.BY
    on: date | None = None
    clock: time | None = None
    resources: str = ""
    #: In đồng.
    funding: int | None = None
    funding_source: str = ""


@dataclass(frozen=True, slots=True)
class ComponentSaid:
    """A target on the way, as an agency writes it."""

    name: str
    #: Keys of the whole and of the lead.
    indicator: int
    lead: int | None = None
    measure: str = ""
    calculation: str = ""
    measurement: str = ""
    value: Decimal | None = None
    value_until: Decimal | None = None
    text: str = ""


def check_years(year: int, until: int) -> None:
    """Raise unless a plan may be asked for these years."""
    if not 2000 <= year <= until <= 2100:
        raise PlanYears


def check_may_write(plan: Plan, by: Post) -> None:
    """Raise unless `by` reports or approves for the agency and the version is a draft."""
    if by.role not in (Role.REPORTER, Role.APPROVER) or not by.speaks_for(plan.unit_id):
        raise NotAllowed
    if plan.state != PlanState.DRAFT:
        raise BadMove


def check_goals(said: Mapping[Term, GoalSaid]) -> None:
    """Raise on what could not be meant: an operator without its number, a range with its ends reversed."""
    for term, goal in said.items():
        if goal.is_blank:
            continue
        if goal.operator in COUNTED and goal.value is None:
            raise GoalUnsaid(term=term.label)
        check_number(goal.value)
        check_number(goal.value_max)
        if goal.operator == Operator.RANGE and (goal.value_max is None or goal.value_max < (goal.value or 0)):
            raise RangeUpsideDown(term=term.label)


def check_measure(said: MeasureSaid) -> None:
    """Raise on what could not be kept: no name, a day there is not, a unit in two roles."""
    if not said.name.strip():
        raise NothingNamed
    check_day(said.on)
    if said.lead is not None and said.lead in said.coordinators:
        raise LeadCoordinates


def check_component(said: ComponentSaid) -> None:
    """Raise unless the component has a name, and numbers that are kept as they are."""
    if not said.name.strip():
        raise NothingNamed
    check_number(said.value)
    check_number(said.value_until)


def check_may_review(plan: Plan, by: Post) -> None:
    """Raise unless `by` is a coordinator of the standing agency and the plan waits for it."""
    if by.role != Role.COORDINATOR or not by.speaks_for(plan.programme.owner_id):
        raise NotAllowed
    if plan.state != PlanState.FROZEN:
        raise BadMove


def check_may_drop(remark: PlanRemark, by: Post) -> None:
    """Raise unless the remark has not been sent yet and `by` reviews the plan."""
    check_may_review(remark.plan, by)


def check_remark(text: str) -> None:
    """Raise unless a remark, or its answer, says something."""
    if not text.strip():
        raise RemarkUnsaid


def check_move(plan: Plan, to: PlanState) -> None:
    """Raise unless a version in its state may become `to`."""
    if to not in PLAN_MOVES[plan.word]:
        raise BadMove


def check_may_answer(remark: PlanRemark, by: Post) -> None:
    """Raise unless `by` writes for the agency whose plan came back with the remark."""
    if by.role not in (Role.REPORTER, Role.APPROVER) or not by.speaks_for(remark.plan.unit_id):
        raise NotAllowed
    if remark.plan.state not in REVIEWED or RemarkState.ANSWERED not in REMARK_MOVES[remark.word]:
        raise BadMove


def lacks(content: Content, *, unanswered: int = 0) -> list[str]:
    """What a plan still lacks before it may be handed in, in words; empty when it is complete."""
    unsaid = [
        f"mục tiêu {g['indicator']} ({Term(g['term']).label.lower()})" for g in content["goals"] if not is_said(g)
    ]
    missing = [] if content["goals"] else ["ít nhất một mục tiêu"]
    missing += unsaid
    if not content["measures"]:
        missing.append("ít nhất một nhiệm vụ, giải pháp")
    for one in content["measures"]:
        words = (("sản phẩm", one["product"]), ("đơn vị chủ trì", one["lead"]), ("thời hạn", one["on"]))
        if empty := [word for word, value in words if not value]:
            missing.append(f"{', '.join(empty)} của “{one['name']}”")
    if not content["mechanism"]:
        missing.append("cơ chế tổ chức thực hiện")
    if unanswered:
        missing.append(f"trả lời {unanswered} nhận xét của cơ quan thường trực")
    return missing
