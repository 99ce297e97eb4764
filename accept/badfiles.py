"""At least 120 files of the classes T44–T58, each through the real jail: the verdict, and what it cost.

Holds when every verdict is right and says what to do, no parser was loaded into this process, its memory stood still
and no verdict took too long. What a child may hold is limited by the kernel; `tests/files` tries that wall itself.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accept.badfiles_made import cases
from accept.command import Command, Outcome
from giamsat.errors import Refused
from giamsat.files import jail

GROWTH = 20 * 1024 * 1024  # bytes this process may grow
MEMORY = 512 * 1024 * 1024  # bytes of address space a child has: its own limit, held by the kernel
SECONDS = 20.0  # of one verdict, conversion and recognition included
PARSERS = ("docx", "pypdfium2", "python_calamine")


def measure(options: argparse.Namespace) -> Outcome:
    """The share of right verdicts; 0 when the walls did not stand."""
    tried = list(cases(options.seed))
    tried = tried[::6] if options.quick else tried
    before, wrong, slowest = _resident(), [], 0.0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "tep"
        for case in tried:
            path.write_bytes(case.content)
            started = time.monotonic()
            verdict = verdict_of(path)
            slowest = max(slowest, time.monotonic() - started)
            if verdict not in case.verdicts:
                wrong.append(f"{case.name}: {verdict}, không phải {'/'.join(sorted(case.verdicts))}")
    grown = _resident() - before
    loaded = [parser for parser in PARSERS if parser in sys.modules]
    for line in wrong:
        print(line)
    print(f"tiến trình này lớn thêm {grown >> 20} MB, mỗi con tối đa {MEMORY >> 20} MB, lâu nhất {slowest:.1f} s")
    walls = not loaded and grown <= GROWTH and slowest <= SECONDS
    if not walls:
        print(f"tường không đứng: nạp {loaded}")
    share = (len(tried) - len(wrong)) / len(tried) if walls else 0.0
    return Outcome("right verdicts", share, ">= 1, walls standing", share == 1.0, len(tried))


def verdict_of(path: Path) -> str:
    """The kind of an accepted file, or the code of its refusal; a refusal must say what to do."""
    try:
        return jail.check(path)
    except Refused as refusal:
        says_what_to_do = "hãy" in str(refusal).lower() or "không được đưa vào" in str(refusal)
        return str(refusal.params.get("refusal", refusal.code)) if says_what_to_do else "no sentence"


def _resident() -> int:
    """Bytes this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def parse_in_web() -> Iterator[None]:
    """The defect: files are parsed in the web process itself."""
    real = jail._asked

    def asked(task: str, *words: Path) -> dict[str, object]:
        import docx  # noqa: F401 — what the defect would load

        import vanban
        from giamsat.files import jailed  # the child's own module, which the web process never loads

        try:
            return jailed._checked(jailed.words_in(words[0].read_bytes()))
        except vanban.Unreadable as refusal:
            raise jail.FileRefused(reason=refusal.text_vi, refusal=refusal.code) from refusal

    jail._asked = asked  # type: ignore[assignment]
    try:
        yield
    finally:
        jail._asked = real


@contextmanager
def drop_one_check() -> Iterator[None]:
    """The defect: what the jail refuses as active content passes."""
    real = jail._answered

    def answered(out: bytes) -> dict[str, object]:
        return {"kind": "docx", "needs": ""} if b'"active"' in out else real(out)

    jail._answered = answered  # type: ignore[assignment]
    try:
        yield
    finally:
        jail._answered = real


#: parse_in_web comes last: what it loads into this process stays loaded
COMMAND = Command(measure, {"drop_one_check": drop_one_check, "parse_in_web": parse_in_web})
