"""`make bench [QUICK=1]`: the promised figures, measured on this machine. Timings are noisy: nothing fails by them.

Prints one line per figure: what, value, bound, whether it holds.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller samples, at most two minutes")
    options = parser.parse_args()
    var = Path(tempfile.mkdtemp(prefix="giamsat-bench-"))
    try:
        os.environ["GIAMSAT_VAR"] = str(var)
        os.environ["GIAMSAT_DATABASE"] = os.environ.get("BENCH_DATABASE", f"sqlite:///{var / 'bench.sqlite3'}")
        from giamsat.cli.environment import prepare_environment

        prepare_environment(var)
        import django

        django.setup()
        from bench import annexes, growth, likeness, pages, reading, speed, targets
        from bench.figures import table

        rooms = (reading, annexes, speed, likeness, pages, targets, growth)
        measured = (room.figures(quick=options.quick) for room in rooms)
        print(table(figure for figures in measured for figure in figures))
    finally:
        shutil.rmtree(var, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
