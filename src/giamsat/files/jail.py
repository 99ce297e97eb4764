"""Looks at files in jailed children: Python's parsers in one, LibreOffice and Tesseract each in another."""

import json
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

import vanban
from giamsat.errors import Refused
from giamsat.files.states import Step
from vanban import programs
from vanban.readers import lines, ocr, office, pages
from vanban.secrecy import is_stamp_read

#: told the step, and how many pages of how many it has done
Tell = Callable[[Step, int, int], None]

SECONDS = 30  # wall clock of one child; its own CPU limit is shorter
PAGES_AT_ONCE = 4  # pictures of pages drawn by one child


class FileRefused(Refused):
    """%(reason)s"""

    code = "file_refused"


class ReadingFailed(Refused):
    """Không đọc được tệp: nội dung hỏng hoặc quá nặng. Hãy mở tệp bằng Word, lưu lại thành .docx rồi tải lên."""

    code = "reading_failed"


class NotIsolated(Refused):
    """Máy chủ không cho cô lập mạng nên tạm không nhận bản quét và tệp .doc, .rtf, .odt. Hãy tải lên .docx."""

    code = "not_isolated"


def check(path: Path) -> str:
    """The kind of content of a file nobody has looked at yet; raises `FileRefused` with the reason.

    A scan shows its first page, where a secrecy stamp stands, and the red ink on it by itself; an old Word file is
    converted and looked at whole.
    A picture or scan passes where no Tesseract is installed: it can be evidence, though it cannot be read.
    """
    found = _asked("check", path)
    if found["needs"] == "office" and programs.is_installed("soffice"):
        with _converted(path, str(found["kind"])) as made:
            _asked("check", made)
    if found["needs"] == "ocr" and programs.is_installed("tesseract"):
        _refuse_stamped(path)
        with _recognised(path, count=1) as (text, _):
            _asked("check-text", text)
    return str(found["kind"])


def _refuse_stamped(path: Path) -> None:
    """Raise `FileRefused` when a red rubber stamp on the first page of a scan says that it is secret."""
    _check_isolated()
    with _telling():
        for stamp in _parted(_run("stamps", path)):
            if is_stamp_read(ocr.recognised(stamp, is_line=True)):
                raise vanban.Unreadable("secret")


def _untold(step: Step, done: int, of: int) -> None:
    """Nobody wants to know."""


def read(path: Path, agencies: Path, tell: Tell = _untold) -> dict[str, Any]:
    """What the document says, in the shape of `vanban`'s JSON with text, hash and reader version, and its `pages`:
    their sizes, whether each was turned straight, and its lines with their boxes (none for what has no pages).
    """
    tell(Step.FINDING, 0, 0)
    found = _asked("read", path, agencies)
    if found["needs"] == "office":
        tell(Step.CONVERTING, 0, 0)
        with _converted(path, str(found["kind"])) as made:
            tell(Step.FINDING, 0, 0)
            return _asked("read", made, agencies)
    if found["needs"] == "ocr":
        with _recognised(path, count=ocr.MOST_PAGES, tell=tell) as (text, placed):
            tell(Step.FINDING, 0, 0)
            return _asked("read-text", text, agencies) | {"pages": [page | {"straight": True} for page in placed]}
    return found | {"pages": _lines(path) if found["kind"] == "pdf" else []}


def cells(path: Path) -> dict[str, list[list[Any]]]:
    """Sheet → rows of cells from A1 on, texts and numbers as typed in a workbook; refused when it is none."""
    sheets: dict[str, list[list[Any]]] = _asked("cells", path)["sheets"]
    return sheets


def sizes(path: Path) -> list[tuple[int, int]]:
    """(width, height) of each page of a PDF or picture."""
    return [(int(width), int(height)) for width, height in _asked("sizes", path)["pages"]]


def shown(path: Path, first: int, count: int, *, straight: bool) -> list[bytes]:
    """Pages as people look at them, WebP, from `first` on (counted from 0); fewer where the file ends."""
    return list(_parted(_run("shown", path, str(first), str(count), "straight" if straight else "as-is")))


def _lines(path: Path) -> list[dict[str, Any]]:
    """The pages of a PDF with their lines; an aid only: a paper is read without it all the same."""
    try:
        return [page | {"straight": False} for page in _asked("lines", path)["pages"]]
    except Refused:
        return []


@contextmanager
def _converted(path: Path, kind: str) -> Iterator[Path]:
    """The file as .docx by LibreOffice, gone afterwards."""
    _check_isolated()
    with _folder() as folder, _telling():
        made = folder / "made.docx"
        made.write_bytes(office.as_docx(path.read_bytes(), kind))
        yield made


@contextmanager
def _recognised(path: Path, *, count: int, tell: Tell = _untold) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The words of the first `count` pages of a scan by Tesseract, gone afterwards; and its pages with their lines."""
    _check_isolated()
    most = min(count, len(sizes(path))) if count > 1 else count
    with _folder() as folder, _telling():
        found: list[tuple[str, lines.PageLines]] = []
        for page in _pictures(path, count):
            tell(Step.RECOGNISING, len(found), most)
            found.append(lines.recognised(page))
        text = folder / "words.txt"
        text.write_text(pages.joined([words.split("\n") for words, _ in found]), encoding="utf-8")
        yield text, [asdict(page_lines) for _, page_lines in found]


def _pictures(path: Path, count: int) -> Iterator[bytes]:
    """Pictures of pages, drawn by children a few at a time."""
    for first in range(0, count, PAGES_AT_ONCE):
        wanted = min(PAGES_AT_ONCE, count - first)
        pictures = list(_parted(_run("pages", path, str(first), str(wanted))))
        yield from pictures
        if len(pictures) < wanted:
            return


def _parted(out: bytes) -> Iterator[bytes]:
    """Pictures, each behind its length; a child that refuses sends a JSON object instead."""
    if out.startswith(b"{"):
        _answered(out)
    while out:
        (size,) = struct.unpack(">I", out[:4])
        yield out[4 : 4 + size]
        out = out[4 + size :]


def _check_isolated() -> None:
    if programs.isolation() is None:
        raise NotIsolated


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of the spool: outside store, index and backup."""
    with tempfile.TemporaryDirectory(prefix="jail-", dir=settings.VAR / "spool") as name:
        yield Path(name)


@contextmanager
def _telling() -> Iterator[None]:
    """What a program cannot read, told as our own refusal."""
    try:
        yield
    except vanban.Unreadable as refusal:
        raise FileRefused(reason=refusal.text_vi, reason_en=refusal.text_en, refusal=refusal.code) from refusal


def _asked(task: str, *words: Path) -> dict[str, Any]:
    return _answered(_run(task, *map(str, words)))


def _answered(out: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(out)
    if "refused" in answer:
        raise FileRefused(reason=answer["vi"], reason_en=answer["en"], refusal=answer["refused"])
    return answer


def _run(task: str, *words: str | Path) -> bytes:
    command = [sys.executable, "-m", "giamsat.files.jailed", task, *map(str, words)]
    try:
        child = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 — own module
    except subprocess.TimeoutExpired:
        raise ReadingFailed from None
    if child.returncode:
        raise ReadingFailed(exit=child.returncode, error=child.stderr.decode(errors="replace")[-500:])
    return child.stdout
