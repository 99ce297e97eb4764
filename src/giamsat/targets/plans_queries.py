from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet

from giamsat.people.models import Post, Unit
from giamsat.people.states import GROUPS, Role
from giamsat.targets.models import Goal, Indicator, Plan, PlanComponent, PlanGoal, PlanMeasure, PlanRemark
from giamsat.targets.plans_content import Content, goal_said, plain
from giamsat.targets.plans_states import REVIEWED, PlanState, RemarkState, Term
from giamsat.targets.states import IndicatorKind, Operator, Reporters
from giamsat.tasks.models import Programme
from giamsat.tasks.queries import programmes_for

NAMED = ("programme", "unit", "frozen_by__person", "decided_by__person")


def plans_visible_to(post: Post) -> QuerySet[Plan]:
    """All versions for the agency's own people; those handed in for who sees the programme whole; newest first."""
    newest = Plan.objects.select_related(*NAMED).order_by("-id")
    if post.role in (Role.REPORTER, Role.APPROVER):
        return newest.filter(unit__in=post.unit.speaks_for)
    return newest.filter(programme__in=programmes_for(post)).exclude(state=PlanState.DRAFT)


def remarks_visible_to(post: Post) -> QuerySet[PlanRemark]:
    """Remarks on the plans a post sees; before they are sent, only for the coordinators who write them."""
    seen = PlanRemark.objects.filter(plan__in=plans_visible_to(post)).select_related("plan__programme", "plan__unit")
    if post.role == Role.COORDINATOR:
        return seen.filter(Q(plan__state__in=REVIEWED) | Q(plan__programme__owner__in=post.unit.speaks_for))
    return seen.filter(plan__state__in=REVIEWED)


def draft_of(programme: Programme, unit: Unit, *, year: int, until: int) -> Plan | None:
    """The version an agency is writing for the years of a programme."""
    drafts = Plan.objects.filter(state=PlanState.DRAFT, programme=programme, unit=unit, year=year, until=until)
    return drafts.select_related(*NAMED).first()


def last_of(programme: Programme, unit: Unit) -> Plan | None:
    """The newest version of an agency's plan that was handed in."""
    return _handed_in(programme.pk, unit.pk).first()


def next_version(programme: Programme, unit: Unit) -> int:
    versions = Plan.objects.filter(programme=programme, unit=unit).aggregate(n=Max("version"))
    return (versions["n"] or 0) + 1


def before(plan: Plan) -> Plan | None:
    """The version handed in that this one follows."""
    return _handed_in(plan.programme_id, plan.unit_id).filter(version__lt=plan.version).first()


def _handed_in(programme: int, unit: int) -> QuerySet[Plan]:
    versions = Plan.objects.filter(programme=programme, unit=unit).exclude(state=PlanState.DRAFT)
    return versions.select_related(*NAMED).order_by("-version")


def reviewed_versions(post: Post) -> QuerySet[Plan]:
    """Plans that wait for the coordinators of the standing agency, the oldest first."""
    if post.role != Role.COORDINATOR:
        return Plan.objects.none()
    mine = Plan.objects.filter(programme__owner__in=post.unit.speaks_for, state=PlanState.FROZEN)
    newer = Plan.objects.exclude(state=PlanState.DRAFT).order_by("programme", "unit", "-version")
    newest = _newest_keys(newer.filter(programme__owner__in=post.unit.speaks_for))
    return mine.filter(pk__in=newest).select_related(*NAMED).order_by("frozen_at", "id")


def _newest_keys(plans: QuerySet[Plan]) -> list[int]:
    """The keys of the newest version of each agency's plan."""
    newest: dict[tuple[int, int], int] = {}
    for key, programme, unit in plans.values_list("pk", "programme", "unit"):
        newest.setdefault((programme, unit), key)
    return list(newest.values())


def assigned_to(unit: Unit, programme: Programme) -> QuerySet[Goal]:
    """The goals that bind an agency: set for it, for what it leads, or for all that report for themselves."""
    groups = [token for token, kinds in GROUPS.items() if unit.kind in kinds]
    every = Q(unit=None, indicator__reporters__in=groups)
    led = Q(unit=None, indicator__reporters=Reporters.LEAD) & (Q(leads=unit) | Q(indicator__lead=unit))
    found = standing_goals(programme).filter(Q(unit=unit) | every | led)
    return found.distinct().order_by("indicator__code", "year_to", "id")


def standing_goals(programme: Programme) -> QuerySet[Goal]:
    """Every goal in force of a programme's indicators."""
    found = Goal.objects.filter(indicator__programme=programme, indicator__joined_into=None, replaced_at=None)
    wanted = found.exclude(operator=Operator.GROUP).exclude(indicator__kind=IndicatorKind.HEADING)
    return wanted.select_related("indicator", "unit")


def indicators_of(programme: Programme) -> QuerySet[Indicator]:
    """The indicators a plan may set goals for."""
    found = Indicator.objects.filter(programme=programme, joined_into=None)
    return found.exclude(kind=IndicatorKind.HEADING).order_by("code")


def assigned_as_json(programme: Programme) -> list[dict[str, Any]]:
    """Every goal in force as `plans_conflicts` takes it."""
    return [_assigned(goal) for goal in standing_goals(programme).exclude(year_to=None).order_by("id")]


def _assigned(goal: Goal) -> dict[str, Any]:
    return {
        "indicator": goal.indicator.code,
        "unit": goal.unit.code if goal.unit else None,
        "year": goal.year_to,
        "operator": goal.operator,
        "value": plain(goal.value),
        "value_max": plain(goal.value_max),
        "text": goal.text,
        "symbol": goal.symbol or goal.code,
    }


def goal_words(goal: Goal) -> str:
    """A goal as assigned, in few words."""
    return goal_said(_assigned(goal), goal.measure or goal.indicator.measure)


def lines_of(plan: Plan) -> tuple[list[PlanGoal], list[PlanMeasure], list[PlanComponent]]:
    """Goals, measures and components of a version in their order."""
    goals = sorted(
        plan.goals.select_related("indicator"),
        key=lambda goal: (goal.indicator.code, list(Term).index(Term(goal.term))),
    )
    others = Prefetch("coordinators", Unit.objects.order_by("sort_key"))
    measures = plan.measures.select_related("indicator", "lead").prefetch_related(others).order_by("ordinal", "id")
    components = plan.components.select_related("indicator", "lead").order_by("ordinal", "id")
    return goals, list(measures), list(components)


def content_of(plan: Plan) -> Content:
    """A version as plain JSON: what was handed in, or the draft as it stands now."""
    if plan.state != PlanState.DRAFT:
        return dict(plan.content)
    goals, measures, components = lines_of(plan)
    return {
        "programme": plan.programme.code,
        "unit": _unit(plan.unit),
        "version": plan.version,
        "year": plan.year,
        "until": plan.until,
        "mechanism": plan.mechanism,
        "goals": [_goal(goal, plan) for goal in goals],
        "measures": [_measure(one) for one in measures],
        "components": [_component(one) for one in components],
    }


def _goal(goal: PlanGoal, plan: Plan) -> dict[str, Any]:
    indicator = goal.indicator
    return {
        "line": goal.line,
        "indicator": indicator.code,
        "name": indicator.name,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "measure": indicator.measure,
        "reporters": indicator.reporters,
        "term": goal.term,
        "year": plan.year if goal.term == Term.YEAR else plan.until,
        "operator": goal.operator,
        "value": plain(goal.value),
        "value_max": plain(goal.value_max),
        "text": goal.text,
        "note": goal.note,
    }


def _measure(one: PlanMeasure) -> dict[str, Any]:
    return {
        "line": one.line,
        "kind": one.kind,
        "indicator": one.indicator.code if one.indicator else "",
        "under": one.under,
        "name": one.name,
        "product": one.product,
        "lead": _unit(one.lead),
        "coordinators": [_unit(unit) for unit in one.coordinators.all()],
        "words": one.words,
        "bound": one.bound,
        "on": one.on.isoformat() if one.on else None,
        "clock": one.clock.isoformat() if one.clock else None,
        "resources": one.resources,
        "funding": one.funding,
        "funding_source": one.funding_source,
    }


def _component(one: PlanComponent) -> dict[str, Any]:
    return {
        "line": one.line,
        "indicator": one.indicator.code,
        "name": one.name,
        "measure": one.measure,
        "calculation": one.calculation,
        "measurement": one.measurement,
        "lead": _unit(one.lead),
        "value": plain(one.value),
        "value_until": plain(one.value_until),
        "text": one.text,
    }


def _unit(unit: Unit | None) -> dict[str, str] | None:
    return {"code": unit.code, "name": unit.name} if unit else None


def unanswered(plan: Plan) -> int:
    """How many remarks on the version before still wait for an answer of the agency."""
    earlier = before(plan)
    if earlier is None or earlier.state not in REVIEWED:
        return 0
    return earlier.remarks.filter(state=RemarkState.OPEN).count()


def remarks_by_line(remarks: Iterable[PlanRemark]) -> dict[str, list[PlanRemark]]:
    """Line ("" for the whole) → its remarks, in the order written."""
    found: dict[str, list[PlanRemark]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda one: one.pk):
        found[remark.line].append(remark)
    return found
