"""An agency writes its plan for its targets; the standing agency remarks on it and agrees (I2)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from giamsat.addresses import new_public_id
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.targets import plans_queries as queries
from giamsat.targets import plans_rules as rules
from giamsat.targets.models import Goal, Indicator, Plan, PlanComponent, PlanGoal, PlanMeasure, PlanRemark
from giamsat.targets.plans_content import hash_of, is_summed
from giamsat.targets.plans_states import PlanPart, PlanState, RemarkState, Term
from giamsat.targets.states import Direction, IndicatorKind, Operator
from giamsat.tasks.models import Programme
from giamsat.wording import nfc, nfc_lines

LINES: dict[PlanPart, type[PlanGoal] | type[PlanMeasure] | type[PlanComponent]] = {
    PlanPart.GOAL: PlanGoal,
    PlanPart.MEASURE: PlanMeasure,
    PlanPart.COMPONENT: PlanComponent,
}


@transaction.atomic
def begin(programme: Programme, unit: Unit, *, year: int, until: int, by: Post, at: datetime) -> Plan:
    """Begin the next version of an agency's plan, from its last one, else from the goals assigned to it.

    The draft that there is already is answered as it stands: two who begin at once write one plan.
    """
    if by.role not in (Role.REPORTER, Role.APPROVER) or not by.speaks_for(unit.pk):
        raise NotAllowed
    rules.check_years(year, until)
    if draft := queries.draft_of(programme, unit, year=year, until=until):
        return draft
    last = queries.last_of(programme, unit)
    plan = Plan(programme=programme, unit=unit, year=year, until=until, by=by, created_at=at)
    plan.version, plan.mechanism = queries.next_version(programme, unit), last.mechanism if last else ""
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as clash:
        raise Stale from clash
    if last is not None:
        _copy(last, plan)
    _fill(plan)
    record("plan.begun", plan, by=by, version=plan.version)
    return plan


@transaction.atomic
def put_goals(
    plan: Plan, indicator: Indicator, said: Mapping[Term, rules.GoalSaid], *, seen: str, by: Post
) -> list[PlanGoal]:
    """Say what the agency sets itself of one indicator, for the year and for the whole period."""
    rules.check_may_write(plan, by)
    rules.check_goals(said)
    if indicator.programme_id != plan.programme_id:
        raise NotAllowed
    _claim(plan, seen)
    kept = []
    for term, goal in said.items():
        now = {
            "operator": goal.operator,
            "value": goal.value,
            "value_max": goal.value_max if goal.operator == Operator.RANGE else None,
            "text": nfc(goal.text)[:1000],
            "note": nfc_lines(goal.note),
        }
        kept.append(PlanGoal.objects.update_or_create(plan=plan, indicator=indicator, term=term, defaults=now)[0])
    record("plan.goals_put", plan, by=by, indicator=indicator.code)
    return kept


@transaction.atomic
def put_measure(plan: Plan, said: rules.MeasureSaid, *, seen: str, by: Post, line: str = "") -> PlanMeasure:
    """Write a task or solution of the plan, a new one where no line is named."""
    rules.check_may_write(plan, by)
    rules.check_measure(said)
    _check_above(plan, said.under, line)
    measure = _measure(plan, line)
    _claim(plan, seen)
    for name, value in _measure_fields(said).items():
        setattr(measure, name, value)
    measure.save()
    measure.coordinators.set(said.coordinators)
    record("plan.measure_put", plan, by=by, name=measure.name, line=measure.line)
    return measure


@transaction.atomic
def put_component(plan: Plan, said: rules.ComponentSaid, *, seen: str, by: Post, line: str = "") -> PlanComponent:
    """Write a target on the way, a new one where no line is named."""
    rules.check_may_write(plan, by)
    rules.check_component(said)
    component = _component(plan, line)
    _claim(plan, seen)
    for name, value in _component_fields(said).items():
        setattr(component, name, value)
    component.save()
    record("plan.component_put", plan, by=by, name=component.name, line=component.line)
    return component


@transaction.atomic
def put_mechanism(plan: Plan, text: str, *, seen: str, by: Post) -> None:
    """Say how the plan is carried out."""
    rules.check_may_write(plan, by)
    _claim(plan, seen, mechanism=nfc_lines(text))
    record("plan.mechanism_put", plan, by=by)


@transaction.atomic
def drop_line(plan: Plan, part: PlanPart, line: str, *, seen: str, by: Post) -> None:
    """Take a line out of the draft; earlier versions keep theirs."""
    rules.check_may_write(plan, by)
    gone = LINES[part].objects.filter(plan=plan, line=line).first()
    if gone is None:
        raise BadMove
    _claim(plan, seen)
    if part == PlanPart.MEASURE:
        PlanMeasure.objects.filter(plan=plan, under=line).update(under="")
    gone.delete()
    record("plan.line_dropped", plan, by=by, part=part.value, line=line)


def freeze(plan: Plan, *, seen_revision: int, by: Post) -> None:
    """Close a draft as it was seen, in the caller's transaction: content, hash and time stand from now on."""
    rules.check_may_write(plan, by)
    content = queries.content_of(plan)
    now: dict[str, Any] = {"state": PlanState.FROZEN, "content": content, "sha256": hash_of(content), "frozen_by": by}
    mine = Plan.objects.filter(pk=plan.pk, state=PlanState.DRAFT, revision=seen_revision)
    if not mine.update(**now, frozen_at=DatabaseClock()):
        raise Stale
    record("plan.frozen", plan, by=by, version=plan.version, sha256=now["sha256"])
    plan.refresh_from_db()


@transaction.atomic
def agree(plan: Plan, *, seen: str, by: Post) -> None:
    """The standing agency agrees to a plan; remarks that were written must go back with it instead."""
    rules.check_may_review(plan, by)
    rules.check_move(plan, PlanState.AGREED)
    if plan.remarks.exists():
        raise rules.RemarksUnsent
    _decide(plan, PlanState.AGREED, seen=seen, by=by)
    record("plan.agreed", plan, by=by, version=plan.version)


def turn_back(plan: Plan, *, by: Post) -> None:
    """Send a plan back with the remarks on it, in the transaction in which its report goes back."""
    rules.check_move(plan, PlanState.RETURNED)
    _decide(plan, PlanState.RETURNED, seen=plan.seen, by=by)
    record("plan.returned", plan, by=by, version=plan.version, remarks=plan.remarks.count())


@transaction.atomic
def remark(plan: Plan, part: PlanPart, line: str, text: str, *, by: Post) -> PlanRemark:
    """Note what is to be mended; the agency sees it once the plan goes back."""
    rules.check_may_review(plan, by)
    rules.check_remark(text)
    lines = {one["line"] for lines in ("goals", "measures", "components") for one in plan.content[lines]}
    if (part == PlanPart.WHOLE) != (line == "") or (line and line not in lines):
        raise BadMove
    if not Plan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.FROZEN).exists():
        raise Stale
    kept = PlanRemark.objects.create(plan=plan, part=part, line=line, text=nfc_lines(text), by=by, at=DatabaseClock())
    record("plan.remarked", plan, by=by, part=part.value, line=line)
    return kept


@transaction.atomic
def drop_remark(remark: PlanRemark, *, by: Post) -> None:
    """Take back a remark that the agency has not seen."""
    rules.check_may_drop(remark, by)
    if not Plan.objects.select_for_update().filter(pk=remark.plan_id, state=PlanState.FROZEN).exists():
        raise Stale
    if not PlanRemark.objects.filter(pk=remark.pk).delete()[0]:
        raise Stale
    record("plan.remark_dropped", remark.plan, by=by, part=remark.part, line=remark.line)


@transaction.atomic
def answer(remark: PlanRemark, text: str, *, seen: str, by: Post) -> None:
    """The agency answers a remark; it may say it better until the next version is handed in."""
    rules.check_may_answer(remark, by)
    rules.check_remark(text)
    said = nfc_lines(text)
    mine = PlanRemark.objects.filter(pk=remark.pk, answer=seen)
    now = {"state": RemarkState.ANSWERED, "answer": said, "answered_by": by}
    if not mine.update(**now, answered_at=DatabaseClock()):
        raise Stale
    record("plan.remark_answered", remark.plan, by=by, remark=remark.public_id)
    remark.refresh_from_db()


def _claim(plan: Plan, seen: str, **now: Any) -> None:
    """Move a draft one revision on, if nobody else has since it was seen; the row stays locked until the end."""
    mine = Plan.objects.filter(pk=plan.pk, state=PlanState.DRAFT, revision=plan.revision)
    if seen != plan.seen or not mine.update(revision=F("revision") + 1, **now):
        raise Stale
    plan.revision += 1
    for name, value in now.items():
        setattr(plan, name, value)


def _decide(plan: Plan, to: PlanState, *, seen: str, by: Post) -> None:
    mine = Plan.objects.filter(pk=plan.pk, state=plan.state)
    if seen != plan.seen or not mine.update(state=to, decided_by=by, decided_at=DatabaseClock()):
        raise Stale
    plan.state = to


def _measure(plan: Plan, line: str) -> PlanMeasure:
    """The measure as it stands at the plan's revision; a new one at the end where no line is named."""
    if not line:
        last = plan.measures.aggregate(n=Max("ordinal"))["n"] or 0
        return PlanMeasure(plan=plan, ordinal=last + 1)
    found = plan.measures.filter(line=line).first()
    if found is None:
        raise Stale
    return found


def _component(plan: Plan, line: str) -> PlanComponent:
    if not line:
        last = plan.components.aggregate(n=Max("ordinal"))["n"] or 0
        return PlanComponent(plan=plan, ordinal=last + 1)
    found = plan.components.filter(line=line).first()
    if found is None:
        raise Stale
    return found


def _check_above(plan: Plan, under: str, line: str) -> None:
    """Raise unless the measure above is another of the plan that stands by itself; there are two levels."""
    if not under:
        return
    above = PlanMeasure.objects.filter(plan=plan, line=under).exclude(line=line).first()
    has_parts = bool(line) and PlanMeasure.objects.filter(plan=plan, under=line).exists()
    if above is None or above.under or has_parts:
        raise rules.NotAbove


def _measure_fields(said: rules.MeasureSaid) -> dict[str, Any]:
    return {
        "kind": said.kind,
        "indicator_id": said.indicator,
        "under": said.under,
        "name": nfc(said.name)[:500],
        "product": nfc(said.product)[:500],
        "lead_id": said.lead,
        "words": nfc(said.words)[:300] if said.on else "",
        "bound": said.bound if said.on else "",
        "on": said.on,
        "clock": said.clock if said.on else None,
        "resources": nfc_lines(said.resources),
        "funding": said.funding,
        "funding_source": nfc(said.funding_source)[:200],
    }


def _component_fields(said: rules.ComponentSaid) -> dict[str, Any]:
    return {
        "indicator_id": said.indicator,
        "name": nfc(said.name)[:500],
        "measure": nfc(said.measure)[:80],
        "calculation": nfc_lines(said.calculation),
        "measurement": nfc_lines(said.measurement),
        "lead_id": said.lead,
        "value": said.value,
        "value_until": said.value_until,
        "text": nfc(said.text)[:1000],
    }


def _copy(last: Plan, plan: Plan) -> None:
    """Lines of the version before, under their own names, so that versions can be laid side by side."""
    for goal in last.goals.all():
        _renew(goal, plan)
    for component in last.components.all():
        _renew(component, plan)
    for measure in last.measures.prefetch_related("coordinators"):
        others = list(measure.coordinators.all())
        _renew(measure, plan)
        measure.coordinators.set(others)


def _renew(line: PlanGoal | PlanMeasure | PlanComponent, plan: Plan) -> None:
    line.pk, line.plan = None, plan
    line._state.adding = True
    line.save(force_insert=True)


def _fill(plan: Plan) -> None:
    """Goals for what is assigned to the agency and not in the plan yet, each with the value assigned."""
    assigned = list(queries.assigned_to(plan.unit, plan.programme))
    known = set(plan.goals.values_list("indicator_id", "term"))
    years = {Term.YEAR: plan.year, Term.PERIOD: plan.until}
    fresh = [
        _first_goal(plan, indicator, term, [goal for goal in assigned if goal.indicator_id == indicator.pk], year)
        for indicator in {goal.indicator_id: goal.indicator for goal in assigned}.values()
        for term, year in years.items()
        if (indicator.pk, term.value) not in known
    ]
    PlanGoal.objects.bulk_create(fresh)


def _first_goal(plan: Plan, indicator: Indicator, term: Term, assigned: Iterable[Goal], year: int) -> PlanGoal:
    """What an agency begins with: the newest goal set for it for that year, else the newest for all, else nothing."""
    fitting = [goal for goal in assigned if goal.year_to == year]
    fitting.sort(key=lambda goal: (goal.unit_id is not None, goal.pk))
    goal = PlanGoal(plan=plan, line=new_public_id(), indicator=indicator, term=term, operator=_usual(indicator))
    if fitting and not _is_shared_out(fitting[-1]):
        wanted = fitting[-1]
        goal.operator, goal.value, goal.value_max = wanted.operator, wanted.value, wanted.value_max
        goal.text = wanted.text[:1000]
    return goal


def _is_shared_out(goal: Goal) -> bool:
    """Whether it is a number of the whole country, of which no agency's share has been set."""
    indicator = {"kind": goal.indicator.kind, "reporters": goal.indicator.reporters}
    return goal.unit_id is None and is_summed(indicator)


def _usual(indicator: Indicator) -> Operator:
    if indicator.kind in (IndicatorKind.QUALITATIVE, IndicatorKind.STAGE) or indicator.direction == Direction.STATE:
        return Operator.TEXT
    return Operator.AT_MOST if indicator.direction == Direction.DOWN else Operator.AT_LEAST
