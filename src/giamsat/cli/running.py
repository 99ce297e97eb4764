"""Commands that need Django: preparing an installation, and the work loop."""

import logging
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import django

from giamsat.cli.environment import prepare_environment

prepare_environment(Path("var"))
django.setup()

from django.conf import settings  # noqa: E402 — after setup
from django.core.checks import WARNING, Tags, run_checks  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from giamsat.assignments import jobs as assignment_jobs  # noqa: E402
from giamsat.cli import demo  # noqa: E402
from giamsat.documents import jobs as document_jobs  # noqa: E402
from giamsat.files import jobs as file_jobs  # noqa: E402
from giamsat.journal import jobs as journal_jobs  # noqa: E402
from giamsat.journal.rules import SYSTEM  # noqa: E402
from giamsat.people import jobs as people_jobs  # noqa: E402
from giamsat.people.actions import load_agencies, load_holidays  # noqa: E402
from giamsat.tasks import jobs as task_jobs  # noqa: E402

log = logging.getLogger("giamsat.work")

#: In the order of the stream: each does at most one row or one sweep and says whether there was one.
JOBS: tuple[Callable[[datetime], bool], ...] = (
    file_jobs.wipe_one,
    document_jobs.read_one,
    assignment_jobs.propose_one,
    task_jobs.compare_one,
    task_jobs.sweep_one,
    journal_jobs.anchor_one,
    people_jobs.forget_one,
    task_jobs.recur_one,
)
PAUSE = 0.5  # seconds between looks when nothing waits
AFTER_CRASH = 5.0  # seconds


def prepare(say: Callable[[str], None]) -> list[tuple[str, str, str]]:
    """Bring database, agencies, holidays, demonstration data and static files up to date; the demo accounts."""
    say("Đang chuẩn bị cơ sở dữ liệu… / Preparing the database…")
    call_command("migrate", verbosity=0)
    load_agencies(by=SYSTEM)
    load_holidays()
    if not demo.exists():
        say("Đang tạo dữ liệu mẫu… / Making demonstration data…")
        demo.build(timezone.now(), drain)
    _collect_static()
    return demo.accounts()


def warnings() -> list[str]:
    """What this machine lacks, in both languages, each with what to do."""
    found = run_checks(tags=[Tags.security])
    return [f"{warning.msg} → {warning.hint}" for warning in found if warning.level == WARNING]


def drain(at: datetime) -> None:
    """Do everything that waits now."""
    while any(job(at) for job in JOBS):
        pass


def work(*, once: bool) -> int:
    """The loop: whose time has come? A job that crashes is logged and the others go on."""
    if once:
        drain(timezone.now())
        return 0
    for warning in warnings():
        log.warning("%s", warning)
    going = [True]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: going.clear())
    while going:
        busy = [_one(job) for job in JOBS]
        close_old_connections()
        if not any(busy) and going:
            time.sleep(PAUSE)
    return 0


def _one(job: Callable[[datetime], bool]) -> bool:
    try:
        return job(timezone.now())
    except Exception:
        log.exception("job %s failed", job.__module__)
        time.sleep(AFTER_CRASH if "pytest" not in sys.modules else 0)
        return False


def _collect_static() -> None:
    """Collect static files when the sources are newer than the last collection."""
    stamp = settings.STATIC_ROOT / ".collected"
    sources = Path(__file__).parent.parent / "web" / "static"
    newest = max((path.stat().st_mtime for path in sources.rglob("*")), default=0.0)
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.touch()
