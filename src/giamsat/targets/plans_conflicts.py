"""What does not fit in plans laid side by side and beside what was assigned, in sentences. PURE."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from giamsat.targets.plans_content import Content, figure, goal_said, is_below, is_said, is_summed
from giamsat.targets.plans_states import Flaw
from giamsat.wording import folded

#: {"indicator", "unit": code or None, "year", "operator", "value", "value_max", "text", "symbol"}: a goal as assigned
Assigned = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that does not fit."""

    flaw: Flaw
    #: What its sentence names.
    params: Mapping[str, str]
    #: Code of the agency whose line it is, and the line; empty when it is of several.
    unit: str = ""
    line: str = ""

    @property
    def sentence(self) -> str:
        return self.flaw.label % self.params

    def as_json(self) -> dict[str, Any]:
        return {"flaw": self.flaw.value, "params": dict(self.params), "unit": self.unit, "line": self.line}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Conflict":
        return cls(Flaw(stored["flaw"]), stored["params"], stored["unit"], stored["line"])


def conflicts(plans: Sequence[Content], assigned: Sequence[Assigned]) -> list[Conflict]:
    """Every conflict of plans among themselves and with the goals assigned, in the order of `Flaw`."""
    found = [*_sums(plans, assigned), *_two_leads(plans)]
    for plan in plans:
        found += [*_below(plan, assigned), *_methods(plan), *_leads(plan), *_dates(plan), *_unserved(plan)]
    order = list(Flaw)
    return sorted(found, key=lambda one: order.index(one.flaw))


def _sums(plans: Sequence[Content], assigned: Sequence[Assigned]) -> Iterator[Conflict]:
    """The parts of a number that every agency reports, added up beside what is wanted of the country."""
    parts: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    named: dict[str, Mapping[str, Any]] = {}
    for goal in _goals(plans):
        if is_summed(goal) and goal["value"] is not None:
            parts[goal["indicator"], goal["year"]].append(Decimal(goal["value"]))
            named[goal["indicator"]] = goal
    for wanted in assigned:
        key = wanted["indicator"], wanted["year"]
        if wanted["unit"] is not None or wanted["value"] is None or key not in parts:
            continue
        one, whole = named[key[0]], sum(parts[key])
        if is_below({"value": whole, "value_max": None}, wanted, one["direction"]):
            yield Conflict(
                Flaw.SUM_BELOW,
                {
                    "indicator": _indicator(one),
                    "count": str(len(parts[key])),
                    "sum": f"{figure(str(whole))} {one['measure']}".strip(),
                    "goal": goal_said(wanted, one["measure"]),
                    "symbol": wanted["symbol"],
                },
            )


def _below(plan: Content, assigned: Sequence[Assigned]) -> Iterator[Conflict]:
    code = plan["unit"]["code"]
    for goal in plan["goals"]:
        for wanted in assigned:
            if (wanted["indicator"], wanted["year"]) != (goal["indicator"], goal["year"]):
                continue
            is_of_unit = wanted["unit"] == code or (wanted["unit"] is None and not is_summed(goal))
            if is_of_unit and is_below(goal, wanted, goal["direction"]):
                names = {
                    "indicator": _indicator(goal),
                    "said": goal_said(goal, goal["measure"]),
                    "goal": goal_said(wanted, goal["measure"]),
                    "symbol": wanted["symbol"],
                }
                yield _of(plan, goal, Flaw.BELOW_ASSIGNED, **names)


def _two_leads(plans: Sequence[Content]) -> Iterator[Conflict]:
    """The same measure or component that several agencies say they lead."""
    leads: dict[str, dict[str, str]] = defaultdict(dict)
    named: dict[str, str] = {}
    for line in (line for plan in plans for line in (*plan["measures"], *plan["components"])):
        if line["lead"]:
            leads[folded(line["name"])][line["lead"]["code"]] = line["lead"]["name"]
            named[folded(line["name"])] = line["name"]
    for key, units in leads.items():
        if len(units) > 1:
            names = "; ".join(sorted(units.values()))
            yield Conflict(Flaw.TWO_LEADS, {"name": named[key], "count": str(len(units)), "units": names})


def _methods(plan: Content) -> Iterator[Conflict]:
    for one in plan["components"]:
        if not one["calculation"] or not one["measurement"]:
            yield _of(plan, one, Flaw.NO_METHOD, name=one["name"])


def _leads(plan: Content) -> Iterator[Conflict]:
    for one in (*plan["measures"], *plan["components"]):
        if not one["lead"]:
            yield _of(plan, one, Flaw.NO_LEAD, name=one["name"])


def _dates(plan: Content) -> Iterator[Conflict]:
    """Measures that end after the last year for which the plan sets a goal of their indicator."""
    last: dict[str, int] = {}
    for goal in plan["goals"]:
        if is_said(goal):
            last[goal["indicator"]] = max(last.get(goal["indicator"], 0), goal["year"])
    for one in plan["measures"]:
        year = last.get(one["indicator"], int(plan["until"]))
        if one["on"] and date.fromisoformat(one["on"]).year > year:
            on = f"{date.fromisoformat(one['on']):%d/%m/%Y}"
            names = {"name": one["name"], "on": on, "year": str(year), "indicator": one["indicator"] or ""}
            yield _of(plan, one, Flaw.TOO_LATE, **names)


def _unserved(plan: Content) -> Iterator[Conflict]:
    served = {one["indicator"] for one in plan["measures"]}
    seen: set[str] = set()
    for goal in plan["goals"]:
        if is_said(goal) and goal["indicator"] not in served | seen:
            seen.add(goal["indicator"])
            yield _of(plan, goal, Flaw.NO_MEASURE, indicator=_indicator(goal))


def _of(plan: Content, line: Mapping[str, Any], flaw: Flaw, **names: str) -> Conflict:
    return Conflict(flaw, {"unit": plan["unit"]["name"], **names}, plan["unit"]["code"], line["line"])


def _goals(plans: Iterable[Content]) -> Iterator[Mapping[str, Any]]:
    return (goal for plan in plans for goal in plan["goals"])


def _indicator(goal: Mapping[str, Any]) -> str:
    return f"{goal['indicator']} “{goal['name']}”"
