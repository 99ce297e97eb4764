"""The demonstration of targets: what several documents want, months of values from units, a share that is computed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from giamsat.journal.rules import SYSTEM
from giamsat.people.actions import appoint
from giamsat.people.models import Post, Unit
from giamsat.people.queries import group_members
from giamsat.people.states import Role
from giamsat.targets import actions, reporting
from giamsat.targets.models import Indicator, Reported
from giamsat.targets.rules import Aim, Sheet, Value
from giamsat.targets.states import Accumulation, Direction, IndicatorKind, Missing, Operator, Reporters
from giamsat.tasks.models import Programme, Task
from giamsat.timetable import VIETNAM, Every, spans

MONTH, QUARTER, YEAR = spans.Unit.MONTH, spans.Unit.QUARTER, spans.Unit.YEAR
NUMBER, SHARE, RANK, WORDS = IndicatorKind.NUMBER, IndicatorKind.SHARE, IndicatorKind.RANK, IndicatorKind.QUALITATIVE
#: provinces that report beside Hà Nội, and for how many months
PROVINCES, MONTHS = 11, 6
SAID = "Số liệu mẫu"

#: (code, sheet without its lead, code of the lead)
SHEETS: tuple[tuple[str, Sheet, str], ...] = (
    (
        "CT-01",
        Sheet(
            "Quy mô kinh tế số",
            SHARE,
            measure="% GDP",
            every=Every.QUARTER,
            baseline_value=Decimal("18.3"),
            baseline_year=2024,
            calculation="Giá trị tăng thêm của kinh tế số chia cho GDP, nhân 100.",
        ),
        "BKHCN",
    ),
    (
        "CT-02",
        Sheet(
            "Hồ sơ thủ tục hành chính nộp trực tuyến",
            NUMBER,
            measure="hồ sơ",
            every=Every.MONTH,
            accumulation=Accumulation.IN_PERIOD,
            reporters=Reporters.PROVINCES,
        ),
        "BKHCN",
    ),
    (
        "CT-03",
        Sheet(
            "Hồ sơ thủ tục hành chính được tiếp nhận",
            NUMBER,
            measure="hồ sơ",
            every=Every.MONTH,
            accumulation=Accumulation.IN_PERIOD,
            reporters=Reporters.PROVINCES,
        ),
        "BKHCN",
    ),
    (
        "CT-04",
        Sheet(
            "Tỉ lệ sử dụng dịch vụ công trực tuyến của người dân và doanh nghiệp",
            SHARE,
            measure="%",
            every=Every.MONTH,
            reporters=Reporters.PROVINCES,
            baseline_value=Decimal(45),
            baseline_year=2024,
            calculation="Hồ sơ nộp trực tuyến chia cho hồ sơ được tiếp nhận, nhân 100.",
        ),
        "BKHCN",
    ),
    (
        "CT-05",
        Sheet(
            "Kinh phí chi cho nghiên cứu phát triển",
            SHARE,
            measure="% GDP",
            every=Every.QUARTER,
            baseline_value=Decimal("0.5"),
            baseline_year=2024,
        ),
        "BTC",
    ),
    (
        "CT-06",
        Sheet(
            "Xếp hạng Chính phủ điện tử",
            RANK,
            Direction.DOWN,
            "thứ hạng",
            baseline_value=Decimal(71),
            baseline_year=2024,
        ),
        "BKHCN",
    ),
    (
        "CT-07",
        Sheet(
            "Phủ sóng 5G cho người dân",
            SHARE,
            measure="% dân số",
            every=Every.MONTH,
            baseline_value=Decimal(25),
            baseline_year=2024,
        ),
        "BKHCN",
    ),
    ("CT-08", Sheet("Trình độ công nghệ của doanh nghiệp", WORDS, Direction.STATE, "định tính"), "BKHCN"),
    ("CT-09", Sheet("Tỉ lệ doanh nghiệp có hoạt động đổi mới sáng tạo", SHARE, measure="%"), "BKHCN"),
    (
        "CT-10",
        Sheet("Tỉ lệ doanh nghiệp có hoạt động đổi mới sáng tạo trong tổng số doanh nghiệp", SHARE, measure="%"),
        "BKHCN",
    ),
)
#: (indicator, line, document, item, operator, value, year, words)
GOALS: tuple[tuple[str, str, str, str, Operator, str, int, str], ...] = (
    ("CT-01", "CT-01.a", "57-NQ/TW", "II.1", Operator.AT_LEAST, "30", 2030, ""),
    ("CT-01", "CT-01.b", "57-NQ/TW", "II.2", Operator.AT_LEAST, "50", 2045, ""),
    ("CT-01", "CT-01.c", "901/TB-VPCP", "2", Operator.AT_LEAST, "35", 2030, "phấn đấu cao hơn mức chung"),
    ("CT-04", "CT-04.a", "57-NQ/TW", "II.1", Operator.ABOVE, "80", 2030, "trên 80%"),
    ("CT-04", "CT-04.b", "901/TB-VPCP", "3", Operator.AT_LEAST, "95", 2030, ""),
    ("CT-05", "CT-05.a", "57-NQ/TW", "II.1", Operator.EXACTLY, "2", 2030, ""),
    ("CT-06", "CT-06.a", "57-NQ/TW", "II.1", Operator.AT_MOST, "50", 2030, ""),
    ("CT-07", "CT-07.a", "57-NQ/TW", "II.1", Operator.EXACTLY, "99", 2030, "phủ sóng toàn quốc"),
    ("CT-08", "CT-08.a", "57-NQ/TW", "II.1", Operator.TEXT, "", 2030, "trên mức trung bình của thế giới"),
    ("CT-09", "CT-09.a", "901/TB-VPCP", "4", Operator.AT_LEAST, "40", 2030, ""),
    ("CT-10", "CT-10.a", "57-NQ/TW", "II.1", Operator.ABOVE, "40", 2030, "trên 40%"),
)


def build(posts: dict[str, Post], at: datetime) -> None:
    """Ten targets with their goals, values of months, a value that waits and one that was sent back."""
    programme, keeper = Programme.objects.get(code="57-NQ/TW"), posts["dieuphoi"]
    made = {code: _sheet(programme, code, sheet, lead, keeper, at) for code, sheet, lead in SHEETS}
    for row in GOALS:
        _goal(made[row[0]], row, keeper, at)
    for code in ("CT-02", "CT-03"):
        actions.set_formula(made[code], f"tổng([{code}] theo đơn vị)", Missing.SKIP, by=keeper, at=at)
    actions.set_formula(made["CT-04"], "[CT-02] / [CT-03] × 100", Missing.FAIL, by=keeper, at=at)
    values = [*_of_country(made, posts, at), *_of_provinces(made, posts, at)]
    reporting.verify_many(values, by=keeper, at=at)
    _undecided(made, posts, at)
    task = Task.objects.filter(programme=programme).order_by("pk").first()
    if task is not None:
        actions.feed(made["CT-04"], task, by=keeper, at=at)


def _sheet(programme: Programme, code: str, sheet: Sheet, lead: str, by: Post, at: datetime) -> Indicator:
    source = SAID if sheet.baseline_year else ""
    led = replace(sheet, lead=Unit.objects.get(code=lead).pk, data_source=SAID, baseline_source=source)
    return actions.open_indicator(programme, code, led, by=by, at=at)


def _goal(one: Indicator, row: tuple[str, str, str, str, Operator, str, int, str], by: Post, at: datetime) -> None:
    _code, line, symbol, item, operator, value, year, words = row
    aim = Aim(
        line,
        one.name,
        operator,
        Decimal(value) if value else None,
        text=words,
        year_to=year,
        symbol=symbol,
        item=item,
        measure=one.measure,
        is_official=symbol != "901/TB-VPCP",
    )
    actions.add_goal(one, aim, by=by, at=at)


def _periods(unit: spans.Unit, today: date, count: int) -> list[str]:
    """The last `count` periods that are over, oldest first."""
    return [spans.name(unit, spans.moved(unit, today, -back)) for back in range(count, 0, -1)]


def _of_country(made: dict[str, Indicator], posts: dict[str, Post], at: datetime) -> Iterator[Reported]:
    today = at.astimezone(VIETNAM).date()
    science, finance = posts["btkhcn"], posts["btc"]
    rows: Iterable[tuple[str, Post, list[str], Decimal, Decimal]] = (
        ("CT-01", science, _periods(QUARTER, today, 6), Decimal("18.6"), Decimal("0.35")),
        ("CT-05", finance, _periods(QUARTER, today, 6), Decimal("0.51"), Decimal("0.02")),
        ("CT-06", science, _periods(YEAR, today, 1), Decimal(68), Decimal(0)),
        ("CT-07", science, _periods(MONTH, today, 14), Decimal(26), Decimal("2.4")),
    )
    for code, by, periods, start, step in rows:
        for n, period in enumerate(periods):
            wave = step / 4 * (n % 3)
            yield _told(made[code], None, period, start + step * n + wave, by, at)


def _of_provinces(made: dict[str, Indicator], posts: dict[str, Post], at: datetime) -> Iterator[Reported]:
    periods = _periods(MONTH, at.astimezone(VIETNAM).date(), MONTHS)
    for n, by in enumerate(_reporters(posts)):
        for month, period in enumerate(periods):
            received = 4000 + 900 * n + 130 * month
            online = received * (38 + 3 * n + month) // 100
            yield _told(made["CT-03"], by.unit, period, Decimal(received), by, at)
            yield _told(made["CT-02"], by.unit, period, Decimal(online), by, at)


def _reporters(posts: dict[str, Post]) -> Iterator[Post]:
    yield posts["hanoi"]
    others = group_members("ALL_PROVINCES").exclude(pk=posts["hanoi"].unit_id).order_by("sort_key")
    for n, unit in enumerate(others[:PROVINCES], start=1):
        yield appoint(
            unit, username=f"tinh{n:02d}", full_name=f"Người Mẫu {n}", role=Role.REPORTER, title="Đầu mối", by=SYSTEM
        )


def _told(one: Indicator, unit: Unit | None, period: str, number: Decimal, by: Post, at: datetime) -> Reported:
    value = Value(period, number, source=SAID, answer="Đã đối chiếu với sổ theo dõi.")
    return reporting.submit(one, unit, value, by=by, at=at)


def _undecided(made: dict[str, Indicator], posts: dict[str, Post], at: datetime) -> None:
    """A value that waits, with a question answered; one that was sent back."""
    today = at.astimezone(VIETNAM).date()
    this = spans.name(MONTH, today)
    odd = Value(this, Decimal(11_900), source=SAID, answer="Gộp cả hồ sơ tồn của quý trước.")
    reporting.submit(made["CT-02"], posts["hanoi"].unit, odd, by=posts["hanoi"], at=at)
    wrong = _told(made["CT-05"], None, spans.name(QUARTER, today), Decimal("6.1"), posts["btc"], at)
    reporting.return_value(wrong, reason="Có vẻ đã lấy tỷ đồng thay cho % GDP.", by=posts["dieuphoi"], at=at)
