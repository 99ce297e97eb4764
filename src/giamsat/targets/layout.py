"""The one layout of indicators, goals and values as tables, and how cells are understood. PURE but for its words.

A workbook has three sheets; the list of targets as CSV has a row for each goal with its indicator. Columns are found
by their titles, in any order; a column that is not there leaves what it speaks of as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from giamsat.targets.numbers import plain
from giamsat.targets.states import Accumulation, Direction, IndicatorKind, Missing, Operator, Reporters
from giamsat.timetable import Every
from giamsat.wording import Worded, folded, nfc, nfc_lines

#: A cell as a workbook gives it.
Raw = str | int | float | bool | None
T = TypeVar("T")

EVERY_WORDS = {
    Every.DAY: "Hằng ngày",
    Every.WEEK: "Hằng tuần",
    Every.MONTH: "Hằng tháng",
    Every.QUARTER: "Hằng quý",
    Every.QUARTER_LAST: "Cuối quý",
    Every.HALF_YEAR: "6 tháng",
    Every.YEAR: "Hằng năm",
}


class Misread(ValueError):
    """What is wrong with one cell, as a Vietnamese clause."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken in."""

    #: "Chỉ tiêu!F12", or "dòng 12, cột value" of a CSV.
    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    key: str
    title: str
    width: int
    read: Callable[[Raw], Any]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet: its name and columns; of what its rows are known by nothing may be missing."""

    name: str
    columns: tuple[Column, ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row as it was understood: only what its sheet says."""

    sheet: str
    number: int
    #: Column key → where it stands: "Chỉ tiêu!F12".
    places: Mapping[str, str]
    given: Mapping[str, Any]

    def where(self, key: str) -> str:
        return self.places.get(key) or next(iter(self.places.values()), f"{self.sheet}!{self.number}")

    def fault(self, key: str, problem: str) -> Fault:
        return Fault(self.where(key), problem)


def text(raw: Raw) -> str:
    """One line of words; a number as its digits."""
    return nfc(_words(raw))


def lines(raw: Raw) -> str:
    return nfc_lines(_words(raw))


def number(raw: Raw) -> Decimal | None:
    """A number as typed in a cell, or in words the Vietnamese way ("1.234,5") or with a plain point ("0.7")."""
    if isinstance(raw, bool):
        raise Misread("phải là số")
    if isinstance(raw, int | float):
        return _finite(Decimal(str(raw)))
    words = nfc(raw or "").replace(" ", "")
    if not words:
        return None
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+", words):
        raise Misread("không rõ dấu chấm là hàng nghìn hay thập phân; hãy nhập ô kiểu số")
    if "," in words:
        words = words.replace(".", "").replace(",", ".")
    try:
        return _finite(Decimal(words))
    except InvalidOperation as fault:
        raise Misread("phải là số") from fault


def _finite(found: Decimal) -> Decimal:
    if not found.is_finite():
        raise Misread("phải là số")
    return found


def machine_number(raw: Raw) -> Decimal | None:
    """A number as machines write it: the point is always decimal."""
    words = text(raw)
    try:
        return _finite(Decimal(words)) if words else None
    except InvalidOperation as fault:
        raise Misread("phải là số") from fault


def year(raw: Raw) -> int | None:
    found = number(raw)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise Misread("phải là một năm")
    return int(found)


def codes(raw: Raw) -> tuple[str, ...]:
    """Codes parted by ";"."""
    return tuple(dict.fromkeys(part.strip() for part in text(raw).split(";") if part.strip()))


def slices(raw: Raw) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """ "Giới tính: Nam, Nữ; Khu vực: Thành thị, Nông thôn"."""
    found = []
    for part in text(raw).split(";"):
        name, colon, options = part.partition(":")
        listed = tuple(option.strip() for option in options.split(",") if option.strip())
        if part.strip() and not (colon and name.strip() and listed):
            raise Misread('phải viết như "Giới tính: Nam, Nữ; Khu vực: Thành thị, Nông thôn"')
        if part.strip():
            found.append((name.strip(), listed))
    return tuple(found)


def one_of(words: Mapping[T, str]) -> Callable[[Raw], T | None]:
    """One of some values, by its word or by its own name; None for an empty cell."""
    known = {folded(word): value for value, word in words.items()} | {folded(str(value)): value for value in words}

    def read(raw: Raw) -> T | None:
        if not text(raw):
            return None
        try:
            return known[folded(text(raw))]
        except KeyError:
            raise Misread(f"phải là một trong: {', '.join(words.values())}") from None

    return read


YES_NO = one_of({True: "có", False: "không"})


def _words(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else str(raw)


def _chosen(key: str, title: str, words: Mapping[Any, str], width: int = 16) -> Column:
    return Column(key, title, width, one_of(words), tuple(words.values()))


def _labels(words: type[Worded]) -> dict[Any, str]:
    return {word: word.label for word in words}


#: Operators are written as signs where there are signs.
OPERATORS = {Operator.RANGE: "khoảng", Operator.TEXT: "bằng lời", Operator.GROUP: "nhóm"} | {
    sign: sign.value for sign in Operator if sign not in (Operator.RANGE, Operator.TEXT, Operator.GROUP)
}

INDICATORS = Layout(
    "Chỉ tiêu",
    (
        Column("code", "Mã", 14, text),
        Column("name", "Tên chỉ tiêu", 50, text),
        Column("parent", "Thuộc chỉ tiêu", 14, text),
        _chosen("kind", "Loại", _labels(IndicatorKind)),
        _chosen("direction", "Chiều", _labels(Direction)),
        Column("measure", "Đơn vị tính", 14, text),
        _chosen("accumulation", "Số liệu theo", _labels(Accumulation)),
        _chosen("every", "Chu kỳ", EVERY_WORDS),
        _chosen("reporters", "Ai báo cáo", _labels(Reporters)),
        Column("baseline_value", "Giá trị gốc", 12, number),
        Column("baseline_text", "Giá trị gốc bằng lời", 20, text),
        Column("baseline_year", "Năm gốc", 9, year),
        Column("baseline_source", "Nguồn giá trị gốc", 24, text),
        Column("measurement", "Phương pháp đo lường", 40, lines),
        Column("calculation", "Phương pháp tính", 40, lines),
        Column("calculation_source", "Căn cứ phương pháp tính", 24, text),
        Column("data_source", "Nguồn số liệu", 24, text),
        Column("stages", "Các giai đoạn", 24, codes),
        Column("slices", "Phân tổ", 24, slices),
        Column("lead", "Cơ quan chủ trì", 14, text),
        Column("coordinators", "Cơ quan phối hợp", 20, codes),
        Column("verifier", "Cơ quan xác nhận", 14, text),
        Column("formula", "Công thức", 40, text),
        _chosen("missing", "Khi thiếu số liệu", _labels(Missing)),
        Column("is_official", "Chính thức", 10, YES_NO, ("có", "không")),
        Column("note", "Ghi chú", 40, lines),
    ),
    ("code",),
)
GOALS = Layout(
    "Giá trị mục tiêu",
    (
        Column("code", "Mã", 14, text),
        Column("indicator", "Chỉ tiêu", 14, text),
        Column("symbol", "Văn bản", 18, text),
        Column("item", "Điểm, mục", 16, text),
        Column("name", "Tên trong văn bản", 50, text),
        Column("measure", "Đơn vị tính trong văn bản", 14, text),
        Column("unit", "Của cơ quan", 14, text),
        Column("year_from", "Từ năm", 9, year),
        Column("year_to", "Đến năm", 9, year),
        _chosen("operator", "Phép so", OPERATORS, 12),
        Column("value", "Giá trị", 12, number),
        Column("value_max", "Đến giá trị", 12, number),
        Column("text", "Bằng lời", 40, text),
        Column("lead_words", "Chủ trì ghi trong văn bản", 24, text),
        Column("leads", "Chủ trì hiện nay", 16, codes),
        Column("is_official", "Chính thức", 10, YES_NO, ("có", "không")),
        Column("note", "Ghi chú", 40, lines),
        Column("source", "Nguồn", 40, lines),
    ),
    ("code", "indicator"),
)
VALUES = Layout(
    "Số liệu",
    (
        Column("indicator", "Chỉ tiêu", 14, text),
        Column("unit", "Cơ quan", 14, text),
        Column("period", "Kỳ", 10, text),
        Column("slice", "Phân tổ", 18, text),
        Column("number", "Số liệu", 14, number),
        Column("text", "Bằng lời", 40, lines),
        Column("source", "Nguồn", 30, text),
        Column("answer", "Trả lời câu hỏi", 30, lines),
        Column("is_computed", "Tính theo công thức", 12, YES_NO, ("có", "không")),
    ),
    ("indicator", "period"),
)
LAYOUTS = (INDICATORS, GOALS, VALUES)

#: The list of targets as CSV.
CSV = Layout(
    "CSV",
    (
        Column("code", "id", 0, text),
        Column("symbol", "document", 0, text),
        Column("item", "ref", 0, text),
        Column("parent", "parent_id", 0, text),
        Column("name", "name_vi", 0, text),
        Column("measure", "unit", 0, text),
        Column("year_to", "target_year", 0, year),
        Column("operator", "operator", 0, one_of(OPERATORS)),
        Column("value", "value", 0, machine_number),
        Column("value_max", "value_max", 0, machine_number),
        Column("text", "value_text", 0, text),
        Column("direction", "direction", 0, one_of(_labels(Direction))),
        Column("baseline_text", "baseline", 0, text),
        Column("lead_words", "lead_agency_original", 0, text),
        Column("leads", "lead_agency_code_2025", 0, codes),
        Column("calculation", "calculation", 0, lines),
        Column("calculation_source", "calculation_source", 0, text),
        Column("note", "note", 0, lines),
        Column("source", "source", 0, lines),
    ),
    ("code", "name", "operator"),
)


def understood(layout: Layout, grid: Sequence[Sequence[Raw]]) -> tuple[list[Line], list[Fault]]:
    """Rows under a head, and what is wrong with them; empty rows are passed over."""
    if not grid:
        return [], []
    titles = {folded(column.title): column for column in layout.columns}
    found = {place: titles[folded(text(cell))] for place, cell in enumerate(grid[0]) if folded(text(cell)) in titles}
    missing = [one.title for one in layout.columns if one.key in layout.needed and one not in found.values()]
    if missing:
        return [], [Fault(f"{layout.name}!A1", f"thiếu cột: {', '.join(missing)}")]
    listed: list[Line] = []
    faults: list[Fault] = []
    for line, row in enumerate(grid[1:], start=2):
        if any(text(cell) for cell in row):
            listed.append(_line(layout, line, row, found, faults))
    return listed, faults


def _line(layout: Layout, line: int, row: Sequence[Raw], found: Mapping[int, Column], faults: list[Fault]) -> Line:
    places = {column.key: place_name(layout, line, place, column) for place, column in found.items()}
    given: dict[str, Any] = {}
    for place, column in found.items():
        raw = row[place] if place < len(row) else None
        try:
            given[column.key] = column.read(raw)
        except Misread as problem:
            faults.append(Fault(places[column.key], str(problem)))
        if column.key in layout.needed and not text(raw):
            faults.append(Fault(places[column.key], "không được để trống"))
    return Line(layout.name, line, places, given)


def place_name(layout: Layout, line: int, place: int, column: Column) -> str:
    """A cell as people find it: "Chỉ tiêu!F12"."""
    if layout is CSV:
        return f"dòng {line}, cột {column.title}"
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{layout.name}!{letters}{line}"


def shown(value: Any) -> str | int | Decimal | None:
    """A value as its cell holds it: the inverse of the columns' readers."""
    if value is None or isinstance(value, Decimal):
        return value.normalize() if value is not None else None
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Operator):
        return OPERATORS[value]
    if isinstance(value, Every):
        return EVERY_WORDS[value]
    if isinstance(value, Worded):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(_shown_part(part) for part in value)
    assert isinstance(value, str | int)
    return value


def _shown_part(part: Any) -> str:
    return part if isinstance(part, str) else f"{part[0]}: {', '.join(part[1])}"


def csv_words(value: Any) -> str:
    """A value as the CSV holds it: plain numbers, signs and names, codes parted by ";"."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


def rows_of(layout: Layout, values: Iterable[Mapping[str, Any]]) -> Iterator[list[str | int | Decimal | None]]:
    """Values by column key as the cells of rows."""
    for row in values:
        yield [shown(row.get(column.key)) for column in layout.columns]
