"""A megabyte of table made to hurt is read in ten seconds of processor time."""

import time

import pytest

from vanban import read_text

TASKS = "PHỤ LỤC\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n"
TARGETS = "PHỤ LỤC\n\n| TT | Chỉ tiêu | ĐVT | 2026 |\n"
HURTING = {
    "rows": TASKS + "| 1 | Xây dựng đề án | Bộ Nội vụ | 2026 |\n" * 12_000,
    "heads": TASKS.partition("\n\n")[2] * 12_000,
    "columns": TASKS + "| " + "a | " * 250_000,
    "columns that go on": TASKS + "| " + "″ | " * 200_000,
    "columns of a head": "PHỤ LỤC\n\n| TT | Nhiệm vụ | Cơ quan chủ trì " + "| x " * 250_000 + "|\n| 1 | a | b |\n",
    "bars": TASKS + "|" * 900_000,
    "names": TASKS + "| 1 | Xây dựng | " + "Bộ Nội vụ " * 70_000 + " | 2026 |",
    "names unended": TASKS + "| 1 | Xây dựng | " + "Bộ Bộ " * 130_000 + " | 2026 |",
    "dots in names": TASKS + "| 1 | Xây dựng | " + ". " * 400_000 + " | 2026 |",
    "bullets": TASKS + "| 1 | " + "- a. " * 200_000 + " | Bộ Y tế | 2026 |",
    "figures": TARGETS + "| 1 | a | % | " + "1." * 400_000 + " |",
    "words before a figure": TARGETS + "| 1 | a | % | " + "đạt " * 200_000 + " |",
    "targets": TARGETS + "| 1.1 | Tỷ lệ | % | 80 |\n" * 25_000,
    "rows that go on": TASKS + "| ″ | ″ | ″ | ″ |\n" * 25_000,
    "groups": TASKS + "| II. Nhóm ||||\n" * 40_000,
}


@pytest.mark.parametrize("name", HURTING)
def test_a_megabyte_of_table_is_read_in_ten_seconds(name: str) -> None:
    began = time.process_time()

    read_text(HURTING[name], "text")

    assert time.process_time() - began < 10
