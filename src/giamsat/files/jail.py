"""Runs the jailed child and brings back what it found."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from giamsat.errors import Refused

SECONDS = 60  # wall clock; the child's own CPU limit is shorter


class FileRefused(Refused):
    """%(reason)s"""

    code = "file_refused"


class ReadingFailed(Refused):
    """Không đọc được tệp: nội dung hỏng hoặc quá nặng. Hãy mở tệp bằng Word, lưu lại thành .docx rồi tải lên."""

    code = "reading_failed"


def check(path: Path) -> str:
    """The kind of content of a file nobody has looked at yet; raises `FileRefused` with the reason."""
    return str(_run("check", path)["kind"])


def read(path: Path, agencies: Path) -> dict[str, Any]:
    """What the document says, in the shape of `vanban`'s JSON with text, hash and reader version."""
    return _run("read", path, agencies)


def _run(task: str, *paths: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "giamsat.files.jailed", task, *map(str, paths)]
    try:
        child = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 — own module
    except subprocess.TimeoutExpired:
        raise ReadingFailed from None
    if child.returncode:
        raise ReadingFailed(exit=child.returncode, error=child.stderr.decode(errors="replace")[-500:])
    answer: dict[str, Any] = json.loads(child.stdout)
    if "refused" in answer:
        raise FileRefused(reason=answer["vi"], reason_en=answer["en"], refusal=answer["refused"])
    return answer
