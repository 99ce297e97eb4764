"""`giamsat targets load|export FILE`: the list of indicators and what documents want of them, taken in or written."""

import argparse
from pathlib import Path

import django

from giamsat.cli.environment import prepare_environment

prepare_environment(Path("var"))
django.setup()

from django.utils import timezone  # noqa: E402 — after setup

from giamsat.errors import GiamsatError  # noqa: E402
from giamsat.files import jail  # noqa: E402
from giamsat.journal.rules import SYSTEM  # noqa: E402
from giamsat.targets import loading, tables  # noqa: E402
from giamsat.targets.exporting import as_csv, as_workbook  # noqa: E402
from giamsat.targets.layout import GOALS, INDICATORS, Fault  # noqa: E402
from giamsat.targets.loading import BadTable  # noqa: E402
from giamsat.targets.models import Goal, Indicator, KnownValue  # noqa: E402
from giamsat.tasks.models import Programme  # noqa: E402


def load(options: argparse.Namespace) -> int:
    """Print what the file would change; change it unless it is a dry run. 1 when it is refused: nothing changed."""
    programme = _programme(options.programme)
    if programme is None:
        return 1
    try:
        rows, faults = _rows(options.file)
        made = loading.plan(programme, rows, unofficial=options.unofficial)
        if faults or made.faults:
            raise BadTable([*faults, *made.faults])
        for change in made.changes:
            _say(str(change))
        if not options.dry_run:
            loading.load(programme, rows, seen=made.digest, unofficial=options.unofficial, by=SYSTEM, at=timezone.now())
    except BadTable as refusal:
        for fault in refusal.faults:
            _say(str(fault))
        _say("Chưa có gì được nhập.")
        return 1
    except GiamsatError as refusal:
        _say(str(refusal))
        return 1
    _say(f"{len(made.changes)} thay đổi, {made.unchanged} giữ nguyên." + (" (chạy thử)" if options.dry_run else ""))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the indicators, goals and values of a programme, in the layout that `load` takes."""
    programme = _programme(options.programme)
    if programme is None:
        return 1
    goals = Goal.objects.filter(indicator__programme=programme, replaced_at=None)
    if options.file.suffix == ".csv":
        options.file.write_bytes(as_csv(goals).encode("utf-8"))
        return 0
    indicators = Indicator.objects.filter(programme=programme, joined_into=None)
    known = KnownValue.objects.filter(indicator__programme=programme)
    options.file.write_bytes(as_workbook(indicators, goals, known))
    return 0


COMMANDS = {"load": load, "export": export}


def _programme(code: str) -> Programme | None:
    found = Programme.objects.filter(code=code).first()
    if found is None:
        _say(f"Không có chương trình mã {code}.")
    return found


def _rows(file: Path) -> tuple[tables.Rows, list[Fault]]:
    if file.suffix == ".csv":
        return tables.of_csv(file.read_text(encoding="utf-8-sig"))
    return tables.of_workbook(jail.cells(file), (INDICATORS, GOALS))


def _say(text: str) -> None:
    print(text)  # noqa: T201 — this is a command
