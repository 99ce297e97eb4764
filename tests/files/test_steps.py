"""The steps of a reading as the jail tells them, with the real programs."""

import io
from pathlib import Path
from typing import Any

import pytest

from giamsat.files import jail
from giamsat.files.states import Step
from giamsat.people.actions import SEED
from tests.formats import made

WORD = made.saved(made.word())


def told(source: bytes, folder: Path) -> tuple[list[tuple[str, int, int]], dict[str, Any]]:
    """(step, pages done, of how many) as they were told, and what was read."""
    path, steps = folder / "tep", []
    path.write_bytes(source)
    found = jail.read(path, SEED / "agencies.csv", lambda step, done, of: steps.append((step.value, done, of)))
    return steps, found


def test_a_scan_tells_each_page(tmp_path: Path) -> None:
    sheets = [made.scanned(made.converted(WORD, "pdf"))] * 3
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=200)

    steps, found = told(out.getvalue(), tmp_path)

    assert steps == [
        ("finding", 0, 0),
        *[("recognising", done, 3) for done in range(3)],
        ("finding", 0, 0),
    ]
    assert [(page["straight"], len(page["lines"])) for page in found["pages"]] == [(True, 13)] * 3


@pytest.mark.parametrize(
    ("kind", "steps", "pages"),
    [("doc", ["finding", "converting", "finding"], 0), ("pdf", ["finding"], 1), ("docx", ["finding"], 0)],
)
def test_other_files_tell_their_steps(kind: str, steps: list[str], pages: int, tmp_path: Path) -> None:
    source = WORD if kind == "docx" else made.converted(WORD, kind)

    told_steps, found = told(source, tmp_path)

    assert [step for step, _, _ in told_steps] == steps
    assert len(found.get("pages", [])) == pages


def test_a_pdf_whose_lines_cannot_be_had_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = jail._asked

    def without_lines(task: str, *words: Path) -> dict[str, Any]:
        if task == "lines":
            raise jail.ReadingFailed
        return asked(task, *words)

    monkeypatch.setattr(jail, "_asked", without_lines)

    _, found = told(made.converted(WORD, "pdf"), tmp_path)

    assert (len(found["assignments"]), found["pages"]) == (2, [])


def test_every_step_has_a_word() -> None:
    assert [step.label for step in Step] == ["Đang đổi định dạng", "Đang nhận dạng chữ", "Đang đọc giao việc"]
