"""What a sheet, a goal and a value must say, who writes and who verifies them. No query, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.targets.formula import parse, reads
from giamsat.targets.models import COUNTRY, Indicator, Joining, Reported
from giamsat.targets.numbers import LARGEST, check_number
from giamsat.targets.questioning import Asked
from giamsat.targets.states import (
    COUNTED,
    JOINING_MOVES,
    MOVES,
    NUMERIC,
    Accumulation,
    Direction,
    IndicatorKind,
    JoiningState,
    Operator,
    ReportedState,
    Reporters,
)
from giamsat.tasks.models import Programme
from giamsat.timetable import Every, spans
from giamsat.wording import nfc, nfc_lines

#: years a goal or a baseline may name
YEARS = range(1945, 2101)
CADENCES = {
    Every.DAY: spans.Unit.DAY,
    Every.WEEK: spans.Unit.WEEK,
    Every.MONTH: spans.Unit.MONTH,
    Every.QUARTER: spans.Unit.QUARTER,
    Every.QUARTER_LAST: spans.Unit.QUARTER,
    Every.HALF_YEAR: spans.Unit.HALF_YEAR,
    Every.YEAR: spans.Unit.YEAR,
}


class SheetIncomplete(Refused):
    """Phiếu chỉ tiêu còn thiếu: %(missing)s. Hãy bổ sung rồi lưu lại."""

    code = "sheet_incomplete"


class CodeTaken(Refused):
    """Mã chỉ tiêu %(code)s đã được dùng. Hãy chọn mã khác."""

    code = "indicator_code_taken"


class BadCode(Refused):
    """Mã chỉ tiêu chỉ gồm chữ, số, dấu chấm, gạch ngang, gạch chéo, không có khoảng trắng, nhiều nhất 40 ký tự."""

    code = "indicator_bad_code"


class YearOut(Refused):
    """Năm phải từ 1945 đến 2100 và năm sau không trước năm đầu."""

    code = "year_out"


class ParentRing(Refused):
    """Chỉ tiêu không thể nằm trong chính nó hoặc trong chỉ tiêu con của nó. Hãy chọn chỉ tiêu cha khác."""

    code = "indicator_parent_ring"


class GoalIncomplete(Refused):
    """Giá trị mục tiêu chưa đủ: có phép so thì phải có số, là khoảng thì số sau không nhỏ hơn số trước."""

    code = "goal_incomplete"


class NotReported(Refused):
    """Số liệu này được tính theo công thức hoặc chỉ tiêu chỉ là nhóm, nên không nhập được. Hãy nhập các phần của nó."""

    code = "value_not_reported"


class PeriodUnknown(Refused):
    """Kỳ số liệu không đúng. Chỉ tiêu này có số liệu theo kỳ như %(example)s."""

    code = "value_period_unknown"


class PeriodAhead(Refused):
    """Kỳ số liệu chưa bắt đầu. Hãy chọn một kỳ đã hoặc đang diễn ra."""

    code = "value_period_ahead"


class ValueMissing(Refused):
    """Hãy ghi số liệu; với chỉ tiêu định tính hãy ghi kết quả bằng lời."""

    code = "value_missing"


class ValueUnfit(Refused):
    """Số liệu không hợp loại chỉ tiêu: thứ hạng từ 1 trở lên, có hoặc không là 1 hoặc 0, giai đoạn là số thứ tự."""

    code = "value_unfit"


class SliceUnknown(Refused):
    """Chỉ tiêu này không có phân tổ đó. Hãy chọn một phân tổ có trong phiếu chỉ tiêu."""

    code = "value_slice_unknown"


class Unanswered(Refused):
    """Số liệu có điểm cần giải thích: hãy đọc câu hỏi, sửa nếu nhầm, nếu đúng thì ghi câu trả lời rồi gửi lại."""

    code = "value_unanswered"


class ValueWaiting(Refused):
    """Kỳ này đã có số liệu chờ xác nhận. Hãy chờ xác nhận, hoặc rút số liệu đó rồi nhập lại."""

    code = "value_waiting"


class OwnValue(NotAllowed):
    """Người nhập số liệu không tự xác nhận được. Hãy để người khác xác nhận."""

    code = "own_value"


class ReasonMissing(Refused):
    """Hãy ghi lý do trả lại để đơn vị biết phải sửa gì."""

    code = "reason_missing"


class NotYours(NotAllowed):
    """Chỉ người nhập rút được số liệu đang chờ xác nhận."""

    code = "not_yours"


class JoinedUnlike(Refused):
    """Hai chỉ tiêu khác loại hoặc khác chiều nên không ghép được. Hãy sửa phiếu cho giống nhau, hoặc giữ riêng."""

    code = "joined_unlike"


class JoinedUsed(Refused):
    """Chỉ tiêu bị ghép đã có số liệu, công thức hoặc được công thức khác dùng. Hãy ghép theo chiều ngược lại."""

    code = "joined_used"


class FedAlready(Refused):
    """Nhiệm vụ này đã được gắn với chỉ tiêu rồi."""

    code = "fed_already"


class JoinedTwice(Refused):
    """Một trong hai chỉ tiêu đã được ghép vào chỉ tiêu khác. Hãy tách ra trước."""

    code = "joined_twice"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet of an indicator says (phiếu chỉ tiêu)."""

    name: str
    kind: IndicatorKind
    direction: Direction = Direction.UP
    measure: str = ""
    #: Keys of indicators and units.
    parent: int | None = None
    lead: int | None = None
    coordinators: tuple[int, ...] = ()
    verifier: int | None = None
    accumulation: Accumulation = Accumulation.AS_AT
    every: Every = Every.YEAR
    reporters: Reporters = Reporters.LEAD
    baseline_value: Decimal | None = None
    baseline_text: str = ""
    baseline_year: int | None = None
    baseline_source: str = ""
    measurement: str = ""
    calculation: str = ""
    calculation_source: str = ""
    data_source: str = ""
    stages: tuple[str, ...] = ()
    #: (by what it is broken down, the options).
    slices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_official: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a document wants of an indicator (giá trị mục tiêu)."""

    code: str
    name: str
    operator: Operator
    value: Decimal | None = None
    value_max: Decimal | None = None
    text: str = ""
    year_from: int | None = None
    year_to: int | None = None
    symbol: str = ""
    item: str = ""
    measure: str = ""
    #: Keys: of whom it is wanted (None: the country), the paper kept here, the leads of today.
    unit: int | None = None
    document: int | None = None
    lead_words: str = ""
    leads: tuple[int, ...] = ()
    is_official: bool = True
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a unit enters for a period."""

    period: str
    number: Decimal | None = None
    text: str = ""
    slice: str = ""
    source: str = ""
    #: What it says to the questions asked.
    answer: str = ""


def check_may_keep(programme: Programme, by: Post) -> None:
    """Raise unless `by` keeps the sheets and goals of a programme: a coordinator of the agency that runs it."""
    if by.role != Role.COORDINATOR or not by.speaks_for(programme.owner_id):
        raise NotAllowed


def check_sheet(sheet: Sheet) -> None:
    """Raise unless the sheet says what is measured and how."""
    missing = [word for word, is_there in _needed(sheet).items() if not is_there]
    if missing:
        raise SheetIncomplete(missing=", ".join(missing))
    _check_years(sheet.baseline_year)
    check_number(sheet.baseline_value)


def _needed(sheet: Sheet) -> dict[str, bool]:
    return {
        "tên": bool(nfc(sheet.name)),
        "các giai đoạn": sheet.kind != IndicatorKind.STAGE or bool(sheet.stages),
        "năm của giá trị gốc": sheet.baseline_value is None or sheet.baseline_year is not None,
    }


def check_code(code: str) -> None:
    """Raise unless a code can stand in brackets in a formula."""
    if not 0 < len(code) <= 40 or any(not (c.isalnum() or c in "._-/") for c in code):
        raise BadCode


def check_aim(aim: Aim) -> None:
    """Raise unless a goal says a number where its operator needs one."""
    check_code(aim.code)
    if aim.operator in COUNTED and aim.value is None:
        raise GoalIncomplete
    if aim.operator == Operator.RANGE and (aim.value_max is None or aim.value is None or aim.value_max < aim.value):
        raise GoalIncomplete
    _check_years(aim.year_from, aim.year_to)
    for number in (aim.value, aim.value_max):
        check_number(number)


def _check_years(*years: int | None) -> None:
    named = [year for year in years if year is not None]
    if named != sorted(named) or any(year not in YEARS for year in named):
        raise YearOut


def is_computed(formula: str, place: int) -> bool:
    """Whether an indicator is computed at a place: everywhere, or for the country alone when its formula reads the
    units beneath."""
    return bool(formula) and (place == COUNTRY or all(read.levels == 0 for read in reads(parse(formula))))


def check_may_report(indicator: Indicator, unit_id: int | None, by: Post) -> None:
    """Raise unless `by` reports the indicator for a unit, or as its lead for the whole country (None)."""
    if by.role not in (Role.REPORTER, Role.APPROVER):
        raise NotAllowed
    whose = unit_id if unit_id is not None else indicator.lead_id or indicator.programme.owner_id
    if not by.speaks_for(whose):
        raise NotAllowed
    check_is_reported(indicator, unit_id or COUNTRY)


def check_is_reported(indicator: Indicator, place: int) -> None:
    """Raise unless values of an indicator at a place are reported: it is no heading, stands, is not computed there."""
    is_heading = indicator.kind == IndicatorKind.HEADING or indicator.joined_into_id is not None
    if is_heading or is_computed(indicator.formula, place):
        raise NotReported


def check_value(indicator: Indicator, value: Value, today: date) -> None:
    """Raise unless a value is of a period of the indicator that has begun, of its kind, and of a slice it has."""
    unit, begins, _ends = span_of(indicator, value.period)
    if unit != CADENCES[Every(indicator.every)]:
        raise PeriodUnknown(example=spans.name(CADENCES[Every(indicator.every)], today))
    if begins > today:
        raise PeriodAhead
    if value.slice and value.slice not in slice_names(indicator):
        raise SliceUnknown
    check_number(value.number)
    _check_fits(indicator, value)


def _check_fits(indicator: Indicator, value: Value) -> None:
    kind, number = IndicatorKind(indicator.kind), value.number
    if kind in NUMERIC and number is None:
        raise ValueMissing
    if kind == IndicatorKind.QUALITATIVE and not nfc(value.text):
        raise ValueMissing
    most: dict[IndicatorKind, Decimal] = {
        IndicatorKind.YES_NO: Decimal(1),
        IndicatorKind.QUALITATIVE: Decimal(1),
        IndicatorKind.STAGE: Decimal(len(indicator.stages)),
        IndicatorKind.RANK: LARGEST,
    }
    if number is None or kind not in most:
        return
    if number != number.to_integral_value() or not (kind == IndicatorKind.RANK) <= number <= most[kind]:
        raise ValueUnfit


def span_of(indicator: Indicator, period: str) -> tuple[spans.Unit, date, date]:
    """(cadence, first day, last day) of a period; raises `PeriodUnknown`."""
    try:
        return spans.span(period)
    except ValueError as fault:
        example = spans.name(CADENCES[Every(indicator.every)], date(2026, 6, 1))
        raise PeriodUnknown(example=example) from fault


def slice_names(indicator: Indicator) -> tuple[str, ...]:
    """The slices values may be reported for, beside the whole: "Giới tính: Nữ"."""
    return tuple(f"{name}: {option}" for name, options in indicator.slices.items() for option in options)


def check_answered(asked: Sequence[Asked], answer: str) -> None:
    """Raise when something is asked and nothing is said to it."""
    if asked and not nfc_lines(answer):
        raise Unanswered


def check_may_decide(reported: Reported, to: ReportedState, by: Post) -> None:
    """Raise unless `by` verifies values of this indicator and has not entered this one himself."""
    if to not in MOVES[ReportedState(reported.state)]:
        raise BadMove
    verifier = reported.indicator.verifier_id or reported.indicator.programme.owner_id
    if by.role != Role.COORDINATOR or not by.speaks_for(verifier):
        raise NotAllowed
    if by.person_id == reported.by.person_id:
        raise OwnValue


def check_may_withdraw(reported: Reported, by: Post) -> None:
    """Raise unless `by` entered the value and nobody has decided about it."""
    if ReportedState.WITHDRAWN not in MOVES[ReportedState(reported.state)]:
        raise BadMove
    if by.person_id != reported.by.person_id:
        raise NotYours


def check_may_join(kept_one: Indicator, gone: Indicator, by: Post) -> None:
    """Raise unless two indicators of one programme may become one: of a kind, a direction, both standing."""
    check_may_keep(kept_one.programme, by)
    check_may_keep(gone.programme, by)
    if kept_one.joined_into_id or gone.joined_into_id or kept_one.pk == gone.pk:
        raise JoinedTwice
    if (kept_one.kind, kept_one.direction) != (gone.kind, gone.direction):
        raise JoinedUnlike


def check_may_part(joining: Joining, by: Post) -> None:
    """Raise unless `by` keeps the programme of two indicators that stand as joined."""
    check_may_keep(joining.kept.programme, by)
    if JoiningState.PARTED not in JOINING_MOVES[JoiningState(joining.state)]:
        raise BadMove


def formula_of(text: str) -> str:
    """A formula as it is kept; raises `FormulaError` at the character where it goes wrong."""
    return parse(text).text if nfc(text) else ""
