"""`python -m tests [--browser] [pytest arguments]`: every test, on SQLite and on a real PostgreSQL.

Ends with one table and a last line "N passed, N failed, N skipped". Exit code 1 when anything failed, was skipped,
or when one of the two databases could not be had: a test that did not run proves nothing.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.cluster import ClusterError, cluster
from tests.tally import Tally, tally

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PROCESSES = ("-n", "2")
NOT_BROWSER = ("-m", "not browser")
#: tests that read no database: run once, with the first one
PURE = ("tests/vanban", "tests/timetable", "tests/paper")


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the database is stopped
    is_browser = "--browser" in arguments
    rest = [argument for argument in arguments if argument != "--browser"]
    tallies = list(_browser(rest) if is_browser else _both(rest))
    _print_table(tallies, is_browser=is_browser)
    passed, failed, skipped = (sum(getattr(one, name) for one in tallies) for name in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 0 if passed and all(one.is_good for one in tallies) else 1


def _both(arguments: list[str]) -> Iterator[Tally]:
    with tempfile.TemporaryDirectory(prefix="giamsat-tests-") as folder:
        home = Path(folder)
        yield _run("SQLite", home, f"sqlite:///{home / 'tests.sqlite3'}", (*PROCESSES, *NOT_BROWSER, *arguments))
        try:
            with cluster() as server:
                ignored = [f"--ignore={ROOT / folder}" for folder in PURE]
                yield _run(
                    server.name, home, server.url, (*PROCESSES, *NOT_BROWSER, "-p", "tests.once", *ignored, *arguments)
                )
        except ClusterError as reason:
            yield Tally("PostgreSQL", missing=str(reason))


def _browser(arguments: list[str]) -> Iterator[Tally]:
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not shutil.which(chromium):
        yield Tally(
            "Chromium", missing=f"không có trình duyệt {chromium} (Debian: apt install chromium; hoặc đặt CHROMIUM)"
        )
        return
    with tempfile.TemporaryDirectory(prefix="giamsat-tests-") as folder:
        home = Path(folder)
        os.environ["CHROMIUM"] = chromium
        # the driver of the browser runs an event loop in the thread of the test, which also asks the database
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield _run(
            "Chromium",
            home,
            f"sqlite:///{home / 'tests.sqlite3'}",
            ("-m", "browser", *(arguments or ["tests/journeys"])),
        )


def _run(name: str, home: Path, database: str, arguments: tuple[str, ...]) -> Tally:
    """One run of pytest, told its database through the environment."""
    print(f"── {name}", flush=True)
    report = home / f"{name.split()[0]}.xml"
    environment = os.environ | {"GIAMSAT_DATABASE": database}
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", f"--junitxml={report}", "-o", "junit_family=xunit1", *arguments]
    exit_code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return tally(name, report, exit_code=exit_code, seconds=time.monotonic() - started)


def _print_table(tallies: list[Tally], *, is_browser: bool) -> None:
    print(f"\n{'chạy trên':<18}{'đạt':>8}{'trượt':>8}{'bỏ qua':>8}{'giây':>8}")
    for one in tallies:
        figures = f"{one.passed:>8}{one.failed:>8}{one.skipped:>8}{one.seconds:>8.0f}"
        print(f"{one.name:<18}{'—' if one.missing else figures}")
    for one in tallies:
        if one.missing:
            print(f"không chạy được: {one.name} – {one.missing}")
        for reason, count in one.reasons.items():
            print(f"không chạy được: {count} ca trên {one.name} – {reason}")
    if not is_browser:
        _print_once(tallies)


def _print_once(tallies: list[Tally]) -> None:
    first, second = tallies
    once = first.passed - second.passed
    if not second.missing and once > 0:
        print(f"chạy một lần, ở lượt SQLite: {once} ca không dùng cơ sở dữ liệu")
    if not SHARED.exists():
        print("không đối chiếu: văn bản thật, các bảng và công cụ của ../shared, vì không nằm cạnh mã nguồn")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("đã dừng theo lệnh của người dùng")
