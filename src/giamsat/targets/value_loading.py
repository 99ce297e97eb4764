"""Values taken in from the sheet "Số liệu": first what would change, then all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from giamsat.errors import GiamsatError, Stale
from giamsat.journal.rules import list_hash
from giamsat.people.models import Post, Unit
from giamsat.targets import reporting, rules
from giamsat.targets.layout import VALUES, Fault, Line
from giamsat.targets.loading import BadTable, Change, What
from giamsat.targets.models import COUNTRY, Indicator, Reported
from giamsat.targets.numbers import plain
from giamsat.targets.queries import visible_to
from giamsat.targets.states import ReportedState
from giamsat.timetable import VIETNAM
from giamsat.wording import nfc_lines


@dataclass(frozen=True, slots=True)
class ValueDraft:
    """A value to be submitted."""

    line: Line
    indicator: Indicator
    unit: Unit | None
    value: rules.Value


@dataclass
class ValuePlan:
    """What a sheet of values would change, and what is wrong with it."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0
    drafts: list[ValueDraft] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Changes when what would change does."""
        return list_hash([str(change) for change in self.changes])


#: refusal → the column it is about
COLUMNS: dict[type[GiamsatError], str] = {
    rules.PeriodUnknown: "period",
    rules.PeriodAhead: "period",
    rules.SliceUnknown: "slice",
    rules.NotReported: "indicator",
    rules.Unanswered: "answer",
    rules.ValueWaiting: "period",
}


def plan(rows: Mapping[str, Sequence[Line]], *, by: Post, at: datetime) -> ValuePlan:
    """What the rows would report in the name of `by`; computed values in them are passed over. Reads only."""
    lines = [line for line in rows.get(VALUES.name, ()) if not line.given.get("is_computed")]
    made = ValuePlan()
    codes = {str(line.given.get("indicator")) for line in lines}
    indicators = {one.code: one for one in visible_to(by).filter(code__in=codes).select_related("programme", "lead")}
    names = {str(line.given["unit"]) for line in lines if line.given.get("unit")}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=names)}
    standing = _standing(indicators.values())
    seen: dict[tuple[int, int, str, str], str] = {}
    for line in lines:
        _add(made, line, indicators, units, standing, seen, by=by, at=at)
    return made


@transaction.atomic
def load(rows: Mapping[str, Sequence[Line]], *, seen: str | None = None, by: Post, at: datetime) -> ValuePlan:
    """Submit all values or none; raises `BadTable`, and `Stale` when what would change is not what was seen."""
    made = plan(rows, by=by, at=at)
    if made.faults:
        raise BadTable(made.faults)
    if seen is not None and seen != made.digest:
        raise Stale
    faults = []
    for draft in made.drafts:
        try:
            reporting.submit(draft.indicator, draft.unit, draft.value, by=by, at=at)
        except GiamsatError as refusal:
            faults.append(_fault(draft.line, refusal))
    if faults:
        raise BadTable(faults)
    return made


def _standing(indicators: Iterable[Indicator]) -> dict[tuple[int, int, str, str], tuple[Decimal | None, str]]:
    """Where a value stands or waits → what it says; the one that waits counts."""
    live = Reported.objects.filter(
        indicator__in=list(indicators),
        state__in=(ReportedState.VERIFIED, ReportedState.SUBMITTED),
    )
    columns = ("indicator", "place", "period", "slice", "number", "text")
    return {row[:4]: row[4:] for row in live.order_by("version").values_list(*columns)}


def _add(
    made: ValuePlan,
    line: Line,
    indicators: Mapping[str, Indicator],
    units: Mapping[str, Unit],
    standing: Mapping[tuple[int, int, str, str], tuple[Decimal | None, str]],
    seen: dict[tuple[int, int, str, str], str],
    *,
    by: Post,
    at: datetime,
) -> None:
    given = line.given
    indicator = indicators.get(str(given.get("indicator")))
    if indicator is None:
        made.faults.append(line.fault("indicator", f"không có chỉ tiêu mã {given.get('indicator')}"))
        return
    unit = units.get(str(given["unit"])) if given.get("unit") else None
    if given.get("unit") and unit is None:
        made.faults.append(line.fault("unit", f"không có cơ quan mã {given['unit']}"))
        return
    told = {name: given.get(name) or "" for name in ("period", "text", "slice", "source", "answer")}
    value = rules.Value(number=given.get("number"), **told)
    key = (indicator.pk, unit.pk if unit else COUNTRY, value.period, value.slice)
    first = seen.setdefault(key, line.where("indicator"))
    if first != line.where("indicator"):
        made.faults.append(line.fault("period", f"đã có dòng khác cùng kỳ ở {first}"))
        return
    was = standing.get(key)
    if was == (value.number, nfc_lines(value.text)):
        made.unchanged += 1
        return
    try:
        rules.check_may_report(indicator, unit.pk if unit else None, by)
        rules.check_value(indicator, value, at.astimezone(VIETNAM).date())
        rules.check_answered(reporting.asked_about(indicator, unit, value), value.answer)
    except GiamsatError as refusal:
        made.faults.append(_fault(line, refusal))
        return
    made.drafts.append(ValueDraft(line, indicator, unit, value))
    name = f"{indicator.code} {unit.code if unit else ''} {value.period} {value.slice}".replace("  ", " ").strip()
    made.changes.append(
        Change(What.VALUE, name, was is None, {"number": (_said(was[0]) if was else "", _said(value.number))})
    )


def _fault(line: Line, refusal: GiamsatError) -> Fault:
    return line.fault(COLUMNS.get(type(refusal), "number"), str(refusal))


def _said(number: Decimal | None) -> str:
    return plain(number) if number is not None else ""
