"""Whatever text comes in, reading ends soon and its spans stay within the text."""

import math
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import read, read_text

NAMES = ["Bộ ", "Nội vụ", "các", "bộ, ngành", "UBND", "tỉnh", "và", "liên quan", "Kính gửi:", "Số: 1/A-B", "Nơi nhận:"]
VERBS = [
    "chủ trì",
    "phối hợp với",
    "rà soát",
    "có trách nhiệm",
    "trước ngày",
    "15/6/2026",
    "hằng tháng",
    "Quý III/2026",
]
MARKS = [";", ":", ".", "- ", "1. ", "a) ", "Điều 2. ", "II. ", "**", "(", ")", "|", "TT", "PHỤ LỤC", "\n", "\n\n"]
ODD = ["e\u0302\u0301", "\u00a0", "\ufeff", "𝒜", "\u200b"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NAMES, *VERBS, *MARKS, *ODD]), max_size=60))
def test_any_mix_of_words_is_read(words: list[str]) -> None:
    text = "x " + " ".join(words)

    reading = read(text.encode())

    assert all(0 <= a.span.start <= a.span.end <= len(reading.text) for a in reading.assignments)
    assert all(0 <= b.start <= b.end <= len(reading.text) for b in reading.blocks)


@pytest.mark.parametrize(
    "piece",
    ["Bộ Nội vụ và các ", "các bộ, ngành, ", "trước ngày 1/", "a ", "- ", "Nội vụ, ", "((((", "Về việc : ", "12/2/"],
)
def test_long_dull_text_is_read_in_time(piece: str) -> None:
    source = (piece * (30_000 // len(piece))).encode()
    began = time.perf_counter()

    read(b"x" + source)

    assert time.perf_counter() - began < 3


#: a megabyte, or as many pieces as told, of what could make a pattern try again and again
ADVERSARIAL = {
    "one giant line of words": "Bộ Y tế rà soát và báo cáo " * 37_000,
    "commas": "," * 100_000,
    "commas and spaces": ", " * 100_000,
    "và": "và " * 100_000,
    "Bộ": "Bộ " * 50_000,
    "các bộ": "các bộ, " * 60_000,
    "giao Bộ": "giao Bộ " * 50_000,
    "brackets opened": "(" * 1_000_000,
    "brackets nested": "(" * 500_000 + ")" * 500_000,
    "digits": "1" * 1_000_000,
    "digits apart": "1 " * 500_000,
    "dots": "." * 1_000_000,
    "dots apart": ". " * 500_000,
    "quotes never closed": "“a " * 330_000,
    "dates": "trước ngày 1/1/" * 60_000,
    "bullets": "- a\n" * 120_000,
    "lines never ended": "a b c\n" * 100_000,
    "semicolons": "; rà soát" * 60_000,
    "together": "phối hợp với " * 70_000,
    "cited": "57-NQ/TW " * 60_000,
    "marks": "**a** " * 160_000,
    "heads of tables": "TT\n" * 330_000,
    "loose letters": "e\u0302\u0301" * 300_000,
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_a_megabyte_made_to_hurt_is_read_in_ten_seconds(name: str) -> None:
    began = time.process_time()

    read_text("x " + ADVERSARIAL[name], "text")

    assert time.process_time() - began < 10


def test_time_does_not_grow_with_the_square_of_the_length() -> None:
    """Ten times the text: ten times the work, not a hundred. `python -m bench.speed` measures the exponent itself."""
    paper = (Path(__file__).parent / "papers" / "thong_bao_giao_ban_tinh.txt").read_text(encoding="utf-8")
    body = paper.split("Nơi nhận")[0]
    head, pieces = body[:400], body[400:]
    taken = {}
    for times in (40, 400):
        text = head + pieces * times
        taken[len(text)] = min(_seconds(text) for _ in range(3))
    (short, soon), (long, late) = taken.items()

    assert math.log(late / soon) / math.log(long / short) <= 1.3


def _seconds(text: str) -> float:
    """Of the processor: others may use the machine."""
    began = time.process_time()
    read_text(text, "text")
    return time.process_time() - began
