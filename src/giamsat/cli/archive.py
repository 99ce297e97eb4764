"""`giamsat read DIR`: a whole archive, one JSON line per document, on several cores; goes on where it stopped."""

import hashlib
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import vanban

BAR_WIDTH = 30
#: documents a worker reads before it is replaced: what a parser leaks goes with it
LIFE = 500


def read_archive(folder: Path, *, out: Path, jobs: int, agencies: Path) -> int:
    """Append to `out` a line for every file below `folder` that has none there yet; 0 when all could be read."""
    done = _done(out)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.resolve() != out.resolve()]
    waiting = [path for path in files if str(path.relative_to(folder)) not in done]
    refused = 0
    with out.open("a", encoding="utf-8") as lines, _Bar(len(files), len(files) - len(waiting)) as bar:
        for line in _read_all(waiting, folder, jobs, agencies):
            lines.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            lines.flush()
            refused += "refused" in line
            bar.step()
    print(f"{len(files)} tệp, đọc mới {len(waiting)}, không đọc được {refused}; ghi vào {out}", file=sys.stderr)  # noqa: T201
    return 1 if refused else 0


def _done(out: Path) -> set[str]:
    """The files that have a whole line already; a line cut off when the power went is taken out."""
    if not out.exists():
        return set()
    whole = out.read_bytes()
    kept = whole[: whole.rfind(b"\n") + 1]
    if kept != whole:
        out.write_bytes(kept)
    return {json.loads(line)["file"] for line in kept.splitlines()}


def _read_all(files: list[Path], folder: Path, jobs: int, agencies: Path) -> Iterator[dict[str, Any]]:
    read = partial(_line, folder=folder)
    if jobs == 1:
        _prepare(agencies)
        yield from map(read, files)
        return
    with multiprocessing.Pool(jobs, _prepare, (agencies,), maxtasksperchild=LIFE) as pool:
        yield from pool.imap_unordered(read, files)


_TABLE: list[vanban.AgencyTable] = []


def _prepare(agencies: Path) -> None:
    """Load the agency table once per worker."""
    _TABLE[:] = [vanban.AgencyTable.from_csv(agencies)]


def _line(path: Path, *, folder: Path) -> dict[str, Any]:
    source = path.read_bytes()
    line: dict[str, Any] = {"file": str(path.relative_to(folder)), "sha256": hashlib.sha256(source).hexdigest()}
    try:
        return line | vanban.read(source, agencies=_TABLE[0]).as_json()
    except vanban.Unreadable as refusal:
        return line | {"refused": refusal.code, "reason": refusal.text_vi}


class _Bar:
    """A bar on standard error, when that is a terminal."""

    def __init__(self, total: int, done: int, to: TextIO = sys.stderr) -> None:
        self.total, self.done, self.at_start, self.to = total, done, done, to
        self.began = time.monotonic()

    def __enter__(self) -> "_Bar":
        self._draw()
        return self

    def __exit__(self, *_: object) -> None:
        if self.to.isatty():
            self.to.write("\n")

    def step(self) -> None:
        self.done += 1
        self._draw()

    def _draw(self) -> None:
        if not self.to.isatty() or not self.total:
            return
        speed = (self.done - self.at_start) / max(time.monotonic() - self.began, 0.1)
        full = BAR_WIDTH * self.done // self.total
        bar = "█" * full + "·" * (BAR_WIDTH - full)
        self.to.write(f"\r{bar} {self.done}/{self.total}  {speed:.1f} văn bản/giây ")
        self.to.flush()
