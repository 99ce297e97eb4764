"""Annexes rebuilt from the rows of one resolution, as Word, PDF and Excel in many layouts: every cell is right."""

import pytest

from tests.vanban.annexes import made, right
from tests.vanban.annexes.made import Annex, Layout
from vanban import Reading, read

TASKS = right.tasks()
TARGETS = right.targets()
MAKERS = {"docx": made.word, "xlsx": made.workbook, "pdf": lambda annex: made.pdf(made.word(annex))}


def _tasks(layout: Layout) -> Annex:
    return made.annex("PHỤ LỤC II: DANH MỤC NHIỆM VỤ", TASKS, layout)


def _read(kind: str, annex: Annex) -> Reading:
    return read(MAKERS[kind](annex), agencies=right.TABLE)


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("layout", right.TASK_LAYOUTS.values(), ids=right.TASK_LAYOUTS)
def test_every_cell_of_the_tasks_is_right(kind: str, layout: Layout) -> None:
    reading = _read(kind, _tasks(layout))

    assert right.count_tasks(reading.task_rows, TASKS, layout).wrong == []
    assert len(reading.assignments) == len(TASKS)
    assert reading.target_rows == ()


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("layout", right.TARGET_LAYOUTS.values(), ids=right.TARGET_LAYOUTS)
def test_every_cell_of_the_targets_is_right(kind: str, layout: Layout) -> None:
    reading = _read(kind, made.annex("PHỤ LỤC I: CÁC CHỈ TIÊU", TARGETS, layout))

    assert right.count_targets(reading.target_rows, TARGETS, layout).wrong == []
    assert reading.task_rows == ()
    assert reading.assignments == ()


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_order_and_names_of_columns_do_not_matter(kind: str, seed: int) -> None:
    layout = right.shuffled(seed)

    reading = _read(kind, _tasks(layout))

    assert right.count_tasks(reading.task_rows, TASKS, layout).wrong == []


@pytest.mark.parametrize("seed", range(16, 19))
def test_printed_columns_by_chance(seed: int) -> None:
    layout = right.shuffled(seed)

    reading = _read("pdf", _tasks(layout))

    assert right.count_tasks(reading.task_rows, TASKS, layout).wrong == []


def test_cells_stand_where_they_say() -> None:
    reading = _read("xlsx", _tasks(right.TASK_LAYOUTS["plain"]))

    cells = [cell for row in reading.task_rows for cell in row.cells.values()]

    assert [reading.text[c.span.start : c.span.end] for c in cells] == [c.text for c in cells]
    assert reading.task_rows[0].cells["name"].address == "C6"
    assert reading.task_rows[0].cells["name"].sheet == "Phụ lục 1"


def test_both_annexes_of_one_file() -> None:
    layout = right.TARGET_LAYOUTS["years under one head"]
    plain = right.TASK_LAYOUTS["plain"]
    file = made.word(made.annex("PHỤ LỤC I: CÁC CHỈ TIÊU", TARGETS, layout), _tasks(plain))

    reading = read(file, agencies=right.TABLE)

    assert right.count_targets(reading.target_rows, TARGETS, layout).wrong == []
    assert right.count_tasks(reading.task_rows, TASKS, plain).wrong == []
    assert {row.annex for row in reading.task_rows} == {"PHỤ LỤC II: DANH MỤC NHIỆM VỤ"}


def test_list_numbers_count_as_printed() -> None:
    layout = Layout(right.columns(*right.ROLES), listed=True)

    reading = read(made.word(_tasks(layout)), agencies=right.TABLE)

    assert right.count_tasks(reading.task_rows, TASKS, layout).wrong == []


def test_a_wrong_cell_is_counted() -> None:
    layout = right.TASK_LAYOUTS["plain"]
    rows = _read("docx", _tasks(layout)).task_rows

    count = right.count_tasks([rows[1], *rows[1:]], TASKS, layout)

    assert count.total - count.right == len(count.wrong)
    assert {sentence.partition(":")[0] for sentence in count.wrong} >= {"1 number", "1 content", "1 lead"}
