"""What words that a person chose in a paper say of time and of agencies: pure."""

from datetime import date

import pytest

from giamsat.assignments.marked import agencies_in, times_in

TEXT = (
    "Hà Nội, ngày 05 tháng 5 năm 2026\n"
    "1. Bộ Y tế công bố danh mục; hoàn thành trước 16h00 ngày 10 tháng 6 năm 2026.\n"
    "2. Bộ Công an báo cáo trước ngày 25 hằng tháng; tổng kết trong quý III năm 2026.\n"
)
MAY = date(2026, 5, 5)


@pytest.mark.parametrize(
    ("words", "on", "at", "bound", "text"),
    [
        (
            "trước 16h00 ngày 10 tháng 6 năm 2026",
            "2026-06-10",
            "16:00",
            "before",
            "trước 16h00 ngày 10 tháng 6 năm 2026",
        ),
        # Only the day was chosen: what stands before it still says which side of it is late.
        ("10 tháng 6 năm 2026", "2026-06-10", "16:00", "before", "trước 16h00 ngày 10 tháng 6 năm 2026"),
        ("trong quý III năm 2026", "2026-09-30", None, "during", "trong quý III năm 2026"),
        # Words that stand nowhere in the paper are read alone.
        ("trước ngày 20/7/2026", "2026-07-20", None, "before", "trước ngày 20/7/2026"),
        ("25/6", "2026-06-25", None, "during", "25/6"),
    ],
)
def test_a_deadline_is_read_where_its_words_stand(words: str, on: str, at: str | None, bound: str, text: str) -> None:
    (found,) = times_in(words, MAY, text=TEXT, near=TEXT.index("1. Bộ Y tế"))["deadlines"]

    assert (found["on"], found["bound"], found["text"]) == (on, bound, text)
    assert (found["at"] or "T")[11:16] == (at or "")


def test_of_two_places_the_nearer_counts() -> None:
    text = "1. Hoàn thành trước ngày 10 tháng 6.\n" + "x " * 300 + "\n2. Chậm nhất ngày 10 tháng 6.\n"

    bounds = [
        times_in("ngày 10 tháng 6", MAY, text=text, near=near)["deadlines"][0]["bound"] for near in (0, len(text))
    ]

    assert bounds == ["before", "by"]


def test_a_recurrence_is_read_too() -> None:
    found = times_in("trước ngày 25 hằng tháng", MAY, text=TEXT, near=0)

    assert found == {"deadlines": [{"text": "trước ngày 25 hằng tháng"}], "recurrence": ["monthly:25"]}


def test_words_without_a_time_are_only_words() -> None:
    found = times_in("công bố danh mục", MAY, text="Bộ Y tế công bố danh mục", near=0)

    assert found == {"deadlines": [{"text": "công bố danh mục"}], "recurrence": []}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Bộ Y tế", ["BYT"]),
        ("giao Bộ Tài chính chủ trì, phối hợp với Bộ Công an", ["BTC", "BCA"]),
        ("Bộ Tài chính, Bộ Y tế và Bộ Nội vụ", ["BTC", "BYT", "BNV"]),
        ("các đồng chí dự họp", []),
        ("", []),
    ],
)
def test_agencies_are_found_anywhere_in_the_words(words: str, codes: list[str]) -> None:
    assert agencies_in(words)["lead_codes"] == codes


def test_a_group_is_its_word() -> None:
    assert agencies_in("các bộ, ngành, địa phương")["lead"] == ["ALL_MINISTRIES", "ALL_PROVINCES"]
