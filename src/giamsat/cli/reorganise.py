"""`giamsat reorganise FILE [--dry-run]`: a change set of the organisation, shown or carried out."""

import argparse
import csv
from pathlib import Path

import django

from giamsat.cli.environment import prepare_environment

prepare_environment(Path("var"))
django.setup()

from django.utils import timezone  # noqa: E402 — after setup

from giamsat.errors import GiamsatError  # noqa: E402
from giamsat.journal.rules import SYSTEM  # noqa: E402
from giamsat.people import reorganising  # noqa: E402
from giamsat.people.changes import Plan, changes, plan  # noqa: E402


def reorganise(options: argparse.Namespace) -> int:
    """Print what the file would change; carry it out unless it is a dry run. 1 when it is refused: nothing changed."""
    with options.file.open(encoding="utf-8-sig", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    at = timezone.now()
    try:
        if options.dry_run:
            _print(plan(changes(rows)))
            return 0
        one = reorganising.propose(options.file.stem, rows, by=SYSTEM, at=at)
        _print(reorganising.carry_out(one, by=SYSTEM, at=at))
    except GiamsatError as refusal:
        _say(str(refusal))
        return 1
    _say("Đã thực hiện.")
    return 0


def _print(made: Plan) -> None:
    for code, change in made.created.items():
        _say(f"+ {code} {change.name}")
    for code, change in made.renamed.items():
        _say(f"~ {code} đổi tên thành {change.name}")
    for code, change in made.moved.items():
        _say(f"> {code} chuyển về {change.parent or 'cấp cao nhất'}")
    for code in made.dissolved:
        heirs = [new for old, new, _change in made.successions if old == code]
        _say(f"- {code} → {', '.join(heirs) or 'không có cơ quan kế thừa'}")
    for post, code in made.carried:
        _say(f"  {post}: chuyển sang {code}")
    for post in made.ended:
        _say(f"  {post}: kết thúc, cần giao lại")


def _say(text: str) -> None:
    print(text)  # noqa: T201 — this is a command
