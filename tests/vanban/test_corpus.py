"""The reader on real documents, when the corpus lies beside the checkout."""

import csv
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vanban import AgencyTable, Reading, dates, read

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus"


@pytest.fixture(scope="module")
def table() -> AgencyTable:
    return AgencyTable.from_csv(SHARED / "data" / "agencies.csv")


@pytest.fixture(scope="module")
def readings(table: AgencyTable) -> dict[str, Reading]:
    files = [*(CORPUS / "docs").glob("*.txt"), *(CORPUS / "unlabelled").glob("*.txt")]
    return {f.name: read(f.read_bytes(), agencies=table) for f in files}


@pytest.mark.parametrize("folder", ["docs", "unlabelled"])
def test_real_documents_are_read(folder: str, readings: dict[str, Reading]) -> None:
    files = sorted((CORPUS / folder).glob("*.txt"))

    assert files
    assert all(readings[f.name].media_kind == "text" and readings[f.name].blocks for f in files)


def test_assignments_meet_the_bar(readings: dict[str, Reading], tmp_path: Path) -> None:
    score = _score()

    found = _scored(score, readings, tmp_path)

    assert found["assignments"]["f1"] >= 0.88
    assert found["ready"] >= 0.80
    assert all(found["document"][field] >= 0.90 for field in ("number", "symbol", "type", "issuer", "date"))


def test_deadline_phrases() -> None:
    with (SHARED / "rules" / "deadline_phrases.csv").open(encoding="utf-8", newline="") as rows:
        phrases = [row for row in csv.DictReader(rows) if not row["note"].startswith("ambiguous")]

    right = sum(_is_right(row) for row in phrases)

    assert right >= 0.97 * len(phrases)


def _is_right(row: dict[str, str]) -> bool:
    from datetime import date

    issued = date.fromisoformat(row["context"].split()[0])
    times = dates.find(row["phrase"], issued_on=issued)
    if "làm việc" in row["phrase"]:  # counted with the calendar, which the caller hands in
        return bool(times.said) == bool(row["expected_on"])
    on = " | ".join(str(s.on) for s in times.said)
    cadences = "; ".join(c.value for c in times.cadences)
    return on == row["expected_on"].strip(" |") and cadences == row["recurrence"].strip(" |")


def _score() -> Any:
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _scored(score: Any, readings: dict[str, Reading], tmp_path: Path) -> dict[str, Any]:
    """score.py runs a command for each file; the readings are made here once and handed to it as files."""
    for f in sorted((CORPUS / "docs").glob("*.txt")):
        reading = readings[f.name].as_json()
        (tmp_path / f"{f.name}.json").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")

    class Ready:
        def __init__(self, name: str) -> None:
            self.stdout = (tmp_path / f"{Path(name).name}.json").read_text(encoding="utf-8")

    out = tmp_path / "score.json"
    real_run, real_argv, real_load = subprocess.run, sys.argv, score.yaml.safe_load
    score.subprocess.run = lambda command, **_: Ready(command[-1])
    score.yaml.safe_load = lambda text: score.yaml.load(
        text, Loader=getattr(score.yaml, "CSafeLoader", score.yaml.SafeLoader)
    )
    sys.argv = ["score", "--command", "ready", "--json", str(out)]
    try:
        score.main()
    finally:
        score.subprocess.run, sys.argv, score.yaml.safe_load = real_run, real_argv, real_load
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found
