"""How many cells of rebuilt annexes are read rightly, and what an annex of 300 printed pages costs a jailed child."""

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2 as pdfium

import vanban
from bench.figures import Figure
from giamsat.people.actions import SEED

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
PAGES = 300
SHOWN = 5  # wrong cells of one file


def figures(*, quick: bool) -> list[Figure]:
    """The share of right cells over layouts and formats; seconds and megabytes of a long annex."""
    if not DATA.exists():
        print("không đo được: ../shared/data không nằm cạnh mã nguồn, các số về phụ lục bị bỏ trống")
        return []
    right, total = _cells(quick=quick)
    seconds, megabytes = _long_annex()
    return [
        Figure(f"annexes: right cells of {total}", round(right / total, 4), 1.0, is_floor=True),
        Figure(f"annexes: {PAGES} printed pages of tables, jailed", seconds, 20, "s"),
        Figure(f"annexes: {PAGES} printed pages of tables, jailed", megabytes, 400, "MB"),
    ]


def _cells(*, quick: bool) -> tuple[int, int]:
    """(right, all) cells of tasks and targets in every layout as Word and Excel, printed ones too unless quick."""
    from tests.vanban.annexes import made, right  # reads ../shared/data

    makers = [made.word, made.workbook]
    if not quick:
        makers.append(lambda annex: made.pdf(made.word(annex)))
    tasks, targets = right.tasks(), right.targets()
    counts = []
    for make in makers:
        for layout in (*right.TASK_LAYOUTS.values(), *map(right.shuffled, range(4))):
            reading = vanban.read(make(made.annex("PHỤ LỤC II", tasks, layout)), agencies=right.TABLE)
            counts.append(right.count_tasks(reading.task_rows, tasks, layout))
        for layout in right.TARGET_LAYOUTS.values():
            reading = vanban.read(make(made.annex("PHỤ LỤC I", targets, layout)), agencies=right.TABLE)
            counts.append(right.count_targets(reading.target_rows, targets, layout))
    for sentence in (sentence for count in counts for sentence in count.wrong[:SHOWN]):
        print(f"sai: {sentence}")
    return sum(count.right for count in counts), sum(count.total for count in counts)


def _long_annex() -> tuple[float, float]:
    """(seconds, megabytes) of the child that reads an annex printed over 300 pages and more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex.pdf"
        path.write_bytes(_many_pages())
        command = [sys.executable, "-m", "giamsat.files.jailed", "read", str(path), str(SEED / "agencies.csv")]
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the jailed child ended with {child.returncode}")
    return round(time.perf_counter() - started, 1), round(usage.ru_maxrss / 1024, 0)


def _many_pages() -> bytes:
    from tests.vanban.annexes import made, right  # reads ../shared/data

    layout = right.TASK_LAYOUTS["plain"]
    printed = pdfium.PdfDocument(made.pdf(made.word(made.annex("PHỤ LỤC II", right.tasks(), layout))))
    book = pdfium.PdfDocument.new()
    while len(book) < PAGES:
        book.import_pages(printed)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
