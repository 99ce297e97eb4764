"""Plans as pages show them: lines with what was assigned, remarks beside them, changes, conflicts, boards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.people.models import Post
from giamsat.reports.models import Obligation, Submission
from giamsat.targets import plans_queries as queries
from giamsat.targets.models import Plan, PlanRemark
from giamsat.targets.plans_changes import Change, changes
from giamsat.targets.plans_conflicts import Conflict, conflicts
from giamsat.targets.plans_content import Content, figure, goal_said
from giamsat.targets.plans_states import PlanPart, Term

#: field of a line → what it is called where versions are compared
FIELD_WORDS = {
    "": _("Cả dòng"),
    "said": _("Mục tiêu"),
    "note": _("Ghi chú"),
    "name": _("Tên"),
    "product": _("Sản phẩm"),
    "lead": _("Đơn vị chủ trì"),
    "coordinators": _("Đơn vị phối hợp"),
    "words": _("Thời hạn"),
    "resources": _("Nguồn lực"),
    "funding": _("Kinh phí (đồng)"),
    "funding_source": _("Nguồn kinh phí"),
    "under": _("Là một phần của"),
    "measure": _("Đơn vị tính"),
    "calculation": _("Phương pháp tính"),
    "measurement": _("Cách đo lường, đánh giá kết quả"),
    "value": _("Giá trị năm đầu"),
    "value_until": _("Giá trị năm cuối"),
    "text": _("Bằng lời"),
    "mechanism": _("Cơ chế tổ chức thực hiện"),
}


@dataclass(frozen=True)
class Line:
    """A line of a plan with what was remarked on it; `about` names it in a remark's form."""

    of: Mapping[str, Any]
    about: str
    remarks: list[PlanRemark]
    said: str = ""


@dataclass(frozen=True)
class GoalRow:
    """One indicator: what is assigned, and what the agency sets itself in each term."""

    code: str
    name: str
    #: Of the indicator; empty when it is no longer offered.
    public_id: str
    assigned: list[str]
    terms: list[Line]


@dataclass(frozen=True)
class MeasureRow:
    line: Line
    parts: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class ChangeRow:
    part: PlanPart
    name: str
    field: str
    was: str
    now: str


@dataclass(frozen=True)
class PlanRow:
    """One agency of the board of plans."""

    obligation: Obligation
    standing: str
    plan: Plan | None
    goals: int = 0
    measures: int = 0
    components: int = 0


@dataclass(frozen=True)
class Shown:
    """A version of a plan, laid out."""

    goals: list[GoalRow]
    measures: list[MeasureRow]
    components: list[Line]
    whole: list[PlanRemark]
    mechanism: str


def shown_of(plan: Plan, content: Content, remarks: Iterable[PlanRemark]) -> Shown:
    """A plan laid out; a handful of queries however long it is."""
    noted = queries.remarks_by_line(remarks)
    return Shown(
        goals=_goal_rows(plan, content, noted),
        measures=_measure_rows(content, noted),
        components=[
            Line(one, f"{PlanPart.COMPONENT}:{one['line']}", noted.get(one["line"], []), _component_said(one))
            for one in content["components"]
        ],
        whole=noted.get("", []),
        mechanism=content["mechanism"],
    )


def _goal_rows(plan: Plan, content: Content, noted: Mapping[str, list[PlanRemark]]) -> list[GoalRow]:
    assigned: dict[str, list[str]] = defaultdict(list)
    for goal in queries.assigned_to(plan.unit, plan.programme):
        year = f"{goal.year_to}: " if goal.year_to else ""
        assigned[goal.indicator.code].append(f"{year}{queries.goal_words(goal)} ({goal.symbol or goal.code})")
    offered = dict(queries.indicators_of(plan.programme).values_list("code", "public_id"))
    rows: dict[str, GoalRow] = {}
    for one in content["goals"]:
        row = rows.setdefault(
            one["indicator"],
            GoalRow(one["indicator"], one["name"], offered.get(one["indicator"], ""), assigned[one["indicator"]], []),
        )
        about = f"{PlanPart.GOAL}:{one['line']}"
        row.terms.append(Line(one, about, noted.get(one["line"], []), goal_said(one, one["measure"])))
    return list(rows.values())


def _measure_rows(content: Content, noted: Mapping[str, list[PlanRemark]]) -> list[MeasureRow]:
    lines = [
        Line(one, f"{PlanPart.MEASURE}:{one['line']}", noted.get(one["line"], []), _money(one))
        for one in content["measures"]
    ]
    known = {line.of["line"] for line in lines}
    rows = {line.of["line"]: MeasureRow(line) for line in lines if line.of["under"] not in known}
    for line in lines:
        if line.of["under"] in rows:
            rows[line.of["under"]].parts.append(line)
    return list(rows.values())


def _money(one: Mapping[str, Any]) -> str:
    money = gettext("%(sum)s đồng") % {"sum": figure(str(one["funding"]))} if one["funding"] is not None else ""
    return "; ".join(part for part in (one["resources"].rstrip("."), money, one["funding_source"]) if part)


def _component_said(one: Mapping[str, Any]) -> str:
    values = [
        f"{figure(one[key])} {one['measure']}".strip() for key in ("value", "value_until") if one[key] is not None
    ]
    return "; ".join([*([" → ".join(values)] if values else []), *([one["text"]] if one["text"] else [])])


def remarks_for(plan: Plan, post: Post) -> list[PlanRemark]:
    """The remarks a post sees beside a version: on itself, and on the one before while they are being answered."""
    versions = [plan, *([earlier] if (earlier := queries.before(plan)) else [])]
    found = (
        queries.remarks_visible_to(post).filter(plan__in=versions).select_related("by__person", "answered_by__person")
    )
    return list(found)


def conflict_words(found: Iterable[Conflict]) -> list[str]:
    """The sentence of each conflict in the reader's language."""
    return [gettext(one.flaw.label) % one.params for one in found]


def own_conflicts(plan: Plan, content: Content) -> list[str]:
    """What does not fit within one plan, and beside what was assigned to its agency."""
    mine = [one for one in queries.assigned_as_json(plan.programme) if one["unit"] in (None, plan.unit.code)]
    found = conflicts([content], mine)
    return conflict_words(one for one in found if one.unit)


def change_rows(was: Content, now: Content) -> list[ChangeRow]:
    return [_change(one) for one in changes(was, now)]


def _change(one: Change) -> ChangeRow:
    return ChangeRow(one.part, one.name, str(FIELD_WORDS[one.field]), one.was, one.now)


def counts_of(content: Content) -> dict[str, int]:
    return {
        "goals": len({one["indicator"] for one in content["goals"]}),
        "measures": len(content["measures"]),
        "components": len(content["components"]),
    }


def term_said(term: str, plan: Plan) -> str:
    """For when a goal is, in words: năm 2026; giai đoạn 2026–2030."""
    if term == Term.YEAR:
        return gettext("năm %(year)s") % {"year": plan.year}
    return gettext("giai đoạn %(year)s–%(until)s") % {"year": plan.year, "until": plan.until}


def rows_of(obligations: Iterable[tuple[Obligation, str]], seen: Mapping[int, Submission]) -> list[PlanRow]:
    """The board of plans: each agency with the newest plan it handed in, if any."""
    rows = []
    for owed, standing in obligations:
        submission = seen.get(owed.pk)
        plan = submission.plan if submission else None
        rows.append(PlanRow(owed, standing, plan, **(counts_of(plan.content) if plan else {})))
    return rows
