"""Small annexes of our own, one for each hard layout, beside ordinary tables that order nothing."""

from collections.abc import Callable
from itertools import product

import pytest

from tests.vanban.annexes import made
from tests.vanban.annexes.made import Annex, drawn
from vanban import Reading, TaskRow, read

HEAD = "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời gian"
MAKERS: dict[str, Callable[[Annex], bytes]] = {
    "docx": made.word,
    "xlsx": made.workbook,
    "pdf": lambda annex: made.pdf(made.word(annex)),
}


def _told(row: TaskRow) -> tuple[str, str, list[str], list[str], str, str]:
    leads, others = [a.name for a in row.leads], [a.name for a in row.coordinating]
    return row.number, row.content, leads, others, row.product, row.time


def _rows(kind: str, *lines: str) -> list[tuple[str, str, list[str], list[str], str, str]]:
    return [_told(row) for row in read(MAKERS[kind](drawn(*lines))).task_rows]


def _read(kind: str, *lines: str) -> Reading:
    return read(MAKERS[kind](drawn(*lines)))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_value_merged_down_belongs_to_every_row(kind: str) -> None:
    found = _rows(
        kind,
        HEAD,
        "1 | Xây dựng đề án | Bộ Nội vụ | Bộ Y tế | Đề án | 6/2026",
        "2 | Ban hành quy chế | ^ | | Quyết định | ^",
        "3 | Tổ chức tập huấn | Bộ Công an | | | 9/2026",
    )

    assert found == [
        ("1", "Xây dựng đề án", ["Bộ Nội vụ"], ["Bộ Y tế"], "Đề án", "6/2026"),
        ("2", "Ban hành quy chế", ["Bộ Nội vụ"], [], "Quyết định", "6/2026"),
        ("3", "Tổ chức tập huấn", ["Bộ Công an"], [], "", "9/2026"),
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_two_results_of_one_task_are_two_rows_with_one_number(kind: str) -> None:
    reading = _read(
        kind,
        HEAD,
        "1 | Xây dựng đề án | Bộ Nội vụ | | Báo cáo chuyên đề | Tháng 5/2026",
        "^ | ^ | ^ | ^ | Đề án trình Chính phủ | Tháng 11/2026",
        "2 | Ban hành quy chế | Bộ Y tế | | Quyết định | 2027",
    )

    assert [(row.number, row.product, row.time) for row in reading.task_rows] == [
        ("1", "Báo cáo chuyên đề", "Tháng 5/2026"),
        ("1", "Đề án trình Chính phủ", "Tháng 11/2026"),
        ("2", "Quyết định", "2027"),
    ]
    assert [(a.path, a.action, a.leads[0].name) for a in reading.assignments] == [
        ("PL.1", "Xây dựng đề án", "Bộ Nội vụ"),
        ("PL.1", "Xây dựng đề án", "Bộ Nội vụ"),
        ("PL.2", "Ban hành quy chế", "Bộ Y tế"),
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_two_results_may_stand_in_one_row(kind: str) -> None:
    row = "1 | Xây dựng đề án | Bộ Nội vụ / Bộ Y tế | | - Báo cáo chuyên đề / - Đề án | Tháng 5/2026 / Tháng 11/2026"

    assert _rows(kind, HEAD, row) == [
        ("1", "Xây dựng đề án", ["Bộ Nội vụ", "Bộ Y tế"], [], "Báo cáo chuyên đề", "Tháng 5/2026"),
        ("1", "Xây dựng đề án", ["Bộ Nội vụ", "Bộ Y tế"], [], "Đề án", "Tháng 11/2026"),
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_one_result_told_in_two_paragraphs_stays_one(kind: str) -> None:
    row = "1 | Xây dựng đề án | Bộ Nội vụ | | Báo cáo chuyên đề / Đề án | Tháng 5/2026"

    assert [len(_rows(kind, HEAD, row)), _rows(kind, HEAD, row)[0][4]] == [1, "Báo cáo chuyên đề Đề án"]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_row_without_number_and_name_goes_on_with_the_task_above(kind: str) -> None:
    found = _rows(kind, HEAD, "1 | Xây dựng đề án | Bộ Nội vụ | | Báo cáo | Quý I/2026", " | | | | Đề án | Quý IV/2026")

    assert [(row[0], row[2], row[4], row[5]) for row in found] == [
        ("1", ["Bộ Nội vụ"], "Báo cáo", "Quý I/2026"),
        ("1", ["Bộ Nội vụ"], "Đề án", "Quý IV/2026"),
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_groups_head_the_rows_under_them(kind: str) -> None:
    reading = _read(
        kind,
        HEAD,
        "I | Hoàn thiện thể chế | < | < | < | <",
        "1 | Xây dựng đề án | Bộ Nội vụ | | | 2026",
        "II. Phát triển hạ tầng | < | < | < | < | <",
        "1 | Ban hành quy chế | Bộ Y tế | | | 2026",
        "III | Hợp tác quốc tế | | | |",
        "1 | Ký thỏa thuận | Bộ Ngoại giao | | | 2026",
    )

    assert [(row.group.number, row.group.name, row.content) for row in reading.task_rows if row.group] == [
        ("I", "Hoàn thiện thể chế", "Xây dựng đề án"),
        ("II", "Phát triển hạ tầng", "Ban hành quy chế"),
        ("III", "Hợp tác quốc tế", "Ký thỏa thuận"),
    ]
    assert reading.as_json()["assignments"][1]["group"] == {"number": "II", "name": "Phát triển hạ tầng"}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_column_may_name_the_groups(kind: str) -> None:
    reading = _read(
        kind,
        "TT | Nhóm nhiệm vụ | Nhiệm vụ cụ thể | Chủ trì | Thời hạn",
        "1 | Thể chế | Xây dựng đề án | Bộ Nội vụ | 2026",
        "2 | ^ | Ban hành quy chế | Bộ Y tế | 2026",
        "3 | Hạ tầng | Lắp đặt thiết bị | Bộ Công an | 2027",
    )

    assert [(r.group.name if r.group else "", r.content) for r in reading.task_rows] == [
        ("Thể chế", "Xây dựng đề án"),
        ("Thể chế", "Ban hành quy chế"),
        ("Hạ tầng", "Lắp đặt thiết bị"),
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_task_that_only_heads_its_parts(kind: str) -> None:
    reading = _read(
        kind,
        HEAD,
        "1 | Các đề án về dữ liệu | | | |",
        "1.1 | Đề án dữ liệu mở | Bộ Công an | | | 2026",
        "1.2 | Đề án dữ liệu lớn | Bộ Nội vụ | | | 2026",
        "2 | Ban hành quy chế | Bộ Y tế | | | 2026",
        "a) | Lấy ý kiến | Bộ Tư pháp | | | 2026",
    )

    assert [(row.number, row.group.name if row.group else None) for row in reading.task_rows] == [
        ("1.1", "Các đề án về dữ liệu"),
        ("1.2", "Các đề án về dữ liệu"),
        ("2", None),
        ("2.a", None),
    ]
    assert [a.path for a in reading.assignments] == ["PL.1.1", "PL.1.2", "PL.2", "PL.2.a"]


@pytest.mark.parametrize("kind", MAKERS)
def test_head_in_two_rows_with_numbered_columns(kind: str) -> None:
    found = _rows(
        kind,
        "STT | Nội dung | Phân công thực hiện | < | Thời gian | <",
        "^ | ^ | Chủ trì | Phối hợp | Bắt đầu | Kết thúc",
        "(1) | (2) | (3) | (4) | (5) | (6)",
        "1 | Xây dựng đề án | Bộ Nội vụ | Bộ Y tế | 01/2026 | 6/2026",
    )

    assert found == [("1", "Xây dựng đề án", ["Bộ Nội vụ"], ["Bộ Y tế"], "", "6/2026")]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_ticks_under_periods_are_a_time(kind: str) -> None:
    reading = _read(
        kind,
        "TT | Nhiệm vụ | Đơn vị chủ trì | Tiến độ năm 2026 | < | <",
        "^ | ^ | ^ | Quý I | Quý II | Quý III",
        "1 | Xây dựng đề án | Bộ Nội vụ | x | x |",
        "2 | Ban hành quy chế | Bộ Y tế | | | x",
    )

    assert [(row.time, str(row.deadlines[0].on)) for row in reading.task_rows] == [
        ("Quý II/2026", "2026-06-30"),
        ("Quý III/2026", "2026-09-30"),
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_one_cell_may_hold_who_leads_and_who_helps(kind: str) -> None:
    found = _rows(
        kind,
        "TT | Nhiệm vụ | Cơ quan chủ trì, phối hợp | Thời hạn",
        "1 | Xây dựng đề án | Chủ trì: Bộ Nội vụ; phối hợp: Bộ Y tế, Bộ Công an | 2026",
        "2 | Ban hành quy chế | Chủ trì: Bộ Tài chính / Phối hợp: Bộ Tư pháp | 2026",
    )

    assert [(row[2], row[3]) for row in found] == [
        (["Bộ Nội vụ"], ["Bộ Y tế", "Bộ Công an"]),
        (["Bộ Tài chính"], ["Bộ Tư pháp"]),
    ]


@pytest.mark.parametrize(
    ("words", "day", "kind_of_time", "recurrence"),
    [
        ("15/8/2026", "2026-08-15", "day", []),
        ("Trước 30/9/2026", "2026-09-30", "day", []),
        ("8/2026", "2026-08-31", "month_end", []),
        ("Quý III/2026", "2026-09-30", "quarter_end", []),
        ("2026", "2026-12-31", "year_end", []),
        ("2026 - 2028", "2028-12-31", "range_end", []),
        ("2026 và các năm tiếp theo", "2026-12-31", "year_end", []),
        ("Hằng quý", "", "recurring", ["quarterly"]),
        ("Thường xuyên", "", "recurring", ["always"]),
        ("Sau khi Luật có hiệu lực", "", "event", []),
        ("", "", "none", []),
    ],
)
def test_times_of_a_column(words: str, day: str, kind_of_time: str, recurrence: list[str]) -> None:
    (row,) = _read("docx", HEAD, f"1 | Xây dựng đề án | Bộ Nội vụ | | Đề án | {words}").task_rows

    assert ([str(s.on) for s in row.deadlines], row.time_kind) == ([day] if day else [], kind_of_time)
    assert [c.value for c in row.recurrence] == recurrence


def test_an_open_period_is_no_deadline_of_the_assignment() -> None:
    reading = _read("docx", HEAD, "1 | Xây dựng đề án | Bộ Nội vụ | | | 2026 và các năm tiếp theo")

    assert (reading.task_rows[0].flags, reading.assignments[0].deadlines) == (("open_end",), ())


# -- targets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAKERS)
def test_targets_by_year_with_parts(kind: str) -> None:
    reading = _read(
        kind,
        "TT | Chỉ tiêu | ĐVT | Thực hiện năm 2025 | Mục tiêu | < | Cơ quan theo dõi",
        "^ | ^ | ^ | ^ | 2026 | 2027 - 2030 | ^",
        "I | Hạ tầng số | < | < | < | < | <",
        "1 | Tỷ lệ phủ sóng | % dân số | 61,5 | 70 | ≥ 99 | Bộ Công an",
        "2 | Dịch vụ công trực tuyến | | | | |",
        "a) | Cấp tỉnh | % | 40 | trên 50 | 80 | Bộ Nội vụ",
        "b) | Cấp xã | % | chưa đánh giá | | 16 - 18 | ^",
    )

    assert [(r.number, r.parent, r.indicator, r.unit) for r in reading.target_rows] == [
        ("1", "", "Tỷ lệ phủ sóng", "% dân số"),
        ("2", "", "Dịch vụ công trực tuyến", ""),
        ("2.a", "2", "Cấp tỉnh", "%"),
        ("2.b", "2", "Cấp xã", "%"),
    ]
    assert [[(v.year, v.text, v.operator, v.number, v.upper) for v in r.values] for r in reading.target_rows] == [
        [(2025, "61,5", "=", 61.5, None), (2026, "70", "=", 70.0, None), (2030, "≥ 99", ">=", 99.0, None)],
        [],
        [(2025, "40", "=", 40.0, None), (2026, "trên 50", ">", 50.0, None), (2030, "80", "=", 80.0, None)],
        [(2025, "chưa đánh giá", "", None, None), (2030, "16 - 18", "range", 16.0, 18.0)],
    ]
    assert [[a.name for a in r.leads] for r in reading.target_rows] == [
        ["Bộ Công an"],
        [],
        ["Bộ Nội vụ"],
        ["Bộ Nội vụ"],
    ]
    assert {r.group.name for r in reading.target_rows if r.group} == {"Hạ tầng số"}
    assert reading.assignments == ()


@pytest.mark.parametrize(
    ("written", "operator", "number", "upper"),
    [
        ("1,5", "=", 1.5, None),
        ("0.7", "=", 0.7, None),
        ("1.500", "=", 1500.0, None),
        ("12.500,5", "=", 12500.5, None),
        ("≥ 80 %", ">=", 80.0, None),
        ("tối thiểu 5", ">=", 5.0, None),
        ("không quá 3", "<=", 3.0, None),
        ("đạt trên 50%", ">", 50.0, None),
        ("40 - 50", "range", 40.0, 50.0),
        ("30 doanh nghiệp trở lên", ">=", 30.0, None),
        ("≤ 3 Đông Nam Á; ≤ 50 thế giới", "", None, None),
        ("Nhóm 30 nước dẫn đầu", "", None, None),
        ("15/8", "", None, None),
    ],
)
def test_a_value_is_a_number_where_it_is_plainly_one(
    written: str, operator: str, number: float | None, upper: float | None
) -> None:
    (row,) = _read("docx", "TT | Chỉ tiêu | Đơn vị tính | 2026", f"1 | Tỷ lệ | % | {written}").target_rows

    assert [(v.text, v.operator, v.number, v.upper) for v in row.values] == [(written, operator, number, upper)]


def test_the_year_of_a_value_may_stand_in_the_title() -> None:
    annex = drawn("TT | Chỉ tiêu | ĐVT | Kế hoạch", "1 | Tỷ lệ | % | 80", title="PHỤ LỤC: CHỈ TIÊU ĐẾN NĂM 2030")

    assert [v.year for v in read(made.word(annex)).target_rows[0].values] == [2030]


# -- what the file says beside its words --------------------------------------------------------------------------


def test_a_workbook_shows_shares_days_and_hidden_rows() -> None:
    annex = drawn(
        "TT | Nhiệm vụ | Chủ trì | Thời hạn",
        "1 | Xây dựng đề án | Bộ Nội vụ | 15/08/2026",
        "2 | Ban hành quy chế | Bộ Y tế | 2026",
    )
    targets = drawn("TT | Chỉ tiêu | ĐVT | 2026", "1 | Tỷ lệ | | 80%", "2 | Số cơ sở | cơ sở | 12")

    reading = read(made.workbook(annex, targets, hidden=(4,)))

    assert [(r.time, str(r.deadlines[0].on), r.flags) for r in reading.task_rows] == [
        ("15/08/2026", "2026-08-15", ("hidden_row",)),
        ("2026", "2026-12-31", ()),
    ]
    assert [(r.values[0].text, r.values[0].number) for r in reading.target_rows] == [("80%", 80.0), ("12", 12.0)]
    place = reading.target_rows[1].values[0].cell
    assert (place.sheet, place.address, place.row, place.column) == ("Phụ lục 2", "E6", 3, 4)


def test_cells_of_a_pdf_know_their_page() -> None:
    rows = [f"{n} | Xây dựng đề án thứ {n} | Bộ Nội vụ | 2026" for n in range(1, 120)]

    reading = _read("pdf", "TT | Nhiệm vụ | Chủ trì | Thời hạn", *rows)

    pages = [row.cells["name"].page for row in reading.task_rows]
    assert [row.number for row in reading.task_rows] == [str(n) for n in range(1, 120)]
    assert pages == sorted(pages)
    assert (pages[0], len(set(pages)) > 2) == (2, True)


def test_a_table_within_a_frame_is_not_lost() -> None:
    document = made.docx.Document()
    document.add_paragraph("PHỤ LỤC")
    frame = document.add_table(rows=1, cols=2).cell(0, 0)
    inner = frame.add_table(rows=0, cols=3)
    for line in ("TT|Nhiệm vụ|Chủ trì", "1|Xây dựng đề án|Bộ Nội vụ"):
        for cell, words in zip(inner.add_row().cells, line.split("|"), strict=True):
            cell.text = words

    assert [_told(row)[:3] for row in read(made.saved(document)).task_rows] == [("1", "Xây dựng đề án", ["Bộ Nội vụ"])]


# -- what orders nothing ------------------------------------------------------------------------------------------

ORDINARY = {
    "distribution": (
        "TT | Nơi nhận | Đơn vị thực hiện | Số bản",
        "1 | Văn phòng | Bộ Nội vụ | 02",
        "2 | Vụ | Bộ Y tế | 01",
    ),
    "prices": (
        "TT | Nội dung | Đơn vị tính | Số lượng | Đơn giá | Thành tiền",
        "1 | Máy tính | chiếc | 10 | 15.000.000 | 150.000.000",
    ),
    "agenda": (
        "Thời gian | Nội dung | Chủ trì",
        "8h00 - 8h30 | Đón tiếp đại biểu | Văn phòng Bộ",
        "8h30 - 9h00 | Khai mạc | Bộ Nội vụ",
    ),
    "staff": ("TT | Họ và tên | Chức vụ | Đơn vị | Nhiệm vụ", "1 | Trần Văn A | Chuyên viên | Sở Nội vụ | Tổ trưởng"),
    "spending": ("TT | Nội dung | Kinh phí năm 2026 | Kinh phí năm 2027", "1 | Mua sắm | 10 | 20"),
}


@pytest.mark.parametrize(("kind", "name"), list(product(MAKERS, ORDINARY)))
def test_an_ordinary_table_orders_nothing(kind: str, name: str) -> None:
    reading = _read(kind, *ORDINARY[name])

    assert (reading.task_rows, reading.target_rows, reading.assignments) == ((), (), ())
