"""A plan as a file: laid out as an official plan (kế hoạch, Decree 30/2020/NĐ-CP), or as a workbook."""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from giamsat.paper import Appendix, Block, Heading, Item, Paragraph, Sheet, Signer, Table
from giamsat.targets.models import Plan
from giamsat.targets.plans_content import Content, figure, goal_said
from giamsat.targets.plans_queries import content_of
from giamsat.targets.plans_states import MeasureKind, Term

RECIPIENTS = ("Cơ quan thường trực của chương trình", "Lưu: VT")
NOBODY_SIGNED = ("THỦ TRƯỞNG CƠ QUAN",)
PLACE_UNKNOWN = "Hà Nội"
BEGINNING = datetime(2026, 1, 1)  # noqa: DTZ001 — a workbook keeps wall-clock time

#: Sheet → its columns, in order: (title, width in characters)
COLUMNS: dict[str, tuple[tuple[str, int], ...]] = {
    "Mục tiêu": (
        *(("Cơ quan", 24), ("Mã chỉ tiêu", 14), ("Chỉ tiêu", 40), ("Đơn vị tính", 12), ("Thời gian", 16)),
        *(("Năm", 8), ("Phép so", 8), ("Giá trị", 14), ("Đến", 14), ("Bằng lời", 40), ("Ghi chú", 30)),
    ),
    "Nhiệm vụ, giải pháp": (
        *(("Cơ quan", 24), ("Loại", 12), ("Nhiệm vụ, giải pháp", 50), ("Mã chỉ tiêu", 14), ("Sản phẩm", 30)),
        *(("Chủ trì", 24), ("Phối hợp", 30), ("Thời hạn", 14), ("Thời hạn bằng lời", 28), ("Nguồn lực", 30)),
        *(("Kinh phí (đồng)", 18), ("Nguồn kinh phí", 20)),
    ),
    "Chỉ tiêu thành phần": (
        *(("Cơ quan", 24), ("Mã chỉ tiêu", 14), ("Chỉ tiêu thành phần", 40), ("Đơn vị tính", 12)),
        *(("Giá trị năm kế hoạch", 14), ("Giá trị cuối giai đoạn", 14), ("Bằng lời", 30), ("Phương pháp tính", 40)),
        *(("Cách đo lường", 40), ("Chủ trì", 24)),
    ),
}


def sheet_of(plan: Plan) -> Sheet:
    """The plan as a paper, so that the agency need not type it again for the file it hands in."""
    content = content_of(plan)
    return Sheet(
        kind="ke_hoach",
        agency=plan.unit.name,
        symbol=f"KH-{plan.unit.doc_symbol}" if plan.unit.doc_symbol else "KH",
        place=plan.unit.seat or PLACE_UNKNOWN,
        subject=(
            f"Thực hiện các chỉ tiêu được giao của Chương trình {plan.programme.code} "
            f"năm {plan.year} và giai đoạn {plan.year} - {plan.until}"
        ),
        year=plan.created_at.year,
        body=tuple(_body(content)),
        recipients=RECIPIENTS,
        signer=Signer(NOBODY_SIGNED),
        appendices=tuple(_appendices(content)),
    )


def _body(content: Content) -> Iterable[Block]:
    yield Heading(1, "Mục tiêu")
    for goal in content["goals"]:
        when = _when(content, goal)
        yield Item(f"{goal['name']} ({goal['indicator']}), {when}: {goal_said(goal, goal['measure']) or '…'}")
    yield Heading(1, "Nhiệm vụ, giải pháp")
    yield Paragraph(f"Gồm {len(content['measures'])} nhiệm vụ, giải pháp tại phụ lục kèm theo.")
    yield Heading(1, "Chỉ tiêu thành phần, phương pháp tính và đo lường")
    yield Paragraph(f"Gồm {len(content['components'])} chỉ tiêu thành phần tại phụ lục kèm theo.")
    yield Heading(1, "Tổ chức thực hiện")
    yield from (Paragraph(line) for line in (content["mechanism"] or "…").splitlines() if line.strip())


def _when(content: Content, goal: Mapping[str, Any]) -> str:
    return f"năm {goal['year']}" if goal["term"] == Term.YEAR else f"giai đoạn {content['year']} - {content['until']}"


def _appendices(content: Content) -> Iterable[Appendix]:
    measures = tuple((str(n), *_measure_row(one)) for n, one in enumerate(content["measures"], start=1))
    if measures:
        header = ("TT", "Nhiệm vụ, giải pháp", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn", "Nguồn lực, kinh phí")
        table = Table(header, measures, (1, 6, 4, 3, 3, 3, 4))
        yield Appendix("Nhiệm vụ, giải pháp thực hiện", (table,), landscape=True)
    components = tuple((str(n), *_component_row(one)) for n, one in enumerate(content["components"], start=1))
    if components:
        header = ("TT", "Chỉ tiêu thành phần", "Thuộc chỉ tiêu", "Phương pháp tính", "Đo lường", "Chủ trì", "Giá trị")
        table = Table(header, components, (1, 5, 2.5, 5, 4, 3, 3))
        yield Appendix("Chỉ tiêu thành phần", (table,), landscape=True)


def _measure_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    lead, others = _name(one["lead"]), _names(one["coordinators"])
    return one["name"], one["product"], lead, others, one["words"], _means(one)


def _component_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    method = one["calculation"], one["measurement"]
    return one["name"], one["indicator"], *method, _name(one["lead"]), _values(one)


def _name(unit: Mapping[str, str] | None) -> str:
    return unit["name"] if unit else ""


def _names(units: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(unit["name"] for unit in units)


def _means(one: Mapping[str, Any]) -> str:
    money = f"{figure(str(one['funding']))} đồng" if one["funding"] is not None else ""
    return "; ".join(part for part in (one["resources"].rstrip("."), money, one["funding_source"]) if part)


def _values(one: Mapping[str, Any]) -> str:
    said = [f"{figure(one[key])} {one['measure']}".strip() for key in ("value", "value_until") if one[key] is not None]
    return "; ".join([*said, *([one["text"]] if one["text"] else [])])


def workbook_of(*contents: Content, remarks: Mapping[str, Iterable[str]] | None = None) -> bytes:
    """Plans as an XLSX workbook of three sheets, numbers as numbers and days as days.

    `remarks`: name of a further sheet → its lines.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        # A fixed day, so that the bytes depend on the plans alone.
        book.set_properties({"created": BEGINNING})
        rows = {"Mục tiêu": _goal_cells, "Nhiệm vụ, giải pháp": _measure_cells, "Chỉ tiêu thành phần": _component_cells}
        for name, cells in rows.items():
            _fill(book, name, [row for content in contents for row in cells(content)])
        for name, lines in (remarks or {}).items():
            _list(book.add_worksheet(name), lines)
    return made.getvalue()


def _list(sheet: Any, lines: Iterable[str]) -> None:
    sheet.set_column(0, 0, 120)
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)


def _fill(book: Any, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    sheet, head = book.add_worksheet(name), book.add_format({"bold": True, "text_wrap": True, "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (title, width) in enumerate(COLUMNS[name]):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, wrapped)


def _write(sheet: Any, row: int, place: int, cell: Any, wrapped: Any) -> None:
    """One typed cell; text is never a formula or a link."""
    if cell is None or cell == "":
        return
    if isinstance(cell, (int, Decimal)):
        sheet.write_number(row, place, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell)
    else:
        sheet.write_string(row, place, cell, wrapped)


def _goal_cells(content: Content) -> Iterable[tuple[Any, ...]]:
    for one in content["goals"]:
        yield (
            content["unit"]["name"],
            one["indicator"],
            one["name"],
            one["measure"],
            _when(content, one),
            one["year"],
            one["operator"],
            _number(one["value"]),
            _number(one["value_max"]),
            one["text"],
            one["note"],
        )


def _measure_cells(content: Content) -> Iterable[tuple[Any, ...]]:
    for one in content["measures"]:
        yield (
            content["unit"]["name"],
            MeasureKind(one["kind"]).label,
            one["name"],
            one["indicator"],
            one["product"],
            _name(one["lead"]),
            _names(one["coordinators"]),
            date.fromisoformat(one["on"]) if one["on"] else None,
            one["words"],
            one["resources"],
            one["funding"],
            one["funding_source"],
        )


def _component_cells(content: Content) -> Iterable[tuple[Any, ...]]:
    for one in content["components"]:
        yield (
            content["unit"]["name"],
            one["indicator"],
            one["name"],
            one["measure"],
            _number(one["value"]),
            _number(one["value_until"]),
            one["text"],
            one["calculation"],
            one["measurement"],
            _name(one["lead"]),
        )


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
