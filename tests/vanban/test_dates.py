"""Deadline phrases: what day, what hour, what bound; recurrences; and what only looks like a deadline."""

from datetime import date

import pytest

from vanban import dates

ISSUED = date(2026, 5, 20)

SAID = [
    ("trước ngày 15 tháng 6 năm 2026", "2026-06-15", "before"),
    ("trước 15h30 ngày 15/6/2026", "2026-06-15T15:30:00+07:00", "before"),
    ("trước **9h00** ngày **15/6/2026**", "2026-06-15T09:00:00+07:00", "before"),
    ("chậm nhất là 4 giờ chiều ngày 15/6/2026", "2026-06-15T16:00:00+07:00", "by"),
    ("ngày 15/6/2026, trước 14h00", "2026-06-15T14:00:00+07:00", "before"),
    ("đến 24 giờ ngày 15/6/2026", "2026-06-16T00:00:00+07:00", "by"),
    ("chậm nhất ngày 15/6", "2026-06-15", "by"),
    ("đến hết ngày 15/6/2026", "2026-06-15", "by"),
    ("từ ngày 01 đến hết ngày 15/6/2026", "2026-06-15", "by"),
    ("trong ngày 21/5/2026", "2026-05-21", "during"),
    ("trong tháng 6 năm 2026", "2026-06-30", "during"),
    ("trong tháng này", "2026-05-31", "during"),
    ("trong tháng tới", "2026-06-30", "during"),
    ("hết tháng 2/2028", "2028-02-29", "by"),
    ("trước tháng 7 năm 2026", "2026-07-01", "before"),
    ("Quý III/2026", "2026-09-30", "during"),
    ("trước quý IV/2026", "2026-10-01", "before"),
    ("6 tháng đầu năm 2026", "2026-06-30", "during"),
    ("cuối năm 2026", "2026-12-31", "during"),
    ("trước năm 2028", "2028-01-01", "before"),
    ("trước ngày 3O/6/2026", "2026-06-30", "before"),
    ("trước ngày l5/6/2026", "2026-06-15", "before"),
    ("trưóc ngày 15 tháng 6 năm2026", "2026-06-15", "before"),
    ("trong 10 ngày kể từ ngày ký", "2026-06-01", "by"),
]


@pytest.mark.parametrize(("words", "when", "bound"), SAID)
def test_phrase_names_its_day(words: str, when: str, bound: str) -> None:
    (said,) = dates.find(words, issued_on=ISSUED).said

    found = said.moment.isoformat() if said.moment else said.on.isoformat() if said.on else None
    assert (found, said.bound) == (when, bound)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Trước ngày 20 hằng tháng", "monthly:20"),
        ("vào thứ Sáu hàng tuần", "weekly:fri"),
        ("trước 17h00 thứ Năm hằng tuần", "weekly:thu:17:00"),
        ("trước 16h00 hằng ngày", "daily:16:00"),
        ("báo cáo hằng ngày", "daily"),
        ("định kỳ hằng quý", "quarterly"),
        ("trước ngày 10 của tháng đầu quý sau", "quarterly:10"),
        ("ngày 20 tháng cuối quý", "quarterly-last:20"),
        ("6 tháng một lần", "half-yearly"),
        ("trước ngày 15/12 hằng năm", "yearly:12-15"),
        ("Hằng năm, báo cáo kết quả", "yearly"),
    ],
)
def test_cadence(words: str, value: str) -> None:
    times = dates.find(words, issued_on=ISSUED)

    assert [c.value for c in times.cadences] == [value]
    assert times.said == ()


@pytest.mark.parametrize(
    "words",
    [
        "từ ngày 15/9/2026",
        "số liệu tính đến ngày 14/5",
        "Nghị quyết số 999-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "có hiệu lực từ ngày 01/7/2026",
        "Ngày 01 tháng 5 năm 2026, tại trụ sở, Thứ trưởng đã chủ trì họp",
        "lũy kế 10 tháng đầu năm ước đạt",
        "phấn đấu tăng trưởng năm 2026 đạt 10%",
        "44 nhiệm vụ có thời hạn trong quý II năm 2026",
        "đã hoàn thành trước ngày 30/4/2026",
        "ngân sách nhà nước hằng năm",
        "Năm 2026 và các năm tiếp theo",
        "ngay sau khi Luật được thông qua",
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
        "số điện thoại: 0912.345.678",
    ],
)
def test_what_only_looks_like_a_deadline(words: str) -> None:
    times = dates.find(words, issued_on=ISSUED)

    assert (times.said, times.cadences) == ((), ())


def test_impossible_day_gives_nothing_and_a_flag() -> None:
    times = dates.find("trước ngày 32/10/2026", issued_on=ISSUED)

    assert (times.said, times.flags) == ((), ("impossible_date",))


def test_two_deadlines_keep_their_order_and_place() -> None:
    words = "Bộ A trước ngày 10/9/2026, các địa phương chậm nhất ngày 15/9/2026"

    said = dates.find(words, issued_on=ISSUED).said

    assert [(s.on.day if s.on else None, s.bound, words[s.start : s.end]) for s in said] == [
        (10, "before", "trước ngày 10/9/2026"),
        (15, "by", "chậm nhất ngày 15/9/2026"),
    ]


def test_working_days_are_counted_with_the_calendar_handed_in() -> None:
    def is_working(day: date) -> bool:
        return day.weekday() < 5 and day != date(2026, 5, 21)

    (said,) = dates.find("trong 02 ngày làm việc kể từ ngày ký", issued_on=ISSUED, is_working=is_working).said

    assert (said.on, said.flags) == (date(2026, 5, 25), ("needs_calendar",))


@pytest.mark.parametrize(
    ("cell", "on"), [("2026", "2026-12-31"), ("2027 - 2030", "2030-12-31"), ("Tháng 9/2026", "2026-09-30")]
)
def test_time_column(cell: str, on: str) -> None:
    (said,) = dates.find(cell, issued_on=ISSUED, column=True).said

    assert said.on is not None
    assert said.on.isoformat() == on
