"""The demonstration of plans: of three agencies one is sent back, one waits for review, one is still writing."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from giamsat import paper
from giamsat.files.actions import receive
from giamsat.people.models import Post
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation, Round
from giamsat.reports.rules import RoundPlan, SectionPlan
from giamsat.targets import actions as target_actions
from giamsat.targets import plans
from giamsat.targets.models import Indicator, Plan
from giamsat.targets.plans_papers import sheet_of
from giamsat.targets.plans_rules import ComponentSaid, GoalSaid, MeasureSaid
from giamsat.targets.plans_states import MeasureKind, PlanPart, Term
from giamsat.targets.rules import Aim, Sheet
from giamsat.targets.states import Direction, IndicatorKind, Operator, Reporters
from giamsat.tasks.models import Programme
from giamsat.timetable import VIETNAM, Bound, Due


def build(posts: dict[str, Post], at: datetime) -> None:
    """Two targets of the year, the round that asks for plans of them, and what three agencies have made of it."""
    coordinator, year = posts["dieuphoi"], at.astimezone(VIETNAM).year
    share, number = _targets(coordinator, year, at)
    round_ = _ask(coordinator, [posts[name].unit_id for name in ("btc", "bnnmt", "hanoi")], year, at)
    first = _write(round_, posts["btc"], share, year, at)
    _hand_in(first, posts["btc"], at)
    _send_back(first, coordinator, at)
    second = _write(round_, posts["bnnmt"], number, year, at)
    _hand_in(second, posts["bnnmt"], at)
    _begin(round_, posts["hanoi"], at)


def _targets(by: Post, year: int, at: datetime) -> tuple[Indicator, Indicator]:
    programme = Programme.objects.get(code="57-NQ/TW")
    share = Sheet(
        name="Tỷ lệ dịch vụ công có giá được công bố dưới dạng dữ liệu mở",
        kind=IndicatorKind.SHARE,
        measure="%",
        reporters=Reporters.AGENCIES,
    )
    number = Sheet(
        name="Số bộ dữ liệu mở được cập nhật hằng tháng",
        kind=IndicatorKind.NUMBER,
        direction=Direction.UP,
        measure="bộ dữ liệu",
        reporters=Reporters.AGENCIES,
    )
    made = []
    for n, (sheet, value) in enumerate(((share, 80), (number, 900)), start=1):
        one = target_actions.open_indicator(programme, f"KH{year % 100}-{n:02d}", sheet, by=by, at=at)
        aim = Aim(
            code=f"KH{year % 100}-{n:02d}.{year}",
            name=sheet.name,
            operator=Operator.AT_LEAST,
            value=Decimal(value),
            year_to=year,
            symbol="901/TB-VPCP",
            measure=sheet.measure,
        )
        target_actions.add_goal(one, aim, by=by, at=at)
        made.append(one)
    return made[0], made[1]


def _ask(by: Post, units: list[int], year: int, at: datetime) -> Round:
    on = (at + timedelta(days=5)).astimezone(VIETNAM).date()
    plan = RoundPlan(
        title=f"Xây dựng kế hoạch thực hiện chỉ tiêu năm {year} và giai đoạn {year} - {year + 4}",
        due=Due(words=f"trước 15h00 ngày {on:%d/%m/%Y}", bound=Bound.BEFORE, on=on, at=time(15)),
        sections=(SectionPlan("Văn bản đề xuất kế hoạch: căn cứ, quan điểm, kiến nghị", required=False),),
        recipients=tuple(units),
        wants_pdf=False,
        plan_years=(year, year + 4),
    )
    round_ = report_actions.draft_round(plan, programme=Programme.objects.get(code="57-NQ/TW"), by=by, at=at)
    report_actions.open_round(round_, by=by, at=at)
    return round_


def _begin(round_: Round, by: Post, at: datetime) -> Plan:
    return report_actions.begin_plan(_owed(round_, by), by=by, at=at)


def _owed(round_: Round, by: Post) -> Obligation:
    return round_.obligations.select_related("unit", "round__programme").get(unit=by.unit)


def _write(round_: Round, by: Post, main: Indicator, year: int, at: datetime) -> Plan:
    """A complete plan with one main target."""
    plan = _begin(round_, by, at)
    for indicator in {goal.indicator for goal in plan.goals.select_related("indicator")}:
        amounts = (70, 100) if indicator.kind == IndicatorKind.SHARE else (120, 400)
        said = {term: GoalSaid(Operator.AT_LEAST, Decimal(n)) for term, n in zip(Term, amounts, strict=True)}
        plans.put_goals(plan, indicator, said, seen=plan.seen, by=by)
    for indicator in {goal.indicator for goal in plan.goals.select_related("indicator")}:
        plans.put_measure(plan, _measure(indicator, by, year), seen=plan.seen, by=by)
    component = ComponentSaid(
        name=f"Tỷ lệ đơn vị thuộc {by.unit.name} cập nhật dữ liệu đúng kỳ",
        indicator=main.pk,
        lead=by.unit_id,
        measure="%",
        calculation="Số đơn vị cập nhật đúng kỳ chia tổng số đơn vị phải cập nhật.",
        measurement="Hệ thống đếm tự động vào ngày cuối tháng.",
        value=Decimal(60),
        value_until=Decimal(95),
    )
    plans.put_component(plan, component, seen=plan.seen, by=by)
    mechanism = "Lãnh đạo cơ quan chỉ đạo; đầu mối tổng hợp hằng tháng; chậm quá 15 ngày thì báo cáo người đứng đầu."
    plans.put_mechanism(plan, mechanism, seen=plan.seen, by=by)
    return plan


def _measure(indicator: Indicator, by: Post, year: int) -> MeasureSaid:
    on = date(year, 12, 15)
    is_share = indicator.kind == IndicatorKind.SHARE
    return MeasureSaid(
        name="Công bố giá dịch vụ công dưới dạng dữ liệu mở"
        if is_share
        else "Chuẩn hóa và mở các bộ dữ liệu của ngành",
        kind=MeasureKind.TASK if is_share else MeasureKind.SOLUTION,
        indicator=indicator.pk,
        lead=by.unit_id,
        product="Danh mục giá dạng dữ liệu mở" if is_share else "Các bộ dữ liệu trên cổng dữ liệu",
        words=f"chậm nhất {on:%d/%m/%Y}",
        on=on,
        resources="Nhân lực hiện có, thuê ngoài phần kỹ thuật.",
        funding=1_500_000_000,
        funding_source="Chi thường xuyên",
    )


def _hand_in(plan: Plan, by: Post, at: datetime) -> None:
    owed = Obligation.objects.select_related("unit", "round__programme").get(
        unit=plan.unit, round__programme=plan.programme, round__plan_year=plan.year
    )
    upload = receive([paper.docx(sheet_of(plan))], name="ke-hoach.docx", by=by, at=at)
    draft = report_actions.attach_file(owed, upload, by=by, at=at).submission
    report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=by, at=at)


def _send_back(plan: Plan, by: Post, at: datetime) -> None:
    plan = Plan.objects.select_related("programme", "unit", "submission__obligation__round__programme").get(pk=plan.pk)
    line = plan.content["measures"][0]["line"]
    plans.remark(plan, PlanPart.MEASURE, line, "Nêu rõ bao nhiêu dịch vụ được công bố trong năm.", by=by)
    plans.remark(plan, PlanPart.WHOLE, "", "Bổ sung mục tiêu bằng mức được giao (80 %).", by=by)
    report_actions.return_submission(plan.submission, reason="Xem nhận xét tại từng mục.", by=by, at=at)
