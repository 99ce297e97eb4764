"""Tables of a PDF as another program prints them, and pages whose lines are no table of words."""

import pytest
import typst

from vanban import Reading, TaskRow, read
from vanban.readers import pdf
from vanban.readers.ruled import RuledTable

ROWS = [
    (
        str(n),
        f"Xây dựng đề án thứ {n}: " + "rà soát, sửa đổi, bổ sung quy định; " * (n % 7 * 4 + 1),
        "Bộ Nội vụ",
        f"{n % 12 + 1}/2026",
    )
    for n in range(1, 41)
]


def _printed(rows: list[tuple[str, ...]], *, stroke: str = "0.5pt") -> Reading:
    """Rows as typst prints them over several pages of A5, the head on each."""
    heads = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
    cells = ",".join(f'"{words}"' for row in rows for words in row)
    head = ",".join(f'"{words}"' for words in heads)
    page = '#set page(paper: "a5", numbering: "1")\n#set text(lang: "vi")\nPHỤ LỤC\n\nDanh mục nhiệm vụ\n\n'
    table = f"#table(columns: (auto, 1fr, auto, auto), stroke: {stroke}, table.header({head}), {cells})"
    return read(typst.compile((page + table).encode()))


def _told(rows: tuple[TaskRow, ...]) -> list[tuple[str, ...]]:
    return [(row.number, row.content, row.leads[0].name, row.time) for row in rows]


def test_rows_cut_by_pages_are_whole() -> None:
    reading = _printed(ROWS)

    assert _told(reading.task_rows) == [(n, name.strip(), lead, time) for n, name, lead, time in ROWS]
    assert reading.text.count("| TT | Nhiệm vụ |") == 1


def test_a_table_without_lines_stays_text() -> None:
    reading = _printed(ROWS[:3], stroke="none")

    assert "|" not in reading.text
    assert {word for row in ROWS[:3] for words in row for word in words.split()} <= set(reading.text.split())


def test_nothing_is_lost_where_a_table_is_told_wrongly(monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(page: object, text_page: object) -> list[RuledTable]:
        tables = real(page, text_page)
        tables[0].rows[-1][1].lines.clear()
        return tables

    real = pdf.tables_of
    monkeypatch.setattr(pdf, "tables_of", losing)

    text = _printed(ROWS[:2]).text

    assert "|" not in text
    assert all(words.strip() in " ".join(text.split()) for row in ROWS[:2] for words in row)


def test_a_drawing_of_many_lines_is_no_table() -> None:
    cells = ",".join(f'"a{n}"' for n in range(60 * 30))
    drawing = f"#set page(width: 2000pt)\n#table(columns: 60, {cells})\nBộ Nội vụ xây dựng đề án."

    assert "|" not in read(typst.compile(drawing.encode())).text
