"""How well and how fast alike tasks are found: ../shared/overlap where it lies beside the checkout, and made-up titles.

`python -m bench.likeness [--quick]` measures these figures alone. The time and memory of a list are those of a process
of its own.
"""

import csv
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure, table
from bench.titles import made_up
from vanban.likeness import Index, Title, pairs

ROOT = Path(__file__).parents[1]
OVERLAP = ROOT.parent / "shared" / "overlap"
REAL_TASKS = ROOT.parent / "shared" / "data" / "tasks.csv"
#: seconds and MB for titles against themselves on two cores; a smaller list may take its share
TITLES, SECONDS, MEGABYTES = 100_000, 60, 2_000
KNOWN, MILLISECONDS = 1_000_000, 100
QUICK_TITLES, QUICK_KNOWN = 20_000, 20_000


def figures(*, quick: bool) -> list[Figure]:
    """Score on the labelled pairs; seconds, memory and growth of a long list; one title against many."""
    total = QUICK_TITLES if quick else TITLES
    small, large = _alone("pairs", total // 10), _alone("pairs", total)
    known = QUICK_KNOWN if quick else KNOWN
    growth = math.log10(large["work"] / small["work"])  # processor time: others may use the machine
    return [
        *_labelled(),
        Figure(f"likeness: {total:,} titles against themselves", large["seconds"], SECONDS * total / TITLES, "s"),
        Figure(f"likeness: memory for {total:,} titles", large["megabytes"], MEGABYTES, "MB"),
        Figure("likeness: growth, exponent over a tenfold list", round(growth, 2), 1.2),
        Figure("likeness: tasks written twice that are found", large["found"], 0.95, is_floor=True),
        Figure(f"likeness: one title against {known:,}", _alone("near", known)["worst"], MILLISECONDS, "ms"),
    ]


def _labelled() -> list[Figure]:
    if not OVERLAP.exists():
        print("không đo được: ../shared/overlap không nằm cạnh mã nguồn, các số về việc trùng bị bỏ trống")
        return []
    score = labelled_score()
    return [
        Figure("likeness: F1, labelled pairs", score["f1"], 0.75, is_floor=True),
        Figure("likeness: recall of duplicates", score["duplicate_recall"], 0.92, is_floor=True),
        Figure("likeness: hard negatives reported", score["related_wrongly_reported"], 0.10),
        Figure("likeness: pairs of real tasks found, of 17", score["real_found"], 11, is_floor=True),
    ]


def labelled_score() -> dict[str, float]:
    """What score.py says of the pairs found among the labelled tasks, and how many pairs of real tasks are found."""
    titles = [Title(**row) for row in _rows(OVERLAP / "tasks.csv")]
    found = pairs(titles)
    lines = ["id_a,id_b,relation,score", *(f"{p.a},{p.b},{p.relation},{p.score}" for p in found)]
    command = [sys.executable, str(OVERLAP / "score.py"), "--predicted", "/dev/stdin"]
    for name in ("tasks", "pairs"):
        command += [f"--{name}", str(OVERLAP / f"{name}.csv")]
    out = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    score: dict[str, float] = json.loads(out)
    labelled = {frozenset((row["id_a"], row["id_b"])) for row in _rows(OVERLAP / "pairs.csv") if _is_positive(row)}
    names = {row["name"].strip() for row in _rows(REAL_TASKS)}
    real = {title.id for title in titles if title.title.strip() in names}
    known = {pair for pair in labelled if pair <= real}
    return score | {"real": len(known), "real_found": len(known & {frozenset((p.a, p.b)) for p in found})}


def _is_positive(row: dict[str, str]) -> bool:
    return row["relation"] in ("duplicate", "overlap")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def _alone(what: str, total: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.likeness", "--measure", what, str(total)]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    measured: dict[str, float] = json.loads(out)
    return measured


def _measure_pairs(total: int) -> dict[str, float]:
    titles, twice = made_up(total)
    listed = [Title(str(place), title) for place, title in enumerate(titles)]
    started, worked = time.perf_counter(), time.process_time()
    found = {frozenset((pair.a, pair.b)) for pair in pairs(listed)}
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    hits = sum(frozenset((str(a), str(b))) in found for a, b in twice)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    share = round(hits / max(1, len(twice)), 3)
    return {"seconds": round(seconds, 1), "work": round(work, 2), "megabytes": peak, "found": share}


def _measure_near(total: int) -> dict[str, float]:
    titles, _ = made_up(total)
    index = Index(Title(str(place), title) for place, title in enumerate(titles))
    taken = []
    for place, title in enumerate(made_up(40, seed=2)[0][:20]):
        started = time.perf_counter()
        index.near(Title(f"new {place}", title))
        taken.append(1000 * (time.perf_counter() - started))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"worst": round(max(taken), 1), "median": round(statistics.median(taken), 1), "megabytes": peak}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure = {"pairs": _measure_pairs, "near": _measure_near}[sys.argv[2]]
        print(json.dumps(measure(int(sys.argv[3]))))
    else:
        print(table(figures(quick="--quick" in sys.argv)))
