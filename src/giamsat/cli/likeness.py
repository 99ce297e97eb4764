"""`giamsat likeness TASKS.csv`: pairs of tasks that may be the same or partly the same. Needs no database."""

import csv
import io
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from vanban import AgencyTable, likeness

COLUMNS = ("id", "title", "product", "lead", "deadline")


def find_alike(path: Path, *, as_json: bool) -> int:
    """Compare the tasks of a CSV file with one another and print the pairs; a file without them gets one sentence."""
    try:
        titles = _titles(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return _fail(f"Không mở được {path}: {error.strerror}.")
    except UnicodeDecodeError:
        return _fail(f"{path} không phải CSV mã UTF-8: lưu lại bằng UTF-8 rồi chạy lại.")
    except (KeyError, csv.Error):
        return _fail(f"{path} thiếu cột: cần {', '.join(COLUMNS)} (bắt buộc id và title).")
    if len({title.id for title in titles}) < len(titles):
        return _fail(f"{path} có hai dòng cùng id: mỗi nhiệm vụ cần một id riêng.")
    table = AgencyTable.from_csv(Path(str(files("giamsat.people") / "seed" / "agencies.csv")))
    found = likeness.pairs(titles, agencies=table)
    print(_json(found) if as_json else _csv(found), end="")  # noqa: T201 — this is a command
    return 0


def _titles(text: str) -> list[likeness.Title]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        likeness.Title(row["id"].strip(), row["title"], *((row.get(name) or "").strip() for name in COLUMNS[2:]))
        for row in rows
    ]


def _csv(found: Iterable[likeness.Pair]) -> str:
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("id_a", "id_b", "relation", "score"))
    rows.writerows((pair.a, pair.b, pair.relation, pair.score) for pair in found)
    return out.getvalue()


def _json(found: Iterable[likeness.Pair]) -> str:
    return json.dumps([asdict(pair) for pair in found], ensure_ascii=False, indent=1) + "\n"


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 — this is a command
    return 1
