"""Indicators and goals taken in from tables: first what would change, then all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from giamsat.errors import GiamsatError, Refused, Stale
from giamsat.journal.actions import record
from giamsat.journal.rules import Acts, list_hash
from giamsat.people.models import Post
from giamsat.targets import actions, rules
from giamsat.targets.agencies import Agencies
from giamsat.targets.layout import CSV, GOALS, INDICATORS, Fault, Line, csv_words, shown
from giamsat.targets.models import Goal, Indicator
from giamsat.targets.states import COUNTED, IndicatorKind, Missing, Operator
from giamsat.tasks.models import Programme
from giamsat.wording import Worded

SHEET_FIELDS = tuple(one.name for one in fields(rules.Sheet))
AIM_FIELDS = tuple(one.name for one in fields(rules.Aim))
#: What a row of the list of targets says about an indicator that is there already.
CSV_ABOUT_SHEET = ("name", "measure", "direction", "baseline_text", "calculation", "calculation_source")
RANKS = ("thứ hạng", "thứ bậc")


class BadTable(Refused):
    """Tệp có %(count)s chỗ chưa đúng nên chưa có gì được nhập: %(first)s. Hãy sửa tệp rồi tải lên lại."""

    code = "targets_bad_table"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults), first="; ".join(str(fault) for fault in faults[:3]))
        self.faults = tuple(faults)


class What(Worded):
    INDICATOR = "indicator", "Chỉ tiêu"
    GOAL = "goal", "Giá trị mục tiêu"
    VALUE = "value", "Số liệu"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a table would change."""

    what: What
    code: str
    #: Whether it is not there yet.
    is_new: bool
    #: Field → what it says and what it would say.
    fields: Mapping[str, tuple[str, str]]

    def __str__(self) -> str:
        if self.is_new:
            return f"+ {self.what.label} {self.code}"
        told = "; ".join(f"{name}: {was or '–'} → {now or '–'}" for name, (was, now) in self.fields.items())
        return f"~ {self.what.label} {self.code}: {told}"


@dataclass
class Plan:
    """What tables would change, and what is wrong with them."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0
    #: What is to be written, in an order in which it can be.
    sheets: "list[SheetDraft]" = field(default_factory=list)
    aims: "list[AimDraft]" = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Changes when what would change does."""
        return list_hash([str(change) for change in self.changes])


@dataclass
class SheetDraft:
    """A sheet to be written; the indicator above it is known by code, for it may be new too."""

    line: Line
    code: str
    sheet: rules.Sheet
    parent: str
    indicator: Indicator | None
    formula: str | None = None
    missing: Missing | None = None


@dataclass
class AimDraft:
    """A goal to be written: `goal` is the version it takes the place of."""

    line: Line
    indicator: str
    aim: rules.Aim
    goal: Goal | None


def plan(programme: Programme, rows: Mapping[str, Sequence[Line]], *, unofficial: Iterable[str] = ()) -> Plan:
    """What rows of the sheets (by sheet name) would change in a programme; reads only.

    `unofficial` names documents whose rows come from an unofficial copy.
    """
    planning = _Planning(programme, rows, frozenset(unofficial))
    for line in rows.get(INDICATORS.name, ()):
        planning.add_sheet(line, line.given)
    for line in rows.get(CSV.name, ()):
        planning.add_csv(line)
    for line in rows.get(GOALS.name, ()):
        planning.add_aim(line, line.given, str(line.given.get("indicator") or ""))
    planning.check_parents()
    return planning.made


@transaction.atomic
def load(
    programme: Programme,
    rows: Mapping[str, Sequence[Line]],
    *,
    seen: str | None = None,
    unofficial: Iterable[str] = (),
    by: Acts,
    at: datetime,
) -> Plan:
    """Take rows in, all of them or none; raises `BadTable`, and `Stale` when what would change is not what was seen."""
    if isinstance(by, Post):
        rules.check_may_keep(programme, by)
    made = plan(programme, rows, unofficial=unofficial)
    if made.faults:
        raise BadTable(made.faults)
    if seen is not None and seen != made.digest:
        raise Stale
    _write(programme, made, by=by)
    if made.changes:
        record("target.loaded", programme, by=by, changes=len(made.changes), unchanged=made.unchanged)
    return made


def _write(programme: Programme, made: Plan, *, by: Acts) -> None:
    faults: list[Fault] = []
    written = {one.code: one for one in Indicator.objects.filter(programme=programme, joined_into=None)}
    for draft in made.sheets:
        try:
            _write_sheet(programme, draft, written, by=by)
        except GiamsatError as refusal:
            faults.append(draft.line.fault("code", str(refusal)))
    for aim_draft in made.aims:
        try:
            indicator = written[aim_draft.indicator]
            actions.write_goal(indicator, aim_draft.aim, by=by, instead=aim_draft.goal)
        except GiamsatError as refusal:
            faults.append(aim_draft.line.fault("code", str(refusal)))
    for draft in made.sheets:
        if draft.formula is not None and not faults:
            try:
                indicator = written[draft.code]
                missing = draft.missing or Missing(indicator.missing)
                actions.write_formula(indicator, draft.formula, missing, by=by)
            except GiamsatError as refusal:
                faults.append(draft.line.fault("formula", str(refusal)))
    if faults:
        raise BadTable(faults)


def _write_sheet(programme: Programme, draft: SheetDraft, written: dict[str, Indicator], *, by: Acts) -> None:
    parent = written[draft.parent].pk if draft.parent else None
    sheet = replace(draft.sheet, parent=parent)
    if draft.indicator is None:
        written[draft.code] = actions.write_indicator(programme, draft.code, sheet, by=by)
    elif sheet != actions.sheet_of(draft.indicator):
        indicator = written[draft.code]
        actions.write_sheet(indicator, sheet, by=by)


class _Planning:
    """Rows laid beside what is there."""

    def __init__(self, programme: Programme, rows: Mapping[str, Sequence[Line]], unofficial: frozenset[str]) -> None:
        self.made = Plan()
        self.unofficial = unofficial
        everything = [line for listed in rows.values() for line in listed]
        self.agencies = Agencies(everything)
        indicators = Indicator.objects.filter(programme=programme).select_related("parent", "joined_into")
        self.indicators = {one.code: one for one in indicators}
        self.codes = {one.pk: one.code for one in self.indicators.values()}
        coded = [str(line.given.get("code")) for line in everything]
        goals = list(Goal.objects.filter(code__in=coded, replaced_at=None).select_related("indicator"))
        self.goals = {goal.code: goal for goal in goals}
        self.leads = actions.leads_of(goals)
        self.elsewhere = set(
            Indicator.objects.exclude(programme=programme).filter(code__in=coded).values_list("code", flat=True)
        )
        self.seen: dict[tuple[str, str], str] = {}
        self.drafts: dict[str, SheetDraft] = {}

    def fault(self, line: Line, key: str, problem: str) -> None:
        self.made.faults.append(line.fault(key, problem))

    def _is_double(self, line: Line, what: str, code: str) -> bool:
        first = self.seen.setdefault((what, code), line.where("code"))
        if first != line.where("code"):
            self.fault(line, "code", f"mã {code} đã có ở {first}")
        return first != line.where("code")

    def add_csv(self, line: Line) -> None:
        """A goal, and the indicator it is of where that is not there yet or still its own."""
        given = dict(line.given)
        code = str(given.get("code") or "")
        goal = self.goals.get(code)
        owner = goal.indicator.code if goal else code
        leads = self.agencies.of_goal(line)
        if owner == code:
            self.add_sheet(line, self._csv_sheet(given, leads, is_new=code not in self.indicators))
        self.add_aim(line, given, owner)

    def _csv_sheet(self, given: Mapping[str, Any], leads: Sequence[str], *, is_new: bool) -> dict[str, Any]:
        told = {name: given[name] for name in ("code", "parent", *CSV_ABOUT_SHEET) if given.get(name) is not None}
        if given.get("symbol") in self.unofficial:
            told["is_official"] = False
        if is_new:
            told |= {"kind": kind_of(given), "lead": leads[0] if leads else "", "coordinators": tuple(leads[1:])}
        return told

    def add_sheet(self, line: Line, given: Mapping[str, Any]) -> None:
        code = str(given.get("code") or "")
        if not code or self._is_double(line, "sheet", code):
            return
        there = self.indicators.get(code)
        if code in self.elsewhere or (there and there.joined_into_id):
            self.fault(line, "code", f"mã {code} thuộc chương trình khác hoặc đã được ghép vào chỉ tiêu khác")
            return
        was = actions.sheet_of(there) if there else None
        told = {name: given[name] for name in SHEET_FIELDS if given.get(name) is not None and name != "parent"}
        told |= self.agencies.of_sheet(line, given, self.fault)
        base = was or rules.Sheet(name="", kind=kind_of(given))
        sheet = replace(base, **told, parent=None)
        above = self.codes.get(there.parent_id or 0, "") if there else ""
        parent = str(given["parent"]) if given.get("parent") is not None else above
        draft = SheetDraft(line, code, sheet, parent, there)
        if given.get("formula") is not None and given["formula"] != (there.formula if there else ""):
            draft.formula, draft.missing = given["formula"], given.get("missing")
        self.drafts[code] = draft
        self._check(line, "code", rules.check_code, code)
        self._check(line, "name", rules.check_sheet, sheet)
        self._note_sheet(draft, was, above)

    def _note_sheet(self, draft: SheetDraft, was: rules.Sheet | None, above: str) -> None:
        different: dict[str, tuple[str, str]] = {}
        if was is not None:
            without = replace(was, parent=None)
            different = {
                name: (self._said(getattr(without, name)), self._said(getattr(draft.sheet, name)))
                for name in SHEET_FIELDS
                if getattr(without, name) != getattr(draft.sheet, name)
            }
            different |= {"parent": (above, draft.parent)} if above != draft.parent else {}
        if draft.formula is not None:
            different["formula"] = (draft.indicator.formula if draft.indicator else "", draft.formula)
        if was is not None and not different:
            self.made.unchanged += 1
            return
        self.made.changes.append(Change(What.INDICATOR, draft.code, was is None, different))

    def _said(self, value: Any) -> str:
        return self.agencies.names(value) if isinstance(value, tuple) else csv_words(shown(value))

    def add_aim(self, line: Line, given: Mapping[str, Any], owner: str) -> None:
        code = str(given.get("code") or "")
        if not code or self._is_double(line, "aim", code):
            return
        if owner not in self.drafts and owner not in self.indicators:
            self.fault(line, "indicator", f"không có chỉ tiêu mã {owner}")
            return
        goal = self.goals.get(code)
        was = actions.aim_of(goal, self.leads.get(goal.pk, ())) if goal else None
        told = {name: given[name] for name in AIM_FIELDS if given.get(name) is not None} | self.agencies.of_aim(
            line, given, self.fault
        )
        if given.get("symbol") in self.unofficial:
            told["is_official"] = False
        base = was or rules.Aim(code=code, name="", operator=Operator.TEXT)
        emptied = {name: None for name in ("value", "value_max", "year_from", "year_to") if name in given}
        aim = replace(base, **(emptied | told))
        self._check(line, "value" if aim.operator in COUNTED else "code", rules.check_aim, aim)
        self._note_aim(AimDraft(line, owner, aim, goal), was)

    def _note_aim(self, draft: AimDraft, was: rules.Aim | None) -> None:
        different: dict[str, tuple[str, str]] = {}
        if was is not None and draft.goal is not None:
            different = {
                name: (self._said(getattr(was, name)), self._said(getattr(draft.aim, name)))
                for name in AIM_FIELDS
                if getattr(was, name) != getattr(draft.aim, name)
            }
            if draft.goal.indicator.code != draft.indicator:
                self.fault(draft.line, "indicator", "muốn chuyển sang chỉ tiêu khác thì ghép hai chỉ tiêu")
        if was is not None and not different:
            self.made.unchanged += 1
            return
        self.made.changes.append(Change(What.GOAL, draft.aim.code, was is None, different))
        self.made.aims.append(draft)

    def check_parents(self) -> None:
        """Sheets in an order in which what is above is written first."""
        done: set[str] = set()
        waiting = list(self.drafts.values())
        while waiting:
            ready = [one for one in waiting if not one.parent or one.parent in done or self._is_there(one.parent)]
            if not ready:
                for one in waiting:
                    self.fault(one.line, "parent", f"không có chỉ tiêu mã {one.parent}, hoặc nó nằm trong chính nó")
                return
            self.made.sheets += ready
            done |= {one.code for one in ready}
            waiting = [one for one in waiting if one.code not in done]

    def _is_there(self, code: str) -> bool:
        return code not in self.drafts and code in self.indicators

    def _check(self, line: Line, key: str, check: Any, value: Any) -> None:
        try:
            check(value)
        except GiamsatError as refusal:
            self.fault(line, key, str(refusal))


def kind_of(given: Mapping[str, Any]) -> IndicatorKind:
    """What kind an indicator is, by what is wanted of it and its unit of measure; an officer may say otherwise."""
    if given.get("kind"):
        return IndicatorKind(given["kind"])
    operator, measure = given.get("operator"), str(given.get("measure") or "").lower()
    if operator == Operator.GROUP:
        return IndicatorKind.HEADING
    if operator == Operator.TEXT:
        return IndicatorKind.QUALITATIVE
    if measure in RANKS:
        return IndicatorKind.RANK
    return IndicatorKind.SHARE if measure.startswith("%") else IndicatorKind.NUMBER
