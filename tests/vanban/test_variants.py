"""The same paper written otherwise is read alike: other marks, line ends, letters, spaces, capitals."""

import json
import textwrap
import unicodedata
from itertools import product
from pathlib import Path

import pytest

from vanban import read

PAPERS = Path(__file__).parent / "papers"
NAMES = [name for name in json.loads((PAPERS / "expected.json").read_text(encoding="utf-8")) if "bang" not in name]
#: flattened tables live by their line ends
PROSE = [name for name in NAMES if not name.startswith("phu_luc")]


def findings(text: str, *, paths: bool = True) -> list[tuple[object, ...]]:
    """What was found, apart from where."""
    return [
        (
            a.path if paths else "",
            tuple(x.name for x in a.leads),
            tuple(x.name for x in a.coordinating),
            tuple(str(d.moment or d.on) for d in a.deadlines),
            tuple(c.value for c in a.recurrence),
        )
        for a in read(text.encode()).assignments
    ]


def wrapped(text: str, width: int) -> str:
    """Every long line broken, as a conversion leaves it, with blank lines between paragraphs."""
    lines = [textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()]
    return "\n\n".join(line for line in lines if line)


@pytest.mark.parametrize("name", NAMES)
def test_letters_and_spaces_change_nothing(name: str) -> None:
    text = (PAPERS / f"{name}.txt").read_text(encoding="utf-8")
    as_it_is = findings(text)

    assert findings(unicodedata.normalize("NFD", text)) == as_it_is
    assert findings(text.replace(" ", "  ")) == as_it_is
    assert findings(text.replace("\n", "\r\n")) == as_it_is
    assert findings(text.replace(" ", "\u00a0", 40)) == as_it_is


@pytest.mark.parametrize(("name", "width"), list(product(PROSE, (60, 72, 80))))
def test_broken_lines_change_nothing(name: str, width: int) -> None:
    text = (PAPERS / f"{name}.txt").read_text(encoding="utf-8")

    assert findings(wrapped(text, width), paths=False) == findings(text, paths=False)


HEAD = """BỘ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 71/TB-BNV
Hà Nội, ngày 04 tháng 5 năm 2027
THÔNG BÁO
Kết luận của Bộ trưởng tại phiên họp giao ban
"""
OPENINGS = ("", "Sau khi nghe các đơn vị báo cáo, Bộ trưởng kết luận như sau:\n", "Bộ trưởng yêu cầu:\n")
NUMBERS = (
    ("1. ", "2. ", "3. "),
    ("1) ", "2) ", "3) "),
    ("(1) ", "(2) ", "(3) "),
    ("I. ", "II. ", "III. "),
    ("1/ ", "2/ ", "3/ "),
)
LETTERS = (("a) ", "b) "), ("a. ", "đ. "), ("- ", "- "), ("+ ", "+ "), ("• ", "• "), ("(a) ", "(b) "))
FOUND = [
    ("", ("Vụ Pháp chế",), (), ("2027-05-31",), ()),
    ("", ("Vụ Pháp chế",), ("Bộ Tư pháp", "RELATED_AGENCIES"), (), ()),
    ("", ("Cục Văn thư và Lưu trữ nhà nước",), (), (), ("monthly:20",)),
    ("", ("Văn phòng Bộ",), (), ("2027-06-30",), ()),
]


def clauses(numbers: tuple[str, ...], letters: tuple[str, ...], bold: str = "") -> str:
    one, two, three = (f"{bold}{mark.strip()}{bold} " for mark in numbers)
    return (
        f"{one}Vụ Pháp chế:\n"
        f"{letters[0]}Hoàn thiện dự thảo Thông tư, trình Bộ trưởng trước ngày 31/5/2027.\n"
        f"{letters[1]}Phối hợp với Bộ Tư pháp và các cơ quan liên quan rà soát văn bản.\n"
        f"{two}Cục Văn thư và Lưu trữ nhà nước báo cáo Bộ trưởng tiến độ trước ngày 20 hằng tháng.\n"
        f"{three}Giao Văn phòng Bộ đôn đốc việc thực hiện, hoàn thành trong quý II/2027.\n"
    )


@pytest.mark.parametrize(("opening", "numbers", "letters"), list(product(OPENINGS, NUMBERS, LETTERS)))
def test_marks_and_openings_change_nothing(opening: str, numbers: tuple[str, ...], letters: tuple[str, ...]) -> None:
    assert findings(HEAD + opening + clauses(numbers, letters), paths=False) == FOUND


@pytest.mark.parametrize("numbers", NUMBERS)
def test_marks_in_bold_and_headings_in_capitals_change_nothing(numbers: tuple[str, ...]) -> None:
    text = HEAD + OPENINGS[1] + clauses(numbers, LETTERS[0], bold="**")

    assert findings(text, paths=False) == FOUND
    assert findings(text.replace("Vụ Pháp chế:", "VỤ PHÁP CHẾ"), paths=False)[2:] == FOUND[2:]
    assert len(findings(text.replace("Vụ Pháp chế:", "VỤ PHÁP CHẾ"))) == len(FOUND)
