"""What changed from one version of a plan to the next, line by line. PURE."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from giamsat.targets.plans_content import Content, figure, goal_said
from giamsat.targets.plans_states import PlanPart, Term

PARTS = {PlanPart.GOAL: "goals", PlanPart.MEASURE: "measures", PlanPart.COMPONENT: "components"}
#: Fields that are compared, in the order in which they are told.
FIELDS = {
    PlanPart.GOAL: ("said", "note"),
    PlanPart.MEASURE: (
        *("name", "product", "lead", "coordinators", "words", "resources", "funding", "funding_source", "under"),
    ),
    PlanPart.COMPONENT: ("name", "measure", "calculation", "measurement", "lead", "value", "value_until", "text"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one line; was or now is empty for a line that is new or gone."""

    part: PlanPart
    line: str
    #: What the line is called.
    name: str
    #: "" for the line as a whole.
    field: str
    was: str
    now: str


def changes(was: Content, now: Content) -> list[Change]:
    """Every difference of two versions: lines that are new, gone or say something else, and the mechanism."""
    found = [change for part in PARTS for change in _of_part(part, was, now)]
    if was["mechanism"] != now["mechanism"]:
        found.append(Change(PlanPart.WHOLE, "", "", "mechanism", was["mechanism"], now["mechanism"]))
    return found


def _of_part(part: PlanPart, was: Content, now: Content) -> Iterator[Change]:
    before = {one["line"]: one for one in was[PARTS[part]]}
    after = {one["line"]: one for one in now[PARTS[part]]}
    for line, one in after.items():
        if line not in before:
            yield Change(part, line, name_of(part, one), "", "", shown(part, one))
            continue
        for field in FIELDS[part]:
            old, new = said(before[line], field), said(one, field)
            if old != new:
                yield Change(part, line, name_of(part, one), field, old, new)
    for line, one in before.items():
        if line not in after:
            yield Change(part, line, name_of(part, one), "", shown(part, one), "")


def said(line: Mapping[str, Any], field: str) -> str:
    """One field of a line in words."""
    if field == "said":
        return goal_said(line, line["measure"])
    value = line[field]
    if field == "coordinators":
        return ", ".join(unit["name"] for unit in value)
    if field in ("value", "value_until", "funding"):
        return "" if value is None else figure(value)
    return str(value["name"] if isinstance(value, Mapping) else value or "")


def name_of(part: PlanPart, line: Mapping[str, Any]) -> str:
    """What a line is called; a goal by its indicator and for when it is."""
    if part != PlanPart.GOAL:
        return str(line["name"])
    return f"{line['indicator']} ({Term(line['term']).label.lower()}, {line['year']})"


def shown(part: PlanPart, line: Mapping[str, Any]) -> str:
    """A whole line in few words."""
    return goal_said(line, line["measure"]) if part == PlanPart.GOAL else str(line["name"])
