"""How an acceptance command speaks: it measures, must catch the defects it plants, and ends with one JSON line."""

import argparse
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a command measured."""

    metric: str
    value: float
    #: As written in the issue: ">= 0.99".
    bound: str
    ok: bool
    #: How many cases were tried, and how many could not be.
    n: int
    skipped: int = 0
    db: str = "none"


@dataclass(frozen=True, slots=True)
class Command:
    """One promise: how it is measured, and the defects that must make it fail."""

    measure: Callable[[argparse.Namespace], Outcome]
    #: Name → plants the defect while it is entered.
    mutants: Mapping[str, Callable[[], AbstractContextManager[object]]] = field(default_factory=dict)


class CannotRun(Exception):
    """This machine lacks what the command needs; the text names it."""


def run(name: str, command: Command, options: argparse.Namespace) -> int:
    """0 when every bound holds, nothing was skipped and every mutant was caught; else 1; 3 when it cannot run."""
    try:
        if options.mutant:
            with command.mutants[options.mutant]():
                outcome = command.measure(options)
            _say(name, outcome, options, ok=not outcome.ok)
            return 0 if not outcome.ok else 1
        outcome = command.measure(options)
        missed = [mutant for mutant in command.mutants if not _caught(command, mutant, options)]
    except CannotRun as reason:
        print(f"không chạy được trên máy này: {reason}")
        return 3
    for mutant in missed:
        print(f"khiếm khuyết gài vào mà không phát hiện được: {mutant}")
    ok = outcome.ok and not outcome.skipped and not missed
    _say(name, outcome, options, ok=ok)
    return 0 if ok else 1


def _caught(command: Command, mutant: str, options: argparse.Namespace) -> bool:
    with command.mutants[mutant]():
        return not command.measure(argparse.Namespace(**{**vars(options), "quick": True})).ok


def _say(name: str, outcome: Outcome, options: argparse.Namespace, *, ok: bool) -> None:
    line = {
        "id": name,
        "metric": outcome.metric,
        "value": round(outcome.value, 4),
        "bound": outcome.bound,
        "ok": ok,
        "n": outcome.n,
        "skipped": outcome.skipped,
        "db": outcome.db,
        "seed": options.seed,
        "quick": options.quick,
    }
    print(json.dumps(line, ensure_ascii=False))
