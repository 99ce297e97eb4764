"""How well and how fast documents are read, on ../shared/corpus where it lies beside the checkout."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import vanban
from bench.figures import Figure
from giamsat.people.actions import SEED

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SEED_DOCUMENT = "003_e16e69ee715156e2.txt"  # 11 kB
#: of the assignments found, and of the letterheads: what is measured and its floor
SIDES = (("lead", 0.97), ("coordinating", 0.92), ("report_to", 0.85))
FIELDS = (
    *(("number", 0.95), ("symbol", 0.95), ("type", 0.95), ("issuer", 0.92), ("date", 0.92), ("signer", 0.92)),
    *(("subject", 0.75), ("addressees", 0.90), ("references", 0.95)),
)


def figures(*, quick: bool) -> list[Figure]:
    """Score of the labelled documents, failures among the unlabelled, seconds for an 11 kB document."""
    if not CORPUS.exists():
        print("không đo được: ../shared/corpus không nằm cạnh mã nguồn, các số về đọc văn bản bị bỏ trống")
        return []
    command = [sys.executable, str(CORPUS / "score.py"), "--command", f"{sys.executable} -m giamsat.cli read --json"]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return [
        Figure("reading: F1 of assignments, 25 labelled documents", score["assignments"]["f1"], 0.95, is_floor=True),
        Figure("reading: ready", score["ready"], 0.92, is_floor=True),
        Figure("reading: ready_timed", score["ready_timed"], 0.70, is_floor=True),
        Figure("reading: sure and right", score["sure"]["right"], 0.97, is_floor=True),
        Figure("reading: share of labelled that is sure", score["sure"]["share_of_labelled"], 0.5, is_floor=True),
        *[Figure(f"reading: {name}", score["of_matched"][name], bound, is_floor=True) for name, bound in SIDES],
        *[Figure(f"reading: {name}", score["document"][name], bound, is_floor=True) for name, bound in FIELDS],
        Figure("reading: failures, labelled and unlabelled", len(score["failed"]) + _failures(), 0),
        Figure("reading: the 11 kB document, loaded", _seconds(3 if quick else 9), 0.3, "s"),
    ]


def _failures() -> int:
    table = vanban.AgencyTable.from_csv(SEED / "agencies.csv")
    failed = 0
    for path in sorted((CORPUS / "unlabelled").iterdir()):
        try:
            vanban.read(path.read_bytes(), agencies=table)
        except Exception as error:  # noqa: BLE001 — any failure is the figure
            print(f"không đọc được {path.name}: {error!r}")
            failed += 1
    return failed


def _seconds(times: int) -> float:
    source = (CORPUS / "docs" / SEED_DOCUMENT).read_bytes()
    table = vanban.AgencyTable.from_csv(SEED / "agencies.csv")
    vanban.read(source, agencies=table)
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        vanban.read(source, agencies=table)
        taken.append(time.perf_counter() - started)
    return round(statistics.median(taken), 3)
