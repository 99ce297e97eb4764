import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from giamsat.errors import NotAllowed, Stale
from giamsat.files import jail
from giamsat.journal.rules import SYSTEM
from giamsat.paper.workbook import Grid, workbook
from giamsat.people.states import Role
from giamsat.targets import actions, exporting, loading, tables, value_loading
from giamsat.targets.agencies import Agencies
from giamsat.targets.layout import CSV, GOALS, INDICATORS, VALUES, understood
from giamsat.targets.loading import BadTable
from giamsat.targets.models import FormulaVersion, Goal, Indicator, Joining, KnownValue, Reported
from giamsat.targets.states import Missing, Operator, Reporters
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[3] / "shared" / "data" / "targets.csv"
BOTH = "Bộ Công an, Bộ Thông tin và Truyền thông và các bộ, ngành"
#: Every operator, an old agency, two leads, a heading with a part, quotes and a text that looks like a formula.
ROWS: list[dict[str, str]] = [
    {"id": "T-1", "ref": "II.1", "name_vi": "Quy mô kinh tế thử", "unit": "% GDP", "operator": ">=", "value": "30",
     "lead_agency_original": "Bộ Thông tin và Truyền thông", "lead_agency_code_2025": "BKHCN",
     "calculation": "Tử số / mẫu số", "calculation_source": "giáo trình", "source": "bản chính"},
    {"id": "T-2", "name_vi": "Đóng góp thử", "unit": "%", "operator": ">", "value": "55", "value_text": "trên 55%"},
    {"id": "T-3", "name_vi": "Xếp hạng thử", "unit": "thứ hạng", "operator": "<=", "value": "3", "direction": "down",
     "value_text": "nhóm 3 nước, vùng"},
    {"id": "T-4", "name_vi": "Tai nạn thử", "unit": "vụ", "operator": "<", "value": "0.5", "direction": "down",
     "baseline": "12 vụ năm 2024", "lead_agency_original": "Bộ Công an", "lead_agency_code_2025": "BCA"},
    {"id": "T-5", "name_vi": "Giao dịch thử", "unit": "%", "operator": "=", "value": "80",
     "lead_agency_original": BOTH, "lead_agency_code_2025": "BCA;BKHCN"},
    {"id": "T-6", "name_vi": "Tổ chức thử", "unit": "tổ chức", "target_year": "2045", "operator": "range",
     "value": "40", "value_max": "50", "value_text": "từ 40 - 50"},
    {"id": "T-7", "name_vi": "Trình độ thử", "unit": "định tính", "target_year": "", "operator": "text",
     "value_text": '=đạt mức "cao"', "note": "không nêu năm"},
    {"id": "T-8", "ref": "PL I, 1", "name_vi": "Nhóm thử", "operator": "group"},
    {"id": "T-8.1", "parent_id": "T-8", "name_vi": "Phần thử", "unit": "%", "operator": "=", "value": "100"},
]  # fmt: skip


def listed(**changed: dict[str, str]) -> str:
    """The list as CSV, with other cells in rows by their id ("T-1" as `t_1`)."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [column.title for column in CSV.columns], lineterminator="\r\n")
    writer.writeheader()
    for row in ROWS:
        plain = {"document": "10/NQ-XX", "target_year": "2030", "direction": "up"} | row
        writer.writerow(plain | changed.get(row["id"].lower().replace("-", "_").replace(".", "_"), {}))
    return out.getvalue()


SMALL = listed()


def loaded(text: str, **options: object) -> loading.Plan:
    rows, faults = tables.of_csv(text)
    assert faults == []
    return loading.load(builders.programme(), rows, by=SYSTEM, at=NOW, **options)


def exported() -> str:
    return exporting.as_csv(Goal.objects.filter(replaced_at=None))


def as_book() -> bytes:
    return exporting.as_workbook(Indicator.objects.filter(joined_into=None), Goal.objects.filter(replaced_at=None))


def read_back(book: bytes, folder: Path) -> tables.Rows:
    file = folder / "chi-tieu.xlsx"
    file.write_bytes(book)
    rows, faults = tables.of_workbook(jail.cells(file))
    assert faults == []
    return rows


def emptied() -> None:
    """All targets gone, so that a file fills an empty system."""
    Indicator.objects.update(parent=None, joined_into=None)
    links = (Goal.leads.through, Indicator.coordinators.through)
    for model in (Joining, FormulaVersion, *links, Goal, Indicator):
        model.objects.all().delete()


def test_list_of_every_operator_comes_out_as_it_went_in() -> None:
    loaded(SMALL)
    once = exported()
    emptied()
    loaded(once)

    assert (once, exported()) == (SMALL, SMALL)


@pytest.mark.parametrize("real", [REAL] if REAL.exists() else [])
def test_real_list_comes_out_as_it_went_in(real: Path) -> None:
    text = real.read_bytes().decode("utf-8-sig")
    loaded(text, unofficial=["03/NQ-CP"])
    once = exported()
    emptied()
    loaded(once, unofficial=["03/NQ-CP"])

    rows = [list(csv.DictReader(io.StringIO(one))) for one in (text, once, exported())]
    assert (len(rows[0]), rows[1], rows[2]) == (117, rows[0], rows[0])
    assert Goal.objects.filter(is_official=False, symbol="03/NQ-CP").count() == 57


@pytest.mark.parametrize("real", [REAL] if REAL.exists() else [])
def test_printed_leads_of_the_real_list_are_the_agencies_of_today(real: Path) -> None:
    builders.programme()
    rows = list(csv.DictReader(io.StringIO(real.read_bytes().decode("utf-8-sig"))))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(row | {"lead_agency_code_2025": ""} for row in rows)
    lines = tables.of_csv(out.getvalue())[0][CSV.name]
    agencies = Agencies(lines)

    found = {line.given["code"]: ";".join(agencies.of_goal(line)) for line in lines}

    assert found == {row["id"]: row["lead_agency_code_2025"] for row in rows}


def test_list_may_be_loaded_again_and_changes_nothing() -> None:
    loaded(SMALL)

    again = loaded(SMALL)

    assert (again.changes, again.unchanged, Goal.objects.count()) == ([], 18, 9)


def test_changed_goal_is_a_further_version_beside_the_old_one() -> None:
    loaded(SMALL)

    made = loaded(listed(t_1={"value": "35"}))

    assert [str(change) for change in made.changes] == ["~ Giá trị mục tiêu T-1: value: 30 → 35"]
    versions = Goal.objects.filter(code="T-1").order_by("version")
    assert [(goal.value, goal.replaced_at is None) for goal in versions] == [(Decimal(30), False), (Decimal(35), True)]


def test_old_agency_is_the_one_that_took_it_over() -> None:
    loaded(listed(t_1={"lead_agency_code_2025": ""}, t_5={"lead_agency_code_2025": ""}))

    leads = {goal.code: [unit.code for unit in goal.leads.order_by("pk")] for goal in Goal.objects.all()}
    assert (leads["T-1"], sorted(leads["T-5"])) == (["BKHCN"], ["BCA", "BKHCN"])
    assert Indicator.objects.get(code="T-1").lead == builders.unit("BKHCN")


def test_nothing_is_half_taken_in_and_every_fault_names_its_cell() -> None:
    bad = listed(t_5={"value": "tám mươi"}, t_6={"value_max": "30"}, t_8_1={"parent_id": "KHONG-CO"})
    rows, faults = tables.of_csv(bad)

    with pytest.raises(BadTable) as refusal:
        loading.load(builders.programme(), rows, by=SYSTEM, at=NOW)

    assert [str(fault) for fault in faults] == ["dòng 6, cột value: phải là số"]
    assert {fault.where for fault in refusal.value.faults} >= {"dòng 7, cột value", "dòng 10, cột parent_id"}
    assert (Indicator.objects.count(), Goal.objects.count()) == (0, 0)


def test_dry_run_reads_only_and_what_was_seen_is_what_is_done() -> None:
    rows, _faults = tables.of_csv(SMALL)
    seen = loading.plan(builders.programme(), rows)
    assert (len(seen.changes), Goal.objects.count()) == (18, 0)
    loaded(listed(t_1={"value": "35"}))

    with pytest.raises(Stale):
        loading.load(builders.programme(), rows, seen=seen.digest, by=SYSTEM, at=NOW)


def test_workbook_comes_back_as_it_went_out(tmp_path: Path) -> None:
    loaded(SMALL)
    one = Indicator.objects.get(code="T-2")
    actions.set_formula(one, "[T-5] / 2", Missing.SKIP, by=builders.coordinator(), at=NOW)
    book = as_book()
    emptied()

    loading.load(builders.programme(), read_back(book, tmp_path), by=SYSTEM, at=NOW)

    assert as_book() == book
    assert Indicator.objects.get(code="T-2").formula == "[T-5] / 2"


def test_joined_indicators_come_back_joined(tmp_path: Path) -> None:
    loaded(SMALL)
    keeper = builders.coordinator()
    kept, gone = (Indicator.objects.get(code=code) for code in ("T-2", "T-5"))
    actions.join(kept, gone, reason="Cùng một chỉ tiêu", by=keeper, at=NOW)
    assert loaded(SMALL).changes == []
    book = as_book()
    emptied()

    loading.load(builders.programme(), read_back(book, tmp_path), by=SYSTEM, at=NOW)

    assert list(Goal.objects.filter(indicator__code="T-2").order_by("code").values_list("code", flat=True)) == [
        "T-2",
        "T-5",
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    loaded(SMALL)

    rows = read_back(as_book(), tmp_path)

    assert [line.given["text"] for line in rows[GOALS.name] if line.given["code"] == "T-7"] == ['=đạt mức "cao"']


def test_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_text("id,document\n")

    with pytest.raises(jail.FileRefused):
        jail.cells(file)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(0.7, "0.7"), (350, "350"), ("1.234,5", "1234.5"), ("0,7", "0.7"), ("", None)],
)
def test_numbers_are_read_as_they_are_written(cell: object, number: str | None) -> None:
    head = [column.title for column in GOALS.columns]
    row = ["" for _ in head]
    row[0], row[1], row[10] = "A", "B", cell

    (line,), faults = understood(GOALS, [head, row])

    assert (line.given["value"], faults) == (Decimal(number) if number else None, [])


@pytest.mark.parametrize("cell", ["1.234", "abc", True, float("nan"), "1e999x"])
def test_doubtful_numbers_are_faults_of_their_cell(cell: object) -> None:
    head = [column.title for column in GOALS.columns]
    row = ["" for _ in head]
    row[0], row[1], row[10] = "A", "B", cell

    _lines, faults = understood(GOALS, [head, row])

    assert [fault.where for fault in faults] == ["Giá trị mục tiêu!K2"]


def test_only_the_standing_agency_loads() -> None:
    rows, _faults = tables.of_csv(SMALL)

    with pytest.raises(NotAllowed):
        loading.load(builders.programme(), rows, by=builders.post(Role.COORDINATOR, "BTC"), at=NOW)


def values_sheet(*rows: tuple) -> dict:
    head = [column.title for column in VALUES.columns]
    return {VALUES.name: [head, *([*row] for row in rows)]}


def test_unit_reports_many_values_by_one_sheet() -> None:
    one = builders.indicator(reporters=Reporters.MINISTRIES)
    reporter = builders.post(Role.REPORTER, "BTC")
    sheet = values_sheet(("CT-1", "BTC", "2026-04", "", 40.0), ("CT-1", "BTC", "2026-05", "", "41,5"))
    rows, faults = tables.of_workbook(sheet)

    seen = value_loading.plan(rows, by=reporter, at=NOW)
    value_loading.load(rows, seen=seen.digest, by=reporter, at=NOW)

    assert (faults, [str(change) for change in seen.changes]) == (
        [],
        ["+ Số liệu CT-1 BTC 2026-04", "+ Số liệu CT-1 BTC 2026-05"],
    )
    assert list(Reported.objects.filter(indicator=one).order_by("period").values_list("number", flat=True)) == [
        Decimal(40),
        Decimal("41.5"),
    ]
    assert value_loading.plan(rows, by=reporter, at=NOW).unchanged == 2


def test_sheet_of_values_names_each_bad_cell_and_takes_nothing() -> None:
    builders.indicator(reporters=Reporters.MINISTRIES)
    reporter = builders.post(Role.REPORTER, "BTC")
    rows, _faults = tables.of_workbook(
        values_sheet(
            ("CT-1", "BTC", "2026-04", "", 40.0),
            ("CT-1", "BTC", "2026-Q2", "", 40.0),
            ("CT-1", "BTP", "2026-05", "", 40.0),
            ("KHONG-CO", "BTC", "2026-05", "", 40.0),
            ("CT-1", "BTC", "2026-05", "", 140.0),
            ("CT-1", "BTC", "2026-04", "", 41.0),
        )
    )

    with pytest.raises(BadTable) as refusal:
        value_loading.load(rows, by=reporter, at=NOW)

    assert [fault.where for fault in refusal.value.faults] == [
        "Số liệu!C3",
        "Số liệu!E4",
        "Số liệu!A5",
        "Số liệu!H6",
        "Số liệu!C7",
    ]
    assert Reported.objects.count() == 0


def test_values_go_out_with_those_computed_and_come_back_unchanged(tmp_path: Path) -> None:
    verifier = builders.coordinator()
    one, double = builders.indicator("A"), builders.indicator("B")
    builders.computed(double, "[A] × 2")
    value = builders.known(one, 40, verifier=verifier)
    book = exporting.as_workbook(Indicator.objects.all(), Goal.objects.all(), KnownValue.objects.all())

    rows = read_back(book, tmp_path)

    assert [(line.given["indicator"], line.given["is_computed"]) for line in rows[VALUES.name]] == [
        ("A", False),
        ("B", True),
    ]
    made = value_loading.plan(rows, by=value.by, at=NOW)
    assert (made.changes, made.faults, made.unchanged) == ([], [], 1)


def test_workbook_with_other_sheets_alone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook([Grid("Khác", [("Mã", 9)], [["A"]])]))

    rows, faults = tables.of_workbook(jail.cells(file), (INDICATORS,))

    assert (rows, [fault.where for fault in faults]) == ({}, ["tệp"])


def test_operators_are_all_in_the_small_list() -> None:
    loaded(SMALL)

    assert set(Goal.objects.values_list("operator", flat=True)) == set(Operator.values())
