"""`python -m accept NAME [--db sqlite|pg|both] [--seed N] [--quick] [--mutant NAME] …`: one command per promise."""

import argparse
import importlib
import math
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from accept.command import CannotRun, Command, run
from accept.databases import EACH, database, on_each

#: name → module that holds its COMMAND
COMMANDS = {
    "audit": "accept.audit",
    "authz-matrix": "accept.authz",
    "badfiles": "accept.badfiles",
    "crash-points": "accept.crash_points",
    "deadline-phrases": "accept.deadline_phrases",
    "reorg": "accept.reorg",
    "secret-guard": "accept.secret_guard",
    "targets-formula": "accept.targets_formula",
    "targets-projection": "accept.targets_projection",
    "workflow": "accept.workflow",
}


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if options.db == "both":
        return on_each(_without_database(arguments))
    var = Path(tempfile.mkdtemp(prefix="giamsat-accept-"))
    try:
        with database(options.db, var):
            _surroundings(var)
            command: Command = importlib.import_module(COMMANDS[options.name]).COMMAND
            if options.mutant and options.mutant not in command.mutants:
                _parser().error(f"mutants of {options.name}: {', '.join(command.mutants) or 'none'}")
            return run(options.name, command, options)
    except CannotRun as reason:
        print(f"không chạy được trên máy này: {reason}")
        return 3
    finally:
        shutil.rmtree(var, ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m accept", description=__doc__)
    parser.add_argument("name", choices=sorted(COMMANDS))
    parser.add_argument("--db", choices=(*EACH, "both"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="at most 60 seconds; the full run is what counts")
    parser.add_argument("--mutant", help="plant one defect: the command must fail")
    parser.add_argument("--mutations", type=int, default=10_000, help="audit: how many")
    parser.add_argument("--examples", type=int, default=2000, help="workflow: how many worlds")
    parser.add_argument("--first", type=int, default=0, help="workflow: the first world, to go on or to share the work")
    parser.add_argument("--steps", type=int, default=60, help="workflow: steps in each")
    parser.add_argument("--seconds", type=float, default=math.inf, help="workflow: stop before that, and say how far")
    parser.add_argument("--from", dest="before", default="63,10035", help="reorg: provinces and communes before")
    parser.add_argument("--to", dest="after", default="34,3321", help="reorg: provinces and communes after")
    parser.add_argument("--table", type=Path, help="deadline-phrases: the table to try")
    return parser


def _without_database(arguments: list[str]) -> list[str]:
    """The arguments without `--db both`, for the runs on each database."""
    kept = [argument for argument in arguments if argument != "--db=both"]
    return kept if "--db" not in kept else kept[: (at := kept.index("--db"))] + kept[at + 2 :]


def _surroundings(var: Path) -> None:
    """An installation of its own that is gone afterwards."""
    os.environ["GIAMSAT_VAR"] = str(var)
    from giamsat.cli.environment import prepare_environment

    prepare_environment(var)
    import django

    django.setup()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a database is stopped
    sys.exit(main(sys.argv[1:]))
