"""`giamsat journal verify | anchor | root`: whether the journal is whole, and the roots to keep elsewhere."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import django

from giamsat.cli.environment import prepare_environment

prepare_environment(Path("var"))
django.setup()

from django.utils import timezone  # noqa: E402 — after setup

from giamsat.journal import actions, queries  # noqa: E402
from giamsat.journal.models import Anchor  # noqa: E402
from giamsat.journal.rules import SYSTEM  # noqa: E402
from giamsat.journal.verification import Fault, faults  # noqa: E402
from giamsat.people.models import Unit  # noqa: E402

ROOT = re.compile(r"\b[0-9a-f]{64}\b")


def verify(options: argparse.Namespace) -> int:
    """Say of every damaged place which entry of which chain it is; 1 when there is one."""
    kept = [*options.root, *(ROOT.findall(options.anchor.read_text(encoding="utf-8")) if options.anchor else [])]
    count = 0
    for fault in faults(roots=kept):
        count += 1
        _say(_told(fault))
    _say(f"{count} chỗ sai." if count else "Nhật ký còn nguyên vẹn.")
    return 1 if count else 0


def anchor(options: argparse.Namespace) -> int:
    """Make a root now, and print it."""
    _print(actions.anchor(timezone.localdate(), by=SYSTEM))
    return 0


def root(options: argparse.Namespace) -> int:
    """Print the root that closes a day, by default the newest; 1 when there is none."""
    found = queries.anchor_of(options.day) if options.day else queries.anchors().first()
    if found is None:
        _say("Chưa có gốc nhật ký nào" + (f" chốt ngày {options.day:%d/%m/%Y}." if options.day else "."))
        return 1
    _print(found)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"verify": verify, "anchor": anchor, "root": root}


def _told(fault: Fault) -> str:
    if fault.damage in ("anchor", "root"):
        return f"Gốc nhật ký số {fault.seq}: {fault.damage.label}" if fault.seq else f"{fault.damage.label}"
    unit = Unit.objects.filter(pk=fault.chain).first()
    name = unit.name if unit else "hệ thống" if fault.chain == 0 else "không có cơ quan này"
    return f"Chuỗi {fault.chain} ({name}), mục {fault.seq}: {fault.damage.label}"


def _print(one: Anchor) -> None:
    made = timezone.localtime(one.made_at)
    _say(f"Gốc nhật ký số {one.number}, chốt ngày {one.day:%d/%m/%Y}, lập lúc {made:%H:%M:%S %d/%m/%Y}")
    _say(f"Mã gốc:       {one.root}")
    if one.previous_root:
        _say(f"Mã gốc trước: {one.previous_root}")


def _say(text: str) -> None:
    print(text)  # noqa: T201 — this is a command
