"""A dozen short papers of our own, in the kinds that offices receive, with what must be read out of each."""

import json
from pathlib import Path

import pytest

from vanban import AgencyTable, read

PAPERS = Path(__file__).parent / "papers"
EXPECTED = json.loads((PAPERS / "expected.json").read_text(encoding="utf-8"))
TABLE = AgencyTable.from_rows(
    [
        {"code": "BXD", "name_vi": "Bộ Xây dựng", "name_current": "", "aliases": "BXD"},
        {"code": "BCA", "name_vi": "Bộ Công an", "name_current": "", "aliases": "BCA;Công an"},
        {"code": "BNV", "name_vi": "Bộ Nội vụ", "name_current": "", "aliases": "Bộ NV;BNV"},
        {
            "code": "BVHTTDL",
            "name_vi": "Bộ Văn hóa, Thể thao và Du lịch",
            "name_current": "Bộ Văn hóa, Thể thao và Du lịch",
            "aliases": "Bộ VHTTDL;BVHTTDL",
        },
    ]
)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("table", [None, TABLE], ids=["no table", "table"])
def test_paper_gives_its_assignments(name: str, table: AgencyTable | None) -> None:
    reading = read((PAPERS / f"{name}.txt").read_bytes(), agencies=table).as_json()

    found = [
        [
            a["path"],
            a["lead"],
            a["coordinating"],
            [d["at"] or d["on"] for d in a["deadlines"]],
            a["recurrence"],
        ]
        for a in reading["assignments"]
    ]

    assert found == EXPECTED[name]["assignments"]


@pytest.mark.parametrize("name", EXPECTED)
def test_paper_gives_its_letterhead(name: str) -> None:
    reading = read((PAPERS / f"{name}.txt").read_bytes(), agencies=TABLE).as_json()
    expected = EXPECTED[name]["document"]

    assert {key: reading["document"][key] for key in expected} == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_spans_hold_the_clause(name: str) -> None:
    source = (PAPERS / f"{name}.txt").read_bytes()
    reading = read(source)

    assert reading.text == source.decode("utf-8")
    for a in reading.assignments:
        words = set(a.text.replace("*", " ").split())
        there = set(reading.text[a.span.start : a.span.end].replace("*", " ").split())
        assert len(words & there) >= 0.8 * len(words)


def test_codes_come_from_the_table_only() -> None:
    source = (PAPERS / "quyet_dinh.txt").read_bytes()

    with_table = read(source, agencies=TABLE).assignments[0].leads[0]
    without = read(source).assignments[0].leads[0]

    assert (with_table.code, without.code) == ("BVHTTDL", None)


def test_citations_leave_out_the_paper_itself() -> None:
    reading = read((PAPERS / "cong_van.txt").read_bytes())

    assert [(c.number, c.date) for c in reading.letterhead.references] == [("811/VPCP-CN", "2026-01-28")]


def test_addressees_and_recipients() -> None:
    head = read((PAPERS / "cong_van.txt").read_bytes()).letterhead

    assert head.addressees == (
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        "Tổng công ty Đầu tư Sông Xanh",
    )
    assert head.recipients == ("Như trên", "Bộ trưởng (để b/c)", "Lưu: VT, KHTC")


def test_deadline_before_the_paper_is_flagged_not_refused() -> None:
    source = (
        (PAPERS / "nghi_quyet.txt").read_text(encoding="utf-8").replace("31 tháng 8 năm 2026", "30 tháng 6 năm 2026")
    )

    first = read(source.encode()).assignments[0]

    assert "deadline_before_issue_date" in first.flags
    assert first.confidence < 0.9


@pytest.mark.parametrize(
    ("name", "form"), [("bai_bao", "article"), ("bai_hoi_dap", "article"), ("cong_van", "original")]
)
def test_article_is_told_from_the_paper_itself(name: str, form: str) -> None:
    assert read((PAPERS / f"{name}.txt").read_bytes()).letterhead.form == form
