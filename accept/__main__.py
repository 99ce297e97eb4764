"""`python -m accept NAME [--seed N] [--quick] [--mutant NAME] …`: one command per promise."""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from accept.command import Command, run

#: name → module that holds its COMMAND
COMMANDS = {
    "badfiles": "accept.badfiles",
    "deadline-phrases": "accept.deadline_phrases",
    "secret-guard": "accept.secret_guard",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m accept", description=__doc__)
    parser.add_argument("name", choices=sorted(COMMANDS))
    parser.add_argument("--db", choices=("sqlite", "pg", "both"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="at most 60 seconds; the full run is what counts")
    parser.add_argument("--mutant", help="plant one defect: the command must fail")
    parser.add_argument("--table", type=Path, help="deadline-phrases: the table to try")
    options = parser.parse_args()
    var = Path(tempfile.mkdtemp(prefix="giamsat-accept-"))
    try:
        _surroundings(var)
        command: Command = importlib.import_module(COMMANDS[options.name]).COMMAND
        if options.mutant and options.mutant not in command.mutants:
            parser.error(f"mutants of {options.name}: {', '.join(command.mutants) or 'none'}")
        return run(options.name, command, options)
    finally:
        shutil.rmtree(var, ignore_errors=True)


def _surroundings(var: Path) -> None:
    """An installation of its own that is gone afterwards; the database is made by commands that need one."""
    os.environ["GIAMSAT_VAR"] = str(var)
    os.environ.setdefault("GIAMSAT_DATABASE", f"sqlite:///{var / 'accept.sqlite3'}")
    from giamsat.cli.environment import prepare_environment

    prepare_environment(var)
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
